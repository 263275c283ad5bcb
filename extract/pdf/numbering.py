"""Numbers of headings: "2.3", "Hoofdstuk 3", "Bijlage B", "Deel II", "A.1", "IV."."""

from __future__ import annotations

import re
from typing import NamedTuple

_DECIMAL = re.compile(r"^(?:§ ?)?(\d{1,2}(?:\.\d{1,2}){0,4})[.)]?(?:[ :–—-]+(?=\D)|$)")
_LETTERED = re.compile(r"^([A-Z](?:\.\d{1,2}){1,4})\.?(?:[ :]+|$)")
_LONE = re.compile(r"^([A-Z]|[IVX]{1,5})[.)](?: +|$)")
_WORDED = re.compile(
    r"^(?:hoofdstuk|bijlage|deel|paragraaf|chapter|appendix|part|section|annex)"
    r"(?: +(\d{1,2}(?:\.\d{1,2}){0,3}|[A-Z]|[IVX]{1,5})\b|(?=[:.]))[.:)]?(?: *[:–—-] *| +|$)",
    re.IGNORECASE,
)
_LETTERS_AND_DIGITS = re.compile(r"[\W_]+")


class Number(NamedTuple):
    """The number of a heading: its depth (1 for "3"), whether a chapter is named, and where the title begins."""

    text: str
    depth: int
    is_worded: bool
    end: int


def read_number(text: str) -> Number | None:
    """Return the number that a line begins with, None where it has none."""
    if found := _WORDED.match(text):
        return Number(found[1] or "", (found[1] or "").count(".") + 1, True, found.end())
    found = _DECIMAL.match(text) or _LETTERED.match(text) or _LONE.match(text)
    if not found or found[1] == "0" or (found[0].strip().isdigit() and text[found.end() :][:1].islower()):
        return None
    return Number(found[1], found[1].count(".") + 1, False, found.end())


def key_of(text: str) -> str:
    """Return the letters and digits of a heading, by which it is known in outlines and tables of contents."""
    return _LETTERS_AND_DIGITS.sub("", text.casefold())


def bare_key(text: str) -> str:
    """Return the letters and digits of a heading without its number, empty where the number is all there is."""
    number = read_number(text)
    return key_of(text[number.end :] if number else text)
