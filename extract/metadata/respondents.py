"""How many people answered an enquête or a vragenlijst, and what share of those asked that was."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from extract.metadata.numbers import NUMBER, shown

NAMED = re.compile(
    r"\b\w*enquêtes?\b|\benquete\b|\b(?:online\s+|digitale\s+|schriftelijke\s+)?vragenlijst(?:en|onderzoek)?\b"
    r"|\bsurveys?\b"
    r"|\b(?:inwoners?|burger)?panel(?:onderzoek)?\b(?=[^.]{0,60}\brespon)"
    r"|\(respons\b",
    re.IGNORECASE,
)
_FORM = r"(?:vragenlijst(?:en)?|enquêtes?|survey|formulieren|formulier)"
_WHO = r"(?:(?!de\b|een\b|van\b)[a-zëïé-]+\s+){0,4}?"
_OF = r"(?:\s+van\s+(?:de|hen|deze|die|alle)(?:\s+(?P<asked>[\d.]+|[a-zëé]+))?(?:\s+[a-zëïé-]+){0,3}?)?"
_RETURNED = tuple(
    re.compile(pattern, re.IGNORECASE)
    for pattern in (
        rf"(?<![\d.,–-]){NUMBER}\s+(?:volledig\s+)?(?:ingevulde|bruikbare|geretourneerde|teruggestuurde"
        rf"|complete)\s+{_FORM}",
        rf"(?<![\d.,–-]){NUMBER}\s+{_WHO}respondenten\b",
        rf"\b(?:ingevuld|beantwoord|teruggestuurd|geretourneerd)\s+door\s+(?:in\s+totaal\s+)?{NUMBER}{_OF}",
        rf"\bdoor\s+{NUMBER}{_OF}\s+{_WHO}(?:is\s+|zijn\s+)?(?:volledig\s+)?(?:ingevuld|beantwoord)",
        rf"(?<![\d.,–-]){NUMBER}{_OF}\s+{_WHO}(?:vulden|stuurden|beantwoordden"
        rf"|retourneerden)\s+(?:[a-zëé]+\s+){{0,4}}?(?:in|terug|{_FORM})\b",
        rf"(?<![\d.,–-]){NUMBER}{_OF}\s+{_WHO}(?:deden|namen)\s+(?:[a-z]+\s+){{0,3}}?(?:mee|deel)\b",
        rf"(?<![\d.,–-]){NUMBER}{_OF}\s+{_WHO}hebben\s+(?:[a-zëé]+\s+){{0,4}}?(?:ingevuld|gereageerd|meegedaan"
        rf"|deelgenomen|gerespondeerd)",
        rf"\bhebben\s+(?:er\s+)?{NUMBER}\s+{_WHO}(?:de|een|deze|hun)\s+{_FORM}\s+(?:[a-z]+\s+)?(?:ingevuld|teruggestuurd|beantwoord)",
        rf"\b(?:bij|onder)\s+{NUMBER}\s+{_WHO}een\s+(?:[a-z]+\s+)?{_FORM}\s+af(?:genomen)?\b",
        rf"\b(?:vulden|stuurden)\s+(?:er\s+)?{NUMBER}\s+{_WHO}(?:[a-zëé]+\s+){{0,3}}?(?:in|terug|{_FORM})\b",
        rf"(?<![\d.,–-]){NUMBER}\s+[a-z][^.()\n]{{2,90}}(?=\s\(respons\b)",
        rf"\brespons\s+(?:van|was|bedroeg|:)\s*{NUMBER}\s+(?!procent|%|van)[a-z]+",
    )
)
_SENT = re.compile(
    rf"\b{_FORM}\s+(?:[a-zëé]+\s+){{0,4}}?(?:onder|aan|naar)\s+(?:alle\s+|de\s+)?{NUMBER}\s+[a-zëïé-]+", re.IGNORECASE
)
_SHARE = re.compile(
    r"\brespons(?:percentage)?\s+(?:van|was|bedroeg|bedraagt|is|:)?\s*(?:ruim|bijna|circa"
    r"|ongeveer)?\s*(?P<a>\d{1,3})(?:[.,]\d)?\s?(?:%|procent)"
    r"|\(\s*(?:respons:?\s+|een\s+respons\s+van\s+)?(?P<b>\d{1,3})(?:[.,]\d)?\s?(?:%|procent)[^)]{0,20}\)"
    r"|(?P<c>\d{1,3})(?:[.,]\d)?\s?(?:%|procent)\s+respons\b|,\s*(?P<d>\d{1,3})\s?(?:%|procent)\s*[)]",
    re.IGNORECASE,
)
_RESPONSE = re.compile(
    r"\brespons(?:percentage)?\s+(?:van|was|bedroeg|bedraagt|is)\s+(\d{1,3})(?:[.,]\d)?\s?(?:%|procent)", re.IGNORECASE
)
_TALKED = re.compile(r"interview|gesprek|gesproken", re.IGNORECASE)
"""Before respondents: these were spoken with."""
_NOT_YET = re.compile(r"\bniet\s+doorgegaan\b|\bgepland\s+stond\b", re.IGNORECASE)
_NEAR = 130


@dataclass(frozen=True)
class Answered:
    """How many answered and what share, or else how many were asked, and where a text says so."""

    count: str
    share: str
    is_asked: bool
    start: int
    end: int

    @property
    def shown(self) -> str:
        """The count with its response, as readers see it."""
        return f"{self.count} (respons {self.share}%)" if self.share else self.count


def answered_in(text: str) -> Iterator[Answered]:
    """Yield how many answered according to a paragraph; how many were asked only where it tells nothing else."""
    if _NOT_YET.search(text):
        return
    found = list(_returned(text))
    yield from found
    for match in [] if found else _SENT.finditer(text):
        if count := shown(match):
            yield Answered(count, "", True, match.start(), match.end())


def _returned(text: str) -> Iterator[Answered]:
    taken: set[int] = set()
    for pattern in _RETURNED:
        for match in pattern.finditer(text):
            count = shown(match)
            if (
                _TALKED.search(text[max(0, match.start() - _NEAR) : match.start()].rpartition(". ")[2])
                and "respondent" in match[0]
            ):
                continue
            if not count or match.start("number") in taken or count in ("0", "1"):
                continue
            taken.add(match.start("number"))
            share = _share_after(text, match.end())
            yield Answered(count, share, False, match.start(), match.end())


def _share_after(text: str, end: int) -> str:
    """Return the response that is told right after a count: in the same sentence, or as 'respons' in the next."""
    stop = re.search(r"\.\s|\n", text[end:])
    limit = min(end + _NEAR, end + stop.start() + 1 if stop else len(text))
    match = _SHARE.search(text, end - 1, limit) or _RESPONSE.search(text, end, end + _NEAR)
    value = next((value for value in match.groups() if value), "") if match else ""
    return value if value and 0 < int(value) <= 100 else ""
