"""A document that an author has worked in, brought up to date: only generated parts that the author left as they were
are replaced, and nothing else is touched.

A part that the author changed is left alone and named; one that the author took out stays away; a new one comes where
the order of its chapter has it; one that is no longer generated goes. What cannot be told from the author's is theirs.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from copy import deepcopy
from dataclasses import dataclass, replace
from typing import Any

from corpus.issues import Refused
from reports.document.blocks import Chapter
from reports.publication import Publication
from reports.word.carrying import carry, without_bookmarks
from reports.word.changes import Before
from reports.word.composing import COVER, Composer, Made, otherwise
from reports.word.controls import part_controls, tag_in, tag_of
from reports.word.oxml import Element, said_in, tag
from reports.word.package import Package, read
from reports.word.placing import chapter_end, end_of, finish, heading_of, outermost
from reports.word.prints import print_of
from reports.word.pulling import table_part
from reports.word.state import TABLE_PREFIX, State, Written
from reports.word.touching import Touched, touched


@dataclass(frozen=True)
class Refreshed:
    """A refreshed document, and what came of each part, by name, and of the author's sentences."""

    content: bytes
    replaced: tuple[str, ...]
    new: tuple[str, ...]
    gone: tuple[str, ...]
    """Parts that are no longer generated."""
    left_alone: tuple[str, ...]
    """Parts that the author changed."""
    removed: tuple[str, ...]
    """Parts that the author took out."""
    touched: tuple[Touched, ...]
    """Sentences that rest on figures or quotes that have changed."""


def refresh(
    old: bytes, publication: Publication, settings: Any, chapters: Sequence[Chapter], subject: str = "document"
) -> Refreshed:
    """Return a document brought up to date with a publication; raise Refused where it is none of ours."""
    package = read(old, subject)
    state = package.state()
    if state is None:
        problem = "it was not written by `kennissynthese report`"
        raise Refused(subject, problem, "Give the name of a new file, or put tables in it with --table")
    return _Refresh(package, state, Composer(package, publication, settings), chapters).done()


@dataclass
class _Kept:
    """What is found of a part in the document: its controls, and those of them that the author left as they were."""

    controls: list[Element]
    untouched: list[Element]


class _Refresh:
    """One refresh: what is there, what is to be, and what came of it."""

    def __init__(self, package: Package, state: State, composer: Composer, chapters: Sequence[Chapter]) -> None:
        self.package, self.state, self.composer, self.chapters = package, state, composer, chapters
        self.before = Before.of(package.body, state)
        self.wanted = {made.name: made for made in self._made()}
        self.there = self._found()
        if state.parts and not self.there:
            problem = (
                "none of its generated parts is in a content control any more, as happens when LibreOffice saves it"
            )
            raise Refused(package.subject, problem, "Go on from a copy that Word saved")
        self.came: defaultdict[str, list[str]] = defaultdict(list)
        self.put: list[Made] = []
        self.after = dict(state.parts)

    def _made(self) -> Iterator[Made]:
        if COVER in self.state.parts:
            yield self.composer.cover()
        if self.state.kind == "document":
            for chapter in self.chapters:
                for part in chapter.parts:
                    yield self.composer.part(part, chapter.anchor)
        for name in sorted(self.state.parts):
            table = name.removeprefix(TABLE_PREFIX)
            if table != name and table in self.composer.publication.tables:
                yield self.composer.part(table_part(self.composer.publication, table), "")

    def _found(self) -> dict[str, _Kept]:
        names = {tag_of(name): name for name in (*self.state.parts, *self.wanted)}
        found: dict[str, _Kept] = {}
        for control in part_controls(self.package.body):
            if name := names.get(tag_in(control)):
                kept = found.setdefault(name, _Kept([], []))
                kept.controls.append(control)
                was = self.state.parts.get(name)
                if was and print_of(control, self.package.image, was.shown) == was.print:
                    kept.untouched.append(control)
        return found

    def done(self) -> Refreshed:
        """Do it, and return what came of it."""
        for name in sorted({*self.state.parts, *self.wanted}):
            self._settle(name)
        self._put_new()
        finish(self.package, self.composer, self.put, otherwise(self.chapters, self.wanted.values()))
        self.after |= {made.name: made.written(self.package.image) for made in self.put}
        ours = [control for kept in self.there.values() for control in kept.untouched]
        ours += [made.control for made in self.put]
        now = [made.writer for made in self.wanted.values()]
        found = touched(self.package, self.before, now, self.composer.publication, ours)
        anchors = dict.fromkeys((*self.state.chapters, *(chapter.anchor for chapter in self.chapters)))
        chapters = tuple(anchors) if self.state.kind == "document" else ()
        self.package.keep(replace(self.state, parts=self.after, chapters=chapters,
                                  open=tuple(dict.fromkeys(item.sentence for item in found))))  # fmt: skip
        self.package.drop_unused()
        came = {key: tuple(self.came[key]) for key in ("replaced", "new", "gone", "left_alone", "removed")}
        return Refreshed(self.package.content(), **came, touched=found)

    def _settle(self, name: str) -> None:
        """Replace, take out or leave alone what is in the document of a part."""
        kept, made, was = self.there.get(name), self.wanted.get(name), self.state.parts.get(name)
        if kept is None:
            if was is not None:
                self.came["removed"].append(name)
            return
        if len(kept.untouched) < len(kept.controls):
            self.came["left_alone"].append(name)
        if made is None:
            if len(kept.untouched) == len(kept.controls):
                self.came["gone"].append(name)
                self.after.pop(name, None)
            for control in kept.untouched:
                _take_out(control)
            kept.untouched.clear()
        elif kept.untouched and was is not None:
            self._replace(kept, made, was)

    def _replace(self, kept: _Kept, made: Made, was: Written) -> None:
        """Put what was generated in the place of what is there, unless it is the same."""
        if made.source == was.source:
            self.put.append(replace(made, control=kept.untouched[0]))
            return
        copies = [made.control, *(without_bookmarks(deepcopy(made.control)) for _ in kept.untouched[1:])]
        for old, new in zip(kept.untouched, copies, strict=True):
            carry(old, new)
            _swap(old, new)
        kept.controls[:] = [item for item in kept.controls if item not in kept.untouched] + copies
        kept.untouched[:] = copies
        self.put.append(made)
        if made.name not in self.came["left_alone"]:
            self.came["replaced"].append(made.name)

    def _put_new(self) -> None:
        """Put in the parts that were never there, at their place; none in a chapter that the author took out."""
        if self.state.kind != "document":
            return
        for position, chapter in enumerate(self.chapters):
            names = [part.name for part in chapter.parts]
            fresh = [name for name in names if name not in self.state.parts and name not in self.there]
            heading = heading_of(self.package.body, chapter.anchor)
            if heading is None and chapter.anchor not in self.state.chapters:
                heading = self.composer.chapter(chapter)
                self._chapter_place(position).addprevious(heading)
            for name in fresh:
                self._put_one(name, names, heading)

    def _put_one(self, name: str, names: list[str], heading: Element | None) -> None:
        body, made = self.package.body, self.wanted[name]
        later = (other for other in names[names.index(name) + 1 :] if other in self.there)
        after = next((self.there[other].controls[:1] for other in later if self.there[other].controls), [])
        place = next((outermost(control, body) for control in after if _is_in(control, body)), None)
        if place is None and heading is not None:
            place = chapter_end(body, heading, self.composer.styles["heading1"])
        if place is None:
            self.came["removed"].append(name)
            self.after[name] = Written(name, made.chapter, "", "")
            return
        place.addprevious(made.control)
        place.addprevious(self.composer.room())
        self.put.append(made)
        self.there[name] = _Kept([made.control], [made.control])
        self.came["new"].append(name)

    def _chapter_place(self, position: int) -> Element:
        """Return the element before which a new chapter comes: the heading of the next one that is there."""
        for later in self.chapters[position + 1 :]:
            if (heading := heading_of(self.package.body, later.anchor)) is not None:
                return heading
        return end_of(self.package.body)


def _is_in(element: Element, body: Element) -> bool:
    return any(holder is body for holder in element.iterancestors())


def _swap(old: Element, new: Element) -> None:
    """Put a control in the place of another, on pages that are set as they were."""
    pages = list(old.iter(tag("sectPr")))
    for was, mark in zip(pages, new.iter(tag("sectPr")), strict=False):
        mark[:] = [deepcopy(child) for child in was]
    new.tail = old.tail
    old.getparent().replace(old, new)


def _take_out(control: Element) -> None:
    """Take a control out; where it was all that a cell or a control of the author's holds, an empty paragraph stays."""
    holder, room = control.getparent(), control.getnext()
    if room is not None and room.tag == tag("p") and holder.tag == tag("body") and _is_empty_room(room):
        holder.remove(room)
    holder.remove(control)
    is_bare = holder.tag == tag("tc") and holder.find(tag("p")) is None
    if is_bare or (holder.tag == tag("sdtContent") and not len(holder)):
        holder.append(holder.makeelement(tag("p")))


def _is_empty_room(item: Element) -> bool:
    """Tell whether a paragraph is the author's room, with nothing in it."""
    style = item.find(f"{tag('pPr')}/{tag('pStyle')}")
    return not said_in(item) and len(item) == 1 and style is not None and len(item.find(tag("pPr"))) == 1
