"""Rulings: the straight horizontal and vertical lines of a page, drawn as lines or as the sides of rectangles."""

from __future__ import annotations

import ctypes
from collections.abc import Iterator
from typing import Any, NamedTuple

import pypdfium2.raw as pdfium_c

from extract.pdf.words import Frame

_THIN_PT = 2.5
_SHORT_PT = 6.0
_SIDES = 6
"""A rectangle is a path of at most this many segments; longer paths are drawings."""
_MOST = 1500
"""A page with more straight lines than this is a drawing."""


class Ruling(NamedTuple):
    """A line between two points of the upright page, in points: level where y0 = y1, upright where x0 = x1."""

    x0: float
    y0: float
    x1: float
    y1: float

    @property
    def is_level(self) -> bool:
        """Tell whether it runs from left to right."""
        return self.y0 == self.y1


def read_rulings(page: Any, frame: Frame) -> list[Ruling]:
    """Return the rulings of a page, none where it is a drawing."""
    rulings: list[Ruling] = []
    for item in page.get_objects(filter=(pdfium_c.FPDF_PAGEOBJ_PATH,), max_depth=1):
        rulings += _rulings_of(item.raw, frame)
        if len(rulings) > _MOST:
            return []
    return rulings


def _rulings_of(path: Any, frame: Frame) -> Iterator[Ruling]:
    if pdfium_c.FPDFPath_CountSegments(path) > _SIDES:
        return
    left, bottom, right, top = (ctypes.c_float() for _ in range(4))
    corners = (ctypes.byref(each) for each in (left, bottom, right, top))
    if not pdfium_c.FPDFPageObj_GetBounds(path, *corners):
        return
    ends = frame.place(left.value, bottom.value), frame.place(right.value, top.value)
    (x0, x1), (y0, y1) = (sorted(axis) for axis in zip(*ends, strict=True))
    width, height = x1 - x0, y1 - y0
    if height <= _THIN_PT:
        if width >= _SHORT_PT:
            middle = (y0 + y1) / 2
            yield Ruling(x0, middle, x1, middle)
    elif width <= _THIN_PT:
        if height >= _SHORT_PT:
            middle = (x0 + x1) / 2
            yield Ruling(middle, y0, middle, y1)
    elif width >= _SHORT_PT and height >= _SHORT_PT:
        yield from (Ruling(x0, y0, x1, y0), Ruling(x0, y1, x1, y1), Ruling(x0, y0, x0, y1), Ruling(x1, y0, x1, y1))
