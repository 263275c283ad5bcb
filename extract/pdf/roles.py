"""What each lump of a document is: title, heading with its level, paragraph, list item, caption, footnote or table."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from itertools import pairwise
from typing import NamedTuple

from extract.pdf.blocks import Lump
from extract.pdf.captions import begins_caption, is_caption
from extract.pdf.contents import find_contents
from extract.pdf.frames import labels_of
from extract.pdf.front import find_title, without_title
from extract.pdf.headings import Candidate, Evidence, Verdicts, find_candidates, is_heading
from extract.pdf.levels import levels_of
from extract.pdf.notes import Note, endnotes, find_notes
from extract.pdf.notes import is_title as is_notes_title
from extract.pdf.outline import Entry, Names
from extract.pdf.slides import are_slides, lesser_lines
from extract.pdf.styles import Leaf, Type, read_type
from extract.sheet import Role


class Told(NamedTuple):
    """A lump with its role, the level of a heading, and the mark of a note, which its lines no longer hold.

    A footnote without a mark goes on with the last one of the page before.
    """

    lump: Lump
    role: Role
    level: int | None = None
    mark: str = ""


def tell_roles(leaves: Sequence[Leaf], outline: Sequence[Entry] = ()) -> list[list[Told]]:
    """Return the lumps of each page of a document with their roles, in the order given.

    The lumps may differ from those given: entries of a table of contents and notes that ran together are parted, lines
    of one heading are put together.
    """
    type_ = read_type(leaf.lumps for leaf in leaves)
    contents = find_contents(leaves)
    leaves = contents.leaves
    notes = find_notes(leaves, type_, contents.members)
    captions = _captions(leaves, type_)
    skipped = contents.members | captions | notes.keys()
    evidence = Evidence(Names(without_title(outline, leaves)), Names(contents.entries))
    candidates = [each for leaf in leaves for each in find_candidates(leaf, type_, evidence, skipped)]
    heads = _Heads(leaves, candidates)
    notes.update(_endnotes(leaves, heads.levels, skipped))
    teller = _Teller(contents.members, heads, captions, notes)
    return [[told for lump in leaf.lumps for told in teller.tell(lump, leaf)] for leaf in leaves]


class _Heads:
    """The title and headings among candidates."""

    def __init__(self, leaves: Sequence[Leaf], candidates: Sequence[Candidate]) -> None:
        verdicts = Verdicts.of(candidates)
        first = next((leaf for leaf in leaves if leaf.lumps), None)
        title, lesser = find_title([each for each in candidates if each.is_striking or each.is_named], first)
        self.title = {id(each.lump) for each in title}
        headings = [each for each in candidates if is_heading(each, verdicts)]
        others = self.title | lesser | _listed(headings, leaves) | _labels(headings, leaves)
        if are_slides(leaves):
            others |= lesser_lines(headings)
        left = [each for each in headings if id(each.lump) not in others]
        self.levels = {id(each.lump): level for each, level in zip(left, levels_of(left), strict=True)}


def _labels(headings: Sequence[Candidate], leaves: Sequence[Leaf]) -> set[int]:
    """Return the ids of bold lumps that only their place in a box sets apart."""
    weak: defaultdict[int, list[Lump]] = defaultdict(list)
    for each in headings:
        if not (each.is_larger or each.is_named or each.number or (each.tag and each.tag.level)):
            weak[each.leaf.number].append(each.lump)
    return {found for leaf in leaves if leaf.number in weak for found in labels_of(leaf, weak[leaf.number])}


def _listed(headings: Sequence[Candidate], leaves: Sequence[Leaf]) -> set[int]:
    """Return the ids of bold lumps that are items of a numbered list: nothing stands between one and the next."""
    by_lump = {id(each.lump): each for each in headings}
    found: set[int] = set()
    for leaf in leaves:
        for one, other in pairwise(leaf.lumps):
            first, second = by_lump.get(id(one)), by_lump.get(id(other))
            if first and second and _are_items(first, second):
                found |= {id(one), id(other)}
    return found


def _are_items(one: Candidate, other: Candidate) -> bool:
    if one.is_larger or one.style != other.style or not (one.number and other.number):
        return False
    if any(each.is_named or (each.tag and each.tag.level) for each in (one, other)):
        return False
    first, second = one.number.text, other.number.text
    return first.isdigit() and second.isdigit() and int(second) == int(first) + 1


def _captions(leaves: Iterable[Leaf], type_: Type) -> frozenset[int]:
    return frozenset(
        id(lump)
        for leaf in leaves
        for lump in leaf.lumps
        if not lump.rows
        and begins_caption(lump.lines[0].text)
        and is_caption(lump.text, is_plain=_is_plain(lump, type_))
    )


def _is_plain(lump: Lump, type_: Type) -> bool:
    first = lump.lines[0]
    return abs(lump.size - type_.size) < 0.3 and first.face in ("", type_.face) and len(lump.text) > 60


def _endnotes(leaves: Sequence[Leaf], levels: Mapping[int, int], skipped: frozenset[int]) -> dict[int, list[Note]]:
    """Return the notes under headings of notes at the end, up to the next heading of the same level."""
    found: dict[int, list[Note]] = {}
    level: int | None = None
    last = ""
    for leaf in leaves:
        for lump in leaf.lumps:
            own = levels.get(id(lump))
            if own is not None:
                level = own if is_notes_title(lump.text) else (level if level is not None and own > level else None)
                last = "" if level == own else last
            elif level is not None and not lump.rows and id(lump) not in skipped:
                for each, notes in endnotes([lump], last):
                    found[id(each)] = notes
                    last = notes[-1].mark or last
    return found


class _Teller(NamedTuple):
    """What is known of the lumps of a document, by their ids."""

    entries: frozenset[int]
    heads: _Heads
    captions: frozenset[int]
    notes: Mapping[int, list[Note]]

    def tell(self, lump: Lump, leaf: Leaf) -> list[Told]:
        """Return a lump with its role, in parts where it holds several notes."""
        at = id(lump)
        if lump.rows:
            return [Told(lump, "table")]
        if at in self.heads.title:
            return [Told(lump, "title")]
        if level := self.heads.levels.get(at):
            return [Told(lump, "heading", level)]
        if at in self.captions:
            return [Told(lump, "caption")]
        if at in self.notes:
            return [Told(note.lump, "footnote", None, note.mark) for note in self.notes[at]]
        if at in self.entries:
            return [Told(lump, "paragraph")]
        if lump.is_tabular and len(lump.lines) > 1:
            return [Told(lump, "table")]
        return [Told(lump, "list_item" if _is_item(lump, leaf) else "paragraph")]


def _is_item(lump: Lump, leaf: Leaf) -> bool:
    """Tell whether a lump is a list item: it has a mark, or a tag where its mark is a drawing."""
    if lump.lines[0].is_marked:
        return True
    tag = leaf.tags.find(lump.lines[0]) if leaf.tags else None
    return tag is not None and tag.kind == "LI"
