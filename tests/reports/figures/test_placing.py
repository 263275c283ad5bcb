"""Where topics lie: near those that say alike things, whatever the order in which they come."""

from __future__ import annotations

import math

import numpy as np

from reports.publishing.placing import placed


def _vector(*numbers: float) -> bytes:
    found = np.array(numbers, dtype="<f4")
    return bytes((found / np.linalg.norm(found)).astype("<f4").tobytes())


VECTORS = {"a": _vector(1, 0, 0), "b": _vector(1, 0.1, 0), "c": _vector(0, 1, 0), "d": _vector(0, 0, 1)}
MEMBERS = [("een", "a", 0.9), ("twee", "b", 0.8), ("drie", "c", 0.7), ("vier", "d", 0.6), ("leeg", "x", 1.0)]


def test_topics_that_are_alike_lie_near_each_other() -> None:
    places = {name: (x, y) for name, x, y in placed(MEMBERS, VECTORS)}
    assert set(places) == {"een", "twee", "drie", "vier"}, "a topic without vectors gets no place"
    near = math.dist(places["een"], places["twee"])
    assert all(math.dist(places["een"], places[other]) > 3 * near for other in ("drie", "vier"))
    assert max(abs(value) for place in places.values() for value in place) == 1.0


def test_the_order_of_passages_changes_nothing() -> None:
    assert list(placed(MEMBERS, VECTORS)) == list(placed(MEMBERS[::-1], dict(reversed(VECTORS.items()))))


def test_few_topics_have_a_place_too() -> None:
    assert list(placed([], VECTORS)) == []
    assert list(placed([("een", "a", 1.0)], VECTORS)) == [("een", 0.0, 0.0)]
    pair = list(placed(MEMBERS[:3:2], VECTORS))
    assert sorted(x for _, x, _ in pair) == [-1.0, 1.0] and {y for _, _, y in pair} == {0.0}
    assert {place[1:] for place in placed([("een", "a", 1.0), ("twee", "a", 0.5)], VECTORS)} == {(0.0, 0.0)}
