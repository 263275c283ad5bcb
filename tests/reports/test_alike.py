"""Passages that say something alike."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
from sqlite_utils import Database

from reports.publishing import alike as module
from reports.publishing.alike import COUNT, alike

RANDOM = np.random.default_rng(1)


def _vectors(rows: np.ndarray) -> dict[str, bytes]:
    return {f"p{number:03}": (row / np.linalg.norm(row)).astype("<f4").tobytes() for number, row in enumerate(rows)}


def _each_its_own(vectors: dict[str, bytes]) -> dict[str, str]:
    return {name: f"d{name}" for name in vectors}


def test_the_nearest_of_other_documents_come_in_order() -> None:
    vectors = _vectors(np.array([[1, 0, 0.0], [0.9, 0.1, 0], [0.8, 0.3, 0], [-1, 0, 0.1]]))
    found = [(rank, other) for name, rank, other, _ in alike(vectors, _each_its_own(vectors)) if name == "p000"]
    assert found == [(1, "p001"), (2, "p002"), (3, "p003")]


def test_passages_of_the_same_document_are_never_given() -> None:
    vectors = _vectors(RANDOM.normal(size=(12, 8)))
    documents = {name: f"d{number % 2}" for number, name in enumerate(sorted(vectors))}
    found = list(alike(vectors, documents))
    assert len(found) == 12 * COUNT
    assert all(documents[name] != documents[other] for name, _, other, _ in found)


def test_equal_likeness_goes_by_id() -> None:
    vectors = _vectors(np.array([[1, 0, 0.0], *([[0, 1, 0.0]] * 8)]))
    first = [other for name, _, other, _ in alike(vectors, _each_its_own(vectors)) if name == "p000"]
    assert first == ["p001", "p002", "p003", "p004", "p005"]


def test_the_size_of_chunks_and_the_order_of_adding_change_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    rows = RANDOM.normal(size=(40, 96))
    vectors = _vectors(rows)
    whole = list(alike(vectors, _each_its_own(vectors)))
    turned = _vectors(rows[:, ::-1])
    monkeypatch.setattr(module, "_CELLS", 7)
    assert list(alike(vectors, _each_its_own(vectors))) == whole
    assert list(alike(turned, _each_its_own(turned))) == whole


def test_without_vectors_or_a_second_document_nothing_is_alike() -> None:
    vectors = _vectors(RANDOM.normal(size=(3, 4)))
    assert list(alike({}, {"p000": "d"})) == []
    assert list(alike(vectors, dict.fromkeys(vectors, "d"))) == []
    documents = _each_its_own(vectors) | {"p900": "dx"}
    assert {name for name, *_ in alike(vectors, documents)} == set(vectors)


def test_alike_quotes_are_published_ones_of_other_documents(folder: Path) -> None:
    db = Database(folder / "publiek.db")
    documents = {row["citaat_id"]: row["document_id"] for row in db["citaten"].rows}
    pairs = [(row["citaat_id"], row["ander_citaat_id"]) for row in db["vergelijkbaar"].rows]
    assert pairs and len(pairs) == len(set(pairs))
    assert all(documents[one] != documents[other] for one, other in pairs)
