"""The period that was studied; not that of the fieldwork, the policy or a budget."""

from __future__ import annotations

import pytest

from extract.metadata import period
from extract.metadata.choice import best_of_each, choose
from extract.metadata.period import spans_in
from tests.extract.metadata_cases import make_reading


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("2015–2019", "2015/2019"),
        ("2015 tot en met 2019", "2015/2019"),
        ("2017 t/m 2019", "2017/2019"),
        ("2018-'19", ""),
        ("2018/19", "2018/2019"),
        ("2018-19", "2018/2019"),
        ("tussen januari 2018 en juni 2020", "2018-01/2020-06"),
        ("van 1 januari 2016 tot en met 31 december 2018", "2016/2018"),
        ("1 maart 2019 – 15 april 2020", "2019-03-01/2020-04-15"),
        ("juni tot en met september 2021", "2021-06/2021-09"),
        ("augustus 2021 en juni 2022", "2021-08/2022-06"),
        ("2019 tot juni 2020", "2019-01/2020-06"),
        ("2020 - 2018", ""),
        ("2019-05-14", ""),
        ("1.250-2.019", ""),
        ("0592-2015", ""),
    ],
)
def test_spans_of_time(text: str, value: str) -> None:
    assert [found for found, _, _ in spans_in(f"Dat was {text}.")] == ([value] if value else [])


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("Het onderzoek heeft betrekking op de periode 2015–2019.", "2015/2019"),
        ("Wij keken naar de periode januari 2018 tot en met juni 2020.", "2018-01/2020-06"),
        ("De onderzoeksperiode loopt van 2017 tot en met 2019.", "2017/2019"),
        ("Deze evaluatie gaat over de jaren 2017 tot en met 2019.", "2017/2019"),
        ("De bevindingen hebben betrekking op de periode van 1 januari 2016 tot en met 31 december 2018.", "2016/2018"),
        ("Dit rapport beschrijft hoe de teams tussen januari 2019 en maart 2021 hebben gewerkt.", "2019-01/2021-03"),
        ("Effectevaluatie van de wijkteams, periode 2020–2022", "2020/2022"),
        ("De cijfers in dit rapport hebben als peildatum 31 december 2019.", "2019-12-31"),
        ("Het veldwerk duurde van september 2018 tot en met januari 2019.", ""),
        ("De interviews zijn afgenomen in de periode van juni tot en met september 2021.", ""),
        ("Het onderzoek is uitgevoerd in de periode maart tot en met mei 2021.", ""),
        ("De begroting gaat over de periode 2024–2027.", ""),
        ("Maatschappelijke agenda 2024-2034", ""),
        ("In de subsidieperiode 2019 tot en met 2022 kreeg de stichting geld.", ""),
        ("Uit onderzoek over de periode 2010–2014 (Loman, 2015) bleek dat ook.", ""),
    ],
)
def test_the_period_that_was_studied(text: str, value: str) -> None:
    reading = make_reading(f"Voorblad\n\n{text}", heading=False)
    found = choose(best_of_each(period.read(reading)), period.SEVERAL_FROM)
    assert [item.value for item in found] == ([value] if value else [])
    assert all(item.quote in text for item in found)


@pytest.mark.parametrize(
    ("title", "value"),
    [
        ("Evaluatie van de wijkteams 2019–2022", ["2019/2022"]),
        ("Evaluatie beleidsplan sociaal domein 2019–2022", []),
        ("Actieplan wijkteams 2022–2027", []),
    ],
)
def test_a_period_in_the_title_of_research_is_that_of_the_research(title: str, value: list[str]) -> None:
    reading = make_reading(
        f"{title}\n\nGemeente Lindervoort", type_lines=[(title, 24.0), ("Gemeente Lindervoort", 12.0)]
    )
    assert [item.value for item in choose(best_of_each(period.read(reading)), period.SEVERAL_FROM)] == value
