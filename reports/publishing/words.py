"""The words of the quotes by their stems, for questions in plain Dutch: which forms stand where, and how often."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from functools import cache

import simplemma
from sqlite_utils import Database

from reports.publishing.search import lemma, parts, words

FORMS = "woordvormen"
"""The table: each word of the quotes by its stem and by those of the parts of a compound, with how many have it."""
_ENDINGS = ("heden", "heid", "ingen", "ing", "isch", "lijk", "ief", "ie", "en", "er", "e")
"""What is taken off a lemma, the longest first, at most twice."""
_LEAST, _LEAST_BEFORE = 3, {"er": 5}
"""Letters that stay, and more of them before some endings."""
_DOUBLE = re.compile(r"([bdfgklmnprst])\1$")
_LONG = re.compile(r"([aeou])\1")
_SHORTEST_COMPOUND = 8
"""Letters of a word that may be a compound."""
_SHORTEST = 4
"""Letters of the stem of a part; shorter ones are mostly accidents."""
_NO_PARTS = frozenset(
    {"achter", "binnen", "boven", "buiten", "door", "lijk", "lijken", "onder", "over", "samen"}
    | {"tegen", "terug", "tussen", "voor"}
)
"""What stands before or after words and makes them others, and says little by itself."""
_PREFIXES = ("be", "ge", "her", "ont", "ver")
"""How words begin that are seldom compounds."""
_FEWEST_OF_PART = 5
"""Letters of a known word at either end of a compound of which the rest is not known."""


@cache
def stem(word: str) -> str:
    """Return what a word shares with words of its family: wachten and wacht, samenwerking and samenwerken."""
    if not word.strip("-"):
        return word
    bare = _bare(_bare(lemma(word).replace("_", "")))
    bare = _LONG.sub(r"\1", _DOUBLE.sub(r"\1", bare))
    return bare[:-1] + {"z": "s", "v": "f"}.get(bare[-1], bare[-1])


def _bare(word: str) -> str:
    fits = (each for each in _ENDINGS if len(word) - len(each) >= _LEAST_BEFORE.get(each, _LEAST))
    return word.removesuffix(next((each for each in fits if word.endswith(each)), ""))


@cache
def stems(word: str) -> tuple[str, ...]:
    """Return the stem of a word, and after it those of the parts of a compound that are known words."""
    found = _pieces(word)
    parted = (each for part in found if part not in _NO_PARTS and len(each := stem(part)) >= _shortest(word))
    return tuple(dict.fromkeys((stem(word), *parted)))


def _shortest(word: str) -> int:
    return 1 if "-" in word else _SHORTEST


def _pieces(word: str) -> tuple[str, ...]:
    if "-" in word:
        return tuple(filter(None, word.split("-")))
    if len(word) < _SHORTEST_COMPOUND or word.startswith(_PREFIXES):
        return ()
    return parts(word) or _ends(word)


def _ends(word: str) -> tuple[str, ...]:
    """Return the longest known word at each end of a word that is in no dictionary itself."""
    if is_known(word) or len(word) < 2 * _FEWEST_OF_PART:
        return ()
    lengths = range(len(word) - 3, _FEWEST_OF_PART - 1, -1)
    ends = ((word[:length] for length in lengths), (word[-length:] for length in lengths))
    return tuple(known for known in (next(filter(is_known, each), "") for each in ends) if known)


@cache
def is_known(word: str) -> bool:
    """Tell whether a word is in the dictionary."""
    return bool(simplemma.is_known(word, lang="nl"))


def add_forms(db: Database) -> None:
    """Add the table of word forms to a public database that has quotes."""
    db.execute(
        f"CREATE TABLE {FORMS} (stam TEXT, woord TEXT, is_deel INTEGER, citaten INTEGER,"
        " PRIMARY KEY (stam, woord)) WITHOUT ROWID"
    )
    db.conn.executemany(f"INSERT INTO {FORMS} VALUES (?, ?, ?, ?)", _rows(_counted(db)))


def _counted(db: Database) -> Counter[str]:
    counts: Counter[str] = Counter()
    for texts in db.execute("SELECT citaat, elementen, titel FROM citaten"):
        counts.update({word for text in texts if text for word in words(text)})
    return counts


def _rows(counts: Counter[str]) -> Iterator[tuple[str, str, int, int]]:
    for word, count in sorted(counts.items()):
        for place, each in enumerate(stems(word)):
            yield each, word, int(place > 0), count
