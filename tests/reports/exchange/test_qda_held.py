"""What is read of a corpus for other programs, and what is told of gemeenten and documents."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from corpus.raw import study_folder
from corpus.records import Page
from corpus.study import Study, load_study
from reports.exchange.qda.building import build
from reports.exchange.qda.codes import FOLDERS, CodeRow, CodeTree, Key
from reports.exchange.qda.held import Held, HeldDocument, read_codes, read_held
from reports.exchange.qda.model import Case, guid_of
from reports.exchange.qda.traits import cases_of, document_values, variables
from tests.reports.exchange.qda_study import FIRST, SECOND, THIRD, make_study

NAMES = {each.guid: each.name for each in variables()}
REGISTER = """code,name,begin_on,end_on,province_code,province_name
GM9101,Merenburg,2000-01-01,,20,Fictief
GM9102,Merenburg,2000-01-01,,21,Elders
"""


@pytest.fixture
def study(data: Path, tmp_path: Path) -> Study:
    return make_study(data, tmp_path)


def make_document(letter: str = "a", **values: object) -> HeldDocument:
    page = Page(document_id=letter * 64, number=1, text="Tekst.", method="proef")
    first: dict[str, object] = {
        "id": letter * 64, "size_class": "", "design": "survey", "url": "", "pages": (page,), "passages": (),
        "spans": (), "codings": (), "facts": {},
    }  # fmt: skip
    return HeldDocument(**first | values)  # type: ignore[arg-type]


def values_of(case: Case) -> dict[str, str | None]:
    return {NAMES[each.variable]: each.text for each in case.values}


def test_only_documents_that_count_are_read_with_all_that_is_theirs(study: Study) -> None:
    held = read_held(study_folder(study.name) / "corpus.db")
    assert {each.id for each in held.documents} == {FIRST, SECOND, THIRD}
    assert [each.id for each in held.documents] == sorted(each.id for each in held.documents)
    for document in held.documents:
        texts = {page.number: page.text for page in document.pages}
        assert document.passages and document.codings
        assert all(texts[each.page][each.start : each.end] == each.text for each in document.passages)
        assert {each.document_id for each in (*document.passages, *document.codings)} == {document.id}


def test_values_that_do_not_count_are_not_read(study: Study) -> None:
    (first,) = (each for each in read_held(study_folder(study.name) / "corpus.db").documents if each.id == FIRST)
    assert first.facts["title"] == ("Evaluatie wijkteams <Merenburg>",)
    assert first.url == "http://voorbeeld.example/eerste.pdf"


def test_an_address_on_the_machine_of_the_maker_is_not_told(study: Study) -> None:
    (third,) = (each for each in read_held(study_folder(study.name) / "corpus.db").documents if each.id == THIRD)
    assert third.url == ""


def test_codes_come_in_the_order_of_their_codebooks(study: Study) -> None:
    rows = read_codes(study_folder(study.name) / "corpus.db")
    assert rows[-1].key == Key("regio 2", "thema", "wonen")
    elements = [row for row in rows if row.key.dimension == "element"]
    assert {row.venster for row in elements if row.key.code == "capaciteit"} == {"organisatie"}


def test_gemeenten_of_one_name_are_told_apart_and_sizes_come_of_their_own_documents(tmp_path: Path) -> None:
    (tmp_path / "gemeenten.csv").write_text(REGISTER, encoding="utf-8")
    (tmp_path / "s.toml").write_text(
        'title = "x"\ndescription = "x"\ncontact = "mailto:x@voorbeeld.example"\ngemeenten = "gemeenten.csv"\n'
    )
    own = make_document("a", facts={"gemeente": ("GM9101",)}, size_class="20.000–50.000")
    shared = make_document("b", facts={"gemeente": ("GM9101", "GM9102", "GM9999")}, size_class="meerdere")
    cases = cases_of(load_study(str(tmp_path / "s.toml")), [own, shared])
    assert [each.name for each in cases] == ["Merenburg (GM9101)", "Merenburg (GM9102)", "GM9999"]
    assert values_of(cases[0]) == {
        "CBS-code": "GM9101", "Provincie": "Fictief", "Grootteklasse": "20.000–50.000", "Aantal documenten": "2",
    }  # fmt: skip
    assert values_of(cases[1]) == {"CBS-code": "GM9102", "Provincie": "Elders", "Aantal documenten": "1"}
    assert cases[2].documents == (guid_of("document", "b" * 64),)


@pytest.mark.parametrize(("facts", "told"), [
    ({"year": ("2018",)}, "2018"), ({"year": ("ca. 2018",)}, None), ({"year": ("2017", "2018")}, None), ({}, None),
])  # fmt: skip
def test_a_year_is_told_where_it_is_a_number(facts: dict[str, tuple[str, ...]], told: str | None) -> None:
    values = {NAMES[each.variable]: each.text for each in document_values(make_document(facts=facts))}
    assert values.get("Jaar") == told
    assert (values["Opzet"], values["Kenmerk"]) == ("survey", "a" * 64)


def test_who_wrote_a_document_is_not_told() -> None:
    facts = {"author": ("A. Persoon",), "publisher": ("Bureau Vis", "Gemeente X")}
    values = {NAMES[each.variable]: each.text for each in document_values(make_document(facts=facts))}
    assert values["Uitgever"] == "Bureau Vis; Gemeente X"
    assert "A. Persoon" not in values.values()


def test_names_of_documents_can_be_names_of_files_and_are_all_different(study: Study) -> None:
    titles = ['Wat/hoe: "nu"?', "wat hoe nu", "x" * 300, "", "Punt."]
    documents = tuple(
        make_document(letter, facts={"title": (title,)} if title else {}, codings=())
        for letter, title in zip("abcde", titles, strict=True)
    )
    names = [each.name for each in build(study, Held((), documents)).project.documents]
    assert names == [
        f"Wat hoe nu [{'a' * 8}]", f"wat hoe nu [{'b' * 8}]", "x" * 100, f"Zonder titel {'d' * 8}", "Punt",
    ]  # fmt: skip


def test_elements_stand_under_their_venster_and_others_beside_it() -> None:
    rows = [
        CodeRow(Key("p 1", "venster", "inwoner"), "P", "Inwoner", ""),
        CodeRow(Key("p 1", "element", "regie"), "P", "Regie", "", "inwoner"),
        CodeRow(Key("p 1", "element", "los"), "P", "Los", ""),
        CodeRow(Key("p 1", "eigen", "x"), "P", "Inwoner", "Over\x00 iets"),
    ]
    tree = CodeTree(rows)
    assert [(each.name, [code.name for code in each.codes]) for each in tree.codes] == [
        ("Vensters", ["Inwoner"]), (FOLDERS["element"], ["Werkzame elementen: Inwoner", "Los"]),
        ("Overige codes", ["Inwoner (p 1)"]),
    ]  # fmt: skip
    assert tree.name(rows[3].key) == "Inwoner (p 1)" and tree.name(Key("p 1", "weg", "weg")) == "weg"
    assert tree.codes[2].codes[0].description == "Over\ufffd iets"
    assert not CodeTree([]).codes


def test_a_code_keeps_its_guid_when_its_codebook_gets_another_version() -> None:
    assert Key("p 1", "element", "regie").guid == Key("p 2", "element", "regie").guid
    assert Key("p 1", "element", "regie").guid != Key("q 1", "element", "regie").guid


def test_directions_are_codes_beside_their_elements_only(study: Study) -> None:
    held = read_held(study_folder(study.name) / "corpus.db")
    without = Held(tuple(row for row in held.codes if row.key.dimension != "richting"), held.documents)
    names = {code.guid: code.name for each in build(study, held).project.codes for code in each.walk()}

    def given(source: Held) -> list[str]:
        project = build(study, source).project
        return sorted(
            names[coding.code] for document in project.documents for each in document.selections
            for coding in each.codings
        )  # fmt: skip

    extra = {"Helpt", "Belemmert", "Nodig"}
    assert [name for name in given(held) if name not in extra] == given(without)
    assert extra & set(given(held))


def test_what_people_made_the_model_give_is_not_told_as_the_models(study: Study) -> None:
    held = read_held(study_folder(study.name) / "corpus.db")
    by_people = tuple(
        replace(each, codings=tuple(replace(coding, made_by="person") for coding in each.codings))
        for each in held.documents
    )
    assert not any(each.selections for each in build(study, Held(held.codes, by_people)).project.documents)
