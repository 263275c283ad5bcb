"""Running headers, running footers and page numbers: lines that stand at the same place on several pages."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence

from extract.pdf.lines import Line, most_common
from extract.pdf.margins import alike, in_text
from extract.pdf.slots import find_slots

_ZONE = 0.13
"""Headers and footers stand in this share of the page's height, at its top and bottom."""
_LARGER = 1.25
"""In type larger than this share of that of running text, numbers part one heading from another."""
_STEP_PT = 6.0
_SHARE, _FEWEST = 0.2, 3
_SHORT_DOCUMENT = 5
_DIGITS = re.compile(r"\d+")
_LEADING = re.compile(r"^\d{1,3}(?=[^\W\d_]{2})")
_NUMBER = re.compile(r"^(?:pagina|pag\.?|blad|p\.)?\W*#(?:\W*(?:van|/|of)?\W*#)?\W*$")

Key = tuple[str, int]
"""A text with its type size, because a heading may say what a header says, and the step of its height."""


def without_furniture(pages: Sequence[Sequence[Line]], heights: Sequence[float]) -> list[list[Line]]:
    """Return the lines of each page without those that repeat, digits aside, at one height near its top or bottom."""
    keys = [dict(_keys(*page)) for page in zip(range(len(pages)), pages, heights, strict=True)]
    running = _running(keys)
    found = find_slots(pages, heights)
    for lines, own in zip(pages, keys, strict=True):
        found |= {id(line) for index, line in enumerate(lines) if _is_running(own.get(index), running)}
    for lines, height in zip(pages, heights, strict=True):
        found -= in_text(lines, found, height)
    found |= alike(pages, found, heights)
    return [[line for line in lines if id(line) not in found] for lines in pages]


def _keys(number: int, lines: Sequence[Line], height: float) -> Iterator[tuple[int, tuple[Key, ...]]]:
    largest = _LARGER * most_common((line.size, len(line.text)) for line in lines)
    for index, line in enumerate(lines):
        if not (_ZONE * height < line.base < (1 - _ZONE) * height or line.is_numbered_note):
            text = line.text.casefold().replace(" ", "")
            texts = [text] if line.size > largest else _without_numbers(text, number)
            yield index, tuple((f"{each}\n{line.size:.0f}", round(line.base / _STEP_PT)) for each in texts)


def _without_numbers(text: str, page: int) -> list[str]:
    """Return what a line says apart from its numbers.

    A number before words may be that of a note, so it counts: as it is, and by how far it is ahead of the page.
    """
    plain = _DIGITS.sub("#", text)
    if not (found := _LEADING.match(text)):
        return [plain]
    return [text, f"{int(found[0]) - page}{plain}"]


def _running(pages: Sequence[Mapping[int, tuple[Key, ...]]]) -> set[Key]:
    counts: Counter[str] = Counter()
    places: defaultdict[str, Counter[int]] = defaultdict(Counter)
    for keys in pages:
        found = {key for each in keys.values() for key in each}
        counts.update({text for text, _ in found})
        for text, place in found:
            places[text][place] += 1
    least = 2 if len(pages) <= _SHORT_DOCUMENT else min(_FEWEST, max(2, round(_SHARE * len(pages))))
    return {
        (text, place)
        for text in counts
        for place in places[text]
        if sum(places[text][place + step] for step in (-1, 0, 1)) >= _least(text, least)
    }


def _least(text: str, usual: int) -> int:
    return 2 if _NUMBER.match(text.partition("\n")[0]) else usual


def _is_running(keys: tuple[Key, ...] | None, running: set[Key]) -> bool:
    return keys is not None and any(key in running for key in keys)
