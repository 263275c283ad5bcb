"""A question as it is understood: the gemeente that it names, and what it asks for, word by word."""

from __future__ import annotations

import csv
import math
import re
import sqlite3
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache, lru_cache
from itertools import pairwise
from unicodedata import normalize

from corpus.reference import GEMEENTEN
from reports.asking.language import language
from reports.publishing.search import lemma, words
from reports.publishing.words import FORMS, is_known, stem, stems

LONGEST = 300
"""Characters of a question that count."""
MOST_WORDS = 16
"""Words of a question that count."""
MOST_CODES = 3
"""Elements that a word describes at most, to point at them."""
MOST_FORMS = 40
"""Forms in the corpus that a word of a question stands for, the best first."""
OWN, PART_OF, SYNONYM, PART, BOTH_PARTS = 1.0, 0.75, 0.7, 0.4, 0.9
"""What a form counts for: one of the word's own family, a compound with it, a synonym, a part of it, both parts."""
LIGHT, VERB = 0.25, 0.75
"""What a light word and a verb weigh, as part of what they would otherwise."""
_FLOOR = 0.4
"""What the most usual word weighs, where one that is nowhere weighs 1."""
_YEAR = re.compile(r"(?:19|20)[0-9]{2}")
_NUMBERED = frozenset({"hoeveel", "vaak", "lang", "aantal", "percentage"})
_DESCRIBING = re.compile(
    r"(?:ige?|lijke?|baar|bare|loos|loze|zaam|zame|ende?|ische?)$|^(?:on|ge|be|ver|ont).*(?:d|t|de|te)$"
)
"""How adjectives and participles begin and end."""
_PARTICLES = frozenset(
    {"aan", "af", "bij", "door", "in", "mee", "na", "om", "op", "over", "terug", "toe", "uit", "voor"}
)
"""Words that a Dutch verb may leave at the end of a sentence: wie stelt het plan op."""


@dataclass(frozen=True)
class Concept:
    """A word of a question, what it weighs, and its forms in the corpus."""

    word: str
    weight: float
    forms: Mapping[str, float]
    """What each form counts for."""
    parts: Mapping[str, frozenset[str]]
    """The forms of each part of a compound, by the stem of the part."""
    codes: frozenset[str]
    """Names of elements of which the definition has the word."""
    count: int
    """Quotes with the word itself in any form."""

    @property
    def is_there(self) -> bool:
        """Tell whether the corpus has the word in any way."""
        return bool(self.forms or self.codes)


@dataclass(frozen=True)
class Question:
    """What is asked."""

    text: str
    concepts: tuple[Concept, ...]
    places: tuple[str, ...] = ()
    """Gemeenten of the corpus that the question names."""
    elsewhere: tuple[str, ...] = ()
    """Gemeenten that it names and the corpus knows nothing of."""
    direction: str = ""
    """Helpt, Belemmert or Nodig where the question asks for one; else empty."""
    wants_number: bool = False
    pairs: frozenset[tuple[str, str]] = field(default=frozenset())
    """Words that follow each other."""
    years: frozenset[int] = field(default=frozenset())
    """Years that it names: those of documents are preferred."""


def understood(db: sqlite3.Connection, text: str) -> Question:
    """Return what a question asks of a public database."""
    flat = " ".join(normalize("NFC", text[:LONGEST]).split())[:LONGEST]
    places, rest = _taken(_places(db), flat, re.IGNORECASE)
    known = {name.lower() for name in _places(db)}
    # Names of gemeenten may be words too, such as Best and Buren: within a sentence a capital tells.
    elsewhere, _ = _taken([name for name in _register() if name.lower() not in known], rest.partition(" ")[2], 0)
    total = db.execute("SELECT max(rowid) FROM citaten").fetchone()[0] or 0
    every, speech = words(flat), language()
    concepts = (_concept(db, word, total) for word in _asked(db, words(rest)))
    return Question(
        text=flat,
        concepts=tuple(each for each in concepts if each.is_there or each.word not in speech.light),
        places=places,
        elsewhere=elsewhere,
        direction=next((speech.directions[word] for word in every if word in speech.directions), ""),
        wants_number=bool(_NUMBERED & set(every)),
        pairs=frozenset(pairwise(every)),
        years=frozenset(int(word) for word in every if _YEAR.fullmatch(word)),
    )


def _asked(db: sqlite3.Connection, said: Sequence[str]) -> list[str]:
    """Return the words that say what is asked; a verb with its particle where the corpus has them as one."""
    found = []
    for place, word in enumerate(said):
        if word in language().stop or len(word) < 2 or _YEAR.fullmatch(word):
            continue
        whole = (particle + lemma(word) for particle in said[place + 1 :] if particle in _PARTICLES)
        found.append(next((each for each in whole if _has(db, each)), word))
    return list(dict.fromkeys(found))[:MOST_WORDS]


def _has(db: sqlite3.Connection, word: str) -> bool:
    query = f"SELECT 1 FROM {FORMS} WHERE stam = ? AND NOT is_deel LIMIT 1"
    return db.execute(query, [stem(word)]).fetchone() is not None


def _concept(db: sqlite3.Connection, word: str, total: int) -> Concept:
    own, *parts = stems(word)
    synonyms = language().synonyms
    worth = {each: (SYNONYM * PART, 0.0) for of in parts for each in sorted(synonyms.get(of, ()))}
    worth |= dict.fromkeys(sorted(synonyms.get(own, ())), (SYNONYM, SYNONYM * PART_OF))
    worth |= dict.fromkeys(parts, (PART, PART)) | {own: (OWN, PART_OF)}
    rows = _forms(db, worth)
    forms: dict[str, float] = {}
    for each, form, is_part, _ in rows:
        if not worth[each][is_part]:
            continue
        forms[form] = max(forms.get(form, 0.0), worth[each][is_part])
    best = sorted(forms.items(), key=lambda item: -item[1])[:MOST_FORMS]
    count = sum(count for each, _, is_part, count in rows if each == own and not is_part)
    # A word that is only there in others of its meaning is as usual as these are.
    alike = {form: count for each, form, is_part, count in rows if worth[each][is_part] >= SYNONYM}
    return Concept(
        word=word,
        weight=_weight(count or sum(alike.values()), total) * _share(word, is_there=bool(forms)),
        forms=dict(best),
        parts={part: frozenset(form for each, form, _, _ in rows if each == part) for part in parts},
        codes=frozenset() if word in language().light else _codes(db).get(own, frozenset()),
        count=count,
    )


def _share(word: str, *, is_there: bool) -> float:
    """Return what a word weighs as part of a noun; one that only describes is missed less where the corpus lacks it."""
    if word in language().light or (not is_there and _DESCRIBING.search(word)):
        return LIGHT
    return VERB if _is_verb(word) else 1.0


def _is_verb(word: str) -> bool:
    """Tell whether a word is a form of a verb: its dictionary form ends as an infinitive does, and is another."""
    return lemma(word).endswith("en") and (lemma(word) != word or not is_known(word[:-1] + "s"))


def _forms(db: sqlite3.Connection, asked: Iterable[str]) -> list[tuple[str, str, int, int]]:
    wanted = list(asked)
    marks = ", ".join("?" * len(wanted))
    query = f"SELECT stam, woord, is_deel, citaten FROM {FORMS} WHERE stam IN ({marks}) ORDER BY citaten DESC, woord"
    return db.execute(query, wanted).fetchall()


def _weight(count: int, total: int) -> float:
    """Return what a word weighs: more as fewer quotes have it (Spärck Jones 1972), between the floor and 1."""
    rarity = math.log((total + 1) / (count + 0.5)) / math.log((total + 1) / 0.5)
    return _FLOOR + (1 - _FLOOR) * max(0.0, rarity)


def _codes(db: sqlite3.Connection) -> dict[str, frozenset[str]]:
    """Return, by stem, the names of the few elements that their codebook describes with it."""
    rows = db.execute("SELECT naam, omschrijving FROM codeboeken WHERE dimensie = 'element' ORDER BY rowid")
    return _described(tuple((name, f"{name} {text or ''}") for name, text in rows))


@lru_cache(maxsize=4)
def _described(codes: tuple[tuple[str, str], ...]) -> dict[str, frozenset[str]]:
    found: defaultdict[str, set[str]] = defaultdict(set)
    for name, text in codes:
        for word in words(text):
            if word not in language().stop:
                found[stem(word)].add(name)
    return {each: frozenset(names) for each, names in found.items() if len(names) <= MOST_CODES}


def _places(db: sqlite3.Connection) -> list[str]:
    query = "SELECT gemeente FROM gemeenten WHERE gemeente <> '' ORDER BY length(gemeente) DESC, gemeente"
    return [row[0] for row in db.execute(query)]


def _taken(names: Iterable[str], text: str, flags: int) -> tuple[tuple[str, ...], str]:
    """Return the names that stand in a text, and the text without them."""
    found, lower = [], text.lower()
    for name in names:
        if name.lower() in lower and re.search(pattern := rf"(?<!\w){re.escape(name)}(?!\w)", text, flags):
            found.append(name)
            text = re.sub(pattern, " ", text, flags=flags)
    return tuple(found), text


@cache
def _register() -> Sequence[str]:
    with GEMEENTEN.open(encoding="utf-8", newline="") as file:
        names = {row["name"] for row in csv.DictReader(file)}
    return sorted(names, key=lambda name: (-len(name), name))
