"""The codebook as the review site offers it: that of the snapshot, with what researchers decided since."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from itertools import groupby

from corpus.review.entries import Merge, NewCode, Split
from corpus.review.judged import book_of
from reports.review.board import Board
from reports.review.routes import Visit

_SQL = """
SELECT codebook, dimension, code, label, coalesce(definition, '') AS definition, coalesce(venster, '') AS venster
FROM codes WHERE NOT is_further ORDER BY codebook, position
"""
DIRECTION, VENSTER = "richting", "venster"
DIMENSIONS = {
    "element": "Werkzaam element",
    "soort": "Soort uitspraak",
    "venster": "Venster",
    "aspect": "Aspect",
    "richting": "Richting",
    "thema": "Thema",
}
"""What readers see of a dimension."""


@dataclass(frozen=True)
class Code:
    """A code that can be given, or could."""

    codebook: str
    dimension: str
    code: str
    label: str
    definition: str
    venster: str
    is_new: bool = False
    """Whether it was added after the snapshot was made."""
    into: tuple[str, ...] = ()
    """The codes that took its place since."""


class Codebook:
    """The codes of the main codebook of a snapshot, in its order."""

    def __init__(self, codes: Iterable[Code]) -> None:
        """Take the codes."""
        self.codes = tuple(codes)
        self._by_key = {(each.dimension, each.code): each for each in self.codes}
        self.name = self.codes[0].codebook if self.codes else ""
        """Name and version."""

    def find(self, dimension: str, code: str | None) -> Code | None:
        """Return a code; None where there is none like that."""
        return self._by_key.get((dimension, code or ""))

    def label(self, dimension: str, code: str | None) -> str:
        """Return the name of a code as readers know it."""
        found = self.find(dimension, code)
        return found.label if found else code or ""

    @property
    def dimensions(self) -> tuple[str, ...]:
        """The dimensions in which passages are coded, the elements first."""
        found = dict.fromkeys(each.dimension for each in self.codes if each.dimension != DIRECTION)
        return tuple(sorted(found, key=lambda name: name != "element"))

    def offered(self, dimension: str, *, is_whole: bool = False) -> list[Code]:
        """Return the codes of a dimension that can be given now; with `is_whole` also those that went up in others."""
        return [each for each in self.codes if each.dimension == dimension and (is_whole or not each.into)]

    def groups(self, dimension: str, *, is_whole: bool = False) -> list[tuple[str, list[Code]]]:
        """Return the codes that `offered` returns, by the name of their venster."""
        order = [each.code for each in self.codes if each.dimension == VENSTER]
        ranked = sorted(
            self.offered(dimension, is_whole=is_whole),
            key=lambda each: order.index(each.venster) if each.venster in order else len(order),
        )
        return [(self.label(VENSTER, name), list(codes)) for name, codes in groupby(ranked, lambda each: each.venster)]


async def codebook_of(visit: Visit) -> Codebook:
    """Return the codebook as it is offered now."""
    rows = await visit.ask(_SQL)
    return Codebook(_decided([Code(**row) for row in rows], visit.desk.board))


def _decided(codes: list[Code], board: Board) -> list[Code]:
    """Return codes with those that were added, and with what each was merged or split into."""
    found = {(each.dimension, each.code): each for each in codes}
    full_name = codes[0].codebook if codes else ""
    for entry in sorted((each for kind in board.others.values() for each in kind), key=lambda each: each.seq):
        said = entry.statement
        if not isinstance(said, NewCode | Merge | Split) or said.codebook != book_of(full_name):
            continue
        key = (said.dimension, said.code)
        if isinstance(said, NewCode):
            is_new = key not in found
            found[key] = Code(full_name, *key, said.label, said.definition, said.venster, is_new)
        elif key in found:
            into = (said.into,) if isinstance(said, Merge) else said.into
            found[key] = replace(found[key], into=() if into == (said.code,) else into)
    return list(found.values())
