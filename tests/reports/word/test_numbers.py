"""Numbers in sentences: which there are, and what they count."""

from __future__ import annotations

import pytest

from reports.word.numbers import counted_after, kind_of, kinds_in, numbers, tokens


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Er zijn 14 passages.", [("14", False)]),
        ("Veertien keer, en één keer niet.", [("14", False), ("1", False)]),
        ("Een van de teams.", []),
        ("Dat is 62 % van het geheel.", [("62", True)]),
        ("Dat is 62 procent.", [("62", True)]),
        ("In totaal 1.146 huisbezoeken.", [("1146", False)]),
        ("Gemiddeld 3,5 uur.", [("3,5", False)]),
        ("Zie paragraaf 14 en tabel 3.", []),
        ("Van de 5 zijn er 2 over.", [("5", False), ("2", False)]),
        ("", []),
    ],
)
def test_numbers(text: str, found: list[tuple[str, bool]]) -> None:
    assert [(item.text, item.is_percentage) for item in numbers(tokens(text))] == found


@pytest.mark.parametrize(
    ("text", "kind", "word"),
    [
        ("14 passages", "passage", "passages"),
        ("14 onafhankelijke evaluaties", "evaluatie", "evaluaties"),
        ("14 keer", "passage", "keer"),
        ("14 medewerkers", "", "medewerkers"),
        ("14 ervaren medewerkers", None, None),
        ("14 mei", "", "mei"),
        ("14 miljoen euro", "", "miljoen"),
        ("14 noemen het", None, None),
        ("14, dat is veel", None, None),
        ("14", None, None),
        ("14 %", "procent", "%"),
    ],
)
def test_what_is_counted(text: str, kind: str | None, word: str | None) -> None:
    found = counted_after(tokens(text), 0)
    assert (found.kind if found else None, found.word if found else None) == (kind, word)


def test_what_a_column_counts() -> None:
    assert kinds_in("Aantal passages waarin het helpt") == {"passage"}
    assert kinds_in("Documenten, ook die geen evaluatie zijn") == {"document", "evaluatie"}
    assert kind_of("rapporten") == "document" and kind_of("wijk") == ""
