"""References to evaluations: what is one and what is not, and that each is literally where it says."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpus.records import Citation, Document, Page
from corpus.reference import GEMEENTEN
from corpus.stage import Inputs
from corpus.study import load_study
from extract.citations import CitationSettings, read_citations
from extract.metadata.gazetteer import Gazetteer, load_gazetteer
from extract.references import find_references
from extract.references.reference import LONGEST
from tests.conftest import ROOT

EXAMPLE = ROOT / "corpus" / "example" / "gemeenten.csv"

NAMED = [
    ("Evaluatie sociale wijkteams gemeente Lindervoort (2016)", "Lindervoort 2016",
     "Evaluatie sociale wijkteams gemeente Lindervoort"),
    ("Uit de evaluatie van de wijkteams in Oudermeer (Bureau Vis, 2018) blijkt dat inwoners tevreden zijn.",
     "Oudermeer 2018", "evaluatie van de wijkteams in Oudermeer"),
    ("Het rekenkamerrapport ‘Goed op weg’ uit 2019 van de gemeente Duinrade over de sociale teams is kritisch.",
     "Duinrade 2019", "Goed op weg"),
    ("Zie de tussenevaluatie van de buurtteams in Utrecht (Bureau Vis, mei 2013).", "Utrecht 2013",
     "tussenevaluatie van de buurtteams in Utrecht"),
    ("Negen vakken – Procesevaluatie van de toegangsteams in Duinrade (Bureau Vis, september 2021)", "Duinrade 2021",
     "Negen vakken – Procesevaluatie van de toegangsteams in Duinrade"),
    ("Rekenkamer Merenburg, Grip op het sociaal domein, oktober 2014.", "Merenburg 2014", "Grip op het sociaal domein"),
    ("12. Evaluatie lokale teams gemeente Elzenbroek, Bureau Vis, 2016.", "Elzenbroek 2016",
     "Evaluatie lokale teams gemeente Elzenbroek"),
    ("Brinkhoven | Evaluatie gebiedsteams | Bureau Vis | 2012", "Brinkhoven 2012", "Evaluatie gebiedsteams"),
    ("Eerder onderzoek naar de sociale teams in Best (2019) wees dat ook uit.", "Best 2019",
     "onderzoek naar de sociale teams in Best"),
    ("Een quickscan van de toegang tot zorg in de gemeente Goes uit 2021 bevestigt dit.", "Goes 2021",
     "quickscan van de toegang tot zorg in de gemeente Goes"),
]  # fmt: skip
TOLD = [
    ("In 2018 publiceerde de Rekenkamer Rietwaarden het rapport ‘Het komt uit de buurt’ over de wijkteams.",
     "Rietwaarden 2018", "Het komt uit de buurt"),
    ("De rekenkamercommissie Stormvliet onderzocht in 2020 het functioneren van de gebiedsteams.",
     "Stormvliet 2020", ""),
    ("In 2017 liet de gemeente Heidewoude de dorpsteams evalueren door een bureau.", "Heidewoude 2017", ""),
    ("In de in 2018 verschenen evaluatie van de wijkteams in Kastelrade wordt dit bevestigd.", "Kastelrade 2018",
     "evaluatie van de wijkteams in Kastelrade"),
]  # fmt: skip
ENTRIES = [
    ("Rekenkamer Leeuwarden (2017). Transformatie in het sociaal domein door de ogen van de wijkteams.",
     "Leeuwarden 2017", "Transformatie in het sociaal domein door de ogen van de wijkteams"),
    ("Rekenkamer Elzenbroek (2018). Een taak voor de boeg. Onderzoek naar de wijkteams. Rotterdam.",
     "Elzenbroek 2018", "Een taak voor de boeg"),
    ("Vis, K. & Maan, P. van der (2011). De wijkteams in Nijmegen. Evaluatie van de aanpak. Utrecht: Bureau Vis.",
     "Nijmegen 2011", "De wijkteams in Nijmegen"),
    ("Bureau Vis (2016), \"Evaluatie sociale wijkteams Oudermeer\", Amstelveen.", "Oudermeer 2016",
     "Evaluatie sociale wijkteams Oudermeer"),
    ("Gemeente Groningen (2016). Evaluatie sociale teams 2015. Groningen.", "Groningen 2016",
     "Evaluatie sociale teams 2015"),
    ("Rekenkamer Vossenmeer (2021).\n\nDichtbij. Onderzoek naar de buurtteams.", "Vossenmeer 2021", "Dichtbij"),
]  # fmt: skip
NOT = [
    "In deze tussenevaluatie kijkt de gemeente Berkelmonde terug op het wijkteam in 2023.",
    "De gemeente Almere gaat in 2025 de wijkteams evalueren.",
    "De evaluatie van de wijkteams in Oudermeer staat gepland voor 2026.",
    "De evaluatie van de Omgevingsvisie (2018) in Almere zegt niets over wijkteams.",
    "De wijkteams in Oudermeer, in 2013 gestart, zijn geëvalueerd door een bureau.",
    "De raad van Oudermeer heeft in december 2020 gevraagd om een onderzoek naar het sociaal team.",
    "Uit de evaluatie van de Jeugdwet (ZonMw, 2018) blijkt dat wijkteams in Almere en Delft verschillen.",
    "Er is geen evaluatie van de wijkteams in Tilburg uit 2018.",
    "Effectevaluatie van de buurtteams Rietwaarden 2021–2023",
    "Universiteit van Tilburg (2018). Sociale teams: een evaluatie van theorie en praktijk. Tilburg.",
    "Instituut Vis (2019). Sociale wijkteams: evaluatie van vijf jaar. Utrecht: Instituut Vis.",
    "Het beste onderzoek naar wijkteams (Vries, 2018) gaat over vertrouwen.",
    "Opzet van de evaluatie wijkteams Almere 2024",
    "De Algemene Rekenkamer (2016) onderzocht het sociaal domein in Den Haag.",
    "Voor de evaluatie van de sociale teams spraken wij in Almere in 2019 met twaalf professionals.",
    "Onderzoek naar de wijkteams in Bergen (2015)",
    "Evaluatie van de wijkteams in Appingedam (2024)",
    "Begroting 2020 gemeente Leeuwarden: evaluatie sociale wijkteams € 20.000.",
]


@pytest.fixture(scope="module")
def gazetteer() -> Gazetteer:
    return load_gazetteer((str(GEMEENTEN), str(EXAMPLE)))


def _found(text: str, gazetteer: Gazetteer) -> list[tuple[str, str]]:
    return [
        (f"{gazetteer.name_of(item.gemeente_code)} {item.year}", item.title)
        for item in find_references(text, gazetteer)
    ]


@pytest.mark.parametrize(("text", "what", "title"), [*NAMED, *TOLD, *ENTRIES])
def test_an_evaluation_is_known_by_gemeente_year_and_title(
    text: str, what: str, title: str, gazetteer: Gazetteer
) -> None:
    assert _found(text, gazetteer) == [(what, title)]


@pytest.mark.parametrize("text", NOT)
def test_what_is_no_evaluation_of_a_gemeente_in_a_year_is_passed_over(text: str, gazetteer: Gazetteer) -> None:
    assert _found(text, gazetteer) == []


def test_in_a_list_each_gemeente_has_its_own_year(gazetteer: Gazetteer) -> None:
    text = "Zie de evaluaties van de wijkteams in Lindervoort (2014), Oudermeer (2016) en Duinrade (2017)."
    assert [what for what, _ in _found(text, gazetteer)] == ["Duinrade 2017", "Lindervoort 2014", "Oudermeer 2016"]
    text = "Rekenkamer Merenburg, Zorg om de wijkteams, 2018; Rekenkamer Duinrade, Onderzoek naar buurtteams, 2016."
    assert [what for what, _ in _found(text, gazetteer)] == ["Merenburg 2018", "Duinrade 2016"]


def test_gemeenten_that_had_it_made_together_each_get_it(gazetteer: Gazetteer) -> None:
    text = "Rekenkamercommissie Wassenaar, Voorschoten en Oegstgeest, Grip op de lokale teams, oktober 2014."
    found = _found(text, gazetteer)
    assert sorted(what for what, _ in found) == ["Oegstgeest 2014", "Voorschoten 2014", "Wassenaar 2014"]
    assert {title for _, title in found} == {"Grip op de lokale teams"}


def test_a_long_sentence_is_quoted_in_part(gazetteer: Gazetteer) -> None:
    text = (
        f"Zoals {'heel lang en breed ' * 20}staat in de evaluatie van de wijkteams in Duinrade (2019), {'en zo ' * 30}."
    )
    (found,) = find_references(text, gazetteer)
    assert text[found.start : found.end].startswith("evaluatie van de wijkteams in Duinrade")
    assert found.end - found.start <= LONGEST


@given(
    st.lists(st.sampled_from([text for text, _, _ in [*NAMED, *TOLD, *ENTRIES]] + NOT), max_size=5),
    st.sampled_from(" \n"),
)
def test_spans_lie_in_the_text_and_are_short(texts: list[str], between: str) -> None:
    page = (between * 2).join(texts)
    for found in find_references(page, load_gazetteer((str(GEMEENTEN), str(EXAMPLE)))):
        quote = page[found.start : found.end]
        assert quote == quote.strip()
        assert 0 < len(quote) <= LONGEST
        assert str(found.year) in quote


@pytest.mark.parametrize(
    "text",
    [
        "evaluatie wijkteam Almere, 2016 " * 3000,
        "‘" * 9000 + "evaluatie wijkteam 2016",
        "evaluatie" * 5000 + " team 2016",
    ],
)
def test_a_page_without_sentences_takes_no_time(text: str, gazetteer: Gazetteer) -> None:
    assert list(find_references(text, gazetteer)) == []


def test_the_stage_yields_literal_quotes_by_page() -> None:
    settings = CitationSettings.of(load_study("voorbeeld"))
    document = Document(id="d" * 64, media_type="application/pdf", byte_count=1)
    texts = [f"Inleiding.\n\n{NAMED[1][0]}", "Niets hier.", f"Literatuur\n\n{ENTRIES[1][0]}\n\n{ENTRIES[3][0]}"]
    pages = [Page(document_id=document.id, number=n, text=text, method="proef") for n, text in enumerate(texts, 1)]
    found = list(read_citations(Inputs({Document: [document], Page: pages}), settings))
    assert all(isinstance(item, Citation) for item in found)
    citations = [item for item in found if isinstance(item, Citation)]
    assert [(item.page, item.gemeente_code, item.year) for item in citations] == [
        (1, "GM9010", 2018), (3, "GM9004", 2018), (3, "GM9010", 2016),
    ]  # fmt: skip
    assert all(item.quote == texts[item.page - 1][item.start : item.end] for item in citations)


def test_programmes_and_agendas_refer_to_no_evaluation_of_a_gemeente(shared: Path, gazetteer: Gazetteer) -> None:
    texts = [path.read_text(encoding="utf-8") for path in sorted((shared / "seeds").glob("*.txt"))]
    assert texts
    assert [item for text in texts for item in find_references(text, gazetteer)] == []
