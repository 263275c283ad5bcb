"""Methods with their numbers: those of this research, and numbers of something else."""

from __future__ import annotations

import re
import time

import pytest

from corpus.records import Block
from extract.metadata import method
from extract.metadata.choice import best_of_each, choose
from extract.metadata.numbers import NUMBER, WORDS, number_of, shown
from extract.metadata.reading import Reading
from tests.extract.metadata_cases import make_reading, section


def chosen(reading: Reading) -> list[str]:
    found = choose(best_of_each(method.read(reading)), method.SEVERAL_FROM)
    assert all(item.quote in reading.pages[0].text for item in found)
    return sorted(item.value for item in found)


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("23", 23), ("1.180", 1180), ("twaalf", 12), ("drieëntwintig", 23), ("zevenenveertig", 47), ("honderd", 100),
        ("tweehonderdvijftig", 250), ("één", 1), ("een", None), ("2019", None), ("wijk", None),
    ],
)  # fmt: skip
def test_numbers(text: str, value: int | None) -> None:
    assert number_of(text) == value


def test_every_number_in_words_is_found_by_the_pattern() -> None:
    pattern = re.compile(NUMBER, re.IGNORECASE)
    for word in WORDS:
        match = pattern.search(f"met {word} inwoners")
        assert match and match["number"] == word
    for text, value in {"ruim twintig": "ruim 20", "ca. 30": "circa 30", "6-8": "6–8", "in totaal 12": "12"}.items():
        match = pattern.search(text)
        assert match and shown(match) == value


@pytest.mark.parametrize(
    ("text", "values"),
    [
        ("Wij hielden 23 interviews met professionals.", ["interviews: 23"]),
        ("Er zijn twaalf diepte-interviews gehouden.", ["interviews: 12"]),
        ("Daarnaast voerden wij ruim 20 gesprekken met partners.", ["interviews: ruim 20"]),
        ("Wij interviewden 31 personen: 9 teamleden, 8 ambtenaren en 14 inwoners.", ["interviews: 31"]),
        ("Zij spraken met 19 professionals en 12 inwoners.", ["interviews: 31"]),
        ("Daarnaast zijn twintig inwoners en alle 27 teamleden gesproken.", ["interviews: 47"]),
        ("Er zijn vier groepsgesprekken gehouden met in totaal 26 medewerkers.", ["groepsgesprekken: 4"]),
        ("Wij organiseerden 3 focusgroepen.", ["groepsgesprekken: 3"]),
        ("Wij bestudeerden 60 willekeurig gekozen dossiers.", ["dossiers: 60"]),
        ("Wij trokken zestig dossiers, waarvan er 58 bruikbaar waren.", ["dossiers: 58"]),
        ("Wij voerden drie casestudies uit.", ["casestudies: 3"]),
        ("Wij lazen 46 beleidsstukken.", ["documenten: 46"]),
        ("Wij begonnen met documentstudie en literatuuronderzoek.", ["documentstudie", "literatuuronderzoek"]),
        ("Wij deden een data-analyse op registratiegegevens.", ["data-analyse"]),
        ("De enquête is door 412 inwoners ingevuld, een respons van 38 procent.", ["enquête: 412 (respons 38%)"]),
        ("Alle 96 medewerkers kregen een vragenlijst; 71 van hen vulden die in (74%).", ["enquête: 71 (respons 74%)"]),
        ("Wij hielden een enquête onder 300 inwoners.", ["enquête: 300"]),
        ("Een vragenlijst leverde 158 ingevulde formulieren op (39 procent).", ["enquête: 158 (respons 39%)"]),
        ("Wij zetten een online vragenlijst uit onder de medewerkers.", ["enquête"]),
        ("In 2022 zijn interviews gehouden in 23 wijken.", ["interviews"]),
    ],
)  # fmt: skip
def test_methods_in_a_section_on_method(text: str, values: list[str]) -> None:
    assert chosen(section(text)) == values


@pytest.mark.parametrize(
    "text",
    [
        "In 43 van de 60 dossiers ontbrak een plan.",
        "De gemeente telt 23 wijkteams en 412 medewerkers.",
        "Uit onderzoek van Loman (2019) met 15 interviews blijkt hetzelfde.",
        "Een inwoner gaf een interview aan de krant.",
        "De teams voerden in 2018 samen 1.140 gesprekken tijdens de inloop.",
        "Een enquête onder 90 gezinnen die gepland stond, is niet doorgegaan.",
    ],
)
def test_findings_and_the_work_of_others_are_no_method(text: str) -> None:
    assert chosen(section(text, heading="Bevindingen")) == []


def test_a_bare_method_gives_way_to_its_number_and_parts_to_their_total() -> None:
    texts = ["De interviews duurden een uur.", "Wij hielden 36 interviews.", "Wij hielden 14 interviews met inwoners.",
             "Wij hielden 22 interviews met partners."]  # fmt: skip
    assert chosen(section(*texts)) == ["interviews: 36"]


def test_a_table_of_methods() -> None:
    table = "\n".join(
        [
            "Activiteit | Benaderd | Deelgenomen | Respons",
            "Enquête onder inwoners | 1.180 | 412 | 35%",
            "Interviews met inwoners | 20 | 14 | 70%",
            "Groepsgesprekken | 3 | 3 | 100%",
            "Dossiers | 60 | 60 | –",
        ]
    )
    expected = ["dossiers: 60", "enquête: 412 (respons 35%)", "groepsgesprekken: 3", "interviews: 14"]
    assert chosen(section(table, role="table")) == expected
    assert chosen(section(table, heading="Bijlage 2", role="table")) == expected


def test_a_section_ends_where_another_begins() -> None:
    first = section("Wij hielden interviews.", heading="2 Aanpak")
    assert chosen(first) == ["interviews"]
    text = "2 Aanpak\n\nWij keken rond.\n\n3 Resultaten\n\nInterviews kosten tijd."
    reading = make_reading(text)
    headed = tuple(
        Block(document_id="d", page=1, start=block.start, end=block.end, role="heading", level=1)
        if reading.text_of(block)[0].isdigit()
        else block
        for block in reading.blocks
    )
    assert chosen(Reading(media_type="x", pages=reading.pages, blocks=headed)) == []


def test_the_cover_names_a_method() -> None:
    assert chosen(make_reading("Dichtbij\n\nEen literatuuronderzoek naar wijkteams")) == ["literatuuronderzoek"]


def test_a_long_text_takes_time_in_proportion() -> None:
    one = "Wij hielden 12 interviews en spraken met 3 ouders en 4 kinderen, met elk een vragenlijst en " * 400
    began = time.process_time()
    list(method.read(section(one * 4)))
    assert time.process_time() - began < 5.0
