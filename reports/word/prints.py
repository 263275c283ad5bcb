"""A print of what is in a content control: other when an author changed it, equal when only Word did."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Callable, Collection, Iterator
from dataclasses import dataclass, field

from lxml import etree

from reports.word.controls import content_of
from reports.word.fields import text_at
from reports.word.oxml import FIELD, SIGNS, Element, R, said_in, tag

_LOOKS = ("b", "i", "u", "strike", "dstrike", "highlight", "color", "shd", "vertAlign", "vanish")
"""Direct looks that an author may have given to words of ours."""
_BLIP = "{http://schemas.openxmlformats.org/drawingml/2006/main}blip"
_SILENT = {
    "pPr", "tblPr", "tblGrid", "trPr", "tcPr", "rPr", "sdtPr", "sdtEndPr", "sectPr", "proofErr", "bookmarkStart",
    "bookmarkEnd", "lastRenderedPageBreak", "permStart", "permEnd", "tblPrEx", "Fallback", "softHyphen", "delText",
}  # fmt: skip
"""What Word adds, renames or works out of its own, and looks of a whole paragraph or table."""
_PASSED = {"sdt", "sdtContent", "smartTag"}
"""Elements that hold words and say nothing themselves."""
_TRACKED = {"ins", "del"}
_NUMBER = re.compile(r"(?:(?:Tabel|Figuur) )?\d*")


def print_of(control: Element, image: Callable[[str], bytes], shown: Collection[str] = ()) -> str:
    """Return the print of a control.

    Text, fields, tables, pictures (by their bytes, which `image` returns for a relation) and direct looks count, and so
    does all that a reader can add, such as comments and tracked changes; how Word divides text into runs does not, nor
    what a field shows: a number, the words that it leads to, or what it was `shown` before.
    """
    found = "".join(_Reader(image, shown).tokens(content_of(control)))
    return hashlib.sha256(found.encode()).hexdigest()[:24]


@dataclass
class _Open:
    """A field that is being read: what it asks, and what it shows."""

    asked: str = ""
    shown: str = ""


@dataclass
class _Reader:
    image: Callable[[str], bytes]
    shown: Collection[str]
    fields: list[_Open] = field(default_factory=list)

    def tokens(self, element: Element) -> Iterator[str]:
        """Yield what the children of an element say and are."""
        for child in element.iterchildren(etree.Element):
            name = etree.QName(child).localname
            if name == "r":
                yield from self._run(child)
            else:
                yield from self._one(child, name)

    def _run(self, run: Element) -> Iterator[str]:
        """Yield what a run says, with its looks only around words, so that runs may be cut anywhere."""
        looks = _looks(run)
        for child in run.iterchildren(etree.Element):
            name = etree.QName(child).localname
            text = child.text or "" if name == "t" else SIGNS.get(name, "")
            if self.fields:
                self.fields[0].shown += text
            elif text:
                yield "".join(looks + letter for letter in text) if name == "t" else text
            if name not in ("t", *SIGNS):
                yield from self._one(child, name)

    def _one(self, child: Element, name: str) -> Iterator[str]:
        if name == "fldChar":
            yield from self._field(child)
        elif name == "instrText":
            if self.fields:
                self.fields[-1].asked += child.text or ""
        elif name == "fldSimple":
            yield self._ended(_Open(child.get(tag("instr")) or "", said_in(child, with_fields=True)), child)
        elif name == "drawing":
            yield from self._drawing(child)
        elif name not in _SILENT:
            yield self._mark(child, name)
            yield from self.tokens(child)

    def _mark(self, child: Element, name: str) -> str:
        """Return the mark of an element; how Word keeps track of what a field shows has none."""
        if name in _PASSED or (self.fields and name in _TRACKED):
            return ""
        return f"\x01{name} {child.get(tag('anchor')) or ''}\x02"

    def _field(self, mark: Element) -> Iterator[str]:
        kind = mark.get(tag("fldCharType"))
        if kind == "begin":
            self.fields.append(_Open())
        elif kind == "end" and self.fields:
            ended = self.fields.pop()
            yield "" if self.fields else self._ended(ended, mark)

    def _ended(self, found: _Open, place: Element) -> str:
        """Return what a field asks, and what it shows where only an author can have written that."""
        words = found.asked.split()
        is_own = _NUMBER.fullmatch(found.shown) or found.shown in self.shown or found.shown == _led_to(words, place)
        return f"{FIELD}{' '.join(words)}{FIELD}{'' if is_own else found.shown}"

    def _drawing(self, drawing: Element) -> Iterator[str]:
        for blip in drawing.iter(_BLIP):
            content = self.image(blip.get(f"{{{R}}}embed") or "")
            yield f"\x01picture {hashlib.sha256(content).hexdigest()}\x02"
        yield "".join(item.text or "" for item in drawing.iter(tag("t")))


def _led_to(words: list[str], place: Element) -> str | None:
    """Return the text of the bookmark that a reference leads to."""
    if len(words) < 2 or words[0] != "REF":
        return None
    marks = place.getroottree().getroot().iter(tag("bookmarkStart"))
    return next((text_at(mark) for mark in marks if mark.get(tag("name")) == words[1]), None)


def _looks(run: Element) -> str:
    about = run.find(tag("rPr"))
    if about is None:
        return ""
    found = [f"{name}={item.get(tag('val')) or ''}" for name in _LOOKS if (item := about.find(tag(name))) is not None]
    return f"\x03{' '.join(found)}\x04" if found else ""
