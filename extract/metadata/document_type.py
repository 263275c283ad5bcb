"""What kind of document it is."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise

from extract.metadata.choice import sure
from extract.metadata.front import front_lines, front_text, title_lines
from extract.metadata.listed_types import kind_of
from extract.metadata.organisations import organisation_in
from extract.metadata.reading import Candidate, Reading

FIELD = "document_type"
KINDS = (
    *(
        "evaluatie",
        "rekenkamerrapport",
        "beleidsnota",
        "raadsvoorstel",
        "raadsmemo",
        "besluitenlijst",
        "monitor",
        "brief",
    ),
    *("verordening", "jaarstuk", "onderzoeksrapport", "webpagina", "interview"),
)
"""Every kind that there is."""


@dataclass(frozen=True)
class Cue:
    """Words that tell a kind of document; how sure in the title, and how sure elsewhere on the front (0: not)."""

    kind: str
    pattern: re.Pattern[str]
    in_title: float
    in_front: float = 0.0


def _cue(kind: str, pattern: str, in_title: float, in_front: float = 0.0) -> Cue:
    return Cue(kind, re.compile(pattern, re.IGNORECASE), in_title, in_front)


CUES = (
    _cue(
        "raadsmemo",
        r"\braads(?:memo|informatiebrief|brief)\b|\bmemo aan de raad\b|\bcollegebrief\b|\bRIB\b",
        0.97,
        0.93,
    ),
    _cue(
        "raadsvoorstel",
        r"\b(?:raads|college|commissie|initiatief)(?:voorstel|besluit)\b|\bvoorstel aan (?:de )?(?:gemeente)?raad\b"
        r"|\braadsvoordracht\b|\bbegrotingswijziging\b|\bamendement\b|^motie\b",
        0.96,
        0.9,
    ),
    _cue(
        "besluitenlijst",
        r"\b(?:besluiten|presentie|actie)lijst\b|\blijst (?:van )?(?:ingekomen stukken|besluiten)\b"
        r"|\bagenda (?:van de )?raad"
        r"|\b(?:verslag|notulen) van de (?:openbare )?(?:raads|college|commissie)?vergadering\b",
        0.96,
        0.9,
    ),
    _cue(
        "verordening",
        r"\b\w*verordening\b|\b(?:centrum|beleids|gemeenschappelijke )regel(?:ing|s)\b|\bnadere regels\b",
        0.95,
        0.6,
    ),
    _cue("interview", r"^interview\b|\binterview met\b|\bgespreksverslag\b|\binterviewverslag\b", 0.97, 0.9),
    _cue("rekenkamerrapport", r"\brekenkamer(?:commissie|rapport|onderzoek|brief)?\b", 0.95, 0.9),
    _cue(
        "jaarstuk",
        r"\bjaar(?:stukken|rekening|verslag|bericht|rapportage)\b|\b(?:programma)?begroting\b|\bkadernota\b",
        0.92,
        0.6,
    ),
    _cue("monitor", r"\b\w*monitor(?:rapportage)?\b|\btabellenboek\b", 0.86, 0.5),
    _cue("monitor", r"\bfactsheet\b|\binfographic\b|\bin cijfers\b", 0.7, 0.42),
    _cue("evaluatie", r"\b(?:\w|-)*evaluatie(?:rapport|onderzoek)?\b|\bbeleidsdoorlichting\b", 0.88, 0.55),
    _cue("brief", r"\bkamerbrief\b|\bbrief (?:aan|van|over)\b|\baanbiedingsbrief\b", 0.85, 0.4),
    _cue(
        "beleidsnota",
        r"\b\w*(?:agenda|beleidsplan|actieplan|akkoord|convenant|kader|visie|strategie|uitvoeringsprogramma|werkplan"
        r"|implementatieplan|beleidsnota|beleidsnotitie|beslisnota|nota)\b",
        0.8,
        0.45,
    ),
    _cue(
        "onderzoeksrapport",
        r"\b\w*(?:onderzoek|verkenning|quickscan|meting)\b",
        0.75,
        0.5,
    ),
    _cue("onderzoeksrapport", r"\b\w*(?:advies|rapport|rapportage|scan)\b", 0.7),
)

_LETTERHEAD = (r"^\s*aan\b", r"^\s*van\b", r"^\s*(?:onderwerp|betreft)\b")
_LETTER = (
    *(r"\b(?:retouradres|bezoekadres|postadres)\b", r"\b(?:betreft|onderwerp)\b"),
    r"\b(?:kenmerk|referentie|datum)\b",
)
_SALUTATION = re.compile(r"\bGeachte (?:heer|mevrouw|leden|voorzitter|raad|raadsleden|commissie)", re.IGNORECASE)
_LABELLED_TURN = re.compile(r"^(?P<who>[A-ZÀ-Ý][\w’'-]*(?: [\w’'-]+){0,2})\s?:\s", re.MULTILINE)
_TURNS, _SPEAKERS, _MOST_SPEAKERS = 6, 2, 4
_TURN = re.compile(r"(?:^|\n)\s*(?:Interviewer|Vraag|Gespreksleider)\s*:", re.IGNORECASE)
_SELF = re.compile(
    r"\b(?:deze|dit|onze|de|is een) (?P<kind>(?:\w|-)*evaluatie(?:rapport|onderzoek)?|onderzoek|rapport)\b",
    re.IGNORECASE,
)
_PAGES = 4
_OF_SOURCE = 0.93
"""How much less a word counts in the title that a source gives."""


def read(reading: Reading) -> Iterator[Candidate]:
    """Yield the kinds that title, front, form and text tell of."""
    if reading.is_html:
        yield Candidate("webpagina", reading.media_type, None, "mediatype", sure(FIELD, "mediatype"))
    title = "\n".join(line.text for line in title_lines(reading))
    tags = "\n".join(tag.value for tag in reading.embedded.values("title", "h1"))
    yield from _cued(
        reading, _unnamed("\n".join(part for part in (title, tags) if part)), _unnamed(front_text(reading))
    )
    yield from _formed(reading)
    yield from _spoken(reading)
    yield from _in_text(reading)
    yield from _listed(reading)


def _unnamed(text: str) -> str:
    """Return a text without names of organisations, of which 'Onderzoek' may be part; those of rekenkamers stay."""
    while (name := organisation_in(text)) and not name.lower().startswith("rekenkamer"):
        text = text.replace(name, " ")
    return text


def _cued(reading: Reading, title: str, front: str) -> Iterator[Candidate]:
    """Yield the kinds whose words stand in the title or on the front; the first in the title counts a little more."""
    for cue in CUES:
        for text, method, confidence in (
            (title, "woord in de titel", cue.in_title),
            (front, "woord op de voorkant", cue.in_front),
        ):
            if confidence and (match := cue.pattern.search(text)):
                quote, page = reading.quote(match[0])
                scale = 0.9 if reading.is_html and cue.kind != "verordening" else 1.0
                yield Candidate(cue.kind, quote or match[0], page, method, confidence * scale)
                break


def _formed(reading: Reading) -> Iterator[Candidate]:
    """Yield the kinds that a form betrays: a letterhead, a salutation, turns of an interview."""
    front = front_text(reading)
    heads = [match for pattern in _LETTERHEAD if (match := re.search(pattern, front, re.IGNORECASE | re.MULTILINE))]
    if len(heads) == len(_LETTERHEAD) and re.search(r"\bgemeenteraad\b|\braad\b", front, re.IGNORECASE):
        quote, page_number = reading.quote(heads[0][0].strip())
        yield Candidate(
            "raadsmemo",
            quote or heads[0][0].strip(),
            page_number,
            "briefhoofd aan de raad",
            sure(FIELD, "briefhoofd aan de raad"),
        )
    for page in reading.pages[:1]:
        if match := _SALUTATION.search(page.text[:3000]):
            yield Candidate("brief", match[0], page.number, "aanhef", sure(FIELD, "aanhef"))
        letter = [re.search(pattern, page.text[:2000], re.IGNORECASE) for pattern in _LETTER]
        if (first := letter[0]) and all(letter):
            yield Candidate("brief", first[0], page.number, "briefhoofd", sure(FIELD, "briefhoofd"))
    turns = [(match, page) for page in reading.pages for match in _TURN.finditer(page.text)]
    if len(turns) >= 3:
        yield Candidate(
            "interview",
            turns[0][0][0].strip(),
            turns[0][1].number,
            "beurten van een gesprek",
            sure(FIELD, "beurten van een gesprek"),
        )
    for line in front_lines(reading):
        name = organisation_in(line.text)
        if name.lower().startswith("rekenkamer") and name == line.text.strip():
            quote, page_number = reading.quote(name)
            yield Candidate(
                "rekenkamerrapport",
                quote or name,
                page_number,
                "rekenkamer op de voorkant",
                sure(FIELD, "rekenkamer op de voorkant"),
            )


def _spoken(reading: Reading) -> Iterator[Candidate]:
    """Yield an interview where few people take turns: as the layout has it, or by labels that come back."""
    spoken = [block for block in reading.blocks if block.speaker]
    if len(spoken) >= _TURNS and len({block.speaker for block in spoken}) in range(_SPEAKERS, _MOST_SPEAKERS + 1):
        method = "sprekers in de opmaak"
        yield Candidate("interview", reading.text_of(spoken[0])[:80], spoken[0].page, method, sure(FIELD, method))
        return
    turns = [(match["who"], match, page) for page in reading.pages for match in _LABELLED_TURN.finditer(page.text)]
    whose = [who for who, _, _ in turns]
    often = {who for who in whose if whose.count(who) >= _TURNS // _SPEAKERS}
    is_turning = sum(one in often and one != other for one, other in pairwise(whose)) >= _TURNS - 1
    if len(often) in range(_SPEAKERS, _MOST_SPEAKERS + 1) and is_turning and len(set(whose)) <= 2 * _MOST_SPEAKERS:
        method = "beurten van een gesprek"
        first = next((match, page) for who, match, page in turns if who in often)
        yield Candidate("interview", first[0][0].strip(), first[1].number, method, sure(FIELD, method) - 0.1)


def _listed(reading: Reading) -> Iterator[Candidate]:
    """Yield the kinds that sources name, and those whose words stand in the titles that sources give."""
    for find in reading.finds:
        if find.type_listed and (kind := kind_of(find.type_listed)):
            method = "soort volgens de bron"
            yield Candidate(kind, find.type_listed, None, method, sure(FIELD, method))
        title = _unnamed(find.title_listed or "")
        for cue in CUES:
            if match := cue.pattern.search(title):
                confidence = _OF_SOURCE * cue.in_title * (0.9 if reading.is_html else 1.0)
                yield Candidate(cue.kind, match[0], None, "woord in de titel bij de bron", confidence)
                break


def _in_text(reading: Reading) -> Iterator[Candidate]:
    """Yield what the first pages call themselves."""
    mentions = [(match, page) for page in reading.pages[:_PAGES] for match in _SELF.finditer(page.text)]
    for kind, is_kind in (("evaluatie", True), ("onderzoeksrapport", False)):
        own = [(match, page) for match, page in mentions if ("evaluatie" in match["kind"].lower()) == is_kind]
        if own:
            match, page = own[0]
            share = len(own) / len(mentions)
            confidence = 0.45 + 0.1 * share + (0.1 if is_kind else 0.0)
            yield Candidate(kind, match[0], page.number, "hoe de tekst zichzelf noemt", confidence)
