"""Title, publisher, kind of document and type of evaluation."""

from __future__ import annotations

import pytest

from extract.metadata import document_type, evaluation_type, publisher, title
from extract.metadata.choice import best_of_each, choose
from extract.metadata.reading import Reading
from tests.extract.metadata_cases import make_reading

HTML = "text/html"


def value_of(field: object, reading: Reading) -> str:
    chosen = choose(best_of_each(field.read(reading)))  # type: ignore[attr-defined]
    return chosen[0].value if chosen else ""


def test_title_in_the_largest_type_over_two_lines() -> None:
    lines = [
        ("Gemeente Lindervoort", 30.0),
        ("Werken aan teams die", 24.0),
        ("dichtbij zijn", 24.0),
        ("mei 2019", 24.0),
    ]
    reading = make_reading("Werken aan teams die\ndichtbij zijn\n\nTekst", type_lines=[*lines, ("tekst " * 12, 10.0)])
    assert value_of(title, reading) == "Werken aan teams die dichtbij zijn"


def test_title_is_no_label() -> None:
    lines = [("Inhoudsopgave", 30.0), ("Raadsmemo", 28.0), ("Evaluatie van de teams", 20.0), ("tekst " * 12, 10.0)]
    assert value_of(title, make_reading("Evaluatie van de teams", type_lines=lines)) == "Evaluatie van de teams"


def test_a_short_title_takes_its_subtitle_along() -> None:
    lines = [("Nabij", 40.0), ("Evaluatie van de teams in Lindervoort", 20.0), ("tekst " * 12, 10.0)]
    reading = make_reading("Nabij\n\nEvaluatie van de teams in Lindervoort", type_lines=lines)
    assert value_of(title, reading) == "Nabij – Evaluatie van de teams in Lindervoort"
    named = make_reading("Nabij\n\nEvaluatie van de teams", type_lines=lines, tags={"title": "Nabij dus"})
    assert value_of(title, named) == "Nabij – Evaluatie van de teams in Lindervoort"


def test_subject_of_a_memo() -> None:
    lines = [
        ("Gemeente Lindervoort", 30.0),
        ("RAADSMEMO", 12.0),
        ("Onderwerp", 10.0),
        ("Uitkomsten van de evaluatie", 11.0),
    ]
    reading = make_reading("Uitkomsten van de evaluatie", type_lines=[*lines, ("Over drie jaar teams " * 3, 10.0)])
    assert value_of(title, reading) == "Uitkomsten van de evaluatie"
    plain = make_reading(
        "Memo\n\nAan: de raad\n\nOnderwerp: Uitkomsten van de evaluatie\n\nGeachte raad", heading=False
    )
    assert value_of(title, plain) == "Uitkomsten van de evaluatie"


@pytest.mark.parametrize("junk", ["Microsoft Word - rapport_def3.docx", "rapport_definitief.indd", "untitled"])
def test_names_of_files_are_no_titles(junk: str) -> None:
    assert value_of(title, make_reading("Evaluatie van teams\n\nTekst.", tags={"title": junk})) == "Evaluatie van teams"


def test_title_of_a_web_page_without_its_site() -> None:
    tags = {"title": "Gemeente Lindervoort-Het sociaal team", "site": "Gemeente Lindervoort"}
    assert value_of(title, make_reading("Tekst.", media_type=HTML, tags=tags)) == "Het sociaal team"


@pytest.mark.parametrize(
    ("text", "tags", "value"),
    [
        ("Titel van iets\n\nGemeente Lindervoort · 18 april 2024", {}, "Gemeente Lindervoort"),
        ("Titel\n\nTekst.\n\nColofon\nUitgave: Bureau De Weg\nDatum: mei 2019", {}, "Bureau De Weg"),
        ("Titel\n\nRekenkamercommissie Lindervoort", {"author": "A. Pen"}, "Rekenkamercommissie Lindervoort"),
        ("Titel van iets\n\nUitgevoerd in opdracht van de gemeente Lindervoort door ons.", {}, "Gemeente Lindervoort"),
        ("Titel van iets\n\nTekst.", {"site": "GGD Fictieland"}, "GGD Fictieland"),
        ("Titel van iets\n\nTekst.", {"author": "A. Schrijver"}, ""),
        ("Een uitgave van\nMinisterie van Cultuur, Media en Sport", {}, "Ministerie van Cultuur, Media en Sport"),
        ("GEMEENTE LINDERVOORT\n\nVerordening jeugdhulp", {}, "Gemeente Lindervoort"),
    ],
)  # fmt: skip
def test_publisher(text: str, tags: dict[str, str], value: str) -> None:
    assert value_of(publisher, make_reading(text, tags=tags)) == value


def test_publisher_with_its_department() -> None:
    reading = make_reading("Een jaar later\n\nGemeente Lindervoort, afdeling Onderzoek en Statistiek, november 2023")
    assert value_of(publisher, reading) == "Gemeente Lindervoort, afdeling Onderzoek en Statistiek"


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("Dichtbij\n\nProcesevaluatie van de wijkteams", "evaluatie"),
        ("Wie stuurt?\n\nRekenkamer Lindervoort", "rekenkamerrapport"),
        ("Raadsinformatiebrief Uitkomsten evaluatie", "raadsmemo"),
        ("Evaluatie teams\n\nAan: de gemeenteraad\n\nVan: het college\n\nOnderwerp: evaluatie teams", "raadsmemo"),
        ("Raadsvoorstel evaluatie wijkteams", "raadsvoorstel"),
        ("Besluitenlijst raadsvergadering", "besluitenlijst"),
        ("Verordening jeugdhulp Lindervoort", "verordening"),
        ("Jaarstukken 2021", "jaarstuk"),
        ("Monitor sociaal domein", "monitor"),
        ("Maatschappelijke agenda 2024-2034", "beleidsnota"),
        ("Interview met een teamleider", "interview"),
        ("Gesprek\n\nInterviewer: Hoe?\n\nTeamleider: Zo.\n\nInterviewer: En?\n\nInterviewer: Dus?", "interview"),
        ("Stand van zaken\n\nGeachte voorzitter,\n\nHierbij bericht ik u.", "brief"),
        ("Een jaar later\n\nCliëntervaringsonderzoek onder inwoners", "onderzoeksrapport"),
        ("Meelopen\n\nBureau Samenspel Advies\n\n" + "Het is een procesevaluatie. " * 30, "evaluatie"),
        ("Zomaar een verhaal\n\nEr was eens.", ""),
    ],
)  # fmt: skip
def test_kind(text: str, kind: str) -> None:
    assert value_of(document_type, make_reading(text)) == kind


def test_a_web_page_is_one_whatever_it_tells_of() -> None:
    assert value_of(document_type, make_reading("Evaluatie van de teams\n\nTekst.", media_type=HTML)) == "webpagina"


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("Dichtbij\n\nProcesevaluatie van de wijkteams", "procesevaluatie"),
        ("Cijfers\n\nEffectevaluatie van de buurtteams", "effectevaluatie"),
        ("Middelen\n\nOnderzoek naar de doelmatigheid en doeltreffendheid", "effectevaluatie"),
        ("Wegwijzer\n\n" + "Wij liepen mee. " * 30 + "Dit is een procesevaluatie.", "procesevaluatie"),
        ("Wegwijzer\n\n" + "De effecten zijn groot. " * 30, ""),
    ],
)
def test_type_of_evaluation(text: str, kind: str) -> None:
    assert value_of(evaluation_type, make_reading(text)) == kind
