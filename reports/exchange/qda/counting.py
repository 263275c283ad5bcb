"""How programs count the characters of a text; not all do as the standard asks, and then their codings stand elsewhere.

The standard counts code points. Some programs count the two signs of a Windows line end as one, some count in UTF-16,
in which an emoji is two, and some mean the last character by the end. What a selection is named after tells which: it
is, where a program gives one, the text that was selected.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import product

from reports.exchange.qda.model import ORIGIN

_LINE_AS_ONE = "ATLAS"
"""What counts line ends so, and gives no names."""
_LEAST_NAME = 8
"""A name may be a part of the text that was selected, from its beginning, when it has so many characters."""

_CUT = re.compile(r"(…|\.\.\.)\s*$")


@dataclass(frozen=True)
class Place:
    """A selection as a file gives it."""

    start: int
    end: int
    name: str = ""


@dataclass(frozen=True)
class _Way:
    is_line_one: bool = False
    is_utf16: bool = False
    is_last_meant: bool = False


_WAYS = tuple(
    _Way(is_line_one=line, is_utf16=utf16, is_last_meant=last) for last, utf16, line in product((False, True), repeat=3)
)
"""The standard comes first."""


def counted(text: str, places: Sequence[Place], origin: str) -> list[tuple[int, int] | None]:
    """Return where each selection stands in code points of a text; None for one that does not stand in it."""
    way = _WAYS[0] if origin.startswith(ORIGIN) else _way_of(text, places, origin)
    return _spans(text, places, way)


def _way_of(text: str, places: Sequence[Place], origin: str) -> _Way:
    """Return the way of counting by which most selections are named after what they hold; the first of several."""
    likely = _Way(is_line_one=_LINE_AS_ONE in origin.upper() and "\r\n" in text)
    named = [place for place in places if place.name.strip()]
    if not named:
        return likely
    order = [likely, *(way for way in _WAYS if way != likely and _matters(way, text))]
    scores = {way: _score(text, named, way) for way in order}
    return max(order, key=lambda way: scores[way])


def _matters(way: _Way, text: str) -> bool:
    return ("\r\n" in text or not way.is_line_one) and (any(sign > "\uffff" for sign in text) or not way.is_utf16)


def _score(text: str, named: Sequence[Place], way: _Way) -> int:
    spans = _spans(text, named, way)
    return sum(_likeness(place.name, text, *span) for place, span in zip(named, spans, strict=True) if span)


def _likeness(name: str, text: str, start: int, end: int) -> int:
    """Return how far a selection is named after what it holds: 4 after all of it, 2 after its beginning, else 0.

    It is one more where both begin with a space or neither does.
    """
    # No more than may be needed is looked at: many selections of a long text would take long.
    held = text[start : min(end, start + 2 * len(name) + 100)]
    found, begin = " ".join(held.split()), " ".join(_CUT.sub("", name).split())
    is_same_begin = held[:1].isspace() == name[:1].isspace()
    if found == " ".join(name.split()):
        return 4 + is_same_begin
    return 2 + is_same_begin if len(begin) >= _LEAST_NAME and found.startswith(begin) else 0


def _spans(text: str, places: Sequence[Place], way: _Way) -> list[tuple[int, int] | None]:
    units = _units(text, way)
    most = len(text) if units is None else len(units) - 1
    found: list[tuple[int, int] | None] = []
    for place in places:
        end = place.end + way.is_last_meant
        if not 0 <= place.start <= end <= most:
            found.append(None)
        else:
            found.append((place.start, end) if units is None else (units[place.start], units[end]))
    return found


def _units(text: str, way: _Way) -> list[int] | None:
    """Return for each unit that is counted the character at which it begins, with the end; None where they are one."""
    if not (way.is_line_one or way.is_utf16) or not _matters(way, text):
        return None
    found: list[int] = []
    before = ""
    for at, sign in enumerate(text):
        if not (way.is_line_one and sign == "\n" and before == "\r"):
            found.append(at)
            if way.is_utf16 and sign > "\uffff":
                found.append(at)
        before = sign
    return [*found, len(text)]
