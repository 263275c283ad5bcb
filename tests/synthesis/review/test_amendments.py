"""Codes that researchers added, merged and split."""

from __future__ import annotations

from typing import Any

import pytest

from corpus.judgements import Judgement, review_path
from corpus.review.entries import Merge, NewCode, Split, Statement
from corpus.review.ledger import Author, Ledger
from corpus.study import Study, load_study
from synthesis.coding.amendments import Amendment, amend, read_amendments, renamed, with_examples
from synthesis.coding.codes import Shelf
from synthesis.coding.stage import CodingSettings
from synthesis.elements.merges import Decision
from synthesis.elements.stage import ElementSettings
from tests.synthesis.coding import CODEBOOK

BOOK = "sociale-teams"


def new(code: str = "lef", dimension: str = "element", **other: Any) -> NewCode:
    values = {"label": "Lef", "definition": "Durven afwijken van de regels.", "venster": "professional"}
    return NewCode(codebook=BOOK, dimension=dimension, code=code, **values | other)


def merge(code: str, into: str, dimension: str = "aspect") -> Merge:
    return Merge(codebook=BOOK, dimension=dimension, code=code, into=into)


def split(code: str, dimension: str = "element", into: tuple[str, ...] = ()) -> Split:
    return Split(codebook=BOOK, dimension=dimension, code=code, into=into)


ASPECTS = [code.code for code in CODEBOOK.of("aspect")]


def test_without_amendments_a_codebook_stays_the_same() -> None:
    assert amend(CODEBOOK, ()).codebook is CODEBOOK


def test_an_added_code_is_one_of_the_codebook() -> None:
    found = amend(CODEBOOK, [new()])
    (code,) = (each for each in found.codebook.of("element") if each.code == "lef")
    assert (code.label, code.venster, code.description) == ("Lef", "professional", "Durven afwijken van de regels.")
    assert found.codebook.positions["element:lef"] == len(CODEBOOK.codes)
    assert found.codebook.content_hash != CODEBOOK.content_hash
    assert not found.faults


def test_a_code_that_is_there_gets_another_label_and_definition() -> None:
    found = amend(CODEBOOK, [new("capaciteit", label="Tijd en mensen", definition="Genoeg tijd.")])
    (code,) = (each for each in found.codebook.codes if each.key == "element:capaciteit")
    assert (code.label, code.description) == ("Tijd en mensen", "Genoeg tijd.") and code.cues
    assert len(found.codebook.codes) == len(CODEBOOK.codes)


def test_a_split_code_is_no_longer_given_and_may_come_back() -> None:
    gone = amend(CODEBOOK, [split("capaciteit")])
    assert "element:capaciteit" not in gone.codebook.positions and gone.for_coding == gone.codebook
    back = amend(CODEBOOK, [split("capaciteit"), new("capaciteit")])
    assert "element:capaciteit" in back.codebook.positions


def test_a_merged_code_is_still_found_and_goes_by_the_other() -> None:
    first, second, third = ASPECTS[:3]
    found = amend(CODEBOOK, [merge(first, second), merge(second, third)])
    assert found.renamed(f"aspect:{first}") == found.renamed(f"aspect:{second}") == third
    assert f"aspect:{first}" not in found.codebook.positions and f"aspect:{first}" in found.for_coding.positions
    own = Judgement(
        document_id="d", page=1, start=0, end=1, quote="x", codebook="sociale-teams 1", dimension="aspect", code=first,
        verdict="anders", other_code=second,
    )  # fmt: skip
    assert (renamed(own, found).code, renamed(own, found).other_code) == (third, third)


def test_a_merger_is_undone_by_one_into_itself() -> None:
    first, second = ASPECTS[:2]
    found = amend(CODEBOOK, [merge(first, second), merge(first, first)])
    assert not found.into and f"aspect:{first}" in found.codebook.positions


def test_elements_of_a_merged_venster_are_of_the_other() -> None:
    vensters = [code.code for code in CODEBOOK.of("venster")]
    found = amend(CODEBOOK, [merge(vensters[0], vensters[1], "venster")])
    assert vensters[0] not in {code.venster for code in found.codebook.codes}


@pytest.mark.parametrize(
    ("said", "fault"),
    [
        (new("Lef!"), "no name of a code"),
        (new(label=" "), "no label"),
        (new(venster="maan"), "no venster 'maan'"),
        (new("lef", "kleur"), "cannot be changed"),
        (split("onbekend"), "there is no code 'element:onbekend'"),
        (split("geen", "soort"), "cannot be changed"),
        (split("helpt", "richting"), "cannot be changed"),
        (split("professional", "venster"), "has elements still"),
        (merge("onbekend", ASPECTS[0]), "there is no code 'aspect:onbekend'"),
        (merge(ASPECTS[0], "onbekend"), "there is no code 'aspect:onbekend'"),
    ],
)
def test_what_cannot_be_followed_changes_nothing_and_is_told(said: Amendment, fault: str) -> None:
    found = amend(CODEBOOK, [said])
    assert found.codebook is CODEBOOK
    ((place, told),) = found.faults
    assert place == 0 and fault in told


def test_a_circle_is_refused() -> None:
    first, second = ASPECTS[:2]
    found = amend(CODEBOOK, [merge(first, second), merge(second, first)])
    assert found.into == {f"aspect:{first}": f"aspect:{second}"} and "go up in itself" in found.faults[0][1]


def test_an_added_code_learns_from_what_people_gave_it_to() -> None:
    amended = amend(CODEBOOK, [new()]).for_coding
    quotes = {"element:lef": ["Zij durfde."], "element:capaciteit": ["Te weinig tijd."]}
    learnt = with_examples(amended, [new()], quotes)
    assert learnt.codes[-1].hits == ("Durven afwijken van de regels.", "Zij durfde.")
    assert learnt.codes[:-1] == amended.codes[:-1]
    assert with_examples(CODEBOOK, [], quotes) is CODEBOOK


@pytest.fixture
def study() -> Study:
    return load_study("voorbeeld")


def enter(study: Study, *said: Statement) -> None:
    with Ledger(review_path(study)) as ledger:
        start = ledger.head()
        for number, each in enumerate(said):
            ledger.append(each, Author("uil", "onderzoeker"), uuid=f"{start}{number}")


def test_stages_take_them_from_the_review_database(study: Study) -> None:
    before = Shelf.of(study)
    enter(study, new(), split("capaciteit"), Merge(codebook="leiden 1", dimension="thema", code="a", into="b"))
    assert [type(each) for each in read_amendments(study)] == [NewCode, Split, Merge]
    after = Shelf.of(study)
    assert [name for name, _ in after.hashes] == [name for name, _ in before.hashes]
    assert after.hashes[0] != before.hashes[0] and after.hashes[1:] == before.hashes[1:]
    assert "element:lef" in after.codebooks[after.main].positions
    assert [type(each) for each in CodingSettings.of(study).books[0].amendments] == [NewCode, Split]
    codes = {code for code, *_ in ElementSettings.of(study).codes}
    assert "lef" in codes and "capaciteit" not in codes


def test_mergers_of_elements_take_the_place_of_those_in_the_file(study: Study) -> None:
    written = ElementSettings.of(study).decisions
    assert [(each.element, each.decision, each.other) for each in written] == [
        ("capaciteit", "apart", "vaste_professional")
    ]
    enter(
        study, merge("monitoring", "outreachend", "element"), merge("monitoring", "capaciteit", "element"),
        merge("capaciteit", "vaste_professional", "element"),
    )  # fmt: skip
    assert ElementSettings.of(study).decisions == (
        Decision(-3, "capaciteit", "samenvoegen", "vaste_professional", ""),
        Decision(-2, "monitoring", "samenvoegen", "capaciteit", ""),
    )
    enter(study, merge("monitoring", "monitoring", "element"))
    assert [each.element for each in ElementSettings.of(study).decisions] == ["capaciteit"]
