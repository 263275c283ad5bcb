"""The kennisagenda: questions and gaps in the order that the scores give them, by the term on which to take them up."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from reports.publication import Publication, Value
from reports.publishing.labels import LABELS

TABLE = "kennisagenda"
LIST = "agenda/kennisagenda.json"
"""The agenda as data, for the site and for other programs."""
TERMS = {
    "KT": "Korte termijn",
    "MLT": "Middellange termijn",
    "LT": "Lange termijn",
    "": "Nog zonder termijn",
    "klaar": "Al beantwoord",
}
"""The stretches of the routekaart by the code of the term."""
ABOUT = {
    "KT": "Hiermee kan nu worden begonnen.",
    "MLT": "Dit komt daarna, of vraagt eerst voorbereiding.",
    "LT": "Dit vraagt een lange adem.",
    "": "Wanneer dit wordt opgepakt, is nog niet bepaald.",
    "klaar": "Hierover is genoeg bekend. Het staat hier zodat u kunt zien dat ernaar is gekeken.",
}
UNSCORED = (
    "Nog niemand heeft gescoord wat het belangrijkst is. De volgorde komt daarom van wat er bekend is: waarover het "
    "minst bekend is, staat bovenaan."
)
SCORED = (
    "Bovenaan staat wat betrokkenen het belangrijkst vinden. Daarna komt wat nog te weinig mensen scoorden; daarvan "
    "staat bovenaan waarover het minst bekend is."
)
_ANSWERED = LABELS["vraagstatus"]["answered"]
_OPTIONAL = ("onder", "onderzocht_in", "gevraagd_door")
_FIGURES = {"gemiddelde": 1, "mediaan": 1, "spreiding": 1, "termijn_kt": 0, "termijn_mlt": 0, "termijn_lt": 0}


_MAYBE = (*_OPTIONAL, *_FIGURES, "termijn_van")


@dataclass(frozen=True)
class Item:
    """A question or gap on the agenda; `told` has what is there of it, by the column of the table."""

    code: str
    """The code of its term; empty where it has none, `klaar` where nothing is left to ask."""
    told: Mapping[str, Value]
    goals: tuple[Value, ...]
    indicators: tuple[Value, ...]


@dataclass(frozen=True)
class Stretch:
    """The questions and gaps of one term."""

    code: str
    name: str
    about: str
    items: tuple[Item, ...]


@dataclass(frozen=True)
class Agenda:
    """The kennisagenda of a study."""

    stretches: tuple[Stretch, ...]
    is_scored: bool
    """Whether enough people scored something."""

    @property
    def lead(self) -> str:
        """How the order came about, in a sentence."""
        return SCORED if self.is_scored else UNSCORED


def agenda(publication: Publication) -> Agenda:
    """Return the kennisagenda of a study: stretches that have something, in order."""
    items = [_item(publication, row) for row in publication.rows[TABLE]]
    stretches = (
        Stretch(code, name, ABOUT[code], tuple(item for item in items if item.code == code))
        for code, name in TERMS.items()
    )
    return Agenda(tuple(each for each in stretches if each.items), any("gemiddelde" in item.told for item in items))


def _item(publication: Publication, row: Mapping[str, Any]) -> Item:
    names = ["rang", "soort", "onderwerp", "herkomst", "stand", "regel", "evaluaties", "gescoord_door"]
    names += [name for name in _OPTIONAL if row[name]]
    told = {name: publication.value(TABLE, row, name) for name in names}
    told |= {
        name: publication.value(TABLE, row, name, digits) for name, digits in _FIGURES.items() if row[name] is not None
    }
    code = row["termijn"] if row["termijn"] in TERMS else ""
    if row["stand"] == _ANSWERED and row["gemiddelde"] is None:
        code = "klaar"
    elif code:
        told["termijn_van"] = publication.value(TABLE, row, "termijn_van")
    return Item(code, told, *(_parts(publication, row, name) for name in ("doelen", "indicatoren")))


def _parts(publication: Publication, row: Mapping[str, Any], name: str) -> tuple[Value, ...]:
    origin = publication.origin(TABLE, row, name)
    return tuple(Value(part, origin) for part in (row[name] or "").split("; ") if part)


def as_data(found: Agenda) -> dict[str, Any]:
    """Return the agenda as templates read it, and as it stands in `agenda/kennisagenda.json`."""
    return {
        "is_scored": found.is_scored,
        "lead": found.lead,
        "stretches": [
            {
                "code": stretch.code,
                "name": stretch.name,
                "about": stretch.about,
                "items": [
                    {
                        "told": dict.fromkeys(_MAYBE) | {name: _value(value) for name, value in item.told.items()},
                        "goals": [_value(value) for value in item.goals],
                        "indicators": [_value(value) for value in item.indicators],
                    }
                    for item in stretch.items
                ],
            }
            for stretch in found.stretches
        ],
    }


def _value(value: Value) -> dict[str, str]:
    return {"text": value.text, "origin": value.origin.address}
