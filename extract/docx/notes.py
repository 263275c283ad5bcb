"""Footnotes and endnotes of a Word document: the mark of each, and which of them are referred to."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import NamedTuple

from lxml import etree

from extract.docx.names import value_of, w

_ROMAN = ((1000, "m"), (900, "cm"), (500, "d"), (400, "cd"), (100, "c"), (90, "xc"), (50, "l"), (40, "xl"), (10, "x"),
          (9, "ix"), (5, "v"), (4, "iv"), (1, "i"))  # fmt: skip
_CHICAGO = "*†‡§"
_LETTERS = 26
_USUAL = {"footnote": "decimal", "endnote": "lowerRoman"}
_LONGEST_MARK = 8


class NoteMark(NamedTuple):
    """The mark of a note, and whether the writer chose it."""

    text: str
    is_custom: bool


@dataclass
class Notes:
    """The notes of a document by kind and id, and those that were referred to so far, in order, with their marks."""

    bodies: Mapping[tuple[str, str], etree._Element]
    formats: Mapping[str, str]
    referred: list[tuple[tuple[str, str], str]] = field(default_factory=list)
    _counts: Counter[str] = field(default_factory=Counter)

    def refer(self, kind: str, reference: etree._Element, own_mark: str) -> NoteMark:
        """Return the mark of a reference, counted by kind where it has none of its own, and keep that it was made."""
        is_custom = reference.get(w("customMarkFollows")) in ("1", "true", "on")
        if not is_custom:
            self._counts[kind] += 1
        text = own_mark.strip()[:_LONGEST_MARK] or "*" if is_custom else label(self._counts[kind], self.formats[kind])
        self.referred.append(((kind, reference.get(w("id"), "")), text))
        return NoteMark(text, is_custom)

    def found(self) -> Iterator[tuple[str, etree._Element]]:
        """Yield the mark and the body of each note that was referred to; once; more come while bodies are read."""
        seen: set[tuple[str, str]] = set()
        for key, mark in self.referred:
            if key not in seen and (body := self.bodies.get(key)) is not None:
                seen.add(key)
                yield mark, body


def read_notes(parts: Mapping[str, etree._Element | None], settings: etree._Element | None) -> Notes:
    """Return the notes in the parts for footnotes and endnotes, by the kind of note that each holds."""
    bodies = {
        (kind, note.get(w("id"), "")): note
        for kind, root in parts.items()
        if root is not None
        for note in root.iterchildren(w(kind))
        if note.get(w("type"), "normal") == "normal"
    }
    formats = {kind: value_of(settings, f"{kind}Pr", "numFmt") or usual for kind, usual in _USUAL.items()}
    return Notes(bodies, formats)


def label(number: int, form: str) -> str:
    """Return a number as the mark of a note in a form of Open XML (ISO/IEC 29500, part 1, 17.18.59)."""
    if form in ("lowerRoman", "upperRoman"):
        text = _roman(number)
    elif form in ("lowerLetter", "upperLetter"):
        text = chr(ord("a") + (number - 1) % _LETTERS) * ((number - 1) // _LETTERS + 1)
    elif form == "chicago":
        text = _CHICAGO[(number - 1) % len(_CHICAGO)] * ((number - 1) // len(_CHICAGO) + 1)
    else:
        text = str(number)
    return text.upper() if form.startswith("upper") else text


def _roman(number: int) -> str:
    text = ""
    for value, letters in _ROMAN:
        text += letters * (number // value)
        number %= value
    return text


def section_format(body: etree._Element, kind: str) -> str | None:
    """Return the form of the marks of notes that the last section of a document asks for, if it does."""
    return value_of(body, "sectPr", f"{kind}Pr", "numFmt")
