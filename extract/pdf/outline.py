"""The outline (bookmarks) of a PDF: the headings that its maker names, with their depth and page."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import Any, NamedTuple

import pypdfium2

from extract.pdf.numbering import bare_key, key_of

_MOST = 2000
_DEEPEST = 6


class Entry(NamedTuple):
    """A heading as an outline or a table of contents names it; levels start at 1, pages too, 0 where unknown."""

    text: str
    level: int
    page: int


def read_outline(document: Any) -> list[Entry]:
    """Return the entries of a document's outline."""
    entries: list[Entry] = []
    try:
        for bookmark in document.get_toc(max_depth=_DEEPEST):
            entries.append(_entry(bookmark))
            if len(entries) == _MOST:
                break
    except pypdfium2.PdfiumError:
        return []
    return entries


def _entry(bookmark: Any) -> Entry:
    target = bookmark.get_dest()
    index = target.get_index() if target else None
    return Entry(" ".join(bookmark.get_title().split()), bookmark.level + 1, 0 if index is None else index + 1)


def root_of(entries: Sequence[Entry]) -> Entry | None:
    """Return the first entry where it holds all others, as the title of a document does."""
    is_root = len(entries) > 1 and all(entry.level > entries[0].level for entry in entries[1:])
    return entries[0] if is_root else None


class Names:
    """Looks up headings by their text among entries; a number that only one side has does not part them."""

    def __init__(self, entries: Iterable[Entry]) -> None:
        """Take in entries."""
        self._full: dict[str, list[Entry]] = {}
        self._bare: dict[str, list[Entry]] = {}
        for entry in entries:
            if key := key_of(entry.text):
                self._full.setdefault(key, []).append(entry)
            if key := bare_key(entry.text):
                self._bare.setdefault(key, []).append(entry)

    def find(self, text: str, page: int) -> Entry | None:
        """Return the entry of a heading with this text on this page or next to it, None where there is none.

        Its level is 0 where entries of several levels fit equally well.
        """
        if not self._full:
            return None
        fitting = [entry for entry in self._candidates(text) if not entry.page or abs(entry.page - page) <= 1]
        if not fitting:
            return None
        best = min(fitting, key=lambda entry: abs(entry.page - page))
        levels = {entry.level for entry in fitting if entry.page == best.page}
        return best if len(levels) == 1 else best._replace(level=0)

    def _candidates(self, text: str) -> Iterator[Entry]:
        if found := self._full.get(key_of(text)):
            yield from found
        elif key := bare_key(text):
            yield from self._bare.get(key, ())
