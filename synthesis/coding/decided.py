"""What people judged of the codings of a document, put in the place of what the machine makes of it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from corpus.judgements import AGREED, DISAGREED, OTHER
from corpus.records import Coding, Passage
from corpus.review.entries import ONDERZOEKER
from corpus.review.judged import Judged, book_of
from synthesis.coding.codebook import NONE, Codebook

PERSON = "person"
"""By whom a coding is made that the machine does not give."""
_ABSENT = "beoordeeld; het model geeft deze code hier niet"


@dataclass(frozen=True)
class Decider:
    """The codebooks, by name and version, and the score from which the machine's codings are published."""

    codebooks: Mapping[str, Codebook]
    publish_from: float

    def decide(
        self, codings: Sequence[Coding], judged: Iterable[Judged], passages: Mapping[str, Passage]
    ) -> list[Coding]:
        """Return the codings of a document after judgements.

        What is agreed is published, what is refused is not, and where it is to be another code or direction, that one
        is. A coding that people gave or agreed on and that the machine does not give, is made by a person; one that
        they refused stays in the corpus, for it to be judged anew. Where nothing is decided the machine's word stays.
        """
        units = [each for each in judged if self._knows(each.codebook, each.dimension, each.code)]
        kept = dict(enumerate(codings))
        added: list[Coding] = []
        for unit in units:
            own = [number for number, coding in kept.items() if unit.is_about(coding)]
            kept |= {number: self._after(unit, kept[number]) for number in own}
            if not own:
                added.append(self._made(unit, passages[unit.passage_id]))
        result = [*kept.values(), *added]
        for unit in units:
            if unit.outcome.outcome == OTHER:
                self._put_other(unit, result, units, passages[unit.passage_id])
        return list({coding.id: coding for coding in result}.values())

    def _knows(self, codebook: str, dimension: str, code: str) -> bool:
        _, book = self._book(codebook)
        return book is not None and f"{dimension}:{code}" in book.positions

    def _book(self, codebook: str) -> tuple[str, Codebook | None]:
        return next(((name, book) for name, book in self.codebooks.items() if book_of(name) == codebook), ("", None))

    def _after(self, unit: Judged, coding: Coding) -> Coding:
        """Return a coding of the machine after what was judged of it."""
        outcome = unit.outcome.outcome
        if outcome not in (AGREED, DISAGREED, OTHER):
            return coding
        is_agreed = outcome == AGREED
        return replace(
            coding,
            id="",
            direction=unit.outcome.direction or coding.direction if is_agreed else coding.direction,
            score=self._score(unit, coding.score, is_agreed=is_agreed),
            reason=f"{coding.reason}; {_told(unit)}",
            is_published=is_agreed and coding.code != NONE,
        )

    def _score(self, unit: Judged, score: float, *, is_agreed: bool) -> float:
        """Return the score after judgements: sure where a researcher decided, else on the side of what most said.

        So what is still to be judged by others stays among what is asked.
        """
        if unit.outcome.decided_by == ONDERZOEKER:
            return float(is_agreed)
        return max(score, self.publish_from) if is_agreed else min(score, self._keep_from(unit))

    def _keep_from(self, unit: Judged) -> float:
        _, book = self._book(unit.codebook)
        return book.keep_from if book else 0.0

    def _made(self, unit: Judged, passage: Passage) -> Coding:
        """Return the coding that was judged and that the machine does not give."""
        is_agreed = unit.outcome.outcome == AGREED
        score = self._score(unit, 1.0 if unit.is_own else 0.0, is_agreed=is_agreed)
        if not is_agreed and unit.outcome.decided_by != ONDERZOEKER:
            score = self._keep_from(unit)
        told = _told(unit) if is_agreed else _ABSENT
        return self._coding(unit, passage, unit.code, unit.outcome.direction, score, told, is_published=is_agreed)

    def _put_other(self, unit: Judged, result: list[Coding], units: Sequence[Judged], passage: Passage) -> None:
        """Publish the coding that is to be there instead, unless that one was judged itself."""
        wanted = replace(unit, code=unit.outcome.code)
        if not self._knows(wanted.codebook, wanted.dimension, wanted.code):
            return
        is_same = wanted.code == unit.code
        at = next((n for n, each in enumerate(result) if wanted.is_about(each) and each.code != unit.code), None)
        if at is None or is_same:
            score = self._score(unit, 0.0, is_agreed=True)
            told, direction = _told(unit), unit.outcome.direction
            result.append(self._coding(unit, passage, wanted.code, direction, score, told, is_published=True))
        elif not any(each.is_about(result[at]) and _is_decided(each) for each in units):
            agreed = replace(wanted, outcome=replace(unit.outcome, outcome=AGREED))
            result[at] = replace(self._after(agreed, result[at]), reason=f"{result[at].reason}; {_told(unit)}", id="")

    def _coding(
        self, unit: Judged, passage: Passage, code: str, direction: str, score: float, reason: str, *,
        is_published: bool,
    ) -> Coding:  # fmt: skip
        start, end = unit.start - passage.start, unit.end - passage.start
        return Coding(
            document_id=unit.document_id,
            passage_id=passage.id,
            codebook=self._book(unit.codebook)[0],
            dimension=unit.dimension,
            code=code,
            direction=direction or None,
            page=passage.page,
            start=unit.start,
            end=unit.end,
            quote=passage.text[start:end],
            made_by=PERSON,
            score=score,
            reason=reason,
            is_published=is_published and code != NONE,
        )


def _is_decided(unit: Judged) -> bool:
    return bool(unit.outcome.decided_by)


def _told(unit: Judged) -> str:
    """Return who decided and what (Dutch)."""
    if unit.is_own and unit.outcome.outcome == AGREED:
        return f"{unit.outcome.decided_by}: gecodeerd door het citaat te kiezen"
    return f"{unit.outcome.decided_by}: {unit.outcome.outcome}"
