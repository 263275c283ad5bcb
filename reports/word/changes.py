"""What a document said of values before, beside what they are now."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, NamedTuple, Protocol, Self

from reports.publication import Publication
from reports.shown import day, number
from reports.word.fields import text_at
from reports.word.oxml import Element, bookmark_name, tag
from reports.word.state import FIGURE, TABLE, Caption, Said, State, all_said


@dataclass(frozen=True)
class Before:
    """A document as it was before a refresh: its state, and how its tables and figures were numbered."""

    state: State
    labels: Mapping[str, str]
    """Bookmark → what it stands around, such as `Tabel 3`."""
    aliases: Mapping[str, str]
    """Bookmark of an author's → that of ours in the same paragraph."""

    @classmethod
    def of(cls, body: Element, state: State) -> Self:
        """Return a document as it is now."""
        labels, aliases = {}, {}
        for start in body.iter(tag("bookmarkStart")):
            name = start.get(tag("name")) or ""
            labels[name] = text_at(start) or ""
            holder = next(start.iterancestors(tag("p")), None)
            for mark in holder.iter(tag("bookmarkStart")) if holder is not None else ():
                if (mark.get(tag("name")) or "").startswith("KS_"):
                    aliases[name] = mark.get(tag("name"))
        return cls(state, labels, aliases)


class Fate(NamedTuple):
    """What was said, and what it is now: the same, something else, or None where it is not there any more."""

    said: Said
    now: str | None

    @property
    def is_changed(self) -> bool:
        """Tell whether it is no longer as it was said."""
        return self.now != self.said.text


class Says(Protocol):
    """A part that says something: one that was written before, or one that is written now."""

    @property
    def said(self) -> Sequence[Said]:
        """What it says."""

    @property
    def captions(self) -> Sequence[Caption]:
        """Its headings, tables and figures."""


def fates(state: State, now_said: Iterable[Says], publication: Publication) -> list[Fate]:
    """Return what came of all that a document said; `now_said` is what parts say now."""
    now: defaultdict[str, list[str]] = defaultdict(list)
    for part in now_said:
        for said in part.said:
            now[said.address].append(said.text)
    return [Fate(said, _now(said, now[said.address], publication)) for said in all_said(state.parts.values())]


def _now(said: Said, texts: list[str], publication: Publication) -> str | None:
    if said.text in texts:
        return said.text
    row = publication.row_at(said.origin)
    if said.kind in ("cite", "picture"):
        return said.text if row is not None and not texts else _like(said.text, texts)
    if row is None or said.origin.column not in row:
        return None
    forms = _forms(row[said.origin.column])
    if any(said.text.casefold() == form.casefold() for form in forms):
        return said.text
    return texts[0] if texts else forms[0]


def _like(text: str, texts: list[str]) -> str | None:
    """Return a reference to the same document; its page does not count."""
    stem = text.rstrip(")").split(", p")[0]
    return text if any(other.rstrip(")").split(", p")[0] == stem for other in texts) else next(iter(texts), None)


def _forms(value: Any) -> list[str]:
    """Return the ways in which a value may have been shown."""
    if isinstance(value, int | float):
        shown = [number(value, digits) for digits in range(4)]
        return [*shown, *(f"{number(100 * value, digits)} %" for digits in range(2)), str(value)]
    return [str(value), day(value)] if isinstance(value, str) else ["–"]


class Table(NamedTuple):
    """A table or figure of a part: its label with number and its words, and what came of the values in it."""

    label: str
    caption: str
    fates: tuple[Fate, ...]
    is_changed: bool


def tables(before: Before, found: Iterable[Fate], now: Iterable[Says]) -> dict[str, Table]:
    """Return the tables and figures of a document by their bookmark, with whether anything in them has changed."""
    by_said = {id(fate.said): fate for fate in found}
    texts = {
        caption.anchor: sorted((item.address, item.text) for item in said)
        for part in now
        for caption, said in _captioned(part)
    }
    made = {}
    for part in before.state.parts.values():
        for caption, said in _captioned(part):
            name = bookmark_name(caption.anchor)
            its = tuple(by_said[id(item)] for item in said)
            pairs = sorted((item.address, item.text) for item in said)
            is_changed = any(fate.is_changed for fate in its) or texts.get(caption.anchor, pairs) != pairs
            made[name] = Table(before.labels.get(name, ""), caption.text, its, is_changed)
    return {name: table for name, table in made.items() if table.label.startswith((TABLE, FIGURE))}


def _captioned(part: Says) -> Iterator[tuple[Caption, list[Said]]]:
    for caption in part.captions:
        yield caption, [said for said in part.said if caption.paragraph <= said.paragraph < caption.end]
