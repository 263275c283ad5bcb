"""Reads the sources of the example (FORMAT.md) into documents."""

import re
import tomllib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path
from typing import Any

from corpus.example.markup import read_spans, strip_markup, typeset

PDF_LAYOUTS = ("een-kolom", "twee-kolommen", "raadsmemo", "rekenkamer", "factsheet")
FOLDERS = dict.fromkeys(PDF_LAYOUTS, ("rapporten", ".pdf")) | {
    "webpagina": ("nieuws", ".html"),
    "transcript": ("interviews", ".docx"),
}
REQUIRED = {
    "slug": str,
    "layout": str,
    "title": str,
    "gemeenten": list,
    "publisher": str,
    "date": date,
    "date_text": str,
    "document_type": str,
}
OPTIONAL = {"subtitle": str, "evaluation_type": str}
CODED_FIELDS = ("soort", "venster", "aspect", "element")

NOTE = re.compile(r"\[\^(\w+)\]:\s+(.+)")
HEADING = re.compile(r"(#{1,3})\s+(.+)")
CAPTION = re.compile(r"Tabel \d+:\s")
SPEAKER = re.compile(r"([A-Z][\w -]{1,30}):\s+(.+)", re.DOTALL)
RULE_ROW = re.compile(r"\|[\s|:-]+\|")


class SourceError(ValueError):
    """A source breaks the format; the message names file, line and what to do."""


@dataclass(frozen=True)
class Coding:
    """The codes of one unit, as the coder wrote them; `richting` is None when no direction is given."""

    soort: tuple[str, ...] = ()
    venster: tuple[str, ...] = ()
    aspect: tuple[str, ...] = ()
    element: tuple[str, ...] = ()
    richting: str | None = None


@dataclass(frozen=True)
class Unit:
    """A heading, paragraph, list, table, quote or footnote, with its plain text as printed.

    `rows` holds the text with markup: a row an item or table row, a cell a column; other kinds have one row of one
    cell. `label` is the speaker of a paragraph or the mark of a footnote. Headings and footnotes carry an empty coding.
    """

    kind: str
    text: str
    coding: Coding
    rows: tuple[tuple[str, ...], ...]
    level: int = 0
    label: str = ""
    caption: str = ""
    line: int = 0
    """The line of the source on which it starts."""


@dataclass(frozen=True)
class Document:
    """One source: what its front matter says, and its units in order; the first one says that it is fiction."""

    slug: str
    layout: str
    title: str
    subtitle: str | None
    gemeenten: tuple[str, ...]
    publisher: str
    date: date
    date_text: str
    document_type: str
    evaluation_type: str | None
    units: tuple[Unit, ...]

    @property
    def file(self) -> str:
        """The path of the rendered document inside the site."""
        folder, suffix = FOLDERS[self.layout]
        return f"{folder}/{self.slug}{suffix}"


@dataclass(frozen=True)
class Line:
    """A line of a source with the place to name when it is wrong."""

    path: Path
    number: int
    text: str

    def error(self, problem: str) -> SourceError:
        """An error that points at this line."""
        return SourceError(f"{self.path.name}, line {self.number}: {problem}")


def parse_coding(line: Line) -> Coding:
    """The codes on a `%%` line; the names of fields are checked, those of codes are left to the codebook."""
    content = line.text.removeprefix("%%").strip()
    if content == "geen":
        return Coding(soort=("geen",))
    fields: dict[str, tuple[str, ...]] = {}
    for part in content.split("|"):
        name, colon, codes = part.partition(":")
        name = name.strip()
        if not colon or name not in (*CODED_FIELDS, "richting") or name in fields or not codes.split():
            raise line.error(f"cannot read {part.strip()!r}; write 'field: code code', each field once")
        fields[name] = tuple(codes.split())
    if "soort" not in fields or "geen" in fields["soort"]:
        raise line.error("a coding names its soort; a passage without codes is '%% geen'")
    richting = fields.pop("richting", (None,))
    if len(richting) > 1 or len(fields.get("venster", ())) > 2:
        raise line.error("a coding has one richting and at most two vensters")
    return Coding(richting=richting[0], **fields)


def take_block(lines: Sequence[Line]) -> tuple[Sequence[Line], Coding, int]:
    """The lines of the block that starts here, its coding, and how many lines both take."""
    for count, line in enumerate(lines):
        if line.text.startswith("%%"):
            if not count:
                raise line.error("this coding follows no paragraph, list, table or quote")
            return lines[:count], parse_coding(line), count + 1
        if not line.text or HEADING.fullmatch(line.text) or NOTE.fullmatch(line.text):
            raise lines[0].error("this block has no '%%' line directly after it; add its codes or '%% geen'")
    raise lines[0].error("this block has no '%%' line directly after it; add its codes or '%% geen'")


def parse_table(lines: Sequence[Line], coding: Coding) -> Unit:
    """A table with its caption; every row has as many cells as the header."""
    caption = typeset(lines[0].text) if CAPTION.match(lines[0].text) else ""
    rows: list[tuple[str, ...]] = []
    for line in lines[bool(caption) :]:
        if not (line.text.startswith("|") and line.text.endswith("|")):
            raise line.error("a row of a table starts and ends with '|'")
        if RULE_ROW.fullmatch(line.text):
            continue
        cells = tuple(typeset(cell) for cell in line.text[1:-1].split("|"))
        if rows and len(cells) != len(rows[0]):
            raise line.error(f"this row has {len(cells)} cells, the header {len(rows[0])}")
        rows.append(cells)
    printed = [caption, *(" ".join(cell for cell in row if cell) for row in rows)]
    text = "\n".join(strip_markup(row) for row in printed if row)
    return Unit("table", text, coding, tuple(rows), caption=caption)


def parse_list(lines: Sequence[Line], coding: Coding) -> Unit:
    """A list; a line without a dash continues the item above it."""
    items: list[str] = []
    for line in lines:
        if line.text.startswith("- "):
            items.append(line.text[2:])
        else:
            items[-1] += f" {line.text}"
    rows = tuple((typeset(item),) for item in items)
    return Unit("list", "\n".join(strip_markup(cell) for (cell,) in rows), coding, rows)


def parse_block(lines: Sequence[Line], coding: Coding, layout: str) -> Unit:
    """The table, list, quote or paragraph on these lines."""
    first = lines[0].text
    if first.startswith("|") or (CAPTION.match(first) and len(lines) > 1 and lines[1].text.startswith("|")):
        return parse_table(lines, coding)
    if first.startswith("- "):
        return parse_list(lines, coding)
    for line in lines[1:]:
        if line.text.startswith(("- ", "|")) or line.text.startswith(">") != first.startswith(">"):
            raise line.error("another kind of block starts here; put an empty line and a '%%' line before it")
    kind = "quote" if first.startswith(">") else "paragraph"
    markup = typeset(" ".join(line.text.removeprefix(">") for line in lines))
    speaker = SPEAKER.fullmatch(markup) if layout == "transcript" and kind == "paragraph" else None
    rows = ((speaker[2] if speaker else markup,),)
    return Unit(kind, strip_markup(markup), coding, rows, label=speaker[1] if speaker else "")


def parse_units(lines: Sequence[Line], layout: str) -> Iterator[Unit]:
    """The units of a body, in order."""
    position = 0
    while position < len(lines):
        line = lines[position]
        position += 1
        if heading := HEADING.fullmatch(line.text):
            markup = typeset(heading[2])
            level = len(heading[1])
            yield Unit("heading", strip_markup(markup), Coding(), ((markup,),), level=level, line=line.number)
        elif note := NOTE.fullmatch(line.text):
            markup = typeset(note[2])
            yield Unit("footnote", strip_markup(markup), Coding(), ((markup,),), label=note[1], line=line.number)
        elif line.text:
            block, coding, taken = take_block(lines[position - 1 :])
            position += taken - 1
            yield replace(parse_block(block, coding, layout), line=line.number)


def check_notes(units: Sequence[Unit], path: Path) -> None:
    """Raises when a footnote does not have exactly one mark, or a mark not exactly one footnote."""
    marks = [
        (words, unit.line)
        for unit in units
        for cell in (unit.caption, *(cell for row in unit.rows for cell in row))
        for style, words in read_spans(cell)
        if style == "note"
    ]
    notes = [(unit.label, unit.line) for unit in units if unit.kind == "footnote"]
    for these, others in ((marks, notes), (notes, marks)):
        names = [name for name, _ in others]
        for name, line in these:
            if names.count(name) != 1:
                raise SourceError(f"{path.name}, line {line}: footnote [^{name}] needs one mark and one text")


def check_body(units: Sequence[Unit], path: Path) -> None:
    """Raises when the body does not open with the notice of fiction, or when markup or footnotes do not fit."""
    if not units or units[0].kind != "paragraph" or "fictie" not in units[0].text.casefold():
        raise SourceError(f"{path.name}: the first unit must be a paragraph that says that the gemeente is fictief")
    for unit in units:
        if "[^" in unit.text or "**" in unit.text:
            raise SourceError(f"{path.name}, line {unit.line}: markup inside markup; take the inner one out")
    check_notes(units, path)


def read_front_matter(text: str, path: Path) -> dict[str, Any]:
    """The checked fields of the front matter, absent ones None."""
    try:
        # The empty line stands for the opening +++, so that TOML's line numbers are those of the file.
        fields = tomllib.loads("\n" + text)
    except tomllib.TOMLDecodeError as error:
        raise SourceError(f"{path.name}: the front matter is not TOML: {error}") from error
    if unknown := sorted(fields.keys() - REQUIRED.keys() - OPTIONAL.keys()):
        raise SourceError(f"{path.name}: unknown field {unknown[0]!r} in the front matter")
    for name, kind in (REQUIRED | OPTIONAL).items():
        if name in REQUIRED and name not in fields:
            raise SourceError(f"{path.name}: the front matter lacks {name!r}")
        if name in fields and type(fields[name]) is not kind:
            raise SourceError(f"{path.name}: {name!r} in the front matter must be a {kind.__name__}")
    if fields["layout"] not in FOLDERS:
        raise SourceError(f"{path.name}: unknown layout {fields['layout']!r}; choose from {', '.join(sorted(FOLDERS))}")
    if fields["slug"] != path.stem:
        raise SourceError(f"{path.name}: the slug {fields['slug']!r} differs from the file's name")
    return {name: fields.get(name) for name in (REQUIRED | OPTIONAL)} | {"gemeenten": tuple(fields["gemeenten"])}


def read_source(path: Path) -> Document:
    """The document that a source describes; raises SourceError when it breaks the format."""
    opening, *rest = path.read_text(encoding="utf-8").splitlines()
    if opening.strip() != "+++" or "+++" not in rest:
        raise SourceError(f"{path.name}, line 1: the front matter must stand between two '+++' lines")
    end = rest.index("+++")
    fields = read_front_matter("\n".join(rest[:end]), path)
    lines = [Line(path, number, text.strip()) for number, text in enumerate(rest[end + 1 :], start=end + 3)]
    units = tuple(parse_units(lines, fields["layout"]))
    check_body(units, path)
    for name in ("title", "subtitle", "publisher"):
        fields[name] = fields[name] and typeset(fields[name])
    return Document(units=units, **fields)


def read_sources(folder: Path) -> list[Document]:
    """All documents of a folder, by slug."""
    return [read_source(path) for path in sorted(folder.glob("*.md"), key=lambda path: path.stem)]
