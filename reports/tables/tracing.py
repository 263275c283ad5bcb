"""From a number in a report table to the quotes and documents behind it, by the rules in the table's header."""

from __future__ import annotations

import re
import sqlite3
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import combinations
from typing import Any, NamedTuple

from reports.publication import Origin, Publication
from reports.publishing.database import INDEXED
from reports.shown import number
from reports.tables import ReportTable
from reports.tables.rules import Rule

Row = Mapping[str, Any]
Tables = Mapping[str, ReportTable]
_QUOTE_ID, _DOCUMENT_ID = re.compile(r"(\w+_)?citaat_id"), re.compile(r"(\w+_)?document_id")
_DISTINCT = re.compile(r"count\(DISTINCT (\w+)\)")
_COUNTED = {
    "passage": "passages",
    "document_id": "documenten",
    "citaat_id": "citaten",
    "evaluatie": "onafhankelijke evaluaties",
    "gemeente_code": "gemeenten",
    "element_code": "werkzame elementen",
}
_LOOKED_UP = re.compile(r"(\w+) = :")
_MOST_SPLITS = 60
"""A row whose key holds more signs that part keys is not looked for any further."""


class Behind(NamedTuple):
    """What stands behind a cell: a sentence (Dutch), rows of `citaten`, and rows of `documenten`."""

    sentence: str
    quotes: tuple[Row, ...]
    documents: tuple[Row, ...]
    quote_count: int
    """All quotes, also those that were not asked for."""


class Found(NamedTuple):
    """Which quotes and documents stand behind a cell, as SQL that yields their ids, with its parameters."""

    quotes: str | None
    documents: str | None
    values: Row
    rule: Rule | None = None
    reason: str = ""


def behind(
    source: Publication | sqlite3.Connection, origin: Origin, tables: Tables, *, limit: int = -1, offset: int = 0
) -> Behind | None:
    """Return what stands behind a cell, or None where there is no such cell; of quotes `limit` from `offset` on."""
    db = database_of(source) if isinstance(source, Publication) else source
    row = row_at(db, origin, tables)
    if row is None or origin.column not in row:
        return None
    found = find(db, tables[origin.table], row, origin.column, tables)
    quotes: tuple[Row, ...] = ()
    documents: tuple[Row, ...] = ()
    count = 0
    if found.quotes:
        rows = f"FROM citaten WHERE citaat_id IN ({found.quotes})"
        count = _one(db, f"SELECT count(*) {rows}", found.values)
        limits = {"limit_": limit, "offset_": offset}
        quotes = _all(db, f"SELECT * {rows} ORDER BY rowid LIMIT :limit_ OFFSET :offset_", {**found.values, **limits})
    if found.documents:
        sql = f"SELECT * FROM documenten WHERE document_id IN ({found.documents}) ORDER BY rowid"
        documents = _all(db, sql, found.values)
    return Behind(_sentence(db, found, row[origin.column], count, len(documents)), quotes, documents, count)


def row_at(db: sqlite3.Connection, origin: Origin, tables: Tables) -> Row | None:
    """Return the row at an origin, or None where it is not there."""
    if origin.table not in tables:
        return None
    turned = re.fullmatch(r"(.*)#(\d{1,6})", origin.row, re.DOTALL)
    asked = [(origin.row, 1), *([(turned[1], int(turned[2]))] if turned else [])]
    return next(filter(None, (_row(db, tables[origin.table], name, turn) for name, turn in asked)), None)


def _row(db: sqlite3.Connection, table: ReportTable, name: str, turn: int) -> Row | None:
    where = " AND ".join(f'("{part}" = ? OR (? = \'\' AND "{part}" IS NULL))' for part in table.key)
    sql = f'SELECT * FROM "{table.name}" WHERE {where} ORDER BY rowid LIMIT 1 OFFSET ?'
    for values in _splits(name, len(table.key)):
        pairs = [value for value in values for _ in range(2)]
        if rows := _all(db, sql, (*pairs, turn - 1)):
            return rows[0]
    return None


def _splits(name: str, count: int) -> Iterator[tuple[str, ...]]:
    """Yield the ways to read the name of a row as the values of its key, which may themselves hold the sign between."""
    parts = name.split("|")
    for number_, cuts in enumerate(combinations(range(1, len(parts)), count - 1)):
        if number_ == _MOST_SPLITS:
            return
        ends = (0, *cuts, len(parts))
        yield tuple("|".join(parts[ends[at] : ends[at + 1]]) for at in range(count))


def find(db: sqlite3.Connection, table: ReportTable, row: Row, column: str, tables: Tables) -> Found:
    """Return what stands behind a cell by the rules of its table; else what the row itself names; else the reason."""
    values = {name: row[name] for name in table.columns if name in row}
    rules = [rule for rule in table.rules if column in rule.columns and _holds(db, rule, values)]
    for rule in rules:
        if rule.rows:
            return _by_rule(rule, tables[rule.table], values)
    own = _own(values, column)
    if own.quotes or own.documents:
        return own
    return Found(None, None, values, None, next((rule.reason or "" for rule in rules), ""))


def _holds(db: sqlite3.Connection, rule: Rule, values: Row) -> bool:
    return rule.condition is None or bool(_one(db, f"SELECT {rule.condition}", values))


def _by_rule(rule: Rule, table: ReportTable, values: Row) -> Found:
    name, rows = table.name, rule.rows
    quotes = (
        f"SELECT {name}.citaat_id FROM {rows}"
        if "citaat_id" in table.columns
        else f"SELECT c.citaat_id FROM citaten c WHERE c.passage IN (SELECT {name}.passage FROM {rows})"
        if "passage" in table.columns
        else None
    )
    documents = f"SELECT {name}.document_id FROM {rows}" if "document_id" in table.columns else None
    return Found(quotes, documents, values, rule)


def _own(values: Row, column: str) -> Found:
    """Return what a row itself names: quotes, or else documents; of pairs of them that of the column's side."""
    for pattern, is_quote in ((_QUOTE_ID, True), (_DOCUMENT_ID, False)):
        names = [name for name in values if pattern.fullmatch(name) and values[name] is not None]
        sided = [name for name in names if _side(name) and column.startswith(_side(name))]
        plain = [name for name in names if not _side(name)]
        if chosen := sided or (plain if column != "gelijkenis" else names) or names:
            ids = " UNION ".join(f"SELECT :{name}" for name in chosen)
            documents = f"SELECT document_id FROM citaten WHERE citaat_id IN ({ids})" if is_quote else ids
            return Found(ids if is_quote else None, documents, values)
    return Found(None, None, values)


def _side(name: str) -> str:
    """Return what stands before `citaat_id` or `document_id` in the name of a column: `helpt`, or nothing."""
    return re.sub(r"_?(citaat|document)_id$", "", name)


def counted(db: sqlite3.Connection, table: ReportTable, row: Row, column: str, tables: Tables) -> Any:
    """Return what the rule of a cell counts, or None where it has none that counts."""
    found = find(db, table, row, column, tables)
    if found.rule is None or found.rule.count is None:
        return None
    return _one(db, f"SELECT {found.rule.count} FROM {found.rule.rows}", found.values)


def counted_things(rule: Rule) -> str:
    """Return what a rule counts (Dutch), or nothing where it counts no things of a kind that has a name."""
    kind = _DISTINCT.fullmatch(rule.count or "")
    return _COUNTED.get(kind[1], "") if kind else ""


def _sentence(db: sqlite3.Connection, found: Found, value: Any, quotes: int, documents: int) -> str:
    """Return what stands behind a cell, in one or two sentences (Dutch)."""
    if found.reason:
        return found.reason[0].upper() + found.reason[1:].rstrip(".") + "."
    if not quotes and not documents:
        nil = "Het aantal is nul: er zijn geen citaten."
        return (
            nil if value == 0 and not isinstance(value, str) else "Dit staat zo in de tabel; er horen geen citaten bij."
        )
    things = counted_things(found.rule) if found.rule else ""
    counts = f"Dit getal telt {things}. " if things else ""
    from_ = _plural(documents, "document", "documenten")
    if not quotes:
        return f"{counts}Het komt uit {from_}." if counts else f"Dit komt uit {from_}."
    told = (
        f"{counts}Daarachter {'staat' if quotes == 1 else 'staan'} {_plural(quotes, 'citaat', 'citaten')} uit {from_}."
    )
    return told + _unquoted(db, found)


def _unquoted(db: sqlite3.Connection, found: Found) -> str:
    """Return how many passages have no quote that is published (Dutch), where some have none."""
    if not (found.rule and found.quotes and f"{found.rule.table}.passage" in found.quotes):
        return ""
    passages = f"SELECT DISTINCT {found.rule.table}.passage FROM {found.rule.rows}"
    bare = _one(
        db, f"SELECT count(*) FROM ({passages}) WHERE passage NOT IN (SELECT passage FROM citaten)", found.values
    )
    return f" Uit {_plural(bare, 'passage', 'passages')} is geen citaat gepubliceerd." if bare else ""


def _plural(count: int, one: str, more: str) -> str:
    return f"{number(count)} {one if count == 1 else more}"


_loaded: dict[str, sqlite3.Connection] = {}
"""The database of the publication that was traced last, by its digest."""


def database_of(publication: Publication) -> sqlite3.Connection:
    """Return the tables of a publication as a database in memory; that of the last one is kept."""
    if publication.digest not in _loaded:
        for digest in list(_loaded):
            _loaded.pop(digest).close()
        _loaded[publication.digest] = _load(publication)
    return _loaded[publication.digest]


def _load(publication: Publication) -> sqlite3.Connection:
    db = sqlite3.connect(":memory:", check_same_thread=False)
    rules = [rule.rows or "" for table in publication.tables.values() for rule in table.rules]
    looked_up = {*INDEXED, *(name for rows in rules for name in _LOOKED_UP.findall(rows))}
    for name, table in publication.tables.items():
        rows = publication.rows[name]
        columns = ", ".join(f'"{column}" {_affinity(rows, column)}' for column in table.columns)
        db.execute(f'CREATE TABLE "{name}" ({columns})')
        marks = ", ".join("?" * len(table.columns))
        values = ([row[column] for column in table.columns] for row in rows)
        db.executemany(f'INSERT INTO "{name}" VALUES ({marks})', values)
        for column in (column for column in table.columns if column in looked_up):
            db.execute(f'CREATE INDEX "{name}_{column}" ON "{name}" ("{column}")')
    db.execute("ANALYZE")
    db.execute("PRAGMA query_only = ON")
    return db


def _affinity(rows: Iterable[Row], column: str) -> str:
    kinds = {type(row[column]) for row in rows} - {type(None)}
    return "TEXT" if str in kinds or not kinds else "REAL" if float in kinds else "INTEGER"


def _all(db: sqlite3.Connection, sql: str, values: Row | Sequence[Any] = ()) -> tuple[Row, ...]:
    cursor = db.execute(sql, values)
    names = [item[0] for item in cursor.description]
    return tuple(dict(zip(names, row, strict=True)) for row in cursor)


def _one(db: sqlite3.Connection, sql: str, values: Row) -> Any:
    return db.execute(sql, values).fetchone()[0]
