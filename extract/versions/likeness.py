"""Which documents are nearly the same: pairs by the likeness of their signatures, and by their place.

The thresholds stand far from what was measured. Of 69 documents, 46 of them real, the one pair of versions (a council
proposal and its amended form) has a likeness of 0.95; of the other 2345 pairs, the likest (two pages of one council on
two matters) has 0.09. A table book whose figures are all changed keeps 0.17 of its word sequences. A report of which
three in ten paragraphs are cut, two in ten are rewritten or one word in twenty is misread keeps 0.6 to 0.7 as a rule; a
web page of a report, with menus around it, 0.99.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
import numpy.typing as npt

from corpus.records import Signature
from extract.signature import PERMUTATIONS, SCHEME, SEED

LIKE = 0.5
"""From this share of common word sequences, two texts are versions of one."""
CONTAINED, LENGTH_RATIO = 0.8, 0.5
"""A draft that grew: this share of the shorter text is in the longer one, which is at most twice as long."""
UNLIKE = 0.05
"""Below this share, texts at one address have nothing in common."""
_BANDS = (85, 3)
"""Bands of an LSH index and positions in each: finds 98% of the pairs with a likeness of 0.36, all of 0.5."""

Sketch = npt.NDArray[np.uint32]


@dataclass(frozen=True)
class Likeness:
    """How much two texts are alike: the share of word sequences in common, and that share of the shorter text."""

    similarity: float
    containment: float
    length_ratio: float

    @property
    def is_version(self) -> bool:
        """Tell whether two texts this much alike are versions of one."""
        is_grown = self.containment >= CONTAINED and self.length_ratio >= LENGTH_RATIO
        return self.similarity >= LIKE or is_grown


class Likenesses:
    """The likeness of documents, by their signatures."""

    def __init__(self, signatures: Sequence[Signature]) -> None:
        """Unpack the signatures, in the order of their documents."""
        ordered = sorted(signatures, key=lambda signature: signature.document_id)
        self._sketches = {each.document_id: np.frombuffer(each.minhash, "<u4").astype(np.uint32) for each in ordered}
        self.counts: Mapping[str, int] = {each.document_id: each.shingle_count for each in ordered}
        """Document → number of different word sequences; only documents with a signature."""

    def between(self, first: str, second: str) -> Likeness | None:
        """Return how much two documents are alike; None where one of them has no signature."""
        if first not in self.counts or second not in self.counts:
            return None
        similarity = float(np.mean(self._sketches[first] == self._sketches[second]))
        few, many = sorted((self.counts[first], self.counts[second]))
        common = similarity / (1 + similarity) * (few + many)
        return Likeness(similarity, min(common / few, 1.0), few / many)

    def versions(self) -> Iterator[tuple[str, str]]:
        """Yield the pairs whose texts are alike enough to be versions of one, in order."""
        for first, second in self._candidates():
            likeness = self.between(first, second)
            if likeness and likeness.is_version:
                yield first, second

    def _candidates(self) -> Iterator[tuple[str, str]]:
        """Yield the pairs that share a band of an index by locality-sensitive hashing."""
        if len(self._sketches) < 2:
            return
        from datasketch import LeanMinHash, MinHashLSH  # It brings scipy along: seconds, only where it is needed.

        index: Any = MinHashLSH(num_perm=PERMUTATIONS, params=_BANDS)
        for document_id, sketch in self._sketches.items():
            minhash = LeanMinHash(seed=SEED, hashvalues=sketch, scheme=SCHEME)
            yield from ((other, document_id) for other in sorted(index.query(minhash)))
            index.insert(document_id, minhash)
