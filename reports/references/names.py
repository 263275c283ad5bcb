"""Names of authors: which are persons, and the parts of a person's name in the order of the list of references."""

from __future__ import annotations

import re
from collections.abc import Collection

_BODY = re.compile(
    r"\d|[&+@/]|\b(?:gemeente|provincie|rijk|ministerie|bureau|rekenkamer\w*|raad|college|commissie|stichting|vereniging"
    r"|instituut|universiteit|hogeschool|academie|lectoraat|werkplaats|team|afdeling|directie|dienst|cluster"
    r"|\w*groep|inspectie|ombudsman|ggd|ggz|vng|cbs|scp|cpb|advies|onderzoek|consult\w*|advies\w*|adviseurs"
    r"|partners|research|groep|fonds|kenniscentrum|centrum|platform|netwerk|b\.?v\.?|n\.?v\.?|public|maatschap)\b",
    re.IGNORECASE,
)
_PARTICLES = frozenset(
    {"van", "de", "den", "der", "het", "'t", "’t", "'s", "in", "op", "ten", "ter", "te", "aan", "bij", "uit", "voor"}
    | {"von", "zu", "du", "la", "le", "el", "al", "da", "di"}
)
_TITLES = re.compile(r"^(?:(?:prof|dr|drs|ir|ing|mr|dhr|mw|mevr|bc|em)\.?\s+)+", re.IGNORECASE)
_BEHIND = re.compile(r"(?:,?\s+(?:MSc|MA|BSc|BA|PhD|RA|RE|LLM|MPA|EMIA)\.?)+$|\s*\([^)]*\)\s*$")
_WORD = re.compile(r"^(?:[A-ZÀ-Þ][\w’'.-]*|[a-zß-ÿ]['’][A-ZÀ-Þ][\w-]+)$")
_INITIALS = re.compile(r"^(?:[A-ZÀ-Þ][a-z]{0,2}\.-?)+$")


def is_person(name: str, bodies: Collection[str] = ()) -> bool:
    """Tell whether a name has the form of a person's; `bodies` are names in small letters that are known not to be."""
    bare = _bare(name)
    words = bare.split()
    if bare.casefold() in bodies or _BODY.search(bare) or not 2 <= len(words) <= 8:
        return False
    proper = [word for word in words if word.lower() not in _PARTICLES]
    return len(proper) >= 2 and bool(_WORD.match(words[0])) and all(_WORD.match(word) for word in proper)


def parts(name: str) -> tuple[str, str]:
    """Return the surname of a person and the given names or initials before it.

    A prefix belongs to the surname and begins with a capital, as the Werkgroep APA of Dutch universities advises:
    `Joost de Koning` → `De Koning`, `Joost`.
    """
    words = _bare(name).split()
    given = 1
    while given < len(words) - 1 and _INITIALS.match(words[given]):
        given += 1
    while given < len(words) - 1 and words[given].lower() not in _PARTICLES and _is_later(words, given):
        given += 1
    surname = " ".join(words[given:])
    return surname if surname.startswith(("'", "’", "d'", "d’")) else surname[0].upper() + surname[1:], _spaced(
        words[:given]
    )


def _is_later(words: list[str], at: int) -> bool:
    """Tell whether a prefix comes after this word, so that it is a given name yet."""
    return any(word.lower() in _PARTICLES and word[0].islower() for word in words[at:])


def _spaced(given: list[str]) -> str:
    """Return given names with initials apart: `A.B.` → `A. B.`."""
    return re.sub(r"\.(?=[^\s.-])", ". ", " ".join(given))


def _bare(name: str) -> str:
    return _BEHIND.sub("", _TITLES.sub("", " ".join(name.split()))).strip(" ,")
