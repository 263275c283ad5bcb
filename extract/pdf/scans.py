"""The words of a PDF page that is a picture: drawn by pdfium, recognised by tesseract, and placed on the page."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from statistics import median
from typing import Any

import pypdfium2.raw as pdfium_c
from PIL import Image

from corpus.limits import slow_work
from extract.ocr import LANGUAGE, TIME_LIMIT, OcrFailed, Seen, SeenLine, SeenWord, languages, see
from extract.pdf.words import Frame, Word
from extract.quality import GOOD_ENOUGH, quality_of
from extract.straighten import looks_printed

_DPI = 300
_PIXELS = 25e6
"""More than a page of A3 has at 300 dpi; larger pages are drawn coarser."""
_COARSE_PIXELS = 350_000
_INCH = 72
_MOST_S = 5 * TIME_LIMIT
"""A page may be read in four directions, and asked which one is right."""
_ASCENT = 0.7
"""The height of ascenders as a share of the type size: .68–.72 in common typefaces."""
_ALIKE = 0.08
"""Sizes that differ less than this share from the most common one are that one."""
_BOLD = 1.2
"""Lines this much darker than most are bold: 1.3 and more were measured."""
_BELOW, _ABOVE = 0.22, 0.78
"""How far the box of a line reaches under and above its baseline, as a share of the type size."""
_RAISED = 0.3
_BULLETS = frozenset("e©®¢«»°*¤+")
"""What tesseract makes of the bullet before a list item."""
_FACE = "ocr"
_COVERING = 0.5
"""Pictures that cover this share of a page may be a scan of it."""
THIN = 200
"""A page with fewer letters may be a scan with a stamp, a header or a number in type."""
_FULLER, _RICHER = 3, 150
"""A scan holds this many times the letters of its stamp, and this many more; a cover says the same in both."""
_BETTER = 0.1
"""What is recognised must be better by this much than a text layer, for it to be put in its place."""
_FAITHFUL = 0.3
"""A garbled layer has about as many letters as the page; with fewer than this share most was not recognised."""

_PICTURES = (pdfium_c.FPDF_PAGEOBJ_IMAGE, pdfium_c.FPDF_PAGEOBJ_FORM)


@dataclass(frozen=True)
class Reading:
    """The words that were recognised on a page in reading order, the page's frame, and its quality, from 0 to 1."""

    words: list[Word]
    frame: Frame
    quality: float

    @property
    def letter_count(self) -> int:
        """The number of letters."""
        return sum(sum(map(str.isalpha, word.text)) for word in self.words)


def reread(page: Any, letter_count: int, quality: float, *, is_readable: bool) -> Reading | None:
    """Return what is recognised on a page if it says more or says it better than the letters of its text layer.

    None where the layer will do or tesseract is not installed; raises OcrFailed where it fails.
    """
    if is_readable and quality >= GOOD_ENOUGH and not (letter_count < THIN and _may_be_scan(page)):
        return None
    reading = recognise(page)
    if reading is None or not is_readable:
        return reading
    if quality < GOOD_ENOUGH:
        is_better = reading.quality >= quality + _BETTER and reading.letter_count >= _FAITHFUL * letter_count
        return reading if is_better else None
    is_fuller = reading.letter_count >= max(_FULLER * letter_count, letter_count + _RICHER)
    return reading if is_fuller else None


def _may_be_scan(page: Any) -> bool:
    """Tell whether a picture covers most of a page, and looks like print on paper rather than like a photograph."""
    if not can_recognise() or _picture_share(page) < _COVERING:
        return False
    return looks_printed(_draw(page, _COARSE_PIXELS / _area(page)))


def _picture_share(page: Any) -> float:
    """Return how much of a page is covered by pictures, by the sum of their areas, up to 1."""
    width, height = page.get_size()
    area = 0.0
    for item in page.get_objects(filter=_PICTURES, max_depth=1):
        left, bottom, right, top = item.get_bounds()
        area += max(min(right - left, width), 0) * max(min(top - bottom, height), 0)
    return min(area / _area(page), 1.0)


def _area(page: Any) -> float:
    """Return the area of a page in square points."""
    width, height = page.get_size()
    return max(float(width * height), 1.0)


def _draw(page: Any, pixels_per_point: float) -> Image.Image:
    """Return a grey picture of a page; the number is that of pixels on a square point."""
    scale = min(_DPI / _INCH, pixels_per_point**0.5)
    picture: Image.Image = page.render(scale=scale, grayscale=True, may_draw_forms=False).to_pil()
    return picture.convert("L")


def can_recognise() -> bool:
    """Tell whether tesseract and its model of Dutch are installed."""
    return LANGUAGE in languages()


def recognise(page: Any) -> Reading | None:
    """Return what is recognised on a page of pdfium, None without tesseract; raise OcrFailed where it fails."""
    if not can_recognise():
        return None
    image = _draw(page, _PIXELS / _area(page))
    scale = image.width / max(page.get_width(), 1)
    with slow_work(_MOST_S) as allowed:
        if allowed < TIME_LIMIT:
            raise OcrFailed("recognising the pages before it took too long")
        seen = see(image, round(scale * _INCH))
    frame = _frame(page, seen.turn)
    words = list(_words(seen, image, scale))
    quality = (quality_of(" ".join(word.text for word in words)) + seen.sureness) / 2
    return Reading(words, frame, quality if words else 0.0)


def _frame(page: Any, turn: int) -> Frame:
    left, bottom, right, top = page.get_bbox()
    turn = (page.get_rotation() // 90 - turn) % 4
    size = (right - left, top - bottom)
    return Frame(left, bottom, turn, *(size[::-1] if turn % 2 else size))


def _words(seen: Seen, image: Image.Image, scale: float) -> Iterator[Word]:
    height = image.width if seen.turn % 2 else image.height
    sizes = _sizes(seen.lines, scale)
    usual = median(line.darkness for line in seen.lines) if seen.lines else 0.0
    for line, size in zip(seen.lines, sizes, strict=True):
        base = (height - line.base) / scale
        for position, word in enumerate(line.words):
            yield _word(word, position, len(line.words), base, size, line.darkness > _BOLD * usual, height, scale)


def _sizes(lines: tuple[SeenLine, ...], scale: float) -> list[float]:
    """Return the type size of each line in points, in steps of a half; small differences are errors of measure."""
    sizes = [round(2 * line.ascent / scale / _ASCENT) / 2 for line in lines]
    weights: Counter[float] = Counter()
    for line, size in zip(lines, sizes, strict=True):
        weights[size] += sum(len(word.text) for word in line.words)
    usual = min(weights, key=lambda size: (-weights[size], size)) if weights else 0.0
    return [usual if abs(size - usual) <= _ALIKE * usual else size for size in sizes]


def _word(
    word: SeenWord, position: int, count: int, base: float, size: float, is_bold: bool, height: int, scale: float
) -> Word:
    left, _, right, bottom = word.box
    is_bullet = word.text in _BULLETS and position == 0 and count > 1
    is_raised = word.text.isdigit() and (height - bottom) / scale > base + _RAISED * size
    return Word(
        text="•" if is_bullet else word.text,
        x0=left / scale, y0=base - _BELOW * size, x1=right / scale, y1=base + _ABOVE * size,
        base=base, size=size, face=_FACE, is_bold=is_bold, is_raised=is_raised,
    )  # fmt: skip
