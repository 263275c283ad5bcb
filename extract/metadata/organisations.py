"""Names of Dutch public bodies and bureaus, by how they are formed."""

from __future__ import annotations

import csv
import re
from functools import cache
from pathlib import Path

KNOWN = Path(__file__).parents[2] / "corpus" / "reference" / "organisaties.csv"
"""Names of national bodies and institutes that are not formed as names of organisations."""

_OTHER = (
    "Begroting|Jaarstukken|Jaarrekening|Jaarverslag|Jaarbericht|Evaluatie|Rapport|Datum|Postbus|Uitgave|Versie|Status"
    "|Januari|Februari|Maart|April|Mei|Juni|Juli|Augustus|September|Oktober|November|December|Aan|Onderwerp|Betreft"
)
"""Words with a capital that end a name."""
_INITIALS = r"(?:[A-Z]\.){2,}|(?:[JDMI]r|Drs|Prof|Mw|Dhr)\."
_CAPITAL = rf"(?:(?!(?:{_OTHER})\b|{_INITIALS})['’]?[A-ZÀ-Ý][\w’'&.-]*)"
_SMALL = r"(?:van|de|der|den|het|en|voor|in|op|aan|te|ten|ter|’t|&|/)"
_NAME = rf"{_CAPITAL}(?: (?:{_SMALL} )*{_CAPITAL}){{0,9}}"
_KINDS = (
    rf"(?:Gemeente|gemeente|GEMEENTE) {_NAME}(?:, (?:afdeling|team|dienst) {_NAME})?",
    rf"(?:Gemeenteraad|Raad|College van burgemeester en wethouders) van {_NAME}",
    rf"(?:Rekenkamer(?:commissie)?|REKENKAMER(?:COMMISSIE)?|Randstedelijke Rekenkamer)(?: (?:van )?{_NAME})?",
    rf"Algemene Rekenkamer|Nationale [Oo]mbudsman|Raad voor (?:de |het )?{_NAME}",
    rf"(?:Ministerie|MINISTERIE) (?:van|voor) {_NAME}(?:, {_NAME} en {_CAPITAL})?",
    rf"(?:Inspectie|Autoriteit|Toezicht) {_NAME}",
    rf"GGD(?: {_NAME})?|GGZ {_NAME}|VNG(?: (?:Realisatie|Risicobeheer))?|Vereniging van Nederlandse Gemeenten",
    rf"(?:Bureau|Stichting|Instituut|Instituut voor|Kenniscentrum|Onderzoeksbureau|Adviesbureau) {_NAME}",
    rf"{_NAME} (?:Advies|Onderzoek|Consultancy|Consultants|Instituut|Research|Groep|Adviseurs|Universiteit|Hogeschool)",
    rf"(?:Universiteit|Hogeschool|Provincie|Regio|Veiligheidsregio|Jeugdregio|Metropoolregio|Omgevingsdienst) {_NAME}",
    rf"Onderzoek (?:en|&) Statistiek(?: {_NAME})?|Sociaal en Cultureel Planbureau|Centraal Bureau voor de Statistiek",
)
"""How names are formed; a space stands for any space within a line."""
_ORGANISATION = re.compile(rf"(?<!\w)(?:{'|'.join(_KINDS)})(?!\w)".replace(" ", r"[^\S\n]+"))
_ABBREVIATION = 4
"""The most letters of a word in capitals that stays in capitals."""
ABBREVIATIONS = {"Vereniging van Nederlandse Gemeenten": "VNG"}
"""Names that bodies go by more often than by their own."""


_AS_WRITTEN = 3
"""The fewest words of a known name whose capitals do not matter: 'Raad voor het openbaar bestuur'."""


@cache
def _known() -> re.Pattern[str]:
    with KNOWN.open(encoding="utf-8", newline="") as file:
        names = sorted({row["name"] for row in csv.DictReader(file)}, key=lambda name: (-len(name), name))
    patterns = [f"(?i:{re.escape(name)})" if len(name.split()) >= _AS_WRITTEN else re.escape(name) for name in names]
    return re.compile(rf"(?<![\w@.-])(?=[A-ZÀ-Ý])(?:{'|'.join(patterns)})(?![\w@]|-\w)")


def organisation_in(text: str) -> str:
    """Return the first name in a text that is known, or formed, as that of an organisation; empty without one."""
    found = [match for match in (_known().search(text), _ORGANISATION.search(text)) if match]
    if not found:
        return ""
    return min(found, key=lambda match: (match.start(), -len(match[0])))[0].rstrip(".,")


def usual_name(name: str) -> str:
    """Return the name that an organisation goes by, with a capital first."""
    known = ABBREVIATIONS.get(name, name)
    if known.isupper() and " " in known:
        known = " ".join(word if len(word) <= _ABBREVIATION else word.capitalize() for word in known.split())
    return known[:1].upper() + known[1:]
