"""Notes and the places in the text that refer to them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from typing import NamedTuple, TypeAlias

from extract.sheet import Mark, Piece, Sheet


class At(NamedTuple):
    """Which piece of which sheet, both counted from 0."""

    sheet: int
    piece: int


class _Reference(NamedTuple):
    at: At
    mark: Mark
    page: int


Ties: TypeAlias = Mapping[At, tuple[At, int]]
"""For each note that is tied: the piece that refers to it, and the character before which the mark stood."""


def tie_notes(sheets: Sequence[Sheet]) -> Ties:
    """Return the places that refer to the notes of a document; each place is tied once, notes without one not at all.

    A note belongs to the first free mark of its own page that is written as its own, else of the page before, where it
    began, else, as the notes at the end of a chapter do, of the first page that has one.
    """
    free: defaultdict[str, list[_Reference]] = defaultdict(list)
    for reference in _references(sheets):
        free[reference.mark.text].append(reference)
    ties: dict[At, tuple[At, int]] = {}
    for index, sheet in enumerate(sheets):
        for number, piece in enumerate(sheet.pieces):
            candidates = free[piece.mark] if piece.role == "footnote" and piece.mark else []
            if candidates:
                chosen = min(candidates, key=lambda each: _distance(each, sheet.number))
                candidates.remove(chosen)
                ties[At(index, number)] = (chosen.at, chosen.mark.start)
    return ties


def _references(sheets: Sequence[Sheet]) -> list[_Reference]:
    return [
        _Reference(At(index, number), mark, _page_of(piece, mark.start, sheet.number))
        for index, sheet in enumerate(sheets)
        for number, piece in enumerate(sheet.pieces)
        for mark in sorted(piece.marks)
    ]


def _page_of(piece: Piece, start: int, page: int) -> int:
    """Return the page on which a character stands: a paragraph may go on on the next one."""
    before = [place for place in piece.places if place.start <= start]
    # A mark after the last character of a line stands before the first one of the next.
    if len(before) > 1 and before[-1].start == start:
        before.pop()
    return before[-1].page if before else page


def _distance(reference: _Reference, page: int) -> int:
    return {page: 0, page - 1: 1}.get(reference.page, 2)
