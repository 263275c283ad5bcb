"""A review database as JSON Lines, to keep elsewhere or to carry to another machine: the whole chain, with remarks.

The first line names the form and its version; then comes a line an entry, in order, with the columns of `entries` and
the `salt` and `remark` of its remark (null where there is none, or where it was removed); the last line holds the
number of entries and the hash of the last, so that a file that was cut off is seen.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from dataclasses import asdict, dataclass, fields
from pathlib import Path
from typing import Any

from sqlite_utils.utils import sqlite3  # type: ignore[attr-defined]

from corpus.issues import Refused
from corpus.review.entries import Redaction
from corpus.review.ledger import Entry, Ledger, canonical, hash_of, hash_of_remark

_BEGIN = {"form": "kennissynthese review", "version": 1}
_NAMES = tuple(item.name for item in fields(Entry))
_ROWS = f"""SELECT {", ".join(f"entries.{name}" for name in _NAMES)}, salt, text AS remark
    FROM entries LEFT JOIN remarks ON remarks.hash = remark_hash ORDER BY seq"""
_REMEDY = "Export it once more, where it comes from"


@dataclass(frozen=True)
class Line:
    """An entry of a file, with the salt and the words of its remark, None where they were removed."""

    entry: Entry
    salt: str | None
    remark: str | None


def export_lines(path: Path) -> Iterator[str]:
    """Yield the lines of a review database, as it is when the first is asked; it may be in use meanwhile."""
    yield _as_line(_BEGIN)
    count, head = 0, ""
    db = sqlite3.connect(f"{path.resolve().as_uri()}?mode=ro", uri=True, timeout=10)
    try:
        db.row_factory = sqlite3.Row
        for row in db.execute(_ROWS):
            yield _as_line(dict(row))
            count, head = count + 1, row["hash"]
    finally:
        db.close()
    yield _as_line({"entries": count, "head": head})


def _as_line(values: dict[str, Any]) -> str:
    return canonical(values) + "\n"


def read_lines(lines: Iterable[str], name: str) -> list[Line]:
    """Return the entries of a file once all of it was found sound; raise Refused, with the line, where it is not."""
    first, *rows = [_parsed(line, f"{name}, line {number}") for number, line in enumerate(lines, 1)] or [{}]
    if canonical(first) != canonical(_BEGIN):
        raise Refused(name, "this is no export of a review database that this version can read", _REMEDY)
    end = rows.pop() if rows else {}
    found = [_line(row, f"{name}, line {number}") for number, row in enumerate(rows, 2)]
    head = found[-1].entry.hash if found else ""
    if canonical(end) != canonical({"entries": len(found), "head": head}):
        raise Refused(name, "the file was cut off: its last line is not there", _REMEDY)
    _check_chain(found, name)
    return found


def _parsed(line: str, place: str) -> dict[str, Any]:
    try:
        values = json.loads(line)
    except ValueError:
        values = None
    if not isinstance(values, dict):
        raise Refused(place, "this is no JSON object", _REMEDY)
    return values


def _line(values: dict[str, Any], place: str) -> Line:
    salt, remark = values.pop("salt", None), values.pop("remark", None)
    words = [value for name, value in values.items() if name != "seq"]
    is_sound = set(values) == set(_NAMES) and type(values["seq"]) is int and all(type(each) is str for each in words)
    if not is_sound or any(each is not None and type(each) is not str for each in (salt, remark)):
        raise Refused(place, "this is no entry", _REMEDY)
    return Line(Entry(**values), salt, remark)


def _check_chain(lines: list[Line], name: str) -> None:
    redacted, previous = redacted_in(lines), ""
    for number, line in enumerate(lines, 1):
        entry = line.entry
        if (entry.seq, entry.previous, entry.hash) != (number, previous, hash_of(asdict(entry))):
            raise Refused(f"{name}, entry {number}", "the chain is broken here: something was changed", _REMEDY)
        if fault := _remark_fault(line, is_redacted=entry.uuid in redacted):
            raise Refused(f"{name}, entry {number}", fault, _REMEDY)
        previous = entry.hash
    if len({line.entry.uuid for line in lines}) < len(lines):
        raise Refused(name, "a uuid stands there twice", _REMEDY)


def _remark_fault(line: Line, *, is_redacted: bool) -> str:
    if not line.entry.remark_hash:
        return "a remark was added to it" if (line.salt, line.remark) != (None, None) else ""
    if line.salt is None or line.remark is None:
        return "" if is_redacted else "the words of its remark are gone"
    is_same = hash_of_remark(line.salt, line.remark) == line.entry.remark_hash
    return "" if is_same else "the words of its remark were changed"


def redacted_in(lines: Iterable[Line]) -> set[str]:
    """Return the uuids of entries of which the words were removed."""
    return {line.entry.values["entry"] for line in lines if line.entry.kind == Redaction.kind}


def import_lines(ledger: Ledger, lines: list[Line], name: str) -> int:
    """Add the entries that are not there yet, all or none, and return how many that were.

    Raises Refused where what is there is not the beginning of the file. Words that were removed in the file are
    removed here too.
    """
    with ledger.together():
        there = list(ledger.entries())
        if there != [line.entry for line in lines[: len(there)]]:
            raise Refused(str(ledger.path), *_why_not(there, lines, name))
        redacted, by_uuid = redacted_in(lines), {entry.uuid: entry for entry in there}
        for line in lines[len(there) :]:
            words = (None, None) if line.entry.uuid in redacted else (line.salt, line.remark)
            ledger.put(line.entry, words if line.entry.remark_hash else None)
        for uuid in sorted(redacted & set(by_uuid)):
            ledger.strip(by_uuid[uuid])
    return len(lines) - len(there)


def _why_not(there: list[Entry], lines: list[Line], name: str) -> tuple[str, str]:
    same = next((n for n, (own, line) in enumerate(zip(there, lines, strict=False)) if own != line.entry), len(lines))
    if same == len(lines):
        return (
            f"it holds {len(there)} entries, of which {name} has only the first {same}",
            "Nothing needs to be imported",
        )
    problem = f"it says something else than {name} from entry {same + 1} on"
    return problem, "Import into a study without a review database, or move this one away first"
