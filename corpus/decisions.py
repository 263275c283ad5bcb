"""Decisions by hand: CSV files beside a study, which outrank the machine and outlive every rebuild."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path, PurePosixPath
from typing import NamedTuple
from urllib.parse import unquote, urlsplit

from corpus.issues import Refused
from corpus.records import Document, Find, Issue
from corpus.study import Study

_FEWEST_DIGITS = 12
_DIGITS = re.compile(r"[0-9a-f]{1,64}", re.IGNORECASE)


class Row(NamedTuple):
    """A row of such a file: where it stands, for a message, its line, and its cells with single spaces."""

    place: str
    line: int
    cells: dict[str, str]


def read_rows(path: Path, columns: Sequence[str]) -> Iterator[Row]:
    """Yield the filled rows of a CSV with these columns, parted by commas or semicolons; raise Refused otherwise."""
    try:
        text = path.read_text(encoding="utf-8-sig")
    except UnicodeDecodeError:
        raise Refused(str(path), "this file is not UTF-8 text", "Save it as CSV UTF-8") from None
    header = text.partition("\n")[0]
    rows = csv.DictReader(io.StringIO(text, newline=""), delimiter=";" if ";" in header else ",")
    if sorted(rows.fieldnames or ()) != sorted(columns):
        problem = f"its columns are {', '.join(rows.fieldnames or ()) or 'absent'}"
        raise Refused(f"{path}, line 1", problem, f"Give it the columns {', '.join(columns)}")
    for row in rows:
        place = f"{path}, line {rows.line_num}"
        if len(row) > len(columns):
            raise Refused(place, "it has more cells than there are columns", "Put a text with a comma between quotes")
        if any(row.values()):
            yield Row(place, rows.line_num, {name: " ".join((row[name] or "").split()) for name in columns})


def read_beside(study: Study, name: str | None, location: tuple[str, ...], columns: Sequence[str]) -> tuple[Row, ...]:
    """Return the rows of a file that a study names, none where it names none; raise Refused where it is not there."""
    if not name:
        return ()
    path = study.beside(name)
    if not path.is_file():
        raise study.refuse(location, f"there is no file {path}", "Check its name, relative to the study")
    return tuple(read_rows(path, columns))


def check_name(place: str, name: str) -> None:
    """Raise Refused where a cell cannot name a document."""
    if not name or (_DIGITS.fullmatch(name) and len(name) < _FEWEST_DIGITS):
        remedy = f"Give its SHA-256, at least {_FEWEST_DIGITS} digits of it, its address or its file name"
        raise Refused(place, f"{name!r} does not name a document", remedy)


def names_document(name: str, document_id: str, finds: Iterable[Find]) -> bool:
    """Tell whether a document with these finds goes by a name: (a prefix of) its SHA-256, an address, a file name."""
    if _DIGITS.fullmatch(name) and document_id.startswith(name.lower()):
        return True
    return any(_goes_by(find, name) for find in finds)


def _goes_by(find: Find, name: str) -> bool:
    addresses = (find.url, find.final_url)
    return name in addresses or name in map(_file_name, addresses)


def _file_name(address: str) -> str:
    try:
        return unquote(PurePosixPath(urlsplit(address).path).name)
    except ValueError:
        return ""


def document_named(name: str, documents: Sequence[Document], finds: Sequence[Find]) -> tuple[str, str]:
    """Return the id of the document that goes by a name, or else why there is not one.

    Of an address counts what stands there now, or else all that ever did.
    """
    matches: list[str] = []
    if _DIGITS.fullmatch(name):
        matches = [document.id for document in documents if document.id.startswith(name.lower())]
    if not matches:
        there = [find for find in finds if find.document_id and _goes_by(find, name)]
        now = [find for find in there if find.state == "present"]
        matches = sorted({str(find.document_id) for find in now or there})
    if len(matches) == 1:
        return matches[0], ""
    return (
        "",
        f"{len(matches)} documents go by {name!r}" if matches else f"{name!r} is not (or no longer) in the corpus",
    )


def warning(file: str, line: int, problem: str, remedy: str) -> Issue:
    """Return the warning about a row."""
    return Issue(severity="warning", subject=f"{file}, line {line}", problem=problem, remedy=remedy)


def without_effect(file: str, line: int, problem: str) -> Issue:
    """Return the warning that a row is about something that is not in the corpus."""
    return warning(file, line, problem, "Correct or remove this line; until then it has no effect")
