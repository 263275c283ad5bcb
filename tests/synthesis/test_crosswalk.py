"""How codebooks meet: counts, chance, and which pairs are kept."""

from __future__ import annotations

import numpy as np
import pytest

from corpus.records import Code, Coding, Crosswalk, Evaluation
from corpus.stage import Inputs
from synthesis.questions import crosswalk
from synthesis.questions.crosswalk import BEST, CrosswalkSettings, compare, cross_codebooks
from tests.synthesis.asking_cases import FURTHER, MAIN, coding, evaluation


def _code(codebook: str, key: str, position: int) -> Code:
    dimension, _, code = key.partition(":")
    return Code(
        codebook=codebook, codebook_title=codebook, is_further=codebook == FURTHER, position=position,
        dimension=dimension, code=code, label=code, definition=f"Iets over {code}.",
    )  # fmt: skip


MANDAAT, CASELOAD = _code(MAIN, "element:mandaat", 1), _code(MAIN, "element:caseload", 2)
WONEN, WERKDRUK = _code(FURTHER, "thema:wonen", 1), _code(FURTHER, "thema:werkdruk", 2)
CODES = [MANDAAT, CASELOAD, WONEN, WERKDRUK]
VECTORS = np.array([[1, 0, 0], [0, 1, 0], [0, 0, 1], [0, 0.9, 0.1]], dtype=np.float32)


def _codings() -> list[Coding]:
    """Return four passages with caseload and werkdruk, one with werkdruk alone, and five with mandaat alone."""
    both = [f"p{number}" for number in range(4)]
    found = [coding("d1", passage, "element:caseload") for passage in both]
    found += [coding("d1", passage, "thema:werkdruk", codebook=FURTHER) for passage in (*both, "p8")]
    return found + [coding("d1", f"q{number}", "element:mandaat") for number in range(5)]


def test_counts_chance_and_overlap() -> None:
    pairs = {(pair.first_code_id, pair.second_code_id): pair for pair in compare(CODES, _codings(), VECTORS)}
    pair = pairs[CASELOAD.id, WERKDRUK.id]
    assert (pair.first_count, pair.second_count, pair.both_count) == (4, 5, 4)
    assert (pair.expected_count, pair.lift, pair.jaccard) == (2.0, 2.0, 0.8)
    assert pair.similarity > 0.5
    assert pair.reason == "omschrijving het meest gelijk; samen in passages"


def test_pairs_that_never_meet_are_kept_only_for_their_meaning() -> None:
    pairs = list(compare(CODES, _codings(), VECTORS))
    alone = [pair for pair in pairs if not pair.both_count]
    assert all(pair.reason == "omschrijving het meest gelijk" and pair.lift == 0 for pair in alone)
    assert {pair.first_code_id for pair in pairs} == {MANDAAT.id, CASELOAD.id}
    assert not any({pair.first_code_id, pair.second_code_id} == {MANDAAT.id, CASELOAD.id} for pair in pairs)


def test_of_each_code_only_the_best_pairs_are_kept() -> None:
    themas = [_code(FURTHER, f"thema:t{number}", number) for number in range(9)]
    codings = [coding("d1", f"p{number}", "element:mandaat") for number in range(9)]
    for size, thema in enumerate(themas, 1):
        codings += [coding("d1", f"p{n}", f"thema:{thema.code}", codebook=FURTHER) for n in range(size)]
    others = [_code(MAIN, f"element:e{number}", number + 2) for number in range(9)]
    codings += [coding("d1", f"p{n}", f"element:{other.code}") for other in others for n in range(9)]
    found = compare([MANDAAT, *others, *themas], codings, np.eye(19, dtype=np.float32))
    own = [pair for pair in found if pair.first_code_id == MANDAAT.id and "passages" in pair.reason]
    counts = sorted((pair.both_count for pair in own), reverse=True)
    assert counts[:BEST] == [9, 8, 7] and len(counts) < len(themas)


@pytest.mark.parametrize("books", [1, 2])
def test_one_codebook_alone_meets_none(monkeypatch: pytest.MonkeyPatch, books: int) -> None:
    monkeypatch.setattr(crosswalk, "kept_vectors", lambda _, texts: np.eye(len(texts), 4, dtype=np.float32))
    inputs = Inputs({Code: CODES[: 2 * books], Coding: _codings(), Evaluation: [evaluation("d1")]})
    found = list(cross_codebooks(inputs, CrosswalkSettings("model", "model")))
    assert bool(found) == (books == 2)
    assert all(isinstance(pair, Crosswalk) for pair in found)


def test_documents_that_are_left_out_do_not_count(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(crosswalk, "kept_vectors", lambda _, texts: np.eye(len(texts), 4, dtype=np.float32))
    inputs = Inputs({Code: CODES, Coding: _codings(), Evaluation: [evaluation("d2")]})
    found = [pair for pair in cross_codebooks(inputs, CrosswalkSettings("m", "m")) if isinstance(pair, Crosswalk)]
    assert all(pair.both_count == pair.first_count == pair.expected_count == 0 for pair in found)
