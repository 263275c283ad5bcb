"""Hyphens at the end of a line: which go, and which stay."""

from __future__ import annotations

from collections import Counter

import pytest

from extract.pdf.hyphens import join_lines, vocabulary


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
    ],
)
def test_lines_are_joined(lines: list[str], joined: str) -> None:
    assert join_lines(lines, Counter()) == joined


def test_the_words_of_the_document_decide() -> None:
    known = vocabulary(["het kern-team komt bijeen", "zo ook het kern-team zelf"])
    assert join_lines(["ons kern-", "team"], known) == "ons kern-team"
    assert join_lines(["ons kern-", "team"], Counter()) == "ons kernteam"
