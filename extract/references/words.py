"""The words by which a reference is known, and how a text falls into paragraphs and sentences."""

from __future__ import annotations

import re
from collections.abc import Iterator

MONTHS = "januari|februari|maart|april|mei|juni|juli|augustus|september|oktober|november|december"
_YEAR = r"20(?:0[5-9]|[1-3]\d)"
YEAR = re.compile(rf"(?<![\d–/-])(?P<year>{_YEAR})(?![\d/]|\s*(?:[–-]|t/m|tot en met)\s*\d)")
"""A year from 2005 that is no end of a period."""
YEAR_IN_BRACKETS = re.compile(rf"\((?:(?:{MONTHS})\s+)?(?P<year>{_YEAR})[a-z]?(?:,[^()]{{1,20}})?\)")

NOUN = re.compile(
    r"\b(?!zelf)(?:[a-zë]{1,25}-?)?evaluaties?(?:onderzoek(?:en)?|rapport(?:en|age)?|studies?|verslag)?\b"
    r"|\brekenkamer(?:commissie)?-?(?:onderzoek(?:en)?|rapport(?:en|age)?|brief)\b"
    r"|\bonderzoek(?:en)?\s+naar\b|\bonderzoeks(?:rapport|verslag)\b"
    r"|\beffect(?:en)?-?(?:meting|onderzoek|studie)\b|\bquick\s?-?scan\b|\b(?:beleids)?doorlichting\b"
    r"|\bmaatschappelijke kosten-\s?batenanalyse\b|\bmkba\b",
    re.IGNORECASE,
)
"""A word for an evaluation."""
BODY = re.compile(r"\b[Rr]ekenkamer(?:commissie)?\s+(?:van\s+)?(?:de\s+)?(?:gemeente\s+)?(?=['’A-Z])")
"""The body that audits a gemeente, before that gemeente's name."""
VERB = re.compile(r"\b(?:geëvalueerd|evalueerden?|evalueren|onderzocht|doorgelicht)\b", re.IGNORECASE)
EVALUATION = re.compile(rf"{NOUN.pattern}|{VERB.pattern}|\brekenkamer", re.IGNORECASE)

TEAMS = re.compile(
    r"(?:\b(?:wijk|buurt|gebieds|dorps|jeugd|gezins|toegangs|kern|stads|wijkzorg|frontlijn)-?"
    r"(?:\s+(?:en|of)\s+\w+-?)?|\(wijk\))teams?\b"
    r"|\b(?:socia(?:al|le)|loka(?:al|le)|integra(?:al|le))\s+(?:\(?(?:wijk|buurt|gebieds|jeugd|dorps)\)?-?)?teams?\b"
    r"|\bwijkcoach(?:es)?\b|\bsocia(?:al|le) domein\b"
    r"|\btoegang\b(?!\s+tot\b)"
    r"|\btoegang\s+tot\s+(?:\w+\s+){0,3}?(?:zorg|ondersteuning|hulp|jeugd\w*|wmo|sociale?)\b",
    re.IGNORECASE,
)
"""What the evaluation is of."""

QUOTED = re.compile(
    r"‘(?:[^‘’\n]|’(?=\w)){6,200}’(?!\w)|“[^“”\n]{6,200}”|„[^„”\n]{6,200}”"
    r"|(?<!\w)'[^'\n]{6,200}'(?!\w)|\"[^\"\n]{6,200}\""
)
_PARAGRAPH = re.compile(r"[^\n]+")
_OPEN_ENTRY = re.compile(r"\(20\d\d[a-z]?\)\s*[.:]\s*$")
BRACKETS = re.compile(r"\([^()]*\)")
_END = re.compile(r"[.!?][\"”’)\]]*\s+(?=[\"“‘(\[]?[A-ZÀ-Ý0-9])|;\s+")
_LAST_WORD = re.compile(r"\S{0,20}$")
_NO_END = frozenset(
    {"al", "art", "bijv", "blz", "ca", "dr", "drs", "excl", "incl", "ing", "ir", "jl", "mr", "nr", "p", "pp", "prof"}
    | {"red", "resp", "vgl"}
)
"""Words that end in a full stop inside a sentence; words with a full stop in them, such as 'o.a.', do too."""


def paragraphs(text: str) -> Iterator[tuple[int, int]]:
    """Yield the span of each paragraph; an entry of a reference list that breaks off after its year goes on."""
    start: int | None = None
    for match in _PARAGRAPH.finditer(text):
        start = match.start() if start is None else start
        if match.end() == len(text) or TEAMS.search(match[0]) or not _OPEN_ENTRY.search(match[0]):
            yield start, match.end()
            start = None


def sentences(text: str) -> Iterator[tuple[int, int]]:
    """Yield the span of each sentence of a paragraph, or of what stands between semicolons.

    A full stop within quotation marks or brackets ends none.
    """
    hidden = QUOTED.sub(_masked, text)
    hidden = BRACKETS.sub(_masked, hidden)
    start = 0
    for match in _END.finditer(hidden):
        before = _LAST_WORD.search(hidden, max(0, match.start() - 20), match.start())
        word = before[0].lower().strip("(“‘\"'") if before else ""
        if match[0][0] != "." or (word not in _NO_END and len(word) != 1 and "." not in word):
            yield start, match.end()
            start = match.end()
    yield start, len(text)


def _masked(found: re.Match[str]) -> str:
    return "x" * len(found[0])


def without_quoted(text: str) -> str:
    """Return a text of equal length in which what stands in quotation marks is blank."""
    return QUOTED.sub(lambda found: " " * len(found[0]), text)
