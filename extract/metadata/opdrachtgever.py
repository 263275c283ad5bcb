"""Who had the document made: the body that commissioned the evaluation."""

from __future__ import annotations

import re
from collections.abc import Iterator

from corpus.records import Page
from extract.metadata.bodies import Body, bodies_at
from extract.metadata.front import COVER_WORDS
from extract.metadata.imprint import credits_of, edges, opening
from extract.metadata.own import is_of_others, is_own, sentence_around
from extract.metadata.reading import Candidate, Reading
from extract.metadata.single import LEAST, together

FIELD = "opdrachtgever"
SEVERAL_FROM = LEAST

_ORDERED = re.compile(r"\bin opdracht van\s+|\bop verzoek van\s+|\bin opdracht gegeven door\s+", re.IGNORECASE)
_FOR = re.compile(
    r"\b(?:uitgevoerd|opgesteld|verricht|geschreven|gemaakt)\s+(?:voor|ten behoeve van)\s+"
    r"|\b(?:rapport(?:age)?|onderzoek|evaluatie|advies)\s+voor\s+(?=de gemeente|het ministerie|gemeente|ministerie)",
    re.IGNORECASE,
)
_ON_BEHALF = re.compile(
    r"[^\n]{3,80}?\b(?:namens|van)\s+(?=(?:de\s+|het\s+)?(?:[Gg]emeente|[Mm]inisterie|[Pp]rovincie)\b)"
)
_HAD_DONE = re.compile(
    r"\b(?:heeft|hebben|liet|lieten)\b[^.\n]{0,160}?\b\w*(?:onderzoek|evaluatie|meting|doorlichting)\w*\b[^.\n]{0,60}?"
    r"(?:\blaten\s+(?:uitvoeren|verrichten|doen)\b|(?<=[a-z])\s+(?:uitvoeren|verrichten|doen)\b)"
    r"|\b(?:heeft|hebben|liet|lieten)\b[^.\n]{0,160}?\b(?:laten\s+)?(?:evalueren|onderzoeken|doorlichten)\b"
)
_ASKED = re.compile(
    r"\bheeft\s+(?:aan\s+)?(?:ons|[^.\n]{2,60}?)\s+(?:de\s+)?(?:opdracht\s+gegeven|gevraagd|verzocht)\b[^.\n]{0,120}?"
    r"\b(?:onderzoek\w*|evalu\w+|doorlichting)"
    r"|\bvroeg\s+(?:aan\s+)?(?:ons|[A-Z][^.\n]{2,50}?)\s[^.\n]{0,120}?\b(?:onderzoek\w*|evalu\w+)",
)
_COUNCIL = re.compile(r"(?:Gemeenter|R)aad\b")
"""A council that asks its rekenkamer for research does not commission it."""
_GAVE = re.compile(r"(?:^|(?<=[.!?\n] )|(?<=\n)|\b(?=de gemeente|het ministerie))(?:[Dd]e|[Hh]et|[Gg]emeente)\s")
_EARLY, _LONGEST = 6, 20_000


def read(reading: Reading) -> Iterator[Candidate]:
    """Yield the bodies that labels, the cover and sentences about the document itself name as its commissioner."""
    yield from together([*_labelled(reading), *_on_cover(reading), *_told(reading)], _in_one_breath)


def _in_one_breath(first: Candidate, other: Candidate) -> bool:
    """Tell whether two bodies are named by the same words."""
    return (first.page, first.method, first.quote) == (other.page, other.method, other.quote)


def _labelled(reading: Reading) -> Iterator[Candidate]:
    for credit in credits_of(reading):
        if credit.key == "opdrachtgever":
            text = credit.text
            skipped = len(text) - len(text.lstrip(" \n:|"))
            bodies = bodies_at(text[skipped:])
            if not bodies and (on_behalf := _ON_BEHALF.match(text, skipped)):
                skipped = on_behalf.end()
                bodies = bodies_at(text[skipped:])
            for body in bodies:
                quote = credit.quote(skipped + bodies[-1].end)
                yield Candidate(body.name, quote, credit.page.number, "label Opdrachtgever", 0.95)


def _on_cover(reading: Reading) -> Iterator[Candidate]:
    """Yield who is named after 'in opdracht van' on the first page, or in a colophon."""
    for page in edges(reading)[:3]:
        is_cover = page.number == reading.pages[0].number and len(page.text.split()) < COVER_WORDS
        if is_cover or re.search(r"\bcolofon\b", page.text[:200], re.IGNORECASE):
            yield from _after(page, _ORDERED, "in opdracht van, op omslag of in colofon", 0.85)
        if is_cover:
            yield from _after(page, _FOR, "voor wie, op de omslag", 0.65)


def _after(page: Page, pattern: re.Pattern[str], method: str, confidence: float) -> Iterator[Candidate]:
    for match in pattern.finditer(page.text[:4000]):
        if not is_of_others(sentence_around(page.text, match.start())[0]):
            yield from _named(page, match, bodies_at(page.text[match.end() :][:400]), method, confidence)


def _named(page: Page, match: re.Match[str], bodies: list[Body], method: str, confidence: float) -> Iterator[Candidate]:
    for body in bodies:
        quote = page.text[match.start() : match.end() + bodies[-1].end]
        yield Candidate(body.name, quote, page.number, method, confidence)


def _told(reading: Reading) -> Iterator[Candidate]:
    """Yield who is named so in a sentence on the first pages that is about the document itself."""
    for page in opening(reading.pages[:_EARLY], _LONGEST):
        for pattern, confidence in ((_ORDERED, 0.75), (_FOR, 0.65)):
            for match in pattern.finditer(page.text):
                if is_own(sentence_around(page.text, match.start())[0]):
                    bodies = bodies_at(page.text[match.end() :][:400])
                    yield from _named(page, match, bodies, "zin over het onderzoek zelf", confidence)
        yield from _asked(page)


def _asked(page: Page) -> Iterator[Candidate]:
    """Yield who asked for it: 'De gemeente X heeft ons gevraagd de teams te evalueren'."""
    for match in (*_ASKED.finditer(page.text), *_HAD_DONE.finditer(page.text)):
        if re.search(r"\beerder\b|\bzal\b|\bzou\b|\bkan\b", match[0]):
            continue
        _, start = sentence_around(page.text, match.start())
        before = page.text[start : match.start()]
        for gave in _GAVE.finditer(before):
            bodies = bodies_at(before[gave.start() :])
            if bodies and _COUNCIL.match(bodies[0].name):
                break
            if bodies and not before[gave.start() + bodies[-1].end :].strip(" ,"):
                quote = page.text[start + gave.start() : match.end()]
                for body in bodies:
                    yield Candidate(body.name, quote, page.number, "wie erom vroeg", 0.7)
                break
