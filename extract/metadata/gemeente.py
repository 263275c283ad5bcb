"""The gemeenten that the document is about, as the CBS codes that were valid then."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, replace
from urllib.parse import urlsplit

from corpus.records import Page
from extract.metadata.choice import sure
from extract.metadata.dates import best_year
from extract.metadata.front import front_text
from extract.metadata.gazetteer import Gemeente, Mention
from extract.metadata.reading import Candidate, Reading, Tag, once

FIELD = "gemeente"
SEVERAL_FROM = 0.6

_SENTENCE = re.compile(r"[^.!?\n]*")
_LONGEST_QUOTE = 240
_EARLY = 4
"""The pages on which a document names the gemeente that it is about."""
_COMPARED = re.compile(
    r"\b(?:zoals|bijvoorbeeld|net als|evenals|vergele?ken met|vergelijkbaar met|in vergelijking met|vergelijking met"
    r"|in tegenstelling tot|anders dan|andere gemeenten|vergelijkbare gemeenten|referentiegemeenten?"
    r"|voorbeelden? (?:uit|van|in)"
    r"|elders|ook in|inspiratie (?:uit|van)|werkbezoek aan|benchmark\w*)\b[^.!?\n;:]{0,90}$",
    re.IGNORECASE,
)
"""Words after which a sentence names gemeenten that others are compared with."""
_COMPARED_WITHIN = 130
_DIVIDED = 0.5
"""How sure it is at most that a place lay in one of the gemeenten that its own was divided over."""
_ABBREVIATIONS = {"NH": "Noord-Holland", "L": "Limburg", "O": "Overijssel", "Gld": "Gelderland", "GLD": "Gelderland"}
_ABBREVIATED = re.compile(r"\s*\(?(NH|L|O|Gld|GLD)\.?\)?(?!\w)")
_COUNCIL_SITES = re.compile(r"^(?:bestuurlijkeinformatie|raadsinformatie|notubiz|parlaeus|gemeenteoplossingen)\.nl$")


@dataclass(frozen=True)
class Place:
    """A mention on a page; `is_compared` where the sentence names it to compare another with."""

    mention: Mention
    page: Page
    is_compared: bool


def read(reading: Reading) -> Iterator[Candidate]:
    """Yield the gemeenten that the document names, surer the more it is about them, and those that sources name."""
    yield from _candidates(reading)


@once
def _candidates(reading: Reading) -> tuple[Candidate, ...]:
    year = best_year(reading)
    return (*_named(reading, year), *_listed(reading, year))


def _named(reading: Reading, year: int | None) -> Iterator[Candidate]:
    every = [place for place in _places(reading) if not place.is_compared]
    known = {place.mention.name for place in every}
    front = front_text(reading)
    mentioned = [mention for mention in reading.gazetteer.mentions(front) if not _is_compared(front, mention)]
    fronts = {mention.name for mention in mentioned if mention.name in known or not mention.is_ambiguous}
    tagged = _tagged(reading)
    counts = Counter(place.mention.name for place in every)
    for name in sorted(known | fronts | set(tagged)):
        own = [place for place in every if place.mention.name == name]
        share = counts[name] / max(sum(counts.values()), 1)
        method, confidence = _weigh(own, share, name in fronts, name in tagged)
        quote, page = _quote(own) or (tagged.get(name, name), None)
        gemeenten = _narrowed(name, reading.gazetteer.called(name, year), reading)
        if len({gemeente.province for gemeente in gemeenten}) > 1:
            method = "naamgenoot in een andere provincie"
            confidence = min(confidence, sure(FIELD, method))
        is_cued = any(place.mention.is_cued for place in own)
        for gemeente in gemeenten:
            if is_cued or gemeente.existed_in(year):
                yield Candidate(gemeente.code, quote, page, method, confidence)
            else:
                yield from _successors(reading, gemeente, year, Candidate("", quote, page, method, confidence))


def _successors(reading: Reading, former: Gemeente, year: int | None, found: Candidate) -> Iterator[Candidate]:
    """Yield the gemeente that a place lay in that year, which had been a gemeente before, and which none calls so."""
    successors = [item for item in reading.gazetteer.valid_in(former, year) if item.begin_on[:4] <= str(year)]
    confidence = found.confidence if len(successors) == 1 else min(found.confidence, _DIVIDED)
    for successor in successors:
        method = "plaats die eerder gemeente was"
        yield replace(found, value=successor.code, method=method, confidence=confidence)
    if not successors:
        yield replace(found, value=former.code)


def _listed(reading: Reading, year: int | None) -> Iterator[Candidate]:
    """Yield the gemeenten that the sources of the document name: as such, as publisher, in the title, by address."""
    for said in sorted({find.gemeente_listed for find in reading.finds if find.gemeente_listed}):
        name = re.sub(r"^gemeente\s+", "", said, flags=re.IGNORECASE)
        known = reading.gazetteer.codes_of(name)
        codes = known if len(known) == 1 else [each.code for each in reading.gazetteer.called(name, year)]
        for code in codes:
            method = "gemeente volgens de bron"
            yield Candidate(code, said, None, method, sure(FIELD, method))
    for find in reading.finds:
        yield from _said(reading, year, find.publisher_listed or "", "uitgever volgens de bron")
        yield from _said(reading, year, find.title_listed or "", "titel volgens de bron")
        yield from _said(reading, year, _host_name(reading, find.final_url), "webadres van de bron")


def _said(reading: Reading, year: int | None, said: str, method: str) -> Iterator[Candidate]:
    for mention in reading.gazetteer.mentions(said):
        gemeenten = () if mention.is_ambiguous else reading.gazetteer.called(mention.name, year)
        for gemeente in _narrowed(mention.name, gemeenten, reading):
            yield Candidate(gemeente.code, said, None, method, sure(FIELD, method))


def _host_name(reading: Reading, url: str) -> str:
    """Return the gemeente whose own site, or part of a site for councils, an address belongs to; empty without one."""
    try:
        host = urlsplit(url).hostname or ""
    except ValueError:
        return ""
    first, _, rest = host.removeprefix("www.").partition(".")
    label = first if _COUNCIL_SITES.match(rest) else host.split(".")[-2] if host.endswith(".nl") else ""
    names = {re.sub(r"\W", "", name).lower(): name for name in reading.gazetteer.names}
    return f"Gemeente {names[label]}" if (label := label.replace("-", "").removeprefix("gemeente")) in names else ""


@once
def _places(reading: Reading) -> tuple[Place, ...]:
    """Return the mentions in the text; an ambiguous name counts where the text elsewhere calls it a gemeente."""
    found = [
        Place(mention, page, _is_compared(page.text, mention))
        for page in reading.pages
        for mention in reading.gazetteer.mentions(page.text)
    ]
    cued = {place.mention.name for place in found if place.mention.is_cued}
    return tuple(place for place in found if not place.mention.is_ambiguous or place.mention.name in cued)


def _is_compared(text: str, mention: Mention) -> bool:
    return bool(_COMPARED.search(text, max(0, mention.start - _COMPARED_WITHIN), mention.start))


def _tagged(reading: Reading) -> dict[str, str]:
    """Return the gemeenten that the file names in its title or as its author, each with the quote."""
    found = [
        (tag, mention) for tag in reading.embedded.values("title", "h1", "site") for mention in _mentions(reading, tag)
    ]
    bodies = [
        (tag, mention) for tag in reading.embedded.values("publisher", "author") for mention in _mentions(reading, tag)
    ]
    usable = [(tag, mention) for tag, mention in found if not mention.is_ambiguous]
    usable += [(tag, mention) for tag, mention in bodies if mention.is_cued or mention.name == tag.value]
    return {mention.name: tag.quote for tag, mention in usable}


def _mentions(reading: Reading, tag: Tag) -> list[Mention]:
    return list(reading.gazetteer.mentions(tag.value))


def _weigh(own: list[Place], share: float, is_in_front: bool, is_tagged: bool) -> tuple[str, float]:
    """Return how a gemeente was found and how sure it is that the document is about it."""
    cued = sum(place.mention.is_cued for place in own)
    if is_in_front and (cued or share > 0.3):
        return "voorkant en tekst", 0.8 + 0.18 * share
    if is_tagged and (cued or share > 0.3):
        return "kenmerken van het bestand en tekst", 0.75 + 0.2 * share
    if is_in_front or is_tagged:
        method = "voorkant of kenmerken van het bestand"
        return method, sure(FIELD, method)
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


def _narrowed(name: str, gemeenten: tuple[Gemeente, ...], reading: Reading) -> tuple[Gemeente, ...]:
    """Return those namesakes in the province that the document tells of; all where it tells of none.

    What stands behind the name tells first, then provinces that are named, then where the other gemeenten lie.
    """
    if len({gemeente.province for gemeente in gemeenten}) < 2:
        return gemeenten
    text = "\n".join(page.text for page in reading.pages)
    behind = (_ABBREVIATED.match(text, match.end()) for match in re.finditer(re.escape(name), text))
    told = Counter(_ABBREVIATIONS[match[1]] for match in behind if match)
    named = Counter({gemeente.province: text.count(gemeente.province) for gemeente in gemeenten if gemeente.province})
    around: Counter[str] = Counter()
    for place in _places(reading):
        provinces = reading.gazetteer.provinces_of(place.mention.name)
        around.update(provinces if len(provinces) == 1 and place.mention.name != name else ())
    for counts in (told, named, around):
        ranked = sorted(((counts[gemeente.province], gemeente) for gemeente in gemeenten), key=lambda item: -item[0])
        if ranked[0][0] > ranked[1][0]:
            return (ranked[0][1],)
    return gemeenten
