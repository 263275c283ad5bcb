"""What figures say: words without digits, and values that tell where in `publiek.db` they stand."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Iterator
from functools import lru_cache
from pathlib import Path
from typing import Any

from reports.publication import Origin, Value

Piece = str | Value
Line = Piece | tuple[Piece, ...]
"""A text: words, a value, or several in a row."""
PLAIN, BOLD = "DejaVuSans.ttf", "DejaVuSans-Bold.ttf"
"""The fonts that matplotlib brings along, so that figures are the same on every machine."""


def text_of(line: Line) -> str:
    """Return a text as readers see it: in one row, without signs that are no writing."""
    text = "".join(piece.text if isinstance(piece, Value) else piece for piece in _pieces(line))
    return "".join(sign if unicodedata.category(sign)[0] != "C" else " " for sign in text)


def origins_of(line: Line) -> tuple[Origin, ...]:
    """Return where the values in a text stand, each once."""
    return tuple(dict.fromkeys(piece.origin for piece in _pieces(line) if isinstance(piece, Value)))


def addresses(of: Iterable[Origin]) -> str:
    """Return the addresses of origins, each once, with a space between."""
    return " ".join(dict.fromkeys(origin.address for origin in of))


def _pieces(line: Line) -> tuple[Piece, ...]:
    # A Value is a tuple too.
    return (line,) if isinstance(line, str | Value) else line


def width_of(text: str, size: float, is_bold: bool = False) -> float:
    """Return how wide a text is, in points."""
    return _width(text, is_bold) * size / 100


def wrapped(text: str, width: float, size: float, is_bold: bool = False, lines: int = 99) -> list[str]:
    """Return a text in lines that fit a width in points; what does not fit in so many lines ends in an ellipsis."""
    found = list(_lines(text.split(), width, size, is_bold))
    if len(found) <= lines:
        return [clipped(line, width, size, is_bold) for line in found]
    rest = " ".join(found[lines - 1 :])
    return [*(clipped(line, width, size, is_bold) for line in found[: lines - 1]), clipped(rest, width, size, is_bold)]


def clipped(text: str, width: float, size: float, is_bold: bool = False) -> str:
    """Return a text, cut with an ellipsis where it is wider than a width in points."""
    if width_of(text, size, is_bold) <= width:
        return text
    low, high = 0, len(text)
    while low < high:
        middle = (low + high + 1) // 2
        fits = width_of(text[:middle].rstrip() + "…", size, is_bold) <= width
        low, high = (middle, high) if fits else (low, middle - 1)
    return text[:low].rstrip() + "…"


def _lines(words: list[str], width: float, size: float, is_bold: bool) -> Iterator[str]:
    line = ""
    for word in words:
        longer = f"{line} {word}" if line else word
        if line and width_of(longer, size, is_bold) > width:
            yield line
            line = word
        else:
            line = longer
    if line:
        yield line


def font_path(name: str) -> Path:
    """Return where a font of matplotlib is."""
    from matplotlib import get_data_path

    return Path(get_data_path()) / "fonts" / "ttf" / name


@lru_cache(maxsize=2)
def _font(is_bold: bool) -> Any:
    from matplotlib.ft2font import FT2Font

    font = FT2Font(str(font_path(BOLD if is_bold else PLAIN)))
    font.set_size(100, 72)
    return font


@lru_cache(maxsize=4096)
def _width(text: str, is_bold: bool) -> float:
    from matplotlib.ft2font import LoadFlags

    font = _font(is_bold)
    measured = "".join(sign if font.get_char_index(ord(sign)) else "□" for sign in text)
    font.set_text(measured, 0.0, flags=LoadFlags.NO_HINTING)
    return float(font.get_width_height()[0]) / 64
