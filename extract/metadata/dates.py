"""The date on which a document came out: what it prints itself first, what its file says last."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from corpus.records import Page
from extract.metadata.choice import sure
from extract.metadata.datewords import DATE, MONTH, MONTHS, YEAR, Printed, day, printed_dates, short_dates
from extract.metadata.front import FrontLine, front_lines, title_lines
from extract.metadata.organisations import organisation_in
from extract.metadata.reading import Candidate, Reading, once

__all__ = ["DATE", "MONTHS", "Printed", "best_year", "date_candidates", "printed_dates"]

_OWN = (
    r"datum(?: publicatie| brief| rapport| document)?|gepubliceerd(?: op)?|publicatiedatum|verschijningsdatum"
    r"|verschenen (?:in|op)|verzonden|verzenddatum|dagtekening|geschreven op|uitgave|versie(?:\s+[\d.]+)?"
)
_OTHERS = (
    r"bijgewerkt(?: in| op)?|bewerkt(?: op)?|gewijzigd(?: op)?|laatste (?:update|wijziging)|geplaatst (?:in|op)"
    r"|vastgesteld(?: (?:in|op|d\.d\.))?|status"
)
_MEETING = (
    r"vergadering(?:\s+van)?|vergaderdatum|datum (?:raad|college|b&w|b en w|commissie|vergadering|collegevergadering"
    r"|raadsvergadering|PM|politieke markt)|behandeling in|(?:raads|college|commissie)vergadering(?:\s+van)?"
)
_LABELLED = tuple(
    (re.compile(rf"\b(?:{words})\s*(?:\|\s*)?\W{{0,6}}(?:\w+dag\W+)?$", re.IGNORECASE), method)
    for words, method in (
        (_MEETING, "datum van de vergadering"),
        (_OWN, "datum met opschrift"),
        (_OTHERS, "datum in een ander opschrift"),
        (r"geldend (?:van|vanaf)|inwerkingtreding|in werking (?:getreden )?(?:op|per)", "geldig vanaf"),
        (r"(?:\d\s*)?(?:e\s*)?druk|(?:eerste|tweede|derde|vierde|vijfde) druk", "jaar van de druk"),
    )
)
_OTHER_LABEL = re.compile(
    r"\b(?:uw brief van|geboren|ontvangen|geldig|geldend van|tot en met|vanaf|t/m|sinds|per|voor|van)\W{0,4}$",
    re.IGNORECASE,
)
_DEADLINE = re.compile(r"\b(?:fatale )?termijn\b|\bperiode\b|\bgeldig\b|\bverval(?:t|datum)\b", re.IGNORECASE)
_ADOPTED = re.compile(r"\b(?:aldus |openbare )[^\n]{0,160}$", re.IGNORECASE)
_PRINT_TIME = re.compile(r",?\s+\d{1,2}:\d{2}(?!\d)(?!\s*uur)")
_PAGE_NUMBER = re.compile(r"\W*(?:bladzijde|pagina|blz\.?|p\.)\s*\d+(?:\s*(?:van|/)\s*\d+)?", re.IGNORECASE)
_LONE_YEAR = re.compile(rf"^\W*(?:[A-ZÀ-Ý][\w’' -]{{1,30}},\s+)?({YEAR})\W*$")
_COPYRIGHT_YEAR = re.compile(rf"(?:©|\bcopyright\b)[^\n]{{0,40}}?\b({YEAR})\b", re.IGNORECASE)
_TITLE_YEAR = re.compile(rf"(?<![\d–/-])\b({YEAR})\b(?!\s*[–/-]\s*\d)")
_REPORTED = re.compile(r"\bjaar(?:stukken|rekening|verslag|bericht|rapportage|overzicht)\b", re.IGNORECASE)
_BUDGETED = re.compile(r"\b(?:\w*begroting|jaarplan|kadernota|perspectiefnota)\b", re.IGNORECASE)
_COLOPHON = re.compile(r"\b(?:colofon|uitgave:|uitgever:)", re.IGNORECASE)
_IN_ADDRESS = re.compile(rf"/({YEAR})[/-](0[1-9]|1[0-2])(?:[/-]([0-3]\d))?(?=/)")
_DATE_PARTS = re.compile(rf"\b(?:\d{{1,2}}|{MONTH}|\w+dag|en)\b\W*", re.IGNORECASE)
"""What is left of several dates that share a month or a year: '15 en 22 januari, 19 februari 2026'."""
_AROUND, _ALONE = 8, 2
"""The most words beside a date on a line that stands apart, and on one that may be running text."""
_LETTER_CHARACTERS = 4000
_COLOPHON_CHARACTERS = 700
_LATER_PAGE = 0.2
_SAME_MONTH = 0.05


@once
def date_candidates(reading: Reading) -> list[Candidate]:
    """Return when a document may have come out; a file that was made in the printed month makes that surer."""
    made = [(tag.quote, value) for tag in reading.embedded.values("created") if (value := _file_date(tag.value))]
    months = {value[:7] for _, value in made}
    found = [
        *_corrected(reading), *_labelled(reading), *_in_front(reading), *_in_colophon(reading), *_adopted(reading),
        *_running(reading), *_years(reading),
    ]  # fmt: skip
    surer = [
        replace(item, confidence=item.confidence + _SAME_MONTH) if item.value[:7] in months else item for item in found
    ]
    return [*surer, *_tagged(reading), *_listed(reading, found), *_made(made, found)]


def best_year(reading: Reading) -> int | None:
    """Return the year of the surest date, or None."""
    given = reading.corrected.get("year") or reading.corrected.get("published_on") or ()
    if given:
        return int(given[0][:4])
    ordered = sorted(date_candidates(reading), key=lambda item: (-item.confidence, item.page or 0, item.value))
    return int(ordered[0].value[:4]) if ordered else None


def _corrected(reading: Reading) -> Iterator[Candidate]:
    for value in reading.corrected.get("published_on", ()):
        yield Candidate(value, "", None, "correctie", 1.0)


def _labelled(reading: Reading) -> Iterator[Candidate]:
    for page in reading.pages[:2]:
        text = page.text[:_LETTER_CHARACTERS]
        seen: dict[str, bool] = {}
        for found in sorted([*printed_dates(text), *short_dates(text)], key=lambda item: item.start):
            before = page.text[max(0, found.start - 40) : found.start]
            labels = ((pattern.search(before), method) for pattern, method in _LABELLED)
            label, method = next(((label, method) for label, method in labels if label), (None, ""))
            if label and not (method == "jaar van de druk" and seen.get(method)):
                seen[method] = True
                later = 0.0 if page == reading.pages[0] or method == "jaar van de druk" else _LATER_PAGE
                yield Candidate(
                    found.value, f"{label[0]}{found.quote}", page.number, method, sure("date", method) - later
                )


def _in_front(reading: Reading) -> Iterator[Candidate]:
    """Yield the dates on lines of the front; where running text may stand, only on lines that hold little else."""
    above = ""
    for line in front_lines(reading):
        for found in printed_dates(line.text):
            after = line.text[found.start + len(found.quote) :]
            if _PRINT_TIME.match(after):
                yield _printed(reading, found, "tijdstip van afdrukken")
            elif _is_numbered(reading, found):
                yield _printed(reading, found, "datum naast het bladzijdenummer")
            elif not _is_other(line, found, above):
                is_day = len(found.value) > 4
                yield _printed(reading, found, "datum op de voorkant" if is_day else "jaartal op de voorkant")
        above = line.text


def _is_other(line: FrontLine, found: Printed, above: str) -> bool:
    """Tell whether a date on a line of the front is one of something else, or stands in running text."""
    rest = DATE.sub(" ", line.text)
    bare = _DATE_PARTS.sub(" ", rest.replace(organisation_in(rest) or " ", " ")).split()
    is_other = _OTHER_LABEL.search(line.text[: found.start]) or _DEADLINE.search(f"{above} {line.text}")
    return bool(is_other) or len(bare) > (_AROUND if line.is_apart else _ALONE)


def _is_numbered(reading: Reading, found: Printed) -> bool:
    """Tell whether a date stands before the number of the page."""
    lines = reading.embedded.lines
    tops = [(line.page, line.top) for line in lines if found.quote in line.text]
    if any((line.page, line.top) in tops and _PAGE_NUMBER.fullmatch(line.text) for line in lines):
        return True
    texts = [page.text for page in reading.pages[:1]]
    return any(
        _PAGE_NUMBER.match(text, text.find(found.quote) + len(found.quote)) for text in texts if found.quote in text
    )


def _printed(reading: Reading, found: Printed, method: str) -> Candidate:
    quote, page = reading.quote(found.quote)
    return Candidate(found.value, quote or found.quote, page, method, sure("date", method))


def _edges(reading: Reading) -> tuple[Page, ...]:
    return reading.pages[:3] + reading.pages[3:][-2:]


def _in_colophon(reading: Reading) -> Iterator[Candidate]:
    for page in _edges(reading):
        for start in (match.start() for match in _COLOPHON.finditer(page.text)):
            for found in printed_dates(page.text[start : start + _COLOPHON_CHARACTERS]):
                method = "datum in het colofon"
                yield Candidate(found.value, found.quote, page.number, method, sure("date", method))
        if match := _COPYRIGHT_YEAR.search(page.text):
            method = "jaar van het auteursrecht"
            yield Candidate(match[1], match[0], page.number, method, sure("date", method))


def _adopted(reading: Reading) -> Iterator[Candidate]:
    """Yield when a regulation or decision was adopted, as it says above the signatures."""
    method = "datum van de vergadering"
    for page in reading.pages[-2:]:
        for found in printed_dates(page.text):
            if match := _ADOPTED.search(page.text[max(0, found.start - 170) : found.start]):
                quote = f"{match[0]}{found.quote}"
                yield Candidate(found.value, quote, page.number, method, sure("date", method) - _LATER_PAGE / 2)


def _running(reading: Reading) -> Iterator[Candidate]:
    method = "datum in de tekst van de eerste bladzijde"
    for page in reading.pages[:1]:
        for found in printed_dates(page.text):
            is_of_printing = _PRINT_TIME.match(page.text, found.start + len(found.quote))
            if not is_of_printing and not _OTHER_LABEL.search(page.text[max(0, found.start - 20) : found.start]):
                yield Candidate(found.value, found.quote, page.number, method, sure("date", method))


def _years(reading: Reading) -> Iterator[Candidate]:
    """Yield years without a month: alone on a line of the front, or in the title.

    A yearly report comes out in the year after the one that it is about, a budget in the year before.
    """
    titles = title_lines(reading)
    title = " ".join(line.text for line in titles)
    shift = 1 if _REPORTED.search(title) else -1 if _BUDGETED.search(title) else 0
    lone = [
        (match, "jaartal op de voorkant") for line in front_lines(reading) if (match := _LONE_YEAR.match(line.text))
    ]
    named = [
        (match, "jaartal in de titel")
        for line in titles
        for match in _TITLE_YEAR.finditer(DATE.sub(" ", line.text))
        if not _LONE_YEAR.match(line.text)
    ]
    for match, method in [*lone, *named]:
        value = str(int(match[1]) + shift)
        found = _printed(reading, Printed(value, match[1], 0), "jaar naast het verslagjaar" if shift else method)
        yield found


def _tagged(reading: Reading) -> Iterator[Candidate]:
    """Yield what the file says of when it was published or changed."""
    sources = (("published", "datum in de metatags"), ("time", "tijdstip op de webpagina"))
    for name, method in (*sources, ("modified", "wijzigingsdatum in de metatags")):
        dated = [
            (tag, found)
            for tag in reading.embedded.values(name)
            for found in printed_dates(tag.value[:30].replace("T", " "))
        ]
        for tag, found in dated[:1]:
            yield Candidate(found.value, tag.quote, None, method, sure("date", method))


def _listed(reading: Reading, printed: Sequence[Candidate]) -> Iterator[Candidate]:
    """Yield what sources say; surer where the document prints that month too."""
    months = {item.value[:7] for item in printed if len(item.value) > 4}
    for find in reading.finds:
        said = find.date_listed or ""
        for value in [found.value for found in printed_dates(said)][:1] or re.findall(rf"^\s*({YEAR})\s*$", said):
            method = "datum volgens de bron, ook gedrukt" if value[:7] in months else "datum volgens de bron"
            confidence = sure("date", method) - (0.0 if len(value) > 4 else _SAME_MONTH)
            yield Candidate(value, said, None, method, confidence)
        if match := _IN_ADDRESS.search(find.final_url):
            value = day(int(match[1]), int(match[2]), int(match[3])) if match[3] else f"{match[1]}-{match[2]}"
            method = "datum in het adres" if match[3] else "maand in het adres"
            yield Candidate(value, find.final_url, None, method, sure("date", method))


def _made(made: Sequence[tuple[str, str]], printed: Sequence[Candidate]) -> Iterator[Candidate]:
    """Yield when the file was made; where the document prints no more than that year, its month is the best guess."""
    method = "aanmaakdatum van het bestand"
    best = max((item.confidence for item in printed), default=0.0)
    years = {item.value: item.confidence for item in printed if len(item.value) == 4 and item.confidence == best}
    for quote, value in made:
        confidence = sure("date", method)
        yield Candidate(value, quote, None, method, max(confidence, years.get(value[:4], 0.0) + 0.01))


def _file_date(text: str) -> str:
    """Return the day of a PDF date (D:20190618…, ISO 32000-1, 7.9.4) or of an ISO date; empty where it is neither."""
    match = re.match(r"(?:D:)?(\d{4})-?(\d{2})-?(\d{2})", text)
    return day(int(match[1]), int(match[2]), int(match[3])) if match else ""
