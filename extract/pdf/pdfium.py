"""pdfium's calls on the text of a page, many at a time: bound through cffi they cost a third of those through ctypes.

The library is the one that pypdfium2 has loaded; only what is called for each word or line goes this way.
"""

from __future__ import annotations

import ctypes
import re
from collections import deque
from collections.abc import Sequence
from itertools import repeat
from typing import Any, NamedTuple

import cffi
import pypdfium2.raw as pdfium_c

_FFI = cffi.FFI()
_FFI.cdef(
    "typedef struct { float left, top, right, bottom; } rect;"
    "typedef struct { float a, b, c, d, e, f; } matrix;"
    "typedef struct { double left, right, bottom, top; } ink;"
)
_NAME_BYTES = 128
_FIRST_SIZE, _FIRST_SIDES = 1024, 32
_ASTRAL = re.compile("[\U00010000-\U0010ffff]")
FILLER = "\u2060"
"""What stands where there is a character by number but none to read."""
LINE_HYPHEN = "\ufffe"
"""What pdfium writes for a hyphen at a line's end, without a line break behind it."""
_HYPHEN = 2
"""The number that it gives for such a hyphen, and for other characters without meaning."""


def _bind(name: str, signature: str) -> Any:
    address = ctypes.cast(getattr(pdfium_c, name), ctypes.c_void_p).value
    return _FFI.cast(signature, address)


_get_text = _bind("FPDFText_GetText", "int(*)(void *, int, int, unsigned short *)")
_get_unicode = _bind("FPDFText_GetUnicode", "unsigned int(*)(void *, int)")
_is_hyphen = _bind("FPDFText_IsHyphen", "int(*)(void *, int)")
_get_loose_box = _bind("FPDFText_GetLooseCharBox", "int(*)(void *, int, rect *)")
_get_char_box = _bind("FPDFText_GetCharBox", "int(*)(void *, int, double *, double *, double *, double *)")
_get_object = _bind("FPDFText_GetTextObject", "intptr_t(*)(void *, int)")
_count_rects = _bind("FPDFText_CountRects", "int(*)(void *, int, int)")
_get_rect = _bind("FPDFText_GetRect", "int(*)(void *, int, double *, double *, double *, double *)")
_get_matrix = _bind("FPDFText_GetMatrix", "int(*)(void *, int, matrix *)")
_get_size = _bind("FPDFText_GetFontSize", "double(*)(void *, int)")
_count_objects = _bind("FPDFPage_CountObjects", "int(*)(void *)")
_get_page_object = _bind("FPDFPage_GetObject", "intptr_t(*)(void *, int)")
_get_kind = _bind("FPDFPageObj_GetType", "int(*)(intptr_t)")
_get_font = _bind("FPDFTextObj_GetFont", "intptr_t(*)(intptr_t)")
_get_name = _bind("FPDFFont_GetBaseFontName", "size_t(*)(intptr_t, char *, size_t)")


class Boxes(NamedTuple):
    """The boxes of some characters, side by side: each a list in points."""

    left: list[float]
    top: list[float]
    right: list[float]
    bottom: list[float]


class Glyphs:
    """The characters of a page by their number, as long as its text page is open."""

    def __init__(self, text_page: Any) -> None:
        """Take a text page of pypdfium2."""
        self._owner = text_page
        self._page = _FFI.cast("void *", ctypes.cast(text_page.raw, ctypes.c_void_p).value)
        self._count = text_page.count_chars()

    def read_text(self) -> str:
        """Return the characters of the page, each at its number; what is written in two has a filler behind it."""
        if self._count <= 0:
            return ""
        buffer = _FFI.new("unsigned short[]", self._count + 1)
        length = _get_text(self._page, 0, self._count, buffer) - 1
        text = bytes(_FFI.buffer(buffer, 2 * max(length, 0))).decode("utf-16-le", "surrogatepass")
        if len(text) != self._count:
            text = _ASTRAL.sub(lambda found: found[0] + FILLER, text)
        if len(text) != self._count:
            # Control characters have a number but are left out of the text.
            text = "".join([self._character(index) for index in range(self._count)])
        return text

    def _character(self, index: int) -> str:
        code = _get_unicode(self._page, index)
        if code == _HYPHEN:
            return LINE_HYPHEN if _is_hyphen(self._page, index) > 0 else "\0"
        return chr(code)

    def boxes(self, indexes: Sequence[int]) -> Boxes:
        """Return the boxes of characters: as wide as they advance, as high as their font."""
        count = len(indexes)
        deque(map(_get_loose_box, repeat(self._page), indexes, _POOL.rects(count)), maxlen=0)
        flat = _floats(_FFI.buffer(_POOL.rect, 16 * count))
        return Boxes(flat[0::4], flat[1::4], flat[2::4], flat[3::4])

    def ink_bottom(self, index: int) -> float:
        """Return the lowest height of a character's ink."""
        ink = _POOL.ink
        _get_char_box(self._page, index, ink, ink + 1, ink + 2, ink + 3)
        return float(ink[2])

    def ink_boxes(self, start: int, end: int) -> Boxes:
        """Return the boxes of the ink of each text object on a stretch of a line, spaces left out."""
        count = _count_rects(self._page, start, end - start)
        sides = _POOL.sides(count)
        deque(map(_get_rect, repeat(self._page), range(count), *sides), maxlen=0)
        flat: list[float] = list(_POOL.side[: 4 * count])
        return Boxes(flat[0::4], flat[1::4], flat[2::4], flat[3::4])

    def objects(self, indexes: Sequence[int]) -> list[int]:
        """Return what text object each character belongs to, as a number that tells them apart."""
        return list(map(_get_object, repeat(self._page), indexes))

    def object(self, index: int) -> int:
        """Return what text object a character belongs to."""
        return int(_get_object(self._page, index))

    def matrices(self, indexes: Sequence[int]) -> list[float]:
        """Return the matrices from text to page of characters, six numbers each: x' = ax + cy + e, y' = bx + dy + f."""
        count = len(indexes)
        deque(map(_get_matrix, repeat(self._page), indexes, _POOL.matrices(count)), maxlen=0)
        return _floats(_FFI.buffer(_POOL.matrix, 24 * count))

    def sizes(self, indexes: Sequence[int]) -> list[float]:
        """Return the size of the font of characters, before their matrix."""
        return list(map(_get_size, repeat(self._page), indexes))


def _floats(buffer: Any) -> list[float]:
    view: Any = memoryview(buffer).cast("f")
    numbers: list[float] = view.tolist()
    return numbers


def objects_on(page: Any) -> tuple[list[int], list[int]]:
    """Return the objects on a page of pypdfium2, as their addresses, and the kind of each."""
    own = _FFI.cast("void *", ctypes.cast(page.raw, ctypes.c_void_p).value)
    objects = list(map(_get_page_object, repeat(own), range(_count_objects(own))))
    return objects, list(map(_get_kind, objects))


def fonts_of(objects: Sequence[int]) -> list[int]:
    """Return the font of each text object, as a number that tells them apart."""
    return list(map(_get_font, objects))


def name_of(font: int) -> str:
    """Return the name of a font, as the file has it."""
    buffer = _FFI.new("char[]", _NAME_BYTES)
    length = _get_name(font, buffer, _NAME_BYTES)
    return str(_FFI.string(buffer).decode("utf-8", "replace")) if 0 < length <= _NAME_BYTES else ""


class _Pool:
    """Memory for pdfium to write in, made once and used for every page."""

    def __init__(self) -> None:
        self.ink = _FFI.new("double[4]")
        self._grow_rects(_FIRST_SIZE)
        self._grow_matrices(_FIRST_SIZE)
        self._grow_sides(_FIRST_SIDES)

    def rects(self, count: int) -> list[Any]:
        """Return at least so many rectangles."""
        if count > len(self._rects):
            self._grow_rects(2 * count)
        return self._rects

    def matrices(self, count: int) -> list[Any]:
        """Return at least so many matrices."""
        if count > len(self._matrices):
            self._grow_matrices(2 * count)
        return self._matrices

    def sides(self, count: int) -> tuple[list[Any], ...]:
        """Return the four sides of at least so many boxes in double precision."""
        if count > len(self._sides[0]):
            self._grow_sides(2 * count)
        return self._sides

    def _grow_sides(self, count: int) -> None:
        buffer = _FFI.new("double[]", 4 * count)
        self._sides = tuple([buffer + 4 * index + side for index in range(count)] for side in range(4))
        self.side = memoryview(_FFI.buffer(buffer)).cast("d")

    def _grow_rects(self, count: int) -> None:
        self.rect = _FFI.new("rect[]", count)
        self._rects = [self.rect + index for index in range(count)]

    def _grow_matrices(self, count: int) -> None:
        self.matrix = _FFI.new("matrix[]", count)
        self._matrices = [self.matrix + index for index in range(count)]


_POOL = _Pool()
