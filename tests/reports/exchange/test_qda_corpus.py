"""The project of a study: its texts, its codings with the model's and people's, its gemeenten, and what stays away."""

from __future__ import annotations

import io
import zipfile
from dataclasses import replace
from pathlib import Path

import pytest
from click.testing import CliRunner
from lxml import etree

from corpus.cli import cli
from corpus.issues import Refused
from corpus.lock import held as lock
from corpus.raw import study_folder
from corpus.review.entries import Reply, Round
from corpus.review.ledger import Author, Ledger
from corpus.study import Study
from reports.exchange.command import export
from reports.exchange.qda.building import MODEL, RESEARCHER, Built, build
from reports.exchange.qda.codes import CodeRow, CodeTree, Key
from reports.exchange.qda.held import MASK, read_held
from reports.exchange.qda.making import files
from reports.exchange.qda.model import Code, Document, Project, all_codes, codings_of, guid_of
from reports.exchange.qda.reading import read_codebook, read_project
from reports.exchange.qda.writing import write_project
from reports.publication import Publication
from tests.reports.conftest import SECRET, make_render_settings
from tests.reports.exchange.qda_rules import faults, project_xml, schema
from tests.reports.exchange.qda_study import FIRST, MEMBER, QUOTE, SECOND, THIRD, judge, judgement, make_study


@pytest.fixture
def study(data: Path, tmp_path: Path) -> Study:
    return make_study(data, tmp_path)


def built(study: Study, *, with_personal: bool = False) -> Built:
    return build(study, read_held(study_folder(study.name) / "corpus.db"), with_personal=with_personal)


def document(project: Project, document_id: str) -> Document:
    return next(each for each in project.documents if each.guid == guid_of("document", document_id))


def said(project: Project, document_id: str, coder: str) -> dict[str, set[str]]:
    """Return what a coder gave in a document: the names of codes by quote."""
    names = {code.guid: code.name for each in project.codes for code in each.walk()}
    user = next((each.guid for each in project.users if each.name == coder), "")
    found: dict[str, set[str]] = {}
    own = document(project, document_id)
    for selection in own.selections:
        if selection.user == user:
            quote = own.text[selection.start : selection.end]
            found.setdefault(quote, set()).update(names[each.code] for each in selection.codings)
    return found


def test_documents_that_count_come_along_with_what_the_model_coded(study: Study) -> None:
    project = built(study).project
    assert {each.guid for each in project.documents} == {guid_of("document", each) for each in (FIRST, SECOND, THIRD)}
    assert [each.name for each in project.users] == [RESEARCHER, MODEL]
    quote = "Door gebrek aan tijd blijven casussen liggen. De caseload is te hoog."
    assert said(project, SECOND, MODEL)[quote] == {"Belemmering", "Organisatie", "Capaciteit", "Belemmert"}
    told = [each.description for each in document(project, SECOND).selections]
    assert "Bladzijde 1. Zekerheid: Capaciteit 0,90." in told


def test_the_file_is_as_the_standard_asks_and_the_same_each_time(study: Study, tmp_path: Path) -> None:
    judge(study, judgement(), judgement(verdict="niet akkoord", quote="De caseload is te hoog."), remark="Wat & <hoe>?")
    lines = list(export(study, tmp_path / "uit.qdpx"))
    content = (tmp_path / "uit.qdpx").read_bytes()
    assert "3 documents" in lines[0]
    assert (tmp_path / "uit.qdpx").stat().st_mode & 0o777 == 0o600
    root = project_xml(content)
    assert not list(faults(root))
    if published := schema("Project.xsd"):
        published.assertValid(root)
    list(export(study, tmp_path / "uit.qdpx"))
    assert (tmp_path / "uit.qdpx").read_bytes() == content
    assert read_project(content, "uit").project == built(study).project


def test_nothing_of_a_passage_about_a_person_comes_along_unless_asked(study: Study) -> None:
    found = built(study)
    assert (found.masked, found.left_out) == (1, 1)
    assert SECRET not in repr(found.project)
    text = document(found.project, FIRST).text
    assert text.startswith("De wijkteams in Merenburg werken outreachend")
    assert text.endswith(MASK) and len(text) == len(document(built(study, with_personal=True).project, FIRST).text)
    asked = built(study, with_personal=True)
    assert SECRET in document(asked.project, FIRST).text
    assert any(SECRET in quote for quote in said(asked.project, FIRST, MODEL))


def test_what_people_judged_comes_as_the_codings_of_coders(study: Study) -> None:
    other = judgement(dimension="soort", code="opgave", direction="", verdict="anders", other_code="belemmering")
    judge(study, judgement(), other, judgement(code="handelingsruimte", verdict="niet akkoord"))
    project = built(study).project
    assert said(project, SECOND, MEMBER.pseudonym)[QUOTE] == {"Capaciteit", "Belemmert", "Belemmering"}
    refused = [each for each in document(project, SECOND).selections if "Niet akkoord" in each.description]
    assert [each.description for each in refused] == ["Bladzijde 1. Niet akkoord met: Handelingsruimte."]


def test_rounds_that_are_open_tell_nothing(study: Study) -> None:
    judge(study, judgement(round="1"))
    with Ledger(study_folder(study.name) / "review.db") as ledger:
        ledger.append(Round(number=1, name="Eerste", closes_on="2030-01-01"), Author("x", "beheerder"), uuid="r")
    assert not said(built(study).project, SECOND, MEMBER.pseudonym)


def test_remarks_come_along_only_where_they_may_be_published(study: Study) -> None:
    (uuid,) = judge(study, judgement(), remark="Dit klopt\x00 bij ons.")
    assert not built(study).project.notes
    assert len(built(study, with_personal=True).project.notes) == 1
    with Ledger(study_folder(study.name) / "review.db") as ledger:
        reply = Reply(judgement=uuid, outcome="overgenomen", is_public=True)
        ledger.append(reply, Author("x", "onderzoeker"), uuid="antwoord", remark="Dank.")
    (note,) = built(study).project.notes
    assert note.text == "Dit klopt\x00 bij ons." and note.made_at.endswith("Z")
    linked = [each for each in document(built(study).project, SECOND).selections if note.guid in each.notes]
    assert len(linked) == 1
    assert read_project(write_project(built(study).project), "p").project.notes == (note,)


def test_gemeenten_are_cases_with_what_is_known_of_them(study: Study) -> None:
    project = built(study).project
    names = {each.guid: each.name for each in project.variables}
    cases = {each.name: each for each in project.cases}
    assert set(cases) == {"GM9101", "GM9102"}
    values = {names[each.variable]: each.text for each in cases["GM9101"].values}
    assert values["CBS-code"] == "GM9101" and values["Aantal documenten"] == "2"
    assert set(cases["GM9101"].documents) == {guid_of("document", each) for each in (FIRST, SECOND)}
    known = {names[each.variable]: each.text for each in document(project, FIRST).values}
    assert known["Jaar"] == "2018" and known["Uitgever"] == "Bureau Vis"


def test_a_judgement_whose_quote_is_gone_is_told(study: Study) -> None:
    judge(study, judgement(quote="Deze woorden staan nergens in de tekst."))
    assert built(study).adrift == 1


def test_names_of_codes_are_all_different() -> None:
    rows = [CodeRow(Key(book, dimension, code), "Boek", label, "")
            for book in ("een 1", "twee 1")
            for dimension, code, label in (("venster", "org", "Organisatie"), ("aspect", "org", "organisatie"),
                                           ("soort", "v", "Vensters"))]  # fmt: skip
    tree = CodeTree(rows)
    names = [code.name.casefold() for each in tree.codes for code in each.walk()]
    assert len(names) == len(set(names)) == 14
    assert set(tree.known(tree.codes).values()) == {row.key for row in rows}


def test_a_code_is_known_by_its_name_where_a_program_gave_it_another_guid() -> None:
    key = Key("een 1", "element", "capaciteit")
    tree = CodeTree([CodeRow(key, "Boek", "Capaciteit", "")])
    others = (Code(guid=guid_of("a"), name=" capaciteit "), Code(guid=guid_of("b"), name="Nieuw"))
    assert tree.known(others) == {guid_of("a"): key}


def test_the_codes_go_out_alone(study: Study, tmp_path: Path) -> None:
    assert list(export(study, tmp_path / "codes.qdc")) == [f"{tmp_path / 'codes.qdc'}: 22 codes."]
    codebook = read_codebook((tmp_path / "codes.qdc").read_bytes(), "codes.qdc")
    assert [each.name for each in codebook.codes] == ["Proef", "Agenda van een regio"]
    elements = codebook.codes[0].codes[0]
    assert [elements.name, *(each.name for each in elements.codes)] == [
        "Werkzame elementen", "Werkzame elementen: Professional", "Werkzame elementen: Organisatie",
    ]  # fmt: skip
    if published := schema("Codebook.xsd"):
        published.assertValid(etree.fromstring((tmp_path / "codes.qdc").read_bytes()))


def test_the_published_codes_are_a_codebook_for_readers(folder: Path) -> None:
    publication = Publication.read(folder / "publiek.db")
    (file,) = files(publication, make_render_settings(folder))
    names = [code.name for code in all_codes(read_codebook(file.content, file.name).codes)]
    assert {row["naam"] for row in publication.rows["codeboeken"]} <= {name.partition(" (")[0] for name in names}
    assert "Werkzame elementen: Professional" in names
    empty = replace(publication, rows={**publication.rows, "codeboeken": []})
    assert not list(files(empty, make_render_settings(folder)))


def test_the_model_counts_nothing_twice(study: Study) -> None:
    project = built(study).project
    places = [
        (own.guid, each.start, each.end, each.user, coding.code)
        for own in project.documents
        for each in own.selections
        for coding in each.codings
    ]
    assert len(places) == len(set(places)) == sum(1 for _ in codings_of(project))


@pytest.mark.parametrize("name", ["uit.docx", "uit", "nergens/uit.qdpx"])
def test_what_cannot_be_written_there_is_refused(study: Study, tmp_path: Path, name: str) -> None:
    with pytest.raises(Refused):
        list(export(study, tmp_path / name))


def test_a_corpus_that_is_not_there_or_not_whole_is_refused(study: Study, tmp_path: Path) -> None:
    folder = study_folder(study.name)
    with lock(folder / "run.lock", "busy", "wait"), pytest.raises(Refused, match="run is going on"):
        list(export(study, tmp_path / "uit.qdpx"))
    (folder / "corpus.db").unlink()
    with pytest.raises(Refused, match="not there yet"):
        list(export(study, tmp_path / "uit.qdpx"))
    (folder / "corpus.db").write_bytes(b"geen database, wel bytes" * 9)
    with pytest.raises(Refused, match="cannot be read"):
        list(export(study, tmp_path / "uit.qdpx"))


def test_what_other_programs_need_to_read_it_is_there(study: Study) -> None:
    """Hold the file to how QualCoder reads: codes by unique names, coders by selection, texts and times by path."""
    judge(study, judgement(), remark="Let op.")
    content = write_project(built(study, with_personal=True).project)
    root = project_xml(content)
    names = [each.get("name") for each in root.iter("{*}Code")]
    assert len(set(names)) == len(names) and all(names)
    assert root.find("{*}Users")[0].get("name") == RESEARCHER  # Who opens the file codes under this name.
    assert all(each.get("creatingUser") for each in root.iter("{*}PlainTextSelection"))
    assert all(each.get("creationDateTime") and each.get("name") for each in root.iter("{*}Note"))
    sources = list(root.iter("{*}TextSource"))
    assert len({each.get("name") for each in sources}) == len(sources)
    assert not any(set(each.get("name")) & set('/\\:*?"<>|') for each in sources)
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        files = {name: archive.read(name) for name in archive.namelist() if name.startswith("sources/")}
    for source in (*sources, *root.iter("{*}Note")):
        text = files.pop("sources/" + source.get("plainTextPath").removeprefix("internal://"))
        assert b"\r" not in text and not text.startswith(b"\xef\xbb\xbf")
    assert not files


def test_a_file_of_another_program_is_not_written_over(study: Study, tmp_path: Path) -> None:
    other = replace(built(study).project, origin="QualCoder 3.7")
    for name, content in (("a.qdpx", write_project(other)), ("b.qdpx", b"geen zip"), ("c.qdc", b"<CodeBook/>")):
        (tmp_path / name).write_bytes(content)
        with pytest.raises(Refused, match="another program made"):
            list(export(study, tmp_path / name))
        assert (tmp_path / name).read_bytes() == content


def test_the_commands_say_what_they_did(study: Study, tmp_path: Path) -> None:
    file, name = tmp_path / "uit.qdpx", str(tmp_path / "proef.toml")
    said = CliRunner().invoke(cli, ["export", "--study", name, str(file)])
    assert (
        said.exit_code == 0 and "touch private persons: 1 unreadable in the texts, and 1 coding left out" in said.output
    )
    asked = CliRunner().invoke(cli, ["export", "--study", name, str(file), "--personal"])
    assert asked.exit_code == 0 and "as --personal asks" in asked.output
    taken = CliRunner().invoke(cli, ["import", "--study", name, str(file)])
    assert taken.exit_code == 0 and "0 codings entered" in taken.output
