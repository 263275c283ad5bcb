"""The codebooks beside the first one: their form, what their cues find, and the list of codes that reports use."""

from __future__ import annotations

from functools import cache
from pathlib import Path

import numpy as np
import pytest

from corpus.records import Calibration, Code
from corpus.stage import Inputs
from synthesis.coding.codebook import CODEBOOKS, Codebook, load_codebook
from synthesis.coding.coder import Coder
from synthesis.coding.codes import CodeSettings, Shelf, list_codes
from synthesis.coding.reading import Reader
from synthesis.coding.similarity import Anchors
from tests.synthesis.asking_cases import FURTHER, MAIN, make_shelf
from tests.synthesis.coding import vectors_of

NAMES = ("iww-2019", "leiden", "noord-holland", "zuid-holland-zuid")
COUNTS = {"iww-2019": 8, "leiden": 16, "noord-holland": 12, "zuid-holland-zuid": 5}


@cache
def _codebook(name: str) -> Codebook:
    return load_codebook(CODEBOOKS / f"{name}.toml")


@cache
def _reader(name: str) -> Reader:
    return Reader(_codebook(name))


def test_every_codebook_that_comes_along_is_tested() -> None:
    assert {path.stem for path in CODEBOOKS.glob("*.toml")} == {*NAMES, "sociale-teams"}
    assert {name: len(_codebook(name).codes) for name in NAMES} == COUNTS


@pytest.mark.parametrize("name", NAMES)
def test_cues_find_every_hit_and_no_miss(name: str) -> None:
    for number, code in enumerate(_codebook(name).codes):
        assert code.dimension == "thema" and len(code.hits) >= 3 and code.misses
        assert all(_reader(name).read(hit).cues[number] for hit in code.hits), code.code
        assert not any(_reader(name).read(miss).cues[number] for miss in code.misses), code.code


@pytest.mark.parametrize("name", NAMES)
def test_texts_are_not_shared_between_codes(name: str) -> None:
    codes = _codebook(name).codes
    for texts in ([code.definition for code in codes], [hit for code in codes for hit in code.hits]):
        assert len(texts) == len(set(texts))


def test_the_questions_and_terms_of_the_seeds_are_there() -> None:
    themes = {code.code: code for code in _codebook("zuid-holland-zuid").codes}
    assert len(themes["doorontwikkeling_wijkteams"].questions) == 6
    assert len(themes["formeel_informeel"].questions) == 1 and themes["formeel_informeel"].goals
    assert sum(len(code.questions) for code in _codebook("noord-holland").codes) == 14
    assert {code.part for code in _codebook("noord-holland").codes} == {"regionaal", "landelijk"}
    assert all(code.asked_by and code.term is None for code in _codebook("leiden").codes)
    assert {code.part for code in _codebook("iww-2019").codes} == {"1", "2", "3a", "3b", "4a", "4b", "4c"}


@pytest.mark.parametrize("name", NAMES)
def test_a_codebook_without_soorten_codes_what_a_text_is_about(name: str) -> None:
    codebook = _codebook(name)
    rows = [(text, n) for n, code in enumerate(codebook.codes) for text in (code.description, *code.hits)]
    texts, owners = tuple(text for text, _ in rows), tuple(owner for _, owner in rows)
    coder = Coder(codebook, Anchors.from_vectors(texts, owners, vectors_of(texts)))
    for code in codebook.codes:
        verdicts = coder.code(code.hits[0], vectors_of([code.hits[0]])[0])
        found = {item.code: item for item in verdicts}
        assert code.code in found, code.hits[0]
        assert found[code.code].direction is None and found[code.code].made_by == "rule"
    nothing = "De zon scheen op het water en er voer een boot voorbij."
    assert [item for item in coder.code(nothing, np.full(256, 1 / 16, dtype=np.float32)) if item.score >= 0.6] == []


def test_every_code_of_every_codebook_is_listed(tmp_path: Path) -> None:
    shelf = make_shelf(tmp_path)
    settings = CodeSettings(shelf.hashes, ((MAIN, ((0.05, 0.04, 90.0), (0.95, 0.9, 10.0))),), shelf.paths)
    records = list(list_codes(Inputs({}), settings))
    codes = [record for record in records if isinstance(record, Code)]
    bands = [record for record in records if isinstance(record, Calibration)]
    assert [(band.low, band.high, band.coding_count) for band in bands] == [(0.0, 0.5, 90), (0.5, 1.0, 10)]
    assert [code.is_further for code in codes] == [False] * 8 + [True] * 2
    assert {code.codebook for code in codes} == {MAIN, FURTHER}
    assert [code.position for code in codes] == [*range(1, 9), 1, 2]
    assert next(code for code in codes if code.code == "mandaat").venster == "professional"


def test_where_a_codebook_stands_does_not_count(tmp_path_factory: pytest.TempPathFactory) -> None:
    shelves: list[Shelf] = [make_shelf(tmp_path_factory.mktemp(name)) for name in ("een", "twee")]
    assert shelves[0].hashes == shelves[1].hashes and shelves[0].paths != shelves[1].paths
