"""Hyphens at the end of a line: which go, and which stay."""

from __future__ import annotations

from collections import Counter

import pytest

from extract.pdf.hyphens import join, join_lines, vocabulary


@pytest.mark.parametrize(
    ("lines", "joined"),
    [
        (["de mede-", "werkers"], "de medewerkers"),
        (["zorg-", "en welzijn"], "zorg- en welzijn"),
        (["even-", "als voorheen"], "evenals voorheen"),
        (["inwoners van niet-", "westerse herkomst"], "inwoners van niet-westerse herkomst"),
        (["de GGD-", "arts"], "de GGD-arts"),
        (["in Noord-", "Holland"], "in Noord-Holland"),
        (["de Wmo-consu-", "lenten"], "de Wmo-consulenten"),
        (["de zee-", "eend"], "de zee-eend"),
        (["het team", "werkt"], "het team werkt"),
        (["de periode 2018-", "2020"], "de periode 2018-2020"),
        (["in-", "en uitstroom"], "in- en uitstroom"),
        (["alle 15-", "jarigen"], "alle 15-jarigen"),
        (["een e-", "mail"], "een e-mail"),
        (["de ex-", "gedetineerden"], "de ex-gedetineerden"),
        (["zie www.voorbeeld.nl/", "beleid/wmo voor meer"], "zie www.voorbeeld.nl/beleid/wmo voor meer"),
        (["zie www.", "voorbeeld.nl"], "zie www.voorbeeld.nl"),
        (["zie www.voorbeeld.", "nl voor meer"], "zie www.voorbeeld.nl voor meer"),
        (["zie www.voorbeeld.nl/beleid.", "Daarna"], "zie www.voorbeeld.nl/beleid. Daarna"),
        (["zie www.voorbeeld.nl.", "2019 was"], "zie www.voorbeeld.nl. 2019 was"),
        (["zie https://voorbeeld.nl/sociaal-", "domein"], "zie https://voorbeeld.nl/sociaal-domein"),
        (["mail naar wijk-", "team@voorbeeld.nl"], "mail naar wijkteam@voorbeeld.nl"),
        (["mail naar wijkteam@", "voorbeeld.nl"], "mail naar wijkteam@voorbeeld.nl"),
        (["mail naar wijkteam", "@voorbeeld.nl"], "mail naar wijkteam@voorbeeld.nl"),
        (["mail naar wijkteam@voorbeeld", ".nl, of bel"], "mail naar wijkteam@voorbeeld.nl, of bel"),
        (["de CO₂-uit-", "stoot"], "de CO₂-uitstoot"),
        (["de 15-jari-", "gen"], "de 15-jarigen"),
        (["een sociaal-", "maatschappelijke opgave"], "een sociaal-maatschappelijke opgave"),
        (["politiek-", "bestuurlijke context"], "politiek-bestuurlijke context"),
        (["een sociaal-", "economische opgave"], "een sociaaleconomische opgave"),
        (["de maat-", "schappelijke opgave"], "de maatschappelijke opgave"),
        (["de kapitaal-", "markt"], "de kapitaalmarkt"),
    ],
)
def test_lines_are_joined(lines: list[str], joined: str) -> None:
    assert join_lines(lines, Counter()) == joined


def test_the_words_of_the_document_decide() -> None:
    known = vocabulary(["het kern-team komt bijeen", "zo ook het kern-team zelf"])
    assert join_lines(["ons kern-", "team"], known) == "ons kern-team"
    assert join_lines(["ons kern-", "team"], Counter()) == "ons kernteam"


def test_where_lines_begin_once_joined() -> None:
    text, starts = join(["de mede-", "werkers van", "zorg-", "en welzijn"], Counter())
    assert text == "de medewerkers van zorg- en welzijn"
    assert [text[start : start + 4] for start in starts] == ["de m", "werk", "zorg", "en w"]
