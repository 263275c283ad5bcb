"""Codings of other people become judgements where their words stand: once, under a pseudonym, none of the model."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from corpus.anchoring import EXACT, anchor
from corpus.issues import Refused
from corpus.judgements import read_judgements, review_path
from corpus.raw import study_folder
from corpus.review.judged import judged_codings
from corpus.review.ledger import Ledger
from corpus.study import Study
from reports.exchange.command import export, take_in
from reports.exchange.qda.building import build
from reports.exchange.qda.codes import CodeRow, CodeTree, Key
from reports.exchange.qda.held import read_held
from reports.exchange.qda.model import Code, Codebook, Document, Note, Project, guid_of
from reports.exchange.qda.writing import write_codebook, write_project
from synthesis.coding.codebook import load_codebook
from tests.reports.conftest import TEXTS
from tests.reports.exchange.qda_study import MEMBER, QUOTE, SECOND, coded, judge, judgement, make_study

BOTH = "Door gebrek aan tijd blijven casussen liggen. De caseload is te hoog."
NEXT = "De caseload is te hoog. Er is een vaste professional nodig per gezin."
"""Runs over two passages."""


@pytest.fixture
def study(data: Path, tmp_path: Path) -> Study:
    return make_study(data, tmp_path)


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return tmp_path / "in.qdpx"


def project_of(study: Study) -> Project:
    return build(study, read_held(study_folder(study.name) / "corpus.db")).project


def taken(study: Study, file: Path, project: Project, pseudonym: str | None = None) -> str:
    file.write_bytes(write_project(project))
    return "\n".join(take_in(study, file, pseudonym))


def renumbered(project: Project) -> Project:
    """Return a project as a program gives it that makes all GUIDs anew."""
    codes = {code.guid: guid_of("nieuw", code.guid) for each in project.codes for code in each.walk()}
    users = {each.guid: guid_of("nieuw", each.guid) for each in project.users} | {"": ""}

    def code(old: Code) -> Code:
        return replace(old, guid=codes[old.guid], codes=tuple(map(code, old.codes)))

    def document(old: Document) -> Document:
        selections = tuple(
            replace(
                each,
                user=users[each.user],
                codings=tuple(replace(c, code=codes[c.code], user=users[c.user]) for c in each.codings),
            )
            for each in old.selections
        )
        return replace(old, guid=guid_of("nieuw", old.guid), selections=selections)

    return replace(
        project,
        origin="Ander programma",
        users=tuple(replace(each, guid=users[each.guid]) for each in project.users),
        codes=tuple(map(code, project.codes)),
        documents=tuple(map(document, project.documents)),
        cases=(),
    )


def test_a_coding_becomes_a_judgement_of_a_researcher_once(study: Study, file: Path) -> None:
    project = coded(project_of(study), QUOTE, ["Capaciteit", "Belemmert", "Organisatie (aspecten)"], memo="Let op!")
    told = taken(study, file, project)
    assert "2 codings entered" in told
    by_code = {each.code: each for each in read_judgements(study)}
    assert set(by_code) == {"capaciteit", "organisatie"}
    said = by_code["capaciteit"]
    start = TEXTS["tweede"].index(QUOTE)
    assert (said.document_id, said.page, said.start, said.end) == (SECOND, 1, start, start + len(QUOTE))
    assert (said.quote, said.verdict, said.direction, said.is_own, said.role) == (
        QUOTE, "akkoord", "belemmert", True, "onderzoeker",
    )  # fmt: skip
    assert said.pseudonym and "anna" not in said.pseudonym
    with Ledger(review_path(study)) as ledger:
        assert [ledger.remark(each) for each in ledger.entries()] == ["Let op!", ""]
    again = taken(study, file, renumbered(project))
    assert "0 codings entered" in again and "2 codings judged so before" in again
    assert len(read_judgements(study)) == 2


def test_of_our_own_file_nothing_is_entered(study: Study, file: Path) -> None:
    other = judgement(dimension="soort", code="opgave", direction="", verdict="anders", other_code="belemmering")
    judge(study, judgement(), other)
    for project in (project_of(study), renumbered(project_of(study))):
        told = taken(study, file, project)
        assert "0 codings entered" in told and "of the model" in told
    assert len(read_judgements(study)) == 2


def test_what_is_noted_elsewhere_comes_along_as_a_remark(study: Study, file: Path) -> None:
    project = coded(project_of(study), QUOTE, ["Belemmering"], memo="Eerst dit.")
    note = Note(guid=guid_of("memo"), name="Memo", text="Dan dat.\r\n")
    documents = []
    for each in project.documents:
        own = [replace(s, notes=(note.guid,)) if s.description == "Eerst dit." else s for s in each.selections]
        documents.append(replace(each, selections=tuple(own)))
    taken(study, file, replace(project, documents=tuple(documents), notes=(note,)))
    with Ledger(review_path(study)) as ledger:
        assert [ledger.remark(each) for each in ledger.entries()] == ["Eerst dit.\nDan dat."]


def test_who_is_known_here_keeps_pseudonym_and_role(study: Study, file: Path) -> None:
    judge(study, judgement())
    project = coded(project_of(study), "De caseload is te hoog.", ["Belemmering"], coder=MEMBER.pseudonym)
    assert f"{MEMBER.pseudonym}: 1 coding." in taken(study, file, project)
    assert {(each.pseudonym, each.role) for each in read_judgements(study)} == {(MEMBER.pseudonym, MEMBER.role)}


def test_a_pseudonym_can_be_given_for_one_coder(study: Study, file: Path) -> None:
    project = coded(project_of(study), QUOTE, ["Belemmering"])
    taken(study, file, project, "merel-3f2a")
    assert [each.pseudonym for each in read_judgements(study)] == ["merel-3f2a"]
    with pytest.raises(Refused, match="2 coders"):
        taken(study, file, coded(project, QUOTE, ["Opgave"], coder="Bea"), "merel-3f2a")
    with pytest.raises(Refused, match="it is none"):
        taken(study, file, project, "Anna de Vries")


def test_a_stretch_over_passages_is_parted_and_an_element_without_direction_is_told(study: Study, file: Path) -> None:
    told = taken(study, file, coded(project_of(study), NEXT, ["Capaciteit"]))
    assert "2 codings entered" in told and "1 coding of an element without" in told
    assert [each.quote for each in read_judgements(study)] == [
        "De caseload is te hoog.", "Er is een vaste professional nodig per gezin.",
    ]  # fmt: skip


def test_a_direction_is_found_on_a_stretch_that_shares_most(study: Study, file: Path) -> None:
    project = coded(coded(project_of(study), BOTH, ["Belemmert"]), QUOTE, ["Capaciteit"])
    taken(study, file, coded(project, QUOTE, ["Nodig"], coder="Bea"))
    assert [each.direction for each in read_judgements(study)] == ["belemmert"]


def test_who_thinks_again_is_followed_and_what_is_gone_is_told(study: Study, file: Path) -> None:
    base = project_of(study)
    for direction in ("Belemmert", "Nodig", "Belemmert", "Nodig"):
        assert "1 coding entered" in taken(study, file, coded(base, QUOTE, ["Capaciteit", direction]))
        assert [each.direction for each in read_judgements(study)] == [direction.casefold()]
    assert "0 codings entered" in taken(study, file, coded(base, QUOTE, ["Capaciteit"]))
    told = taken(study, file, coded(base, "De caseload is te hoog.", ["Belemmering"]))
    assert "1 coding of before that the file no longer has" in told
    assert len(read_judgements(study)) == 2


def test_words_are_found_again_in_a_text_that_was_read_otherwise(study: Study, file: Path) -> None:
    other = "Voorwoord.\r\n\r\nDoor  gebrek aan tijd blij-\r\nven casussen liggen. De caseload is te hoog. Nawoord 😀."
    text = other.replace("blij-\r\nven", "blijven")
    project = project_of(study)
    own = Document(guid=guid_of("eigen"), name="Scan", text=text)
    project = replace(project, documents=(own,), cases=())
    project = coded(project, text[text.index("Door") : text.index(" De caseload")], ["Capaciteit", "Belemmert"])
    assert "1 coding entered" in taken(study, file, project)
    (said,) = read_judgements(study)
    assert (said.document_id, said.quote) == (SECOND, QUOTE)


def test_windows_line_ends_move_nothing(study: Study, file: Path, tmp_path: Path) -> None:
    project = coded(project_of(study), QUOTE, ["Belemmering"])
    shifted = [
        replace(each, text="\r\n" + each.text, selections=tuple(
            replace(s, start=s.start + 2, end=s.end + 2) for s in each.selections))
        for each in project.documents
    ]  # fmt: skip
    assert "1 coding entered" in taken(study, file, replace(project, documents=tuple(shifted), cases=()))


def test_what_is_not_ours_is_told_and_passed_over(study: Study, file: Path) -> None:
    project = project_of(study)
    new = Code(guid=guid_of("x"), name="Capaciteiten")
    alien = Document(guid=guid_of("vreemd"), name="Krant", text="Iets heel anders over wegen en bruggen in de stad.")
    project = replace(project, codes=(*project.codes, new), documents=(*project.documents, alien), cases=())
    project = coded(coded(project, QUOTE, ["Capaciteiten"]), alien.text, ["Opgave"])
    told = taken(study, file, project)
    assert "0 codings entered" in told
    assert "Code 'Capaciteiten' is in no codebook" in told and "rename it to 'Capaciteit'" in told
    assert "Document 'Krant' is not in the corpus: 1 coding" in told
    assert not review_path(study).exists()


def test_a_passage_about_a_person_gets_no_judgement(study: Study, file: Path) -> None:
    project = build(study, read_held(study_folder(study.name) / "corpus.db"), with_personal=True).project
    told = taken(study, file, coded(project, "staat in de rest", ["Opgave"]))
    assert "0 codings entered" in told and "1 coding in passages that touch private persons" in told


def test_the_next_run_takes_them_for_what_a_researcher_gave(study: Study, file: Path) -> None:
    taken(study, file, coded(project_of(study), QUOTE, ["Belemmering"]))
    passages = read_held(study_folder(study.name) / "corpus.db").passages
    anchored = anchor(read_judgements(study), passages)
    assert [each.status for each in anchored.anchors] == [EXACT]
    (found,) = judged_codings(anchored.exact)
    assert (found.code, found.is_own) == ("belemmering", True)
    assert (found.outcome.outcome, found.outcome.decided_by) == ("akkoord", "onderzoeker")


def test_words_over_two_passages_of_another_reading_are_to_be_judged_anew(study: Study, file: Path) -> None:
    project = project_of(study)
    own = Document(guid=guid_of("document", SECOND), name="Scan", text=f"Vooraf. {BOTH} {NEXT}")
    told = taken(study, file, coded(replace(project, documents=(own,), cases=()), NEXT, ["Belemmering"]))
    assert "1 coding entered" in told and "1 coding over several passages" in told
    assert [each.quote for each in read_judgements(study)] == [NEXT]


def test_nothing_is_entered_while_the_review_site_is_open(study: Study, file: Path) -> None:
    from reports.review.app import site_lock

    project = coded(project_of(study), QUOTE, ["Belemmering"])
    with site_lock(study), pytest.raises(Refused, match="open already"):
        taken(study, file, project)


def test_a_codebook_becomes_toml_that_a_study_can_name(tmp_path: Path) -> None:
    inner = (Code(guid=guid_of(1), name='Zorg & "wonen" 2.0', description="Wonen\nmet zorg \x7f\\ thuis."),
             Code(guid=guid_of(2), name="Zorg en wonen"), Code(guid=guid_of(3), name="123"))  # fmt: skip
    folder = Code(guid=guid_of(4), name="Thema's van 2020", is_codable=False, codes=inner)
    path = tmp_path / "regio.qdc"
    path.write_bytes(write_codebook(Codebook(codes=(folder, Code(guid=guid_of(5), name="Zorg–wonen")))))
    lines = list(take_in(load(tmp_path), path))
    codebook = load_codebook(tmp_path / "regio.toml")
    assert [(each.dimension, each.code, each.label) for each in codebook.codes] == [
        ("thema", "zorg_wonen", 'Zorg & "wonen" 2.0'),
        ("thema", "zorg_en_wonen", "Zorg en wonen"),
        ("thema", "zorgwonen", "Zorg–wonen"),
    ]
    assert codebook.codes[0].part == "Thema's van 2020" and codebook.codes[1].cues == ("zorg en wonen",)
    assert "regio.toml" in lines[0]
    assert list(take_in(load(tmp_path), path)) == lines
    (tmp_path / "regio.toml").write_text("# mijn werk\n")
    with pytest.raises(Refused, match="another file"):
        list(take_in(load(tmp_path), path))


def load(tmp_path: Path) -> Study:
    from corpus.study import load_study

    path = tmp_path / "leeg.toml"
    path.write_text('title = "x"\ndescription = "x"\ncontact = "mailto:x@voorbeeld.example"\n')
    return load_study(str(path))


def test_our_own_codebook_keeps_its_dimensions(tmp_path: Path) -> None:
    path = tmp_path / "eigen.qdc"
    names = {
        "soort": ["Werkzaam element", "Geen van deze"],
        "venster": ["Beleid en bestuur"],
        "element": ["Capaciteit"],
    }
    rows = [
        CodeRow(Key("proef 1", dimension, label.casefold()), "Proef", label, f"Over {label}", "beleid en bestuur")
        for dimension, labels in names.items()
        for label in labels
    ]
    path.write_bytes(write_codebook(Codebook(codes=CodeTree(rows).codes)))
    list(take_in(load(tmp_path), path))
    codes = load_codebook(tmp_path / "eigen.toml").codes
    assert [(each.dimension, each.code, each.venster) for each in codes] == [
        ("soort", "werkzaam_element", None), ("soort", "geen", None), ("venster", "beleid_en_bestuur", None),
        ("element", "capaciteit", "beleid_en_bestuur"),
    ]  # fmt: skip


def test_a_codebook_that_cannot_be_one_of_ours_becomes_themes(study: Study, tmp_path: Path) -> None:
    path = tmp_path / "eigen.qdc"
    codes = {row.key for row in read_held(study_folder(study.name) / "corpus.db").codes}
    list(export(study, path))
    list(take_in(study, path))
    found = load_codebook(tmp_path / "eigen.toml").codes
    # Its soorten lack `geen`.
    assert {each.dimension for each in found} == {"thema"} and len(found) == len(codes)


def test_a_codebook_without_codes_that_can_be_given_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "leeg.qdc"
    path.write_bytes(write_codebook(Codebook(codes=(Code(guid=guid_of(1), name="Map", is_codable=False),))))
    with pytest.raises(Refused, match="no codes that can be given"):
        list(take_in(load(tmp_path), path))
