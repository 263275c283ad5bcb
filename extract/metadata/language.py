"""The language that the document is written in, as a code of ISO 639-1."""

from __future__ import annotations

import re
from collections.abc import Iterator

import simplemma

from extract.metadata.reading import Candidate, Reading

FIELD = "language"
NAMES = {"ar": "Arabisch", "de": "Duits", "en": "Engels", "es": "Spaans", "fr": "Frans", "nl": "Nederlands"}
"""The languages that are told apart, by their Dutch names."""

_DUTCH = "nl"
_OTHERS = tuple(sorted(NAMES.keys() - {_DUTCH}))
"""Tried where a text is not Dutch: their dictionaries take seconds to load."""
_SURE = 0.6
"""A text with this share of Dutch words is Dutch: of German, the likest, a third of the words are."""
_LEAST, _LEAD = 0.5, 0.15
"""Below this share of its words, or this lead on the next one, a language is not known."""
_FEWEST = 5
"""A text with fewer words tells no language, and is not worth the dictionaries."""
_WORD = re.compile(r"[^\W\d_]{2,}")
_LINE = re.compile(r"[^\n]*\w+(?:[^\w\n]+\w+){4,}[^\n]*")


def read(reading: Reading) -> Iterator[Candidate]:
    """Yield the language whose dictionary holds most of the common words; nothing where none holds half of them."""
    text = "\n".join(page.text for page in reading.pages)
    language, share = language_of(text)
    if language:
        quote, page = _first_line(reading)
        yield Candidate(language, quote, page, "woorden in het woordenboek (simplemma)", share)


def language_of(text: str) -> tuple[str, float]:
    """Return the language of a text, with the share of its common words that are of it; empty where it is not known."""
    if len(_WORD.findall(text, 0, 10_000)) < _FEWEST:
        return "", 0.0
    share = simplemma.in_target_language(text, lang=_DUTCH)
    if share >= _SURE:
        return _DUTCH, share
    found = [item for item in simplemma.langdetect(text, lang=(_DUTCH, *_OTHERS)) if item[0] != "unk"]
    if len(found) < 2 or found[0][1] < _LEAST or found[0][1] - found[1][1] < _LEAD:
        return "", 0.0
    language, share = found[0]
    return language, share


def _first_line(reading: Reading) -> tuple[str, int | None]:
    """Return the first line of five words or more, with its page."""
    found = ((_LINE.search(page.text), page.number) for page in reading.pages)
    return next(((match[0].strip(), number) for match, number in found if match), ("", None))
