"""Stems of Dutch words, and the table of the forms of a corpus."""

from __future__ import annotations

import sqlite3

import pytest

from reports.publishing.words import FORMS, stem, stems


@pytest.mark.parametrize(
    "family",
    [
        ("wachten", "wacht", "gewacht"),
        ("samenwerking", "samenwerken", "samenwerkt"),
        ("begeleider", "begeleiding", "begeleiders"),
        ("tevreden", "tevredenheid"),
        ("specialist", "specialistische"),
        ("delen", "gedeeld"),
        ("verwijzing", "verwijzen", "verwijst"),
    ],
)
def test_words_of_a_family_have_one_stem(family: tuple[str, ...]) -> None:
    assert len({stem(word) for word in family}) == 1


@pytest.mark.parametrize(
    ("word", "part"), [("wachttijden", "wacht"), ("plattelandsgemeente", "gement"), ("ggz-behandelaar", "ggs")]
)
def test_a_compound_has_the_stems_of_its_parts(word: str, part: str) -> None:
    assert part in stems(word)[1:]


@pytest.mark.parametrize("word", ["vertrouwen", "duidelijk", "samenwerken"])
def test_what_is_no_compound_has_no_parts_that_mislead(word: str) -> None:
    assert not {"ver", "lijk", "sam"} & set(stems(word))


@pytest.mark.parametrize("word", ["", "e", "en", "ie", "-", "--", "a-", "ee", "z"])
def test_any_word_has_a_stem(word: str) -> None:
    assert isinstance(stem(word), str) and stems(word)[0] == stem(word)


def test_every_form_is_there_with_how_many_quotes_have_it(example: sqlite3.Connection) -> None:
    counts = dict(example.execute(f"SELECT woord, citaten FROM {FORMS} WHERE NOT is_deel"))
    (quotes,) = example.execute("SELECT count(*) FROM citaten WHERE citaat LIKE '%praatplaat%'").fetchone()
    assert counts["praatplaat"] == quotes
    assert example.execute(f"SELECT 1 FROM {FORMS} WHERE stam = 'wacht' AND woord = 'wachttijd' AND is_deel").fetchone()
