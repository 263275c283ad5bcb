"""The text layer of a page as runs: what stands in one text object on one line, with its place, size and typeface.

Only the first and the last character of a run are looked at: to look at each is what makes reading a PDF slow.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import pairwise
from operator import sub
from typing import NamedTuple

from extract.pdf.pdfium import FILLER, LINE_HYPHEN, Boxes, Glyphs, fonts_of, name_of
from extract.pdf.words import Bounds, Frame

_HYPHEN_CODES = frozenset("\xad\u2010\u2011")
_BULLET = "•"
_SYMBOLS = range(0xF000, 0xF100)
"""Where symbol fonts such as Wingdings put their characters."""
_ODD = re.compile("[^\r\n -~\xa1-\xac\xae-\u02ff\u0370-\u1fff\u2012-\u2027\u2030-\u205e\u20a0-\ud7ff\ufffe]")
_LINE = re.compile(f"[^\\s{LINE_HYPHEN}](?:[^\r\n{LINE_HYPHEN}]*[^\\s{LINE_HYPHEN}])?{LINE_HYPHEN}?|{LINE_HYPHEN}")
_WORD = re.compile(r"\S+")
_BOLD = re.compile(r"bold|black|heavy|-semi|demi|^(?:cm|sf|ec|lm|tc)[a-z]*bx")
_HIGH, _SIGN, _OUT, _NARROW = 0.42, 0.28, 0.1, 0.5
"""Shares of the height of a line: ink above the first is raised if it is higher than the second, as hyphens and quotes
are not; ink beyond the third is of larger type or lowered; gaps under the fourth part words but no columns."""
_LEAD = re.compile(r"(?:\d{1,2}(?:\.\d{1,2}){0,3}[.)]?|[a-zA-Z][.)]|[•▪◦‣–—-]) ")
_ALIKE_PT = 0.1
_STRAIGHT = 0.1
_ASKEW = 4
"""Text that leans more than `_STRAIGHT` is a stamp or a watermark."""

Span = tuple[int, int]


class Face(NamedTuple):
    """A typeface: its name in small letters, without the letters that mark a subset, and whether it is bold."""

    name: str
    is_bold: bool


Cut = tuple[int, int, int, bool]


class Cuts(NamedTuple):
    """Where runs begin and end (before which character), their text object, and whether no space stands before them."""

    start: Sequence[int]
    end: Sequence[int]
    item: Sequence[int]
    is_glued: Sequence[bool]


class Runs(NamedTuple):
    """Runs side by side: their boxes on the upright page, baselines, sizes, faces and turns, each a list."""

    cuts: Cuts
    x0: Sequence[float]
    y0: Sequence[float]
    x1: Sequence[float]
    y1: Sequence[float]
    base: Sequence[float]
    size: list[float]
    face: list[Face]
    turn: Sequence[int]


class Layer(NamedTuple):
    """The characters of a page, its runs, which of them make each line, its frame, and how many have no meaning."""

    text: str
    runs: Runs
    lines: list[Span]
    frame: Frame
    unreadable_count: int


def read_layer(glyphs: Glyphs, box: Bounds) -> Layer:
    """Return the text layer of a page with this box."""
    raw, unreadable_count = _plain(glyphs.read_text())
    spans = [found.span() for found in _LINE.finditer(raw)]
    text = raw.replace(LINE_HYPHEN, "-")
    cuts, lines = _cut(glyphs, text, spans)
    runs, frame = _place(glyphs, cuts, box)
    return Layer(text, runs, lines, frame, unreadable_count)


def _plain(text: str) -> tuple[str, int]:
    """Return text with plain spaces and hyphens, each character in its place, and how many have no meaning."""
    text = text.replace("\xa0", " ")
    if not _ODD.search(text):
        return text, 0
    unreadable: list[str] = []

    def plain(found: re.Match[str]) -> str:
        character = found[0]
        code = ord(character)
        if character in _HYPHEN_CODES:
            return "-"
        if code in _SYMBOLS:
            return _BULLET
        if character != FILLER and ((code < 0x20 and character != "\t") or code == 0xFFFD or 0xD800 <= code < 0xF900):
            unreadable.append(character)
            return FILLER
        if character.isspace() or character == "\u200b":
            return " "
        return character

    return _ODD.sub(plain, text), len(unreadable)


def _cut(glyphs: Glyphs, text: str, spans: Sequence[Span]) -> tuple[Cuts, list[Span]]:
    """Return the runs of lines, and which of the runs make each line."""
    firsts = glyphs.objects([start for start, _ in spans])
    lasts = glyphs.objects([end - 1 for _, end in spans])
    several = [index for index, (first, last) in enumerate(zip(firsts, lasts, strict=True)) if first != last]
    uneven = _uneven(glyphs, text, spans, several, firsts, lasts)
    parts = _parts(glyphs, text, [spans[index] for index in uneven])
    parted = set(uneven)
    cuts: list[Cut] = []
    lines: list[Span] = []
    for index, span in enumerate(spans):
        at = len(cuts)
        if index in parted:
            for cut in parts:
                cuts.append(cut)
                if cut[1] == span[1]:
                    break
        else:
            cuts.append((*span, firsts[index], False))
        lines.append((at, len(cuts)))
    columns = zip(*cuts, strict=True) if cuts else ((), (), (), ())
    return Cuts(*columns), lines


def _uneven(
    glyphs: Glyphs,
    text: str,
    spans: Sequence[Span],
    several: Sequence[int],
    firsts: Sequence[int],
    lasts: Sequence[int],
) -> list[int]:
    """Return which lines of several text objects are not of one typeface and size on one baseline without wide gaps."""
    first_faces = _faces([firsts[index] for index in several])
    last_faces = _faces([lasts[index] for index in several])
    even = [index for index, one, other in zip(several, first_faces, last_faces, strict=True) if one == other]
    boxes = glyphs.boxes([*[spans[index][0] for index in even], *[spans[index][1] - 1 for index in even]])
    count = len(even)
    uneven = set(several).difference(even)
    for at, index in enumerate(even):
        bottom, top = boxes.bottom[at], boxes.top[at]
        is_level = abs(boxes.bottom[at + count] - bottom) < _ALIKE_PT > abs(boxes.top[at + count] - top)
        if not is_level or not _is_even(glyphs.ink_boxes(*spans[index]), bottom, top, text, spans[index][0]):
            uneven.add(index)
    return sorted(uneven)


def _is_even(ink: Boxes, bottom: float, top: float, text: str, start: int) -> bool:
    """Tell whether the ink of text objects follows closely on one line between two heights."""
    height = top - bottom
    if min(ink.bottom) < bottom - _OUT * height or max(ink.top) > top + _OUT * height:
        return False
    if max(ink.bottom) > bottom + _HIGH * height:
        raised = (
            low > bottom + _HIGH * height and high - low > _SIGN * height
            for low, high in zip(ink.bottom, ink.top, strict=True)
        )
        if any(raised):
            return False
    gaps = list(map(sub, ink.left[1:], ink.right))
    if max(gaps) >= _NARROW * height and _LEAD.match(text, start):
        del gaps[0]
    return not gaps or (-_NARROW * height < min(gaps) and max(gaps) < _NARROW * height)


def _faces(items: Sequence[int]) -> list[Face]:
    """Return the typeface of each text object."""
    fonts = fonts_of(items)
    faces = {font: _face(name_of(font)) for font in dict.fromkeys(fonts)}
    return [faces[font] for font in fonts]


def _parts(glyphs: Glyphs, text: str, spans: Sequence[Span]) -> Iterator[Cut]:
    """Yield the runs of lines that have several text objects."""
    words = [found.span() for start, end in spans for found in _WORD.finditer(text, start, end)]
    line_ends = {end for _, end in spans}
    items = glyphs.objects([start for start, _ in words])
    closing = [
        index
        for index, ((_, end), (one, other)) in enumerate(zip(words, pairwise([*items, 0]), strict=True))
        if one != other or end in line_ends
    ]
    begun, is_glued = words[0][0] if words else 0, False
    for index, last in zip(closing, glyphs.objects([words[index][1] - 1 for index in closing]), strict=True):
        start, end = words[index]
        if last != items[index]:
            for offset, (one, other) in enumerate(pairwise(glyphs.objects(range(start, end))), start + 1):
                if one != other:
                    yield begun, offset, one, is_glued
                    begun, is_glued = offset, True
        following = index + 1
        if end in line_ends or last != items[following]:
            yield begun, end, last, is_glued
            begun, is_glued = words[following][0] if following < len(words) else 0, False


def _place(glyphs: Glyphs, cuts: Cuts, box: Bounds) -> tuple[Runs, Frame]:
    """Return runs where they stand once the page is turned upright, and how the page lies."""
    first, last = glyphs.boxes(cuts.start), glyphs.boxes([end - 1 for end in cuts.end])
    matrices = glyphs.matrices(cuts.start)
    a, b, c, d = (matrices[side::6] for side in range(4))
    face = _faces(cuts.item)
    sizes = glyphs.sizes(cuts.start)
    width, height = box[2] - box[0], box[3] - box[1]
    if box[0] == 0 == box[1] and not any(b) and not any(c) and min(a, default=1) > 0:
        size = [round(size * abs(scale), 1) for size, scale in zip(sizes, d, strict=True)]
        base, turns = matrices[5::6], [0] * len(size)
        runs = Runs(cuts, first.left, first.bottom, last.right, first.top, base, size, face, turns)
        return runs, Frame(0, 0, 0, width, height)
    size = [round(size * (x**2 + y**2) ** 0.5, 1) for size, x, y in zip(sizes, c, d, strict=True)]
    turns = [_turn_of(x, y) for x, y in zip(a, b, strict=True)]
    turn = _main_turn(cuts, turns)
    frame = Frame(box[0], box[1], turn, *((height, width) if turn % 2 else (width, height)))
    boxes = [_around(frame, *sides) for sides in zip(*first, *last, strict=True)]
    x0, y0, x1, y1 = zip(*boxes, strict=True) if boxes else ((), (), (), ())
    base = [frame.place(x, y)[1] for x, y in zip(matrices[4::6], matrices[5::6], strict=True)]
    return Runs(cuts, x0, y0, x1, y1, base, size, face, [(each - turn) % 5 for each in turns]), frame


def _around(
    frame: Frame, left: float, top: float, right: float, bottom: float,
    left2: float, top2: float, right2: float, bottom2: float,
) -> Bounds:  # fmt: skip
    return frame.place_box(min(left, left2), min(bottom, bottom2), max(right, right2), max(top, top2))


def _main_turn(cuts: Cuts, turns: Sequence[int]) -> int:
    """Return the direction of most text."""
    weights: Counter[int] = Counter()
    for start, end, turn in zip(cuts.start, cuts.end, turns, strict=True):
        if turn != _ASKEW:
            weights[turn] += end - start
    return min(weights, key=lambda each: (-weights[each], each)) if weights else 0


def _turn_of(a: float, b: float) -> int:
    """Return the direction of text in quarter turns counterclockwise."""
    if abs(b) <= _STRAIGHT * abs(a):
        return 0 if a >= 0 else 2
    if abs(a) <= _STRAIGHT * abs(b):
        return 1 if b > 0 else 3
    return _ASKEW


def _face(name: str) -> Face:
    plain = name.rpartition("+")[2].casefold()
    return Face(plain, bool(_BOLD.search(plain)))


def words_in(text: str, start: int, end: int) -> list[Span]:
    """Return the words of a stretch of text: their first character, and the one after their last."""
    return [found.span() for found in _WORD.finditer(text, start, end)]
