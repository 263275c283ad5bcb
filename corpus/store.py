"""The corpus of a study: one SQLite file, a build product; the only place that writes SQL to it.

`replace` is the one way in: it puts the outputs of one input in place of the earlier ones, in one transaction. Rows
that stay the same are not touched, so nothing that hangs on them is lost; what hangs on a row that goes, goes along.
"""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence, Set
from datetime import UTC, datetime
from pathlib import Path
from types import TracebackType
from typing import Any, NamedTuple, Self, TypeVar

from sqlite_utils import Database
from sqlite_utils.db import ForeignKey
from sqlite_utils.utils import sqlite3  # type: ignore[attr-defined]

from corpus.issues import Refused
from corpus.record import Record, as_row, columns, from_row, stable_columns
from corpus.records import TABLES, Find, Issue, Run, StageState

SCHEMA_VERSION = 1
ALL = "all"
"""The input id of a stage that takes everything at once."""
_BATCH = 500
_NO_PARTS: Mapping[type[Record], Part] = {}
_PYTHON_TYPES = {"str": str, "int": int, "float": float, "bool": int, "bytes": bytes}

R = TypeVar("R", bound=Record)


class Part(NamedTuple):
    """The rows of a table that one of several stages fills: where a column has a value, or all the rest."""

    column: str
    value: str
    is_rest: bool = False


class Store:
    """A corpus that is open for reading and replacing records."""

    def __init__(self, path: Path | None) -> None:
        """Open the corpus at `path`, made where it is not there yet; None opens one in memory.

        Raises Refused when the file was written by a newer version of the software, or is no corpus.
        """
        if path:
            path.parent.mkdir(parents=True, exist_ok=True)
        self.path = path
        self.db = Database(path) if path else Database(memory=True)
        self._prepare()

    def __enter__(self) -> Self:
        """Return the open corpus."""
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """Close the corpus."""
        self.db.close()

    def _prepare(self) -> None:
        try:
            found = self.db.execute("PRAGMA user_version").fetchone()[0]
        except sqlite3.DatabaseError as error:
            self.db.close()
            remedy = "Move it away to have the corpus built again"
            raise Refused(str(self.path), f"this file is no corpus ({error})", remedy) from None
        if found > SCHEMA_VERSION:
            self.db.close()
            raise Refused(
                str(self.path),
                f"this corpus has version {found}, and this kennissynthese knows versions up to {SCHEMA_VERSION}",
                "Install the newer kennissynthese, or move the file away to have it built again",
            )
        self.db.execute("PRAGMA foreign_keys = ON")
        if self.path:
            self.db.execute("PRAGMA journal_mode = WAL")
            self.db.execute("PRAGMA synchronous = NORMAL")
        self.db.execute("PRAGMA busy_timeout = 10000")
        self._migrate()

    def _migrate(self) -> None:
        """Create what is absent; rebuild from nothing where a table no longer has the columns of its record."""
        if all(self._is_current(table) for table in TABLES):
            return
        with self.db.atomic():
            for table in reversed(TABLES):
                if self.db[table.table].exists():
                    self.db[table.table].drop()
            for table in TABLES:
                self._create(table)
            self.db.execute(f"PRAGMA user_version = {SCHEMA_VERSION}")

    def _is_current(self, table: type[Record]) -> bool:
        known = self.db[table.table]
        return known.exists() and set(known.columns_dict) == {item.name for item in columns(table)}

    def _create(self, table: type[Record]) -> None:
        parents = {item.name: item.metadata["references"] for item in columns(table) if item.metadata.get("references")}
        required = {item.name for item in columns(table) if "None" not in str(item.type)}
        created = self.db.table(table.table).create(
            {item.name: _python_type(str(item.type)) for item in columns(table)},
            pk="id",
            not_null=required,
            foreign_keys=[
                ForeignKey(table.table, name, parent, "id", (name,), ("id",), on_delete="CASCADE")
                for name, parent in parents.items()
            ],
        )
        for item in columns(table):
            if item.name in parents or item.metadata.get("index"):
                created.create_index([item.name])
        if table not in (Issue, StageState, Run):
            self.db.execute(
                f"CREATE TRIGGER {table.table}_gone AFTER DELETE ON {table.table} BEGIN"
                f" DELETE FROM {StageState.table} WHERE input_id = OLD.id;"
                f" DELETE FROM {Issue.table} WHERE input_id = OLD.id; END"
            )

    def read(self, table: type[R], **where: Any) -> Iterator[R]:
        """Yield the records of a table, those whose columns equal `where`, in the table's order."""
        clause = " AND ".join(f"{name} = :{name}" for name in where)
        order = ", ".join(dict.fromkeys((*table.order, "id")))
        for row in self.db[table.table].rows_where(clause or None, where, order_by=order):
            yield from_row(table, row)

    def ids(self, table: type[Record], group_by: str | None = None) -> dict[str, list[str]]:
        """Return the sorted ids of a table, by the value of a column; under "all" without one."""
        grouped: dict[str, list[str]] = defaultdict(list)
        key = group_by or f"'{ALL}'"
        for group, row_id in self.db.execute(f"SELECT {key}, id FROM {table.table} ORDER BY id"):
            grouped[group].append(row_id)
        return grouped

    def address_of(self, document_id: str) -> str | None:
        """Return the address at which a document was found, the first in order; None for what is no document."""
        query = f"SELECT min(url) FROM {Find.table} WHERE document_id = ?"
        address: str | None = self.db.execute(query, [document_id]).fetchone()[0]
        return address

    def count(self, table: type[Record]) -> int:
        """Return the number of rows of a table."""
        return int(self.db[table.table].count)

    def states(self, stage: str) -> dict[str, str]:
        """Return the fingerprint of every input that a stage has done."""
        return {state.input_id: state.fingerprint for state in self.read(StageState, stage=stage)}

    def replace(
        self,
        outputs: Iterable[Record],
        *,
        owned: Mapping[type[Record], str | None],
        state: StageState,
        downstream: Iterable[str] = (),
        parts: Mapping[type[Record], Part] = _NO_PARTS,
    ) -> bool:
        """Put the outputs of one input in place of its earlier ones, in one transaction; tell whether anything changed.

        `owned` maps the tables that this input fills to the column that names the input (None: the whole table).
        Stages named `downstream` forget this input where something changed, so that they do it again. Of a table in
        `parts` only those rows are replaced, since another stage fills the others for the same input.
        """
        by_table: dict[type[Record], dict[str, Record]] = defaultdict(dict)
        for record in outputs:
            by_table[type(record)][record.id] = record
        with self.db.atomic():
            changed = [
                self._replace_rows(table, list(by_table[table].values()), owned, state, parts.get(table))
                for table in TABLES
                if table in owned or table in by_table
            ]
            self._drop_unheld({table.table for table in owned})
            if any(changed):
                self._forget(downstream, state.input_id)
            self._write(StageState, [state], replace=True)
        return any(changed)

    def touch(self, records: Iterable[Record]) -> None:
        """Set the clocks of records that are in the corpus already, in one transaction."""
        with self.db.atomic():
            for record in records:
                self._set_clocks(type(record), [record])

    def report(self, stage: str, input_id: str, issues: list[Issue]) -> None:
        """Put the issues of a failed input in place of its earlier ones; its outputs stay, and it is tried again."""
        with self.db.atomic():
            self.db.execute(f"DELETE FROM {Issue.table} WHERE stage = ? AND input_id = ?", [stage, input_id])
            self.db.execute(f"DELETE FROM {StageState.table} WHERE stage = ? AND input_id = ?", [stage, input_id])
            self._write(Issue, issues)

    def _replace_rows(
        self, table: type[Record], records: list[Record], owned: Mapping[type[Record], str | None], state: StageState,
        part: Part | None,
    ) -> bool:  # fmt: skip
        if table is Issue:
            before = self._ids_where(table, {"stage": state.stage, "input_id": state.input_id})
        elif table in owned:
            key = owned[table]
            before = self._ids_where(table, {key: state.input_id} if key else {}, part)
        else:
            before = {row_id for row_id in (record.id for record in records) if self._has(table, row_id)}
        fresh = [record for record in records if record.id not in before]
        gone = sorted(before - {record.id for record in records})
        for row_id in gone:
            self.db.execute(f"DELETE FROM {table.table} WHERE id = ?", [row_id])
        changed = [record for record in records if record.id in before and self._has_changed(record)]
        for record in changed:
            self.db.table(table.table).upsert(as_row(record), pk="id")
        self._write(table, fresh)
        self._set_clocks(table, records)
        return bool(fresh or gone or changed) and table is not Issue

    def _ids_where(self, table: type[Record], where: dict[str, str], part: Part | None = None) -> set[str]:
        clauses = [f"{name} = :{name}" for name in where]
        if part:
            clauses.append(f"{part.column} IS {'NOT ' if part.is_rest else ''}:part")
            where = where | {"part": part.value}
        query = f"SELECT id FROM {table.table} WHERE {' AND '.join(clauses) or '1'}"
        return {row[0] for row in self.db.execute(query, where)}

    def _has_changed(self, record: Record) -> bool:
        """Tell whether a record that is in the corpus says something else: its id may follow from a part of it."""
        return bool(record.identity) and next(self.read(type(record), id=record.id)).content() != record.content()

    def _has(self, table: type[Record], row_id: str) -> bool:
        return self.db.execute(f"SELECT 1 FROM {table.table} WHERE id = ?", [row_id]).fetchone() is not None

    def _write(self, table: type[Record], records: Sequence[Record], *, replace: bool = False) -> None:
        if records:
            rows = [as_row(record) for record in records]
            self.db.table(table.table).insert_all(rows, pk="id", batch_size=_BATCH, replace=replace)

    def _set_clocks(self, table: type[Record], records: list[Record]) -> None:
        """Set the clocks of records: to the reading that a record brings along, or else to now."""
        clocks = {item.name: item.metadata["clock"] for item in columns(table) if item.metadata.get("clock")}
        now = datetime.now(UTC).isoformat(timespec="seconds")
        for name, which in sorted(clocks.items()):
            value = "coalesce(?, ?)" if which == "last" else f"coalesce(?, {name}, ?)"
            rows = [(getattr(record, name), now, record.id) for record in records]
            self.db.conn.executemany(f"UPDATE {table.table} SET {name} = {value} WHERE id = ?", rows)

    def _drop_unheld(self, holders: Set[str]) -> None:
        """Drop the rows that none of these tables, of which rows may have gone, holds any longer."""
        for table in TABLES:
            if table.held_by in holders:
                key = f"{table.table[:-1]}_id"
                self.db.execute(
                    f"DELETE FROM {table.table} WHERE NOT EXISTS"
                    f" (SELECT 1 FROM {table.held_by} WHERE {key} = {table.table}.id)"
                )

    def _forget(self, stages: Iterable[str], input_id: str) -> None:
        for stage in stages:
            where, values = ("stage = ?", [stage])
            if input_id != ALL:
                where, values = ("stage = ? AND input_id IN (?, ?)", [stage, input_id, ALL])
            self.db.execute(f"DELETE FROM {StageState.table} WHERE {where}", values)

    def remove(self, table: type[Record], row_ids: Iterable[str]) -> None:
        """Remove rows with all that hangs on them, in one transaction."""
        with self.db.atomic():
            for row_id in row_ids:
                self.db.execute(f"DELETE FROM {table.table} WHERE id = ?", [row_id])
            self._drop_unheld({table.table for table in TABLES})

    def add(self, records: Iterable[Record]) -> None:
        """Add records, or bring those that are there already up to date, in one transaction."""
        with self.db.atomic():
            for record in records:
                self.db.table(record.table).upsert(as_row(record), pk="id")

    def dump(self) -> Iterator[str]:
        """Yield the corpus as JSON lines in a fixed order, without clock readings: equal corpora have equal dumps."""
        for table in TABLES:
            if table is Run:
                continue
            names = ", ".join(stable_columns(table))
            cursor = self.db.execute(f"SELECT {names} FROM {table.table} ORDER BY id")
            for values in cursor:
                row = dict(zip(stable_columns(table), values, strict=True))
                yield json.dumps({"table": table.table} | row, ensure_ascii=False, default=bytes.hex)


def _python_type(annotation: str) -> type:
    return _PYTHON_TYPES.get(annotation.removesuffix(" | None"), str)
