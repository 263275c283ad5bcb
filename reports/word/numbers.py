"""Numbers in Dutch sentences: what they are, what is counted, and which words are near."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache
from typing import NamedTuple

_WORDS = (
    "nul", "één", "twee", "drie", "vier", "vijf", "zes", "zeven", "acht", "negen", "tien", "elf", "twaalf", "dertien",
    "veertien", "vijftien", "zestien", "zeventien", "achttien", "negentien", "twintig",
)  # fmt: skip
_TOKEN = re.compile(r"\d+(?:[.,]\d+)*|[^\W\d_]+(?:['’-][^\W\d_]+)*|%|[.;:!?()]")
_COUNTED = {
    "evaluatie": ("evaluatie", "onderzoek", "studie"),
    "document": ("document", "rapport", "stuk"),
    "passage": (
        "passage", "citaat", "citaten", "quote", "fragment", "keer", "maal", "vindplaats", "uitspra", "plaats", "plek",
        "vermelding",
    ),
    "gemeente": ("gemeente",),
    "element": ("element",),
    "bladzijde": ("bladzijde", "pagina"),
    "thema": ("thema",),
    "procent": ("procent", "%"),
    "jaar": ("jaar",),
}  # fmt: skip
"""What tables count, and the beginnings of the words for it."""


_MEASURES = {
    "uur", "euro", "fte", "maand", "week", "dag", "km", "meter", "miljoen", "miljard", "duizend", "honderd", "man",
    "januari", "februari", "maart", "april", "mei", "juni", "juli", "augustus", "september", "oktober", "november",
    "december",
}  # fmt: skip
"""What a number counts, in the singular, that no table counts."""
_PLACES = {"hoofdstuk", "paragraaf", "bladzijde", "blz", "pagina", "artikel", "bijlage", "tabel", "figuur", "p", "nr"}
"""Words before a number that is no count but a name."""


class Counted(NamedTuple):
    """What a number counts: a kind that tables count, or none, and the word for it."""

    kind: str
    word: str


class Number(NamedTuple):
    """A number in a text: what it is, whether of a hundred, and at which word it stands."""

    text: str
    is_percentage: bool
    at: int


def tokens(text: str) -> list[str]:
    """Return the words, numbers and signs of a text in small letters."""
    return [token.lower() for token in _TOKEN.findall(text)]


def numbers(found: Sequence[str]) -> list[Number]:
    """Return the numbers among words, those up to twenty also where they are written in letters."""
    made = []
    for at, token in enumerate(found):
        text = str(_WORDS.index(token)) if token in _WORDS else token
        if text[0].isdigit() and (not at or found[at - 1] not in _PLACES):
            text = re.sub(r"[.](?=[0-9]{3}(?![0-9]))", "", text)
            following = found[at + 1] if at + 1 < len(found) else ""
            made.append(Number(text, following in ("%", "procent"), at))
    return made


def counted_after(found: Sequence[str], at: int) -> Counted | None:
    """Return what the number at a place among words counts, as far as the words after it say."""
    for token in found[at + 1 : at + 4]:
        if not token[0].isalpha() and token != "%":
            return None
        if kind := kind_of(token):
            return Counted(kind, token)
        if token in _MEASURES or _is_plural(token):
            return Counted("", token)
        if not token.endswith("e") or len(token) < 4:  # What ends otherwise is no adjective before a noun.
            return None
    return None


def kind_of(token: str) -> str:
    """Return the kind of what a word counts; empty for other words."""
    return next((kind for kind, starts in _COUNTED.items() if token.startswith(starts)), "")


def kinds_in(text: str) -> set[str]:
    """Return the kinds of all that a text says it counts."""
    return {kind for token in tokens(text) if (kind := kind_of(token))}


@cache
def _is_plural(token: str) -> bool:
    """Tell whether a word is a noun in the plural, as far as its dictionary form tells."""
    if not token.endswith(("en", "s")) or len(token) < 5:
        return False
    from reports.publishing.search import lemma

    return lemma(token) != token and not lemma(token).endswith("en")
