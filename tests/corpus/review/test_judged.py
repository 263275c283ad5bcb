"""Judgements of one coding, told from those of another."""

from __future__ import annotations

from dataclasses import replace

from corpus.anchoring import anchor
from corpus.judgements import Judgement
from corpus.records import Coding, Passage
from corpus.review.judged import Judged, judged_codings
from tests.corpus.test_judgements import JUDGEMENT

TEXT = "Eerst iets. Het team helpt inwoners goed verder. En het team wacht."
PASSAGE = Passage(document_id=JUDGEMENT.document_id, page=3, start=0, end=len(TEXT), text=TEXT)


def _judged(*judgements: Judgement) -> tuple[Judged, ...]:
    return judged_codings(anchor(judgements, [PASSAGE]).exact)


def _coding(quote: str, code: str = JUDGEMENT.code, codebook: str = "sociale-teams 2") -> Coding:
    start = TEXT.index(quote)
    return Coding(
        document_id=PASSAGE.document_id, passage_id=PASSAGE.id, codebook=codebook, dimension="soort", code=code,
        page=3, start=start, end=start + len(quote), quote=quote, made_by="rule", score=0.5, reason="regel",
    )  # fmt: skip


def test_judgements_of_much_the_same_words_are_about_one_coding() -> None:
    longer = replace(
        JUDGEMENT, quote="Het team helpt inwoners", end=33, pseudonym="uil", judged_at="2026-04-01T00:00:00"
    )
    (unit,) = _judged(JUDGEMENT, longer)
    assert unit.outcome.agreed_count == 2
    assert (unit.start, unit.end) == (12, 35)


def test_another_code_codebook_or_place_is_another_coding() -> None:
    others = [
        replace(JUDGEMENT, code="opgave"),
        replace(JUDGEMENT, codebook="leiden 1"),
        replace(JUDGEMENT, quote="En het team wacht", start=49, end=66),
    ]
    assert len(_judged(JUDGEMENT, *others)) == 4


def test_a_unit_is_about_a_coding_of_a_later_version_with_a_little_other_words() -> None:
    (unit,) = _judged(JUDGEMENT)
    assert unit.is_about(_coding("Het team helpt inwoners goed verder."))
    assert not unit.is_about(_coding("Het team helpt", code="opgave"))
    assert not unit.is_about(_coding("En het team wacht."))
    assert not unit.is_about(_coding("Het team helpt", codebook="leiden 1"))


def test_one_person_counts_once_whatever_stretch_was_shown() -> None:
    again = replace(JUDGEMENT, quote="team helpt", start=14, verdict="niet akkoord", judged_at="2026-04-01T00:00:00")
    (unit,) = _judged(again, JUDGEMENT)
    assert (unit.outcome.outcome, unit.outcome.agreed_count) == ("niet akkoord", 0)
    assert len(unit.keys) == 2
