"""Signatures: the same on every machine, blind to layout, and an honest estimate of what texts have in common."""

from __future__ import annotations

import hashlib

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from corpus.records import Document, Page
from corpus.stage import Inputs
from extract.signature import PERMUTATIONS, SignatureSettings, minhash_of, shingles_of, sign, words_of
from tests.extract.versions_cases import edited, signature, text

STANDARD_ERROR = 0.5 / PERMUTATIONS**0.5


def likeness(first: str, second: str) -> float:
    (one,), (other,) = signature("a", first), signature("b", second)
    return float(np.mean(np.frombuffer(one.minhash, "<u4") == np.frombuffer(other.minhash, "<u4")))


def test_the_bytes_are_the_same_on_every_machine_and_in_every_version() -> None:
    (made,) = signature("a", text(1))
    assert len(made.minhash) == 4 * PERMUTATIONS
    assert (made.shingle_count, hashlib.sha256(made.minhash).hexdigest()[:16]) == (596, "3f57d8bf25f061e1")


def test_layout_capitals_and_ligatures_do_not_matter() -> None:
    plain = text(1) + " definitief"
    pretty = plain.upper().replace(" ", "\n– ").replace("DEFINITIEF", "de\ufb01nitief")
    assert likeness(plain, pretty) == 1.0


def test_pages_are_one_text() -> None:
    document = Document(id="d" * 64, media_type="application/pdf", byte_count=1)
    words = text(1).split()
    texts = [" ".join(words[:100]), " ".join(words[100:])]
    pages = [Page(document_id=document.id, number=n, text=part, method="test") for n, part in enumerate(texts, 1)]
    (made,) = sign(Inputs({Document: [document], Page: pages}), SignatureSettings())
    (whole,) = signature("a", text(1))
    assert getattr(made, "minhash", b"") == whole.minhash


@pytest.mark.parametrize(("count", "is_signed"), [(0, False), (49, False), (50, True)])
def test_a_text_with_too_few_words_has_no_signature(count: int, is_signed: bool) -> None:
    assert bool(signature("a", text(1, count))) == is_signed


@pytest.mark.parametrize("share", [0.0, 0.02, 0.1, 0.3, 0.5, 1.0])
def test_the_estimate_is_near_the_real_likeness(share: float) -> None:
    first, second = text(1, 3000), edited(text(1, 3000), share)
    one, other = shingles_of(words_of(first)), shingles_of(words_of(second))
    assert abs(likeness(first, second) - len(one & other) / len(one | other)) < 4 * STANDARD_ERROR


@given(st.sets(st.binary(min_size=1, max_size=8), min_size=1, max_size=50))
@settings(max_examples=30, deadline=None)
def test_a_signature_is_that_of_the_union_of_its_parts(parts: set[bytes]) -> None:
    ordered = sorted(parts)
    halves = [frozenset(ordered[::2]), frozenset(ordered[1::2]) or frozenset(ordered)]
    least = np.minimum(*(np.frombuffer(minhash_of(half), "<u4") for half in halves))
    assert minhash_of(frozenset(parts)) == least.tobytes()
