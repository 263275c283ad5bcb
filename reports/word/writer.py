"""Blocks of a document as elements of WordprocessingML, with where each value that they say stands."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from functools import partial
from typing import Any

from reports.document.blocks import (
    Block,
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
)  # fmt: skip
from reports.publication import Origin, Publication, Value
from reports.word.grids import TURNED, grid_element, is_wide, must_be_turned
from reports.word.naming import names_of
from reports.word.oxml import (
    FIELD,
    Element,
    bookmark_name,
    bookmarked,
    paragraph,
    run,
    short,
    tag,
    w,
)  # fmt: skip
from reports.word.oxml import (
    field as field_runs,
)
from reports.word.state import FIGURE, TABLE, TABLE_PREFIX, Caption, Kind, Said


@dataclass(frozen=True)
class Into:
    """The document that is written into: its styles, its lists, and what it takes pictures and links."""

    styles: dict[str, str]
    bullet: str | None
    """The list that bullets belong to; None where their style says so itself."""
    new_list: Callable[[], str]
    """Returns a list for numbers that begin at 1 again."""
    add_picture: Callable[[bytes], tuple[str, float]]
    """Returns the relation of a picture and how high it is for its width."""
    add_link: Callable[[str], str]
    """Returns the relation of an address on the web."""
    width: int
    """How wide the text of a page is, in twentieths of a point."""


@dataclass(frozen=True)
class Sources:
    """What writing draws on: the publication, its list of references, and its figures."""

    publication: Publication
    bibliography: Any
    draw: Callable[[str], Any]


@dataclass
class Writer:
    """Writes one part: its elements, and what they say."""

    into: Into
    sources: Sources
    part: str
    said: list[Said] = field(default_factory=list)
    captions: list[Caption] = field(default_factory=list)
    paragraphs: int = 0
    """How many paragraphs are written."""

    def written(self, part: Part) -> list[Element]:
        """Return the elements of a part."""
        return [element for block in part.blocks for element in self.block(block)]

    def block(self, block: Block) -> Iterator[Element]:
        """Yield the elements of a block."""
        match block:
            case Heading():
                content = self._line(block.text)
                anchor = block.anchor or f"{self.part}-{self.paragraphs}"
                self._caption_at(anchor, _plain(block.text))
                content = bookmarked(anchor, *content)
                yield self._paragraph(f"heading{block.level}", content)
            case Paragraph():
                yield self._paragraph("body" if block.kind == "text" else block.kind, self._line(block.text))
            case Items():
                yield from self._items(block)
            case Quote():
                yield self._quote(block)
            case Grid():
                yield from self._turned(block) if self._is_turned(block) else self._grid(block)
            case Picture():
                yield from self._picture(block)
            case References():
                yield from self._references()

    def styled(self, role: str, line: Line) -> list[Element]:
        """Return a paragraph in the style of a role."""
        return [self._paragraph(role, self._line(line))]

    def _paragraph(self, role: str, content: Sequence[Element], **looks: str) -> Element:
        self.paragraphs += 1
        return paragraph(self.into.styles[role], *content, **looks)

    def _items(self, block: Items) -> Iterator[Element]:
        number = self.into.new_list() if block.is_ordered else self.into.bullet
        for item in block.items:
            element = self._paragraph("ordered" if block.is_ordered else "bullet", self._line(item))
            if number:
                element.find(tag("pPr")).append(w("numPr", w("ilvl", val="0"), w("numId", val=number)))
            yield element

    def _quote(self, block: Quote) -> Element:
        position = Position(self, 0)
        content = [run("“")]
        position.add(1)
        content += self._value(block.text, position, "quote")
        content.append(run("” "))
        position.add(2)
        content += self._inline(block.source, position)
        if block.remark:
            content.append(run(" "))
            position.add(1)
            content += [element for item in block.remark for element in self._inline(item, position)]
        return self._paragraph("quote", content)

    def _grid(self, block: Grid) -> Iterator[Element]:
        self._caption_at(block.anchor, block.caption, 1 + (len(block.rows) + 1) * len(block.columns))
        yield self._caption(TABLE, block.anchor, block.caption, keepNext="true")
        cell = partial(self._cell, styles=_cell_styles(block))
        yield grid_element(block, self.into.styles, cell, TURNED if self._is_turned(block) else self.into.width)
        yield self._paragraph("source", [run(f"Bron: tabellen/{block.source}.csv")])

    def _is_turned(self, block: Grid) -> bool:
        """Tell whether a table is on pages of its own; only those are that an author asks for."""
        return self.part.startswith(TABLE_PREFIX) and must_be_turned(block)

    def _turned(self, block: Grid) -> Iterator[Element]:
        """Yield a table on pages of its own that lie on their side; `set_pages` says how large these are."""
        for content in ((), self._grid(block)):
            yield from content
            mark = self._paragraph("own", [])
            mark.find(tag("pPr")).append(w("sectPr"))
            yield mark

    def _cell(self, line: Line, is_number: bool, is_head: bool, *, styles: str) -> Element:
        looks = {"jc": "right"} if is_number else {}
        content = [run(_plain(line))] if is_head else self._line(line, is_light=True)
        return self._paragraph(styles, content, **({"keepNext": "true"} if is_head else {}), **looks)

    def _caption_at(self, anchor: str, text: str, length: int = 1) -> None:
        self.captions.append(Caption(anchor, self.paragraphs, self.paragraphs + length, text))

    def _caption(self, kind: str, anchor: str, text: str, **looks: str) -> Element:
        number = bookmarked(anchor, run(f"{kind} "), *field_runs(f"SEQ {kind} \\* ARABIC", "0"))
        return self._paragraph("caption", [*number, run(f". {text}")], **looks)

    def _picture(self, block: Picture) -> Iterator[Element]:
        from reports.word.pictures import picture_run

        drawn = self.sources.draw(block.name)
        if drawn is None:
            return
        relation, height = self.into.add_picture(drawn.png)
        self._caption_at(block.anchor, drawn.title, 2)
        address = Origin("figuren", block.name, "png").address
        self.said.append(Said(self.paragraphs, 0, 0, short(drawn.svg.hex()), address, "picture"))
        yield self._paragraph(
            "figure", [picture_run(relation, height, drawn.title, drawn.alt, block.anchor, self.into.width)]
        )
        yield self._caption(FIGURE, block.anchor, drawn.title)

    def _references(self) -> Iterator[Element]:
        for entry in self.sources.bibliography.entries():
            position = Position(self, 0)
            content = [run(piece.text, is_italic=piece.is_italic) for piece in entry.pieces]
            self._note(position, "".join(piece.text for piece in entry.pieces), entry.origin, "cite")
            yield self._paragraph("references", bookmarked(entry.anchor, *content))

    def _line(self, line: Line, *, is_light: bool = False) -> list[Element]:
        position = Position(self, 0)
        return [element for item in line for element in self._inline(item, position, is_light=is_light)]

    def _inline(self, item: Inline, position: Position, *, is_light: bool = False) -> list[Element]:
        """Return the runs of something in a line; where `is_light`, values have no control of their own."""
        match item:
            case Value():
                return self._value(item, position, None, is_light=is_light)
            case Strong(text) if isinstance(text, Value):
                return self._value(text, position, None, self.into.styles["strong"], is_light=is_light)
            case Strong(text):
                return self._plain_run(str(text), position, self.into.styles["strong"])
            case Link(text, url):
                style = self.into.styles["link"]
                inner = (
                    self._value(text, position, None, style, is_light=True)
                    if isinstance(text, Value)
                    else self._plain_run(text, position, style)
                )
                link = w("hyperlink", *inner, history="1")
                link.set(tag("r:id"), self.into.add_link(url))
                return [link]
            case Ref(anchor):
                position.add(len(FIELD))
                return field_runs(f"REF {bookmark_name(anchor)} \\h", "")
            case Cite():
                return self._cite(item, position)
            case str():
                return self._plain_run(item, position)
        raise TypeError(type(item).__name__)

    def _plain_run(self, text: str, position: Position, style: str | None = None) -> list[Element]:
        position.add(len(text))
        return [run(text, style)]

    def _value(
        self, value: Value, position: Position, kind: Kind | None, style: str | None = None, *, is_light: bool = False
    ) -> list[Element]:
        from reports.word.controls import value_control

        self._note(position, value.text, value.origin, kind or ("number" if _has_digit(value.text) else "text"))
        position.add(len(value.text))
        runs = [run(value.text, style)]
        return runs if is_light else [value_control(value.origin.address, f"{self.part} {len(self.said)}", runs)]

    def _cite(self, cite: Cite, position: Position) -> list[Element]:
        text = self.sources.bibliography.cite(cite.document_id, cite.page.text if cite.page else None)
        self._note(position, text, Origin("referenties", cite.document_id, "titel"), "cite")
        if cite.page and (at := text.rfind(cite.page.text)) >= 0:
            self._note(position.moved(at), cite.page.text, cite.page.origin, "number")
        position.add(len(text))
        anchor = self.sources.bibliography.anchor(cite.document_id)
        return [w("hyperlink", run(text), anchor=bookmark_name(anchor))]

    def _note(self, position: Position, text: str, origin: Origin, kind: Kind) -> None:
        about = names_of(self.sources.publication, origin)
        start = position.at
        self.said.append(Said(self.paragraphs, start, start + len(text), text, origin.address, kind, about))


@dataclass
class Position:
    """Where writing is in the text of a paragraph."""

    writer: Writer
    at: int

    def add(self, length: int) -> None:
        """Go on."""
        self.at += length

    def moved(self, by: int) -> Position:
        """Return a position further on."""
        return Position(self.writer, self.at + by)


def _has_digit(text: str) -> bool:
    return any(letter.isdigit() for letter in text)


def _plain(line: Line) -> str:
    """Return the words of a line without what is worked out later."""
    found = []
    for item in line:
        text = item.text if isinstance(item, Strong | Link) else item
        found.append(text.text if isinstance(text, Value) else text if isinstance(text, str) else "")
    return "".join(found)


def _cell_styles(block: Grid) -> str:
    return "small_cell" if is_wide(block) else "cell"
