"""An outline of the country in GeoJSON (RFC 7946), checked before anything is drawn of it."""

from __future__ import annotations

import json
import math
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from corpus.issues import Refused

Ring = tuple[tuple[float, float], ...]
Outline = tuple[Ring, ...]
"""Closed rings of longitude and latitude, in degrees."""
LARGEST = 20 * 2**20
"""Bytes."""
MOST_POINTS = 200_000
_DEEPEST = 40
_NEAR = (2.0, 50.0, 8.5, 54.5)
"""West, south, east and north of what may be an outline of the Netherlands, in degrees."""
_KINDS = {"Feature", "FeatureCollection", "GeometryCollection", "Polygon", "MultiPolygon"}


def read_outline(path: Path) -> Outline:
    """Return the rings of all polygons in a file; raise Refused where it holds no outline of the Netherlands."""
    if path.stat().st_size > LARGEST:
        raise Refused(str(path), f"the outline is larger than {LARGEST // 2**20} MB", "Simplify it first")
    try:
        found = json.loads(path.read_bytes().decode("utf-8-sig"), parse_constant=_no_number)
        rings = tuple(_rings(found, 0))
    except (ValueError, RecursionError) as error:
        remedy = "Give polygons in GeoJSON, in degrees (WGS 84)"
        raise Refused(str(path), f"the outline cannot be read: {error}", remedy) from None
    if not rings:
        raise Refused(str(path), "the outline holds no polygon", "Give polygons in GeoJSON, in degrees (WGS 84)")
    if sum(len(ring) for ring in rings) > MOST_POINTS:
        raise Refused(str(path), f"the outline has more than {MOST_POINTS} points", "Simplify it first")
    return rings


def _no_number(name: str) -> float:
    raise ValueError(f"{name} is no number")


def _rings(found: Any, depth: int) -> Iterator[Ring]:
    if depth > _DEEPEST:
        raise ValueError("it is nested too deep")
    kind = found.get("type") if isinstance(found, dict) else None
    if not isinstance(kind, str) or kind not in _KINDS:
        raise ValueError(f"it has something of type {str(kind)[:40]!r}")
    if kind == "Feature":
        yield from _rings(found.get("geometry"), depth + 1)
    elif kind in ("FeatureCollection", "GeometryCollection"):
        for part in _list(found.get("features" if kind == "FeatureCollection" else "geometries")):
            yield from _rings(part, depth + 1)
    else:
        polygons = [found.get("coordinates")] if kind == "Polygon" else _list(found.get("coordinates"))
        for polygon in polygons:
            yield from (_ring(ring) for ring in _list(polygon))


def _ring(found: Any) -> Ring:
    ring = tuple(_point(point) for point in _list(found))
    if len(ring) < 4:
        raise ValueError("a ring has fewer than 4 points")
    return ring


def _point(found: Any) -> tuple[float, float]:
    pair = _list(found)[:2]
    if len(pair) < 2 or any(isinstance(item, bool) or not isinstance(item, int | float) for item in pair):
        raise ValueError("a point has no longitude and latitude")
    west, south, east, north = _NEAR
    try:
        x, y = (float(item) for item in pair)
    except OverflowError:
        x = y = math.inf
    if not (west <= x <= east and south <= y <= north):
        raise ValueError("a point lies far outside the Netherlands; coordinates are longitude and latitude in degrees")
    return x, y


def _list(found: Any) -> list[Any]:
    if not isinstance(found, list):
        raise ValueError("a list is missing")
    return found
