"""The kennissynthese as a tagged PDF (PDF/UA-1), set by Typst; equal chapters give equal bytes."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from unicodedata import category
from urllib.parse import urljoin, urlsplit

from reports.document.blocks import (
    Block,
    Chapter,
    Cite,
    Column,
    Grid,
    Heading,
    Inline,
    Items,
    Link,
    Paragraph,
    Part,
    Picture,
    Quote,
    Ref,
    References,
    Strong,
)
from reports.document.numbering import Numbers
from reports.document.rows import Row, first, title_of
from reports.figures import drawn
from reports.publication import Publication, Value
from reports.references import Bibliography, Entry, bibliography
from reports.shown import web_link

_STYLE = Path(__file__).with_name("report.typ")
_SHORT = 16
"""Letters up to which a text in a table stays on one line."""

_NO_SIGNS = dict.fromkeys([0xFEFF, 0xFFFE, 0xFFFF, *range(0xD800, 0xE000)])


def write(publication: Publication, chapters: Sequence[Chapter], settings: Any) -> bytes:
    """Return the kennissynthese as PDF; `settings` tells the address of the site and the outline for the map."""
    import matplotlib
    import typst

    folder = Path(matplotlib.get_data_path()) / "fonts" / "ttf"
    fonts = typst.Fonts(include_system_fonts=False, font_paths=[folder])
    source = markup(publication, chapters, settings).encode()
    return typst.compile(source, format="pdf", pdf_standards="ua-1", font_paths=fonts)


def markup(publication: Publication, chapters: Sequence[Chapter], settings: Any) -> str:
    """Return the kennissynthese as the source that Typst sets."""
    paper = _Paper(
        publication,
        bibliography(publication),
        Numbers.of(chapters),
        settings.address,
        getattr(settings, "outline", None),
    )
    body = "".join(_chapter(paper, chapter) for chapter in chapters)
    return "\n".join((_front(publication), _STYLE.read_text(encoding="utf-8"), _opening(publication), body))


@dataclass(frozen=True)
class _Paper:
    """What blocks refer to: the publication, the references, what is numbered, and where the site is."""

    publication: Publication
    references: Bibliography
    numbers: Numbers
    address: str
    outline: Path | None


def _front(publication: Publication) -> str:
    return f"#set document(title: {_string(publication.title)}, date: none)"


def _opening(publication: Publication) -> str:
    """Return the title page, the header and footer, and the table of contents."""
    title = _string(publication.title)
    about = first(publication, "studie", onderdeel="beschrijving")
    version = first(publication, "vastgesteld")
    lines = [*([_text(about["inhoud"])] if about else []), *([_versioned(version)] if version else [])]
    return (
        f"#cover({title}, ({''.join(f'[{line}],' for line in lines)}))\n"
        f'#set page(header: align(right, text(size: 8.5pt, fill: soft, {title})), numbering: "1")\n'
        "#outline(depth: 2, indent: 1.2em)\n"
    )


def _versioned(version: Row) -> str:
    return _text(f"Versie {version.value('versie').text}, vastgesteld op {version.day('vastgesteld_op').text}")


def _chapter(paper: _Paper, chapter: Chapter) -> str:
    numbering = ", numbering: none" if chapter.is_annex else ""
    title = f"\n#heading(level: 1{numbering}, {_string(chapter.title)}) #label({_string(chapter.anchor)})\n"
    body = "".join(_part(paper, part) for part in chapter.parts)
    return title + (f"#[#set heading(numbering: none)\n{body}]\n" if chapter.is_annex else body)


def _part(paper: _Paper, part: Part) -> str:
    """Return a part; what follows a heading with a tone stands together under it."""
    made, is_open = [], False
    for block in part.blocks:
        if isinstance(block, Heading):
            made += ["]\n"] if is_open else []
            is_open = bool(block.tone)
            made += [f'#side("{block.tone}")[\n'] if is_open else []
        made.append(f"{_block(paper, block)}\n\n")
    return "".join([*made, "]\n" if is_open else ""])


def _block(paper: _Paper, block: Block) -> str:
    match block:
        case Heading(level, text, anchor):
            name = f" #label({_string(anchor)})" if anchor else ""
            return f"#heading(level: {level})[{_line(paper, text)}]{name}"
        case Paragraph(text, kind):
            line = _line(paper, text)
            return line if kind == "text" else f"#{kind}[{line}]"
        case Items(items, is_ordered):
            lines = ", ".join(f"[{_line(paper, item)}]" for item in items)
            return f"#{'enum' if is_ordered else 'list'}({lines})"
        case Quote(text, source, remark):
            said = f"[{_line(paper, remark)}]" if remark else "none"
            return f"#cited([{_inline(paper, source)}], {said})[{_text(f'“{text.text}”')}]"
        case Grid():
            return _grid(paper, block)
        case Picture():
            return _picture(paper, block)
        case References():
            return "\n".join(_entry(entry) for entry in paper.references.entries())


def _grid(paper: _Paper, grid: Grid) -> str:
    title = title_of(paper.publication, grid.source)
    texts = [[column.title for column in grid.columns], *([_plain(paper, cell) for cell in row] for row in grid.rows)]
    widths = [_width([row[place] for row in texts], column) for place, column in enumerate(grid.columns)]
    aligned = ["right" if column.is_number else "left" for column in grid.columns]
    heads = "".join(f"[{_text(column.title)}], " for column in grid.columns)
    cells = "".join(f"[{_line(paper, cell)}], " for row in grid.rows for cell in row)
    where = _link(paper, f"tabellen/{grid.source}.csv", _text(f"tabel {title[:1].lower()}{title[1:]}"))
    return (
        f"#grid-of(({', '.join(widths)},), ({', '.join(aligned)},), [{_text(grid.caption)}], ({heads}), ({cells}), "
        f"[Bron: {where}], {_string(grid.anchor)})"
    )


def _width(texts: Sequence[str], column: Column) -> str:
    """Return how wide a column is: as its texts where these are short, else by how long they are on average."""
    if column.is_number or max(len(text) for text in texts) <= _SHORT:
        return "auto"
    return f"{max(_SHORT, round(sum(len(text) for text in texts) / len(texts)))}fr"


def _picture(paper: _Paper, picture: Picture) -> str:
    figure = drawn(paper.publication, picture.name, paper.outline)
    image = f'image(bytes({_string(figure.svg.decode())}), format: "svg", alt: {_string(figure.alt)}, width: 100%)'
    return f"#figure({image}, placement: bottom, caption: [{_text(figure.title)}]) #label({_string(picture.anchor)})"


def _entry(entry: Entry) -> str:
    pieces = "".join(_piece(piece.text, piece.is_italic, piece.url) for piece in entry.pieces)
    return f"#entry({_string(entry.anchor)})[{pieces}]"


def _piece(text: str, is_italic: bool, url: str) -> str:
    shown = f"#emph[{_text(text)}];" if is_italic else _text(text)
    link = web_link(url)
    return f"#link({_string(link)})[{shown}];" if link else shown


def _line(paper: _Paper, line: Iterable[Inline]) -> str:
    return "".join(_inline(paper, piece) for piece in line)


def _inline(paper: _Paper, piece: Inline) -> str:
    match piece:
        case Value(text, _):
            return _text(text)
        case Strong(text):
            return f"#strong[{_text(_bare(text))}];"
        case Link(text, url):
            return _link(paper, url, _text(_bare(text)))
        case Ref(anchor):
            return f"#link(label({_string(anchor)}))[{_text(_plain(paper, (piece,)))}];"
        case Cite(document_id, at):
            said = paper.references.cite(document_id, at.text if at else None)
            return f"#link(label({_string(paper.references.anchor(document_id))}))[{_text(said)}];"
    return _text(piece)


def _link(paper: _Paper, url: str, shown: str) -> str:
    """Return words that lead to an address; to a file beside the document only where the site has an address."""
    if not urlsplit(url).scheme:
        url = urljoin(paper.address.rstrip("/") + "/", url) if paper.address else ""
    return f"#link({_string(url)})[{shown}];" if url else shown


def _plain(paper: _Paper, line: Iterable[Inline]) -> str:
    """Return what readers see of a line, without its make-up."""
    return "".join(_read(paper, piece) for piece in line)


def _read(paper: _Paper, piece: Inline) -> str:
    match piece:
        case Ref(anchor):
            label = paper.numbers.labels.get(anchor)
            return label.lower() if label else _plain(paper, paper.numbers.titles[anchor])
        case Cite(document_id, at):
            return paper.references.cite(document_id, at.text if at else None)
        case Value(text, _) | Strong(text) | Link(text, _):
            return _bare(text)
    return piece


def _bare(text: str | Value) -> str:
    return text.text if isinstance(text, Value) else text


def _text(text: str) -> str:
    """Return a text as an expression, in which no sign has a meaning."""
    return f"#{_string(text)};"


def _string(text: str) -> str:
    """Return a text as a literal, without what a PDF/UA may not hold: control signs, and codes that are no signs."""
    kept = "".join(sign if sign == "\n" or category(sign) != "Cc" else " " for sign in text.translate(_NO_SIGNS))
    return '"' + kept.replace("\\", "\\\\").replace('"', '\\"').replace("\n", "\\n") + '"'
