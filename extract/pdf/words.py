"""The words of a PDF page with their place, read through pdfium one character at a time.

Coordinates are points with the origin at the lower left and y upwards, turned so that most text runs to the right.
"""

from __future__ import annotations

import ctypes
from collections import Counter
from dataclasses import dataclass
from typing import Any, NamedTuple

import pypdfium2.raw as pdfium_c

_HYPHEN_CODES = frozenset({0xAD, 0x2010, 0x2011, 0xFFFE})
_BULLET = "•"
_SYMBOLS = range(0xF000, 0xF100)
"""Where symbol fonts such as Wingdings put their characters."""
_NAME_BYTES = 128
_BREAK = 0.3
"""A gap wider than this share of the type's height parts two words."""
_STEP = 0.2
"""A change in height by more than this share parts a note's number from its word."""
_TOUCH = 0.1
_RAISED = 0.42
"""Ink above this share of the height of a line is raised: figures stand on the baseline, at about a quarter."""
_NOTE_MARKS = "0123456789"
_LINE_HYPHENS = frozenset({0x02, 0xAD, 0xFFFE})
"""Hyphens at a line's end; pdfium gives these the box of their ink alone."""
_CLOSING = ".,;:!?)]’”-"
_BOLD = ("bold", "black", "heavy", "-semi")

Bounds = tuple[float, float, float, float]


class Word(NamedTuple):
    """A word: its text, box, baseline (y), type size in points and typeface.

    `is_glued`: no space stands before it. `is_raised`: it is a number drawn high in its line, as that of a note is.
    """

    text: str
    x0: float
    y0: float
    x1: float
    y1: float
    base: float
    size: float
    face: str
    is_bold: bool
    is_glued: bool = False
    is_raised: bool = False


@dataclass(frozen=True)
class Frame:
    """How a page lies: the corner of its box, the quarter turns of its text, and its size after turning it upright."""

    left: float
    bottom: float
    turn: int
    width: float
    height: float

    def place(self, x: float, y: float) -> tuple[float, float]:
        """Return where a point of the page lies once text runs to the right."""
        x, y = x - self.left, y - self.bottom
        return ((x, y), (y, self.height - x), (self.width - x, self.height - y), (self.width - y, x))[self.turn]

    def holds(self, word: Word) -> bool:
        """Tell whether the middle of a word lies on the page."""
        return 0 <= word.x0 + word.x1 <= 2 * self.width and 0 <= word.y0 + word.y1 <= 2 * self.height


NO_FRAME = Frame(0, 0, 0, 0, 0)
"""The frame of a page that cannot be read."""


class _Group(NamedTuple):
    text: str
    bounds: Bounds
    first: int
    is_glued: bool
    is_raised: bool


class _Style(NamedTuple):
    origin: tuple[float, float]
    size: float
    face: str
    turn: int


def read_words(page: Any) -> tuple[list[Word], Frame, int]:
    """Return the words of a page in the order of its content stream, its frame, and the count of unreadable characters.

    Words that run in another direction than most are left out: they are marginal labels and watermarks. So are words
    outside the page's box: they belong to a drawing that is cut off there.
    """
    text_page = page.get_textpage()
    groups, unreadable_count = _read_groups(text_page.raw, text_page.count_chars())
    reader = _StyleReader(text_page.raw)
    styles = [reader.read(group.first) for group in groups]
    frame = _frame(page.get_bbox(), groups, styles)
    words = [
        _word(group, style, frame) for group, style in zip(groups, styles, strict=True) if style.turn == frame.turn
    ]
    return [word for word in words if frame.holds(word)], frame, unreadable_count


def _frame(box: Bounds, groups: list[_Group], styles: list[_Style]) -> Frame:
    turns: Counter[int] = Counter()
    for group, style in zip(groups, styles, strict=True):
        turns[style.turn] += len(group.text)
    turn = min(turns, key=lambda each: (-turns[each], each)) if turns else 0
    width, height = box[2] - box[0], box[3] - box[1]
    return Frame(box[0], box[1], turn, *((height, width) if turn % 2 else (width, height)))


def _read_groups(text_page: Any, count: int) -> tuple[list[_Group], int]:
    """Return the characters that no white space, gap or change of height parts, and the count of the unreadable ones.

    One loop with two calls a character: this is where reading a PDF spends its time.
    """
    rectangle = pdfium_c.FS_RECTF()
    pointer = ctypes.byref(rectangle)
    code_at, box_at = pdfium_c.FPDFText_GetUnicode, pdfium_c.FPDFText_GetLooseCharBox
    groups: list[_Group] = []
    letters: list[str] = []
    unreadable_count = first = 0
    x0 = y0 = x1 = y1 = across = 0.0
    is_spaced, is_glued, is_raised = True, False, False
    for index in range(count):
        code = code_at(text_page, index)
        text = chr(code) if 0x20 < code < 0x7F else _character(text_page, index, code)
        if not text:
            unreadable_count += text is None
            is_spaced = is_spaced or text is not None
            continue
        box_at(text_page, index, pointer)
        left, bottom, right, top = rectangle.left, rectangle.bottom, rectangle.right, rectangle.top
        extent = top - bottom
        slack = _BREAK * (across if code in _LINE_HYPHENS else min(extent, across))
        is_near = left <= x1 + slack and right >= x0 - slack and bottom <= y1 + slack and top >= y0 - slack
        high = text in _NOTE_MARKS and _is_high(text_page, index, bottom + _RAISED * extent)
        is_alike = abs(extent - across) <= _STEP * across and high == is_raised
        if letters and is_near and not is_spaced and (is_alike or code in _LINE_HYPHENS):
            x0, y0, x1, y1 = min(x0, left), min(y0, bottom), max(x1, right), max(y1, top)
            letters.append(text)
            continue
        if letters:
            groups.append(_Group("".join(letters), (x0, y0, x1, y1), first, is_glued, is_raised))
        is_glued = is_near and (not is_spaced or (text in _CLOSING and left - x1 < _TOUCH * extent))
        first, x0, y0, x1, y1, across, is_spaced, is_raised = index, left, bottom, right, top, extent, False, high
        letters = [text]
    if letters:
        groups.append(_Group("".join(letters), (x0, y0, x1, y1), first, is_glued, is_raised))
    return groups, unreadable_count


def _is_high(text_page: Any, index: int, height: float) -> bool:
    """Tell whether a character's ink stands above a height, as that of a superior figure does at any type size."""
    left, right, bottom, top = (ctypes.c_double() for _ in range(4))
    pdfium_c.FPDFText_GetCharBox(text_page, index, *(ctypes.byref(each) for each in (left, right, bottom, top)))
    return bottom.value > height


def _character(text_page: Any, index: int, code: int) -> str | None:
    """Return a character, an empty string for white space, None for what stands for no character."""
    if code in (0x09, 0x0A, 0x0D, 0x20, 0xA0, 0x200B):
        return ""
    if code in _HYPHEN_CODES or (code == 2 and pdfium_c.FPDFText_IsHyphen(text_page, index)):
        return "-"
    if code in _SYMBOLS:
        return _BULLET
    if code < 0x20 or code == 0xFFFD or 0xD800 <= code < 0xF900 or code > 0x10FFFF:
        return None
    text = chr(code)
    return "" if text.isspace() else text


class _StyleReader:
    """Reads the style of characters, with its buffers made once."""

    def __init__(self, text_page: Any) -> None:
        self._text_page = text_page
        self._x, self._y, self._flags = ctypes.c_double(), ctypes.c_double(), ctypes.c_int()
        self._matrix = pdfium_c.FS_MATRIX()
        self._name = ctypes.create_string_buffer(_NAME_BYTES)

    def read(self, index: int) -> _Style:
        """Return the style of a character; its size is that of the font times the scale of the text matrix."""
        page, matrix = self._text_page, self._matrix
        pdfium_c.FPDFText_GetCharOrigin(page, index, ctypes.byref(self._x), ctypes.byref(self._y))
        pdfium_c.FPDFText_GetMatrix(page, index, ctypes.byref(matrix))
        self._name[0] = b"\0"
        pdfium_c.FPDFText_GetFontInfo(page, index, self._name, _NAME_BYTES, ctypes.byref(self._flags))
        size = pdfium_c.FPDFText_GetFontSize(page, index) * (matrix.c**2 + matrix.d**2) ** 0.5
        face = self._name.value.decode("utf-8", "replace").rpartition("+")[2].casefold()
        return _Style((self._x.value, self._y.value), round(size, 1), face, _turn_of(matrix.a, matrix.b))


def _turn_of(a: float, b: float) -> int:
    """Return the direction of text in quarter turns counterclockwise."""
    if abs(a) >= abs(b):
        return 0 if a >= 0 else 2
    return 1 if b > 0 else 3


def _word(group: _Group, style: _Style, frame: Frame) -> Word:
    corners = frame.place(*group.bounds[:2]), frame.place(*group.bounds[2:])
    (x0, x1), (y0, y1) = (sorted(axis) for axis in zip(*corners, strict=True))
    is_bold = any(mark in style.face for mark in _BOLD)
    base = frame.place(*style.origin)[1]
    return Word(group.text, x0, y0, x1, y1, base, style.size, style.face, is_bold, group.is_glued, group.is_raised)
