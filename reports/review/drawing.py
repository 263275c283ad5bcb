"""A page of a PDF as a picture, with boxes around a quote; drawn in a process of its own, which a bad file may kill.

Nothing is imported here but what draws, so that such a process starts at once.
"""

from __future__ import annotations

import ctypes
import io
from collections import Counter
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import pypdfium2
import pypdfium2.raw as pdfium_c
from PIL import Image, ImageChops, ImageDraw

Box = tuple[float, ...]
"""Left, bottom, right and top on an upright page, in points from its lower left corner."""
_DPI, _INCH = 110, 72
_PIXELS = 4e6
"""Larger pages than this come out coarser."""
_COLOURS, _PACKED = 128, 3
_MARKED = (255, 238, 130)
_EDGE = (150, 85, 0)
_MARGIN_PT = 1.5
_SLACK_PT = 2.0
_LOOKED_AT = 400
"""How many characters tell the direction of the text."""


class Undrawable(Exception):
    """A page that is not there, or that the library for PDF cannot read."""


def draw(path: Path, number: int, size: tuple[float, float] | None, boxes: Sequence[Box]) -> bytes:
    """Return the PNG of a page, counted from 1, turned so that its text is upright, with boxes in it.

    `size` is the width and height of the upright page that the boxes belong to; of a page with another size they would
    stand in the wrong place, and are left out. Raises Undrawable where the page cannot be drawn.
    """
    try:
        document = pypdfium2.PdfDocument(path)
    except (pypdfium2.PdfiumError, FileNotFoundError) as error:
        raise Undrawable(str(error)) from None
    try:
        if not 1 <= number <= len(document):
            raise Undrawable(f"there is no page {number}")
        page = document[number - 1]
        image, scale = _picture(page)
    except pypdfium2.PdfiumError as error:
        raise Undrawable(str(error)) from None
    finally:
        document.close()
    if size and abs(image.width / scale - size[0]) < _SLACK_PT and abs(image.height / scale - size[1]) < _SLACK_PT:
        image = _mark(image, boxes, scale, size[1])
    out = io.BytesIO()
    # A third of the bytes and half of the time that all colours take; on a page of text nobody sees the difference.
    few = image.quantize(_COLOURS, Image.Quantize.FASTOCTREE, dither=Image.Dither.NONE)
    few.save(out, "PNG", compress_level=_PACKED)
    return out.getvalue()


def _picture(page: Any) -> tuple[Image.Image, float]:
    """Return the picture of a page with its text upright, and how many pixels a point is."""
    width, height = page.get_size()
    scale = min(_DPI / _INCH, (_PIXELS / max(width * height, 1)) ** 0.5)
    turn = (_turn_of_text(page) * 90 - page.get_rotation()) % 360
    bitmap = page.render(scale=scale, rotation=turn, may_draw_forms=False)
    return bitmap.to_pil().convert("RGB"), scale


def _turn_of_text(page: Any) -> int:
    """Return the direction of most text in quarter turns counterclockwise; without any, that of the page."""
    text = page.get_textpage()
    matrix = pdfium_c.FS_MATRIX()
    turns: Counter[int] = Counter()
    for index in range(min(text.count_chars(), _LOOKED_AT)):
        if pdfium_c.FPDFText_GetMatrix(text, index, ctypes.byref(matrix)):
            is_level = abs(matrix.a) >= abs(matrix.b)
            turns[(0 if matrix.a >= 0 else 2) if is_level else (1 if matrix.b > 0 else 3)] += 1
    return turns.most_common(1)[0][0] if turns else page.get_rotation() // 90


def _mark(image: Image.Image, boxes: Sequence[Box], scale: float, height: float) -> Image.Image:
    """Return a picture with boxes coloured as by a marker, and a line around them for who does not see the colour."""
    layer = Image.new("RGB", image.size, "white")
    pen = ImageDraw.Draw(layer)
    places = [
        (
            (left - _MARGIN_PT) * scale,
            (height - top - _MARGIN_PT) * scale,
            (right + _MARGIN_PT) * scale,
            (height - bottom + _MARGIN_PT) * scale,
        )
        for left, bottom, right, top in boxes
        if left < right and bottom < top
    ]
    for place in places:
        pen.rectangle(place, fill=_MARKED)
    marked = ImageChops.multiply(image, layer)
    pen = ImageDraw.Draw(marked)
    for left, _, right, bottom in places:
        pen.line((left, bottom, right, bottom), fill=_EDGE, width=2)
    return marked
