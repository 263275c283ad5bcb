"""How well a page was read: the share of its words that are words, of a sample."""

from __future__ import annotations

import re
from functools import lru_cache

import simplemma

GOOD_ENOUGH = 0.6
"""Text of less quality may not be what the page shows: garbled layers score under .4, good pages in Dutch over .75."""
_SAMPLE = 80
_SINGLE = 0.3
"""A greater share of words of one character calls for a look at whether words are spaced out."""
_DUTCH, _ENGLISH = "nl", "en"
_SURE = 0.9
"""Only pages that score less in Dutch are looked up in English too: its words take time to load."""
_PRIOR = 3
"""Words taken as good beforehand, so that a page of hardly any words is not judged by them."""
_UNSPACED = 30
"""Letters in a row that are more than one word: the longest compounds in reports have fewer."""
_WORD_LENGTH = 6
_SHORT = 2
"""Words of so few letters are often words by chance."""
_SHORTEST_PART = 4
_LINKS = ("", "s", "e", "en")
"""What may stand between the parts of a Dutch compound."""
_EDGES = " \t\n.,;:!?()[]{}<>‘’“”„'\"«»…–—-•*/|+=%€$&#©®™°§†~_@"
_ADDRESS = re.compile(r"https?:|www\.|@|\w\.(?:nl|com|org|eu|net|pdf)\b", re.IGNORECASE)
_MEANINGLESS = re.compile(r"[\x00-\x08\x0e-\x1f\x7f-\x9f\ue000-\uf8ff\ufffd\U000f0000-\U0010ffff]")
_REPLACED = "\ufffd"
"""The one among them that counts as printable."""
_GLYPH = re.compile(r"\(cid:\d+\)|/g\d+")
_SPACED_OUT = re.compile(r"(?<!\S)(?:[^\W\d_] ){4,}[^\W\d_](?!\S)")
_LETTERS = re.compile(r"[^\W\d_]+")
_ODD_CASE = re.compile(r"[a-zà-ÿ][A-ZÀ-Þ].*[a-zà-ÿ][A-ZÀ-Þ]|[A-Z]{2}[a-zà-ÿ]+[A-Z]")
_ODD_SIGNS = re.compile(r"[^\W\d_][^\w\s'’.,/&()@:;+*\"“”–—\-…!?|=%]+[^\W\d_]|[^\W\d_]\d+[^\W\d_]|^\d[A-Z]{4}")


def quality_of(text: str, unreadable_count: int = 0) -> float:
    """Return the share from 0 to 1 of words that are words, numbers, names and addresses left out of the count.

    Text that is too little to judge counts as good. `unreadable_count` is that of characters already left out.
    """
    words = [word for word in text.split() if word.isalnum() or word.strip(_EDGES)]
    step = max(len(words) / _SAMPLE, 1)
    sample = [words[int(index * step)] for index in range(int(len(words) / step))]
    is_clear = text.isprintable() and _REPLACED not in text
    bad = (unreadable_count + (0 if is_clear else len(_MEANINGLESS.findall(text)))) / _WORD_LENGTH
    if sum(len(word) == 1 for word in sample) > _SINGLE * len(sample):
        bad += sum(len(found[0]) / 2 for found in _SPACED_OUT.finditer(text)) / _WORD_LENGTH
    quality = _share(sample, bad / step, (_DUTCH,))
    return quality if quality >= _SURE else _share(sample, bad / step, (_DUTCH, _ENGLISH))


def _share(words: list[str], bad: float, languages: tuple[str, ...]) -> float:
    good = float(_PRIOR)
    for word in words:
        weight = _weigh(word, languages)
        good += max(weight, 0)
        bad -= min(weight, 0)
    return good / (good + bad)


@lru_cache(200_000)
def _weigh(word: str, languages: tuple[str, ...]) -> float:
    """Return how many good words a string stands for, or bad ones as a negative number; 0 where it tells nothing."""
    bare = word.strip(_EDGES)
    letters = max(_LETTERS.findall(bare), key=len, default="")
    if _GLYPH.search(word):
        return -1.0
    if len(letters) < 2 or _ADDRESS.search(word):
        return 0.0
    if len(letters) > _UNSPACED:
        return -len(letters) / _WORD_LENGTH
    if _is_known(letters.casefold(), languages):
        return 1.0 if len(letters) > _SHORT else 0.5
    if _ODD_SIGNS.search(bare) or _ODD_CASE.search(bare):
        return -1.0
    if letters.isupper():
        return -0.5 if len(letters) > _WORD_LENGTH else 0.0
    return 0.0 if letters[0].isupper() or not letters[0].islower() else -1.0


def _is_known(word: str, languages: tuple[str, ...]) -> bool:
    return any(simplemma.is_known(word, lang=language) for language in languages) or _is_compound(word)


def _is_compound(word: str) -> bool:
    """Tell whether a word is two known Dutch ones in a row, or ends in one: Dutch makes new ones as it goes."""
    if len(word) < 2 * _SHORTEST_PART:
        return False
    for at in range(_SHORTEST_PART, len(word) - _SHORTEST_PART + 1):
        if simplemma.is_known(word[at:], lang=_DUTCH) and any(
            word[:at].endswith(link) and simplemma.is_known(word[: at - len(link) or None][:at], lang=_DUTCH)
            for link in _LINKS
        ):
            return True
    return False
