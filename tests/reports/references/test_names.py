"""Names of authors: persons and bodies, and the parts of a name."""

from __future__ import annotations

import pytest

from reports.references.names import is_person, parts


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("Joost de Koning", ("De Koning", "Joost")),
        ("C.S. Vis", ("Vis", "C. S.")),
        ("Marian van der Klein", ("Van der Klein", "Marian")),
        ("Prof. dr. ir. A. B. Vis", ("Vis", "A. B.")),
        ("Noor Bos-Smit", ("Bos-Smit", "Noor")),
        ("Anna Maria van den Berg MSc", ("Van den Berg", "Anna Maria")),
        ("J.W. van 't Veld (onderzoeker)", ("Van 't Veld", "J. W.")),
        ("Noor d'Hont", ("d'Hont", "Noor")),
        ("Vita Los", ("Los", "Vita")),
    ],
)
def test_a_person_has_a_surname_with_its_prefix(name: str, expected: tuple[str, str]) -> None:
    assert is_person(name)
    assert parts(name) == expected


@pytest.mark.parametrize(
    "name",
    [
        "Gemeente Merenburg", "Rekenkamer Oudermeer", "Bureau Vis", "Raad voor de financiële verhoudingen",
        "Team Kennis & Advies", "Ministerie van Justitie", "Movisie", "Vis Advies", "Gemeente Vis, afdeling Onderzoek",
        "Onderzoeksgroep Zorg", "De Stroom 24", "GGD Hart voor Brabant", "",
    ],
)  # fmt: skip
def test_bodies_are_no_persons(name: str) -> None:
    assert not is_person(name)


def test_who_brings_out_documents_is_no_person() -> None:
    assert is_person("Significant Zomer")
    assert not is_person("Significant Zomer", {"significant zomer"})
