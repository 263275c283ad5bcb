"""Projects come back as they went: 200 of any kind here, and 1,000 in `python -m tests.benchmarks.qda`."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings

from corpus.issues import Refused
from reports.exchange.qda.model import Code, Codebook, Coding, Document, Project, Selection, User, codings_of, guid_of
from reports.exchange.qda.reading import read_codebook, read_project
from reports.exchange.qda.writing import write_codebook, write_project
from tests.reports.exchange.qda_projects import projects
from tests.reports.exchange.qda_rules import faults, project_xml, schema

ONE, TWO, THREE = (guid_of(number) for number in range(3))
TEXT = "Regel één: 👩‍👩‍👧 helpt.\r\nTwee: e\u0301e\u0308n \U0001f1f3\U0001f1f1!\rDrie\u2028einde\n"
WORDS = ["👩‍👩‍👧", "helpt.\r\nTwee", "e\u0301e\u0308n", "\U0001f1f3\U0001f1f1!\r", "Drie\u2028einde\n", "\u0308", TEXT]


@settings(max_examples=200, derandomize=True, database=None, deadline=None, suppress_health_check=list(HealthCheck))
@given(projects())
def test_any_project_comes_back_whole_and_is_as_the_standard_asks(project: Project) -> None:
    content = write_project(project)
    reading = read_project(content, "proef.qdpx")
    assert reading.project == project
    assert not reading.passed
    root = project_xml(content)
    assert not list(faults(root))
    if published := schema("Project.xsd"):
        published.assertValid(root)


def make_project(text: str, words: list[str]) -> Project:
    code = Code(guid=ONE, name="Samen")
    selections = [
        Selection(
            guid=guid_of("s", n),
            start=text.index(each),
            end=text.index(each) + len(each),
            codings=(Coding(guid=guid_of("c", n), code=ONE, user=TWO),),
        )
        for n, each in enumerate(words)
    ]
    document = Document(guid=THREE, name="Proef", text=text, selections=tuple(selections))
    return Project(name="Proef", users=(User(guid=TWO, name="A"),), codes=(code,), documents=(document,))


def test_places_hold_with_emoji_combining_marks_and_all_line_ends() -> None:
    found = read_project(write_project(make_project(TEXT, WORDS)), "p").project.documents[0]
    assert found.text == TEXT
    assert [found.text[each.start : each.end] for each in found.selections] == WORDS


@pytest.mark.parametrize("text", ["\ufeffMerk vooraf", "\ufeff\ufeff", "", "\x00\x0b\x85", "\r\n"])
def test_texts_that_are_easily_spoilt_come_back(text: str) -> None:
    assert read_project(write_project(make_project(text, [])), "p").project.documents[0].text == text


def test_equal_projects_make_equal_bytes() -> None:
    assert write_project(make_project(TEXT, WORDS)) == write_project(make_project(TEXT, WORDS))


def test_the_parser_of_another_project_reads_the_same_codings(tmp_path: Path) -> None:
    from pyrefiqda import RefiProject

    project = make_project(TEXT, WORDS)
    (tmp_path / "p.qdpx").write_bytes(write_project(project))
    found = RefiProject.load(tmp_path / "p.qdpx", tmp_path / "uit")
    source = found.sources.text_source[0]
    text = RefiProject.resolve_source_path(source.plain_text_path, tmp_path / "uit").read_bytes().decode()
    read = Counter(
        (text[each.start_position : each.end_position], coding.code_ref.target_guid, coding.creating_user)
        for each in source.plain_text_selection
        for coding in each.coding
    )
    assert read == Counter((word, ONE, TWO) for word in WORDS)
    assert [each.name for each in found.code_book.codes.code] == ["Samen"]
    assert sum(read.values()) == sum(1 for _ in codings_of(project))


def test_a_codebook_comes_back_without_what_only_projects_have() -> None:
    inner = Code(guid=TWO, name="Eén <huishouden>", description="Regel\r\ntwee & meer", color="#0072B2")
    codebook = Codebook(codes=(Code(guid=ONE, name="Map", is_codable=False, codes=(inner,)),))
    content = write_codebook(codebook)
    assert read_codebook(content, "p.qdc") == codebook
    noted = Codebook(codes=(Code(guid=ONE, name="Map", is_codable=False, notes=(THREE,), codes=(inner,)),))
    assert write_codebook(noted) == content


@pytest.mark.parametrize(
    ("project", "problem"),
    [
        (make_project("kort", []).__class__(name="x\x00"), "XML cannot hold"),
        (Project(name="p", users=(User(guid=ONE), User(guid=ONE))), "same GUID"),
        (Project(name="p", users=(User(guid="1"),)), "no GUID"),
        (Project(name="p", documents=(Document(guid=ONE, text="\ud800"),)), "surrogate"),
        (Project(name="p", documents=(Document(guid=ONE, selections=(Selection(guid=TWO, start=0, end=1),)),)), "text"),
        (Project(name="p", documents=(Document(guid=ONE, codings=(Coding(guid=TWO, code=THREE),)),)), "not there"),
        (Project(name="p", codes=(Code(guid=ONE, name="x", color="rood"),)), "colour"),
    ],
)
def test_what_cannot_be_written_is_refused(project: Project, problem: str) -> None:
    with pytest.raises(Refused, match=problem):
        write_project(project)


def test_a_codebook_without_codes_is_refused() -> None:
    with pytest.raises(Refused, match="no codes"):
        write_codebook(Codebook(codes=()))


def test_a_codebook_is_read_back_from_a_hostile_name() -> None:
    name = "=cmd|' /C calc'!A0 <script>&amp;"
    codebook = Codebook(codes=(Code(guid=ONE, name=name),))
    assert read_codebook(write_codebook(codebook), "x").codes[0].name == name
