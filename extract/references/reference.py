"""A reference to an evaluation, and which gemeenten a stretch of text names as its subject."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

from extract.metadata.gazetteer import Gazetteer, Mention
from extract.references.words import MONTHS

LONGEST = 300
"""The most characters of a quoted reference."""

_OF_TEAMS = re.compile(r"teams?\)?\s+(?:(?:in|van|te)\s+)?(?:de\s+(?:stad|gemeente)\s+)?$")
"""What makes an ambiguous name a place: teams are in it."""
_ELSEWHERE = re.compile(r"\b(?:uit|bureau|instituut|hogeschool|prof\.|dr\.)\s+$", re.IGNORECASE)
"""Before a name: where somebody comes from, or whose name it is."""
_PUBLISHERS = re.compile(r"(?:[.?!:]\s+|,\s+)$")
_PUBLISHERS_AFTER = re.compile(rf"\s*(?::|\.(?:\s|$)|,\s*(?:(?:{MONTHS})\s+)?\d{{4}}|$)")
"""Around the name of the place where a publisher sits: 'Dichtbij. Utrecht: …', 'Dichtbij, Utrecht, 2019'."""
_BETWEEN = re.compile(r",\s+(?:en\s+)?|\s+(?:en|&)\s+|\s*/\s*")


@dataclass(frozen=True)
class Reference:
    """A place in a text that names an evaluation; `title` is empty where the text gives none."""

    title: str
    gemeente_code: str
    year: int
    start: int
    end: int

    def moved(self, by: int) -> Reference:
        """Return the reference in a text of which the one that was read begins at `by`."""
        return replace(self, start=self.start + by, end=self.end + by)


def usable(text: str, named: Iterable[Mention]) -> Iterator[Mention]:
    """Yield the mentions that are sure to name a gemeente, and not the place where a publisher sits."""
    for mention in named:
        before = text[max(0, mention.start - 40) : mention.start]
        is_sure = not mention.is_ambiguous or bool(_OF_TEAMS.search(before))
        is_publishers = not mention.is_cued and text.startswith(":", mention.end)
        is_publishers |= not mention.is_cued and bool(
            _PUBLISHERS.search(before) and _PUBLISHERS_AFTER.match(text, mention.end)
        )
        if is_sure and not is_publishers and not _ELSEWHERE.search(before):
            yield mention


def together(text: str, first: Mention, named: Iterable[Mention]) -> list[Mention]:
    """Return a mention with those that form a list with it: 'Wassenaar, Voorschoten en Oegstgeest'."""
    found = [first]
    for mention in sorted(named, key=lambda item: item.start):
        if mention.start > found[-1].start and _BETWEEN.fullmatch(text[found[-1].end : mention.start]):
            found.append(mention)
    return found


def codes(mentions: Iterable[Mention], year: int, gazetteer: Gazetteer) -> Iterator[str]:
    """Yield the code of each gemeente that existed in that year; of namesakes none."""
    for name in dict.fromkeys(mention.name for mention in mentions):
        known = [gemeente for gemeente in gazetteer.called(name, year) if gemeente.existed_in(year)]
        if len(known) == 1:
            yield known[0].code
