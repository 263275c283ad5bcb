"""Readers of metadata on text that no document should hold: they end in time, and quote literally."""

from __future__ import annotations

import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from extract.metadata import author, doi, isbn, method, opdrachtgever, period, reference, subtitle, uitvoerder, url
from tests.extract.metadata_cases import make_reading

READERS = (author, doi, isbn, method, opdrachtgever, period, reference, subtitle, uitvoerder, url)
WORDS = (
    *(
        "Auteurs:",
        "Colofon",
        "Opdrachtgever",
        "in opdracht van",
        "de gemeente",
        "Lindervoort",
        "door",
        "bureau",
        "Loman,",
    ),
    *(
        "I.",
        "(2019).",
        "12",
        "interviews",
        "2015",
        "–",
        "2019",
        "ISBN 978",
        "10.1000/x",
        "www.",
        "\n\n",
        "\n",
        ":",
        "en",
    ),
    *(
        "het onderzoek is",
        "vragenlijst",
        "vulden",
        "een respons van 30%",
        "Literatuur",
        "A&B",
        "van der",
        "|",
        "©",
        "’",
    ),
)


@pytest.mark.parametrize(
    "unit",
    [
        "de gemeente heeft onderzoek gedaan naar de teams ",
        "A&B+C/D&",
        "Jan de Vries, Piet van der Berg, ",
        "12 interviews met 3 ouders en 4 kinderen 2015 - 2017 ",
        "het onderzoek is door ",
        "in opdracht van de ",
        "Auteurs: Opdrachtgever: ",
        "vulden vragenlijst in 23 inwoners van de 40 enquête respons ",
        "          ",
    ],
)
def test_much_of_it_takes_seconds(unit: str) -> None:
    reading = make_reading("Titel\n\n" + unit * (150_000 // len(unit)))
    for reader in READERS:
        began = time.process_time()
        list(reader.read(reading))
        assert time.process_time() - began < 5.0, reader.FIELD


@settings(max_examples=150, deadline=None)
@given(st.lists(st.sampled_from(WORDS), min_size=1, max_size=40), st.lists(st.sampled_from(WORDS), max_size=40))
def test_quotes_are_literal_and_confidence_is_a_share(first: list[str], second: list[str]) -> None:
    reading = make_reading(" ".join(first), " ".join(second))
    texts = {page.number: page.text for page in reading.pages}
    for reader in READERS:
        for item in reader.read(reading):
            assert item.value.strip() == item.value and item.value
            assert item.page is None or item.quote in texts[item.page]
            assert 0 < item.confidence <= 1 and item.method
