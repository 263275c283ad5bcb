"""What every reader yields: a sheet of pieces in reading order."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from typing import Literal, NamedTuple, TypeAlias

Role: TypeAlias = Literal["title", "heading", "paragraph", "list_item", "caption", "footnote", "table"]
Box: TypeAlias = tuple[float, ...]
Rows: TypeAlias = tuple[tuple[str, ...], ...]

_LIGATURES = re.compile("[\ufb00-\ufb06\u0132\u0133]")
_SPACES = re.compile(r"[^\S\n]+")
_CONTROLS = re.compile(
    "[\x00-\x08\x0e-\x1b\x7f-\x84\x86-\x9f\xad\u200b-\u200f\u202a-\u202e\u2060-\u206f\ud800-\uf8ff\ufeff\ufff0-\uffff"
    "\U000e0000-\U0010ffff]"
)
"""Controls, invisible marks, surrogates, private characters and noncharacters."""
_UNTIDY = re.compile("[^\n -~\xa1-\xac\xae-\u0131\u0134-\u02ff\u2010-\u2027\u20ac]")
"""All but characters that are clean as they are, whatever stands beside them: most text has none."""


class Place(NamedTuple):
    """Where a line of a piece stands: its first character in the piece's text, its page, and its box there."""

    start: int
    page: int
    box: Box


class Mark(NamedTuple):
    """The mark of a note in running text, which is no part of that text: the character before which it stood."""

    start: int
    text: str


@dataclass(frozen=True, kw_only=True)
class Piece:
    """A title, heading, paragraph, list item, caption, footnote or table; a table carries its rows, the header first.

    `marks` are those of the notes that it refers to; `mark` is a footnote's own, and no part of its text either.
    """

    role: Role
    text: str = ""
    level: int | None = None
    box: Box = ()
    rows: Rows = ()
    places: tuple[Place, ...] = ()
    marks: tuple[Mark, ...] = ()
    mark: str = ""
    speaker: str = ""


@dataclass(frozen=True, kw_only=True)
class Sheet:
    """The pieces of one page, with the page's size in points where it has one; `quality` is that of reading it."""

    number: int
    method: str
    pieces: tuple[Piece, ...] = ()
    width: float | None = None
    height: float | None = None
    quality: float | None = None


def clean(text: str) -> str:
    """Return text in NFC with ligatures spelled out, without control characters, and with single spaces."""
    if not _UNTIDY.search(text) and "  " not in text:
        return text.strip()
    if not text.isascii():
        text = _LIGATURES.sub(lambda found: unicodedata.normalize("NFKC", found[0]), text)
        text = unicodedata.normalize("NFC", text)
    return _SPACES.sub(" ", _CONTROLS.sub("", text)).strip()
