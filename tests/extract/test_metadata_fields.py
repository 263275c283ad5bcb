"""Title, publisher, kind of document and type of evaluation."""

from __future__ import annotations

from dataclasses import replace

import pytest

from corpus.records import Find
from extract.metadata import document_type, evaluation_type, publisher, title
from extract.metadata.choice import best_of_each, choose
from extract.metadata.listed_types import kind_of
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
        ("Wisselwerking\n\nRaad voor het openbaar bestuur", {}, "Raad voor het openbaar bestuur"),
        ("Wat weten we?\n\n" + "Tekst. " * 200 + "\n\n© De Brede Kijk", {}, "De Brede Kijk"),
        ("Meer weten\n\n" + "Tekst. " * 200 + "Mail onderzoek@ggdflevoland.nl in Flevoland.", {}, "GGD Flevoland"),
        ("Meer weten\n\n" + "Tekst. " * 200 + "Zie www.lindervoort.nl.", {}, "Gemeente Lindervoort"),
        ("Cijfers\n\nDe gemeente Lindervoort groeit. De gemeente Lindervoort bouwt.", {}, "Gemeente Lindervoort"),
        ("Ministerie van Zaken\n\nAan\n\nGemeente Lindervoort\n\nGeachte raad", {}, "Ministerie van Zaken"),
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
        ("Aanpak\n\n> Retouradres Postbus 1\n\nDatum 3 mei 2020\n\nBetreft Aanpak", "brief"),
        ("Voorstel aan de raad\n\nTekst.", "raadsvoorstel"),
        ("Verslag van de openbare raadsvergadering", "besluitenlijst"),
        ("Gesprek\n\n" + "\n\n".join(["Vrager: Hoe gaat het?", "Buurvrouw: Goed."] * 4), "interview"),
        ("Colofon\n\nTekst: Jan\n\nFoto: Piet\n\nDruk: Klaas\n\nTekst: Jan\n\nFoto: Piet", ""),
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


@pytest.mark.parametrize(
    ("listed", "kind"),
    [
        ("municipal_council_proposal", "raadsvoorstel"),
        ("municipal_policy_summary", "webpagina"),
        ("Raadsvoorstellen", "raadsvoorstel"),
        ("ministerial_letter", "brief"),
        ("info:eu-repo/semantics/researchReport", "onderzoeksrapport"),
        ("Besluitenlijst (openbaar)", "besluitenlijst"),
        ("regional_statistics_tablebook", "monitor"),
        ("local_regulation", "verordening"),
        ("MediaObject", ""),
    ],
)
def test_kinds_that_sources_name(listed: str, kind: str) -> None:
    assert kind_of(listed) == kind
    assert kind in ("", *document_type.KINDS)


def said(**listed: str) -> Find:
    return Find(source_id="s", source="Bron", url="u", final_url="u", **listed)  # type: ignore[arg-type]


def test_the_kind_that_a_source_names_counts_where_the_title_tells_none() -> None:
    assert value_of(document_type, make_reading("Zomaar\n\nTekst.", find=said(type_listed="letter"))) == "brief"
    assert value_of(document_type, make_reading("Verordening jeugd", find=said(type_listed="letter"))) == "verordening"
    assert value_of(document_type, make_reading("Zomaar\n\nTekst.", find=said(title_listed="Raadsvoorstel X"))) == (
        "raadsvoorstel"
    )


@pytest.mark.parametrize(
    ("listed", "value"),
    [
        ("Evaluatie van de wijkteams in Lindervoort (pdf, 2,1 MB)", "Evaluatie van de wijkteams in Lindervoort"),
        ("Bijlage 3 - Evaluatie van de wijkteams in Lindervoort", "Evaluatie van de wijkteams in Lindervoort"),
        ("rapport_def.pdf", "Evaluatie wijkteams"),
        ("Rapport", "Evaluatie wijkteams"),
        ("12 mei 2020", "Evaluatie wijkteams"),
    ],
)
def test_the_title_that_a_source_gives_counts_where_it_is_printed_too(listed: str, value: str) -> None:
    text = "Evaluatie wijkteams\n\nDit is de evaluatie van de wijkteams in Lindervoort."
    assert value_of(title, make_reading(text, find=said(title_listed=listed))) == value


def test_a_title_that_says_little_is_completed_by_what_stands_below_or_by_its_header() -> None:
    lines = [("Beleidsdoorlichting en evaluatie", 29.0), ("Positie van de cliënt", 24.0), ("tekst " * 12, 10.0)]
    assert value_of(title, make_reading("Tekst", type_lines=lines)) == (
        "Beleidsdoorlichting en evaluatie – Positie van de cliënt"
    )
    header = [
        ("GGD Lindervoort Begroting 2026", 9.0),
        ("Begroting 2026", 40.0),
        ("www.ggd.nl", 15.0),
        ("tekst " * 12, 10.0),
    ]
    assert value_of(title, make_reading("Tekst", type_lines=header)) == "GGD Lindervoort Begroting 2026"


def test_a_web_page_by_its_tags_where_the_window_shows_them() -> None:
    tags = {
        "title": "Valpreventie",
        "window": "Valpreventie - GGD",
        "h1": "Voorkom een val en sta sterk",
        "site": "GGD",
    }
    assert value_of(title, make_reading("Tekst.", media_type=HTML, tags=tags)) == "Valpreventie"
    tags |= {"title": "Alles over gezondheid", "window": "Voorkom een val"}
    assert value_of(title, make_reading("Tekst.", media_type=HTML, tags=tags)) == "Voorkom een val en sta sterk"


def test_what_is_laid_out_as_title_is_the_title() -> None:
    reading = make_reading("Kop van het blad\n\nLeren van de praktijk\n\nTekst.")
    blocks = tuple(replace(block, role="title", id="") if block.start == 18 else block for block in reading.blocks)
    assert value_of(title, reading) == "Kop van het blad"
    assert value_of(title, replace(reading, blocks=blocks)) == "Leren van de praktijk"


def test_speakers_in_the_layout_make_an_interview() -> None:
    reading = make_reading("\n\n".join(f"Zin {number}." for number in range(8)))
    spoken = tuple(replace(block, speaker="AB"[at % 2], id="") for at, block in enumerate(reading.blocks))
    assert value_of(document_type, replace(reading, blocks=spoken)) == "interview"
    alone = tuple(replace(block, speaker="A", id="") for block in reading.blocks)
    assert value_of(document_type, replace(reading, blocks=alone)) == ""
