"""Sets reports as HTML with CSS, for WeasyPrint and for Chrome, whose PDFs differ in everything but what they say."""

from __future__ import annotations

import logging
import shutil
import subprocess
import tempfile
from dataclasses import dataclass
from html import escape
from pathlib import Path

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
class Style:
    """How CSS sets a report."""

    columns: int = 1
    font: str = "DejaVu Serif"
    heading_font: str = "DejaVu Sans"
    size: float = 9.5
    heading_sizes: tuple[float, ...] = (18, 13, 10.5)
    page: str = "A4"
    margin: str = "2.3cm 2cm"
    align: str = "justify"
    css: str = ""
    is_tagged: bool = False


def _run(run: Run) -> str:
    return "".join(
        f'<span class="note">{escape(part.text)}</span>' if isinstance(part, Note) else escape(part) for part in run
    )


def _paragraph(unit: Paragraph) -> str:
    if unit.style == "lead":
        return f'<p class="lead">{_run(unit.run)}</p>'
    return f"<blockquote>{_run(unit.run)}</blockquote>" if unit.style == "quote" else f"<p>{_run(unit.run)}</p>"


def _items(unit: Items) -> str:
    written: list[str] = []
    depth = 0
    for item in unit.items:
        if item.depth > depth:
            written[-1] = written[-1].removesuffix("</li>") + "<ul>"
        written.append(("</ul></li>" if item.depth < depth else "") + _item(item))
        depth = item.depth
    tag = "ol" if unit.is_numbered else "ul"
    return f"<{tag}>{''.join(written)}{'</ul></li>' if depth else ''}</{tag}>"


def _item(item: Item) -> str:
    return f"<li>{_run(item.run)}</li>"


def _table(unit: Grid) -> str:
    is_words = max(len(cell) for row in unit.rows for cell in row[1:]) > 12
    head, *rest = unit.rows
    columns = "".join(f'<col style="width: {100 * width // sum(unit.widths)}%">' for width in unit.widths)
    cells = "".join(f"<tr>{''.join(f'<td>{escape(cell)}</td>' for cell in row)}</tr>" for row in rest)
    heads = "".join(f"<th>{escape(cell)}</th>" for cell in head)
    caption = f"<caption>{escape(unit.caption)}</caption>" if unit.caption else ""
    side = "below" if unit.caption_below else "above"
    return (
        f'<table class="{unit.style} {side} {"words" if is_words else "figures"}">{caption}'
        f"<colgroup>{columns}</colgroup><thead><tr>{heads}</tr></thead><tbody>{cells}</tbody></table>"
    )


def _figure(unit: Figure) -> str:
    bars = "".join(
        f'<text x="0" y="{18 + 22 * at}" font-size="9">{escape(label)}</text>'
        f'<rect x="130" y="{6 + 22 * at}" width="{180 - 35 * at}" height="16" fill="#999"/>'
        for at, label in enumerate(unit.labels)
    )
    chart = f'<svg width="320" height="100" viewBox="0 0 320 100">{bars}</svg>'
    return f"<figure>{chart}<figcaption>{escape(unit.caption)}</figcaption></figure>"


def _box(unit: Box) -> str:
    inner = "".join(map(_paragraph, unit.paragraphs))
    return f'<aside class="{"beside" if unit.is_aside else "inline"}"><p><b>{escape(unit.title)}</b></p>{inner}</aside>'


def _unit(number: int, unit: Unit) -> str:
    match unit:
        case Heading():
            return f'<h{unit.level} id="u{number}">{escape(unit.text)}</h{unit.level}>'
        case Paragraph():
            return _paragraph(unit)
        case Items():
            return _items(unit)
        case Grid():
            return _table(unit)
        case Figure():
            return _figure(unit)
        case Box():
            return _box(unit)
        case Fields():
            rows = "".join(f"<dt>{escape(label)}</dt><dd>{escape(value)}</dd>" for label, value in unit.fields)
            return f"<dl>{rows}</dl>"


def _string(text: str) -> str:
    return '"' + text.replace("\\", "\\\\").replace('"', '\\"') + '"'


def css(report: Report, style: Style) -> str:
    """Return the style sheet of a report."""
    chapter = "string(chapter)"
    left, right = {
        "": ("none", "none"),
        "chapter": (chapter, chapter),
        "both": (_string(report.title), chapter),
    }.get(report.header, (_string(report.header),) * 2)
    levels = "\n".join(f"h{at} {{ font-size: {size}pt }}" for at, size in enumerate(style.heading_sizes, 1))
    first = "@page :first { @top-left { content: none } @top-right { content: none } }" if report.has_cover else ""
    return f"""
@page {{ size: {style.page}; margin: {style.margin}; font: 8pt "{style.heading_font}";
  @bottom-left {{ content: {_string(report.footer)} }} @bottom-right {{ content: counter(page) }}
  @footnote {{ border-top: 0.5pt solid; padding-top: 4pt; margin-top: 8pt }} }}
@page :left {{ @top-left {{ content: {left} }} }}
@page :right {{ @top-right {{ content: {right} }} }}
{first}
html {{ font: {style.size}pt/1.35 "{style.font}"; hyphens: auto; text-align: {style.align} }}
p {{ margin: 0 0 0.7em }} blockquote {{ margin: 0 1cm 0.7em; font-style: italic }}
h1, h2, h3 {{ font-family: "{style.heading_font}"; hyphens: none; text-align: left; margin: 1em 0 0.4em;
  break-after: avoid }}
h1 {{ string-set: chapter content() }}
{levels}
.note {{ float: footnote; font-size: 7.5pt; text-align: left }}
main {{ columns: {style.columns}; column-gap: 0.7cm }}
aside {{ border: 0.5pt solid; background: #eef; padding: 6pt; margin: 0 0 0.7em }}
.beside {{ float: right; width: 5cm; margin: 0 0 0.5cm 0.5cm; font-size: 8pt; text-align: left }}
table {{ width: 100%; border-collapse: collapse; margin: 0.8em 0; font-size: 0.9em; text-align: left; hyphens: manual }}
td, th {{ padding: 3pt 5pt; vertical-align: top; text-align: left }} tr {{ break-inside: avoid }}
.figures td:nth-child(n+2), .figures th:nth-child(n+2) {{ text-align: right }}
.bordered td, .bordered th {{ border: 0.5pt solid }} .rules tr {{ border-bottom: 0.5pt solid }}
.shaded tr:nth-child(odd) td {{ background: #ddd }}
caption, figcaption {{ font-size: 0.85em; font-style: italic; text-align: left; margin: 4pt 0 }}
dl {{ display: grid; grid-template-columns: 4cm auto; text-align: left }} dt {{ font-weight: bold }} dd {{ margin: 0 }}
.below caption {{ caption-side: bottom }} figure {{ margin: 0.8em 0; break-inside: avoid }}
.lead {{ font-weight: bold }} .cover {{ break-after: page; padding-top: 5cm; text-align: left; hyphens: none }}
.title {{ font: bold 24pt "{style.heading_font}"; hyphens: none; text-align: left }}
nav {{ break-after: page }} nav p {{ margin: 0 }} nav a {{ color: inherit; text-decoration: none }}
nav a::after {{ content: leader(".") target-counter(attr(href), page) }}
{style.css}"""


def write(report: Report, style: Style) -> str:
    """Return the report as one HTML page."""
    title = f'<p class="title">{escape(report.title)}</p>'
    rest = "".join(f"<p>{escape(text)}</p>" for text in (report.subtitle, report.organisation, report.date))
    cover = f'<div class="cover">{title}{rest}</div>' if report.has_cover else title
    body = "\n".join(_unit(number, unit) for number, unit in enumerate(report.units))
    return (
        f'<!DOCTYPE html><html lang="nl"><head><meta charset="utf-8"><title>{escape(report.title)}</title>'
        f"<style>{css(report, style)}</style></head><body>{cover}{_contents(report)}<main>{body}</main></body></html>"
    )


def _contents(report: Report) -> str:
    if not report.has_contents:
        return ""
    headings = [(number, unit) for number, unit in enumerate(report.units) if isinstance(unit, Heading)]
    lines = "".join(
        f'<p style="padding-left: {unit.level - 1}em"><a href="#u{number}">{escape(unit.text)}</a></p>'
        for number, unit in headings
    )
    return f'<nav><p class="title">{CONTENTS}</p>{lines}</nav>'


def html(report: Report, style: Style) -> bytes:
    """Return the report as a page of a website, all of it in its main part."""
    return write(report, style).replace("<main>", "", 1).replace("<body>", "<body><main>", 1).encode()


def weasyprint(report: Report, style: Style) -> bytes:
    """Return the report as PDF through WeasyPrint."""
    from weasyprint import HTML

    logging.getLogger("weasyprint").setLevel(logging.ERROR)
    logging.getLogger("fontTools").setLevel(logging.ERROR)
    variant = {"pdf_variant": "pdf/ua-1"} if style.is_tagged else {}
    pdf: bytes = HTML(string=write(report, style)).write_pdf(**variant)
    return pdf


CHROME = next(filter(None, map(shutil.which, ("chromium", "google-chrome", "chromium-browser"))), "")


def chrome(report: Report, style: Style) -> bytes:
    """Return the report as PDF as Chrome prints it."""
    with tempfile.TemporaryDirectory() as folder:
        page, pdf = Path(folder) / "report.html", Path(folder) / "report.pdf"
        page.write_text(write(report, style), encoding="utf-8")
        options = [
            "--headless",
            "--no-sandbox",
            "--disable-gpu",
            "--no-pdf-header-footer",
            f"--user-data-dir={folder}/u",
        ]
        command = [CHROME, *options, f"--print-to-pdf={pdf}", page.as_uri()]
        subprocess.run(command, check=True, capture_output=True, timeout=120)
        return pdf.read_bytes()
