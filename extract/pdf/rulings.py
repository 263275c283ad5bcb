"""Rulings: the straight horizontal and vertical lines of a page, drawn as lines or as the sides of rectangles."""

from __future__ import annotations

import ctypes
from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import Any, NamedTuple

import pypdfium2.raw as pdfium_c

from extract.pdf.pdfium import objects_on
from extract.pdf.words import Frame

_THIN_PT = 4.0
_SHORT_PT = 6.0
_BOX_PT = 14.0
"""A smaller box is a bullet, a box to tick or the key of a legend."""
_SIDES = 6
"""Of a path with at most this many segments only the bounds are read."""
_RECTANGLE = 5
_MOST_SEGMENTS = 1200
"""A path of more segments is a drawing; one table in one path has some hundreds."""
_MOST_PATHS = 5000
"""A page with more paths than this is a drawing."""


_DRAWN = frozenset({pdfium_c.FPDF_PAGEOBJ_PATH, pdfium_c.FPDF_PAGEOBJ_FORM})


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
    """Return the rulings of a page and of the forms drawn on it, none where it is a drawing."""
    reader = _Reader(frame)
    objects = zip(*objects_on(page), strict=True)
    reader.read(ctypes.cast(each, pdfium_c.FPDF_PAGEOBJECT) for each, kind in objects if kind in _DRAWN)
    return reader.rulings if reader.count <= _MOST_PATHS else []


class _Reader:
    """Reads paths, with its buffers made once."""

    def __init__(self, frame: Frame) -> None:
        self.rulings: list[Ruling] = []
        self.count = 0
        self._frame = frame
        self._sides = tuple(ctypes.c_float() for _ in range(4))
        self._pointers = tuple(ctypes.byref(side) for side in self._sides)
        self._form: pdfium_c.FS_MATRIX | None = None

    def read(self, objects: Iterator[Any]) -> None:
        kind_of, path, form = pdfium_c.FPDFPageObj_GetType, pdfium_c.FPDF_PAGEOBJ_PATH, pdfium_c.FPDF_PAGEOBJ_FORM
        for each in objects:
            kind = kind_of(each)
            if kind == path:
                self.count += 1
                if self.count > _MOST_PATHS:
                    return
                self._read_path(each)
            elif kind == form and self._form is None:
                self._read_form(each)

    def _read_form(self, form: Any) -> None:
        count = pdfium_c.FPDFFormObj_CountObjects(form)
        matrix = pdfium_c.FS_MATRIX()
        if count > 0 and pdfium_c.FPDFPageObj_GetMatrix(form, matrix):
            self._form = matrix
            self.read(pdfium_c.FPDFFormObj_GetObject(form, index) for index in range(count))
            self._form = None

    def _read_path(self, path: Any) -> None:
        count = pdfium_c.FPDFPath_CountSegments(path)
        if count > _SIDES:
            if count <= _MOST_SEGMENTS:
                self._read_segments(path, count)
            return
        if not pdfium_c.FPDFPageObj_GetBounds(path, *self._pointers):
            return
        left, bottom, right, top = (side.value for side in self._sides)
        if min(right - left, top - bottom) > _THIN_PT and count != _RECTANGLE and not _is_square(path, count):
            return
        self._add(left, bottom, right, top)

    def _add(self, left: float, bottom: float, right: float, top: float) -> None:
        if self._form:
            (left, bottom), (right, top) = _moved(self._form, left, bottom), _moved(self._form, right, top)
        ends = self._frame.place(left, bottom), self._frame.place(right, top)
        self.rulings += _sides_of(*sorted((ends[0][0], ends[1][0])), *sorted((ends[0][1], ends[1][1])))

    def _read_segments(self, path: Any, count: int) -> None:
        """Read a path of many segments, such as a grid drawn at once; one with curves or slopes is a drawing."""
        matrix = pdfium_c.FS_MATRIX()
        if not pdfium_c.FPDFPageObj_GetMatrix(path, matrix):
            return
        boxes: list[tuple[float, float, float, float]] = []
        x, y = ctypes.c_float(), ctypes.c_float()
        before = start = (0.0, 0.0)
        for index in range(count):
            segment = pdfium_c.FPDFPath_GetPathSegment(path, index)
            kind = pdfium_c.FPDFPathSegment_GetType(segment)
            pdfium_c.FPDFPathSegment_GetPoint(segment, ctypes.byref(x), ctypes.byref(y))
            at = _moved(matrix, x.value, y.value)
            if kind == pdfium_c.FPDF_SEGMENT_MOVETO:
                start = at
            elif kind != pdfium_c.FPDF_SEGMENT_LINETO or not _is_straight(before, at):
                return
            else:
                boxes.append((*before, *at))
                if pdfium_c.FPDFPathSegment_GetClose(segment) and _is_straight(at, start):
                    boxes.append((*at, *start))
            before = at
        for box in boxes:
            self._add(*box)


def _is_square(path: Any, count: int) -> bool:
    """Tell whether all sides of a path are level or upright."""
    x, y = ctypes.c_float(), ctypes.c_float()
    points: list[tuple[float, float]] = []
    for index in range(count):
        segment = pdfium_c.FPDFPath_GetPathSegment(path, index)
        if pdfium_c.FPDFPathSegment_GetType(segment) == pdfium_c.FPDF_SEGMENT_BEZIERTO:
            return False
        pdfium_c.FPDFPathSegment_GetPoint(segment, ctypes.byref(x), ctypes.byref(y))
        points.append((x.value, y.value))
    return count > 2 and all(_is_straight(one, other) for one, other in pairwise(points))


def _is_straight(one: Sequence[float], other: Sequence[float]) -> bool:
    return abs(one[0] - other[0]) < 0.1 or abs(one[1] - other[1]) < 0.1


def _moved(matrix: Any, x: float, y: float) -> tuple[float, float]:
    return matrix.a * x + matrix.c * y + matrix.e, matrix.b * x + matrix.d * y + matrix.f


def _sides_of(x0: float, x1: float, y0: float, y1: float) -> Iterator[Ruling]:
    width, height = x1 - x0, y1 - y0
    if height <= _THIN_PT and height <= width:
        if width >= _SHORT_PT:
            middle = (y0 + y1) / 2
            yield Ruling(x0, middle, x1, middle)
    elif width <= _THIN_PT:
        if height >= _SHORT_PT:
            middle = (x0 + x1) / 2
            yield Ruling(middle, y0, middle, y1)
    elif width >= _SHORT_PT and height >= _SHORT_PT and max(width, height) >= _BOX_PT:
        yield from (Ruling(x0, y0, x1, y0), Ruling(x0, y1, x1, y1), Ruling(x0, y0, x0, y1), Ruling(x1, y0, x1, y1))
