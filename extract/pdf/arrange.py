"""The pieces of pages put right: numbers back to headings, what breaks off joined with what follows, notes last."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from itertools import pairwise

from extract.pdf.hyphens import join
from extract.sheet import Box, Mark, Piece, Place

_NUMBER = re.compile(r"^\d{1,2}(?:\.\d{1,2}){0,3}\.?$")
_ENDS = re.compile(r"[.!?:;…][\"'”’)\]]*$")
_OTHER = re.compile(r"^(?:bron|source|fig|graf|kaart|afb|foto|diagram|illustratie|infographic)", re.IGNORECASE)
"""How a caption begins that is none of a table."""
_RUNNING = ("paragraph", "list_item")
_FLOATING = ("table", "caption", "footnote")
_END_LENGTH = 4
_SIDEBAR = 7
"""Pieces of a sidebar that may stand between the parts of a paragraph in the stream."""
_FEWEST_LINES = 3
_FLUSH = 0.25
"""Lines whose ends differ less than this share of their height fill their column."""
_ALIKE_PT = 1.1

Known = Mapping[str, int]


def arrange(pieces: Iterable[Piece], known: Known) -> tuple[Piece, ...]:
    """Return the pieces of a page in reading order, notes last; `known` counts the document's words."""
    body: list[Piece] = []
    notes: list[Piece] = []
    for piece in pieces:
        if piece.role == "footnote":
            notes.append(piece)
        elif body and _is_number_of(body[-1], piece):
            body[-1] = _with(replace(piece, text="", places=(), marks=()), body[-1], piece, known)
        else:
            last = _begun(body, piece)
            if last is not None:
                body[last] = _with(body[last], body[last], piece, known)
            else:
                body.append(piece)
    return (*body, *notes)


def join_pages(pages: Sequence[Sequence[Piece]], known: Known) -> list[tuple[Piece, ...]]:
    """Return the pieces of each page; what goes on on the next page is one piece on the page where it begins."""
    joined = [list(page) for page in pages]
    running: tuple[int, int] | None = None
    note: tuple[int, int] | None = None
    for index, page in enumerate(joined):
        running = _carry(joined, running, index, _first_running(page), known)
        note = _carry(joined, note, index, _first_note(page), known)
        last, last_note = _last_running(page), _last_note(page)
        is_bare = all(piece.role in _FLOATING for piece in page)
        running = (index, last) if last is not None else (running if is_bare else None)
        note = (index, last_note) if last_note is not None else None
    return [tuple(page) for page in joined]


def move_captions(pages: Sequence[Sequence[Piece]]) -> list[tuple[Piece, ...]]:
    """Return the pieces of each page; a caption that ends the text of one goes before the table that begins the next.

    A caption that has a table beside it stays. The places of one that is moved still tell where it stands.
    """
    moved = [list(page) for page in pages]
    for page, following in pairwise(moved):
        last = next((at for at in range(len(page) - 1, -1, -1) if page[at].role != "footnote"), None)
        if last is None or not following or page[last].role != "caption" or following[0].role != "table":
            continue
        has_own = last > 0 and page[last - 1].role == "table"
        if not has_own and not _OTHER.match(page[last].text):
            following.insert(0, replace(page.pop(last), box=()))
    return [tuple(page) for page in moved]


def _carry(
    pages: list[list[Piece]], begun: tuple[int, int] | None, index: int, found: int | None, known: Known
) -> tuple[int, int] | None:
    """Join a piece that was begun with the one found on a page, if that is how it goes on."""
    if begun is None or found is None:
        return begun
    before, piece = pages[begun[0]][begun[1]], pages[index][found]
    if not _goes_on(before, piece):
        return begun
    pages[begun[0]][begun[1]] = _with(before, before, piece, known)
    del pages[index][found]
    return begun


def _begun(body: Sequence[Piece], piece: Piece) -> int | None:
    """Return which piece goes on in this one: the last of running text, or before a sidebar one that breaks off."""
    last = _last_running(body)
    if last is not None and _goes_on_beside(body[last], piece):
        return last
    if not piece.text[:1].islower():
        return None
    earlier = range(len(body) - 1, max(len(body) - _SIDEBAR, 0) - 1, -1)
    long = (at for at in earlier if body[at].role in _RUNNING and len(body[at].places) > 1)
    return next((at for at in long if _goes_on_beside(body[at], piece)), None)


def _last_running(body: Sequence[Piece]) -> int | None:
    """Return which piece of running text is the last one, if nothing but tables, captions and notes follows it."""
    for index in range(len(body) - 1, -1, -1):
        if body[index].role in _RUNNING:
            return index
        if body[index].role not in _FLOATING:
            return None
    return None


def _first_running(body: Sequence[Piece]) -> int | None:
    for index, piece in enumerate(body):
        if piece.role in _RUNNING:
            return index
        if piece.role not in _FLOATING:
            return None
    return None


def _last_note(body: Sequence[Piece]) -> int | None:
    return len(body) - 1 if body and body[-1].role == "footnote" else None


def _first_note(body: Sequence[Piece]) -> int | None:
    first = next((index for index, piece in enumerate(body) if piece.role == "footnote"), None)
    return first if first is not None and not body[first].mark else None


def _is_number_of(before: Piece, piece: Piece) -> bool:
    return piece.role == "heading" and before.role != "table" and bool(_NUMBER.match(before.text))


def _goes_on_beside(before: Piece, piece: Piece) -> bool:
    """Tell whether a piece goes on in this one, which begins higher on the page: a new column."""
    is_next_column = piece.box[3] > before.box[1] and piece.box[0] >= before.box[0]
    return is_next_column and piece.role == "paragraph" and _goes_on(before, piece)


def _goes_on(before: Piece, piece: Piece) -> bool:
    """Tell whether a piece breaks off and this one goes on: with a small letter, or after a full last line."""
    if piece.role == "list_item" or not piece.text or _ENDS.search(before.text[-_END_LENGTH:]):
        return False
    if abs(_height(before) - _height(piece)) > _ALIKE_PT:
        return False
    if piece.text[0].islower():
        return True
    if piece.text[0].isalnum() and before.text.endswith("-") and before.text[-2:-1].isalnum():
        return True
    return piece.text[0].isalnum() and _is_full(before)


def _is_full(piece: Piece) -> bool:
    """Tell whether the last of several lines of a piece is as long as the one before it."""
    if len(piece.places) < _FEWEST_LINES:
        return False
    last, before = piece.places[-1], piece.places[-2]
    return last.page == before.page and abs(last.box[2] - before.box[2]) < _FLUSH * _height(piece)


def _height(piece: Piece) -> float:
    """Return the usual height of its lines, in points."""
    heights = sorted(place.box[3] - place.box[1] for place in piece.places) or [0.0]
    return heights[len(heights) // 2]


def _with(whole: Piece, before: Piece, piece: Piece, known: Known) -> Piece:
    """Return a piece like `whole` with the text of two, one after the other."""
    text, (_, start) = join([before.text, piece.text], known)
    places = (*before.places, *(Place(place.start + start, place.page, place.box) for place in piece.places))
    marks = (*before.marks, *(Mark(mark.start + start, mark.text) for mark in piece.marks))
    is_one_page = not places or places[0].page == places[-1].page
    box = _around(before.box, piece.box) if is_one_page else before.box
    return replace(whole, text=text, box=box, places=places, marks=marks)


def _around(one: Box, other: Box) -> Box:
    boxes: Sequence[Box] = (one, other)
    return (
        *(min(box[side] for box in boxes) for side in (0, 1)),
        *(max(box[side] for box in boxes) for side in (2, 3)),
    )
