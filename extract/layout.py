"""From sheets to records: the text of each page, and the spans, places and ties of the pieces on it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import accumulate

from corpus.record import Record
from corpus.records import Block, Page, Table
from extract.notes import At, tie_notes
from extract.sheet import Piece, Sheet, clean

_BETWEEN = "\n\n"
_CELL = " | "


@dataclass(frozen=True, kw_only=True)
class Laid:
    """The records of one sheet: its page, and the blocks and tables that lie on it."""

    page: Page
    blocks: tuple[Block, ...] = ()
    tables: tuple[Table, ...] = ()

    @property
    def records(self) -> tuple[Record, ...]:
        """The records in the order in which a stage yields them."""
        return (self.page, *self.blocks, *self.tables)


def lay_out(document_id: str, sheets: Sequence[Sheet]) -> list[Laid]:
    """Return the pages of a document; the text of each is that of its pieces with a blank line between."""
    texts = [[clean(_text(piece)) for piece in sheet.pieces] for sheet in sheets]
    starts = [_starts(found) for found in texts]
    anchors = {
        note: (
            sheets[sheet].number,
            starts[sheet][piece] + _moved(sheets[sheet].pieces[piece], texts[sheet][piece], offset),
        )
        for note, ((sheet, piece), offset) in tie_notes(sheets).items()
    }
    laid = []
    for index, sheet in enumerate(sheets):
        blocks = tuple(
            _block(document_id, sheet.number, piece, start, text, anchors.get(At(index, number), ()))
            for number, (piece, start, text) in enumerate(zip(sheet.pieces, starts[index], texts[index], strict=True))
            if text
        )
        laid.append(
            Laid(
                page=_page(document_id, sheet, _BETWEEN.join(filter(None, texts[index]))),
                blocks=blocks,
                tables=tuple(_tables(document_id, sheet, texts[index])),
            )
        )
    return laid


def _page(document_id: str, sheet: Sheet, text: str) -> Page:
    return Page(
        document_id=document_id, number=sheet.number, text=text, method=sheet.method, quality=sheet.quality,
        width=sheet.width, height=sheet.height,
    )  # fmt: skip


def _text(piece: Piece) -> str:
    if not piece.rows:
        return piece.text.replace("\n", " ") if piece.role != "table" else piece.text
    return "\n".join(_CELL.join(cell.replace("\n", " ") for cell in row) for row in piece.rows)


def _starts(texts: Sequence[str]) -> list[int]:
    """Return the offset of each text in all of them together."""
    lengths = (len(text) + len(_BETWEEN) if text else 0 for text in texts)
    return list(accumulate(lengths, initial=0))[: len(texts)]


def _moved(piece: Piece, text: str, offset: int) -> int:
    """Return where a character of a piece stands in its clean text."""
    return offset if piece.text == text else min(len(clean(piece.text[:offset] + "|")) - 1, len(text))


def _block(document_id: str, number: int, piece: Piece, start: int, text: str, anchor: tuple[int, ...]) -> Block:
    return Block(
        document_id=document_id, page=number, start=start, end=start + len(text), role=piece.role, level=piece.level,
        box=piece.box,
        lines=tuple((start + _moved(piece, text, place.start), place.page, *place.box) for place in piece.places),
        mark=piece.mark or None, anchor=anchor, speaker=piece.speaker or None,
    )  # fmt: skip


def _tables(document_id: str, sheet: Sheet, texts: Sequence[str]) -> Iterator[Table]:
    """Yield the tables of a sheet, each with the caption that stands next to it, above rather than below."""
    pieces = [piece for piece, text in zip(sheet.pieces, texts, strict=True) if text]
    position, taken = 0, -1
    for index, piece in enumerate(pieces):
        if piece.role != "table" or not piece.rows:
            continue
        near = [at for at in (index - 1, index + 1) if 0 <= at < len(pieces) and at != taken]
        caption = next((at for at in near if pieces[at].role == "caption"), None)
        position, taken = position + 1, -1 if caption is None else caption
        yield Table(
            document_id=document_id, page=sheet.number, position=position, box=piece.box,
            caption=None if caption is None else clean(pieces[caption].text),
            rows=tuple(tuple(clean(cell.replace("\n", " ")) for cell in row) for row in piece.rows),
        )  # fmt: skip
