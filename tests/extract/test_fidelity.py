"""Generated reports in every layout are read at least as well as before, and the measures tell good from bad."""

from __future__ import annotations

import tomllib
from dataclasses import replace
from functools import cache
from pathlib import Path

import pytest

from extract.sheet import Sheet
from tests.benchmarks.extract.layouts import Sample, layouts, make
from tests.benchmarks.extract.order import longest_common
from tests.benchmarks.extract.readers import OURS, raw_text, readers
from tests.benchmarks.extract.scoring import Found, Score, add, score
from tests.benchmarks.extract.speed import read_text_alone

LIMITS = tomllib.loads(Path(__file__).with_name("floors.toml").read_text(encoding="utf-8"))
RENDERERS = ("typst", "WeasyPrint")
"""Those that are installed wherever the tests run."""


@cache
def _samples() -> tuple[Sample, ...]:
    return tuple(make(layout, 1, is_short=True) for layout in layouts() if layout.renderer in RENDERERS)


@cache
def _ours() -> Score:
    read = next(reader.read for reader in readers() if reader.name == OURS)
    return add(score(sample.truth, read(sample.content), raw_text(sample.content)) for sample in _samples())


@pytest.mark.parametrize(("measure", "floor"), LIMITS["floors"].items())
def test_reading_is_no_worse_than_it_was(measure: str, floor: float) -> None:
    share = _ours()[measure].share
    assert share is not None
    assert share >= floor


@pytest.mark.parametrize(("measure", "ceiling"), LIMITS["ceilings"].items())
def test_no_more_slips_into_the_text_than_did(measure: str, ceiling: float) -> None:
    share = _ours()[measure].share
    assert share is not None
    assert share <= ceiling


def _perfect(sample: Sample) -> Found:
    truth = sample.truth
    return Found(
        text="\n\n".join(block.text for block in truth.blocks),
        headings=list(truth.headings),
        notes=[(note.mark, note.text, note.before) for note in truth.notes],
        tables=[[list(row) for row in table.rows] for table in truth.tables],
        captions=[table.caption for table in truth.tables],
        pages=9,
    )


def _shares(sample: Sample, found: Found) -> dict[str, float | None]:
    return {name: tally.share for name, tally in score(sample.truth, found, raw_text(sample.content)).items()}


@pytest.fixture
def sample() -> Sample:
    return next(sample for sample in _samples() if sample.layout == "single")


def test_the_truth_itself_scores_full_marks(sample: Sample) -> None:
    shares = _shares(sample, _perfect(sample))
    assert shares.pop("leaks") == 0
    assert {share for share in shares.values() if share is not None} == {1.0}


def test_what_is_wrong_costs_its_own_measure(sample: Sample) -> None:
    good = _perfect(sample)
    blocks = good.text.split("\n\n")
    halves = [text for pair in zip(blocks[len(blocks) // 2 :], blocks, strict=False) for text in pair]
    assert (_shares(sample, replace(good, text="\n\n".join(halves)))["order"] or 0) < 0.7
    assert (_shares(sample, replace(good, text=raw_text(sample.content)))["hyphens"] or 0) < 0.1
    header = sample.truth.running[0]
    leaky = replace(good, text=f"{good.text}\n\n{header}\n\n{header}\n\nPagina 7 van 9")
    assert _shares(sample, leaky)["leaks"] == pytest.approx(3 / 9)
    assert (_shares(sample, replace(good, headings=good.headings[1:]))["headings"] or 0) < 1  # type: ignore[index]
    moved = [(mark, text, f"{before} nog een woord") for mark, text, before in good.notes or []]
    assert _shares(sample, replace(good, notes=moved))["ties"] == 0
    without = _shares(sample, replace(good, tables=[]))
    assert not any(without[kind] for kind in ("bordered", "borderless"))


def test_every_layout_says_all_that_is_true_of_it() -> None:
    for each in _samples():
        squeezed = "".join(filter(str.isalnum, raw_text(each.content)))
        lost = [
            word for block in each.truth.blocks for word in block.text.split()
            if "".join(filter(str.isalnum, word)) not in squeezed
        ]  # fmt: skip
        # A word may be parted by the end of a page.
        assert len(lost) <= 3, f"{each.name}: {lost}"


def test_the_longest_common_subsequence() -> None:
    assert (
        longest_common(
            ["de", "raad", "stemt", "in", "met", "het", "plan"], ["de", "stemt", "raad", "met", "een", "plan", "in"]
        )
        == 4
    )
    assert longest_common([], ["de"]) == longest_common(["de"], []) == 0


def test_the_path_that_is_timed_without_tables_finds_none() -> None:
    sheets = read_text_alone(next(each for each in _samples() if each.layout == "letter").content)
    assert {piece.role for sheet in sheets if isinstance(sheet, Sheet) for piece in sheet.pieces} >= {"paragraph"}
    assert not [piece for sheet in sheets if isinstance(sheet, Sheet) for piece in sheet.pieces if piece.rows]
