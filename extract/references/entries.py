"""Entries of a reference list: 'Rekenkamer Lindervoort (2019). Dichtbij. Onderzoek naar de wijkteams.'"""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import zip_longest

from extract.metadata.gazetteer import Gazetteer, Mention
from extract.references.reference import LONGEST, Reference, codes, together, usable
from extract.references.words import EVALUATION, QUOTED, TEAMS, YEAR_IN_BRACKETS, sentences

_SMALL = frozenset(
    {"van", "de", "der", "den", "ter", "ten", "het", "en", "in", "te", "voor", "e.a.", "al.", "et", "red.", "eds."}
    | {"gemeente", "rekenkamer", "rekenkamercommissie", "afdeling", "bureau", "onderzoek", "i.s.m.", "m.m.v."}
)
"""Words of an author's name that have no capital."""
_WORD = re.compile(r"[^\s,;&/()]+")
_BULLET = "•-–·[]0123456789. "
_MARKS = "‘’“”\"' "
_ADDRESS = re.compile(r"\b(?:https?://|www\.|geraadpleegd).*$", re.IGNORECASE | re.DOTALL)
_FEWEST = 8
_LONGEST_AUTHOR = 160


def read_entries(text: str, named: list[Mention], gazetteer: Gazetteer) -> Iterator[Reference]:
    """Yield the references of the entries that a paragraph holds: author, year in brackets, title (APA, 7th ed.)."""
    years = list(YEAR_IN_BRACKETS.finditer(text))
    known = list(usable(text, named))
    start = 0
    for match, following in zip_longest(years, years[1:]):
        title, end = _title(text, match.end(), following.start() if following else len(text))
        begin = _author_start(text, start, match.start())
        if title and begin is not None and end - begin <= LONGEST:
            yield from _entry(text, (begin, end), match, title, known, gazetteer)
        start = end


def _author_start(text: str, start: int, end: int) -> int | None:
    """Return where the author before a year begins, after earlier sentences; None where the words are no names."""
    for begin, _ in sentences(text[start:end]):
        author = text[start + begin : end]
        if len(author) <= _LONGEST_AUTHOR and _is_author(author.strip()):
            return start + begin + len(author) - len(author.lstrip())
    return None


def _is_author(text: str) -> bool:
    words = _WORD.findall(text.lstrip(_BULLET))
    return bool(words) and words[0][0].isupper() and all(word[0].isupper() or word in _SMALL for word in words)


def _title(text: str, start: int, stop: int) -> tuple[str, int]:
    """Return the title after a year, and where the entry ends: with its subtitle and publisher where they fit."""
    begin = stop - len(text[start:stop].lstrip(" .:,\n"))
    rest = _ADDRESS.sub("", text[begin : min(stop, begin + 2 * LONGEST)])
    spans = list(sentences(rest))
    quoted = QUOTED.match(rest)
    title = (quoted[0] if quoted else rest[: spans[0][1]]).strip().rstrip(".").strip(_MARKS)
    ends = [end for _, end in spans[:3] if end <= LONGEST - 100] or [spans[0][1]]
    is_title = len(title) >= _FEWEST and not title[0].islower()
    return (title if is_title else ""), begin + len(rest[: ends[-1]].rstrip())


def _entry(
    text: str, span: tuple[int, int], match: re.Match[str], title: str, named: list[Mention], gazetteer: Gazetteer
) -> Iterator[Reference]:
    """Yield the reference of one entry for each gemeente of its title, or else of its author."""
    start, end = span
    if not (TEAMS.search(text, match.end(), end) and EVALUATION.search(text, start, end)):
        return
    of = [mention for mention in named if match.end() <= mention.start < end]
    by = [mention for mention in named if start <= mention.start < match.start() and mention.is_cued]
    year = int(match["year"])
    for group in [group for group in (of, by) if group][:1]:
        for code in codes(together(text, group[0], group), year, gazetteer):
            yield Reference(title, code, year, start, end)
