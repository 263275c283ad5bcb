"""Days as council systems write them."""

from __future__ import annotations

import re
from datetime import date, datetime
from zoneinfo import ZoneInfo

_HERE = ZoneInfo("Europe/Amsterdam")
_MONTHS = (
    *("januari", "februari", "maart", "april", "mei", "juni"),
    *("juli", "augustus", "september", "oktober", "november", "december"),
)
_WRITTEN = re.compile(rf"\b(\d{{1,2}})[ -]({'|'.join(_MONTHS)})[ -](\d{{4}})\b", re.IGNORECASE)


def local_day(moment: str | None) -> str | None:
    """Return the day (ISO 8601) of a moment in ISO 8601, in the Netherlands where it has an offset; None for others.

    A meeting that is listed by its day alone begins at midnight, which in UTC is the day before.
    """
    try:
        when = datetime.fromisoformat((moment or "").strip())
        return (when.astimezone(_HERE) if when.tzinfo else when).date().isoformat()
    except (ValueError, OverflowError):
        return None


def written_day(words: str | None) -> str | None:
    """Return the first day (ISO 8601) that Dutch words give, such as 31 augustus 2015; None when they give none."""
    found = _WRITTEN.search(words or "")
    return day_in(found[3], found[2], found[1]) if found else None


def day_in(year: str, month: str, day: str) -> str | None:
    """Return the day (ISO 8601) of a year, the Dutch name of a month and a day; None where there is no such day."""
    try:
        return date(int(year), _MONTHS.index(month.lower()) + 1, int(day)).isoformat()
    except ValueError:
        return None
