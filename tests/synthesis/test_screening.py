"""The measures of the simulation of reading, on orders whose figures are known."""

from __future__ import annotations

import numpy as np
import pytest

from tests.benchmarks.screening import Collection, ours, pair_of, prior_alone, simulate, stop_of, time_to_discovery, wss

BEST = np.arange(100) < 20


def test_a_perfect_order_saves_all_that_there_is_to_save() -> None:
    assert wss(BEST) == pytest.approx(1 - 0.19 - 0.05)
    assert time_to_discovery(BEST) == pytest.approx(np.arange(1, 21).mean() / 100)


def test_the_worst_order_saves_nothing() -> None:
    assert wss(BEST[::-1]) < 0
    assert time_to_discovery(BEST[::-1]) > 0.9


def test_a_run_ends_at_the_latest_when_all_is_read() -> None:
    assert stop_of(BEST[::-1]).recall == 1.0
    stop = stop_of(np.arange(1000) < 100)
    assert stop.recall == 1.0 and stop.share < 0.7 and stop.is_bound_right


def test_each_passage_is_read_once_and_judgements_help() -> None:
    chance = np.random.default_rng(1)
    relevant = np.arange(120) % 4 == 0
    vectors = chance.standard_normal((120, 12)).astype(np.float32)
    vectors[:, 0] += 3 * relevant
    vectors /= np.linalg.norm(vectors, axis=1, keepdims=True)
    collection = Collection("made", tuple(map(str, range(120))), relevant, vectors, np.zeros(120))
    start = pair_of(collection, 0)
    assert relevant[start].tolist() == [True, False]
    orders = [simulate(collection, ranker, start, 0) for ranker in (ours, prior_alone)]
    assert all(sorted(order) == list(range(120)) for order in orders)
    assert time_to_discovery(relevant[orders[0]]) < time_to_discovery(relevant[orders[1]]) - 0.1
