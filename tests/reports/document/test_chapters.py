"""What holds of all chapters."""

from __future__ import annotations

import re
from dataclasses import replace
from itertools import pairwise

from reports.document.blocks import Chapter, Cite, Heading, Link, Picture, Ref
from reports.document.chapters import read_chapters
from reports.document.numbering import Numbers, blocks_of
from reports.figures import figures
from reports.publication import Publication, Value
from tests.reports.document.reading import inlines, words

Chapters = tuple[Chapter, ...]
_ORDER = [
    "kort", "vragen", "elementen", "venster-professional", "venster-organisatie", "opgaven", "advies", "hiaten",
    "verantwoording", "evaluaties", "literatuur", "commentaar", "themas", "casuistiek",
]  # fmt: skip


def test_chapters_come_in_order_and_annexes_last(chapters: Chapters) -> None:
    assert [chapter.anchor for chapter in chapters] == _ORDER
    assert [chapter.is_annex for chapter in chapters] == [False] * 11 + [True] * 3


def test_parts_have_names_of_their_own(chapters: Chapters) -> None:
    names = [part.name for chapter in chapters for part in chapter.parts]
    assert len(set(names)) == len(names) and all(re.fullmatch(r"[a-z0-9-]+", name) for name in names)
    assert all(part.blocks for chapter in chapters for part in chapter.parts)


def test_names_of_parts_stay_when_rows_change(publication: Publication, chapters: Chapters) -> None:
    fewer = replace(publication, rows={**publication.rows, "bewijs": [], "tegenspraken": [], "antwoorden": []})
    before = [part.name for chapter in chapters for part in chapter.parts]
    after = [part.name for chapter in read_chapters(fewer) for part in chapter.parts]
    assert set(after) <= set(before) and {"element-capaciteit"} <= set(after)


def test_only_values_hold_digits(chapters: Chapters) -> None:
    assert [text for block in blocks_of(chapters) for text in words(block) if re.search(r"\d", text)] == []
    assert [chapter.title for chapter in chapters if re.search(r"\d", chapter.title)] == []


def test_every_value_stands_where_it_says(publication: Publication, chapters: Chapters) -> None:
    values = [piece for block in blocks_of(chapters) for piece in inlines(block) if isinstance(piece, Value)]
    assert len(values) > 200
    assert all(value.origin.column in (publication.row_at(value.origin) or {}) for value in values)


def test_references_lead_somewhere(publication: Publication, chapters: Chapters) -> None:
    numbers = Numbers.of(chapters)
    documents = {row["document_id"] for row in publication.rows["documenten"]}
    found = [piece for block in blocks_of(chapters) for piece in inlines(block)]
    assert {piece.anchor for piece in found if isinstance(piece, Ref)} <= set(numbers.titles) | set(numbers.labels)
    assert {piece.document_id for piece in found if isinstance(piece, Cite)} <= documents
    tables = {f"tabellen/{name}.csv" for name in publication.tables}
    assert {piece.url for piece in found if isinstance(piece, Link) and piece.url.startswith("tab")} <= tables


def test_headings_go_down_one_level_at_a_time(chapters: Chapters) -> None:
    for chapter in chapters:
        levels = [1, *(block.level for part in chapter.parts for block in part.blocks if isinstance(block, Heading))]
        assert all(after - before <= 1 for before, after in pairwise(levels)), chapter.anchor


def test_pictures_are_figures(chapters: Chapters) -> None:
    shown = {block.name for block in blocks_of(chapters) if isinstance(block, Picture)}
    assert shown == {figure.name for figure in figures()} - {"infographic"}


def test_a_figure_with_nothing_to_show_is_not_there(publication: Publication) -> None:
    without = replace(publication, rows={**publication.rows, "stroom": []})
    assert "prisma" not in {block.name for block in blocks_of(read_chapters(without)) if isinstance(block, Picture)}


def test_without_rows_there_is_still_a_document(publication: Publication) -> None:
    nothing = replace(publication, rows={name: [] for name in publication.rows})
    anchors = [chapter.anchor for chapter in read_chapters(nothing)]
    assert anchors == ["kort", "elementen", "opgaven", "verantwoording", "evaluaties"]


def test_equal_rows_give_equal_chapters(publication: Publication, chapters: Chapters) -> None:
    assert read_chapters(publication) == chapters
