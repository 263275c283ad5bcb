"""One report table in a document of the author's, at a place that the author marks, refreshed like any other part."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from corpus.issues import Refused
from reports.document.blocks import Column, Grid, Line, Part
from reports.publication import Publication
from reports.tables import ReportTable
from reports.word.composing import Composer, Made, otherwise
from reports.word.controls import part_controls, tag_in, tag_of
from reports.word.oxml import Element, said_in, tag
from reports.word.package import Package
from reports.word.placing import end_of, finish
from reports.word.state import TABLE_PREFIX, State

_MOST = 2_000
"""More rows than this are of no use in a text."""
_CODES = ("_id", "_code")


def marker(name: str) -> str:
    """Return the paragraph that says where a table is to come."""
    return f"{{{{{TABLE_PREFIX}{name}}}}}"


def pull_into(package: Package, publication: Publication, settings: Any, names: Iterable[str]) -> bytes:
    """Put report tables in a document at their markers, or at the end, and return its bytes; those there stay."""
    composer = Composer(package, publication, settings)
    state = package.state() or State("tables")
    there = {tag_in(control) for control in part_controls(package.body)}
    made = []
    for name in dict.fromkeys(names):
        part = table_part(publication, name)
        if tag_of(part.name) not in there:
            made.append(composer.part(part, ""))
            _put(package.body, made[-1], marker(name))
    finish(package, composer, made, otherwise((), made))
    package.keep(state.with_parts(item.written(package.image) for item in made))
    return package.content()


def _put(body: Element, made: Made, place: str) -> None:
    """Put a table where its marker is, and take that out; without one at the end."""
    for item in body.iter(tag("p")):
        if said_in(item).strip() == place and item.find(f"{tag('pPr')}/{tag('sectPr')}") is None:
            is_in_cell = item.getparent().tag == tag("tc")
            item.addprevious(made.control)
            if is_in_cell:
                _empty(item)  # A cell ends in a paragraph.
            else:
                item.getparent().remove(item)
            return
    end_of(body).addprevious(made.control)


def _empty(item: Element) -> None:
    for child in [child for child in item if child.tag != tag("pPr")]:
        item.remove(child)


def table_part(publication: Publication, name: str) -> Part:
    """Return a report table as a part; raise Refused where there is none of that name, or it is too long for a text."""
    table, rows = publication.tables.get(name), publication.rows.get(name, [])
    if table is None:
        known = ", ".join(sorted(publication.tables))
        raise Refused(f"--table {name}", "there is no such report table", f"Choose one of: {known}")
    if len(rows) > _MOST:
        raise Refused(f"--table {name}", f"it has {len(rows)} rows", f"Take the file tabellen/{name}.csv instead")
    columns = [name for name in _columns(table) if not rows or any(row[name] is not None for row in rows)]
    shown = tuple(tuple(_cell(publication, name, row, column) for column in columns) for row in rows)
    heads = tuple(Column(_title(column), _is_number(rows, column)) for column in columns)
    grid = Grid(f"tabel-{name}", table.title, heads, shown, name)
    return Part(f"{TABLE_PREFIX}{name}", (grid,))


def _columns(table: ReportTable) -> list[str]:
    """Return the columns that readers can read: those with a code or a mark only where there is nothing else."""
    found = [column for column in table.columns if not column.endswith(_CODES)]
    return found or list(table.columns)


def _title(column: str) -> str:
    return column.replace("_", " ").capitalize()


def _is_number(rows: Iterable[Mapping[str, Any]], column: str) -> bool:
    found = [row[column] for row in rows if row[column] is not None]
    return bool(found) and all(isinstance(value, int | float) for value in found)


def _cell(publication: Publication, name: str, row: Mapping[str, Any], column: str) -> Line:
    value = row[column]
    digits = 2 if isinstance(value, float) and not value.is_integer() else 0
    found = publication.value(name, row, column, digits)
    is_year = isinstance(value, int) and "jaar" in column
    return (found._replace(text=str(value)) if is_year else found,)
