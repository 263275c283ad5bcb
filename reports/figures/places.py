"""Where gemeenten are, by their CBS code: those of 2015 by a list, later ones at the middle of those before them."""

from __future__ import annotations

import csv
import math
from functools import cache
from pathlib import Path
from typing import NamedTuple

from corpus.reference import COORDINATES, GEMEENTEN

WEST, SOUTH, EAST, NORTH = 3.2, 50.7, 7.3, 53.6
"""The Netherlands, in degrees."""
_FLAT = math.cos(math.radians(52.15))
"""How much narrower a degree of longitude is than one of latitude."""
ASPECT = (EAST - WEST) * _FLAT / (NORTH - SOUTH)
"""Width of the map by its height."""


class Place(NamedTuple):
    """Degrees of latitude and longitude (WGS 84)."""

    latitude: float
    longitude: float

    def on(self, width: float) -> tuple[float, float]:
        """Return where it lies on a map of some width, from the upper left."""
        unit = width / (EAST - WEST)
        return (self.longitude - WEST) * unit, (NORTH - self.latitude) * unit / _FLAT


@cache
def places(path: Path = COORDINATES) -> dict[str, Place]:
    """Return the place of every gemeente that is or was, by code."""
    with path.open(encoding="utf-8", newline="") as file:
        return {row["code"]: Place(float(row["latitude"]), float(row["longitude"])) for row in csv.DictReader(file)}


@cache
def gemeenten_of_today(path: Path = GEMEENTEN) -> tuple[str, ...]:
    """Return the codes of the gemeenten that have no end."""
    with path.open(encoding="utf-8", newline="") as file:
        return tuple(row["code"] for row in csv.DictReader(file) if not row["end_on"])
