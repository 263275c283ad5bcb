"""Who wrote the document: persons, and where none is named the organisation."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from extract.metadata import uitvoerder
from extract.metadata.bodies import bodies_at, is_bureau_name
from extract.metadata.choice import best_of_each, choose
from extract.metadata.imprint import Credit, cover_lines, credits_of, is_colophon, lined
from extract.metadata.organisations import organisation_in, usual_name
from extract.metadata.persons import Person, persons_in
from extract.metadata.reading import Candidate, Reading
from extract.metadata.single import LEAST

FIELD = "author"
SEVERAL_FROM = LEAST

_SURE = {"auteur": 0.92, "onderzoek": 0.85}
_PART = re.compile(r"(?:Team|Afdeling|Directie|Gemeente|Ministerie|Dienst|Cluster|Projectgroep|Werkgroep)\b")
_NO_NAME = re.compile(
    r"\d|@|_|\b(?:user|gebruiker|admin|beheerder|owner|unknown|onbekend|scan\w*|canon|xerox)\b", re.IGNORECASE
)
_ROLE = re.compile(r"\((?:hoofd)?(?:onderzoekers?|auteurs?|projectleid(?:er|ing)|rapporteur)\)", re.IGNORECASE)
_BY = re.compile(r"^(?:door|auteurs?)\b:?\s*", re.IGNORECASE)
_MOST = 12
_BELOW = 0.5


def read(reading: Reading) -> Iterator[Candidate]:
    """Yield persons of labels, of the cover, the source and the file; and organisations for want of persons."""
    has_better = False
    for find in (_printed, _bodies, _listed, _tagged, _makers):
        found = [] if has_better and find is _makers else list(find(reading))
        yield from (replace(item, confidence=min(item.confidence, _BELOW)) if has_better else item for item in found)
        has_better |= bool(found)


def _printed(reading: Reading) -> Iterator[Candidate]:
    yield from _labelled(reading)
    yield from _on_cover(reading)


def _labelled(reading: Reading) -> Iterator[Candidate]:
    for credit in credits_of(reading):
        if credit.key in _SURE:
            yield from _persons(credit)


def _persons(credit: Credit) -> Iterator[Candidate]:
    """Yield the persons that a value begins with, a line with an organisation before them passed over."""
    for skipped, text in _starts(credit.text):
        persons = persons_in(text)[:_MOST]
        for person in persons:
            quote = credit.quote(skipped + persons[-1].end)
            yield Candidate(person.name, quote, credit.page.number, "label in het colofon", _SURE[credit.key])
        if persons:
            return


def _starts(text: str) -> Iterator[tuple[int, str]]:
    """Yield a value from its first word, and from behind the organisation with which it begins."""
    skipped = len(text) - len(text.lstrip(" \n:|•–-"))
    yield skipped, text[skipped:]
    bodies = bodies_at(text[skipped:])
    if bodies:
        after = skipped + bodies[-1].end
        after += len(text[after:]) - len(text[after:].lstrip(" \n:|•–,-("))
        yield after, text[after:]


def _on_cover(reading: Reading) -> Iterator[Candidate]:
    """Yield the persons on lines of a cover or title page that hold nothing but names."""
    covers = {page.number for page in reading.pages[:4] if not is_colophon(lined(reading, page))}
    lines = [(page, line, _named(line)) for page, line in cover_lines(reading) if page.number in covers]
    for at, (page, line, persons) in enumerate(lines):
        beside = [other for _, _, other in lines[max(0, at - 1) : at + 2] if other]
        if persons and (len(beside) > 1 or _are_names(persons, line)):
            for person in persons:
                yield Candidate(person.name, line, page.number, "naam op de voorkant", 0.72)


def _named(line: str) -> list[Person]:
    """Return the persons of a line; none where it holds more than names."""
    bare = _BY.sub("", line)
    persons = persons_in(bare)
    is_all = bool(persons) and (not bare[persons[-1].end :].strip(" .,") or bool(_ROLE.search(bare)))
    return persons if is_all else []


def _are_names(persons: list[Person], line: str) -> bool:
    """Tell whether a line is sure to be names of persons: by initials, particles, a function, or their number."""
    is_told = bool(_BY.match(line)) or len(persons) > 1 or bool(_ROLE.search(line))
    return is_told or any(re.search(r"\b[A-Z]\.|\s(?:van|de|der|den|ter|ten)\s", person.name) for person in persons)


def _listed(reading: Reading) -> Iterator[Candidate]:
    for find in reading.finds:
        for name in re.split(r"\s*;\s*|\s+\|\s+", find.authors_listed or ""):
            persons = persons_in(name)
            values = (
                [person.name for person in persons] if persons else [name.strip()] if len(name.split()) < _MOST else []
            )
            for value in values:
                if len(value) > 1:
                    yield Candidate(value, find.authors_listed or "", None, "auteur volgens de bron", 0.75)


def _tagged(reading: Reading) -> Iterator[Candidate]:
    """Yield what the file says of its author where that looks like a person or an organisation."""
    for tag in reading.embedded.values("author"):
        if _NO_NAME.search(tag.value):
            continue
        persons = persons_in(tag.value)
        if persons and persons[-1].end >= len(tag.value.rstrip(" )(.")) - 30:
            for person in persons:
                quote, page = reading.quote(person.name)
                yield Candidate(person.name, quote or tag.quote, page, "auteur van het bestand", 0.62)
        elif (name := organisation_in(tag.value)) and 2 * len(name) >= len(tag.value):
            quote, page = reading.quote(tag.value)
            yield Candidate(usual_name(tag.value), quote or tag.quote, page, "auteur van het bestand", 0.64)


def _bodies(reading: Reading) -> Iterator[Candidate]:
    """Yield the organisations after a label for authors."""
    for credit in credits_of(reading):
        if credit.key in _SURE:
            skipped = len(credit.text) - len(credit.text.lstrip(" \n:|•–-"))
            for body in bodies_at(credit.text[skipped:]):
                if is_bureau_name(body.name) or _PART.match(body.name):
                    quote = credit.quote(skipped + body.end)
                    yield Candidate(body.name, quote, credit.page.number, "organisatie bij het label", 0.7)


def _makers(reading: Reading) -> Iterator[Candidate]:
    """Yield the bodies that did the research, or else the one that the colophon names as publisher."""
    makers = choose(best_of_each(uitvoerder.read(reading)), uitvoerder.SEVERAL_FROM)
    yield from (replace(item, method=f"uitvoerder: {item.method}", confidence=0.62) for item in makers)
    for credit in [] if makers else credits_of(reading):
        skipped = len(credit.text) - len(credit.text.lstrip(" \n:|•–-"))
        for body in bodies_at(credit.text[skipped:])[:1] if credit.key == "uitgave" else ():
            quote = credit.quote(skipped + body.end)
            yield Candidate(body.name, quote, credit.page.number, "uitgever in het colofon", 0.6)
