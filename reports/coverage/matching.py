"""Which document is an evaluation that should exist.

A document is about the evaluation's gemeente, is the one that counts of its versions, and further:

1. it has the same year and a like title; or
2. it has the same year, is included, and is no page, interview or other kind of document that only tells of
   evaluations; or
3. it has a like title, and its year is one off or not known: reports often come out in the year after their date.

A gemeente that merged into another keeps its own code, and only that: an evaluation of the one is none of the other.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from difflib import SequenceMatcher

TELLING = frozenset(
    {"webpagina", "interview", "besluitenlijst", "verordening", "raadsvoorstel", "brief", "jaarstuk", "beleidsnota"}
)
"""Kinds of document that may tell of an evaluation, but are none."""
_LIKE = 0.85
"""The least share of equal characters of like titles (Ratcliff and Obershelp, as difflib has it)."""
_FEWEST_WORDS = 3
"""A title of so many words that is a part of another is like it: titles are cited without their subtitles."""
_WORD = re.compile(r"[^\W_]+")
_YEAR = re.compile(r"\b(?:19|20)\d\d\b")


@dataclass(frozen=True)
class Known:
    """What is known of a harvested document that counts; its sources are those of all its versions."""

    document_id: str
    title: str
    gemeenten: tuple[str, ...]
    year: int | None
    kind: str
    is_included: bool
    sources: tuple[str, ...] = ()
    is_dated: bool = True
    """Is the year sure enough to say what came after it?"""

    @property
    def is_evaluation(self) -> bool:
        """Tell whether the document takes part in the study as an evaluation."""
        return self.is_included and self.kind not in TELLING


def find_match(gemeente_code: str, year: int, title: str | None, documents: Iterable[Known]) -> Known | None:
    """Return the document that is this evaluation: the surest, and of those one that is included; None if missing."""
    ranked = [
        (rank, not document.is_included, document.document_id, document)
        for document in documents
        if gemeente_code in document.gemeenten and (rank := _rank(year, title, document))
    ]
    return min(ranked, key=lambda item: item[:3])[3] if ranked else None


def _rank(year: int, title: str | None, document: Known) -> int:
    """Return by which rule a document is the evaluation; 0 where it is not."""
    is_like = bool(title) and are_like(title or "", document.title)
    if document.year == year:
        return 1 if is_like else 2 if document.is_evaluation else 0
    is_near = document.year is None or abs(document.year - year) == 1
    return 3 if is_like and is_near else 0


def are_like(first: str, second: str) -> bool:
    """Tell whether two titles are so like that they are of one document; titles with other years in them are not."""
    years = [set(_YEAR.findall(title)) for title in (first, second)]
    one, other = (" ".join(_WORD.findall(title.casefold())) for title in (first, second))
    if not one or not other or (all(years) and years[0] != years[1]):
        return False
    shorter, longer = sorted((one, other), key=len)
    is_part = f" {shorter} " in f" {longer} " and len(shorter.split()) >= _FEWEST_WORDS
    return is_part or SequenceMatcher(None, one, other, autojunk=False).ratio() >= _LIKE
