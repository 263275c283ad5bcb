"""The signature of a text: its MinHash, by which near-duplicates are found without comparing texts with each other.

Broder, On the resemblance and containment of documents (1997): the share of equal positions of two MinHashes estimates
the share of word sequences that two texts have in common (the Jaccard similarity); with 256 positions its standard
error is at most 0.03.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Self

from corpus.record import Record
from corpus.records import Document, Page, Signature
from corpus.stage import Inputs
from corpus.study import Study

PERMUTATIONS = 256
SEED = 1
SCHEME = "affine32"
"""How datasketch permutes hashes; signatures of another scheme or seed cannot be compared with these."""

_SHINGLE = 5
"""Words in a sequence: with fewer, unrelated texts share stock phrases; with more, each slip of the pen costs more."""
_FEWEST_WORDS = 50
"""A shorter text is mostly the frame that its site or form puts around it."""
_BATCH = 4096
"""Shingles hashed at a time: their 256 permutations fit a processor's cache."""
_WORD = re.compile(r"[^\W_]+")


@dataclass(frozen=True, kw_only=True)
class SignatureSettings:
    """What a signature depends on beside the text: nothing that a study sets."""

    @classmethod
    def of(cls, study: Study) -> Self:
        """Return the settings of a study."""
        return cls()


def sign(inputs: Inputs, settings: SignatureSettings) -> Iterator[Record]:
    """Yield the signature of a document; nothing where it has fewer than 50 words."""
    words = words_of("\n".join(page.text for page in inputs[Page]))
    if len(words) < _FEWEST_WORDS:
        return
    shingles = shingles_of(words)
    yield Signature(document_id=inputs.one(Document).id, shingle_count=len(shingles), minhash=minhash_of(shingles))


def words_of(text: str) -> list[str]:
    """Return the words of a text as they are compared: without case, ligatures, punctuation and layout."""
    return _WORD.findall(unicodedata.normalize("NFKC", text).casefold())


def shingles_of(words: list[str]) -> frozenset[bytes]:
    """Return the different sequences of five words in a text, as UTF-8."""
    encoded = [word.encode() for word in words]
    return frozenset(b" ".join(encoded[start : start + _SHINGLE]) for start in range(len(encoded) - _SHINGLE + 1))


def minhash_of(shingles: frozenset[bytes]) -> bytes:
    """Return the MinHash of a set as 256 unsigned integers of 32 bits, little-endian; the same on every machine."""
    from datasketch import MinHash  # It brings scipy along: seconds, which only a run that signs should take.

    sketch = MinHash(num_perm=PERMUTATIONS, seed=SEED, scheme=SCHEME)
    ordered = list(shingles)
    for start in range(0, len(ordered), _BATCH):
        sketch.update_batch(ordered[start : start + _BATCH])
    values: bytes = sketch.hashvalues.astype("<u4").tobytes()
    return values
