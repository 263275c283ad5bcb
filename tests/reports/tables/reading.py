"""A reader of workbooks and a strict one of CSV, so that what was written is seen as other programs see it."""

from __future__ import annotations

import io
import re
import zipfile
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any

from lxml import etree

_MAIN = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
_REL = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"
_ESCAPED = re.compile(r"_x([0-9A-Fa-f]{4})_")
_EPOCH = datetime(1899, 12, 30)


@dataclass
class Sheet:
    """A sheet as it is in the file: values by place (row and column from 0), their formats, links, and the rest."""

    cells: dict[tuple[int, int], Any] = field(default_factory=dict)
    formats: dict[tuple[int, int], str] = field(default_factory=dict)
    links: dict[tuple[int, int], str] = field(default_factory=dict)
    is_frozen: bool = False
    filtered: str = ""
    widths: list[float] = field(default_factory=list)
    formula_count: int = 0

    def row(self, number: int) -> list[Any]:
        """Return the values of a row, up to its last."""
        last = max((column for row, column in self.cells if row == number), default=-1)
        return [self.cells.get((number, column)) for column in range(last + 1)]

    @property
    def row_count(self) -> int:
        """Rows up to the last with a value."""
        return max((row for row, _ in self.cells), default=-1) + 1


def place(name: str) -> tuple[int, int]:
    """Return row and column of a cell's name: B3 is (2, 1)."""
    match = re.fullmatch(r"([A-Z]+)(\d+)", name)
    assert match, name
    column = 0
    for letter in match[1]:
        column = column * 26 + ord(letter) - 64
    return int(match[2]) - 1, column - 1


def read_workbook(content: bytes) -> dict[str, Sheet]:
    """Return the sheets of a workbook by name."""
    with zipfile.ZipFile(io.BytesIO(content)) as book:
        parts = {
            name: etree.fromstring(book.read(name)) for name in book.namelist() if name.endswith((".xml", ".rels"))
        }
    names = [sheet.get("name") or "" for sheet in parts["xl/workbook.xml"].iter(f"{_MAIN}sheet")]
    formats = _formats(parts["xl/styles.xml"])
    return {name: _sheet(parts, number, formats) for number, name in enumerate(names, 1)}


def _formats(styles: Any) -> list[str]:
    own = {item.get("numFmtId"): item.get("formatCode") for item in styles.iter(f"{_MAIN}numFmt")}
    own |= {"0": "", "1": "0", "2": "0.00", "3": "#,##0", "4": "#,##0.00"}
    return [
        own[cell.get("numFmtId")] + ("'" if cell.get("quotePrefix") else "")
        for cell in styles.find(f"{_MAIN}cellXfs").iter(f"{_MAIN}xf")
    ]


def _sheet(parts: dict[str, Any], number: int, formats: list[str]) -> Sheet:
    root, found = parts[f"xl/worksheets/sheet{number}.xml"], Sheet()
    targets = parts.get(f"xl/worksheets/_rels/sheet{number}.xml.rels")
    addresses = {item.get("Id"): item.get("Target") for item in targets} if targets is not None else {}
    for cell in root.iter(f"{_MAIN}c"):
        at, shape = place(cell.get("r")), formats[int(cell.get("s") or 0)]
        found.cells[at] = _value(cell, shape)
        found.formats[at] = shape
    for link in root.iter(f"{_MAIN}hyperlink"):
        found.links[place(link.get("ref"))] = link.get("location") or addresses[link.get(f"{_REL}id")]
    pane, filtered = root.find(f".//{_MAIN}pane"), root.find(f"{_MAIN}autoFilter")
    found.is_frozen = pane is not None and pane.get("state") == "frozen"
    found.filtered = filtered.get("ref") if filtered is not None else ""
    found.widths = [float(item.get("width")) for item in root.iter(f"{_MAIN}col")]
    found.formula_count = len(list(root.iter(f"{_MAIN}f")))
    return found


def _value(cell: Any, shape: str) -> Any:
    text = "".join(cell.itertext())
    if cell.get("t") == "inlineStr":
        return _ESCAPED.sub(lambda match: chr(int(match[1], 16)), text)
    if "yy" in shape:
        return _EPOCH + timedelta(days=float(text))
    value = float(text)
    return int(value) if value.is_integer() else value


def read_csv(content: bytes) -> list[list[str]]:
    """Return the rows of a CSV file by the grammar of RFC 4180; fail at anything else."""
    text, at = content.decode("utf-8"), 0
    rows: list[list[str]] = []
    row: list[str] = []
    assert not text.startswith("\ufeff") and text.endswith("\r\n")
    field_ = re.compile(r'"((?:[^"]|"")*)"|([^",\r\n]*)')
    while at < len(text):
        match = field_.match(text, at)
        assert match
        row.append(match[1].replace('""', '"') if match[1] is not None else match[2])
        at = match.end()
        if text[at] == ",":
            at += 1
            continue
        assert text.startswith("\r\n", at), f"neither a comma nor a line's end at {at}: {text[at : at + 20]!r}"
        rows.append(row)
        row, at = [], at + 2
    assert len({len(row) for row in rows}) <= 1, "rows differ in length"
    return rows
