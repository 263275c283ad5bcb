"""The gemeenten that the document is about, as CBS codes."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass

from corpus.records import Page
from extract.metadata.dates import best_year
from extract.metadata.front import front_text
from extract.metadata.gazetteer import Gemeente, Mention
from extract.metadata.reading import Candidate, Reading, Tag

FIELD = "gemeente"
SEVERAL_FROM = 0.6

_SENTENCE = re.compile(r"[^.!?\n]*")
_LONGEST_QUOTE = 240
_EARLY = 4
"""The pages on which a document names the gemeente that it is about."""


@dataclass(frozen=True)
class Place:
    """A mention on a page."""

    mention: Mention
    page: Page


def read(reading: Reading) -> Iterator[Candidate]:
    """Yield the gemeenten that the document names, surer the more it is about them."""
    places = list(_places(reading))
    known = {place.mention.name for place in places}
    year = best_year(reading)
    mentioned = reading.gazetteer.mentions(front_text(reading))
    fronts = {mention.name for mention in mentioned if mention.name in known or not mention.is_ambiguous}
    tagged = _tagged(reading)
    counts = Counter(place.mention.name for place in places)
    for name in sorted(known | fronts | set(tagged)):
        own = [place for place in places if place.mention.name == name]
        share = counts[name] / max(sum(counts.values()), 1)
        method, confidence = _weigh(own, share, name in fronts, name in tagged)
        quote, page = _quote(own) or (tagged.get(name, name), None)
        for gemeente in _narrowed(reading.gazetteer.called(name, year), reading):
            yield Candidate(gemeente.code, quote, page, method, confidence)
    yield from _listed(reading, year)


def _listed(reading: Reading, year: int | None) -> Iterator[Candidate]:
    """Yield the gemeenten that the sources of the document name."""
    for said in sorted({find.gemeente_listed for find in reading.finds if find.gemeente_listed}):
        name = re.sub(r"^gemeente\s+", "", said, flags=re.IGNORECASE)
        known = reading.gazetteer.codes_of(name)
        codes = known if len(known) == 1 else [each.code for each in reading.gazetteer.called(name, year)]
        for code in codes:
            yield Candidate(code, said, None, "gemeente volgens de bron", 0.7)


def _places(reading: Reading) -> Iterator[Place]:
    """Yield the mentions in the text; an ambiguous name counts where the text elsewhere calls it a gemeente."""
    found = [Place(mention, page) for page in reading.pages for mention in reading.gazetteer.mentions(page.text)]
    cued = {place.mention.name for place in found if place.mention.is_cued}
    yield from (place for place in found if not place.mention.is_ambiguous or place.mention.name in cued)


def _tagged(reading: Reading) -> dict[str, str]:
    """Return the gemeenten that the file names in its title or as its author, each with the quote."""
    found = [
        (tag, mention) for tag in reading.embedded.values("title", "h1", "site") for mention in _named(reading, tag)
    ]
    bodies = [
        (tag, mention) for tag in reading.embedded.values("publisher", "author") for mention in _named(reading, tag)
    ]
    usable = [(tag, mention) for tag, mention in found if not mention.is_ambiguous]
    usable += [(tag, mention) for tag, mention in bodies if mention.is_cued or mention.name == tag.value]
    return {mention.name: tag.quote for tag, mention in usable}


def _named(reading: Reading, tag: Tag) -> list[Mention]:
    return list(reading.gazetteer.mentions(tag.value))


def _weigh(own: list[Place], share: float, is_in_front: bool, is_tagged: bool) -> tuple[str, float]:
    """Return how a gemeente was found and how sure it is that the document is about it."""
    cued = sum(place.mention.is_cued for place in own)
    if is_in_front and (cued or share > 0.3):
        return "voorkant en tekst", 0.8 + 0.18 * share
    if is_tagged and (cued or share > 0.3):
        return "kenmerken van het bestand en tekst", 0.75 + 0.2 * share
    if is_in_front or is_tagged:
        return "voorkant of kenmerken van het bestand", 0.62
    is_early = any(place.page.number <= _EARLY for place in own)
    if share >= 0.65 and (cued >= 2 or len(own) >= 5) and (cued or is_early):
        return "meest genoemde gemeente", 0.5 + 0.25 * share
    return "genoemd in de tekst", 0.1 + 0.4 * share


def _quote(own: list[Place]) -> tuple[str, int] | None:
    """Return the sentence of the first cued mention, or else of the first mention."""
    ordered = sorted(own, key=lambda place: (not place.mention.is_cued, place.page.number, place.mention.start))
    if not ordered:
        return None
    mention, page = ordered[0].mention, ordered[0].page
    start = max(page.text.rfind(mark, 0, mention.start) for mark in ".!?\n") + 1
    sentence = _SENTENCE.match(page.text, mention.end)
    end = sentence.end() if sentence else mention.end
    if end - start > _LONGEST_QUOTE:
        start, end = max(start, mention.start - _LONGEST_QUOTE // 2), min(end, mention.end + _LONGEST_QUOTE // 2)
    return page.text[start:end].strip(), page.number


def _narrowed(gemeenten: tuple[Gemeente, ...], reading: Reading) -> tuple[Gemeente, ...]:
    """Return those namesakes whose province the document names; all where it names none."""
    if len(gemeenten) < 2:
        return gemeenten
    text = " ".join(page.text for page in reading.pages)
    named = tuple(gemeente for gemeente in gemeenten if gemeente.province and gemeente.province in text)
    return named or gemeenten
