"""Which sentences of an author's rest on what has changed: on a quote, on a number, or on a table or figure.

A sentence rests on a quote when it has five words in a row of it that no quote has any longer; on a number when it
names what the number is about and the number counts what the sentence says; on a table when it refers to it.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

from reports.publication import Publication
from reports.word.changes import Before, Fate, Says, Table, fates, tables
from reports.word.controls import value_tag
from reports.word.numbers import Number, numbers, tokens
from reports.word.oxml import Element, tag
from reports.word.package import Package
from reports.word.resting import Names, rests_on
from reports.word.sentences import Sentence, sentences_of
from reports.word.styles import CONTENTS, HEADINGS, styles_of

_RUN = 5
"""So many words in a row are no accident."""
_WORD = re.compile(r"\w+")
_LABEL = re.compile(r"\b(tabel|figuur)\s+(\d+)\b", re.IGNORECASE)


@dataclass(frozen=True)
class Touched:
    """A sentence of the author's, the heading that it stands under, and why it is to be read again."""

    sentence: str
    heading: str
    why: tuple[str, ...]


def touched(
    package: Package, before: Before, now: Sequence[Says], publication: Publication, ours: Sequence[Element]
) -> tuple[Touched, ...]:
    """Return the sentences outside our own controls that rest on what is no longer as it was said, in their order."""
    found = fates(before.state, now, publication)
    marks = {start.get(tag("name")) or "" for start in package.body.iter(tag("bookmarkStart"))}
    reader = _Reader(before, found, tables(before, found, now), _quotes(publication), marks)
    sentences = sentences_of(
        package.stories(), ours, styles_of(package.styles, HEADINGS), styles_of(package.styles, CONTENTS)
    )
    made = (Touched(item.text, item.heading, tuple(dict.fromkeys(reader.why(item)))) for item in sentences)
    return tuple(item for item in made if item.why)


def _quotes(publication: Publication) -> set[tuple[str, ...]]:
    """Return every five words in a row of the quotes that are published."""
    return {run for row in publication.rows["citaten"] for run in _runs(row["citaat"])}


def _runs(text: str) -> Iterator[tuple[str, ...]]:
    words = [word.casefold() for word in _WORD.findall(text)]
    return zip(*(words[start:] for start in range(_RUN)), strict=False)


@dataclass(frozen=True)
class _Reader:
    """Reads sentences against what has changed."""

    before: Before
    fates: Sequence[Fate]
    tables: Mapping[str, Table]
    quotes: set[tuple[str, ...]]
    """What is published now, in runs of five words."""
    marks: set[str]
    """The bookmarks that are in the document now."""

    def why(self, sentence: Sentence) -> Iterator[str]:
        """Yield why a sentence is to be read again, in Dutch; nothing where it is not."""
        yield from self._quoted(sentence)
        yield from self._referred(sentence)
        yield from self._counted(sentence)
        if sentence.text in self.before.state.open:
            yield "stond al op de lijst en is nog niet aangepast"

    def _quoted(self, sentence: Sentence) -> Iterator[str]:
        for run in _runs(sentence.text):
            if run in self._lost and run not in self.quotes:
                fate = self._lost[run]
                yield f"het citaat “{_short(fate.said.text)}” {_became(fate)}"
        for fate in self._cites:
            if fate.said.text in sentence.text:
                yield f"de verwijzing {fate.said.text} {_became(fate)}"

    @cached_property
    def _lost(self) -> dict[tuple[str, ...], Fate]:
        return {
            run: fate
            for fate in self.fates
            if fate.is_changed and fate.said.kind == "quote"
            for run in _runs(fate.said.text)
        }

    @cached_property
    def _cites(self) -> list[Fate]:
        cites = {fate.said.text: fate for fate in self.fates if fate.said.kind == "cite" and fate.is_changed}
        return [fate for text, fate in cites.items() if text.startswith("(")]

    def _referred(self, sentence: Sentence) -> Iterator[str]:
        for mark in sentence.references:
            if fate := self._values.get(mark):
                yield f"{_short(fate.said.text)} {_became(fate)}"
            name = self.before.aliases.get(mark, mark)
            if name in self.before.labels and name.startswith("KS_") and name not in self.marks:
                yield f"{self.before.labels[name] or 'waarnaar u verwijst'} staat er niet meer"
        for table in self._mentioned(sentence):
            if table.is_changed and not _is_about_the_rest(sentence, table):
                yield f"{table.label} ({table.caption}) is veranderd"

    @cached_property
    def _values(self) -> dict[str, Fate]:
        return {value_tag(fate.said.address): fate for fate in self.fates if fate.is_changed}

    def _mentioned(self, sentence: Sentence) -> list[Table]:
        """Return the tables and figures that a sentence refers to, by a cross reference or by their number."""
        labels = {f"{kind} {number}".casefold() for kind, number in _LABEL.findall(sentence.text)}
        names = {self.before.aliases.get(mark, mark) for mark in sentence.references}
        return [table for name, table in self.tables.items() if name in names or table.label.casefold() in labels]

    def _counted(self, sentence: Sentence) -> Iterator[str]:
        for fate in rests_on(sentence, self._names):
            yield f"{', '.join(fate.said.about)}: {_short(fate.said.text)} {_became(fate)}"

    @cached_property
    def _names(self) -> Names:
        return Names(self.fates)


def _is_about_the_rest(sentence: Sentence, table: Table) -> bool:
    """Tell whether all numbers of a sentence that a table has are still there."""
    found = {number.text for number in _said_numbers(_LABEL.sub("", sentence.text))}
    lost = {number.text for fate in table.fates if fate.is_changed for number in _said_numbers(fate.said.text)}
    kept = {number.text for fate in table.fates if not fate.is_changed for number in _said_numbers(fate.said.text)}
    return bool(found & kept) and not found & lost


def _said_numbers(text: str) -> Iterable[Number]:
    return numbers(tokens(text))


def _became(fate: Fate) -> str:
    return "staat er niet meer" if fate.now is None else f"is nu {_short(fate.now)}"


def _short(text: str) -> str:
    return text if len(text) <= 80 else f"{text[:79].rstrip()}…"
