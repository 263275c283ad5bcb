"""What a block is: heading, paragraph, list item, caption, footnote or table, told by type size, weight and words."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from extract.pdf.blocks import Lump
from extract.pdf.lines import Line, most_common
from extract.sheet import Role

_NUMBERED = re.compile(r"^(?:(?:hoofdstuk|deel|bijlage) )?(\d{1,2}(?:\.\d{1,2}){0,3})\.? +\D", re.IGNORECASE)
_CAPTION = re.compile(r"^(?:tabel|figuur|grafiek|kaart|afbeelding|schema) ?\d+|^bron(?:nen)?: ", re.IGNORECASE)
_NOTE = re.compile(r"^(?:\d{1,3}|\*{1,3}|[ivx]{1,5})[ .)]? ?\S")
_LEADERS = re.compile(r"(?:\. ?){4,}|…{2,}|_{4,}")
_LONGEST = 25
_LABEL_WORDS = 8
_LEVELS = 4

Style = tuple[float, bool]


@dataclass(frozen=True)
class Type:
    """The type of a document: the size and face of its running text, and the level of each heading style."""

    size: float
    face: str
    is_bold: bool
    levels: Mapping[Style, int]


def read_type(pages: Iterable[Sequence[Lump]]) -> Type:
    """Return the type of a document from the blocks of its pages."""
    lumps = [lump for page in pages for lump in page if not lump.rows]
    weights = [(line, len(line.text)) for lump in lumps for line in lump.lines]
    size = most_common((line.size, weight) for line, weight in weights)
    body = [(line, weight) for line, weight in weights if line.size == size]
    is_bold = sum(w for line, w in body if line.is_bold) > sum(w for line, w in body if not line.is_bold)
    faces: Counter[str] = Counter()
    for line, weight in body:
        faces[line.face] += weight if line.face else 0
    face = min(faces, key=lambda each: (-faces[each], each), default="")
    bare = Type(size, face, is_bold, {})
    return replace(bare, levels=_levels([lump for lump in lumps if _is_heading(lump, bare)]))


def _levels(headings: Sequence[Lump]) -> dict[Style, int]:
    """Return the level of each heading style: the depth of its numbers where it has those, else its rank by size."""
    depths: defaultdict[Style, Counter[int]] = defaultdict(Counter)
    for heading in headings:
        if depth := _depth(heading.text):
            depths[_style(heading)][depth] += 1
    numbered = {style: min(found, key=lambda each: (-found[each], each)) for style, found in depths.items()}
    levels: dict[Style, int] = {}
    level = 0
    for style in sorted({_style(heading) for heading in headings}, reverse=True):
        level = numbered.get(style, min(level + 1, _LEVELS))
        levels[style] = level
    return levels


def _style(lump: Lump) -> Style:
    return round(lump.size * 2) / 2, lump.is_bold


def _depth(text: str) -> int:
    found = _NUMBERED.match(text)
    return found[1].count(".") + 1 if found else 0


def role_of(lump: Lump, type_: Type, height: float) -> tuple[Role, int | None]:
    """Return the role of a block, and its level if it is a heading; `height` is that of the page, in points."""
    if lump.rows:
        return "table", None
    text = lump.text
    if _CAPTION.match(text) and len(text.split()) <= 2 * _LONGEST:
        return "caption", None
    if lump.is_tabular and len(lump.lines) > 1:
        return "table", None
    if _is_heading(lump, type_):
        return "heading", _depth(text) or type_.levels.get(_style(lump), _LEVELS)
    if _is_note(lump, type_, height):
        return "footnote", None
    return ("list_item" if lump.lines[0].is_marked else "paragraph"), None


def _is_heading(lump: Lump, type_: Type) -> bool:
    text, words = lump.text, lump.text.split()
    if len(words) > _LONGEST or len(lump.lines) > 4 or _LEADERS.search(text) or not any(c.isalpha() for c in text):
        return False
    if text[0].islower() or text.endswith((".", ";", ",")) or _is_mark(lump.lines[0]):
        return False
    if lump.size >= 1.12 * type_.size:
        return True
    if lump.size < 0.95 * type_.size or len(lump.lines) > 2:
        return False
    return (lump.is_bold and not type_.is_bold) or _stands_out(lump, type_)


def _stands_out(lump: Lump, type_: Type) -> bool:
    """Tell whether a block is one short line in another face than the running text, such as italics."""
    line = lump.lines[0]
    is_label = len(lump.lines) == 1 and len(line.words) <= _LABEL_WORDS and line.text[0].isupper()
    return is_label and line.face not in ("", type_.face) and not line.text.endswith((".", "!", ":", ")"))


def _is_mark(line: Line) -> bool:
    return line.is_marked and not line.text[0].isdigit()


def _is_note(lump: Lump, type_: Type, height: float) -> bool:
    low = lump.box[3] < 0.4 * height
    return low and lump.size <= 0.92 * type_.size and bool(_NOTE.match(lump.text))
