"""The words of questions: which say what is asked, how much they weigh, and which others are asked for with them."""

from __future__ import annotations

import tomllib
from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from reports.publishing.search import words
from reports.publishing.words import stem

_FILE = Path(__file__).parent / "woorden.toml"


@dataclass(frozen=True)
class Language:
    """What is known of words beforehand."""

    stop: frozenset[str]
    """Words that say nothing of what is asked."""
    light: frozenset[str]
    """Words that weigh little."""
    directions: Mapping[str, str]
    """The direction that a word asks for, as tables name it."""
    synonyms: Mapping[str, frozenset[str]]
    """The stems that are asked for along with a stem."""


@cache
def language() -> Language:
    """Return what the file of words says."""
    values = tomllib.loads(_FILE.read_text(encoding="utf-8"))
    synonyms: defaultdict[str, set[str]] = defaultdict(set)
    for line in values["synoniemen"]["lijst"]:
        group = {stem(word) for word in words(line)}
        for each in group:
            synonyms[each] |= group - {each}
    directions = {word: name for name, line in values["richting"].items() for word in words(line)}
    return Language(
        stop=frozenset(words(values["stop"])),
        light=frozenset(words(values["licht"])) | directions.keys(),
        directions=directions,
        synonyms={each: frozenset(found) for each, found in synonyms.items()},
    )
