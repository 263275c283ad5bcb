"""Names of persons, as they stand in colophons, on covers and in reference lists."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

_TITLE = r"(?:(?:[Pp]rof|[Dd]rs?|[Ii]r|[Ii]ng|[Mm]r|[Mm]w|[Dd]hr|[Mm]evr|[Dd]s|[Bb]c)\.?|[Mm]evrouw|[Dd]e heer)\s+"
_LETTERS = "A-Za-zÀ-ÖØ-öø-ÿ"
_CAPITALS = "A-ZÀ-ÖØ-Þ"
_SMALL = "a-zß-öø-ÿ"
_INITIALS = rf"(?:(?:[{_CAPITALS}]|IJ|Th|Ch|Chr|Ph|Tj|Sj)\.[ -]?){{1,6}}"
_GIVEN = rf"[{_CAPITALS}][{_SMALL}]+(?:-[{_CAPITALS}]?[{_SMALL}]+)?"
_PARTICLE = (
    r"(?:[Vv]an(?:\s(?:den|der|de|het|’t|'t))?|[Dd]e(?:\s(?:la|los))?|[Dd]en|[Dd]er|[Tt]er|[Tt]en|[Tt]e|’t|'t|[Vv]on|[Ee]l"
    r"|[Ii]n\s(?:’t|'t|het|de)|[Oo]p\s(?:den?|’t|'t)|[Uu]it\sden?|[Bb]en|[Ll]e|[Ll]a|[Dd]u|[Dd]a|[Dd]i)"
)
_PREFIX = rf"(?:{_PARTICLE}\s+|[dl][’'])"
_LAST = rf"(?!(?:MSc|BSc|PhD|LLM)\b)[{_CAPITALS}][{_SMALL}{_CAPITALS}’']*[{_SMALL}]"
_SURNAME = rf"{_PREFIX}?{_LAST}(?:\s?-\s?(?:{_PREFIX}){{0,1}}{_LAST})?"
_DEGREE = (
    r"(?:,?\s(?:M\.?Sc\.?|M\.?A\.?|B\.?Sc\.?|B\.?A\.?|Ph\.?D\.?|MPA|MBA|LL\.?M\.?|MPhil|RA|RE|RO|RC|CIA|EMIA|EMPM|MPM"
    r"|BPA|MCM))"
)
_PERSON = (
    rf"(?:{_TITLE})*"
    rf"(?P<name>(?:{_INITIALS}\s*|{_GIVEN}\s+(?:{_GIVEN}\s+|{_INITIALS}\s*)?){_SURNAME}){_DEGREE}{{0,3}}"
)
_SHORT = rf"(?:{_TITLE})*(?P<name>(?:{_INITIALS}\s?|{_GIVEN}\s+){_SURNAME}){_DEGREE}{{0,3}}"
"""A name with one given name, where names follow each other without anything between."""
_WHOLE = re.compile(_PERSON)
_NEXT = re.compile(rf"\s*{_SHORT}(?=\s|$)")
_INVERTED = re.compile(
    rf"(?P<last>{_SURNAME}),\s*(?P<first>{_INITIALS})"
    rf"(?:\s?(?P<between>{_PARTICLE})(?=\s*(?:[;,&.\n]|$)))?"
)
_BETWEEN = re.compile(r"\s*(?:,?\s(?:en|met)\s|[,;&|•·\n/+]|\s[–—-]\s)\s*")
_ASIDE = re.compile(r"\s*\([^()\n]{1,80}\)")
_DEGREE_ALONE = re.compile(_DEGREE.replace(r",?\s", "", 1))

_NO_PERSON = re.compile(
    r"\b(?:\w*(?:advies|adviseurs?|onderzoek|bureau|instituut|gemeenten?|groep|kamer|raad|stichting|universiteit|school"
    r"|commissie|corporatie|fonds|inspectie|directie|faculteit|lectoraat|centrum|platform|ministerie|research|consult\w*"
    r"|rapport\w*|evaluatie|teams?|afdeling|dienst|kennis|zorg|welzijn|jeugd|beleid|domein|statistiek|project(?:en)?"
    r"|partners|academie|netwerk|vereniging|regio|provincie|monitor|samenvatting|inleiding|hoofdstuk|bijlage|voorwoord"
    r"|inhoud|colofon|uitgave|versie|concept|definitief)"
    r"|[Bb]\.?[Vv]|[Nn]\.?[Vv]|GGD|GGZ|VNG|sociaa?le?|nederlandse?|lokale?|college|burgemeester|wethouders?|nieuwe?"
    r"|stad|wijk\w*|buurt\w*|samen|public|economics|januari|februari|maart|april|juni|juli|augustus|september|oktober"
    r"|november|december|postbus|straat|plein|den haag|den bosch|telefoon|dit|deze|het|een|wij|wat|hoe|waar|met|voor"
    r"|over|office|user|gebruiker|admin|windows|adobe|canva)\b",
    re.IGNORECASE,
)
"""Words that a name of a person does not hold."""


@dataclass(frozen=True)
class Person:
    """A person named in a text: the name without titles, degrees and function, and where it stands."""

    name: str
    start: int
    end: int


def persons_in(text: str) -> list[Person]:
    """Return the persons that a text begins with: names between commas, bullets or 'en', up to the first that is none.

    What stands in brackets after a name, a function or an employer, is passed over.
    """
    bare = _ASIDE.sub(lambda found: " " * len(found[0]), _kept_initials(text))
    found: list[Person] = []
    at = 0
    while at < len(bare):
        at += len(bare[at:]) - len(bare[at:].lstrip(" \n,;&|•·–-*"))
        stretch = list(_inverted(bare, at)) or list(_stretch(bare, at))
        if not stretch:
            break
        found += stretch
        at = found[-1].end
        between = _BETWEEN.match(bare, at)
        if not between and bare[at:].strip() and not bare[at].isspace():
            break
        at = between.end() if between else at
        while degree := _DEGREE_ALONE.match(bare, at):
            between = _BETWEEN.match(bare, degree.end())
            at = between.end() if between else degree.end()
    return found


def _kept_initials(text: str) -> str:
    """Return a text of equal length in which a given name between brackets is blank: 'J. (Jan) Vos'."""
    return re.sub(rf"\([{_LETTERS}-]{{2,20}}\)", lambda found: " " * len(found[0]), text)


def _inverted(text: str, at: int) -> Iterator[Person]:
    """Yield the person at a place whose surname comes first: 'Vries, J. de' is 'J. de Vries'."""
    if (match := _INVERTED.match(text, at)) and not _NO_PERSON.search(match[0]):
        name = f"{match['first']} {match['between'] or ''} {match['last']}"
        yield Person(_spaced(name), match.start(), match.start() + len(match[0].rstrip()))


def _stretch(text: str, at: int) -> Iterator[Person]:
    """Yield the persons from a place up to the next comma, bullet or end of line."""
    border = _BETWEEN.search(text, at)
    end = border.start() if border else len(text)
    while border and _DEGREE_ALONE.match(text, border.end()) and text[border.start()] == ",":
        border = _BETWEEN.search(text, border.end())
        end = border.start() if border else len(text)
    part = text[at:end].rstrip(" .:")
    whole = _WHOLE.fullmatch(part)
    if whole and not _NO_PERSON.search(part):
        yield Person(_spaced(whole["name"]), at, at + len(part))
        return
    yield from _in_a_row(part, at)


def _in_a_row(part: str, at: int) -> Iterator[Person]:
    """Yield the persons of a stretch that consists of names only, without anything between."""
    found: list[Person] = []
    place = 0
    while match := _NEXT.match(part, place):
        start = match.start() + len(match[0]) - len(match[0].lstrip())
        found.append(Person(_spaced(match["name"]), at + start, at + match.end()))
        place = match.end()
    if len(found) > 1 and not part[place:].strip() and not _NO_PERSON.search(part):
        yield from found


def _spaced(name: str) -> str:
    return " ".join(re.sub(r"(?<=\.)(?=[^\W\d_]{2,})", " ", re.sub(r"\.\s+(?=[A-Z]\.)", ".", name)).split())
