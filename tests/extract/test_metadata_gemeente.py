"""Which gemeenten a document is about."""

from __future__ import annotations

import pytest

from corpus.records import Find
from extract.metadata import gemeente
from extract.metadata.choice import best_of_each, choose
from tests.extract.metadata_cases import GAZETTEER, make_reading


def chosen(*texts: str, **rest: object) -> list[str]:
    reading = make_reading(*texts, **rest)  # type: ignore[arg-type]
    return sorted(item.value for item in choose(best_of_each(gemeente.read(reading)), gemeente.SEVERAL_FROM))


def test_named_in_title_and_text() -> None:
    text = "Evaluatie wijkteams Lindervoort\n\nIn 2019 vroeg de gemeente Lindervoort om dit onderzoek."
    assert chosen(text) == ["GM1"]
    (found, *_) = gemeente.read(make_reading(text))
    assert found.quote == "In 2019 vroeg de gemeente Lindervoort om dit onderzoek"


def test_a_comparison_in_passing_does_not_count() -> None:
    body = "De gemeente Lindervoort werkt met wijkteams. " * 4 + "Ook Merenburg doet dat."
    assert chosen("Evaluatie wijkteams\n\nGemeente Lindervoort", body) == ["GM1"]


def test_several_gemeenten_in_a_list_after_gemeenten() -> None:
    body = "De gemeenten Lindervoort en Merenburg deden mee, de gemeente Houten niet. " * 5
    assert chosen(f"Evaluatie van de gemeenten Lindervoort en Merenburg\n\n{body}") == ["GM1", "GM2"]
    mentions = list(GAZETTEER.mentions("De gemeenten Lindervoort, Merenburg en Houten deden mee."))
    assert [(mention.name, mention.is_cued) for mention in mentions] == [
        ("Lindervoort", True),
        ("Merenburg", True),
        ("Houten", True),
    ]


@pytest.mark.parametrize(
    "text",
    [
        "Houten vloeren zijn mooi. Houten deuren ook. Houten trappen zijn duur.",
        "Postbus 1\n3990 AB Lindervoort",
        "Volgens de Universiteit Lindervoort en J. van Lindervoort klopt dat. Lindervoort, 3 mei 2019",
        "Rechtbank Merenburg deed uitspraak over het Rijk.",
    ],
)
def test_words_addresses_surnames_and_other_bodies_are_no_evidence(text: str) -> None:
    assert chosen("Verslag van een onderzoek\n\n" + text) == []


def test_an_ambiguous_name_counts_once_it_is_called_a_gemeente() -> None:
    assert chosen("Evaluatie sociaal team Houten\n\nDe raad van Houten wilde dit weten. Houten groeit.") == ["GM5"]
    assert chosen("Evaluatie sociaal team Houten\n\nHouten groeit. Houten bouwt.") == []


def test_the_gemeente_of_that_year() -> None:
    assert chosen("Evaluatie Oudermeer\n\nGemeente Oudermeer, mei 2012\n\nDe gemeente Oudermeer.") == ["GM3"]
    assert chosen("Evaluatie Oudermeer\n\nGemeente Oudermeer, mei 2020\n\nDe gemeente Oudermeer.") == ["GM4"]


def test_namesakes_told_apart_by_province() -> None:
    text = "Evaluatie gemeente Bergen\n\nDe gemeente Bergen ligt in Limburg. De gemeente Bergen groeit."
    assert chosen(text) == ["GM7"]


def test_apostrophes_of_both_kinds() -> None:
    for name in ("'s-Hertogenbosch", "’s-Hertogenbosch", "Den Bosch"):
        assert [mention.is_cued for mention in GAZETTEER.mentions(f"de gemeente {name} besloot")] == [True]


def test_a_person_in_the_tags_is_not_a_gemeente() -> None:
    assert chosen("Verslag\n\nZonder plaats.", tags={"author": "Anna van Lindervoort"}) == []
    assert chosen("Verslag\n\nZonder plaats.", tags={"author": "Gemeente Lindervoort"}) == ["GM1"]


def listed(gemeente: str) -> Find:
    return Find(source_id="s", source="Bron", url="u", final_url="u", gemeente_listed=gemeente)


@pytest.mark.parametrize("said", ["GM1", "Lindervoort", "gemeente Lindervoort"])
def test_the_gemeente_that_a_source_names(said: str) -> None:
    assert chosen("Notitie over de teams", find=listed(said)) == ["GM1"]


def test_what_a_source_says_of_no_known_gemeente_is_no_evidence() -> None:
    assert chosen("Notitie over de teams", find=listed("Regio Zuid")) == []


def test_a_source_that_names_a_gemeente_by_a_name_of_two_means_the_last() -> None:
    assert chosen("Notitie over de teams", find=listed("Oudermeer")) == ["GM4"]
