"""Which gemeenten a document is about."""

from __future__ import annotations

from dataclasses import replace

import pytest

from corpus.records import Find
from extract.metadata import GEMEENTEN, gemeente, gemeente_now
from extract.metadata.choice import best_of_each, choose
from extract.metadata.gazetteer import Gazetteer, Gemeente, load_gazetteer
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


def today(*texts: str) -> list[tuple[str, str]]:
    found = choose(best_of_each(gemeente_now.read(make_reading(*texts))), gemeente_now.SEVERAL_FROM)
    return sorted((item.value, item.method) for item in found)


def about(name: str, year: int = 2012) -> str:
    return f"Evaluatie {name}\n\nGemeente {name}, mei {year}\n\nDe gemeente {name} vroeg dit."


def test_a_former_gemeente_maps_to_itself_and_to_its_successor() -> None:
    assert (chosen(about("Oudermeer")), today(about("Oudermeer"))) == (["GM3"], [("GM4", "opvolger na herindeling")])
    assert today(about("Lindervoort")) == [("GM1", "dezelfde gemeente")]


def test_a_gemeente_that_was_divided_maps_to_all_that_took_part_of_it() -> None:
    method = "een van de opvolgers na herindeling"
    assert today(about("Merenburg")) == [("GM1", method), ("GM4", method)]


def test_a_place_that_was_a_gemeente_before_lies_in_its_successor() -> None:
    text = "Evaluatie team Merenburg\n\nDit gaat over teams in Merenburg. Juni 2016. In Merenburg wonen mensen."
    assert chosen(text) == ["GM2"]
    assert chosen(text.replace("2016", "2022")) == []
    assert chosen(text.replace("2016", "2022").replace("in Merenburg.", "in de gemeente Merenburg.")) == ["GM2"]
    later = [
        Gemeente("GM1", "Ooster", "1990-01-01", "2011-01-01", "P"),
        Gemeente("GM2", "Wester", "2011-01-01", "", "P"),
    ]
    gazetteer = Gazetteer(later, [("GM1", "GM2")])
    reading = replace(make_reading("Evaluatie team Ooster\n\nLindervoort, mei 2019"), gazetteer=gazetteer)
    assert [item.value for item in choose(best_of_each(gemeente.read(reading)), gemeente.SEVERAL_FROM)] == ["GM2"]


def test_the_first_of_january_belongs_to_the_successor() -> None:
    assert chosen(about("Oudermeer", 2014)) == ["GM3"]
    assert chosen(about("Oudermeer", 2015)) == ["GM4"]


@pytest.fixture(scope="module")
def register() -> Gazetteer:
    return load_gazetteer((str(GEMEENTEN),))


@pytest.mark.parametrize(
    ("then", "now"),
    [
        ("GM0034", ("GM0034",)),
        ("GM0003", ("GM1979",)),
        ("GM0005", ("GM1966",)),
        ("GM0501", ("GM1992",)),
        ("GM0006", ("GM1895",)),
        ("GM0788", ("GM0757", "GM0824", "GM0855", "GM0865")),
        ("GM9999", ()),
    ],
)
def test_successors_in_the_register(register: Gazetteer, then: str, now: tuple[str, ...]) -> None:
    assert register.now(then) == now


AMBIGUOUS = [
    ("Best", "Best practices helpen.", "De gemeente Best werkt met teams."),
    ("Best", "Dat is de Best Value aanpak.", "Wij spraken in Best met inwoners."),
    ("Goes", "Dat zei mevrouw Van Goes.", "Inwoners uit Goes kwamen ook."),
    ("Bergen", "De heer Bergen vroeg het woord.", "De raad van Bergen besloot."),
    ("Hoorn", "Volgens de heer J. van Hoorn klopt dat.", "De teams in Hoorn groeien."),
    ("Veere", "Met dank aan dr. Veere.", "Het college van Veere wil dat."),
    ("Zeist", "Met dank aan mr. Zeist.", "De inwoners uit Zeist zijn tevreden."),
    ("Laren", "Mevrouw de Laren sprak in.", "De gemeenten Laren en Blaricum doen mee."),
    ("Buren", "Buren helpen elkaar.", "De gemeente Buren helpt."),
    ("Ede", "Familie Ede woont daar.", "Gemeente Ede zet in op teams."),
    ("Houten", "Houten vloeren zijn mooi.", "Het wijkteam in Houten is klein."),
    ("Huizen", "Huizen zijn duur.", "In de gemeente Huizen is dat anders."),
    ("Putten", "Putten graven kost tijd.", "De rekenkamer van Putten deed dit."),
    ("Epe", "Mw. Epe is teamleider.", "Het team in Epe telt zes mensen."),
    ("Utrecht", "In Utrecht liggen 26 gemeenten.", "De stad Utrecht telt wijken."),
]


@pytest.mark.parametrize(("name", "no", "yes"), AMBIGUOUS)
def test_names_that_are_words_and_surnames_too(register: Gazetteer, name: str, no: str, yes: str) -> None:
    assert name not in {mention.name for mention in register.mentions(no) if not mention.is_ambiguous}
    assert name in {mention.name for mention in register.mentions(yes) if not mention.is_ambiguous}


def test_a_longer_name_is_not_its_first_word(register: Gazetteer) -> None:
    assert [mention.name for mention in register.mentions("De gemeente Bergen op Zoom en in Bergen op Zoom.")] == [
        "Bergen op Zoom"
    ] * 2


BERGEN = "Evaluatie gemeente Bergen\n\nDe gemeente Bergen werkt met teams. De gemeente Bergen groeit."


@pytest.mark.parametrize(
    ("more", "codes"),
    [
        ("", []),
        (" De gemeente Bergen (NH) doet mee.", ["GM6"]),
        (" Dat is in Noord-Holland zo.", ["GM6"]),
        (" Ook Houten en Bergen (L.) doen mee.", ["GM7"]),
    ],
)
def test_without_a_province_neither_of_two_namesakes_counts(more: str, codes: list[str]) -> None:
    assert chosen(BERGEN + more) == codes


@pytest.mark.parametrize(
    "words", ["zoals in", "vergeleken met", "net als in", "in tegenstelling tot", "bijvoorbeeld in"]
)
def test_gemeenten_to_compare_with_are_not_what_it_is_about(words: str) -> None:
    text = f"Evaluatie wijkteams\n\nDe aanpak is breed, {words} Lindervoort en Merenburg. " * 6
    assert chosen(text) == []
    assert chosen(f"{text} De gemeente Houten kiest anders. De gemeente Houten wil dit.") == ["GM5"]


@pytest.mark.parametrize(
    ("find", "codes"),
    [
        ({"publisher_listed": "Raad van Lindervoort"}, ["GM1"]),
        ({"publisher_listed": "VNG"}, []),
        ({"title_listed": "Evaluatie wijkteams Lindervoort"}, ["GM1"]),
        ({"title_listed": "Houten huizen"}, []),
        ({"final_url": "https://www.lindervoort.nl/stuk.pdf"}, ["GM1"]),
        ({"final_url": "https://lindervoort.bestuurlijkeinformatie.nl/Document/1"}, ["GM1"]),
        ({"final_url": "https://www.example.org/lindervoort"}, []),
    ],
)
def test_what_a_source_says_beside_the_gemeente_itself(find: dict[str, str], codes: list[str]) -> None:
    said = {"source_id": "s", "source": "Bron", "url": "u", "final_url": "u"} | find
    assert chosen("Notitie over de teams", find=Find(**said)) == codes  # type: ignore[arg-type]
