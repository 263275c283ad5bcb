"""By when: the dates and periods that a sentence gives for a task, as written and normalised.

Dates are written in EDTF (ISO 8601-2:2019): 2027-04-01, 2027-04, 2027, 2027-34 (second quarter), 2027-40 (first half),
2027-21 (spring), 2026/2030 (from, until), ../2027 (at the latest), 2026/.. (from). A span of time is a duration of
ISO 8601: P2Y, P6M. What has no date keeps its Dutch words: korte termijn, komende jaren.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass

_MONTHS = (
    "januari", "februari", "maart", "april", "mei", "juni", "juli", "augustus", "september", "oktober", "november",
    "december",
)  # fmt: skip
_COUNTS = {
    "een": 1, "één": 1, "twee": 2, "drie": 3, "vier": 4, "vijf": 5, "zes": 6, "zeven": 7, "acht": 8, "negen": 9,
    "tien": 10, "twaalf": 12, "vierentwintig": 24,
}  # fmt: skip
_ORDINALS = {"eerste": 1, "1e": 1, "tweede": 2, "2e": 2, "derde": 3, "3e": 3, "vierde": 4, "4e": 4, "laatste": 4}
_SEASONS = {"voorjaar": 21, "lente": 21, "zomer": 22, "najaar": 23, "herfst": 23, "winter": 24}
_MONTH = rf"(?P<month>{'|'.join(_MONTHS)})"
_YEAR = r"(?P<year>20\d\d)"
_POINT = (
    rf"(?P<day>\d{{1,2}}) {_MONTH}(?: {_YEAR})?",
    rf"(?:het )?(?P<quarter>eerste|tweede|derde|vierde|laatste|[1-4]e) kwartaal(?: (?:van )?{_YEAR})?",
    rf"(?:de )?(?P<half>eerste|tweede|[12]e) helft (?:van )?{_YEAR}",
    rf"[Qq](?P<q>[1-4])[ -]?{_YEAR}",
    rf"(?:het |de )?(?P<season>{'|'.join(_SEASONS)})(?: van)? {_YEAR}",
    rf"(?P<part>eind|begin|medio) {_MONTH}(?: {_YEAR})?",
    rf"(?:het )?(?P<part>einde?|begin|medio|halverwege) (?:van )?{_YEAR}",
    rf"(?:de loop van |het jaar |de jaren |de periode )?{_YEAR}\s?(?:[-–/]|tot en met|t/m|tot)\s?(?P<last>20\d\d)",
    rf"{_MONTH} {_YEAR}",
    rf"(?:de loop van |het jaar |schooljaar |kalenderjaar )?{_YEAR}",
)
_LATEST = r"uiterlijk(?: op| per| in)?(?: eind)?|vóór|voor|tot(?: en met| uiterlijk)?|t/m|niet later dan"
_EARLIEST = r"vanaf|per|met ingang van|ingaande|sinds"
_WITHIN = r"in|op|eind|gedurende|tijdens|rond|van|over|binnen"
_DATED = tuple(
    re.compile(
        rf"(?<![\w-])(?:(?P<latest>{_LATEST})|(?P<earliest>{_EARLIEST})|(?P<within>{_WITHIN})) (?:de |het )?{point}"
        r"(?![\w-])",
        re.IGNORECASE,
    )
    for point in _POINT
)
_DAY = re.compile(rf"(?<![\w-]){_POINT[0]}(?![\w-])", re.IGNORECASE)
_BARE = tuple(re.compile(rf"(?<![\w-]){point}(?![\w-])", re.IGNORECASE) for point in _POINT[5:7])
_DURATION = re.compile(
    rf"\bbinnen (?:een termijn van )?(?P<count>\d+|{'|'.join(_COUNTS)}) "
    r"(?P<unit>jaar|jaren|maanden|maand|weken|week|kwartalen)\b",
    re.I,
)
_WORDS: tuple[tuple[re.Pattern[str], str], ...] = tuple(
    (re.compile(rf"\b(?:{pattern})\b", re.IGNORECASE), name)
    for pattern, name in (
        (r"(?:op|voor) (?:de )?(?:zeer )?korte termijn|op korte termijn|kortetermijn", "korte termijn"),
        (r"(?:op|voor) (?:de )?middellange termijn", "middellange termijn"),
        (r"(?:op|voor) (?:de )?(?:lange|langere) termijn", "lange termijn"),
        (r"zo (?:snel|spoedig) mogelijk|per direct|onmiddellijk|met spoed", "zo snel mogelijk"),
        (r"(?:in |de )?(?:de )?komende (?:twee|drie|vier|vijf|\d+)?\s?(?:jaren|jaar)", "komende jaren"),
        (r"(?:in )?(?:de |het )?komend(?:e)? (?:periode|tijd|maanden)", "komende periode"),
        (
            r"(?:in )?(?:de )?(?:komende|deze|nieuwe|volgende) (?:raads|college|bestuurs)periode",
            "collegeperiode",
        ),
        (r"(?:in |het )?volgend jaar|komend jaar", "volgend jaar"),
        (r"(?:in )?dit jaar|nog dit jaar", "dit jaar"),
        (r"(?:nog )?voor de zomer|vóór de zomer", "voor de zomer"),
        (r"na de zomer", "na de zomer"),
        (r"(?:in|voor) het voorjaar", "voorjaar"),
        (r"(?:in|voor) het najaar", "najaar"),
        (r"op termijn", "op termijn"),
    )
)
_LAW = re.compile(
    r"(?:[Ww]mo|[Ww]et|[Jj]eugdwet|[Aa]genda|[Pp]lan|[Bb]egroting|[Jj]aarrekening|[Nn]ota|[Aa]kkoord)\s*$"
)


@dataclass(frozen=True)
class Term:
    """A term: normalised, as written, and its span in the text."""

    value: str
    text: str
    start: int
    end: int


def find_term(text: str, start: int, end: int, *, is_past: bool = False, is_line: bool = False) -> Term | None:
    """Return the term that a stretch of a text gives; of several the one that says `at the latest`, then the first.

    With `is_past` only what ends or begins something counts: a mere `in 2015` tells when it was. With `is_line` the
    stretch is a line such as `Tijdpad: heden – 1 juli 2023`, where a date needs no preposition.
    """
    found: list[tuple[int, int, Term]] = []
    if is_line:
        lines = [match for match in _DAY.finditer(text, start, end) if match["year"]]
        found = [(0, match.start(), _term(f"../{_point(match)}", match)) for match in lines[:1]]
    for pattern in _DATED:
        for match in pattern.finditer(text, start, end):
            is_law = _LAW.search(text[max(0, match.start() - 25) : match.start()])
            is_gone = text[match.end() : match.end() + 4].strip().startswith("jl") or (is_past and match["within"])
            value = "" if is_law or is_gone else _dated(match)
            if value and not (match["within"] and value.startswith("XXXX")):
                found.append((0 if match["latest"] else 1, match.start(), _term(value, match)))
    for pattern in _BARE:
        found += [
            (2, match.start(), _term(value, match))
            for match in pattern.finditer(text, start, end)
            if (value := _point(match))
        ]
    for match in _DURATION.finditer(text, start, end):
        found.append((0, match.start(), _term(_duration(match), match)))
    if not found:
        found = [
            (3, match.start(), _term(name, match))
            for words, name in _WORDS
            for match in words.finditer(text, start, end)
        ]
    best = min(found, key=lambda item: (item[0], item[1], -item[2].end), default=None)
    return best[2] if best else None


def _term(value: str, match: re.Match[str]) -> Term:
    return Term(value, " ".join(match[0].split()), match.start(), match.end())


def _dated(match: re.Match[str]) -> str:
    """Return the date of a match with what its preposition makes of it; `voor 2026` may mean for that year."""
    point = _point(match)
    if not point or "/" in point:
        return point
    is_for = (match["latest"] or "").lower() == "voor" and point.isdigit()
    if match["latest"] and not is_for:
        return f"../{point}"
    return f"{point}/.." if match["earliest"] else point


_Reader = Callable[[dict[str, str], str], str]
_READERS: tuple[tuple[str, _Reader], ...] = (
    ("last", lambda found, year: f"{year}/{found['last']}"),
    ("quarter", lambda found, year: f"{year}-{32 + _ORDINALS[found['quarter'].lower()]}" if year else ""),
    ("q", lambda found, year: f"{year}-{32 + int(found['q'])}"),
    ("half", lambda found, year: f"{year}-{39 + _ORDINALS[found['half'].lower()]}"),
    ("season", lambda found, year: f"{year}-{_SEASONS[found['season'].lower()]}"),
    ("month", lambda found, year: _month(found, year)),
    ("year", lambda found, year: year),
)


def _point(match: re.Match[str]) -> str:
    found = {name: value for name, value in match.groupdict().items() if value}
    year = found.get("year", "")
    return next((read(found, year) for name, read in _READERS if name in found), "")


def _month(found: dict[str, str], year: str) -> str:
    """Return a month or day; without a year it starts with `XXXX`, the unknown year of EDTF."""
    month = f"{year or 'XXXX'}-{_MONTHS.index(found['month'].lower()) + 1:02d}"
    return f"{month}-{int(found['day']):02d}" if "day" in found else month


def _duration(match: re.Match[str]) -> str:
    count = int(match["count"]) if match["count"].isdigit() else _COUNTS[match["count"].lower()]
    unit = match["unit"].lower()
    if unit.startswith("kwarta"):
        return f"P{3 * count}M"
    return f"P{count}{'Y' if unit.startswith('jaar') or unit == 'jaren' else 'M' if unit.startswith('maand') else 'W'}"
