from __future__ import annotations

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpus.record import Record, as_row, columns, content_hash, from_row, stable_columns
from corpus.records import TABLES, Find, Page, Passage, Table

TEXT = st.text(st.characters(exclude_categories=["Cs"]), max_size=40)


def test_every_column_is_described_in_every_table() -> None:
    for table in TABLES:
        assert table.title
        for column in columns(table):
            assert column.metadata["description"], f"{table.table}.{column.name}"


def test_parents_stand_before_children() -> None:
    seen: set[str] = set()
    for table in TABLES:
        seen.add(table.table)
        assert {column.metadata.get("references") for column in columns(table)} - {None} <= seen


def test_id_follows_from_content_and_not_from_the_clock() -> None:
    find = {"source_id": "s", "source": "bron", "url": "u", "final_url": "u"}
    assert Find(**find, last_seen_at="2020").id == Find(**find, last_seen_at="2021").id
    assert Find(**find).id != Find(**find | {"url": "v"}).id
    assert "last_seen_at" not in stable_columns(Find)


@given(TEXT, st.integers(0, 9), st.lists(TEXT, max_size=3))
def test_a_row_gives_back_its_record(text: str, number: int, path: list[str]) -> None:
    passage = Passage(document_id="d", page=number, start=0, end=number, section_path=tuple(path), text=text)
    assert from_row(Passage, as_row(passage)) == passage


def test_nested_lists_survive() -> None:
    table = Table(document_id="d", page=1, position=1, rows=(("a", "b"), ("1", "2")), box=(0.0, 1.5, 2.0, 3.0))
    assert from_row(Table, as_row(table)) == table


def test_content_hash_ignores_the_order_of_keys() -> None:
    assert content_hash({"a": 1, "b": [b"\x00"]}) == content_hash({"b": [b"\x00"], "a": 1})
    with pytest.raises(TypeError):
        content_hash({"a": object()})
    page = Page(document_id="d", number=1, text="", method="m")
    assert content_hash([page]) == content_hash([vars(page)]) != content_hash([])


def test_a_page_differs_from_another_table_with_the_same_columns() -> None:
    class Other(Record, table="others", title="Andere"):
        pass

    assert Page(document_id="d", number=1, text="", method="m").id != Other().id
    assert json.loads(json.dumps(as_row(Page(document_id="d", number=1, text="é", method="m"))))["text"] == "é"
