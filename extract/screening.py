"""Screening: which documents meet the criteria of a study, each with its reason."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from corpus.record import Record
from corpus.records import Document, Fact, Page, Screening
from corpus.stage import Inputs
from corpus.study import Study

MEETS = "voldoet aan de criteria"
_WORD = re.compile(r"\w+")


@dataclass(frozen=True)
class ScreenSettings:
    """The criteria of a study: years from and to, kinds of document, words of which one must occur, fewest words."""

    period: tuple[int, int] | None = None
    document_types: tuple[str, ...] = ()
    words: tuple[str, ...] = ()
    minimum_words: int = 0

    @classmethod
    def of(cls, study: Study) -> ScreenSettings:
        """Return the criteria of a study."""
        criteria = study.criteria
        return cls(criteria.period, criteria.document_types, criteria.words, criteria.minimum_words)


def screen(inputs: Inputs, settings: ScreenSettings) -> Iterator[Record]:
    """Yield whether a document meets the criteria, with every reason why not."""
    facts = {fact.field: fact.value for fact in inputs[Fact] if fact.is_chosen}
    text = "\n\n".join(page.text for page in inputs[Page])
    reasons = list(_objections(facts, text, settings))
    yield Screening(
        document_id=inputs.one(Document).id,
        is_included=not reasons,
        reason="; ".join(reasons) or MEETS,
    )


def _objections(facts: dict[str, str], text: str, settings: ScreenSettings) -> Iterator[str]:
    """Yield why a document does not meet the criteria, in Dutch; what is not known excludes nothing."""
    year, kind = facts.get("year"), facts.get("document_type")
    if settings.period and year and not settings.period[0] <= int(year) <= settings.period[1]:
        yield f"jaar {year} valt buiten {settings.period[0]}–{settings.period[1]}"
    if settings.document_types and kind and kind not in settings.document_types:
        yield f"soort document {kind} hoort niet bij {', '.join(settings.document_types)}"
    if sum(1 for _ in _WORD.finditer(text)) < settings.minimum_words:
        yield f"minder dan {settings.minimum_words} woorden"
    if settings.words and not _occurs(text, settings.words):
        yield f"geen van de zoekwoorden komt voor: {', '.join(settings.words)}"


def _occurs(text: str, words: Sequence[str]) -> bool:
    """Tell whether a word of the text begins with one of `words`, capitals aside."""
    patterns = (r"\s+".join(re.escape(part) for part in word.split()) for word in words)
    return bool(re.search(rf"\b(?:{'|'.join(patterns)})", text, re.IGNORECASE))
