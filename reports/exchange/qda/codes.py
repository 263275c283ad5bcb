"""The codes of a study as a tree for other programs, and back: which code of ours a code of a file is.

No two names in the tree are the same, since some programs know a code by its name alone.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any, NamedTuple

from corpus.review.judged import book_of
from reports.exchange.qda.model import Code, all_codes, guid_of
from reports.exchange.qda.project_xml import writable

FOLDERS = {
    "soort": "Soort uitspraak",
    "venster": "Vensters",
    "aspect": "Aspecten",
    "element": "Werkzame elementen",
    "richting": "Richtingen",
    "thema": "Thema's",
}
"""What the codes of a dimension stand under."""
_COLOURS = {"soort": "#0072B2", "venster": "#009E73", "aspect": "#E69F00", "element": "#CC79A7",
            "richting": "#D55E00", "thema": "#56B4E9"}  # fmt: skip
"""Colours that colour-blind people tell apart too (Okabe & Ito 2008)."""
_OTHER = "Overige codes"


class Key(NamedTuple):
    """What tells a code from all others of a study."""

    codebook: str
    """Name and version."""
    dimension: str
    code: str

    @property
    def guid(self) -> str:
        """The GUID of the code, whatever the version of its codebook."""
        return guid_of("code", book_of(self.codebook), self.dimension, self.code)


@dataclass(frozen=True)
class CodeRow:
    """A code of a codebook of the study."""

    key: Key
    title: str
    """Title of the codebook."""
    label: str
    definition: str
    venster: str = ""
    """Of an element: the code of its venster."""


class CodeTree:
    """The codes of a study, below their codebooks, dimensions and vensters."""

    def __init__(self, rows: Iterable[CodeRow]) -> None:
        """Take the codes in the order of their codebooks; of two that are the same the first."""
        first: dict[Key, CodeRow] = {}
        for row in rows:
            first.setdefault(row.key, row)
        self.rows = tuple(first.values())
        self._taken: set[str] = set()
        self._names: dict[Key, str] = {}
        books: dict[str, list[CodeRow]] = defaultdict(list)
        for row in self.rows:
            books[row.key.codebook].append(row)
        trees = {book: self._dimensions(book, own) for book, own in books.items()}
        if len(trees) > 1:
            # Folders get their names after all codes, so that codes keep theirs.
            self.codes = tuple(
                _folder(self._free(books[book][0].title, book), ("book", book_of(book)), own)
                for book, own in trees.items()
            )
        else:
            self.codes = next(iter(trees.values()), ())

    def name(self, key: Key) -> str:
        """Return the name of a code in the tree; its code where it is none of the tree."""
        return self._names.get(key, key.code)

    def has(self, key: Key) -> bool:
        """Tell whether the code is in the tree."""
        return key in self._names

    def known(self, codes: tuple[Code, ...]) -> Mapping[str, Key]:
        """Return by the GUID of each code of a file which one of ours it is: by its GUID, or else by its name."""
        by_guid = {key.guid: key for key in self._names}
        by_name = {_plain(name): key for key, name in self._names.items()}
        found = {code.guid: by_guid.get(code.guid) or by_name.get(_plain(code.name)) for code in all_codes(codes)}
        return {guid: key for guid, key in found.items() if key}

    @cached_property
    def labels(self) -> Mapping[str, str]:
        """The names in the tree of all codes, by their plain form."""
        return {_plain(name): name for name in self._names.values()}

    def _dimensions(self, book: str, rows: Sequence[CodeRow]) -> tuple[Code, ...]:
        for row in rows:
            self._names[row.key] = self._free(row.label, FOLDERS.get(row.key.dimension, book).casefold())
        vensters = {row.key.code: row.label for row in rows if row.key.dimension == "venster"}
        folders = []
        for dimension in dict.fromkeys(row.key.dimension for row in rows):
            own = [row for row in rows if row.key.dimension == dimension]
            codes = self._in_vensters(book, own, vensters) if dimension == "element" else self._leaves(own)
            name = self._free(FOLDERS.get(dimension, _OTHER), book)
            folders.append(_folder(name, ("dimension", book_of(book), dimension), codes))
        return tuple(folders)

    def _in_vensters(self, book: str, rows: Sequence[CodeRow], vensters: Mapping[str, str]) -> tuple[Code, ...]:
        found: list[Code] = []
        for venster in dict.fromkeys(row.venster for row in rows):
            leaves = self._leaves([row for row in rows if row.venster == venster])
            if venster in vensters:
                name = self._free(f"{FOLDERS['element']}: {vensters[venster]}", book)
                found.append(_folder(name, ("venster", book_of(book), venster), leaves))
            else:
                found += leaves
        return tuple(found)

    def _leaves(self, rows: Iterable[CodeRow]) -> tuple[Code, ...]:
        return tuple(
            Code(
                guid=row.key.guid,
                name=self._names[row.key],
                description=writable(row.definition),
                color=_COLOURS.get(row.key.dimension, ""),
            )
            for row in rows
        )

    def _free(self, name: str, more: str) -> str:
        """Return a name that nothing in the tree has yet: with more behind it, and then a number, where it must."""
        wanted = " ".join(writable(name).split())
        options = [wanted, f"{wanted} ({more})", *(f"{wanted} ({more} {number})" for number in range(2, 1000))]
        found = next(each for each in options if _plain(each) not in self._taken)
        self._taken.add(_plain(found))
        return found


def _folder(name: str, parts: tuple[Any, ...], codes: tuple[Code, ...]) -> Code:
    return Code(guid=guid_of("folder", *parts), name=name, is_codable=False, codes=codes)


def _plain(name: str) -> str:
    return " ".join(name.split()).casefold()
