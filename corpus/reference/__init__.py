"""Facts that are the same for every study: gemeenten with their codes, and the Dutch terms that code uses."""

from __future__ import annotations

from pathlib import Path

GEMEENTEN = Path(__file__).parent / "gemeenten.csv"
"""Every gemeente since 1990: CBS code, name, first day, day after the last, and province (CBS)."""
COORDINATES = Path(__file__).parent / "gemeente_coordinates.csv"
"""Where every gemeente is or was, in degrees (WGS 84), and on what basis: `own` (its place in a list of 2015), `seat`
(the place of its town hall, where that list lacks it or errs), `predecessors` or `successors` (the mean of theirs)."""
