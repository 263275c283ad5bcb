"""Names of Dutch public bodies and bureaus, by how they are formed."""

from __future__ import annotations

import re

_OTHER = (
    "Begroting|Jaarstukken|Jaarrekening|Jaarverslag|Jaarbericht|Evaluatie|Rapport|Datum|Postbus|Uitgave|Versie|Status"
    "|Januari|Februari|Maart|April|Mei|Juni|Juli|Augustus|September|Oktober|November|December|Aan|Onderwerp|Betreft"
)
"""Words with a capital that end a name."""
_CAPITAL = rf"(?:(?!(?:{_OTHER})\b)['’]?[A-ZÀ-Ý][\w’'&.-]*)"
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


def organisation_in(text: str) -> str:
    """Return the first name in a text that is formed as that of an organisation; empty where there is none."""
    match = _ORGANISATION.search(text)
    return match[0].rstrip(".,") if match else ""


def usual_name(name: str) -> str:
    """Return the name that an organisation goes by, with a capital first."""
    known = ABBREVIATIONS.get(name, name)
    if known.isupper() and " " in known:
        known = " ".join(word if len(word) <= _ABBREVIATION else word.capitalize() for word in known.split())
    return known[:1].upper() + known[1:]
