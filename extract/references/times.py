"""Whether a year in a sentence is the one in which an evaluation came out."""

from __future__ import annotations

import re

from extract.references.words import BRACKETS, MONTHS, YEAR

_WHEN = rf"(?:(?:begin|medio|eind|voorjaar|najaar|zomer|herfst|{MONTHS}|\d{{1,2}})\s+)*"
_FROM = re.compile(rf"\b(?:uit|van|d\.d\.|gedateerd)\s+(?:het\s+)?{_WHEN}$", re.IGNORECASE)
_IN = re.compile(rf"\b(?:in|begin|medio|eind|voorjaar|najaar|zomer)\s+(?:de\s+|het\s+)?{_WHEN}$", re.IGNORECASE)
_BARE = re.compile(rf"(?P<word>[\w./-]*)[,\s–-]*\s{_WHEN}$", re.IGNORECASE)
_OF_SOMETHING_ELSE = re.compile(
    r"in|over|sinds|vanaf|tot|periode|per|na|voor|tussen|en|of|op|rond|vóór|jaar|jaren|t/m|m|\w*wet|wmo|\w*begroting"
    r"|\w*nota|jaar\w+|\w*akkoord|\w*plan|\w*agenda|\w*kader|versie|kenmerk|nr\.?|begin|medio|eind|n",
    re.IGNORECASE,
)
"""The word before a year that is not the year of the evaluation: 'de kadernota 2020', 'over 2019'."""
_PLAN = re.compile(
    r"\b(?:zal|zullen|gaat|gaan|wil|willen|gepland\w*|voornemens?|planning|verwacht\w*|volgende?|komende?|toegezegd"
    r"|uiterlijk|moet|moeten|wordt|worden|start|nog)\b",
    re.IGNORECASE,
)
_MADE = re.compile(
    r"\b(?:verscheen|verschenen|publiceerde|gepubliceerde?|uitgebrachte?|bracht|uitgevoerde?|uitvoerden?|opgeleverde?"
    r"|afgeronde?|verrichtt?e?|deed|gedaan|liet|lieten|laten|onderzocht|evalueerden?|geëvalueerd|doorgelicht"
    r"|presenteerde|gepresenteerde?)\b",
    re.IGNORECASE,
)
_JUST_MADE = re.compile(
    r"\s+(?:verschenen|gepubliceerde|uitgebrachte|uitgevoerde|opgeleverde|afgeronde)\s", re.IGNORECASE
)
_BEGUN = re.compile(
    r"\b(?:gestart|opgericht|ingesteld|begonnen|ingevoerd|gevormd|ontstaan|startten?|begon|begonnen)\b", re.IGNORECASE
)
_NEAR = 60


def is_year_of(text: str, start: int, year: re.Match[str]) -> bool:
    """Tell whether a year is named as that of what stands before it in the sentence that begins at `start`.

    It is where it stands in brackets ('… (KPMG, 2018)'), after 'uit' or 'van', or bare ('…, juni 2018').
    """
    before = text[max(start, year.start() - _NEAR) : year.start()]
    for bracket in BRACKETS.finditer(text, start, year.end() + _NEAR):
        if bracket.start() < year.start() < bracket.end():
            return len({item["year"] for item in YEAR.finditer(bracket[0])}) == 1 and "=" not in bracket[0]
    if _FROM.search(before):
        return True
    bare = _BARE.search(before)
    return bool(bare) and not _IN.search(before) and not _OF_SOMETHING_ELSE.fullmatch(bare["word"] if bare else "")


def is_made_in(sentence: str, start: int, end: int, year: int) -> bool:
    """Tell whether a sentence tells that the evaluation named at start–end was made in the year that stands at `year`.

    It does where 'in 2018' is near to the word and to a verb of making, and nothing is planned or begun there.
    """
    if not _IN.search(sentence[max(0, year - _NEAR) : year]) or max(start - year, year - end) > 2 * _NEAR:
        return False
    if _JUST_MADE.match(sentence, year + 4):
        return True
    near = sentence[max(0, year - _NEAR) : year + _NEAR]
    return bool(_MADE.search(near)) and not _BEGUN.search(near) and not _PLAN.search(sentence)
