"""What each werkzaam element means in plain Dutch, from `klare_taal.toml`, and what the product pages say around it."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from functools import cache
from pathlib import Path

SOURCE = Path(__file__).parent / "klare_taal.toml"


@dataclass(frozen=True)
class PlainWords:
    """An element in plain Dutch."""

    what: str
    statement: str
    """What a gemeente says of itself in the zelfevaluatie."""
    talk: tuple[str, ...]
    """Questions for a team."""


@cache
def plain_words() -> dict[str, PlainWords]:
    """Return the words by the code of the element."""
    found = tomllib.loads(SOURCE.read_text(encoding="utf-8"))
    return {
        code: PlainWords(item["wat"], item["stelling"], tuple(item["bespreek"])) for code, item in sorted(found.items())
    }


def statement_of(code: str, name: str) -> str:
    """Return the statement on an element; one that has no words here is named as in its codebook."""
    words = plain_words().get(code)
    return words.statement if words else f"Dit is bij ons op orde: {name[:1].lower()}{name[1:]}."


PROGRESS_STATEMENT = "Wij weten wat er bij ons op dit punt nog moet gebeuren, en wie dat doet."
"""What a gemeente says of an element of which documents name opgaven."""
VERDICTS = {
    "Overwegend helpt": "In de meeste evaluaties staat dat dit helpt.",
    "Overwegend belemmert of ontbreekt": "In de meeste evaluaties staat dat dit ontbreekt of niet goed gaat.",
    "Gemengd": "In de ene evaluatie staat dat dit helpt. In de andere staat dat het niet goed gaat.",
    "Vooral nodig": "In de meeste evaluaties staat dat dit nodig is. Of het helpt, staat er nog niet in.",
    "Te weinig bewijs": "Er is nog te weinig onderzocht om te zeggen of dit helpt.",
}
"""What the evidence says together, in plain Dutch, by the label in `elementen`."""
NO_VERDICT = "Er is nog geen onderzoek dat zegt of dit helpt."
LEADS = {
    "helps": "Dit schrijven zij over wat helpt:",
    "hinders": "En dit over wat niet goed gaat:",
    "tasks": "Dit moet er volgens de documenten gebeuren:",
    "no_tasks": "Hoe u dit doet, staat nog niet in de documenten.",
    "talk": "Praat hierover in uw team:",
    "no_example": "Een voorbeeld staat nog niet in de documenten.",
}
"""What stands before quotes and questions, and what is said where there are none."""
