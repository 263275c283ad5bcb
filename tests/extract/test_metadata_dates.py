"""When a document came out."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpus.records import Find
from extract.metadata import published_on, year
from extract.metadata.choice import best_of_each, choose
from extract.metadata.dates import MONTHS, printed_dates
from extract.metadata.reading import Reading
from tests.extract.metadata_cases import make_reading


def date_of(reading: Reading) -> str:
    chosen = choose(best_of_each(published_on.read(reading)))
    years = choose(best_of_each(year.read(reading)))
    assert [item.value[:4] for item in chosen] == [item.value for item in years]
    return chosen[0].value if chosen else ""


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("18 juni 2019", "2019-06-18"),
        ("juni 2019", "2019-06"),
        ("2019-06-18", "2019-06-18"),
        ("18-06-2019", "2019-06-18"),
        ("1 mrt. 2021", "2021-03-01"),
        ("2 2 APR. 2026", "2026-04-22"),
        ("12-VI-2021", "2021-06-12"),
        ("zomer 2021", "2021"),
        ("voorjaar van 2021", "2021"),
        ("3e kwartaal 2021", "2021"),
        ("Q4 2021", "2021"),
        ("31 februari 2019", ""),
        ("pagina 2019", ""),
    ],
)
def test_forms_of_a_date(text: str, value: str) -> None:
    assert [found.value for found in printed_dates(f"op {text}.")] == ([value] if value else [])


@given(st.dates(min_value=date(1980, 1, 1), max_value=date(2049, 12, 31)))
def test_every_day_written_out_is_read_back(day: date) -> None:
    written = f"{day.day} {MONTHS[day.month - 1]} {day.year}"
    assert [found.value for found in printed_dates(written)] == [day.isoformat()]


def test_a_date_beside_the_publisher_wins_from_the_running_text() -> None:
    body = "De teams begonnen op 1 januari 2015. Op 3 maart 2017 besloot de gemeente tot een evaluatie in alle wijken."
    assert date_of(make_reading(f"Dichtbij\n\nGemeente Lindervoort, juni 2019\n\n{body}")) == "2019-06"


def test_a_label_wins() -> None:
    text = "Raadsmemo\n\nAan de raad\n\nDatum: 8 november 2022\n\nWij schreven u op 1 mei 2020 al over de teams."
    assert date_of(make_reading(text)) == "2022-11-08"


def test_colophon_at_the_end() -> None:
    body = "Dit is een lang verhaal zonder datum op de voorkant. " * 30
    assert date_of(make_reading(f"Titel\n\n{body}", body, body, "Colofon\nUitgave: Bureau X\nmei 2021")) == "2021-05"


def test_print_wins_from_the_file_and_the_file_from_nothing() -> None:
    tags = {"created": "D:20200102030405Z"}
    assert date_of(make_reading("Titel\n\nLindervoort, mei 2019", tags=tags)) == "2019-05"
    assert date_of(make_reading("Titel\n\nGeen datum.", tags=tags)) == "2020-01-02"
    assert date_of(make_reading("Titel\n\nGeen datum.")) == ""


def test_the_file_decides_between_two_printed_dates() -> None:
    text = "Besluit\n\n1 mei 2019\n\n6 juni 2019"
    assert date_of(make_reading(text)) == "2019-05-01"
    assert date_of(make_reading(text, tags={"created": "D:20190607"})) == "2019-06-06"


def test_a_deadline_is_not_the_date() -> None:
    assert (
        date_of(make_reading("Voorstel aan de raad\n\nFatale termijn\n\n1 februari 2026\n\n8 januari 2026"))
        == "2026-01-08"
    )


def test_web_page_and_address() -> None:
    tags = {"published": "2018-12-11T10:00:00+01:00"}
    assert date_of(make_reading("Nieuws\n\nTekst.", media_type="text/html", tags=tags)) == "2018-12-11"
    url = "https://voorbeeld.example/documenten/2021/10/06/kader"
    found = Find(source_id="s", source="s", url=url, final_url=url)
    assert date_of(make_reading("Nieuws\n\nTekst.", media_type="text/html", find=found)) == "2021-10-06"


def test_meeting_days_and_a_place_before_the_date() -> None:
    assert date_of(make_reading("Voorstel\n\n15 en 22 januari, 5 en 19 februari 2026")) == "2026-02-19"
    assert date_of(make_reading("Doorlichting van beleid\n\nErgens, 15 oktober 2015")) == "2015-10-15"
    lines = [("Besluitenlijst 29 juni 2015 aanvang 17.00 uur", 20.0), *[("tekst op 1 mei 2014 " * 5, 10.0)] * 30]
    reading = make_reading("Besluitenlijst 29 juni 2015 aanvang 17.00 uur\n\n1 mei 2014", type_lines=lines)
    assert date_of(reading) == "2015-06-29"


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("Raadsvoorstel\n\nVergaderdatum: 8 juli 2021\n\nOnderwerp: Teams", "2021-07-08"),
        ("Brief\n\nDatum: 12-03-21\n\nGeachte raad", "2021-03-12"),
        ("Notitie\n\nRapport d.d. 4 mei 2020", "2020-05-04"),
        ("Kader\n\n1e druk maart 2024 2e druk februari 2025", "2024-03"),
        ("Verordening jeugd\n\nGeldend van 24-12-2025 t/m heden", "2025-12-24"),
        ("Verordening jeugd\n\nTekst.\n\nAldus vastgesteld in de vergadering van 3 mei 2018.", "2018-05-03"),
        ("Monitor sociaal domein\n\nVoorjaar 2023", "2023"),
        ("07-01-2026, 12:56\n\nVerordening jeugd\n\nGeldend van 24-12-2025 t/m heden", "2025-12-24"),
        ("Jaarverslag 2014", "2015"),
        ("Begroting 2026", "2025"),
        ("Evaluatie teams\n\n© 2019 Bureau De Weg", "2019"),
    ],
)
def test_which_date_is_that_of_coming_out(text: str, value: str) -> None:
    assert date_of(make_reading(text)) == value


def test_a_meeting_counts_less_than_the_day_of_the_document() -> None:
    text = "Voorstel\n\nVergadering van 8 juli 2021\n\nDatum: 1 juni 2021\n\nTekst."
    assert date_of(make_reading(text)) == "2021-06-01"


def test_the_month_of_the_file_where_only_its_year_is_printed() -> None:
    tags = {"created": "D:20230419"}
    assert date_of(make_reading("Monitor wonen\n\nVoorjaar 2023", tags=tags)) == "2023-04-19"
    assert date_of(make_reading("Monitor wonen\n\nVoorjaar 2022", tags=tags)) == "2022"


def listed(date: str) -> Find:
    return Find(source_id="s", source="Bron", url="u", final_url="u", date_listed=date)


@pytest.mark.parametrize(
    ("text", "said", "value"),
    [
        ("Titel\n\nGeen datum.", "2021-05-03", "2021-05-03"),
        ("Titel\n\nGeen datum.", "2021", "2021"),
        ("Titel\n\nLindervoort, mei 2021", "2021-05-03", "2021-05-03"),
        ("Titel\n\nDatum: 1 april 2020", "2021-05-03", "2020-04-01"),
        ("Titel\n\n" + "Een verhaal.\n\n" * 20 + "Colofon: maart 2020", "2021-05-03", "2021-05-03"),
        ("Titel\n\nLindervoort, mei 2021", "onbekend", "2021-05"),
        ("Lasten en baten\n\ndinsdag 16 december 2025 bladzijde 1", "2026-01-15", "2026-01-15"),
    ],
)
def test_what_a_source_says_stands_between_label_and_colophon(text: str, said: str, value: str) -> None:
    assert date_of(make_reading(text, find=listed(said))) == value
