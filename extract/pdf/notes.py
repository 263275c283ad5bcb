"""Notes at the foot of a page and at the end of a chapter or document: which lumps they are, and the mark of each.

A note at the foot is set smaller than running text, or under a short rule, with no running text below it in its column,
and begins with a mark: a raised one, one that stands in the page's text, or the number after that of the note before.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple

from extract.pdf.blocks import Lump
from extract.pdf.captions import begins_caption, is_caption
from extract.pdf.lines import Line
from extract.pdf.styles import Leaf, Type

_SMALLER = 0.935
_MARK = re.compile(r"^[\[(]?(\d{1,3}|[*†‡§]{1,4}|[ivxlc]{1,6}|[a-z])[\]).:]?$")
_SIGN = re.compile(r"[\[(]?(?:\d{1,3}|[*†‡§]|[a-z]{1,6}[ \]).:])")
"""What a line that begins with a mark looks like at least."""
_GLUED = re.compile(r"^[\[(]?(\d{1,3}|[*†‡§]{1,4})[\]).:]?(?=[A-Z‘’“\"(])")
_TITLE = re.compile(r"^(?:\d{1,2}\.? )?(?:noten|eindnoten|voetnoten|notes|endnotes|noten en bronnen)$", re.IGNORECASE)
_NARROW_FIGURE = 0.36
"""Raised figures are narrower than this share of the type size."""
_ENDING = 0.85
"""Letters smaller than this share of a number before them are the ending of an ordinal, as in "1e"."""
_SHORT_RULE = (0.08, 0.62)
_SENTENCE_ENDS = re.compile(r"[.!?…:;][\"'”’)\]]*$")


class Note(NamedTuple):
    """A note: its lines without its mark; a note without a mark goes on from the page before."""

    lump: Lump
    mark: str


def find_notes(leaves: Sequence[Leaf], type_: Type, taken: frozenset[int]) -> dict[int, list[Note]]:
    """Return the notes that stand in lumps at the foot of pages, by the `id` of the lump; `taken` are other things."""
    notes: dict[int, list[Note]] = {}
    last = Last("")
    for leaf in leaves:
        zone = [lump for lump in _foot(leaf, type_, may_go_on=bool(last.text)) if id(lump) not in taken]
        if not zone:
            last = Last(last.mark)
            continue
        found, last = _read_zone(zone, _marks_of(leaf), last)
        notes.update(found)
    return notes


class Last(NamedTuple):
    """What the notes of the pages before leave behind: the last mark, and the text of a note that may go on."""

    mark: str
    text: str = ""


def is_title(text: str) -> bool:
    """Tell whether a heading is that of notes at the end."""
    return bool(_TITLE.match(text))


def split_notes(lump: Lump, last: str, marks: frozenset[str] = frozenset()) -> tuple[Lump | None, list[Note]]:
    """Return the lines of a lump before its first note, if any, and its notes, which go on after the mark `last`."""
    groups: list[tuple[str, list[Line]]] = [("", [])]
    for line in lump.lines:
        mark, rest = _cut(line)
        if mark and _is_next(mark, last, line, marks, is_first=line is lump.lines[0]):
            groups.append((mark, [rest]))
            last = mark
        else:
            groups[-1][1].append(line)
    before = Lump(tuple(groups[0][1])) if groups[0][1] else None
    return before, [Note(Lump(tuple(lines)), mark) for mark, lines in groups[1:]]


def _read_zone(zone: Sequence[Lump], marks: frozenset[str], last: Last) -> tuple[Mapping[int, list[Note]], Last]:
    """Return the notes in the lumps of one foot; a lump without mark goes on with the note before it."""
    found: dict[int, list[Note]] = {}
    open_at: int | None = None
    for lump in zone:
        before, notes = split_notes(lump, last.mark, marks)
        if before is not None:
            if open_at is not None:
                found[open_at][-1] = _joined(found[open_at][-1], before)
                found.setdefault(id(lump), [])
            elif _goes_on(last, before):
                found[id(lump)] = [Note(before, "")]
                open_at = id(lump)
            else:
                continue
        if notes:
            found.setdefault(id(lump), []).extend(notes)
            open_at = id(lump)
            last = Last(notes[-1].mark)
    if open_at is not None:
        last = Last(last.mark, found[open_at][-1].lump.text)
    return found, last


def _joined(note: Note, more: Lump) -> Note:
    return Note(Lump((*note.lump.lines, *more.lines)), note.mark)


def _goes_on(last: Last, lump: Lump) -> bool:
    """Tell whether a lump without a mark at the head of a foot goes on with the last note of the page before."""
    return bool(last.text) and (not _SENTENCE_ENDS.search(last.text) or lump.text[:1].islower())


def _foot(leaf: Leaf, type_: Type, *, may_go_on: bool) -> list[Lump]:
    """Return the lumps at the foot of a page that may be notes, from the top, column by column."""
    small = [lump for lump in leaf.lumps if not lump.rows and _is_note_like(lump, leaf, type_)]
    if not may_go_on and not any(_SIGN.match(line.text) for lump in small for line in lump.lines):
        return []
    ids = {id(lump) for lump in small}
    other = [lump for lump in leaf.lumps if id(lump) not in ids and not _floats(lump)]
    return [lump for lump in small if not _floats(lump) and not any(_is_under(each, lump) for each in other)]


def _floats(lump: Lump) -> bool:
    """Tell whether a lump is a table or caption: these may stand below notes."""
    if lump.rows:
        return True
    return begins_caption(lump.lines[0].text) and is_caption(lump.text, is_plain=False)


def _is_note_like(lump: Lump, leaf: Leaf, type_: Type) -> bool:
    if lump.size <= _SMALLER * type_.size:
        return True
    is_same = lump.size <= type_.size and lump.box[3] < 0.5 * leaf.height
    return is_same and lump.lines[0].is_numbered_note and _has_rule(lump, leaf)


def _has_rule(lump: Lump, leaf: Leaf) -> bool:
    """Tell whether a short rule stands above a lump, with nothing between but what is set like it."""
    shortest, longest = (share * leaf.width for share in _SHORT_RULE)
    for ruling in leaf.rulings:
        is_short = ruling.is_level and shortest <= ruling.x1 - ruling.x0 <= longest
        if is_short and ruling.y0 > lump.box[3] - 2 and abs(ruling.x0 - lump.box[0]) < 2 * lump.size:
            between = (each for each in leaf.lumps if lump.box[3] < each.box[3] < ruling.y0 + 2 and each is not lump)
            if all(each.size <= lump.size + 0.2 for each in between) and ruling.y0 - lump.box[3] < 0.35 * leaf.height:
                return True
    return False


def _is_under(one: Lump, other: Lump) -> bool:
    """Tell whether one lump stands below another one in its column."""
    shared = min(one.box[2], other.box[2]) - max(one.box[0], other.box[0])
    narrow = min(one.box[2] - one.box[0], other.box[2] - other.box[0])
    return one.box[3] <= other.box[1] + 1 and shared > narrow / 3


def _marks_of(leaf: Leaf) -> frozenset[str]:
    """Return the marks of notes in the text of a page."""
    return frozenset(mark.text for lump in leaf.lumps for line in lump.lines for mark in line.marks)


def _cut(line: Line) -> tuple[str, Line]:
    """Return the mark that a line begins with, empty where it has none, and the line without it."""
    first, count = line.words[0], 1
    for word in line.words[1:3]:
        is_narrow = word.x1 - word.x0 < _NARROW_FIGURE * word.size * len(word.text)
        if not (word.is_glued and is_narrow and word.text.isdigit() and first.text.isdigit()):
            break
        first, count = first._replace(text=first.text + word.text), count + 1
    after = line.words[count] if len(line.words) > count else first
    if after.is_glued and after.size < _ENDING * first.size and after.text.isalpha():
        return "", line
    if found := _MARK.match(first.text):
        cells = (line.cells[0][count:], *line.cells[1:])
        return (found[1], Line(tuple(cell for cell in cells if cell))) if len(line.words) > count else ("", line)
    if found := _GLUED.match(first.text):
        word = first._replace(text=first.text[found.end() :])
        return found[1], Line(((word, *line.cells[0][1:]), *line.cells[1:]))
    return "", line


def _is_next(mark: str, last: str, line: Line, marks: frozenset[str], *, is_first: bool) -> bool:
    """Tell whether what may be a mark is one: raised, or known from the text, or the number that comes next."""
    if line.is_numbered_note:
        return mark in marks or not (mark.isdigit() and last.isdigit()) or _is_plausible(mark, last)
    if mark.isdigit():
        if last.isdigit() and int(mark) == int(last) + 1:
            return True
        is_known = mark in marks and (is_first or not last.isdigit() or int(mark) > int(last))
        return is_known or (is_first and mark == "1")
    return mark in marks or (is_first and not mark.isalpha())


def _is_plausible(mark: str, last: str) -> bool:
    """Tell whether a raised number may be that of a note, and not one within its text."""
    return int(mark) == 1 or int(last) < int(mark) <= int(last) + 9


def endnotes(lumps: Sequence[Lump], last: str) -> Iterator[tuple[Lump, list[Note]]]:
    """Yield the lumps under the heading of notes at the end that are notes, in order, with what they hold."""
    for lump in lumps:
        before, notes = split_notes(lump, last, frozenset({"1"}))
        if notes:
            last = notes[-1].mark
        if notes or before is not None:
            yield lump, ([Note(before, "")] if before else []) + notes
