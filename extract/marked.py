"""Running text with the marks of notes taken out of it: where each mark stood is counted in the text as cleaned."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import replace
from typing import NamedTuple, TypeAlias

from extract.sheet import Mark, Piece, clean

_TOKEN = re.compile("\u2983([^\u2983\u2984]{1,12})\u2984")
_ENDS = (".", "?", "!", ":", ";", "”", '"', ")")
_SHORT = 60


class Reference(NamedTuple):
    """The mark of a note, as it stands between parts of running text."""

    mark: str


Part: TypeAlias = str | Reference
BREAK = "\n"
"""A line break that the writer put within a paragraph."""


def stretches(parts: Iterable[Part]) -> list[list[Part]]:
    """Return the parts of a paragraph as those of the paragraphs that its line breaks make of it.

    A line that ends a sentence or that is short and followed by a capital stands by itself; others go on.
    """
    lines: list[list[Part]] = [[]]
    for part in parts:
        if part == BREAK:
            lines.append([])
        else:
            lines[-1].append(part)
    found = [lines[0]]
    for line in lines[1:]:
        if _stands_alone(_text(found[-1]), _text(line)):
            found.append(line)
        else:
            found[-1] += [" ", *line]
    return found


def _text(parts: Iterable[Part]) -> str:
    return "".join(part for part in parts if isinstance(part, str)).strip()


def _stands_alone(line: str, after: str) -> bool:
    if not line or not after:
        return bool(line or after)
    return line.endswith(_ENDS) or (len(line) < _SHORT and not after[0].islower())


def assemble(parts: Iterable[Part]) -> tuple[str, tuple[Mark, ...]]:
    """Return the cleaned text of parts without its marks, and the marks with the character before which each stood."""
    text = ""
    marks: list[Mark] = []
    for part in _joined(parts):
        if isinstance(part, Reference):
            marks.append(Mark(len(text.rstrip()), part.mark))
            continue
        # The full stops keep the spaces at the ends of this part, which matter to what comes before and after it.
        words = clean(f".{part}.".replace("\n", " "))[1:-1]
        text += words.lstrip() if not text or text.endswith(" ") else words
    return text.rstrip(), tuple(marks)


def _joined(parts: Iterable[Part]) -> Iterator[Part]:
    """Yield references, and the text between them as one part."""
    words: list[str] = []
    for part in parts:
        if isinstance(part, str):
            words.append(part)
        else:
            yield "".join(words)
            yield part
            words = []
    yield "".join(words)


def token(mark: str) -> str:
    """Return a mark as characters that can travel through a reader of HTML; `untoken` takes them out again."""
    return f"\u2983{mark}\u2984"


def untoken(piece: Piece) -> Piece:
    """Return a piece with the tokens in its text made into marks; those in the cells of a table are left out."""
    if piece.rows:
        return replace(piece, rows=tuple(tuple(_TOKEN.sub("", cell) for cell in row) for row in piece.rows))
    text, marks = assemble(_parts(piece.text))
    return replace(piece, text=text, marks=marks)


def _parts(text: str) -> Iterator[Part]:
    for index, part in enumerate(_TOKEN.split(text)):
        yield Reference(part) if index % 2 else part


def without_start(piece: Piece, length: int) -> Piece:
    """Return a piece without the first characters of its text, its marks and lines moved along."""
    text = piece.text[length:].lstrip()
    gone = len(piece.text) - len(text)
    marks = tuple(mark._replace(start=max(0, mark.start - gone)) for mark in piece.marks)
    places = tuple(place._replace(start=max(0, place.start - gone)) for place in piece.places)
    return replace(piece, text=text, marks=marks, places=places)


def joined(pieces: Iterable[Piece]) -> tuple[str, tuple[Mark, ...]]:
    """Return the texts of pieces as one text with a space between, and their marks in it."""
    text = ""
    marks: list[Mark] = []
    for piece in pieces:
        start = len(text) + 1 if text and piece.text else len(text)
        marks += [Mark(start + mark.start, mark.text) for mark in piece.marks]
        text = f"{text} {piece.text}" if text and piece.text else text + piece.text
    return text, tuple(marks)
