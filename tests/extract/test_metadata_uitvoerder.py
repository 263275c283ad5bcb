"""Who did the research, in labels, sentences and on covers; and bureaus that did something else."""

from __future__ import annotations

import pytest

from extract.metadata import uitvoerder
from extract.metadata.choice import best_of_each, choose
from tests.extract.metadata_cases import make_reading

LONG = "Deze bladzijde heeft lopende tekst en is dus geen omslag. " * 20


@pytest.mark.parametrize(
    ("pages", "names"),
    [
        (["Dichtbij", "Colofon\n\nUitvoerder: Bureau Voorbeeld\n\nOpdrachtgever: gemeente Urk"], ["Bureau Voorbeeld"]),
        (["Dichtbij", "Colofon\n\nOnderzoek en rapportage\n\nGemeente Urk"], ["Gemeente Urk"]),
        (["Dichtbij", "Colofon\n\nUitgave\n\nVerwey-Jonker Instituut\nKromme Straat 6"], ["Verwey-Jonker Instituut"]),
        (["Dichtbij", "Colofon\n\n© 2021 Bureau Voorbeeld, Urk. Alle rechten voorbehouden."], ["Bureau Voorbeeld"]),
        (["Evaluatie wijkteams\n\nEcorys\n\nMovisie\n\nmei 2021"], ["Ecorys", "Movisie"]),
        (["Evaluatie wijkteams\n\nBureau Voorbeeld | 12 mei 2021"], ["Bureau Voorbeeld"]),
        (["Aanbellen\n\nRekenkamercommissie Lindervoort\n\n2021"], ["Rekenkamercommissie Lindervoort"]),
        (["Aanbellen\n\nRekenkamer Urk", f"Het onderzoek is uitgevoerd door KplusV. {LONG}"], ["KplusV"]),
        (
            [f"De evaluatie is in opdracht van de gemeente Urk door bureau Voorbeeld verricht. {LONG}"],
            ["Bureau Voorbeeld"],
        ),
        ([f"In opdracht van de gemeente Urk heeft Partners+Pröpper de teams onderzocht. {LONG}"], ["Partners+Pröpper"]),
        ([f"Regioplan heeft in opdracht van de gemeente Urk de teams geëvalueerd. {LONG}"], ["Regioplan"]),
        ([f"De gemeente Urk heeft bureau HHM gevraagd om een onderzoek te doen. {LONG}"], ["Bureau HHM"]),
        ([f"De jeugdhulp wordt uitgevoerd door Stichting Voorbeeld. {LONG}"], []),
        ([f"Het rapport ‘Dichtbij’ is opgesteld door bureau Voorbeeld. {LONG}"], []),
        ([f"Dit onderzoek is uitgevoerd door twee medewerkers van de gemeente. {LONG}"], []),
        (["Maatschappelijke agenda\n\nVNG\n\n2024"], []),
    ],
)
def test_who_did_the_research(pages: list[str], names: list[str]) -> None:
    reading = make_reading(*pages)
    found = choose(best_of_each(uitvoerder.read(reading)), uitvoerder.SEVERAL_FROM)
    assert sorted(item.value for item in found) == names
    assert all(any(item.quote in page.text for page in reading.pages if page.number == item.page) for item in found)
