"""The pieces of a page put right: numbers back to their headings, paragraphs over columns joined, notes to the end."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import replace

from extract.pdf.hyphens import join_lines
from extract.sheet import Box, Piece

_NUMBER = re.compile(r"^\d{1,2}(?:\.\d{1,2}){0,3}\.?$")
_ENDS = re.compile(r"[.!?:;…][\"'”’)\]]*$")


def arrange(pieces: Iterable[Piece], known: Counter[str]) -> tuple[Piece, ...]:
    """Return the pieces of a page in reading order, notes last; `known` counts the document's words."""
    body: list[Piece] = []
    notes: list[Piece] = []
    for piece in pieces:
        if piece.role == "footnote":
            notes.append(piece)
        elif body and _is_number_of(body[-1], piece):
            body[-1] = replace(piece, text=f"{body[-1].text} {piece.text}", box=_around(body[-1].box, piece.box))
        elif body and _goes_on(body[-1], piece):
            text = join_lines([body[-1].text, piece.text], known)
            body[-1] = replace(body[-1], text=text, box=_around(body[-1].box, piece.box))
        else:
            body.append(piece)
    return (*body, *notes)


def _is_number_of(before: Piece, piece: Piece) -> bool:
    return piece.role == "heading" and before.role != "table" and bool(_NUMBER.match(before.text))


def _goes_on(before: Piece, piece: Piece) -> bool:
    """Tell whether a paragraph that breaks off goes on in this one, which begins higher on the page: a new column."""
    if before.role not in ("paragraph", "list_item") or piece.role != "paragraph":
        return False
    is_next_column = piece.box[3] > before.box[1] and piece.box[0] >= before.box[0]
    return is_next_column and piece.text[:1].islower() and not _ENDS.search(before.text)


def _around(one: Box, other: Box) -> Box:
    boxes: Sequence[Box] = (one, other)
    return (
        *(min(box[side] for box in boxes) for side in (0, 1)),
        *(max(box[side] for box in boxes) for side in (2, 3)),
    )
