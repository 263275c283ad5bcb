"""Running headers, running footers and page numbers: lines that stand at the same place on several pages."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence

from extract.pdf.lines import Line

_ZONE = 0.13
"""Headers and footers stand in this share of the page's height, at its top and bottom."""
_STEP_PT = 6.0
_SHARE, _FEWEST = 0.2, 3
_SHORT_DOCUMENT = 5
_DIGITS = re.compile(r"\d+")
_NUMBER = re.compile(r"^(?:pagina|pag\.?|blad|p\.)?\W*#(?:\W*(?:van|/|of)?\W*#)?\W*$")

Key = tuple[str, int]


def without_furniture(pages: Sequence[Sequence[Line]], heights: Sequence[float]) -> list[list[Line]]:
    """Return the lines of each page without those that repeat, digits aside, at one height near its top or bottom."""
    keys = [dict(_keys(lines, height)) for lines, height in zip(pages, heights, strict=True)]
    running = _running(keys)
    return [
        [line for index, line in enumerate(lines) if not _is_running(found.get(index), running)]
        for lines, found in zip(pages, keys, strict=True)
    ]


def _keys(lines: Sequence[Line], height: float) -> Iterator[tuple[int, Key]]:
    for index, line in enumerate(lines):
        if not _ZONE * height < line.base < (1 - _ZONE) * height:
            yield index, (_DIGITS.sub("#", line.text.casefold()).replace(" ", ""), round(line.base / _STEP_PT))


def _running(pages: Sequence[Mapping[int, Key]]) -> set[Key]:
    counts: Counter[str] = Counter()
    places: defaultdict[str, Counter[int]] = defaultdict(Counter)
    for keys in pages:
        counts.update({text for text, _ in keys.values()})
        for text, place in set(keys.values()):
            places[text][place] += 1
    least = 2 if len(pages) <= _SHORT_DOCUMENT else min(_FEWEST, max(2, round(_SHARE * len(pages))))
    return {
        (text, place)
        for text in counts
        for place in places[text]
        if sum(places[text][place + step] for step in (-1, 0, 1)) >= (2 if _NUMBER.match(text) else least)
    }


def _is_running(key: Key | None, running: set[Key]) -> bool:
    return key is not None and key in running
