"""The date on which a document came out: what it prints itself first, what its file says last."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date

from extract.metadata.front import front_lines, title_lines
from extract.metadata.organisations import organisation_in
from extract.metadata.reading import Candidate, Reading

MONTHS = (
    *("januari", "februari", "maart", "april", "mei", "juni"),
    *("juli", "augustus", "september", "oktober", "november", "december"),
)
_SHORT = ("jan", "feb", "mrt", "apr", "mei", "jun", "jul", "aug", "sep", "okt", "nov", "dec", "sept")
_MONTH_NUMBERS = {name: number for number, name in enumerate(_SHORT, 1)} | {"sept": 9}
_MONTH_NUMBERS |= {name: number for number, name in enumerate(MONTHS, 1)}
_MONTH = "|".join(sorted(_MONTH_NUMBERS, key=lambda name: (-len(name), name)))
_YEAR = r"(?:19[89]\d|20[0-4]\d)"
DATE = re.compile(
    rf"\b(?:(?:(?P<day>[0-3]?\d)\s+)?(?P<month>{_MONTH})\.?\s+(?P<year>{_YEAR})"
    rf"|(?P<iso>{_YEAR}-[01]\d-[0-3]\d)"
    rf"|(?P<d>[0-3]?\d)[-/.](?P<m>[01]?\d)[-/.](?P<y>{_YEAR}))\b",
    re.IGNORECASE,
)
_LABELS = (
    (
        r"datum|gepubliceerd(?: op)?|publicatiedatum|verschijningsdatum|verschenen (?:in|op)|uitgave"
        r"|versie(?:\s+[\d.]+)?",
        0.9,
    ),
    (r"bijgewerkt(?: in| op)?|geplaatst (?:in|op)|vergadering(?:\s+van)?|vastgesteld(?: (?:in|op|d\.d\.))?", 0.6),
)
_LABELLED = tuple(
    (re.compile(rf"\b(?:{words})\W{{0,6}}(?:\w+dag\W+)?$", re.IGNORECASE), confidence) for words, confidence in _LABELS
)
_OTHER_LABEL = re.compile(
    r"\b(?:uw brief van|geboren|ontvangen|geldig|tot en met|vanaf|t/m|sinds|per|voor|van)\W{0,4}$", re.IGNORECASE
)
_DEADLINE = re.compile(r"\b(?:fatale )?termijn\b|\bperiode\b|\bgeldig\b|\bverval(?:t|datum)\b", re.IGNORECASE)
_LONE_YEAR = re.compile(rf"^\W*({_YEAR})\W*$")
_TITLE_YEAR = re.compile(rf"(?<![\d–/-])\b({_YEAR})\b(?!\s*[–/-]\s*\d)")
_COLOPHON = re.compile(r"\b(?:colofon|uitgave:|uitgever:)", re.IGNORECASE)
_IN_ADDRESS = re.compile(rf"/({_YEAR})[/-](0[1-9]|1[0-2])(?:[/-]([0-3]\d))?(?=/)")
_DATE_PARTS = re.compile(rf"\b(?:\d{{1,2}}|{_MONTH}|\w+dag|en)\b\W*", re.IGNORECASE)
"""What is left of several dates that share a month or a year: '15 en 22 januari, 19 februari 2026'."""
_AROUND, _ALONE = 8, 2
"""The most words beside a date on a line that stands apart, and on one that may be running text."""
_LETTER_CHARACTERS = 4000
_COLOPHON_CHARACTERS = 700


@dataclass(frozen=True)
class Printed:
    """A date as printed; `value` is ISO 8601 to the precision that was printed: a day, a month or a year."""

    value: str
    quote: str
    start: int


def printed_dates(text: str) -> Iterator[Printed]:
    """Yield the dates in a Dutch text, in order; what is no day of the calendar is passed over."""
    for match in DATE.finditer(text):
        if value := _value(match):
            yield Printed(value, match[0], match.start())


def _value(match: re.Match[str]) -> str:
    if match["iso"]:
        return _day(*(int(part) for part in match["iso"].split("-")))
    if match["y"]:
        return _day(int(match["y"]), int(match["m"]), int(match["d"]))
    year, month = int(match["year"]), _MONTH_NUMBERS[match["month"].lower()]
    return _day(year, month, int(match["day"])) if match["day"] else f"{year}-{month:02}"


def _day(year: int, month: int, day: int) -> str:
    try:
        return date(year, month, day).isoformat()
    except ValueError:
        return ""


def date_candidates(reading: Reading) -> list[Candidate]:
    """Return when a document may have come out; a file that was made in the printed month makes that surer."""
    made = {value[:7] for tag in reading.embedded.values("created") if (value := _file_date(tag.value))}
    found = [*_labelled(reading), *_in_front(reading), *_in_colophon(reading), *_running(reading), *_years(reading)]
    surer = [replace(item, confidence=item.confidence + 0.05) if item.value[:7] in made else item for item in found]
    return [*surer, *_tagged(reading)]


def best_year(reading: Reading) -> int | None:
    """Return the year of the surest date, or None."""
    ordered = sorted(date_candidates(reading), key=lambda item: (-item.confidence, item.page or 0, item.value))
    return int(ordered[0].value[:4]) if ordered else None


def _labelled(reading: Reading) -> Iterator[Candidate]:
    for page in reading.pages[:2]:
        for found in printed_dates(page.text[:_LETTER_CHARACTERS]):
            before = page.text[max(0, found.start - 40) : found.start]
            for pattern, confidence in _LABELLED:
                if label := pattern.search(before):
                    later = 0.0 if page == reading.pages[0] else 0.2
                    quote = f"{label[0]}{found.quote}"
                    yield Candidate(found.value, quote, page.number, "datum met opschrift", confidence - later)


def _in_front(reading: Reading) -> Iterator[Candidate]:
    """Yield the dates on lines of the front; where running text may stand, only on lines that hold little else."""
    above = ""
    for line in front_lines(reading):
        for found in printed_dates(line.text):
            rest = DATE.sub(" ", line.text)
            bare = _DATE_PARTS.sub(" ", rest.replace(organisation_in(rest) or " ", " ")).split()
            is_other = _OTHER_LABEL.search(line.text[: found.start]) or _DEADLINE.search(f"{above} {line.text}")
            if not is_other and len(bare) <= (_AROUND if line.is_apart else _ALONE):
                yield _printed(reading, found, "datum op de voorkant", 0.85)
        above = line.text


def _printed(reading: Reading, found: Printed, method: str, confidence: float) -> Candidate:
    quote, page = reading.quote(found.quote)
    return Candidate(found.value, quote or found.quote, page, method, confidence)


def _in_colophon(reading: Reading) -> Iterator[Candidate]:
    pages = reading.pages[:3] + reading.pages[3:][-2:]
    for page in pages:
        for start in (match.start() for match in _COLOPHON.finditer(page.text)):
            for found in printed_dates(page.text[start : start + _COLOPHON_CHARACTERS]):
                yield Candidate(found.value, found.quote, page.number, "datum in het colofon", 0.75)


def _running(reading: Reading) -> Iterator[Candidate]:
    for page in reading.pages[:1]:
        for found in printed_dates(page.text):
            yield Candidate(found.value, found.quote, page.number, "datum in de tekst van de eerste bladzijde", 0.3)


def _years(reading: Reading) -> Iterator[Candidate]:
    """Yield years without a month: alone on a line of the front, or in the title."""
    for line in front_lines(reading):
        if match := _LONE_YEAR.match(line.text):
            yield _printed(reading, Printed(match[1], match[1], 0), "jaartal op de voorkant", 0.7)
    for line in title_lines(reading):
        for match in _TITLE_YEAR.finditer(DATE.sub(" ", line.text)):
            yield _printed(reading, Printed(match[1], match[1], 0), "jaartal in de titel", 0.5)


def _tagged(reading: Reading) -> Iterator[Candidate]:
    """Yield what the file and the source say."""
    sources = (("published", "datum in de metatags", 0.9), ("time", "tijdstip op de webpagina", 0.6))
    for name, method, confidence in (*sources, ("modified", "wijzigingsdatum in de metatags", 0.4)):
        for tag in reading.embedded.values(name)[:1]:
            for found in list(printed_dates(tag.value[:10]))[:1]:
                yield Candidate(found.value, tag.quote, None, method, confidence)
    for find in reading.finds:
        for found in list(printed_dates(find.date_listed or ""))[:1]:
            yield Candidate(found.value, find.date_listed or "", None, "datum volgens de bron", 0.55)
        if match := _IN_ADDRESS.search(find.final_url):
            value = _day(int(match[1]), int(match[2]), int(match[3])) if match[3] else f"{match[1]}-{match[2]}"
            yield Candidate(value, find.final_url, None, "datum in het adres", 0.5 if match[3] else 0.28)
    for tag in reading.embedded.values("created"):
        if value := _file_date(tag.value):
            yield Candidate(value, tag.quote, None, "aanmaakdatum van het bestand", 0.25)


def _file_date(text: str) -> str:
    """Return the day of a PDF date (D:20190618…, ISO 32000-1, 7.9.4) or of an ISO date; empty where it is neither."""
    match = re.match(r"(?:D:)?(\d{4})-?(\d{2})-?(\d{2})", text)
    return _day(int(match[1]), int(match[2]), int(match[3])) if match else ""
