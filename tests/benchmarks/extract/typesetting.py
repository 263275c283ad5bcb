"""Sets reports with typst: layouts from a single column to boxes whose stream order is shuffled."""

from __future__ import annotations

import io
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from random import Random

import typst
from pypdf import PdfWriter, Transformation

from tests.benchmarks.extract.model import (
    Box,
    Fields,
    Figure,
    Grid,
    Heading,
    Item,
    Items,
    Note,
    Paragraph,
    Report,
    Run,
    Unit,
)
from tests.benchmarks.extract.truth import CONTENTS


@dataclass(frozen=True, kw_only=True)
class Look:
    """How typst sets a report."""

    flow: str = "flow"
    """What happens to the units: `flow`, `spanning` headings with a sidebar, shuffled `boxes`, `slides`, `rotated`."""
    paper: str = '"a4"'
    margin: str = "2.4cm"
    columns: int = 1
    font: str = "Libertinus Serif"
    heading_font: str = ""
    size: float = 10.5
    heading_sizes: tuple[float, ...] = (18, 14, 11.5)
    heading_weight: str = "bold"
    is_justified: bool = True
    leading: str = "0.65em"
    spacing: str = "1.1em"
    indent: str = "0pt"
    breaks_chapters: bool = False
    is_tagged: bool = True
    header_align: str = "left"
    notes_size: float = 8.5
    notes_marks: str = "1"
    list_numbers: str = "1."
    page_number: str = "n"
    """What the footer says, n for the page and m for all pages."""
    hangs_numbers: bool = False
    """Do the numbers of headings stand in a margin of their own?"""
    watermark: str = ""
    spans_tables: bool = False
    """Do tables of words span the columns?"""
    extra: str = ""


def quote(text: str) -> str:
    """Return text as typst prints it to the letter."""
    return '#"' + text.replace("\\", "\\\\").replace('"', '\\"') + '"'


def _run(run: Run) -> str:
    return "".join(f"#footnote[{quote(part.text)}]" if isinstance(part, Note) else quote(part) for part in run)


def _heading(look: Look, unit: Heading) -> str:
    number, _, title = unit.text.partition(" ")
    words = quote(unit.text)
    if look.hangs_numbers and number[0].isdigit():
        words = f"#box(width: 1.1cm)[{quote(number)}]{quote(title)}"
    heading = f"#heading(level: {unit.level})[{words}]"
    if unit.level == 1 and look.breaks_chapters:
        return f"#pagebreak(weak: true)\n{heading}"
    return heading


def _paragraph(unit: Paragraph) -> str:
    if unit.style == "lead":
        return f'#text(weight: "bold")[{_run(unit.run)}]'
    if unit.style == "quote":
        return f"#block(inset: (left: 1cm, right: 1cm))[#emph[{_run(unit.run)}]]"
    return _run(unit.run)


def _items(unit: Items) -> str:
    def write(item: Item) -> str:
        return "  " * item.depth + ("+ " if unit.is_numbered and not item.depth else "- ") + _run(item.run)

    return "\n".join(map(write, unit.items))


STROKES = {"bordered": "0.5pt", "shaded": "none", "rules": "(x, y) => (top: 0.5pt, bottom: 0.5pt)", "bare": "none"}


def _table(unit: Grid, placement: str = "") -> str:
    cells = [
        [f"[#strong[{quote(cell)}]]" if not index else f"[{quote(cell)}]" for cell in row]
        for index, row in enumerate(unit.rows)
    ]
    fill = "(_, y) => if calc.even(y) { luma(92%) }" if unit.style == "shaded" else "none"
    widths = ", ".join(f"{width}fr" for width in unit.widths)
    head, *rest = (", ".join(row) for row in cells)
    table = (
        f"table(columns: ({widths}), stroke: {STROKES[unit.style]}, fill: {fill}, inset: 5pt,"
        f" align: {_alignment(unit)}, table.header({head}), {', '.join(rest)})"
    )
    place = "bottom" if unit.caption_below else "top"
    caption = f", caption: figure.caption(position: {place})[{quote(unit.caption)}]" if unit.caption else ""
    return f"#figure({table}, kind: table{caption}{placement})"


def _alignment(unit: Grid) -> str:
    if max(len(cell) for row in unit.rows for cell in row[1:]) > 12:
        return "left"
    return "(x, _) => if x == 0 { left } else { right }"


def _figure(unit: Figure) -> str:
    bars = ", ".join(
        f"[#set text(size: 7pt)\n{quote(label)}], rect(width: {90 - 17 * at}%, height: 0.5cm, fill: luma(60%))"
        for at, label in enumerate(unit.labels)
    )
    chart = f"block(width: 80%, grid(columns: (1fr, 2fr), row-gutter: 3pt, align: left, {bars}))"
    return f"#figure({chart}, kind: image, caption: [{quote(unit.caption)}])"


def _box(unit: Box, fill: str = "luma(94%)") -> str:
    inner = "\n\n".join(_run(paragraph.run) for paragraph in unit.paragraphs)
    return f"#block(fill: {fill}, inset: 8pt, width: 100%, stroke: 0.5pt)[*{quote(unit.title)}*\n\n{inner}]"


def _unit(look: Look, unit: Unit) -> str:
    match unit:
        case Heading():
            return _heading(look, unit)
        case Paragraph():
            return _paragraph(unit)
        case Items():
            return _items(unit)
        case Grid():
            spans = look.spans_tables and len(unit.rows[0]) > 2
            return _table(unit, ', placement: auto, scope: "parent"' if spans else "")
        case Figure():
            return _figure(unit)
        case Box():
            return _box(unit)
        case Fields():
            cells = ", ".join(f"[*{quote(label)}*], [{quote(value)}]" for label, value in unit.fields)
            return f"#grid(columns: (3.5cm, 1fr), row-gutter: 0.6em, {cells})"


CHAPTER = """{
  let found = query(heading.where(level: 1).before(here()))
  if found.len() > 0 { found.last().body }
}"""


def _header(report: Report, look: Look) -> str:
    title = f"[{quote(report.title)}]"
    written = {
        "": "none",
        "chapter": CHAPTER,
        "both": f"if calc.even(here().page()) {{ align(left, {title}) }} else {{ align(right, {CHAPTER}) }}",
    }.get(report.header, f"[{quote(report.header)}]")
    first = "here().page() == 1" if report.has_cover else "false"
    return f"context if {first} {{ }} else {{ set text(size: 8pt); align({look.header_align}, {written}) }}"


def _page_number(look: Look) -> str:
    parts = look.page_number.replace("n", "\0n\0").replace("m", "\0m\0").split("\0")
    numbers = {"n": "[#counter(page).display()]", "m": "[#counter(page).final().first()]"}
    return " + ".join(numbers.get(part, f"[{quote(part)}]") for part in parts if part)


def _footer(report: Report, look: Look) -> str:
    words = f"[{quote(report.footer)}] + h(1fr) +" if report.footer else "h(1fr) +"
    return f"context {{ set text(size: 8pt); {words} {_page_number(look)} }}"


def _watermark(look: Look) -> str:
    return f"rotate(-50deg, text(size: 80pt, fill: luma(88%))[{look.watermark}])" if look.watermark else "none"


def preamble(report: Report, look: Look) -> str:
    """Return the typst rules of a look."""
    heading_font = look.heading_font or look.font
    levels = "\n".join(
        f'#show heading.where(level: {level}): set text(size: {size}pt, weight: "{look.heading_weight}")'
        for level, size in enumerate(look.heading_sizes, 1)
    )
    return f"""#set document(title: [{quote(report.title)}])
#set page(paper: {look.paper}, margin: {look.margin}, columns: {look.columns},
  header: {_header(report, look)}, footer: {_footer(report, look)},
  background: {_watermark(look)})
#set text(font: "{look.font}", size: {look.size}pt, lang: "nl", hyphenate: {str(look.is_justified).lower()})
#set par(justify: {str(look.is_justified).lower()}, leading: {look.leading}, spacing: {look.spacing},
  first-line-indent: {look.indent})
#set enum(numbering: "{look.list_numbers}")
#set footnote(numbering: "{look.notes_marks}")
#set figure(supplement: none, numbering: none)
#show figure.caption: set text(size: {look.size - 1}pt, style: "italic")
#show figure.where(kind: table): set block(breakable: true)
#show figure.where(kind: table): set align(left)
#show table: set par(justify: false)
#show table: set text(hyphenate: true)
#show table.cell: set block(breakable: false)
#show footnote.entry: set text(size: {look.notes_size}pt)
#show heading: set text(font: "{heading_font}", hyphenate: false)
#show heading: set par(justify: false)
#show heading: set block(above: 1.5em, below: 0.9em)
{levels}
{look.extra}
"""


def _cover(report: Report, look: Look) -> str:
    title = f'#text(size: 26pt, weight: "bold", hyphenate: false)[{quote(report.title)}]'
    if not report.has_cover:
        return f'#place(top, scope: "parent", float: true)[{title}]' if look.columns > 1 else f"{title}\n"
    rest = "\n\n".join(quote(text) for text in (report.subtitle, report.organisation, report.date))
    cover = f"#set par(justify: false)\n#v(5cm)\n{title}\n\n#v(1cm)\n{rest}"
    return f"#page(columns: 1)[{cover}]\n"


def _contents(report: Report) -> str:
    return f"#page(columns: 1)[#outline(title: [{CONTENTS}], indent: 1em)]\n" if report.has_contents else ""


def _flow(report: Report, look: Look) -> str:
    return "\n\n".join(map(partial(_unit, look), report.units))


def _spanning(report: Report, look: Look) -> str:
    """Chapters whose heading spans two columns of text and a sidebar with the boxes that stand aside."""
    chapters: list[list[Unit]] = []
    for unit in report.units:
        if isinstance(unit, Heading) and unit.level == 1:
            chapters.append([])
        chapters[-1].append(unit)
    return "\n#pagebreak()\n".join(_spanning_chapter(look, chapter) for chapter in chapters)


def _spanning_chapter(look: Look, chapter: list[Unit]) -> str:
    head, *rest = chapter
    asides = [unit for unit in rest if isinstance(unit, Box) and unit.is_aside]
    text = "\n\n".join(_unit(look, unit) for unit in rest if unit not in asides)
    side = "\n\n".join(_box(unit, 'rgb("e8f0fe")') for unit in asides)
    return (
        f"{_unit(look, head)}\n#grid(columns: (2.4fr, 1fr), column-gutter: 0.7cm,\n"
        f"[#columns(2, gutter: 0.6cm)[{text}]], [#set text(size: {look.size - 1}pt)\n{side}])"
    )


BOXES = Path(__file__).with_name("boxes.typ")


def _boxes(report: Report, look: Look) -> str:
    """Every unit a box of its own, in two columns, drawn in an order that says nothing."""
    blocks = [_unit(look, unit) for unit in report.units]
    order = list(range(len(blocks)))
    Random(len(blocks)).shuffle(order)
    listed = ",\n".join(f"[{block}]" for block in blocks)
    return f"{BOXES.read_text(encoding='utf-8')}\n#pack(({listed},), ({', '.join(map(str, order))},))"


def _slides(report: Report, look: Look) -> str:
    return "\n\n".join(
        ("#pagebreak(weak: true)\n" if isinstance(unit, Heading) else "") + _unit(look, unit) for unit in report.units
    )


def _rotated(report: Report, look: Look) -> str:
    """Tables stand on pages of their own, on their side."""
    return "\n\n".join(
        f"#page(flipped: true, columns: 1)[{_table(unit)}]" if isinstance(unit, Grid) else _unit(look, unit)
        for unit in report.units
    )


FLOWS = {"rotated": _rotated, "flow": _flow, "spanning": _spanning, "boxes": _boxes, "slides": _slides}


def write(report: Report, look: Look) -> str:
    """Return the report in typst's own language."""
    return preamble(report, look) + _cover(report, look) + _contents(report) + FLOWS[look.flow](report, look)


def render(report: Report, look: Look) -> bytes:
    """Return the report as PDF; fonts are those that typst carries, so that it is the same on every machine."""
    pdf: bytes = typst.compile(
        write(report, look).encode(), format="pdf", ignore_system_fonts=True, pdf_tags=look.is_tagged, timestamp=0
    )
    return turn(pdf) if look.flow == "rotated" else pdf


def turn(pdf: bytes) -> bytes:
    """Return a PDF in which the pages that lie are stored upright, with the word that they be turned when shown."""
    writer = PdfWriter(clone_from=io.BytesIO(pdf))
    for page in writer.pages:
        wide, tall = page.mediabox.width, page.mediabox.height
        if wide > tall:
            page.add_transformation(Transformation().rotate(90).translate(tall, 0))
            for box in (page.mediabox, page.cropbox, page.trimbox, page.bleedbox, page.artbox):
                box.lower_left, box.upper_right = (0, 0), (tall, wide)
            page.rotation = 90
    file = io.BytesIO()
    writer.write(file)
    return file.getvalue()
