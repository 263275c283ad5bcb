"""What a paragraph of plain text is: a title, heading, list item, note, row of a table, or running text."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import groupby

from extract.cells import table_pieces
from extract.marked import Part, Reference, assemble
from extract.sheet import Piece, Role, clean
from extract.text.lines import Habits, Lump, is_item, is_rule

_HASHES = re.compile(r"(#{1,6})\s+(.{1,300}?)(?:\s#{1,6})?$")
_NUMBER = re.compile(r"(\d{1,2}(?:\.\d{1,2}){0,3})\.?\s+(?=[^\W\d_])")
_NAMED = re.compile(r"(?:hoofdstuk|deel|bijlage)\s+(?:\d{1,2}|[A-Z]|[IVX]{1,5})\b|(?:samenvatting|inhoudsopgave|inhoud|"
                    r"inleiding|voorwoord|conclusies?|aanbevelingen|conclusies en aanbevelingen|bijlagen?|bronnen|"
                    r"literatuur(?:lijst)?)$", re.IGNORECASE)  # fmt: skip
_SIGN = re.compile(r"(?:[•‣⁃◦∙·▪■□●○►➢*+–—-]|o)\s+")
_ENDS = (".", ";", ",", ":", "?", "!")
_LONGEST = 15
_LABEL_WORDS, _PROSE_WORDS = 8, 12
_DATED = re.compile(r"\d{4}|@|www\.|\d{2}:\d{2}")
_NOTE = re.compile(r"\[\^?([\w*]{1,4})\]:?\s+(?=\S)")
_MARK = re.compile(r"\[\^?([\w*]{1,4})\]")
_DASHES = re.compile(r":?-{2,}:?")
_EMPHASIS = re.compile(r"(\*\*|__)(?=\S)(.{1,300}?)(?<=\S)\1")


def pieces_of_lumps(lumps: Sequence[Lump], habits: Habits, is_first: bool) -> list[Piece]:
    """Return the pieces that lumps are, the notes last."""
    notes = {found[1] for lump in lumps if (found := _NOTE.match(lump.text))}
    cited = {mark for lump in lumps for mark in _MARK.findall(lump.text[_end_of_note(lump.text) :])}
    reader = _Reader(lumps, frozenset(notes & cited), is_first, habits.has_levels)
    pieces = list(reader.pieces())
    return [
        *(piece for piece in pieces if piece.role != "footnote"),
        *(piece for piece in pieces if piece.role == "footnote"),
    ]


def _end_of_note(text: str) -> int:
    found = _NOTE.match(text)
    return found.end() if found else 0


class _Reader:
    """A reader of one page: the marks of its notes, and whether its title is still to come."""

    def __init__(self, lumps: Sequence[Lump], marks: frozenset[str], is_first: bool, has_levels: bool) -> None:
        self._lumps, self._marks, self._awaits_title, self._has_levels = lumps, marks, is_first, has_levels

    def pieces(self) -> Iterator[Piece]:
        numbered = list(enumerate(self._lumps))
        for kind, group in groupby(numbered, lambda each: _table_kind(each[1])):
            found = list(group)
            if kind and len(found) > 1:
                yield from table_pieces([_row(lump.raw, kind) for _, lump in found if not _is_dashes(lump.raw)])
                self._awaits_title = False
            else:
                for number, lump in found:
                    yield from self._piece(number, lump)

    def _piece(self, number: int, lump: Lump) -> Iterator[Piece]:
        if is_rule(lump.raw):
            return
        if (note := _NOTE.match(lump.text)) and note[1] in self._marks:
            yield self._make("footnote", lump.text[note.end() :], mark=note[1])
            return
        role, level, text = self._role(number, lump)
        self._awaits_title = self._awaits_title and role == "title" and level == 1
        yield self._make(role, text, level if role != "title" else None)

    def _make(self, role: Role, text: str, level: int | None = None, mark: str = "") -> Piece:
        words, marks = assemble(self._parts(_EMPHASIS.sub(r"\2", text)))
        return Piece(role=role, text=words, level=level, marks=marks, mark=mark)

    def _parts(self, text: str) -> Iterator[Part]:
        at = 0
        for found in _MARK.finditer(text):
            if found[1] in self._marks:
                yield text[at : found.start()]
                yield Reference(found[1])
                at = found.end()
        yield text[at:]

    def _role(self, number: int, lump: Lump) -> tuple[Role, int | None, str]:
        text = lump.text
        if hashes := _HASHES.match(text):
            return self._titled(len(hashes[1]), hashes[2])
        below = self._lumps[number + 1] if number + 1 < len(self._lumps) else None
        if below is not None and len(lump.lines) == 1 and not below.is_parted and is_rule(below.raw):
            return self._titled(1 if below.raw[0] in "=═━*#" else 2, text)
        if self._is_heading(number, lump):
            found = _NUMBER.match(text)
            level = found[1].count(".") + 1 if found else 1 if not (self._has_levels and _is_label(lump)) else 2
            return self._titled(level, text, bool(found))
        if is_item(lump.raw):
            return "list_item", 1, _SIGN.sub("", text, count=1)
        return "paragraph", None, text

    def _titled(self, level: int, text: str, is_numbered: bool = False) -> tuple[Role, int | None, str]:
        if self._awaits_title and level == 1 and not is_numbered and not _NAMED.match(text):
            self._awaits_title = False
            return "title", 1, text
        return "heading", level, text

    def _is_heading(self, number: int, lump: Lump) -> bool:
        """Tell whether a lump is one short line that stands by itself, and looks like the name of what follows."""
        text = lump.text
        if len(lump.lines) > 2 or len(text.split()) > _LONGEST or text.endswith(_ENDS) or not lump.is_parted:
            return False
        if number + 1 == len(self._lumps) or not any(letter.isalpha() for letter in text):
            return False
        if _NUMBER.match(text):
            return not self._is_in_list(number)
        if is_item(lump.raw):
            return False
        is_written_large = text.isupper() and sum(letter.isalpha() for letter in text) > 3
        if is_written_large or (lump.is_parted_below and (_NAMED.match(text) or (self._awaits_title and number == 0))):
            return True
        return _is_label(lump) and _is_prose(self._lumps[number + 1])

    def _is_in_list(self, number: int) -> bool:
        """Tell whether the lump before or after a numbered one is numbered too, as those of a list are."""
        around = [*self._lumps[max(0, number - 1) : number], *self._lumps[number + 1 : number + 2]]
        plain = re.compile(r"\d{1,2}[.)]\s")
        return bool(plain.match(self._lumps[number].raw)) and any(plain.match(each.raw) for each in around)


def _is_label(lump: Lump) -> bool:
    """Tell whether a lump is one line of a few words that starts with a capital, and is no date or address."""
    text = lump.text
    if text.isupper() or _NAMED.match(text) or len(lump.lines) > 1:
        return False
    return len(text.split()) <= _LABEL_WORDS and text[0].isupper() and not _DATED.search(text)


def _is_prose(lump: Lump) -> bool:
    return not is_item(lump.raw) and len(lump.text.split()) >= _PROSE_WORDS and lump.text.endswith(_ENDS)


def _table_kind(lump: Lump) -> str:
    """Return what parts the cells of a lump that looks like a row of a table; "" for any other."""
    raw = lump.raw
    if raw.startswith("|") and raw.endswith("|") and raw.count("|") > 2:
        return "|"
    return "\t" * raw.count("\t") if "\t" in raw and not is_item(raw) else ""


def _row(raw: str, kind: str) -> list[tuple[Piece, ...]]:
    cells = raw.strip("|").split("|") if kind == "|" else raw.split("\t")
    return [(Piece(role="paragraph", text=clean(cell)),) if cell.strip() else () for cell in cells]


def _is_dashes(raw: str) -> bool:
    return all(_DASHES.fullmatch(cell.strip()) for cell in raw.strip("|").split("|"))
