"""The list of a study with evaluations that should exist: a CSV with gemeente, jaar, and if known titel and bewijs."""

from __future__ import annotations

import csv
import difflib
import re
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import NamedTuple

from corpus.issues import Refused
from reports.coverage.register import Register

NEEDED, ALLOWED = ("gemeente", "jaar"), ("gemeente", "jaar", "titel", "bewijs")
_YEAR = re.compile(r"(?:19|20)\d\d")


class Listed(NamedTuple):
    """An evaluation of the list."""

    gemeente_code: str
    year: int
    title: str
    proof: str


def read_expected(path: Path, register: Register) -> tuple[Listed, ...]:
    """Return the evaluations of a list, with commas or semicolons between its columns.

    Raises Refused, with the line, at a row that names no gemeente of the register, or no year.
    """
    text = _text(path)
    header = text.split("\n", 1)[0]
    rows = csv.reader(text.splitlines(keepends=True), delimiter=";" if header.count(";") > header.count(",") else ",")
    return tuple(_listed(path, rows, register))


def _text(path: Path) -> str:
    try:
        return path.read_text(encoding="utf-8-sig")
    except FileNotFoundError:
        remedy = "Check the key 'expected' under [coverage] in the study"
        raise Refused(str(path), "this list of expected evaluations is not there", remedy) from None
    except UnicodeDecodeError:
        raise Refused(str(path), "this list is not UTF-8 text", "Save it as 'CSV UTF-8'") from None


def _listed(path: Path, rows: Iterable[list[str]], register: Register) -> Iterator[Listed]:
    columns: list[str] = []
    for line, row in _numbered(rows):
        where = f"{path}, line {line}"
        cells = [cell.strip() for cell in row]
        if not columns:
            columns = _columns(where, cells)
        elif any(cells):
            if any(cells[len(columns) :]):
                raise Refused(where, "it has more cells than the header", "Put a text with a comma between quotes")
            values = dict(zip(columns, cells, strict=False))
            year = _year(where, values.get("jaar", ""))
            code = _code(where, values.get("gemeente", ""), year, register)
            yield Listed(code, year, values.get("titel", ""), values.get("bewijs", ""))


def _numbered(rows: Iterable[list[str]]) -> Iterator[tuple[int, list[str]]]:
    """Yield rows with the line that each begins on: a cell may hold line breaks."""
    line = 1
    for row in rows:
        yield line, row
        line += 1 + sum(cell.count("\n") for cell in row)


def _columns(where: str, cells: list[str]) -> list[str]:
    columns = [cell.lower() for cell in cells]
    for name in columns:
        if name not in ALLOWED:
            near = difflib.get_close_matches(name, ALLOWED, n=1)
            hint = f"Did you mean '{near[0]}'? " if near else ""
            raise Refused(where, f"unknown column '{name}'", f"{hint}Allowed: {', '.join(ALLOWED)}")
    for name in NEEDED:
        if name not in columns:
            raise Refused(where, f"column '{name}' is missing", f"Give it the columns {', '.join(ALLOWED)}")
    return columns


def _year(where: str, text: str) -> int:
    if not _YEAR.fullmatch(text):
        raise Refused(where, f"'{text}' is no year", "Write it in four digits, such as 2019")
    return int(text)


def _code(where: str, text: str, year: int, register: Register) -> str:
    """Return the code of a gemeente by its code or name; of namesakes the one that existed in that year."""
    found = register.codes_of(text)
    if not found:
        near = register.nearest(text)
        hint = f"Did you mean '{near}'?" if near else "Give its name or its CBS code, such as GM0363"
        raise Refused(where, f"there is no gemeente '{text}'", hint)
    codes = sorted(register.existing(found, year) or found)
    if len(codes) > 1:
        raise Refused(where, f"'{text}' is the name of {len(codes)} gemeenten", f"Give a code: {', '.join(codes)}")
    return codes[0]
