"""The structure tree of a tagged PDF: what its maker says that a line is, read on few pages and learned by style.

Reading the tree of a page costs about half of what its text costs; so a page is read only where it has a style of type
that is not known yet, and never more than `_FIRST` pages and one in `_SHARE` after those.
"""

from __future__ import annotations

import ctypes
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from typing import Any, NamedTuple

import pypdfium2.raw as pdfium_c

from extract.pdf.lines import Line
from extract.pdf.words import Frame

_FIRST, _SHARE = 4, 16
_ENOUGH = 2
"""A style that stands on this many pages that were read is known."""
_DEEPEST = 40
_KIND_BYTES = 64
_OUTER = frozenset({"Note", "FENote", "Caption", "TOC", "TOCI", "LI", "TD", "TH"})
"""What holds for all that lies within, a heading aside."""
_BLOCKS = _OUTER | {"P", "H", "Title", "BlockQuote", *(f"H{level}" for level in range(1, 7))}
_NEAR_PT = 1.5

TypeStyle = tuple[float, str]


class Tag(NamedTuple):
    """What an element of the structure tree is, and its number on the page: lines of one element belong together."""

    kind: str
    element: int

    @property
    def level(self) -> int | None:
        """The level of a heading, None for all else; a heading without level is of the first."""
        if self.kind == "H":
            return 1
        return int(self.kind[1]) if len(self.kind) == 2 and self.kind[0] == "H" and self.kind[1].isdigit() else None


class Tags:
    """The tags of a page by the place where each piece of text begins."""

    def __init__(self, places: Iterable[tuple[float, float, Tag]] = ()) -> None:
        """Take in where text begins, in points, with its tag."""
        self._rows: defaultdict[int, list[tuple[float, float, Tag]]] = defaultdict(list)
        for x, y, tag in places:
            self._rows[round(y)].append((x, y, tag))

    def __bool__(self) -> bool:
        """Tell whether there are any."""
        return bool(self._rows)

    def find(self, line: Line) -> Tag | None:
        """Return the tag of a line: that of the text that begins last before its left end, on its baseline."""
        found: tuple[float, Tag] | None = None
        base, left = line.base, line.box[0]
        for row in range(round(base) - 2, round(base) + 3):
            for x, y, tag in self._rows.get(row, ()):
                is_before = abs(y - base) <= _NEAR_PT and x <= left + _NEAR_PT
                if is_before and (found is None or x > found[0]):
                    found = x, tag
        return found[1] if found else None


NO_TAGS = Tags()


class TagReader:
    """Reads the tags of those pages of a document that have styles not known yet."""

    def __init__(self, document: Any) -> None:
        """Start on a document of pypdfium2, which may have no tags."""
        self._left = _FIRST + len(document) // _SHARE if pdfium_c.FPDFCatalog_IsTagged(document.raw) else 0
        self._seen: Counter[TypeStyle] = Counter()
        self._failed_count = 0

    def read(self, page: Any, frame: Frame, lines: Sequence[Line]) -> Tags:
        """Return the tags of a page, none where its styles are known or the document has no structure tree."""
        if self._left <= 0:
            return NO_TAGS
        styles = {(line.size, line.face) for line in lines}
        if all(self._seen[style] >= _ENOUGH for style in styles):
            return NO_TAGS
        self._left -= 1
        tags = Tags(_places(page, frame))
        self._failed_count = 0 if tags else self._failed_count + 1
        if self._failed_count == _ENOUGH:
            self._left = 0
        self._seen.update(styles)
        return tags


def _places(page: Any, frame: Frame) -> Iterator[tuple[float, float, Tag]]:
    """Yield where each text object of a page begins, with the tag of its marked content."""
    tags = _tags_by_content(page)
    if not tags:
        return
    matrix = pdfium_c.FS_MATRIX()
    for index in range(pdfium_c.FPDFPage_CountObjects(page)):
        item = pdfium_c.FPDFPage_GetObject(page, index)
        if pdfium_c.FPDFPageObj_GetType(item) != pdfium_c.FPDF_PAGEOBJ_TEXT:
            continue
        tag = tags.get(pdfium_c.FPDFPageObj_GetMarkedContentID(item))
        if tag and pdfium_c.FPDFPageObj_GetMatrix(item, ctypes.byref(matrix)):
            yield *frame.place(matrix.e, matrix.f), tag


def _tags_by_content(page: Any) -> dict[int, Tag]:
    """Return the tag of each marked content of a page."""
    tree = pdfium_c.FPDF_StructTree_GetForPage(page)
    if not tree:
        return {}
    walk = _Walk()
    for index in range(pdfium_c.FPDF_StructTree_CountChildren(tree)):
        walk.enter(pdfium_c.FPDF_StructTree_GetChildAtIndex(tree, index), "", 0, 0)
    pdfium_c.FPDF_StructTree_Close(tree)
    return walk.tags


class _Walk:
    def __init__(self) -> None:
        self.tags: dict[int, Tag] = {}
        self._count = 0
        self._buffer = ctypes.create_string_buffer(_KIND_BYTES)

    def enter(self, element: Any, kind: str, number: int, depth: int) -> None:
        """Note the tags of an element and those within it, which inherit its kind where they are not blocks."""
        if not element or depth > _DEEPEST:
            return
        own = self._kind(element)
        if own in _BLOCKS and (kind not in _OUTER or Tag(own, 0).level):
            self._count += 1
            kind, number = own, self._count
        for index in range(pdfium_c.FPDF_StructElement_CountChildren(element)):
            content = pdfium_c.FPDF_StructElement_GetChildMarkedContentID(element, index)
            if content >= 0:
                if kind:
                    self.tags[content] = Tag(kind, number)
                continue
            self.enter(pdfium_c.FPDF_StructElement_GetChildAtIndex(element, index), kind, number, depth + 1)

    def _kind(self, element: Any) -> str:
        size = pdfium_c.FPDF_StructElement_GetType(element, self._buffer, _KIND_BYTES)
        return self._buffer.raw[: max(min(size, _KIND_BYTES) - 2, 0)].decode("utf-16-le", "replace")
