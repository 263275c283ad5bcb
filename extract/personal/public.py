"""Who is not a private person: who holds a public office, wrote the document, or is cited as a source."""

from __future__ import annotations

import re
from collections.abc import Iterable

from corpus.records import Fact

_AUTHOR_FIELDS = frozenset({"author", "uitvoerder", "opdrachtgever", "publisher"})
_OFFICES = (
    r"(?:(?:loco-?|oud-?|ex-?)?(?:burgemeesters?|wethouders?|(?:gemeente|concern)?secretaris|minister(?:-president)?s?)"
    r"|staatssecretaris(?:sen)?|gedeputeerden?|(?:tweede )?kamerle?i?d(?:en)?|(?:gemeente)?raadsle?i?d(?:en)?"
    r"|fractie(?:voorzitters?)?|portefeuillehouders?|(?:raads)?griffiers?|commissaris van de koning|dijkgraaf|president"
    r"|(?:kinder)?ombudsman|rekenkamerle?i?d(?:en)?|inspecteur(?:-generaal)?|hoogleraar|professor|prof|lector"
    r"|voorzitter|(?:adjunct-?|project)?directeur|bestuurder|steller|auteurs?)"
)
"""Offices and roles by which a person is known in public."""
_PARTIES = r"(?:VVD|CDA|PvdA|D66|GroenLinks|ChristenUnie|SGP|SP|PVV|NSC|BBB|DENK|Volt|Partij\b[\w ]{0,30}|Belang\w*)"
_TITLES = r"(?:(?:de heer|mevrouw|dhr|mw|mevr|drs|dr|ir|mr|ing|MSc)\b\.?\s*)*"
_BEFORE = re.compile(
    rf"(?:\b{_OFFICES}\b\.?(?:\s+(?:van|voor)\s+[\w\s,&-]{{1,60}})?|{_PARTIES})(?:\s(?:is|was))?[\s,:(|]*{_TITLES}$",
    re.IGNORECASE,
)
_WITHIN = re.compile(rf"^{_OFFICES}\b", re.IGNORECASE)
_AFTER = re.compile(
    rf"^\s?(?:\([\w\s&/-]{{1,30}}\)\s?)?(?:[,(–|-]\s?(?:[\w-]+\s){{0,3}}?{_OFFICES}\b|\s?\(?{_PARTIES}\b"
    rf"|(?:\s[\w-]+){{0,3}}\sals\s(?:[\w-]+\s){{0,2}}?{_OFFICES}\b)",
    re.IGNORECASE,
)
_CITED_AFTER = re.compile(
    r"^['’]?s?\s?(?:(?:,|&|en|et al\.?|e\.a\.|\s|[A-Z][\w'’-]+){0,6})\s?[,(]\s?(?:red\.,?\s?)?(?:19|20)\d\d[a-z]?\b"
)
_CITED_BEFORE = re.compile(
    r"(?:(?:[A-Z]\w+\s)?(?:&|,|;|\ben)\s+|\(\s?(?:zie|bijv\.|o\.a\.|vgl\.)?\s?"
    r"|\b(?:onderzoek|studie|boek|rapport|proefschrift|artikel|model|theorie|definitie) (?:van|door) )$"
)
_YEAR_NEAR = re.compile(r"(?:19|20)\d\d[a-z]?\s?[);,.]")
_BODIES = (
    r"(?:gemeente|stichting|bureau|instituut|universiteit|hogeschool|rekenkamer(?:commissie)?|ggd|provincie|regio|straat"
    r"|(?:wijk|buurt)(?:team)?|gebied|dorp|stad|team|school|fonds|huis|ziekenhuis|locatie|project|methode|model|wet|motie"
    r"|commissie|raad|raadhuis|inspectie|college|groep|plein|park|vereniging|kerk|centrum|foundation|museum)"
)
"""What is named after persons and places."""
_BODY = re.compile(rf"\b{_BODIES}\b|(?:museum|huis|school|plein|straat|laan)$", re.IGNORECASE)
_BODY_BEFORE = re.compile(rf"\b{_BODIES}(?:en|s)?\s(?:van\s|de\s|het\s|in\s)*['‘’\"]?$", re.IGNORECASE)
_BODY_AFTER = re.compile(rf"^['’]?\s?{_BODIES}\b|^-\w", re.IGNORECASE)
_AROUND = 90
_NAME_WORD = re.compile(r"[\w'’-]+")


def last_word(name: str) -> str:
    """Return the last word of a name in small letters: the surname, or what stands for it."""
    words = _NAME_WORD.findall(name)
    return words[-1].casefold() if words else ""


def names_behind(facts: Iterable[Fact]) -> frozenset[str]:
    """Return the last words of the names of a document's authors and of the bodies behind it."""
    return frozenset(last_word(fact.value) for fact in facts if fact.field in _AUTHOR_FIELDS and fact.is_chosen)


def holds_office(text: str, start: int, end: int) -> bool:
    """Tell whether the text around a name says that this person holds an office or a public role."""
    before, after = text[max(0, start - _AROUND) : start], text[end : end + _AROUND]
    return bool(_WITHIN.match(text[start:end]) or _BEFORE.search(before) or _AFTER.match(after))


def is_of_body(text: str, start: int, end: int) -> bool:
    """Tell whether a name is, or is part of, that of a body, a place or a method."""
    before, after = text[max(0, start - _AROUND) : start], text[end : end + _AROUND]
    return bool(_BODY.search(text[start:end]) or _BODY_BEFORE.search(before) or _BODY_AFTER.match(after))


def is_cited(text: str, start: int, end: int) -> bool:
    """Tell whether a name is that of the author of a source."""
    before, after = text[max(0, start - _AROUND) : start], text[end : end + _AROUND]
    if _CITED_AFTER.match(after):
        return True
    cited = _CITED_BEFORE.search(before)
    return bool(cited and ("van " in cited[0] or "door " in cited[0] or _YEAR_NEAR.search(after)))
