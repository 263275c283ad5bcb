"""Dutch search and the cutting of quotes."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sqlite_utils import Database

from reports.publishing.quotes import cut_quote
from reports.publishing.search import index_text, query


def _finds(text: str, wanted: str, *, any_word: bool = False) -> bool:
    db = Database(memory=True)
    db.execute("CREATE VIRTUAL TABLE t USING fts5(woorden, tokenize='unicode61')")
    db.execute("INSERT INTO t VALUES (?)", [index_text(text)])
    return bool(db.execute("SELECT 1 FROM t WHERE t MATCH ?", [query(wanted, any_word=any_word)]).fetchone())


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("De wijkteams werken samen", "wijkteam"),
        ("Het wijkteam werkt", "wijkteams"),
        ("Grote gezinnen", "gezin"),
        ("Een gezin", "gezinnen"),
        ("De wijkteams werken samen", "team"),
        ("Een VASTE professional", "vaste professionals"),
        ("reïntegratie van cliënten", "cliënt"),
    ],
)
def test_a_word_is_found_in_any_inflection(text: str, wanted: str) -> None:
    assert _finds(text, wanted)


def test_other_words_are_not_found() -> None:
    assert not _finds("Het gezin heeft hulp", "zin")
    assert not _finds("Het team", "team gemeente")
    assert _finds("Het team", "team gemeente", any_word=True)


@given(st.text(max_size=60))
def test_any_text_is_a_query_that_the_index_understands(text: str) -> None:
    if query(text):
        _finds("tekst", text)


@given(st.text(alphabet="ab .!?\n”", max_size=200), st.integers(5, 30), st.integers(0, 9))
def test_a_cut_quote_is_a_literal_beginning_of_at_most_so_many_words(text: str, words: int, start: int) -> None:
    cut = cut_quote(text, start, words)
    assert len(cut.text.split()) <= words
    assert text[cut.start - start : cut.end - start] == cut.text
    assert cut.text == cut.text.strip()


def test_a_quote_is_cut_after_a_sentence_where_that_leaves_enough() -> None:
    sentence = "Een twee drie vier vijf zes zeven acht negen."
    assert cut_quote(f"{sentence} Tien elf twaalf dertien.", 100, 11).text == sentence
    assert cut_quote("Kort. " + "woord " * 20, 0, 10).text.endswith("woord")
    assert cut_quote(") Het werkt. (", 5, 10) == (7, 17, "Het werkt.")
    abbreviated = "Een twee drie vier vijf zes zeven bijv. Acht o.a. Negen nr. 10 elf twaalf dertien veertien"
    assert cut_quote(abbreviated, 0, 13).text.endswith("10")
