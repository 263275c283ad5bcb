"""ISBN, DOI and address: of the document itself, not of what it refers to."""

from __future__ import annotations

import pytest

from corpus.records import Find
from extract.metadata import doi, isbn, url
from extract.metadata.choice import best_of_each, choose
from extract.metadata.reading import Reading
from tests.extract.metadata_cases import make_reading

LIST = "Literatuur\n\nLoman, I. (2019). Dichtbij. Urk: X. ISBN 978-90-5830-555-8. https://doi.org/10.1007/S12-0"


def chosen(module: object, reading: Reading) -> list[str]:
    read, least = getattr(module, "read"), getattr(module, "SEVERAL_FROM")  # noqa: B009
    found = choose(best_of_each(read(reading)), least)
    texts = {page.number: page.text for page in reading.pages}
    assert all(item.page is None or item.quote in texts[item.page] for item in found)
    return [item.value for item in found]


@pytest.mark.parametrize(
    ("value", "is_right"),
    [
        ("9789059910935", True),
        ("9789059910936", False),
        ("9059910931", True),
        ("905991093X", False),
        ("080442957X", True),
        ("1234567890123", False),
        ("", False),
    ],
)
def test_the_check_digit(value: str, is_right: bool) -> None:
    assert isbn.is_isbn(value) is is_right


@pytest.mark.parametrize(
    ("text", "values"),
    [
        ("ISBN 978-90-5991-093-5 NUR 823", ["9789059910935"]),
        ("ISBN: 978 90 5991 093 5", ["9789059910935"]),
        ("ISBN-13: 9789059910935", ["9789059910935"]),
        ("ISBN 90-5991-093-1", ["9059910931"]),
        ("ISBN 978-90-5991-093-6", []),
        ("Tel. 978 90 5991 093 5", []),
    ],
)
def test_isbn_as_printed(text: str, values: list[str]) -> None:
    assert chosen(isbn, make_reading("Dichtbij", f"Colofon\n\n{text}")) == values


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("doi:10.1000/ABC.123.", "10.1000/abc.123"),
        ("DOI: https://doi.org/10.1000/(SICI)12-3", "10.1000/(sici)12-3"),
        ("(https://doi.org/10.1000/x_y)", "10.1000/x_y"),
        ("versie 10.1 van 2020/21", ""),
    ],
)
def test_doi_as_printed(text: str, value: str) -> None:
    assert doi.doi_in(text) == value
    assert chosen(doi, make_reading("Dichtbij", f"Colofon\n\n{text}")) == ([value] if value else [])


def test_those_of_references_do_not_count() -> None:
    pages = ["Dichtbij", *["Tekst."] * 8, LIST]
    reading = make_reading(*pages)
    assert chosen(isbn, reading) == chosen(doi, reading) == chosen(url, reading) == []
    assert [item.value for item in doi.read(reading)] == ["10.1007/s12-0"]


def test_the_source_goes_before_print() -> None:
    find = Find(
        source_id="s",
        source="s",
        url="https://x.example/a",
        final_url="https://x.example/b",
        identifier_listed="doi:10.1/X",
    )
    reading = make_reading("Dichtbij", "Colofon\n\nwww.bureauvoorbeeld.example", find=find)
    assert chosen(url, reading) == ["https://x.example/b"]
    longer = make_reading(
        "Dichtbij", find=Find(source_id="s", source="s", url="u", final_url="u", identifier_listed="10.1000/X")
    )
    assert chosen(doi, longer) == ["10.1000/x"]


@pytest.mark.parametrize(
    ("pages", "values"),
    [
        (["Dichtbij", "Colofon\n\nBureau Voorbeeld\n\nwww.bureauvoorbeeld.example."], ["www.bureauvoorbeeld.example"]),
        (
            ["Dichtbij", "Dit rapport is te downloaden via https://urk.example/teams (gratis)."],
            ["https://urk.example/teams"],
        ),
        (["Dichtbij", "Meer weten over hulp? Zie www.urk.example."], []),
        (["Dichtbij\n\ninfo@urk.example"], []),
    ],
)
def test_the_address_in_print(pages: list[str], values: list[str]) -> None:
    assert chosen(url, make_reading(*pages)) == values
