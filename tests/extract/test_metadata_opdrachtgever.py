"""Who commissioned the document, and who commissioned something else."""

from __future__ import annotations

import pytest

from extract.metadata import opdrachtgever
from extract.metadata.bodies import bodies_at, bureau_in, is_bureau_name
from extract.metadata.choice import best_of_each, choose
from tests.extract.metadata_cases import make_reading

LONG = "Deze bladzijde heeft lopende tekst en is dus geen omslag. " * 20


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("de gemeente Lindervoort en de GGD Zuid heeft", ["Gemeente Lindervoort", "GGD Zuid"]),
        (
            "de gemeenten Almere, Urk en Bergen op Zoom is",
            ["Gemeente Almere", "Gemeente Urk", "Gemeente Bergen op Zoom"],
        ),
        ("het ministerie van Volksgezondheid, Welzijn en Sport.", ["Ministerie van Volksgezondheid, Welzijn en Sport"]),
        ("ministerie van VWS door Movisie", ["Ministerie van VWS"]),
        (
            "Ministerie van Sociale Zaken en Werkgelegenheid Directie X",
            ["Ministerie van Sociale Zaken en Werkgelegenheid"],
        ),
        (
            "het college van burgemeester en wethouders van de gemeente Elst heeft",
            ["College van burgemeester en wethouders van de gemeente Elst"],
        ),
        ("de gemeente 's-Hertogenbosch. De", ["Gemeente 's-Hertogenbosch"]),
        ("Gemeente Almere/Zorg\n\nNovember", ["Gemeente Almere"]),
        ("onderzoeksbureau Ipsos.", ["Ipsos"]),
        ("Movisie en het Verwey-Jonker Instituut", ["Movisie", "Verwey-Jonker Instituut"]),
        ("de Vereniging van Nederlandse Gemeenten (VNG)", ["VNG"]),
        ("twee medewerkers van de gemeente", []),
        ("de gemeente en haar partners", []),
        ("Inge Loman", []),
        ("professionals", []),
    ],
)
def test_names_of_bodies(text: str, names: list[str]) -> None:
    assert [body.name for body in bodies_at(text)] == names


def test_bureaus_are_told_from_other_bodies() -> None:
    assert is_bureau_name("Partners+Pröpper") and is_bureau_name("Rekenkamer Elst") and is_bureau_name("KWINK groep")
    assert (
        not is_bureau_name("Gemeente Elst") and not is_bureau_name("Ministerie van VWS") and not is_bureau_name("VNG")
    )
    found = bureau_in("Evaluatie door Berenschot, mei 2020")
    assert found and found.name == "Berenschot"
    assert bureau_in("info@movisie.nl, www.movisie.nl") is None


@pytest.mark.parametrize(
    ("pages", "names"),
    [
        (["Dichtbij", "Colofon\n\nOpdrachtgever: gemeente Lindervoort\n\nDatum: 2021"], ["Gemeente Lindervoort"]),
        (
            ["Dichtbij", "Colofon\n\nOpdrachtgever\n\nGemeente Lindervoort\nPostbus 1\n1000 AA"],
            ["Gemeente Lindervoort"],
        ),
        (["Dichtbij", "Opdrachtgever | Ministerie van VWS\nAuteur | I. Loman\nDatum | 2021"], ["Ministerie van VWS"]),
        (["Dichtbij\n\nIn opdracht van de gemeenten Elst en Urk"], ["Gemeente Elst", "Gemeente Urk"]),
        (["Dichtbij\n\nEvaluatie voor de gemeente Lindervoort"], ["Gemeente Lindervoort"]),
        (["Dichtbij", LONG, f"Dit onderzoek deden wij in opdracht van de gemeente Urk. {LONG}"], ["Gemeente Urk"]),
        ([f"De gemeente Urk heeft Bureau Voorbeeld gevraagd de wijkteams te evalueren. {LONG}"], ["Gemeente Urk"]),
        ([f"Het college van Urk heeft ons opdracht gegeven tot een evaluatie. {LONG}"], ["College van Urk"]),
        ([f"De GGD voert taken uit in opdracht van de gemeente Urk. {LONG}"], []),
        ([f"Eerder onderzoek in opdracht van het ministerie van VWS liet dit zien (Loman, 2018). {LONG}"], []),
        ([f"Uit het rapport ‘Dichtbij’, in opdracht van de gemeente Urk, blijkt dat wel. {LONG}"], []),
        ([f"De gemeente is opdrachtgever en partner van de teams. {LONG}"], []),
    ],
)
def test_the_commissioner_of_the_document(pages: list[str], names: list[str]) -> None:
    reading = make_reading(*pages)
    found = choose(best_of_each(opdrachtgever.read(reading)), opdrachtgever.SEVERAL_FROM)
    assert sorted(item.value for item in found) == names
    assert all(any(item.quote in page.text for page in reading.pages if page.number == item.page) for item in found)
