"""The kennissynthese as one page of HTML that needs no other file."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

from jinja2 import Environment, FileSystemLoader, PrefixLoader, StrictUndefined

from reports.publishing.database import Rows
from reports.settings import PublishSettings
from reports.shown import grouped, prepare

TEMPLATES = Path(__file__).parent / "templates"
STYLE = Path(__file__).parent / "site" / "static" / "style.css"
FICTIONAL = "Fictief"
"""The province of gemeenten that do not exist."""


def render(rows: Mapping[str, Rows], settings: PublishSettings) -> str:
    """Return the kennissynthese of a study from the rows of its report tables, by table name."""
    loader = PrefixLoader({"reports": FileSystemLoader(TEMPLATES)}, delimiter=":")
    environment = prepare(Environment(loader=loader, autoescape=True, undefined=StrictUndefined, trim_blocks=True))
    template = environment.get_template("reports:kennissynthese.html")
    return template.render(
        study=settings,
        style=STYLE.read_text(encoding="utf-8"),
        rows=rows,
        evidence=_by_element(rows["bewijs"]),
        matrix=_matrix(rows["element_gemeente"]),
        counts={row["stap"]: row["aantal"] for row in rows["verantwoording"]},
        is_fictional=any(row["provincie"] == FICTIONAL for row in rows["gemeenten"]),
    )


def _by_element(evidence: Rows) -> dict[tuple[str, str], list[Mapping[str, Any]]]:
    """Return the quotes of each element and direction, the strongest first."""
    found: dict[tuple[str, str], list[Mapping[str, Any]]] = {}
    for code, quotes in grouped(evidence, "element_code"):
        for direction, group in grouped(quotes, "richting"):
            found[code, direction] = group
    return found


def _matrix(cells: Rows) -> dict[tuple[str, str], Mapping[str, Any]]:
    """Return the counts of each element and gemeente."""
    return {(cell["element_code"], cell["gemeente_code"]): cell for cell in cells}
