"""The layouts: for each a recipe, and how it is set in type, with which renderer; documents are made once and kept."""

from __future__ import annotations

import os
import pickle
import tempfile
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cache, partial
from hashlib import sha256
from pathlib import Path
from typing import NamedTuple

from tests.benchmarks.extract import office, styling, typesetting
from tests.benchmarks.extract.compose import Recipe
from tests.benchmarks.extract.genres import compose
from tests.benchmarks.extract.model import Report
from tests.benchmarks.extract.office import Word
from tests.benchmarks.extract.styling import Style
from tests.benchmarks.extract.truth import Truth, tell_truth
from tests.benchmarks.extract.typesetting import Look


class Sample(NamedTuple):
    """A document with what is true of it."""

    layout: str
    seed: int
    content: bytes
    truth: Truth

    @property
    def is_pdf(self) -> bool:
        """Tell whether others can read it as well."""
        return self.content.startswith(b"%PDF")

    @property
    def name(self) -> str:
        """Return the name of the file; a format other than PDF is the name of its layout."""
        return f"{self.layout}-{self.seed}.{'pdf' if self.is_pdf else self.layout}"


@dataclass(frozen=True)
class Layout:
    """A kind of document: what it holds and how it is rendered; `missing` tells why it cannot be made here."""

    name: str
    recipe: Recipe
    render: Callable[[Report], bytes]
    renderer: str
    missing: str = ""


def _css(name: str, recipe: Recipe, style: Style) -> Layout:
    return Layout(name, recipe, partial(styling.weasyprint, style=style), "WeasyPrint")


def _chrome(name: str, recipe: Recipe, style: Style) -> Layout:
    missing = "" if styling.CHROME else "Chrome is not installed"
    return Layout(name, recipe, partial(styling.chrome, style=style), "Chrome", missing)


def _word(name: str, recipe: Recipe, word: Word) -> Layout:
    missing = "" if office.SOFFICE else "LibreOffice is not installed"
    return Layout(name, recipe, partial(office.libreoffice, word=word), "LibreOffice", missing)


def _office(name: str, recipe: Recipe) -> Layout:
    missing = "" if office.SOFFICE or name == "docx" else "LibreOffice is not installed"
    render = (
        partial(office.docx, word=Word()) if name == "docx" else partial(office.converted, word=Word(), suffix=name)
    )
    return Layout(name, recipe, render, "python-docx" if name == "docx" else "LibreOffice", missing)


def _typst(name: str, recipe: Recipe, look: Look) -> Layout:
    return Layout(name, recipe, partial(typesetting.render, look=look), "typst")


@cache
def layouts() -> tuple[Layout, ...]:
    """Return every layout."""
    return (*_of_typst(), *_of_css(), *_of_office())


def _of_typst() -> tuple[Layout, ...]:
    return (
        _typst("single", Recipe(), Look()),
        _typst(
            "two_columns",
            Recipe(header="chapter", widest_table=3),
            Look(columns=2, margin="2cm", size=9.5, is_tagged=False, notes_size=7.5),
        ),
        _typst(
            "three_columns",
            Recipe(widest_table=3, tables=0.2, is_numbered=False, header="both", depth=2),
            Look(columns=3, margin="1.5cm", size=8.5, heading_sizes=(15, 10.5, 9), is_tagged=False, spacing="0.65em",
                 indent="1em", font="New Computer Modern"),
        ),
        _typst(
            "ornate",
            Recipe(header="both", footer="organisation", bare_tables=0.3, long_tables=0.3, notes=0.2, shouts=True),
            Look(
                hangs_numbers=True, watermark="CONCEPT", page_number="Pagina n van m", list_numbers="a)",
                heading_sizes=(15, 12, 10.5), size=10, is_tagged=False, header_align="right", spacing="0.65em",
                indent="1.2em",
            ),
        ),
        _typst(
            "spanning_tables",
            Recipe(header="title", notes=0.5, long_notes=0.6, long_tables=0),
            Look(columns=2, margin="2.2cm", size=9, notes_size=7.5, page_number="– n –", spans_tables=True,
                 heading_sizes=(13, 11, 9.5), font="New Computer Modern", is_tagged=False),
        ),
        _typst("sidebar", Recipe(asides=0.8, tables=0.2, widest_table=3), Look(flow="spanning", margin="1.8cm")),
        _typst(
            "shuffled_boxes",
            Recipe(notes=0, tables=0, figures=0.1, has_contents=False, is_numbered=False),
            Look(flow="boxes", margin="2cm", is_tagged=False),
        ),
        _typst(
            "close_headings",
            Recipe(is_numbered=False, has_contents=False, header="both", footer="number"),
            Look(heading_sizes=(12.5, 11.5, 10.5), size=10.5, is_tagged=False, is_justified=False),
        ),
        _typst(
            "short",
            Recipe(chapters=1, sections=2, has_cover=False, has_contents=False, depth=2, is_numbered=False, tables=0.9),
            Look(heading_sizes=(14, 12, 11), is_tagged=False),
        ),
        _typst(
            "slides",
            Recipe(genre="slides", chapters=14, tables=0.15, figures=0.15, has_contents=False, header="",
                   widest_table=4),
            Look(flow="slides", paper='"presentation-16-9"', margin="2cm", size=18, heading_sizes=(30, 24, 20),
                 is_justified=False, is_tagged=False),
        ),
        _typst(
            "letter",
            Recipe(genre="letter", has_cover=False, has_contents=False, header="", notes=0.15, footer="number"),
            Look(heading_sizes=(12, 11, 11), size=10.5, is_tagged=False, font="New Computer Modern"),
        ),
        _typst(
            "rotated",
            Recipe(tables=0.9, widest_table=7, has_contents=False),
            Look(flow="rotated", is_tagged=False, heading_sizes=(16, 13, 11)),
        ),
    )  # fmt: skip


def _of_css() -> tuple[Layout, ...]:
    return (
        _css("css_single", Recipe(header="both"), Style()),
        _css(
            "css_tagged",
            Recipe(is_numbered=False, tables=0.6),
            Style(font="Liberation Sans", heading_font="Liberation Sans", is_tagged=True, align="left", size=10.5),
        ),
        _css(
            "css_letter",
            Recipe(genre="letter", has_cover=False, has_contents=False, header="", notes=0.2),
            Style(font="Liberation Sans", heading_font="Liberation Sans", heading_sizes=(11.5, 10.5, 10.5), size=10.5),
        ),
        _css(
            "css_columns",
            Recipe(header="chapter", widest_table=3, notes=0),
            Style(columns=2, size=8.5, font="Liberation Serif", css="h1 { column-span: all }"),
        ),
        _css(
            "css_sidebar",
            Recipe(asides=0.8, boxes=0, tables=0.3, has_contents=False),
            Style(font="DejaVu Sans", size=9, css="h1 { break-before: page }"),
        ),
        _chrome(
            "chrome",
            Recipe(notes=0, header="", footer="number", has_contents=False),
            Style(font="Liberation Serif", size=11),
        ),
        _chrome(
            "chrome_columns",
            Recipe(notes=0, header="", has_contents=False, is_numbered=False, widest_table=3, long_tables=0),
            Style(columns=2, font="DejaVu Sans", size=9, heading_sizes=(14, 12, 10)),
        ),
    )


def _of_office() -> tuple[Layout, ...]:
    return (
        _word("word_single", Recipe(has_contents=False), Word(is_tagged=True)),
        _word(
            "word_columns",
            Recipe(has_contents=False, is_numbered=False, widest_table=3),
            Word(columns=2, font="Liberation Sans", size=10),
        ),
        _office("docx", Recipe(has_contents=False)),
        _office("odt", Recipe(has_contents=False)),
        _office("rtf", Recipe(has_contents=False)),
        Layout("html", Recipe(notes=0, header="", footer="number"), partial(styling.html, style=Style()), "HTML"),
    )


def _folder() -> Path:
    return Path(tempfile.gettempdir()) / "extract-benchmark"


def _sources() -> bytes:
    here = Path(__file__).parent
    made_of = ("prose", "model", "compose", "genres", "truth", "typesetting", "layouts", "styling", "office")
    files = [*(here / f"{name}.py" for name in made_of), here / "prose.toml", here / "boxes.typ"]
    return b"".join(path.read_bytes() for path in files)


@cache
def _key() -> str:
    return sha256(_sources()).hexdigest()[:16]


def make(layout: Layout, seed: int, *, is_short: bool = False) -> Sample:
    """Return a document of a layout, rendered now or kept from an earlier run of the same generator."""
    path = _folder() / _key() / f"{layout.name}-{seed}{'-short' * is_short}.pickle"
    if path.exists():
        sample: Sample = pickle.loads(path.read_bytes())
        return sample
    recipe = replace(layout.recipe, chapters=min(2, layout.recipe.chapters)) if is_short else layout.recipe
    # The seed of each layout differs, so that no two layouts hold the same report.
    report = compose(recipe, seed * 1000 + sum(map(ord, layout.name)))
    sample = Sample(layout.name, seed, layout.render(report), tell_truth(report))
    path.parent.mkdir(parents=True, exist_ok=True)
    part = path.with_suffix(f".{os.getpid()}")
    part.write_bytes(pickle.dumps(sample))
    part.replace(path)
    return sample


def samples(names: Iterable[str], seeds: Sequence[int], *, is_short: bool = False) -> Iterator[Sample]:
    """Yield the documents of the layouts that can be made here; no names: of all."""
    wanted = set(names)
    for layout in layouts():
        if (not wanted or layout.name in wanted) and not layout.missing:
            yield from (make(layout, seed, is_short=is_short) for seed in seeds)
