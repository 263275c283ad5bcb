"""Dates as Dutch documents print them: days, months, seasons and quarters."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

MONTHS = (
    *("januari", "februari", "maart", "april", "mei", "juni"),
    *("juli", "augustus", "september", "oktober", "november", "december"),
)
_SHORT = ("jan", "feb", "mrt", "apr", "mei", "jun", "jul", "aug", "sep", "okt", "nov", "dec", "sept")
_ROMAN = ("i", "ii", "iii", "iv", "v", "vi", "vii", "viii", "ix", "x", "xi", "xii")
_MONTH_NUMBERS = {name: number for number, name in enumerate(_SHORT, 1)} | {"sept": 9, "febr": 2}
_MONTH_NUMBERS |= {name: number for number, name in enumerate(MONTHS, 1)}
MONTH = "|".join(sorted(_MONTH_NUMBERS, key=lambda name: (-len(name), name)))
YEAR = r"(?:19[89]\d|20[0-4]\d)"
DATE = re.compile(
    rf"\b(?:(?:(?P<day>(?<!\d )[12] \d|[0-3]?\d)\s+)?(?P<month>{MONTH})\.?\s+(?P<year>{YEAR})"
    rf"|(?P<iso>{YEAR}-[01]\d-[0-3]\d)"
    rf"|(?P<d>[0-3]?\d)[-/.](?P<m>[01]?\d)[-/.](?P<y>{YEAR})"
    rf"|(?P<rd>[0-3]?\d)[-. ](?P<rm>[IVX]{{1,4}})[-. ](?P<ry>{YEAR})"
    rf"|(?:voorjaar|najaar|zomer|herfst|winter|lente|(?:[1-4]e|eerste|tweede|derde|vierde)\s+kwartaal|Q[1-4])"
    rf"(?:\s+van)?\s+(?P<part>{YEAR}))\b",
    re.IGNORECASE,
)
"""A date to the day, the month, or a season or quarter of a year."""
_SHORT_YEAR = re.compile(r"\b([0-3]?\d)-([01]?\d)-(\d\d)\b(?!-)")


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


def short_dates(text: str) -> Iterator[Printed]:
    """Yield the dates with a year of two digits, which are dates only where a label says so: 12-03-21."""
    for match in _SHORT_YEAR.finditer(text):
        if value := day(2000 + int(match[3]), int(match[2]), int(match[1])):
            yield Printed(value, match[0], match.start())


def _value(match: re.Match[str]) -> str:
    if match["iso"]:
        return day(*(int(part) for part in match["iso"].split("-")))
    if match["y"]:
        return day(int(match["y"]), int(match["m"]), int(match["d"]))
    if match["ry"]:
        roman = match["rm"].lower()
        return day(int(match["ry"]), _ROMAN.index(roman) + 1, int(match["rd"])) if roman in _ROMAN else ""
    if match["part"]:
        return match["part"]
    year, month = int(match["year"]), _MONTH_NUMBERS[match["month"].lower()]
    return day(year, month, int(match["day"].replace(" ", ""))) if match["day"] else f"{year}-{month:02}"


def day(year: int, month: int, number: int) -> str:
    """Return a day in ISO 8601; empty where the calendar has none such."""
    try:
        return date(year, month, number).isoformat()
    except ValueError:
        return ""
