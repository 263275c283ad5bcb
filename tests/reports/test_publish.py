"""What the publish stage writes, and what it does not."""

from __future__ import annotations

import csv
import hashlib
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from sqlite_utils import Database

from corpus.issues import Surprise
from corpus.record import Record
from corpus.records import Coding, Page, Passage, PersonalSpan, Product
from corpus.stage import Inputs
from reports.publishing.publish import is_intact, products, publish
from reports.settings import PublishSettings
from reports.tables import read_tables
from tests.reports.conftest import SECRET, as_inputs


def test_products_are_on_disk_as_recorded(inputs: Inputs, settings: PublishSettings) -> None:
    made: list[Any] = list(publish(inputs, settings))
    assert {type(product) for product in made} == {Product}
    for product in made:
        content = (settings.folder / product.name).read_bytes()
        assert (product.byte_count, product.sha256) == (len(content), hashlib.sha256(content).hexdigest())
    names = {product.name for product in made}
    assert {"publiek.db", "tabellen/citaten.csv"} <= names
    assert is_intact(made, settings)
    (settings.folder / "tabellen/citaten.csv").unlink()
    assert not is_intact(made, settings)


def test_equal_records_give_equal_bytes(inputs: Inputs, settings: PublishSettings) -> None:
    assert list(products(inputs, settings)) == list(products(inputs, settings))


def test_nothing_of_a_text_that_may_not_be_published_is_in_any_file(folder: Path) -> None:
    for path in sorted(path for path in folder.rglob("*") if path.is_file()):
        assert SECRET.encode() not in path.read_bytes(), path.name


def test_every_published_quote_is_literally_in_its_page(folder: Path, inputs: Inputs) -> None:
    pages = {(page.document_id, page.number): page.text for page in inputs[Page]}
    quotes = list(Database(folder / "publiek.db")["citaten"].rows)
    assert len(quotes) == 5
    for quote in quotes:
        assert pages[quote["document_id"], quote["bladzijde"]][quote["begin"] : quote["einde"]] == quote["citaat"]


def test_no_quote_of_a_passage_with_personal_data_is_in_any_file(
    records: list[Record], inputs: Inputs, settings: PublishSettings
) -> None:
    quoted = {coding.passage_id for coding in inputs[Coding] if coding.is_published}
    passage = next(each for each in inputs[Passage] if each.id in quoted)
    span = PersonalSpan(
        document_id=passage.document_id, page=passage.page, start=passage.end - 3, end=passage.end + 3, kind="naam",
        method="proef", confidence=0.9,
    )  # fmt: skip
    withheld = {each.quote for each in inputs[Coding] if each.passage_id == passage.id}
    files = {name: content for name, _, content in products(as_inputs([*records, span]), settings)}
    assert any(quote.encode() in content for _, _, content in products(inputs, settings) for quote in withheld)
    assert not any(quote.encode() in content for content in files.values() for quote in withheld)


def test_a_quote_that_is_not_in_its_page_stops_the_build(
    spoilt: Callable[[], Inputs], settings: PublishSettings
) -> None:
    with pytest.raises(Surprise, match=r"page 1: the quote .* is not literally in its page"):
        list(publish(spoilt(), settings))
    assert not (settings.folder / "publiek.db").exists()


def test_long_quotes_are_cut_and_still_verified(inputs: Inputs, settings: PublishSettings) -> None:
    short = PublishSettings(**vars(settings) | {"quote_words": 5})
    list(publish(inputs, short))
    quotes = [row["citaat"] for row in Database(short.folder / "publiek.db")["citaten"].rows]
    assert quotes and max(len(quote.split()) for quote in quotes) == 5


def test_elements_count_published_codings_of_included_documents(folder: Path) -> None:
    rows = {row["element_code"]: row for row in Database(folder / "publiek.db")["elementen"].rows}
    assert {code: (row["helpt"], row["belemmert"], row["nodig"]) for code, row in rows.items()} == {
        "outreachend": (1, 0, 0),
        "capaciteit": (0, 1, 0),
        "vaste_professional": (0, 0, 1),
        "handelingsruimte": (0, 1, 1),
        "thema:ab/12": (0, 1, 1),
    }


def test_csv_holds_all_rows_and_no_formula(folder: Path) -> None:
    with (folder / "tabellen/citaten.csv").open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    assert len(rows) == 5
    assert [row["citaat"][:4] for row in rows if "<b>" in row["citaat"]] == ["'=In"]


def test_every_table_is_filled_in_the_example(folder: Path) -> None:
    db = Database(folder / "publiek.db")
    assert {table.name: db[table.name].count for table in read_tables() if not db[table.name].count} == {}
    assert db.execute("PRAGMA foreign_key_check").fetchall() == []


def test_the_page_escapes_texts_and_says_that_it_is_an_example(folder: Path) -> None:
    html = (folder / "kennissynthese.html").read_text(encoding="utf-8")
    assert "<b>mandaat</b>" not in html and "&lt;b&gt;mandaat" in html
    assert "verzonnen" in html and '<html lang="nl">' in html
    assert "http" not in html.split("</style>")[0]


def test_a_corpus_without_codings_still_gives_all_files(inputs: Inputs, settings: PublishSettings) -> None:
    bare = Inputs({table: [] if table is Coding else list(inputs[table]) for table in inputs})
    nothing = Inputs({table: [] for table in inputs})
    for given in (bare, nothing):
        assert {"publiek.db", "tabellen/elementen.csv"} <= {name for name, _, _ in products(given, settings)}
