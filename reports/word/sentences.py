"""The sentences of an author in a document, each with what it refers to and the heading that it stands under."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from lxml import etree

from reports.word.controls import tag_in
from reports.word.oxml import SIGNS, SILENT, Element, said_in, tag

_END = re.compile(r"(?<=[.!?…])[”’\"')\]]*\s+(?=[“‘\"'(]*[A-Z0-9À-Þ])")
_ABBREVIATIONS = ("bijv", "bv", "nr", "blz", "p", "pp", "o.a", "d.w.z", "m.b.t", "t.a.v", "i.p.v", "ca", "resp", "vgl",
                  "dhr", "mevr", "dr", "drs", "mr", "ir", "art", "jl", "zgn", "incl", "excl", "m.n", "e.d")  # fmt: skip


@dataclass(frozen=True)
class Sentence:
    """A sentence of an author's: its words, and what they stand among."""

    text: str
    before: str
    """What the paragraph says before it."""
    heading: str
    """The last heading before it; empty where there is none."""
    references: tuple[str, ...]
    """The bookmarks that its cross references lead to, and the tags of values in it that were copied."""


class _Piece(NamedTuple):
    text: str
    mark: str


def sentences_of(
    stories: Iterable[Element], ours: Sequence[Element], headings: set[str], contents: set[str]
) -> Iterator[Sentence]:
    """Yield the sentences outside some controls; `headings` and `contents` are styles of headings and of their list."""
    mine = set(ours)
    for story in stories:
        heading = ""
        for item in story.iter(tag("p")):
            style = item.find(f"{tag('pPr')}/{tag('pStyle')}")
            name = "" if style is None else style.get(tag("val"))
            if name in headings:
                heading = said_in(item, with_fields=True)
            if name not in contents and not _is_in(item, mine):
                yield from _sentences(list(_pieces(item, [])), heading)


def _is_in(item: Element, mine: set[Element]) -> bool:
    """Tell whether a paragraph is ours, or a second form of one for older programs."""
    return any(holder in mine or holder.tag.endswith("}Fallback") for holder in item.iterancestors())


def _sentences(pieces: list[_Piece], heading: str) -> Iterator[Sentence]:
    text = "".join(piece.text for piece in pieces)
    for start, end in spans(text):
        at, marks = 0, []
        for piece in pieces:
            if piece.mark and at < end and at + max(1, len(piece.text)) > start:
                marks.append(piece.mark)
            at += len(piece.text)
        yield Sentence(text[start:end], text[:start], heading, tuple(dict.fromkeys(marks)))


def spans(text: str) -> list[tuple[int, int]]:
    """Return from where to where each sentence of a text goes."""
    starts = [0]
    for match in _END.finditer(text):
        word = text[: match.start()].rsplit(None, 1)[-1].lower().lstrip("(“‘\"'")
        if not (word.endswith(".") and word.rstrip(".") in _ABBREVIATIONS):
            starts.append(match.end())
    found = zip(starts, [*starts[1:], len(text)], strict=True)
    return [
        (start + len(text[start:end]) - len(text[start:end].lstrip()), start + len(text[start:end].rstrip()))
        for start, end in found
        if text[start:end].strip()
    ]


def _pieces(element: Element, open_fields: list[str], mark: str = "") -> Iterator[_Piece]:
    for child in element.iterchildren(etree.Element):
        name = etree.QName(child).localname
        if name == "fldChar":
            _follow(child.get(tag("fldCharType")), open_fields)
        elif name == "instrText" and open_fields:
            open_fields[-1] += child.text or ""
        elif name == "fldSimple":
            yield from _pieces(child, open_fields, _target(child.get(tag("instr")) or "") or mark)
        elif name == "t" or name in SIGNS:
            target = next((found for asked in reversed(open_fields) if (found := _target(asked))), "")
            yield _Piece(SIGNS.get(name, child.text or ""), target or mark)
        elif name == "sdt":
            yield from _pieces(child, open_fields, tag_in(child) or mark)
        elif name not in SILENT:
            yield from _pieces(child, open_fields, mark)


def _follow(kind: str | None, open_fields: list[str]) -> None:
    if kind == "begin":
        open_fields.append("")
    elif kind == "end" and open_fields:
        open_fields.pop()


def _target(instruction: str) -> str:
    """Return the bookmark that a field refers to."""
    words = instruction.split()
    return words[1] if len(words) > 1 and words[0] in ("REF", "PAGEREF", "NOTEREF") else ""
