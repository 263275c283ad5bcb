"""What a document remembers of its last writing: its parts, what they said and where that stood in `publiek.db`.

It is kept as a custom XML part of the document (ECMA-376, part 1, 15.2.4), which Word leaves as it is.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace
from typing import Any, Literal, NamedTuple, Self
from urllib.parse import unquote

from lxml import etree

from reports.publication import Origin

TABLE, FIGURE = "Tabel", "Figuur"
"""The labels of captions."""
TABLE_PREFIX = "tabel:"
"""What the names of parts begin with that are one report table, at the wish of an author."""
NAMESPACE = "urn:kennissynthese:word"
Kind = Literal["number", "quote", "text", "cite", "picture"]


class Said(NamedTuple):
    """A value that a part says: which paragraph, from where to where in its text, what, and where it stands."""

    paragraph: int
    start: int
    end: int
    text: str
    address: str
    kind: Kind
    about: tuple[str, ...] = ()
    """The names of what its row is about: an element, a gemeente, a title."""

    @property
    def origin(self) -> Origin:
        """Where the value stands."""
        return origin_of(self.address)


def origin_of(address: str) -> Origin:
    """Return the origin of an address."""
    return Origin(*map(unquote, address.split("/")))


class Caption(NamedTuple):
    """A heading, table or figure: its anchor, in which paragraph of the part it is, and its words without a number."""

    anchor: str
    paragraph: int
    end: int
    """The paragraph after its last one."""
    text: str


@dataclass(frozen=True)
class Written:
    """A part as it was written: its name, its chapter, the print of its content, and what it said."""

    name: str
    chapter: str
    print: str
    """A print of the content as it is in the document."""
    source: str
    """A print of the content as it was generated, before fields were settled."""
    said: tuple[Said, ...] = ()
    captions: tuple[Caption, ...] = ()
    """The headings, tables and figures that others can refer to."""
    shown: tuple[str, ...] = ()
    """What its fields showed."""


@dataclass(frozen=True)
class State:
    """What was written last."""

    kind: Literal["document", "tables"]
    """Whether it is the kennissynthese, or a document of the author's with tables of ours."""
    parts: dict[str, Written] = field(default_factory=dict)
    chapters: tuple[str, ...] = ()
    """The anchors of all chapters that were ever put in."""
    open: tuple[str, ...] = ()
    """Sentences of the author's that rested on what had changed, one run or more ago."""

    def with_parts(self, parts: Iterable[Written]) -> Self:
        """Return the state with some parts written anew."""
        return replace(self, parts={**self.parts, **{part.name: part for part in parts}})

    def as_xml(self) -> bytes:
        """Return the state as XML; equal states give equal bytes."""
        root = etree.Element(_name("kennissynthese"), nsmap=_NSMAP, kind=self.kind)
        for anchor in self.chapters:
            etree.SubElement(root, _name("chapter"), anchor=anchor)
        for part in sorted(self.parts.values(), key=lambda part: part.name):
            root.append(_as_element(part))
        for sentence in self.open:
            etree.SubElement(root, _name("open")).text = sentence
        content: bytes = etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True)
        return content

    @classmethod
    def read(cls, content: bytes) -> Self:
        """Return the state in XML; raise ValueError or KeyError where it is none of ours."""
        root = etree.fromstring(content, etree.XMLParser(resolve_entities=False, no_network=True))
        parts = [_as_part(item) for item in root.iterchildren(_name("part"))]
        return cls(
            kind="tables" if root.get("kind") == "tables" else "document",
            parts={part.name: part for part in parts},
            chapters=tuple(str(item.attrib["anchor"]) for item in root.iterchildren(_name("chapter"))),
            open=tuple(item.text or "" for item in root.iterchildren(_name("open"))),
        )


_NSMAP: Any = {None: NAMESPACE}


def _name(local: str) -> str:
    return f"{{{NAMESPACE}}}{local}"


def _as_element(part: Written) -> Any:
    about = {"name": part.name, "chapter": part.chapter, "print": part.print, "source": part.source}
    element = etree.Element(_name("part"), about)
    for caption in part.captions:
        item = etree.SubElement(
            element, _name("caption"), anchor=caption.anchor, at=f"{caption.paragraph} {caption.end}"
        )
        item.text = caption.text
    for text in part.shown:
        etree.SubElement(element, _name("shown")).text = text
    for said in part.said:
        item = etree.SubElement(
            element,
            _name("said"),
            at=f"{said.paragraph} {said.start} {said.end}",
            address=said.address,
            kind=said.kind,
            about="\n".join(said.about),
        )
        item.text = said.text
    return element


def _as_part(element: Any) -> Written:
    captions = (_as_caption(item) for item in element.iterchildren(_name("caption")))
    return Written(
        element.attrib["name"],
        element.attrib["chapter"],
        element.attrib["print"],
        element.attrib["source"],
        tuple(_as_said(item) for item in element.iterchildren(_name("said"))),
        tuple(captions),
        tuple(item.text or "" for item in element.iterchildren(_name("shown"))),
    )


def _as_caption(item: Any) -> Caption:
    paragraph, end = map(int, item.attrib["at"].split())
    return Caption(str(item.attrib["anchor"]), paragraph, end, item.text or "")


def _as_said(item: Any) -> Said:
    paragraph, start, end = map(int, item.attrib["at"].split())
    about = tuple(item.get("about", "").split("\n")) if item.get("about") else ()
    if item.attrib["address"].count("/") != 2:
        raise ValueError(item.attrib["address"])
    return Said(paragraph, start, end, item.text or "", item.attrib["address"], item.attrib["kind"], about)


def all_said(parts: Iterable[Written]) -> Iterator[Said]:
    """Yield what all parts say."""
    for part in parts:
        yield from part.said
