"""What became of each source of a study: its last visit, in numbers, and when it may be visited again."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import UTC, datetime

from corpus.records import Find, Issue, Source, Visit
from corpus.sections import SourceSettings
from corpus.store import Store
from harvest.asking import host_of
from harvest.memory import Memory

_HEADERS = ("source", "kind", "last visit (UTC)", "found", "new", "changed", "gone", "failed", "next visit")
_COUNTS = _HEADERS[3:8]
_NEVER = "never"
_ANY_TIME = "any time"


def source_lines(store: Store, study: str) -> Iterator[str]:
    """Yield a table with a line for each source, by name."""
    with Memory(study) as memory:
        rows = [_HEADERS, *(_row(store, source, memory) for source in store.read(Source))]
    widths = [max(len(row[column]) for row in rows) for column in range(len(_HEADERS))]
    for row in rows:
        yield "  ".join(_cell(row, column, widths[column]) for column in range(len(row))).rstrip()


def _cell(row: Sequence[str], column: int, width: int) -> str:
    """Return a cell of the table, numbers to the right."""
    return row[column].rjust(width) if _HEADERS[column] in _COUNTS else row[column].ljust(width)


def _row(store: Store, source: Source, memory: Memory) -> tuple[str, ...]:
    visited_at = next((visit.visited_at for visit in store.read(Visit, source_id=source.id)), None)
    finds = list(store.read(Find, source_id=source.id))
    here = [find for find in finds if find.document_id and find.state == "present"]
    fresh = [find for find in here if find.first_seen_at == visited_at]
    gone = sum(find.state == "gone" for find in finds)
    issues = store.read(Issue, stage="harvest", input_id=source.id)
    counts = (
        len({find.document_id for find in here}),
        sum(not find.replaces_id for find in fresh),
        sum(bool(find.replaces_id) for find in fresh),
        gone,
        len(list(issues)),
    )
    visited = visited_at[:16].replace("T", " ") if visited_at else _NEVER
    return (source.name, source.kind, visited, *map(str, counts), _next_visit(source, memory))


def _next_visit(source: Source, memory: Memory) -> str:
    settings = SourceSettings.model_validate_json(source.settings)
    now = datetime.now(UTC).isoformat(timespec="seconds")
    hosts: Sequence[str] = [host_of(url) for url in settings.addresses]
    until = memory.allowed_from(hosts, now)
    return f"from {until[:16].replace('T', ' ')}" if until else _ANY_TIME
