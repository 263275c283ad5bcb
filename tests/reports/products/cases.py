"""A published study with more evidence on one element than the small corpus has: enough to fill a page."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import Any

from reports.publication import Publication

CODE, NAME = "outreachend", "Outreachend werken"
_LONG = (
    "In {n} van de 1.234 dossiers die wij in 2018 bekeken, had het wijkteam zelf contact gezocht met inwoners die niet "
    "om hulp vroegen, en in {n} daarvan bleek een jaar later dat zij minder vaak met de politie of de crisisdienst te "
    "maken hadden."
)


def rich(folder: Path) -> Publication:
    """Return the small study with ten long quotes on one element."""
    publication = Publication.read(folder / "publiek.db")
    rows = {name: [dict(row) for row in found] for name, found in publication.rows.items()}
    (first,) = [row for row in rows["bewijs"] if row["element_code"] == CODE]
    for number, direction in enumerate(("helpt", "helpt", "helpt", "belemmert", "belemmert", "nodig"), 11):
        rows["bewijs"].append(_like(first, number) | {"richting": direction, "sterkte": 0.8, "score": 0.9})
    task = rows["opgaven_bijstellingen"][0]
    for number in (21, 22, 23):
        told = {
            "elementen": f"{NAME}; Iets anders",
            "wie": "Wijkteam",
            "wanneer_woorden": "in 2021",
            "status": "Besloten",
        }
        rows["opgaven_bijstellingen"].append(dict(task) | _quote(first, number) | told | {"soort": "Bijstelling"})
    story: dict[str, Any] = dict.fromkeys(publication.tables["casuistiek"].columns)
    rows["casuistiek"].append(story | _quote(first, 31) | {"casus_id": "casus", "elementen": NAME})
    return replace(publication, rows=rows, digest="rijk")


def _like(row: dict[str, Any], number: int) -> dict[str, Any]:
    return row | _quote(row, number)


def _quote(row: dict[str, Any], number: int) -> dict[str, Any]:
    kept = {name: row[name] for name in ("document_id", "titel", "gemeenten", "jaar", "bladzijde")}
    return kept | {"citaat_id": f"{row['document_id'][:12]}-1-{number}-99", "citaat": _LONG.format(n=number)}
