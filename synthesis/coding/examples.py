"""Coded passages to train and to measure on: a text, its document, and the codes that each of its coders gave.

Three forms in JSON Lines, told apart by their keys. Codes of one coder stand under the dimensions themselves; those of
several under `coder_a`, `coder_b` and so on. Where the text is not ours, its hash stands in its place, and the text is
looked for in a corpus.
"""

from __future__ import annotations

import hashlib
import json
import sqlite3
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from corpus.issues import Refused
from synthesis.coding.codebook import DIMENSIONS, NONE
from synthesis.coding.model import RELEVANT


@dataclass(frozen=True)
class Example:
    """A coded passage: for each coder the keys of the codes (dimension:code) that it gave."""

    document: str
    text: str
    coders: tuple[frozenset[str], ...]
    weight: float = 1.0
    is_real: bool = False
    """Whether it stands in a real document, so that what is measured on it holds for such."""

    def share(self, key: str) -> float:
        """Return the share of the coders that gave a code; RELEVANT is any soort but `geen`."""
        return sum(key in codes for codes in self.coders) / len(self.coders)


def read_examples(
    path: Path, *, weight: float = 1.0, texts: Mapping[str, str] | None = None, is_real: bool = False
) -> Iterator[Example]:
    """Yield the coded passages of a file; those given by hash only where `texts` has the text of that hash."""
    with path.open(encoding="utf-8") as lines:
        for number, line in enumerate(lines, 1):
            try:
                row = json.loads(line)
            except ValueError as error:
                raise Refused(
                    f"{path}, line {number}", f"this is not JSON ({error})", "Write an object a line"
                ) from None
            text = row.get("text") or (texts or {}).get(row.get("text_hash", ""))
            if text:
                yield Example(str(row.get("document", f"{path.name}:{number}")), text, _coders(row), weight, is_real)


def _coders(row: Mapping[str, Any]) -> tuple[frozenset[str], ...]:
    several = [row[name] for name in sorted(row) if name.startswith("coder_")]
    return tuple(frozenset(_keys(codes)) for codes in several or [row])


def _keys(codes: Mapping[str, Any]) -> Iterator[str]:
    for dimension in DIMENSIONS:
        given = codes.get(dimension) or []
        for code in [given] if isinstance(given, str) else given:
            yield f"{dimension}:{code}"
    if any(code != NONE for code in codes.get("soort", ())):
        yield RELEVANT


def text_hash(text: str) -> str:
    """Return the hash by which a passage is known: of its words alone, whatever space stands between."""
    return hashlib.sha256(" ".join(text.split()).encode()).hexdigest()[:24]


def corpus_texts(paths: Iterable[Path]) -> dict[str, str]:
    """Return the passages of corpora by the hash of their text."""
    texts: dict[str, str] = {}
    for path in paths:
        with closing(sqlite3.connect(f"file:{path}?mode=ro", uri=True)) as db:
            texts |= {text_hash(text): text for (text,) in db.execute("select text from passages order by id")}
    return texts


def distinct(examples: Sequence[Example]) -> tuple[Example, ...]:
    """Return the examples, of equal texts the first only."""
    first: dict[str, Example] = {}
    for example in examples:
        first.setdefault(text_hash(example.text), example)
    return tuple(first.values())
