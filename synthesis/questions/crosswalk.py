"""The stage that lays codebooks side by side: which codes fall on the same passages, and which mean alike.

By chance two codes meet in n₁ × n₂ / N of N passages; `lift` is how many times more often they do (Brin et al. 1997,
SIGMOD), `jaccard` the share of the passages of either that has both. A pair is kept when it is among the best of one
of its codes by Jaccard, or when no definition of the other codebook is nearer; the others would be thousands.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import combinations
from typing import NamedTuple, Self

import numpy as np

from corpus.record import Record
from corpus.records import Code, Coding, Crosswalk, Evaluation
from corpus.stage import Inputs
from corpus.study import Study
from synthesis.embed import Vectors, kept_vectors, model_of
from synthesis.ledger.backing import by_document, shown

MEETING = ("venster", "aspect", "element", "thema")
"""The dimensions that are compared: what a passage is about, not what kind of statement it is."""
BEST = 3
"""So many pairs are kept by Jaccard of each code with each other codebook."""
FEWEST = 3
"""A pair that fewer passages have says nothing by its Jaccard."""


@dataclass(frozen=True)
class CrosswalkSettings:
    """What the crosswalk depends on: how definitions are compared."""

    model: str
    embedder: str = field(metadata={"hashed": False})

    @classmethod
    def of(cls, study: Study) -> Self:
        """Return the settings of a study."""
        return cls(model_of(study.embedder), study.embedder)


class _Pair(NamedTuple):
    first: Code
    second: Code
    both: int
    jaccard: float
    similarity: float


def cross_codebooks(inputs: Inputs, settings: CrosswalkSettings) -> Iterator[Record]:
    """Yield the pairs of codes of different codebooks that meet most, or mean most alike."""
    codes = [code for code in inputs[Code] if code.dimension in MEETING]
    books = list(dict.fromkeys(code.codebook for code in codes))
    if len(books) < 2:
        return
    vectors = kept_vectors(settings.embedder, tuple(code.definition for code in codes))
    codings = shown(inputs[Coding], by_document(inputs[Evaluation]))
    yield from compare(codes, codings, vectors)


def compare(codes: Sequence[Code], codings: Sequence[Coding], vectors: Vectors) -> Iterator[Crosswalk]:
    """Yield the pairs worth showing; `vectors` holds that of each code's definition."""
    held: defaultdict[tuple[str, str, str], set[str]] = defaultdict(set)
    for coding in codings:
        held[coding.codebook, coding.dimension, coding.code].add(coding.passage_id)
    passages = [held[code.codebook, code.dimension, code.code] for code in codes]
    total = len({coding.passage_id for coding in codings})
    centred = vectors - vectors.mean(axis=0)
    unit = centred / np.maximum(np.linalg.norm(centred, axis=1, keepdims=True), 1e-9)
    pairs = []
    for a, b in combinations(range(len(codes)), 2):
        if codes[a].codebook != codes[b].codebook:
            both, either = len(passages[a] & passages[b]), len(passages[a] | passages[b])
            alike = round(float(unit[a] @ unit[b]), 4)
            pairs.append(_Pair(codes[a], codes[b], both, round(both / max(either, 1), 4), alike))
    sizes = {code.id: len(found) for code, found in zip(codes, passages, strict=True)}
    for pair, reason in _kept(pairs):
        expected = sizes[pair.first.id] * sizes[pair.second.id] / max(total, 1)
        yield Crosswalk(
            first_code_id=pair.first.id,
            second_code_id=pair.second.id,
            first_count=sizes[pair.first.id],
            second_count=sizes[pair.second.id],
            both_count=pair.both,
            expected_count=round(expected, 4),
            lift=round(pair.both / expected, 4) if expected else 0.0,
            jaccard=pair.jaccard,
            similarity=pair.similarity,
            reason=reason,
        )


def _kept(pairs: Sequence[_Pair]) -> Iterator[tuple[_Pair, str]]:
    """Yield the pairs that are kept, in their order, with why (Dutch)."""
    reasons: defaultdict[tuple[str, str], list[str]] = defaultdict(list)
    groups: defaultdict[tuple[str, str], list[_Pair]] = defaultdict(list)
    for pair in pairs:
        groups[pair.first.id, pair.second.codebook].append(pair)
        groups[pair.second.id, pair.first.codebook].append(pair)
    for group in groups.values():
        often = sorted((pair for pair in group if pair.both >= FEWEST), key=lambda pair: -pair.jaccard)
        for pair in often[:BEST]:
            reasons[pair.first.id, pair.second.id].append("samen in passages")
        nearest = max(group, key=lambda pair: pair.similarity)
        reasons[nearest.first.id, nearest.second.id].append("omschrijving het meest gelijk")
    for pair in pairs:
        if why := reasons.get((pair.first.id, pair.second.id)):
            yield pair, "; ".join(sorted(set(why)))
