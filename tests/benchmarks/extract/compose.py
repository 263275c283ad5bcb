"""Composes reports by seed: what a recipe asks for, in words that no other report has."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from random import Random

from tests.benchmarks.extract.model import (
    Box,
    Figure,
    Grid,
    Heading,
    Item,
    Items,
    Note,
    Paragraph,
    Report,
    Run,
    Unit,
)
from tests.benchmarks.extract.prose import LISTS, Prose

SENTENCE_END = re.compile(r"\w\w\.(?= |$)")
WORD_END = re.compile(r"\b[a-zé-]{4,}(?= )|\.$")
STYLES = ("bordered", "shaded", "rules", "bare")


@dataclass(frozen=True, kw_only=True)
class Recipe:
    """What a report is to hold; counts are those of the whole report, chances are per paragraph."""

    genre: str = "report"
    chapters: int = 4
    sections: int = 2
    depth: int = 3
    """Deepest level of heading."""
    paragraphs: int = 3
    """Paragraphs a section."""
    is_numbered: bool = True
    shouts: bool = False
    """Are titles of chapters in capitals?"""
    notes: float = 0.3
    long_notes: float = 0.3
    lists: float = 0.25
    tables: float = 0.5
    """Chance of a table in a section."""
    table_styles: tuple[str, ...] = STYLES
    figures: float = 0.3
    boxes: float = 0.2
    asides: float = 0.0
    """Chance that a chapter begins with a box beside it."""
    quotes: float = 0.15
    leads: float = 0.3
    """Chance that a chapter begins with a summary in bold type."""
    long_tables: float = 0.1
    """Chance that a table of figures is longer than a page."""
    bare_tables: float = 0.1
    """Chance that a table has no caption."""
    has_cover: bool = True
    has_contents: bool = True
    header: str = "title"
    """Running header: `title`, `chapter`, `both` (even and odd pages) or nothing."""
    footer: str = "organisation"
    widest_table: int = 5
    opens_with: tuple[str, ...] = ()
    """Headings before the first chapter, without a number."""


class Composer:
    """Makes one report out of random numbers."""

    def __init__(self, recipe: Recipe, seed: int) -> None:
        self.recipe = recipe
        self.random = Random(seed)
        self.prose = Prose(self.random)
        self.note_count = self.table_count = self.figure_count = 0

    def report(self) -> Report:
        """Return the report."""
        recipe, town = self.recipe, self.random.choice(LISTS["towns"])
        title = self.prose.fill(
            self.random.choice(
                ("Evaluatie {compound} {year}", "Eindrapport {quality} {compound}", "Van {compound} naar {compound}")
            )
        )
        organisation = f"Gemeente {town}"
        return Report(
            title=title,
            subtitle=self.prose.fill("Een onderzoek naar de {compound} onder {people} in {year}"),
            organisation=organisation,
            date=self.prose.fill("{date}"),
            units=tuple(self._units()),
            has_cover=recipe.has_cover,
            has_contents=recipe.has_contents,
            header={"title": f"{title} – {organisation}", "both": "both", "chapter": "chapter"}.get(recipe.header, ""),
            footer={"organisation": organisation, "number": ""}.get(recipe.footer, recipe.footer),
        )

    def _units(self) -> Iterator[Unit]:
        for title in self.recipe.opens_with:
            yield Heading(1, title)
            yield Paragraph((self.prose.sentences(3, 5),))
        for chapter in range(1, self.recipe.chapters + 1):
            title = self.prose.title()
            yield Heading(1, self._number((chapter,)) + (title.upper() if self.recipe.shouts else title))
            if self._happens(self.recipe.asides):
                yield self._box(is_aside=True)
            if self._happens(self.recipe.leads):
                yield Paragraph((self.prose.sentences(2, 3),), style="lead")
            yield self._paragraph()
            for section in range(1, self.recipe.sections + 1):
                yield from self._section(chapter, section)

    def _section(self, chapter: int, section: int) -> Iterator[Unit]:
        if self.recipe.depth > 1:
            yield Heading(2, self._number((chapter, section)) + self.prose.title())
        parts = self.random.randint(1, 2) if self.recipe.depth > 2 else 1
        for part in range(1, parts + 1):
            if parts > 1:
                if part == 1:
                    yield self._paragraph()
                yield Heading(3, self._number((chapter, section, part)) + self.prose.title())
            for _ in range(max(1, self.recipe.paragraphs // parts)):
                yield self._paragraph()
                yield from self._extras()
        if self._happens(self.recipe.tables):
            yield self._table()
            yield self._paragraph()
        if self._happens(self.recipe.figures):
            yield self._figure()
            yield self._paragraph()

    def _extras(self) -> Iterator[Unit]:
        if self._happens(self.recipe.lists):
            yield Paragraph((self.prose.fill("Voor de {compound} zijn de volgende punten van belang:"),))
            yield self._list()
            yield self._paragraph()
        if self._happens(self.recipe.quotes):
            yield Paragraph((self.prose.sentences(1, 2),), style="quote")
        if self._happens(self.recipe.boxes):
            yield self._box(is_aside=False)

    def _happens(self, chance: float) -> bool:
        return self.random.random() < chance

    def _number(self, numbers: tuple[int, ...]) -> str:
        return ".".join(map(str, numbers)) + " " if self.recipe.is_numbered else ""

    def _paragraph(self) -> Paragraph:
        return Paragraph(self._run(self.prose.sentences(2, 6)))

    def _run(self, text: str) -> Run:
        if not self._happens(self.recipe.notes):
            return (text,)
        places = [found.end() for found in SENTENCE_END.finditer(text)]
        if self._happens(0.3):
            places = [found.end() for found in WORD_END.finditer(text)]
        at = self.random.choice(places or [len(text)])
        return (text[:at], self._note(), text[at:]) if text[at:] else (text[:at], self._note())

    def _note(self) -> Note:
        self.note_count += 1
        if self._happens(self.recipe.long_notes):
            return Note(str(self.note_count), self.prose.sentences(2, 4))
        short = ("Zie ook {body}, {compound}, {year}, p. {small}.", "Dit betreft {count} {people} in {town}.")
        return Note(str(self.note_count), self.prose.fill(self.random.choice(short)))

    def _list(self) -> Items:
        is_numbered = self._happens(0.4)
        items: list[Item] = []
        for number in range(1, self.random.randint(3, 5) + 1):
            is_long = self._happens(0.6)
            text = self.prose.sentences(1, 2) if is_long else self.prose.fill("{quality} {compound};")
            items.append(Item(self._run(text) if is_long else (text,), f"{number}." if is_numbered else "•"))
            if not is_numbered and self._happens(0.2):
                items += [Item((self.prose.fill("{People} en {people}"),), "–", 1) for _ in range(2)]
        return Items(tuple(items), is_numbered)

    def _table(self) -> Grid:
        is_bare = self._happens(self.recipe.bare_tables)
        self.table_count += not is_bare
        style = self.random.choice(self.recipe.table_styles)
        caption = f"Tabel {self.table_count}: " + self.prose.fill("{Compound} naar {compound}, {year}")
        caption = "" if is_bare else caption
        make = self._figures if self._happens(0.6) or self.recipe.widest_table < 4 else self._texts
        rows, widths = make()
        return Grid(rows, caption, style, caption_below=self._happens(0.2), widths=widths)  # type: ignore[arg-type]

    def _figures(self) -> tuple[tuple[tuple[str, ...], ...], tuple[int, ...]]:
        """A table of figures: a first column of words, then numbers, with a cell left empty here and there."""
        columns = self.random.randint(3, self.recipe.widest_table)
        heads = self.random.sample(("2019", "2020", "2021", "Aantal", "Aandeel", "Doel 2025", "Verschil"), columns - 1)
        rows = [("Onderdeel", *heads)]
        names = self.random.sample(LISTS["people"], self.random.randint(3, 8))
        if self._happens(self.recipe.long_tables):
            names = sorted({self.prose.fill("{compound}") for _ in range(45)})
        rows += [(name.capitalize(), *(self._number_cell() for _ in heads)) for name in names]
        return tuple(rows), (3, *(2 for _ in heads))

    def _number_cell(self) -> str:
        number = self.random.randint
        kinds = (str(number(0, 999)), f"{number(1, 99)},{number(0, 9)}%", f"{number(1, 9)}.{number(100, 999)}", "-", "")
        return self.random.choices(kinds, (6, 4, 3, 1, 1))[0]

    def _texts(self) -> tuple[tuple[tuple[str, ...], ...], tuple[int, ...]]:
        """A table of words: cells of several lines."""
        rows = [("Thema", "Bevinding", "Aanbeveling")]
        for _ in range(self.random.randint(2, 4)):
            last = "" if self._happens(0.15) else self.prose.fill("{Body} gaat de {compound} {verb}")
            rows.append((self.prose.words(1), self.prose.sentence(), last))
        return tuple(rows), (2, 4, 3)

    def _figure(self) -> Figure:
        self.figure_count += 1
        labels = tuple(self.random.sample(LISTS["people"], 4))
        return Figure(f"Figuur {self.figure_count}. " + self.prose.fill("{Compound} volgens {people}"), labels)

    def _box(self, *, is_aside: bool) -> Box:
        title = self.prose.fill(self.random.choice(("Casus {town}", "Aanbeveling {small}", "In het kort")))
        return Box(title, tuple(Paragraph((self.prose.sentences(1, 3),)) for _ in range(2)), is_aside)
