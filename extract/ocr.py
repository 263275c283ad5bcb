"""Recognising the text of an image with tesseract: lines of words with their place in pixels, and how sure it is."""

from __future__ import annotations

import os
import re
import tempfile
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cache
from pathlib import Path
from statistics import median
from typing import Any

import pytesseract
from lxml import etree
from PIL import Image, ImageStat

from extract.straighten import lies_sideways, straightened

LANGUAGE = "nld"
TIME_LIMIT = 180
"""Seconds for one reading of a page; most take three."""
_ORIENTATION = "osd"
_SURE = 0.4
"""A block of words of which tesseract is less sure is no text but a picture."""
_DUST = 0.5
_POOR = 0.75
"""Readings of which tesseract is less sure, or that hold fewer letters than `_FEW`, are tried in other directions."""
_FEW = 40
_LEAST_TURNED = 12
"""Letters that a reading in another direction must hold to be believed."""
_TITLE = re.compile(r"(bbox|baseline|x_size|x_descenders|x_wconf)((?: -?[\d.]+)+)")
_BLOCK, _PARAGRAPH, _LINES = "ocr_carea", "ocr_par", ("ocr_line", "ocr_header", "ocr_caption", "ocr_textfloat")
_SMALL = 0.65
"""The height of small letters as a share of that of ascenders."""
_ALIKE = 0.2

# Workers share the processors already; with more threads each, tesseract is slower.
os.environ.setdefault("OMP_THREAD_LIMIT", "1")


class OcrFailed(Exception):
    """An image of which the text could not be recognised; says why."""


@dataclass(frozen=True)
class SeenWord:
    """A word: its text, its box in pixels with y downwards, and how sure tesseract is, from 0 to 1."""

    text: str
    box: tuple[float, float, float, float]
    sureness: float

    @property
    def is_dust(self) -> bool:
        """Tell whether it is a sign that is hardly there."""
        return self.sureness < _DUST and not any(map(str.isalnum, self.text))


@dataclass(frozen=True)
class SeenLine:
    """A line: its words, the height of its baseline (y, in its middle) and that of its ascenders above it, in pixels.

    `darkness` is the share of ink between the baseline and the top of small letters, from 0 to 1: bold type has more.
    """

    words: tuple[SeenWord, ...]
    base: float
    ascent: float
    darkness: float


@dataclass(frozen=True)
class Seen:
    """The lines of an image in reading order, once it is turned by quarter turns counterclockwise and made level."""

    lines: tuple[SeenLine, ...]
    turn: int = 0

    @property
    def letter_count(self) -> int:
        """The number of letters."""
        return sum(sum(map(str.isalpha, word.text)) for line in self.lines for word in line.words)

    @property
    def sureness(self) -> float:
        """How sure tesseract is of the text as a whole, from 0 to 1."""
        weights = [(len(word.text), word.sureness) for line in self.lines for word in line.words]
        total = sum(weight for weight, _ in weights)
        return sum(weight * sureness for weight, sureness in weights) / total if total else 0.0


@cache
def languages() -> frozenset[str]:
    """Return the languages that tesseract can read here; none where it is not installed."""
    try:
        return frozenset(pytesseract.get_languages())
    except (pytesseract.TesseractNotFoundError, pytesseract.TesseractError, OSError):
        return frozenset()


def see(image: Image.Image, dpi: int) -> Seen:
    """Return the text of a greyscale image, upright or not; raise OcrFailed where tesseract fails or takes too long."""
    upright = Seen(()) if lies_sideways(image) else Seen(_read(image, dpi))
    if upright.letter_count >= _FEW and upright.sureness >= _POOR:
        return upright
    turned = (Seen(_read(_turned(image, turn), dpi), turn) for turn in _turns(image, dpi))
    believable = [seen for seen in turned if seen.letter_count >= _LEAST_TURNED]
    return max([upright, *believable], key=lambda seen: seen.letter_count * seen.sureness**2)


def _turned(image: Image.Image, turn: int) -> Image.Image:
    how = (Image.Transpose.ROTATE_90, Image.Transpose.ROTATE_180, Image.Transpose.ROTATE_270)
    return image.transpose(how[turn - 1])


def _turns(image: Image.Image, dpi: int) -> tuple[int, ...]:
    """Return the other directions to try: what tesseract says of it where it can tell, else all."""
    if _ORIENTATION not in languages():
        return (1, 2, 3)
    try:
        said = _asked(pytesseract.image_to_osd, image, config=f"--dpi {dpi}", output_type=pytesseract.Output.DICT)
    except OcrFailed:
        return ()
    clockwise = int(said.get("rotate", 0)) // 90
    return ((4 - clockwise) % 4,) if clockwise else ()


def _read(image: Image.Image, dpi: int) -> tuple[SeenLine, ...]:
    level = straightened(image)
    said = _asked(
        pytesseract.image_to_pdf_or_hocr, level, extension="hocr", lang=LANGUAGE, config=f"--psm 3 --dpi {dpi}"
    )
    page = etree.fromstring(said, etree.XMLParser(recover=True))
    return tuple(line for block in _of_class(page, _BLOCK) for line in _lines(block, level))


def _of_class(element: etree._Element, *names: str) -> list[etree._Element]:
    return [each for each in element.iter() if each.get("class") in names]


def _lines(block: etree._Element, image: Image.Image) -> list[SeenLine]:
    """Return the lines of a block, of which those of one paragraph have one height, or none of a picture."""
    lines: list[SeenLine] = []
    for paragraph in _of_class(block, _PARAGRAPH):
        found = [line for line in (_line(each, image) for each in _of_class(paragraph, *_LINES)) if line.words]
        usual = median(line.ascent for line in found) if found else 0
        near = _ALIKE * usual
        lines += [replace(line, ascent=usual) if abs(line.ascent - usual) <= near else line for line in found]
    return lines if Seen(tuple(lines)).sureness >= _SURE else []


def _line(element: etree._Element, image: Image.Image) -> SeenLine:
    found = _figures(element)
    left, _, right, bottom = found["bbox"]
    slope, offset = found.get("baseline", [0.0, 0.0])
    base = bottom + offset + slope * (right - left) / 2
    ascent = found["x_size"][0] - found["x_descenders"][0]
    words = tuple(word for place, word in enumerate(_words(element)) if not place or not word.is_dust)
    return SeenLine(words, base, ascent, _darkness(image, words, base, ascent))


def _darkness(image: Image.Image, words: Sequence[SeenWord], base: float, ascent: float) -> float:
    ink = width = 0.0
    top, bottom = round(base - _SMALL * ascent), round(base)
    for word in words:
        left, right = round(word.box[0]), round(word.box[2])
        if bottom > top and right > left:
            ink += (255 - ImageStat.Stat(image.crop((left, top, right, bottom))).mean[0]) / 255 * (right - left)
            width += right - left
    return ink / width if width else 0.0


def _words(line: etree._Element) -> Iterator[SeenWord]:
    for element in line.iter():
        text = "".join(map(str, element.itertext())).strip() if element.get("class") == "ocrx_word" else ""
        if text:
            found = _figures(element)
            left, top, right, bottom = found["bbox"]
            yield SeenWord(text, (left, top, right, bottom), found["x_wconf"][0] / 100)


def _figures(element: etree._Element) -> dict[str, list[float]]:
    found = _TITLE.findall(element.get("title") or "")
    return {name: [float(each) for each in figures.split()] for name, figures in found}


def _asked(question: Callable[..., Any], image: Image.Image, **options: Any) -> Any:
    """Return what tesseract answers about an image, handed over as a file that needs no packing."""
    with tempfile.TemporaryDirectory(prefix="kennissynthese-") as folder:
        path = Path(folder) / "page.pgm"
        image.save(path)
        try:
            return question(str(path), timeout=TIME_LIMIT, **options)
        except pytesseract.TesseractError as error:
            raise OcrFailed(f"tesseract could not read it (status {error.status})") from error
        except RuntimeError as error:
            raise OcrFailed(f"recognising its text takes more than {TIME_LIMIT} s") from error
