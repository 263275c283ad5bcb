"""The colours of the figures: readable on their grounds, and told apart by readers who see fewer colours."""

from __future__ import annotations

from itertools import combinations
from pathlib import Path

import numpy as np
import pytest
from numpy.typing import NDArray

from reports.figures import figures, palette
from reports.figures.palette import DIRECTIONS, EVIDENCE, MARK_PAIRS, TEXT_PAIRS
from tests.reports.figures.figure_cases import SVG, parsed

Colour = NDArray[np.float64]
SEEN = {
    name: np.array(rows).reshape(3, 3)
    for name, rows in {
        "all colours": [1.0, 0, 0, 0, 1, 0, 0, 0, 1],
        "no red": [0.152286, 1.052583, -0.204868, 0.114503, 0.786281, 0.099216, -0.003882, -0.048116, 1.051998],
        "no green": [0.367322, 0.860646, -0.227968, 0.280085, 0.672501, 0.047413, -0.01182, 0.04294, 0.968881],
        "no blue": [1.255528, -0.076749, -0.178779, -0.078411, 0.930809, 0.147602, 0.004733, 0.691367, 0.3039],
        "no colours": [0.2126, 0.7152, 0.0722] * 3,
    }.items()
}
"""What readers see of linear RGB (Machado, Oliveira and Fernandes 2009, severity 1)."""


def _linear(code: str) -> Colour:
    found = np.array([int(code[place : place + 2], 16) for place in (1, 3, 5)]) / 255
    return np.where(found <= 0.04045, found / 12.92, ((found + 0.055) / 1.055) ** 2.4)


def _contrast(one: str, other: str) -> float:
    """Return the contrast of WCAG 2.2."""
    dark, light = sorted(float(_linear(code) @ [0.2126, 0.7152, 0.0722]) for code in (one, other))
    return (light + 0.05) / (dark + 0.05)


def _lab(linear: Colour) -> Colour:
    """Return CIE L*a*b* under D65."""
    matrix = [[0.4124564, 0.3575761, 0.1804375], [0.2126729, 0.7151522, 0.072175], [0.0193339, 0.119192, 0.9503041]]
    ratios = np.array(matrix) @ np.clip(linear, 0, 1) / [0.95047, 1, 1.08883]
    x, y, z = np.where(ratios > 0.008856, np.cbrt(ratios), 7.787 * ratios + 16 / 116)
    return np.array([116 * y - 16, 500 * (x - y), 200 * (y - z)])


def _distance(one: str, other: str, seen: Colour) -> float:
    return float(np.linalg.norm(_lab(seen @ _linear(one)) - _lab(seen @ _linear(other))))


def test_the_measures_are_those_of_the_standards() -> None:
    assert _contrast("#000000", "#ffffff") == pytest.approx(21)
    assert _contrast("#767676", "#ffffff") == pytest.approx(4.54, abs=0.01)
    assert _distance("#000000", "#ffffff", SEEN["all colours"]) == pytest.approx(100, abs=0.1)


@pytest.mark.parametrize(("text", "ground"), TEXT_PAIRS)
def test_text_is_readable(text: str, ground: str) -> None:
    assert _contrast(text, ground) >= 4.5


@pytest.mark.parametrize(("mark", "ground"), MARK_PAIRS)
def test_marks_stand_out(mark: str, ground: str) -> None:
    assert _contrast(mark, ground) >= 3


@pytest.mark.parametrize("seen", SEEN)
def test_directions_are_told_apart_by_everyone(seen: str) -> None:
    colours = [direction.colour for direction in DIRECTIONS.values()]
    pairs = {pair: _distance(*pair, SEEN[seen]) for pair in combinations(colours, 2)}
    least = 15 if seen != "no colours" else 0
    assert min(pairs.values()) > least, pairs


def test_no_direction_hangs_on_its_colour() -> None:
    for part in ("word", "hatch", "sign"):
        assert len({getattr(direction, part) for direction in DIRECTIONS.values()}) == len(DIRECTIONS)
    assert sorted(dots for dots, _ in EVIDENCE.values()) == [0, 1, 2, 3]


def test_figures_use_no_other_colours(folder: Path) -> None:
    known = {value for value in vars(palette).values() if isinstance(value, str) and value.startswith("#")}
    known |= set(palette.SHADES) | {"none"}
    readable = {text for text, _ in TEXT_PAIRS}
    for figure in figures():
        for node in parsed((folder / "figuren" / f"{figure.name}.svg").read_bytes()).iter():
            used = {node.get("fill") or "none", node.get("stroke") or "none"}
            assert {colour for colour in used if not colour.startswith("url(")} <= known, figure.name
            assert node.tag != f"{SVG}text" or node.get("fill", "#000000") in readable, figure.name
