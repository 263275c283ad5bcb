"""The body that brings the document out."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from corpus.records import Page
from extract.metadata import document_type, gemeente
from extract.metadata.choice import best_of_each, choose
from extract.metadata.dates import DATE
from extract.metadata.front import front_lines
from extract.metadata.organisations import organisation_in, usual_name
from extract.metadata.reading import Candidate, Reading

FIELD = "publisher"

_LABEL = re.compile(r"\b[Uu]itg(?:ave(?::| van(?: de| het)?)|ever:|egeven door(?: de| het)?)\s*(?P<name>[^\n]{3,120})")
_MADE_BY = re.compile(
    r"(?:opgesteld|uitgevoerd|geschreven|gemaakt|samengesteld|geplaatst)(?:[^.\n]{0,40}?)\s+door\s+(?:de\s+|het\s+)?(?P<name>[^\n]{3,120})"
)
_FOR = re.compile(r"[Ii]n opdracht van\s+(?:de\s+|het\s+)?(?P<name>[^\n]{3,120})")
_COPYRIGHT = re.compile(r"(?:©|[Cc]opyright)\s*(?:\d{4},?\s*)?(?P<name>[^\n]{3,100})")
_SEPARATOR = re.compile(r"\s*[|·•]\s*|\s+[–—-]\s+|\s{2,}")
_POSTCODE = re.compile(r"\b\d{4} ?[A-Z]{2}\b")
_ADDRESS_CHARACTERS = 90
_OPEN = ("Volksgezondheid", "Natuur", "Landbouw", "Onderwijs", "Cultuur", " en", " van")
_MUNICIPAL = ("raadsvoorstel", "besluitenlijst", "raadsmemo", "verordening", "jaarstuk", "beleidsnota")
_WORDS = 12
_COLOPHON_CHARACTERS = 400


def read(reading: Reading) -> Iterator[Candidate]:
    """Yield what may be the publisher: a colophon, the front, what file and source say, and 'door' in the text."""
    for candidate in _candidates(reading):
        yield replace(candidate, value=usual_name(candidate.value))


def _candidates(reading: Reading) -> Iterator[Candidate]:
    yield from _in_text(reading)
    yield from _in_front(reading)
    yield from _in_colophon(reading)
    yield from _in_tags(reading)
    yield from _own_gemeente(reading)
    for find in reading.finds:
        if find.publisher_listed:
            yield Candidate(find.publisher_listed, find.publisher_listed, None, "uitgever volgens de bron", 0.65)


def _edges(reading: Reading) -> tuple[Page, ...]:
    """Return the first and last pages, where a colophon stands."""
    return reading.pages[:3] + reading.pages[3:][-2:]


def _in_text(reading: Reading) -> Iterator[Candidate]:
    rules = ((_LABEL, "uitgave in het colofon", 0.95), (_MADE_BY, "door wie het is opgesteld", 0.5))
    for pattern, method, confidence in (*rules, (_COPYRIGHT, "auteursrecht", 0.45), (_FOR, "opdrachtgever", 0.3)):
        for page in _edges(reading):
            for match in pattern.finditer(page.text):
                if name := organisation_in(match["name"][:100]) if confidence < 0.9 else _named(match["name"]):
                    start = match["name"].find(name)
                    quote = match[0][: match.start("name") - match.start() + start + len(name)]
                    yield Candidate(name, quote.strip(" \n."), page.number, method, confidence)


def _named(text: str) -> str:
    """Return the name after a label: that of an organisation, or else what stands before the date or the full stop."""
    if name := organisation_in(text):
        return name
    rest = re.split(r"\s*(?:\bDatum\b|[|·;]|\.\s|\.$)", DATE.split(text)[0])[0].strip(" ,.")
    return rest if 0 < len(rest.split()) <= _WORDS and rest[:1].isupper() else ""


def _in_front(reading: Reading) -> Iterator[Candidate]:
    """Yield the organisations on lines of the front that hold little else than a name and a date; the first surest."""
    lines = [line.text for line in front_lines(reading)]
    found = 0
    for position, text in enumerate(lines):
        for part in _SEPARATOR.split(text):
            bare = DATE.sub("", part).strip(" ,.;:")
            name = organisation_in(bare)
            if not name or len(bare.split()) > _WORDS:
                continue
            is_alone = len(name) > 0.95 * len(bare)
            whole = (
                organisation_in(" ".join([name, *lines[position + 1 : position + 2]])) if name.endswith(_OPEN) else ""
            )
            value = whole if is_alone and whole.startswith(name) else name
            quote, page = reading.quote(value)
            confidence = 0.88 - min(found, 5) * 0.01 if is_alone else 0.45
            found += 1
            yield Candidate(value, quote or text, page, "organisatie op de voorkant", confidence)


def _in_colophon(reading: Reading) -> Iterator[Candidate]:
    """Yield the first organisation of a colophon, and an organisation with its address behind the front."""
    for page in _edges(reading):
        match = re.search(r"\b[Cc]olofon\b|\bCOLOFON\b", page.text)
        colophon = page.text[match.end() : match.end() + _COLOPHON_CHARACTERS] if match else ""
        if (name := organisation_in(colophon)) and f"({name}" not in colophon:
            yield Candidate(name, name, page.number, "organisatie in het colofon", 0.7)
        for postcode in _POSTCODE.finditer(page.text) if page.number > 1 else ():
            before = page.text[max(0, postcode.start() - _ADDRESS_CHARACTERS) : postcode.start()]
            if name := organisation_in(before):
                yield Candidate(name, name, page.number, "organisatie met adres", 0.55)


def _own_gemeente(reading: Reading) -> Iterator[Candidate]:
    """Yield the one gemeente of a kind of document that gemeenten bring out themselves."""
    kinds = choose(best_of_each(document_type.read(reading)))
    gemeenten = choose(best_of_each(gemeente.read(reading)), gemeente.SEVERAL_FROM)
    if len(gemeenten) == 1 and kinds and kinds[0].value in _MUNICIPAL:
        name = reading.gazetteer.name_of(gemeenten[0].value)
        quote, page = gemeenten[0].quote, gemeenten[0].page
        yield Candidate(f"Gemeente {name}", quote, page, f"gemeente van {kinds[0].value}", 0.4)


def _in_tags(reading: Reading) -> Iterator[Candidate]:
    for tag in reading.embedded.values("site", "publisher"):
        is_gemeente = bool(reading.gazetteer.called(tag.value))
        value = f"Gemeente {tag.value}" if is_gemeente else tag.value
        yield Candidate(value, tag.quote, None, "uitgever in de metatags", 0.92 if tag.name == "site" else 0.9)
    for tag in reading.embedded.values("author"):
        name = organisation_in(tag.value)
        if name and 2 * len(name) >= len(tag.value):
            quote, page = reading.quote(name)
            is_printed = page is not None or any(name in line.text for line in reading.embedded.lines)
            yield Candidate(name, quote or tag.quote, page, "auteur van het bestand", 0.9 if is_printed else 0.6)
    for tag in reading.embedded.values("window"):
        last = tag.value.rpartition(" | ")[2]
        if last != tag.value and (name := organisation_in(last)):
            yield Candidate(name, tag.quote, None, "titel van het venster", 0.91)
