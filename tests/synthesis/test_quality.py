"""That the coder that comes along still does what it did: an alarm, with floors that nobody lowers silently."""

from __future__ import annotations

import tomllib
from pathlib import Path

import pytest

from corpus.study import load_study
from synthesis.coding.codebook import CODEBOOKS
from synthesis.coding.lines import code_texts
from synthesis.coding.stage import CodingSettings
from tests.benchmarks.codings import macro_f1, read_lines

FLOORS = tomllib.loads(Path(__file__).with_name("floors.toml").read_text(encoding="utf-8"))["own passages"]
EVERY = 8


@pytest.fixture(scope="module")
def coded() -> list[tuple[dict[str, list[str]], dict[str, list[str]]]]:
    """What passages of our own say, and what the coder makes of it."""
    settings = CodingSettings.of(load_study("voorbeeld"))
    coder = next(iter(settings.coders.values()))
    rows = list(read_lines(CODEBOOKS / "sociale-teams.jsonl"))[::EVERY]
    given = code_texts(coder, [row["text"] for row in rows], settings.embedder)
    return [({name: row.get(name, []) for name in FLOORS}, codes) for row, codes in zip(rows, given, strict=True)]


@pytest.mark.parametrize(("name", "floor"), FLOORS.items())
def test_the_coder_finds_what_it_was_trained_on(
    coded: list[tuple[dict[str, list[str]], dict[str, list[str]]]], name: str, floor: float
) -> None:
    relevant = [(truth[name], codes[name]) for truth, codes in coded if truth[name] not in ([], ["geen"])]
    score, labels = macro_f1([truth for truth, _ in relevant], [codes for _, codes in relevant])
    assert labels > 3 and score >= floor
