"""The consensus of runs, on points whose groups are known."""

import itertools
import warnings

import numpy as np
import pytest
from sklearn.metrics import adjusted_rand_score

from synthesis.embed import Vectors
from synthesis.topics.consensus import Consensus, _cut, _judged, _ranked, _settled, _spread, agree, runs_for
from synthesis.topics.layouts import ABSENT, FOLDS, LOOSE, _among, _left_out, lay_out

EACH, GROUPS = 15, 4
TRUTH = np.repeat(np.arange(GROUPS), EACH)
DOCUMENTS = [frozenset({f"d{n % 9}"}) for n in range(EACH * GROUPS)]


def _points(spread: float = 0.12) -> Vectors:
    noise = np.random.default_rng(3).normal(scale=spread, size=(EACH * GROUPS, 12))
    return (np.eye(12)[TRUTH] + noise).astype(np.float32)


def _agree(vectors: Vectors, *, seed: int = 1, runs: int = 4, smallest: int = 6) -> Consensus:
    found = agree(vectors, DOCUMENTS[: len(vectors)], smallest=smallest, seed=seed, runs=runs)
    assert found
    return found


def test_groups_are_found_with_weights_and_stability() -> None:
    found = _agree(_points())
    assert adjusted_rand_score(TRUTH, found.labels) > 0.95
    assert len(found.stability) == GROUPS
    assert all(0.8 <= each <= 1 for each in found.stability)
    assert 0 <= found.weights.min() <= found.weights.max() <= 1
    assert (found.weights[found.labels == LOOSE] == 0).all()


def test_another_seed_finds_nearly_the_same_where_groups_touch() -> None:
    touching = _points(0.3)
    found = [_agree(touching, seed=seed, runs=6).labels for seed in range(3)]
    single = [run.labels for run in lay_out(touching, DOCUMENTS, smallest=6, seed=5, runs=3)]
    of_consensus = np.mean([adjusted_rand_score(a, b) for a, b in itertools.combinations(found, 2)])
    of_single = np.mean([adjusted_rand_score(a, b) for a, b in itertools.combinations(single, 2)])
    assert of_consensus > of_single


def test_equal_input_gives_equal_output_and_no_warnings() -> None:
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        one, other = _agree(_points(0.3)), _agree(_points(0.3))
    assert (one.labels == other.labels).all()
    assert (one.weights == other.weights).all()
    assert one.stability == other.stability


def test_points_that_are_all_the_same_are_no_group() -> None:
    assert agree(np.ones((20, 4), dtype=np.float32), DOCUMENTS[:20], smallest=3, seed=1, runs=2) is None


def test_of_a_round_of_runs_each_document_misses_one() -> None:
    documents = [frozenset({f"d{n}"}) for n in range(200)]
    assert (_left_out(documents).sum(axis=0) == 1).all()


def test_what_a_run_leaves_out_are_whole_documents_with_no_place_and_no_group() -> None:
    runs = list(lay_out(_points(), DOCUMENTS, smallest=6, seed=1, runs=3))
    assert any((run.labels == ABSENT).any() for run in runs)
    for run in runs:
        assert (np.isnan(run.places).any(axis=1) == (run.labels == ABSENT)).all()
        assert {DOCUMENTS[n] for n in np.flatnonzero(run.labels == ABSENT)}.isdisjoint(
            {DOCUMENTS[n] for n in np.flatnonzero(run.labels > ABSENT)}
        )


def test_a_text_is_left_out_only_with_all_documents_that_it_stands_in() -> None:
    documents = [*DOCUMENTS, frozenset({f"d{n}" for n in range(9)})]
    assert not _left_out(documents)[:, -1].any()


def test_a_document_with_most_of_the_passages_is_never_left_out() -> None:
    absent = _left_out([frozenset({"groot"})] * 8 + [frozenset({"klein"})] * 2)
    assert not absent[:, :8].any()
    assert absent[:, 8:].any(axis=0).all()


def test_neighbours_that_are_absent_are_skipped() -> None:
    indices = np.array([[0, 1, 2], [1, 0, 2], [2, 1, 0]])
    distances = np.array([[0, 0.1, 0.2], [0, 0.1, 0.3], [0, 0.3, 0.2]], dtype=np.float32)
    near, far = _among(indices, distances, np.array([2, 0]))
    assert near.tolist() == [[0, 1], [1, 0]]
    assert far.round(2).tolist() == [[0, np.float32(0.2).round(2)], [0, np.float32(0.2).round(2)]]


def _blocks() -> Vectors:
    near = np.random.default_rng(2).uniform(0, 0.1, size=(24, 24))
    for begin in range(0, 24, 6):
        near[begin : begin + 6, begin : begin + 6] += 0.8
    return ((near + near.T) / 2).astype(np.float32)


def test_what_lies_near_on_average_is_put_together_in_as_many_groups_as_the_runs_have() -> None:
    truth = np.repeat(np.arange(4), 6)
    assert adjusted_rand_score(_cut(_blocks(), np.array([truth] * 3)), truth) == 1
    assert adjusted_rand_score(_cut(_blocks(), np.array([truth, truth, truth // 2])), truth) == 1
    assert len(set(_cut(_blocks(), np.array([truth // 2] * 3)))) == 2


def test_runs_without_groups_give_none() -> None:
    assert (_cut(_blocks(), np.full((3, 24), LOOSE)) == LOOSE).all()


def test_a_passage_goes_where_it_is_together_most() -> None:
    together = np.array(
        [[9, 9, 8, 0, 0], [9, 9, 8, 0, 0], [8, 8, 9, 1, 1], [0, 0, 1, 9, 9], [0, 0, 1, 9, 9]], dtype=np.float32
    )
    assert _settled(np.array([1, 1, 2, 2, 2]), together).tolist() == [1, 1, 1, 2, 2]


def test_a_passage_that_is_no_landmark_joins_the_nearest_group(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("synthesis.topics.consensus._LANDMARKS", 3)
    near = np.array([[1, 0, 0], [0.1, 0.8, 0.7], [0, 1, 0.9], [0.9, 0, 0], [0, 0.9, 1]], dtype=np.float32)
    assert _spread(np.array([7, 5, 5]), near).tolist() == [7, 5, 5, 7, 5]


def test_landmarks_give_the_same_groups(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("synthesis.topics.consensus._LANDMARKS", 30)
    assert adjusted_rand_score(TRUTH, _agree(_points()).labels) > 0.95


def test_groups_are_numbered_by_size_and_small_ones_are_none() -> None:
    assert _ranked(np.array([4, 4, 9, 9, 9, 2, LOOSE, LOOSE]), 2).tolist() == [1, 1, 0, 0, 0, LOOSE, LOOSE, LOOSE]


def test_stability_is_the_mean_of_the_best_matches() -> None:
    labels = np.array([0, 0, 0, 1, 1, LOOSE])
    votes = np.array([[0, 0, 0, 1, 1, 1], [0, 0, 1, 1, 1, ABSENT], [0, 0, LOOSE, ABSENT, ABSENT, LOOSE]])
    found = _judged(labels, votes)
    assert found.stability == pytest.approx(((1 + 2 / 3 + 2 / 3) / 3, (2 / 3 + 2 / 3) / 2))
    assert found.weights.tolist() == pytest.approx([1, 1, 1 / 3, 1, 1, 0])


@pytest.mark.parametrize(("count", "runs"), [(100, 48), (4000, 20), (20_000, FOLDS), (10**6, FOLDS)])
def test_large_corpora_make_do_with_fewer_runs(count: int, runs: int) -> None:
    assert runs_for(count, 48) == runs
    assert runs_for(count, 3) == 3
