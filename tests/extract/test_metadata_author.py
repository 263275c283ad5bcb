"""Authors: persons of colophons and covers, organisations for want of them, and names that are neither."""

from __future__ import annotations

import pytest

from corpus.records import Find
from extract.metadata import author
from extract.metadata.choice import best_of_each, choose
from extract.metadata.persons import persons_in
from extract.metadata.reading import Reading
from tests.extract.metadata_cases import make_reading


def chosen(reading: Reading) -> list[str]:
    found = choose(best_of_each(author.read(reading)), author.SEVERAL_FROM)
    texts = {page.number: page.text for page in reading.pages}
    assert all(item.page is None or item.quote in texts[item.page] for item in found)
    return sorted(item.value for item in found)


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("Loek Verbeem\nMirte van der Aa", ["Loek Verbeem", "Mirte van der Aa"]),
        ("drs. Inge Loman, dr. A.B. van ’t Zand en mr. P. Tolk MSc", ["Inge Loman", "A.B. van ’t Zand", "P. Tolk"]),
        ("Tolk, P., Zand, A.B. van der & Loman, I.", ["P. Tolk", "A.B. van der Zand", "I. Loman"]),
        ("Inge Loman (Bureau Voorbeeld), en Bas Tolk-Verbeem (projectleider)", ["Inge Loman", "Bas Tolk-Verbeem"]),
        ("Drs. Inge Loman Dr. Bas de Tolk Vita Aarts MSc", ["Inge Loman", "Bas de Tolk", "Vita Aarts"]),
        ("• Anne Marie de Zand\n• Th. van IJzendrecht", ["Anne Marie de Zand", "Th. van IJzendrecht"]),
        ("J. (Jan) de Zand | Kees Tolk", ["J. de Zand", "Kees Tolk"]),
        ("Team Kennis & Advies", []),
        ("Bureau Voorbeeld", []),
        ("Gemeente Lindervoort", []),
        ("de onderzoekers van het bureau", []),
    ],
)
def test_names_of_persons(text: str, names: list[str]) -> None:
    assert [person.name for person in persons_in(text)] == names


def test_a_name_stands_where_it_is_said_to() -> None:
    text = "• drs. Inge Loman, Bas Tolk"
    assert [text[person.start : person.end] for person in persons_in(text)] == ["drs. Inge Loman", "Bas Tolk"]


@pytest.mark.parametrize(
    ("pages", "names"),
    [
        (["Dichtbij", "Colofon\n\nAuteurs: Inge Loman, Bas Tolk\n\nDatum: mei 2021"], ["Bas Tolk", "Inge Loman"]),
        (["Dichtbij", "COLOFON\n\nAuteurs\n\nInge Loman\n\nBas Tolk\n\nUitgave\n\nX"], ["Bas Tolk", "Inge Loman"]),
        (["Dichtbij", "Onderzoekers | Inge Loman\nBas Tolk\nOpdrachtgever | Gemeente X"], ["Bas Tolk", "Inge Loman"]),
        (["Dichtbij\n\nEindrapport\n\nInge Loman\nBas Tolk\n\nmei 2021"], ["Bas Tolk", "Inge Loman"]),
        (["Dichtbij\n\nI. Loman\n\nP. van der Tolk"], ["I. Loman", "P. van der Tolk"]),
        (["Dichtbij\n\nInge Loman (onderzoeker)"], ["Inge Loman"]),
        (["Dichtbij", "Auteurs: Team Kennis & Advies\n\nMeer informatie: 020 000 00 00"], ["Team Kennis & Advies"]),
        (["Dichtbij", "Colofon\n\nRedactie: Inge Loman\n\nVormgeving: Bas Tolk"], []),
        (["Dichtbij\n\nNieuw Lindervoort"], []),
    ],
)
def test_authors_as_printed(pages: list[str], names: list[str]) -> None:
    assert chosen(make_reading(*pages)) == names


@pytest.mark.parametrize(
    ("said", "names"),
    [
        ("Inge Loman", ["Inge Loman"]),
        ("Loman, I.B. (Inge)", ["I.B. Loman"]),
        ("Gemeente Lindervoort", ["Gemeente Lindervoort"]),
        ("jdevries01", []),
        ("Microsoft Office User", []),
        ("LOman", []),
        ("scan@lindervoort.example", []),
    ],
)
def test_what_a_file_says_counts_only_where_it_is_a_name(said: str, names: list[str]) -> None:
    assert chosen(make_reading("Dichtbij", tags={"author": said})) == names


def test_print_goes_before_the_source_and_the_source_before_the_file() -> None:
    find = Find(source_id="s", source="s", url="u", final_url="u", authors_listed="Inge Loman; Bas Tolk")
    tags = {"author": "Kees Zand"}
    assert chosen(make_reading("Dichtbij", tags=tags, find=find)) == ["Bas Tolk", "Inge Loman"]
    printed = make_reading("Dichtbij", "Auteur: Vita Aarts", tags=tags, find=find)
    assert chosen(printed) == ["Vita Aarts"]


def test_for_want_of_persons_the_bureau_is_the_author() -> None:
    text = "Dichtbij\n\nDit onderzoek is uitgevoerd door Bureau Voorbeeld in opdracht van de gemeente Lindervoort."
    assert chosen(make_reading(text)) == ["Bureau Voorbeeld"]
