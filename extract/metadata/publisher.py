"""The body that brings the document out."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from corpus.records import Page
from extract.metadata import document_type, gemeente
from extract.metadata.bodies import bureau_in
from extract.metadata.choice import best_of_each, choose, sure
from extract.metadata.dates import DATE
from extract.metadata.front import front_lines, front_text
from extract.metadata.organisations import organisation_in, usual_name
from extract.metadata.reading import Candidate, Reading

FIELD = "publisher"

_LABEL = re.compile(r"\b[Uu]itg(?:ave(?::| van(?: de| het)?)|ever:|egeven door(?: de| het)?)\s*(?P<name>[^\n]{3,120})")
_MADE_BY = re.compile(
    r"(?:opgesteld|uitgevoerd|geschreven|gemaakt|samengesteld|geplaatst)(?:[^.\n]{0,40}?)\s+door\s+(?:de\s+|het\s+)?(?P<name>[^\n]{3,120})"
)
_FOR = re.compile(r"[Ii]n opdracht van\s+(?:de\s+|het\s+)?(?P<name>[^\n]{3,120})")
_COPYRIGHT = re.compile(r"(?:©|[Cc]opyright)\s*(?:\d{4},?\s*)?(?P<name>[^\n]{3,100})")
_OWN_COPYRIGHT = re.compile(r"^(?:de |het )?(?P<name>[A-ZÀ-Ý][\w’'&+-]*(?: [A-ZÀ-Ý&][\w’'&+-]*){0,4})\W*$")
_ADDRESSEE = re.compile(r"^\W*(?:t\.?a\.?v\.?|postbus)\b|\b\d{4} ?[A-Z]{2}\b", re.IGNORECASE)
_SENDER = re.compile(r"retour|bezoekadres|postadres", re.IGNORECASE)
_TO = re.compile(r"^\W*aan\W*$", re.IGNORECASE)
_SALUTATION = re.compile(r"\bGeachte\b")
_DOMAIN = re.compile(r"(?:@|www\.|https?://(?:www\.)?)(?:[\w-]+\.)*?(?P<label>[a-z][\w-]{3,40})\.(?:nl|org|com|eu)\b")
_SEPARATOR = re.compile(r"\s*[|·•]\s*|\s+[–—-]\s+|\s{2,}")
_POSTCODE = re.compile(r"\b\d{4} ?[A-Z]{2}\b")
_ADDRESS_CHARACTERS = 90
_OPEN = ("Volksgezondheid", "Natuur", "Landbouw", "Onderwijs", "Cultuur", " en", " van")
_MUNICIPAL = ("raadsvoorstel", "besluitenlijst", "raadsmemo", "verordening", "jaarstuk", "beleidsnota")
_BODY_PAGES = 6
_ADDRESS_LINES = 3
_ADDRESSED = 0.5
"""How much less sure it is that the addressee of a letter brings it out."""
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
    yield from _at_domain(reading)
    yield from _own_gemeente(reading)
    method = "uitgever volgens de bron"
    for find in reading.finds:
        if find.publisher_listed:
            yield Candidate(find.publisher_listed, find.publisher_listed, None, method, sure(FIELD, method))


def _edges(reading: Reading) -> tuple[Page, ...]:
    """Return the first and last pages, where a colophon stands."""
    return reading.pages[:3] + reading.pages[3:][-2:]


def _body_in(text: str) -> str:
    """Return the first organisation or bureau that a text names."""
    bureau = bureau_in(text)
    return organisation_in(text) or (bureau.name if bureau else "")


def _in_text(reading: Reading) -> Iterator[Candidate]:
    rules = (
        (_LABEL, "uitgave in het colofon", _named),
        (_MADE_BY, "door wie het is opgesteld", _body_in),
        (_COPYRIGHT, "auteursrecht", _owner),
        (_FOR, "opdrachtgever", organisation_in),
    )
    for pattern, method, name_in in rules:
        for page in _edges(reading):
            for match in pattern.finditer(page.text):
                if name := name_in(match["name"][:100]):
                    start = match["name"].find(name)
                    quote = (
                        match[0][: match.start("name") - match.start() + start + len(name)] if start >= 0 else match[0]
                    )
                    yield Candidate(name, quote.strip(" \n."), page.number, method, sure(FIELD, method))


def _owner(text: str) -> str:
    """Return who holds a copyright: an organisation, or whatever name stands alone."""
    alone = _OWN_COPYRIGHT.match(DATE.split(text)[0].strip(" ,.0123456789"))
    return _body_in(text) or (alone["name"] if alone else "")


def _named(text: str) -> str:
    """Return the name after a label: that of an organisation, or else what stands before the date or the full stop."""
    if name := organisation_in(text):
        return name
    rest = re.split(r"\s*(?:\bDatum\b|[|·;]|\.\s|\.$)", DATE.split(text)[0])[0].strip(" ,.")
    return rest if 0 < len(rest.split()) <= _WORDS and rest[:1].isupper() else ""


def _in_front(reading: Reading) -> Iterator[Candidate]:
    """Yield the organisations on lines of the front that hold little else than a name and a date; the first surest."""
    lines = [line.text for line in front_lines(reading)]
    is_letter = any(_SALUTATION.search(page.text[:3000]) for page in reading.pages[:1])
    found = 0
    for position, text in enumerate(lines):
        for part in _SEPARATOR.split(text):
            bare = DATE.sub("", part).strip(" ,.;:")
            name = _body_in(bare)
            if not name or len(bare.split()) > _WORDS:
                continue
            is_alone = len(name) > 0.95 * len(bare)
            whole = (
                organisation_in(" ".join([name, *lines[position + 1 : position + 2]])) if name.endswith(_OPEN) else ""
            )
            value = whole if is_alone and whole.startswith(name) else name
            quote, page = reading.quote(value)
            method = "organisatie op de voorkant" if is_alone else "organisatie naast andere woorden op de voorkant"
            confidence = sure(FIELD, method) - (min(found, 5) * 0.01 if is_alone else 0.0)
            scale = _ADDRESSED if _is_addressee(lines, position, is_letter) else 1.0
            found += 1
            yield Candidate(value, quote or text, page, method, confidence * scale)


def _is_addressee(lines: Sequence[str], position: int, is_letter: bool) -> bool:
    """Tell whether an organisation on a line is the one that a letter or memo goes to."""
    if position and _TO.match(lines[position - 1]):
        return True
    below = lines[position + 1 : position + 1 + _ADDRESS_LINES]
    return is_letter and any(_ADDRESSEE.search(line) and not _SENDER.search(line) for line in below)


def _in_colophon(reading: Reading) -> Iterator[Candidate]:
    """Yield the first organisation of a colophon, and an organisation with its address behind the front."""
    for page in _edges(reading):
        match = re.search(r"\b[Cc]olofon\b|\bCOLOFON\b", page.text)
        colophon = page.text[match.end() : match.end() + _COLOPHON_CHARACTERS] if match else ""
        if (name := organisation_in(colophon)) and f"({name}" not in colophon:
            method = "organisatie in het colofon"
            yield Candidate(name, name, page.number, method, sure(FIELD, method))
        for postcode in _POSTCODE.finditer(page.text) if page.number > 1 else ():
            before = page.text[max(0, postcode.start() - _ADDRESS_CHARACTERS) : postcode.start()]
            if name := organisation_in(before):
                method = "organisatie met adres"
                yield Candidate(name, name, page.number, method, sure(FIELD, method))


def _at_domain(reading: Reading) -> Iterator[Candidate]:
    """Yield the organisation or gemeente whose web address stands on the front or in the colophon."""
    method = "webadres"
    text = "\n".join(page.text for page in _edges(reading))
    names = {_squashed(name): f"Gemeente {name}" for name in reading.gazetteer.names}
    names |= {_squashed(name): name for name in _bodies(reading)}
    for match in _DOMAIN.finditer(text):
        if name := names.get(_squashed(match["label"])):
            quote, page = reading.quote(match[0])
            yield Candidate(name, quote or match[0], page, method, sure(FIELD, method))
        elif ggd := re.fullmatch(r"ggd-?([a-z-]{4,})", match["label"]):
            quote, page = reading.quote(match[0])
            value = f"GGD {_as_printed(ggd[1], text)}"
            yield Candidate(value, quote or match[0], page, method, sure(FIELD, method))


def _as_printed(word: str, text: str) -> str:
    """Return a word with the capitals that a text gives it."""
    return next((match[0] for match in re.finditer(rf"\b{re.escape(word)}\b", text, re.IGNORECASE)), word.title())


def _squashed(name: str) -> str:
    return re.sub(r"[\W_]", "", name).lower()


def _bodies(reading: Reading) -> Iterator[str]:
    for page in reading.pages[:_BODY_PAGES]:
        for line in re.split(r"[\n.;|]", page.text):
            if name := _body_in(line):
                yield name


def _own_gemeente(reading: Reading) -> Iterator[Candidate]:
    """Yield the one gemeente that a document is about: those bring out most of what there is on them."""
    kinds = choose(best_of_each(document_type.read(reading)))
    gemeenten = choose(best_of_each(gemeente.read(reading)), gemeente.SEVERAL_FROM)
    if len(gemeenten) == 1:
        is_own = bool(kinds) and kinds[0].value in _MUNICIPAL
        method = "gemeente van een gemeentelijk stuk" if is_own else "de gemeente waarover het gaat"
        name = reading.gazetteer.name_of(gemeenten[0].value)
        yield Candidate(f"Gemeente {name}", gemeenten[0].quote, gemeenten[0].page, method, sure(FIELD, method))


def _in_tags(reading: Reading) -> Iterator[Candidate]:
    method = "uitgever in de metatags"
    for tag in reading.embedded.values("site", "publisher"):
        is_gemeente = bool(reading.gazetteer.called(tag.value))
        value = f"Gemeente {tag.value}" if is_gemeente else tag.value
        yield Candidate(value, tag.quote, None, method, sure(FIELD, method) - (0.0 if tag.name == "site" else 0.02))
    for tag in reading.embedded.values("author"):
        name = _body_in(tag.value)
        if name and 2 * len(name) >= len(tag.value):
            quote, page = reading.quote(name)
            is_printed = _squashed(name) in _squashed(front_text(reading))
            method = "auteur van het bestand, ook gedrukt" if is_printed else "auteur van het bestand"
            yield Candidate(name, quote or tag.quote, page, method, sure(FIELD, method))
    method = "titel van het venster"
    for tag in reading.embedded.values("window"):
        last = tag.value.rpartition(" | ")[2]
        if last != tag.value and (name := organisation_in(last)):
            yield Candidate(name, tag.quote, None, method, sure(FIELD, method))
