"""What the chain tells of review: agreement, remarks with replies, versions, and what changed since the last."""

from __future__ import annotations

import uuid
from collections.abc import Iterator
from typing import Any

import pytest

from corpus.judgements import AGREED, DISAGREED, Judgement, review_path
from corpus.record import Record
from corpus.records import AgendaScore, Agreement, Balance, Change, Comment, Conclusion, Element, Release
from corpus.review.entries import KLANKBORDGROEP, ONDERZOEKER, Priority, Reply, Round, RoundClosed
from corpus.review.entries import Release as Released
from corpus.review.findings import Finding
from corpus.review.ledger import Author, Entry, Ledger
from corpus.stage import Inputs, run_stages
from corpus.store import Store
from corpus.study import Study, load_study
from synthesis.review.told import TellSettings, changes, tell_of_review
from synthesis.stages import STAGES

UIL = Author("uil", ONDERZOEKER)


@pytest.fixture
def study() -> Study:
    return load_study("voorbeeld")


@pytest.fixture
def ledger(study: Study) -> Iterator[Ledger]:
    with Ledger(review_path(study)) as ledger:
        yield ledger


def _enter(ledger: Ledger, said: Any, by: Author = UIL, remark: str = "") -> Entry:
    return ledger.append(said, by, uuid=str(uuid.uuid4()), remark=remark)


def _judge(ledger: Ledger, who: str, verdict: str = AGREED, remark: str = "", round_name: str = "1") -> Entry:
    said = Judgement(
        document_id="d" * 64, page=2, start=0, end=9, quote="Het werkt", codebook="proef 1", dimension="element",
        code="outreachend", verdict=verdict, round=round_name,
    )  # fmt: skip
    return _enter(ledger, said, Author(who, KLANKBORDGROEP), remark)


def _release(number: int, *findings: tuple[Any, ...]) -> Released:
    return Released(
        number=number, name=f"proef-v{number}-x", round=number, corpus_hash="c", codebook="proef 1", codebook_hash="h",
        judgement_count=3, head="k", findings=findings,
    )  # fmt: skip


def _inputs(*findings: tuple[str, str, int]) -> Inputs:
    """Return elements of the codebook with a verdict and the evaluations for them, and one from a topic."""
    own = [(code, verdict, count, "codebook") for code, verdict, count in findings]
    records: list[Record] = []
    for code, verdict, count, origin in [*own, ("thema:1", "gemengd", 1, "topic")]:
        element = Element(code=code, label=code.capitalize(), definition="", origin=origin)
        counts: dict[str, Any] = {"against_count": 0, "mixed_count": 0, "needed_count": 0, "evaluation_count": count}
        passages: dict[str, Any] = {
            "for_passage_count": 1,
            "against_passage_count": 0,
            "needed_passage_count": 0,
            "document_count": 1,
        }
        records += [
            element,
            Conclusion(element_id=element.id, verdict=verdict, rule="", strongest="", evaluation_count=count),
            Balance(element_id=element.id, dimension="alles", value="", for_count=count, **counts, **passages),
            Balance(element_id=element.id, dimension="jaar", value="2020", for_count=99, **counts, **passages),
        ]
    kinds = (Element, Balance, Conclusion)
    return Inputs({kind: [record for record in records if isinstance(record, kind)] for kind in kinds})


def _told(study: Study, inputs: Inputs | None = None) -> list[Record]:
    return list(tell_of_review(inputs or _inputs(), TellSettings.of(study)))


def test_nothing_is_told_where_nobody_said_anything(study: Study) -> None:
    assert _told(study, _inputs(("outreachend", "gemengd", 2))) == []


def test_agreement_is_of_all_that_was_judged(study: Study, ledger: Ledger) -> None:
    _judge(ledger, "merel")
    _judge(ledger, "vink", DISAGREED)
    _judge(ledger, "vink", round_name="2")
    found = {
        (each.round, each.raters): each.share for each in _told(study) if isinstance(each, Agreement) and each.code
    }
    assert found == {
        ("", "mensen"): 1.0,
        ("", "mensen en model"): 1.0,
        ("1", "mensen"): 0.0,
        ("1", "mensen en model"): 0.5,
        ("2", "mensen en model"): 1.0,
    }


def test_of_a_round_that_is_open_nothing_is_told(study: Study, ledger: Ledger) -> None:
    _enter(ledger, Round(number=1, name="Eerste", closes_on="2026-03-01"))
    entry = _judge(ledger, "merel", DISAGREED, "Wel waar")
    _judge(ledger, "vink")
    _enter(ledger, Reply(judgement=entry.uuid, outcome="niet"), UIL, "Daarom")
    assert _told(study) == []
    _enter(ledger, RoundClosed(number=1))
    assert {type(each) for each in _told(study)} == {Agreement, Comment}


def test_remarks_are_told_once_answered(study: Study, ledger: Ledger) -> None:
    said = [_judge(ledger, "merel", DISAGREED, "Wel waar"), _judge(ledger, "vink", DISAGREED, "Stil")]
    _judge(ledger, "mus", DISAGREED, "Onbeantwoord")
    for entry, is_public in zip(said, (True, False), strict=True):
        _enter(ledger, Reply(judgement=entry.uuid, outcome="niet", is_public=is_public), UIL, "Eerst dit")
    _enter(ledger, Reply(judgement=said[0].uuid, outcome="deels", is_public=True), UIL, "Daarom")
    found = [each for each in _told(study) if isinstance(each, Comment)]
    assert {(each.text, each.outcome, each.reason) for each in found} == {
        ("Wel waar", "deels", "Daarom"),
        (None, "niet", "Eerst dit"),
    }
    assert {(each.round, each.page, each.verdict) for each in found} == {("1", 2, DISAGREED)}


def test_two_who_say_the_same_are_told_twice(study: Study, ledger: Ledger) -> None:
    for who in ("merel", "vink"):
        entry = _judge(ledger, who, DISAGREED, "Nee", round_name="")
        _enter(ledger, Reply(judgement=entry.uuid, outcome="niet"), UIL, "Daarom")
    assert len({each.id for each in _told(study) if isinstance(each, Comment)}) == 2


def test_words_that_were_removed_are_not_told(study: Study, ledger: Ledger) -> None:
    entry = _judge(ledger, "merel", DISAGREED, "Wel waar", round_name="")
    _enter(ledger, Reply(judgement=entry.uuid, outcome="niet", is_public=True), UIL, "Daarom")
    before = TellSettings.of(study)
    ledger.redact(entry, UIL, uuid=str(uuid.uuid4()))
    after = TellSettings.of(study)
    assert [each.text for each in before.comments] == ["Wel waar"]
    assert [each.text for each in after.comments] == [None]
    assert before.comments[0].id != after.comments[0].id


def test_what_changed_is_told_against_the_version_before(study: Study, ledger: Ledger) -> None:
    _enter(ledger, _release(1, ("outreachend", "Outreachend", "gemengd", 7, 7, 7)))
    last = _release(
        2,
        ("outreachend", "Outreachend", "te_weinig_bewijs", 1, 0, 0),
        ("gelijk", "Gelijk", "gemengd", 2, 0, 0),
        ("weg", "Weg", "gemengd", 1, 1, 0),
    )
    _enter(ledger, last)
    now = _inputs(("outreachend", "overwegend_helpt", 3), ("gelijk", "gemengd", 2), ("nieuw", "vooral_nodig", 0))
    told = _told(study, now)
    assert [each.number for each in told if isinstance(each, Release)] == [1, 2]
    changed = [each for each in told if isinstance(each, Change)]
    found = {each.element_code: (each.was, each.now) for each in changed if each.release == "proef-v2-x"}
    assert found == {
        "nieuw": ("", "Vooral nodig (0 voor, 0 tegen, 0 beide)"),
        "outreachend": (
            "Te weinig bewijs (1 voor, 0 tegen, 0 beide)",
            "Overwegend helpt (3 voor, 0 tegen, 0 beide)",
        ),
        "weg": ("Gemengd (1 voor, 1 tegen, 0 beide)", ""),
    }
    assert {each.element_code: (each.was, each.now) for each in changed if each.release == "proef-v1-x"} == {
        "gelijk": ("", "Gemengd (2 voor, 0 tegen, 0 beide)"),
        "outreachend": ("Gemengd (7 voor, 7 tegen, 7 beide)", "Te weinig bewijs (1 voor, 0 tegen, 0 beide)"),
        "weg": ("", "Gemengd (1 voor, 1 tegen, 0 beide)"),
    }
    assert {each.release for each in changed} == {"proef-v1-x", "proef-v2-x"}


def test_another_name_is_no_change() -> None:
    then = [Finding("a", "Oud", "gemengd", 1, 0, 0)]
    assert list(changes("v1", then, [Finding("a", "Nieuw", "gemengd", 1, 0, 0)])) == []


def test_the_stage_is_done_again_when_something_was_said(study: Study, ledger: Ledger) -> None:
    stage = next(stage for stage in STAGES if stage.name == "told")

    def run() -> int:
        (outcome,) = run_stages(store, study, [stage], chain=STAGES, workers=1)
        assert outcome.is_ok
        return outcome.done_count

    with Store(None) as store:
        assert [run(), run()] == [1, 0]
        entry = _judge(ledger, "merel", DISAGREED, "Nee", round_name="")
        _judge(ledger, "vink")
        assert [run(), run()] == [1, 0]
        assert list(store.read(Agreement))
        _enter(ledger, Reply(judgement=entry.uuid, outcome="niet"), UIL, "Daarom")
        assert [run(), run()] == [1, 0]
        (comment,) = store.read(Comment)
        assert (comment.reason, comment.text) == ("Daarom", None)
        _enter(ledger, _release(1))
        assert [run(), run()] == [1, 0]
        assert [each.name for each in store.read(Release)] == ["proef-v1-x"]


def test_scores_for_the_agenda_are_told_once_their_round_is_closed(study: Study, ledger: Ledger) -> None:
    _enter(ledger, Round(number=1, name="Eerste", closes_on="2999-01-01"))
    for who, score in (("a", 2), ("b", 4), ("c", 5)):
        _enter(ledger, Priority(item="vraag:Hoe?", score=score, term="LT", round="1"), Author(who, KLANKBORDGROEP))
    assert [each for each in _told(study) if isinstance(each, AgendaScore)] == []
    _enter(ledger, RoundClosed(number=1))
    (told,) = [each for each in _told(study) if isinstance(each, AgendaScore)]
    assert (told.item, told.score_count, told.mean, told.term) == ("vraag:Hoe?", 3, 3.67, "LT")
    assert TellSettings.of(study) != TellSettings.of(study).__class__(**{**vars(TellSettings.of(study)), "agenda": ()})
