"""Decisions by hand on elements, and the proposals that they answer."""

from __future__ import annotations

from pathlib import Path
from typing import TypeVar

import pytest

from corpus.issues import Refused
from corpus.record import Record
from corpus.records import Coding, Element, Evidence, Issue, MergeProposal
from corpus.study import load_study
from synthesis.elements.merges import Decision, read_decisions
from synthesis.elements.stage import ElementSettings
from tests.synthesis.ledger_cases import Corpus

R = TypeVar("R", bound=Record)
STUDY = """
title = "t"
description = "d"
contact = "mailto:a@b.nl"
[synthesis]
merges = "besluiten.csv"
"""


def _of(records: list[Record], table: type[R]) -> list[R]:
    return [record for record in records if isinstance(record, table)]


def _elements(records: list[Record]) -> dict[str, Element]:
    return {element.code: element for element in _of(records, Element)}


def _held(records: list[Record], code: str) -> set[str]:
    element = _elements(records)[code]
    return {item.coding_id for item in _of(records, Evidence) if item.element_id == element.id}


@pytest.fixture
def corpus() -> Corpus:
    """Return two elements of the codebook, and a topic over passages of which one has such a code."""
    made = Corpus()
    document = made.document("a")
    made.say(document, "helpt", (1, 0, 0))
    made.say(document, "helpt", (0, 1, 0), code="monitoring")
    return made


def _with_topic(corpus: Corpus) -> tuple[str, list[Coding]]:
    document = corpus.document("b")
    own = [corpus.say(document, "nodig", (1, 0.1, 0), dimension="soort", code="opgave") for _ in range(3)]
    coded = next(record for record in corpus.records if isinstance(record, Coding) and record.code == "een_plan")
    double = Coding(**vars(coded) | {"id": "", "dimension": "soort", "code": "werkzaam_element", "quote": "x"})
    corpus.add(double)
    return corpus.topic("plannen", [*own, double]), own


def test_a_merged_topic_goes_up_in_the_element_with_its_evidence(corpus: Corpus) -> None:
    topic, own = _with_topic(corpus)
    before, after = corpus.run(), corpus.run(Decision(2, topic, "samenvoegen", "een_plan", "gaat over hetzelfde"))
    assert set(_elements(before)) == {"een_plan", "monitoring", topic}
    assert set(_elements(after)) == {"een_plan", "monitoring"}
    # The passage that the element holds already, is not counted twice.
    assert _held(after, "een_plan") == _held(before, "een_plan") | {coding.id for coding in own}
    element = _elements(after)["een_plan"]
    assert element.decided == (f"samengevoegd met thema ‘plannen’ ({topic}): gaat over hetzelfde",)
    assert element.origin == "codebook"


def test_a_coding_that_is_not_published_holds_no_evidence_back(corpus: Corpus) -> None:
    topic, own = _with_topic(corpus)
    hidden = Coding(
        **vars(own[0]) | {"id": "", "dimension": "element", "code": "een_plan", "is_published": False, "score": 0.4}
    )
    corpus.add(hidden)
    found = corpus.run(Decision(2, topic, "samenvoegen", "een_plan", ""))
    assert {own[0].id, hidden.id} <= _held(found, "een_plan")


def test_elements_go_by_their_label_and_may_be_renamed(corpus: Corpus) -> None:
    topic, _ = _with_topic(corpus)
    found = corpus.run(Decision(2, "plannen", "hernoemen", "Plannen per gezin", "duidelijker"))
    assert _elements(found)[topic].label == "Plannen per gezin"
    assert _elements(found)[topic].decided == ("hernoemd, was ‘plannen’: duidelijker",)


def test_what_is_merged_in_a_chain_ends_in_the_last(corpus: Corpus) -> None:
    topic, _ = _with_topic(corpus)
    found = corpus.run(
        Decision(2, topic, "samenvoegen", "een_plan", ""), Decision(3, "Eén plan", "samenvoegen", "Monitoring", "")
    )
    assert set(_elements(found)) == {"monitoring"}
    assert len(_held(found, "monitoring")) == 5
    assert len(_elements(found)["monitoring"].decided) == 2


def test_an_element_that_was_not_coded_can_take_in_a_topic(corpus: Corpus) -> None:
    topic, _ = _with_topic(corpus)
    found = corpus.run(Decision(2, topic, "samenvoegen", "outreachend", ""))
    assert {topic} & set(_elements(found)) == set()
    assert len(_held(found, "outreachend")) == 4


@pytest.mark.parametrize(
    ("rows", "line", "problem"),
    [
        ([("onbekend", "samenvoegen", "een_plan")], 2, "there is no element 'onbekend'"),
        ([("een_plan", "apart", "weg")], 2, "there is no element 'weg'"),
        ([("een_plan", "samenvoegen", "Eén plan")], 2, "are the same element"),
        ([("een_plan", "apart", "monitoring"), ("monitoring", "samenvoegen", "een_plan")], 3, "line 2 decides on"),
        ([("een_plan", "samenvoegen", "monitoring"), ("een_plan", "samenvoegen", "outreachend")], 3, "line 2 merges"),
        ([("een_plan", "samenvoegen", "monitoring"), ("monitoring", "samenvoegen", "outreachend"),
          ("outreachend", "samenvoegen", "een_plan")], 2, "would go up in itself"),
    ],
)  # fmt: skip
def test_a_decision_that_cannot_be_followed_is_a_warning(
    corpus: Corpus, rows: list[tuple[str, str, str]], line: int, problem: str
) -> None:
    found = corpus.run(*(Decision(number, *row, "reden") for number, row in enumerate(rows, 2)))
    issue = next(issue for issue in _of(found, Issue) if issue.subject.endswith(f"line {line}"))
    assert (issue.severity, issue.subject) == ("warning", f"besluiten.csv, line {line}")
    assert problem in issue.problem


def test_what_was_entered_in_review_goes_by_its_entry(corpus: Corpus) -> None:
    found = corpus.run(
        Decision(-7, "een_plan", "samenvoegen", "monitoring", ""), Decision(-8, "weg", "samenvoegen", "monitoring", ""),
        Decision(3, "Eén plan", "samenvoegen", "outreachend", ""),
    )  # fmt: skip
    assert set(_elements(found)) == {"monitoring"}
    told = {issue.subject: issue.problem for issue in _of(found, Issue)}
    assert told["review.db, entry 8"] == "there is no element 'weg'"
    assert told["besluiten.csv, line 3"] == "entry 7 of review.db merges 'Eén plan' already"


def test_a_circle_leaves_its_elements_as_they_are(corpus: Corpus) -> None:
    found = corpus.run(
        Decision(2, "een_plan", "samenvoegen", "monitoring", ""), Decision(3, "monitoring", "apart", "", ""),
        Decision(4, "monitoring", "samenvoegen", "een_plan", ""),
    )  # fmt: skip
    assert set(_elements(found)) == {"monitoring"}
    assert [issue.subject for issue in _of(found, Issue)] == ["besluiten.csv, line 4"]


def test_a_topic_that_shares_passages_or_lies_near_is_proposed(corpus: Corpus) -> None:
    topic, _ = _with_topic(corpus)
    (proposal,) = _of(corpus.run(), MergeProposal)
    assert (proposal.first_code, proposal.second_code, proposal.decision) == (topic, "een_plan", "")
    assert (proposal.shared_count, proposal.overlap) == (1, 1.0)
    assert proposal.similarity > 0.6
    assert proposal.reason.startswith("1 van de 4 passages van het thema ‘plannen’ gaan ook over ‘Eén plan’")


def test_a_proposal_keeps_what_people_decided(corpus: Corpus) -> None:
    topic, _ = _with_topic(corpus)
    for decision, left in (("apart", {topic}), ("samenvoegen", set())):
        found = corpus.run(Decision(2, topic, decision, "een_plan", "na overleg"))
        (proposal,) = _of(found, MergeProposal)
        assert (proposal.decision, proposal.decision_reason) == (decision, "na overleg")
        assert {topic} & set(_elements(found)) == left


def test_codes_of_the_codebook_are_proposed_only_where_they_share_most_passages(corpus: Corpus) -> None:
    assert _of(corpus.run(), MergeProposal) == []
    for number in range(3):
        coding = corpus.say(corpus.document(f"c{number}"), "helpt", code="outreachend")
        corpus.add(Coding(**vars(coding) | {"id": "", "code": "monitoring"}))
    (proposal,) = _of(corpus.run(), MergeProposal)
    assert (proposal.first_code, proposal.second_code) == ("monitoring", "outreachend")
    assert "het element ‘Monitoring’" in proposal.reason


def test_decisions_are_read_from_a_file_beside_the_study(tmp_path: Path) -> None:
    (tmp_path / "studie.toml").write_text(STUDY, encoding="utf-8")
    study = load_study(str(tmp_path / "studie.toml"))
    with pytest.raises(Refused, match=r"there is no file .*besluiten\.csv"):
        read_decisions(study)
    (tmp_path / "besluiten.csv").write_text("element;besluit;met;reden\nthema:1;apart;;anders\n", encoding="utf-8")
    assert read_decisions(study) == ("besluiten.csv", (Decision(2, "thema:1", "apart", "", "anders"),))
    assert ElementSettings.of(study).decisions[0].reason == "anders"


@pytest.mark.parametrize(
    ("row", "problem"),
    [
        ("a;weg;b;r", "wrong value 'weg' in column 'besluit'"),
        (";apart;;r", "column 'element' is empty"),
        ("a;samenvoegen;;r", "column 'met' is empty beside 'samenvoegen'"),
        ("a;hernoemen;;r", "its new name"),
    ],
)
def test_a_decision_that_says_nothing_is_refused(tmp_path: Path, row: str, problem: str) -> None:
    (tmp_path / "studie.toml").write_text(STUDY, encoding="utf-8")
    (tmp_path / "besluiten.csv").write_text(f"element;besluit;met;reden\n{row}\n", encoding="utf-8")
    with pytest.raises(Refused, match=r"besluiten\.csv, line 2") as refusal:
        read_decisions(load_study(str(tmp_path / "studie.toml")))
    assert problem in str(refusal.value)
