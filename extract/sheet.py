"""What every reader yields, a sheet of pieces in reading order, and the records that it becomes."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass, field
from typing import Literal, TypeAlias

from corpus.record import Record
from corpus.records import Block, Page, Table

Role: TypeAlias = Literal["heading", "paragraph", "list_item", "caption", "footnote", "table"]
Box: TypeAlias = tuple[float, ...]
Rows: TypeAlias = tuple[tuple[str, ...], ...]

_BETWEEN = "\n\n"
_CELL = " | "
_LIGATURES = re.compile("[\ufb00-\ufb06\u0132\u0133]")
_SPACES = re.compile(r"[^\S\n]+")
_CONTROLS = re.compile(
    "[\x00-\x08\x0e-\x1b\x7f-\x84\x86-\x9f\xad\u200b-\u200f\u202a-\u202e\u2060-\u206f\ud800-\uf8ff\ufeff\ufff0-\uffff"
    "\U000e0000-\U0010ffff]"
)
"""Controls, invisible marks, surrogates, private characters and noncharacters."""


@dataclass(frozen=True, kw_only=True)
class Piece:
    """A heading, paragraph, list item, caption, footnote or table; a table carries its rows, the header first."""

    role: Role
    text: str = ""
    level: int | None = None
    box: Box = ()
    rows: Rows = ()


@dataclass(frozen=True, kw_only=True)
class Sheet:
    """The pieces of one page, with the page's size in points where it has one."""

    number: int
    method: str
    pieces: tuple[Piece, ...] = ()
    width: float | None = None
    height: float | None = None


@dataclass(frozen=True, kw_only=True)
class Laid:
    """The records of one sheet: its page, and the blocks and tables that lie on it."""

    page: Page
    blocks: tuple[Block, ...] = field(default=())
    tables: tuple[Table, ...] = field(default=())

    @property
    def records(self) -> tuple[Record, ...]:
        """The records in the order in which a stage yields them."""
        return (self.page, *self.blocks, *self.tables)


def clean(text: str) -> str:
    """Return text in NFC with ligatures spelled out, without control characters, and with single spaces."""
    if not text.isascii():
        text = _LIGATURES.sub(lambda found: unicodedata.normalize("NFKC", found[0]), text)
        text = unicodedata.normalize("NFC", text)
    return _SPACES.sub(" ", _CONTROLS.sub("", text)).strip()


def lay_out(document_id: str, sheet: Sheet) -> Laid:
    """Return the page of a sheet, whose text is its pieces with a blank line between, and the spans of those pieces."""
    texts: list[str] = []
    blocks: list[Block] = []
    tables: list[Table] = []
    at = 0
    caption = None
    for piece in sheet.pieces:
        text = clean(_text(piece))
        if not text:
            continue
        blocks.append(_block(document_id, sheet.number, piece, at, at + len(text)))
        if piece.role == "table" and piece.rows:
            tables.append(_table(document_id, sheet.number, piece, len(tables) + 1, caption))
        caption = text if piece.role == "caption" else None
        texts.append(text)
        at += len(text) + len(_BETWEEN)
    page = Page(
        document_id=document_id, number=sheet.number, text=_BETWEEN.join(texts), method=sheet.method,
        width=sheet.width, height=sheet.height,
    )  # fmt: skip
    return Laid(page=page, blocks=tuple(blocks), tables=tuple(tables))


def _text(piece: Piece) -> str:
    if not piece.rows:
        return piece.text.replace("\n", " ") if piece.role != "table" else piece.text
    return "\n".join(_CELL.join(cell.replace("\n", " ") for cell in row) for row in piece.rows)


def _block(document_id: str, number: int, piece: Piece, start: int, end: int) -> Block:
    return Block(
        document_id=document_id, page=number, start=start, end=end, role=piece.role, level=piece.level, box=piece.box
    )


def _table(document_id: str, number: int, piece: Piece, position: int, caption: str | None) -> Table:
    rows = tuple(tuple(clean(cell.replace("\n", " ")) for cell in row) for row in piece.rows)
    return Table(document_id=document_id, page=number, position=position, caption=caption, rows=rows, box=piece.box)
