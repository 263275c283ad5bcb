"""An outline that is given: drawn where it is one, refused where it is something else."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from corpus.issues import Refused
from reports.figures import drawn
from reports.figures.outline import LARGEST, read_outline
from reports.publication import Publication
from tests.reports.figures.figure_cases import marks, parsed

RING = [[4.0, 52.0], [5.0, 52.0], [5.0, 53.0], [4.0, 52.0]]
POLYGON: dict[str, Any] = {"type": "Polygon", "coordinates": [RING]}


def _written(folder: Path, content: Any) -> Path:
    path = folder / "omtrek.geojson"
    text = content if isinstance(content, str) else json.dumps(content)
    path.write_text(text, encoding="utf-8")
    return path


@pytest.mark.parametrize(
    ("content", "count"),
    [
        (POLYGON, 1),
        ({"type": "MultiPolygon", "coordinates": [[RING], [RING, RING]]}, 3),
        ({"type": "Feature", "geometry": POLYGON, "properties": {"<b>": 1}}, 1),
        ({"type": "FeatureCollection", "features": [{"type": "Feature", "geometry": POLYGON}]}, 1),
        ({"type": "GeometryCollection", "geometries": [POLYGON]}, 1),
        ("\ufeff" + json.dumps(POLYGON), 1),
    ],
)
def test_rings_of_polygons_are_read(tmp_path: Path, content: Any, count: int) -> None:
    found = read_outline(_written(tmp_path, content))
    assert len(found) == count and found[0][0] == (4.0, 52.0)


@pytest.mark.parametrize(
    "content",
    [
        "", "{", "[]", "null", "7", "\x00", '{"type": "Polygon"}', {"type": "Point", "coordinates": [4, 52]},
        {"type": "FeatureCollection", "features": []}, {"type": "Polygon", "coordinates": [RING[:2]]},
        {"type": "Polygon", "coordinates": [[[155000, 463000]] * 4]},
        {"type": "Polygon", "coordinates": [[["4", "52"]] * 4]},
        {"type": "Polygon", "coordinates": [[[True, 52]] * 4]},
        '{"type": "Polygon", "coordinates": [[[NaN, 52], [4, 52]]]}',
        {"type": "Polygon", "coordinates": [[[10**400, 52]] * 4]}, {"type": ["Polygon"], "coordinates": [RING]},
        "[" * 100_000, '{"type":"Feature","geometry":' * 60 + "null" + "}" * 60,
    ],
)  # fmt: skip
def test_what_is_no_outline_is_refused(tmp_path: Path, content: Any) -> None:
    with pytest.raises(Refused):
        read_outline(_written(tmp_path, content))


def test_an_outline_that_is_too_large_is_not_read(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "groot.geojson"
    with path.open("wb") as file:
        file.truncate(LARGEST + 1)
    with pytest.raises(Refused, match="larger"):
        read_outline(path)
    monkeypatch.setattr("reports.figures.outline.MOST_POINTS", 10)
    with pytest.raises(Refused, match="points"):
        read_outline(_written(tmp_path, {"type": "Polygon", "coordinates": [RING, RING, RING]}))


def test_the_map_shows_the_outline(tmp_path: Path, folder: Path) -> None:
    publication = Publication.read(folder / "publiek.db")
    with_it, without = drawn(publication, "kaart", _written(tmp_path, POLYGON)), drawn(publication, "kaart")
    assert len(marks(parsed(with_it.svg), "omtrek")) == 1 and not marks(parsed(without.svg), "omtrek")
