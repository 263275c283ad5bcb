"""The kennissynthese as one page of HTML that needs no other file and that everyone can read.

Every value has `data-herkomst`: the address of where in `publiek.db` it stands, or several with a space between.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup, escape

from reports.document.blocks import (
    Block,
    Chapter,
    Cite,
    Grid,
    Heading,
    Inline,
    Items,
    Line,
    Link,
    Paragraph,
    Part,
    Picture,
    Quote,
    Ref,
    References,
    Strong,
)
from reports.document.numbering import Numbers, headings_of
from reports.document.rows import first, title_of
from reports.figures import drawn
from reports.publication import Origin, Publication, Value
from reports.references import Bibliography, Entry, bibliography
from reports.shown import STYLE, web_link

_TEMPLATE = "page.html"
_COUNTED = re.compile(r"[\d.,]+( %)?$")
_NAMING = re.compile(r"(^|_)(jaar|bladzijde|ronde|nummer)$")
_NOTED = {"lead": "lead", "note": "note", "warning": "alert alert--warning", "verdict": "verdict", "text": ""}
_TOC_LEVEL = 2


def write(publication: Publication, chapters: Sequence[Chapter], outline: Path | None = None) -> str:
    """Return the kennissynthese as a page; `outline` is an outline of the country for its map."""
    page = _Page(publication, bibliography(publication), Numbers.of(chapters), outline)
    folder = Path(__file__).parent
    environment = Environment(
        loader=FileSystemLoader(folder), autoescape=True, undefined=StrictUndefined, trim_blocks=True
    )
    title = first(publication, "studie", onderdeel="titel")
    about = first(publication, "studie", onderdeel="beschrijving")
    return environment.get_template(_TEMPLATE).render(
        title=publication.title,
        heading=_value(title.value("inhoud")) if title else publication.title,
        description=about["inhoud"] if about else "",
        style=Markup(STYLE.read_text(encoding="utf-8")),
        chapters=[_whole(page, chapter) for chapter in chapters],
    )


@dataclass(frozen=True)
class _Page:
    """What blocks refer to: the publication, the references, and what is numbered."""

    publication: Publication
    references: Bibliography
    numbers: Numbers
    outline: Path | None


def _whole(page: _Page, chapter: Chapter) -> dict[str, object]:
    headings = headings_of(chapter.parts, _TOC_LEVEL)
    return {
        "anchor": chapter.anchor,
        "title": chapter.title,
        "is_annex": chapter.is_annex,
        "headings": [(heading.anchor, _line(page, heading.text)) for heading in headings],
        "content": Markup("").join(_part(page, part) for part in chapter.parts),
    }


def _part(page: _Page, part: Part) -> Markup:
    """Return a part; what follows a heading with a tone stands together under it."""
    kind = "deel element" if part.name.startswith("element-") else "deel"
    made = [Markup('<div class="{}" data-deel="{}">\n').format(kind, part.name)]
    is_open = False
    for block in part.blocks:
        if isinstance(block, Heading):
            made += [Markup("</div>\n")] if is_open else []
            is_open = bool(block.tone)
            made += [Markup('<div class="side {}">\n').format(block.tone)] if is_open else []
        made.append(_block(page, block))
    return Markup("").join([*made, Markup("</div>\n") if is_open else "", Markup("</div>\n")])


def _block(page: _Page, block: Block) -> Markup:
    match block:
        case Heading(level, text, anchor):
            name = Markup(' id="{}"').format(anchor) if anchor else ""
            return Markup("<h{0}{1}>{2}</h{0}>\n").format(level + 1, name, _line(page, text))
        case Paragraph(text, kind):
            style = Markup(' class="{}"').format(_NOTED[kind]) if _NOTED[kind] else ""
            return Markup("<p{}>{}</p>\n").format(style, _line(page, text))
        case Items(items, is_ordered):
            lines = Markup("").join(Markup("<li>{}</li>\n").format(_line(page, item)) for item in items)
            return Markup("<{0}>\n{1}</{0}>\n").format("ol" if is_ordered else "ul", lines)
        case Quote():
            return _quote(page, block)
        case Grid():
            return _grid(page, block)
        case Picture():
            return _picture(page, block)
        case References():
            lines = Markup("").join(_entry(entry) for entry in page.references.entries())
            return Markup('<ul class="references">\n{}</ul>\n').format(lines)


def _quote(page: _Page, quote: Quote) -> Markup:
    remark = Markup(' <span class="remark">{}</span>').format(_line(page, quote.remark)) if quote.remark else ""
    return Markup(
        '<figure class="quote"><blockquote data-herkomst="{}">{}</blockquote>\n<figcaption>{}{}</figcaption></figure>\n'
    ).format(quote.text.origin.address, quote.text.text, _inline(page, quote.source), remark)


def _grid(page: _Page, grid: Grid) -> Markup:
    kinds = [Markup(' class="num"') if column.is_number else "" for column in grid.columns]
    heads = Markup("").join(
        Markup('<th scope="col"{}>{}</th>').format(kind, column.title)
        for kind, column in zip(kinds, grid.columns, strict=True)
    )
    lines = Markup("").join(_cells(page, row, kinds) for row in grid.rows)
    caption = Markup('<caption id="{0}-titel"><span class="nummer">{1}.</span> {2}</caption>').format(
        grid.anchor, page.numbers.labels[grid.anchor], grid.caption
    )
    title = title_of(page.publication, grid.source)
    return Markup(
        '<div class="table-container" tabindex="0" role="group" aria-labelledby="{0}-titel"><table id="{0}">{1}\n'
        "<thead><tr>{2}</tr></thead>\n<tbody>\n{3}</tbody></table></div>\n"
        '<p class="note">Bron: <a href="tabellen/{4}.csv">tabel {5}</a></p>\n'
    ).format(grid.anchor, caption, heads, lines, grid.source, title[:1].lower() + title[1:])


def _cells(page: _Page, row: Sequence[Line], kinds: Sequence[Markup | str]) -> Markup:
    head, *rest = (_line(page, cell) for cell in row)
    cells = (Markup("<td{}>{}</td>").format(kind, cell) for kind, cell in zip(kinds[1:], rest, strict=True))
    return Markup('<tr><th scope="row"{}>{}</th>{}</tr>\n').format(kinds[0], head, Markup("").join(cells))


def _picture(page: _Page, picture: Picture) -> Markup:
    figure = drawn(page.publication, picture.name, page.outline)
    lines = (line if isinstance(line, tuple) and not isinstance(line, Value) else (line,) for line in figure.lines)
    told = Markup("").join(Markup("<li>{}</li>\n").format(_line(page, line)) for line in lines)
    return Markup(
        '<figure class="figure" id="{}">\n<div class="figure__drawing" tabindex="0" role="group" aria-label="{}">\n'
        "{}</div>\n"
        '<figcaption><span class="nummer">{}.</span> {}</figcaption>\n'
        "<details><summary>Deze figuur in woorden</summary><ul>\n{}</ul></details></figure>\n"
    ).format(
        picture.anchor,
        figure.title,
        Markup(figure.svg.decode()),
        page.numbers.labels[picture.anchor],
        figure.title,
        told,
    )


def _entry(entry: Entry) -> Markup:
    pieces = Markup("").join(_piece(piece.text, piece.is_italic, piece.url) for piece in entry.pieces)
    return Markup('<li id="{}" data-herkomst="{}">{}</li>\n').format(entry.anchor, entry.origin.address, pieces)


def _piece(text: str, is_italic: bool, url: str) -> Markup:
    shown = Markup("<i>{}</i>").format(text) if is_italic else escape(text)
    link = web_link(url)
    return Markup('<a href="{}">{}</a>').format(link, shown) if link else shown


def _line(page: _Page, line: Iterable[Inline]) -> Markup:
    return Markup("").join(_inline(page, piece) for piece in line)


def _inline(page: _Page, piece: Inline) -> Markup:
    match piece:
        case Value():
            return _value(piece)
        case Strong(text):
            return Markup("<strong>{}</strong>").format(_text(text))
        case Link(text, url):
            return Markup('<a href="{}">{}</a>').format(url, _text(text))
        case Ref(anchor):
            label = page.numbers.labels.get(anchor)
            said = escape(label.lower()) if label else _line(page, page.numbers.titles[anchor])
            return Markup('<a href="#{}">{}</a>').format(anchor, said)
        case Cite(document_id, at):
            return _cite(page, document_id, at)
    return escape(piece)


def _cite(page: _Page, document_id: str, at: Value | None) -> Markup:
    said = page.references.cite(document_id, at.text if at else None)
    origins = [Origin("referenties", document_id, "titel"), *([at.origin] if at else [])]
    addresses = " ".join(origin.address for origin in origins)
    anchor = page.references.anchor(document_id)
    return Markup('<a class="cite" href="#{}" data-herkomst="{}">{}</a>').format(anchor, addresses, said)


def _text(text: str | Value) -> Markup:
    return _value(text) if isinstance(text, Value) else escape(text)


def _value(value: Value) -> Markup:
    """Return a value with its origin: a count as data, what is a text or names something as a span."""
    is_count = _COUNTED.match(value.text) and not _NAMING.search(value.origin.column)
    kind = Markup('data value="{}"').format(_plain(value.text)) if is_count else Markup("span")
    tag = "data" if is_count else "span"
    return Markup('<{} data-herkomst="{}">{}</{}>').format(kind, value.origin.address, value.text, tag)


def _plain(text: str) -> str:
    """Return a number as programs read it."""
    return text.removesuffix(" %").replace(".", "").replace(",", ".")
