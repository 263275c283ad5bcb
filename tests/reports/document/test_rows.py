"""What a row gives to chapters."""

from __future__ import annotations

import re

import pytest

from reports.document.blocks import Cite
from reports.document.rows import (
    Row,
    Shown,
    bare,
    by,
    first,
    grid,
    indexed,
    listed,
    rows,
    slug,
    spread_rows,
    table_link,
    title_of,
)
from reports.publication import Publication
from tests.reports.document.reading import cells, like, with_rows


@pytest.fixture
def row(publication: Publication) -> Row:
    return rows(publication, "elementen", element_code="outreachend")[0]


def test_values_are_as_readers_see_them(publication: Publication, row: Row) -> None:
    assert row.value("element").text == "Outreachend werken" and row["helpt"] == 1
    assert row.low("element").text == "outreachend werken"
    assert row.high("regel")._replace(text="").origin == row.value("regel").origin
    assert row.value("element").origin.address == "elementen/outreachend/element"


@pytest.mark.parametrize(
    ("value", "digits", "shown"),
    [(1234, 0, "1.234"), (12.345, 2, "12,35"), (0, 0, "0"), (None, 0, "–"), ("=a", 0, "=a")],
)
def test_numbers_are_dutch(publication: Publication, value: object, digits: int, shown: str) -> None:
    changed = with_rows(publication, schatting=[like(publication, "schatting", schatting=value)])
    assert rows(changed, "schatting")[0].value("schatting", digits).text == shown


def test_years_and_pages_name_something_and_have_no_point(publication: Publication) -> None:
    changed = with_rows(publication, citaten=[like(publication, "citaten", jaar=2018, bladzijde=1024)])
    quote = rows(changed, "citaten")[0]
    assert (quote.value("jaar").text, quote.value("bladzijde").text) == ("2018", "1024")


def test_days_and_shares(publication: Publication) -> None:
    assert rows(publication, "rondes")[0].day("sluit_op").text == "1 maart 2026"
    assert rows(publication, "overeenstemming")[0].percent("gelijk").text == "75 %"
    unknown = with_rows(publication, overeenstemming=[like(publication, "overeenstemming", gelijk=None)])
    assert rows(unknown, "overeenstemming")[0].percent("gelijk").text == "–"


@pytest.mark.parametrize(("count", "said"), [(0, "passages"), (1, "passage"), (2, "passages")])
def test_how_many_of_what(publication: Publication, count: int, said: str) -> None:
    changed = with_rows(publication, elementen=[like(publication, "elementen", helpt=count)])
    value, word = rows(changed, "elementen")[0].some("helpt", "passage", "passages")
    assert (getattr(value, "text", None), word) == (str(count), f" {said}")


def test_a_quote_has_its_source_at_its_page(publication: Publication) -> None:
    pair = rows(publication, "tegenspraken")[0]
    quote = pair.quote(("Zo is het.",), prefix="belemmert_")
    assert quote.text.text == pair["belemmert_citaat"] and quote.remark == ("Zo is het.",)
    assert quote.source == Cite(pair["belemmert_document_id"], pair.value("belemmert_bladzijde"))


def test_rows_are_looked_up_by_what_they_hold(publication: Publication) -> None:
    assert [row["element_code"] for row in rows(publication, "elementen", herkomst="Codeboek", helpt=1)] == [
        "outreachend"
    ]
    assert first(publication, "elementen", herkomst="nergens") is None
    found = indexed(publication, "bewijs", "element_code", "richting")
    assert len(found["outreachend", "helpt"]) == 1 and found["outreachend", "nergens"] == []


def test_rows_by_what_a_column_holds_keep_their_order(publication: Publication) -> None:
    found = rows(publication, "opgaven_bijstellingen")
    assert [(head["aspect"], len(group)) for head, group in by(found, "aspect")] == [
        ("Organisatie", 1),
        ("Randvoorwaarden", 1),
    ]


def test_each_document_comes_once_before_any_comes_twice(publication: Publication) -> None:
    quotes = [like(publication, "bewijs", document_id=name, citaat_id=str(turn)) for turn, name in enumerate("aab")]
    found = spread_rows(rows(with_rows(publication, bewijs=quotes), "bewijs"), 2)
    assert [(row["document_id"], row["citaat_id"]) for row in found] == [("a", "0"), ("b", "2")]


def test_a_table_has_a_row_for_each_row(publication: Publication) -> None:
    columns = (Shown("Bron", "bron"), Shown("Adres", "bron_url"), Shown("Documenten", "documenten"))
    made = grid("anker", "Bronnen", columns, rows(publication, "bronnen"))
    assert [column.is_number for column in made.columns] == [False, False, True]
    assert made.source == "bronnen" and cells(made)[0] == ["map", "–", "0"]


def test_titles_of_tables_hold_no_digits(publication: Publication) -> None:
    assert title_of(publication, "stroom") == "Stroom van documenten"
    assert table_link(publication, "bewijs").url == "tabellen/bewijs.csv"
    assert (bare("Inwoner", "x"), bare("Venster 2", "zonder naam")) == ("Inwoner", "zonder naam")


def test_small_words(row: Row) -> None:
    assert listed(((row.value("element"),), ("b",)), " en ") == (row.value("element"), " en ", "b")
    assert listed(()) == ()


@pytest.mark.parametrize(
    ("text", "made"),
    [
        ("een_plan", "een-plan"), ("Beleid en bestuur", "beleid-en-bestuur"), ("Eén plan", "een-plan"),
        ("thema:ab/12", r"thema-ab-12-[0-9a-f]{6}"), ("—", r"[0-9a-f]{6}"), ("", r"[0-9a-f]{6}"),
        ("Hoe " + "lang " * 20, r"hoe-(lang-){7}l-[0-9a-f]{6}"),
    ],
)  # fmt: skip
def test_texts_become_parts_of_anchors(text: str, made: str) -> None:
    assert re.fullmatch(made, slug(text))


def test_texts_that_differ_in_signs_have_anchors_of_their_own() -> None:
    texts = ["a:b", "a/b", "a b", "Wat?", "Wat!", "x" * 50, "x" * 51]
    assert len({slug(text) for text in texts}) == len(texts)
