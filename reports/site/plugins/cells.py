"""How cells of tables are shown: names of documents, elements and gemeenten lead to their pages."""

from __future__ import annotations

from typing import Any

from datasette.utils import tilde_encode
from markupsafe import Markup

from reports.shown import number, web_link
from reports.site.links import linked
from reports.site.pages import DATABASE, hook

_PAGES = {
    "document_id": "document",
    "element_code": "element",
    "gemeente_code": "gemeente",
    "citaat_id": "citaat",
    "ander_citaat_id": "citaat",
}
_LONGEST_KEY = 30


@hook
def render_cell(row: Any, value: Any, column: str, table: str | None, database: str) -> Any:
    """Return how a cell is shown; None leaves it to Datasette."""
    if database != DATABASE or value is None:
        return None
    if isinstance(value, dict):
        return _key(column, value["value"], value["label"])
    if column in _PAGES:
        return _key(column, value, str(value)[:_LONGEST_KEY])
    if column == "bron_url" and (link := web_link(value)):
        return Markup('<a href="{}">{}</a>').format(link, value)
    if isinstance(value, float | int):
        shown = number(value, 2) if isinstance(value, float) else str(value)
        return linked(table, row, column, shown) if table and value else shown
    return None


def _key(column: str, value: Any, label: str) -> Any:
    if column not in _PAGES:
        return label
    return Markup('<a href="/{}/{}">{}</a>').format(_PAGES[column], tilde_encode(value), label)
