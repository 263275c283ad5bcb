"""Who did the research: the bureau, institute, rekenkamer or department that carried the evaluation out."""

from __future__ import annotations

import re
from collections.abc import Iterator

from corpus.records import Page
from extract.metadata.bodies import Body, bodies_at, bureau_in, is_bureau_name
from extract.metadata.dates import DATE
from extract.metadata.front import front_lines
from extract.metadata.imprint import after_colophon, cover_lines, credits_of, edges, opening
from extract.metadata.organisations import organisation_in
from extract.metadata.own import is_of_others, sentence_around
from extract.metadata.reading import Candidate, Reading
from extract.metadata.single import LEAST, together

FIELD = "uitvoerder"
SEVERAL_FROM = LEAST

_STUDY = r"(?:\w*(?:onderzoek|evaluatie|studie|meting|doorlichting|verkenning|rapport|rapportage|quickscan|monitor))"
_SELF = rf"(?:[Dd]it|[Dd]eze|[Hh]et|[Dd]e|[Oo]ns|[Vv]oorliggende?)\s+(?:\w+\s+){{0,2}}?{_STUDY}"
_DONE = r"(?:uitgevoerd|verricht|gedaan|opgesteld|geschreven|gemaakt|vervaardigd|ontwikkeld)"
_BY = re.compile(r"(?:\bdoor|\bvan(?=\s+(?:onderzoeks|advies)?bureau\b))\s+")
_BEFORE_BY = re.compile(
    rf"(?:\b{_SELF}\b[^.\n]{{0,120}}?\b(?:is|zijn|werd|werden|wordt)\b[^.\n]{{0,120}}|\b{_SELF}\s)$"
    rf"|\b(?:is|zijn|werd|werden)\s+(?:\w+\s+){{0,3}}?{_SELF}\b[^.\n]{{0,60}}\b{_DONE}\s+$"
    r"|^\s*(?:\w+\s+)?(?:[Uu]itgevoerd|[Oo]nderzoek|[Ee]valuatie|[Oo]pgesteld)\s+$"
)
"""What stands before 'door' in a sentence about this research, or in a credit."""
_DOES = re.compile(
    r"(?P<before>[^.\n]{0,200}?)(?:,\s*)?\b(?:heeft|hebben|voerden?)\b[^.\n]{0,160}?"
    r"\b(?:onderzocht|geëvalueerd|onderzoek\s+(?:gedaan|verricht|uitgevoerd|uit)|evaluatie\s+(?:uitgevoerd|uit"
    r"|verricht)"
    r"|(?:dit|het|deze|de)\s+(?:onderzoek|evaluatie)\b[^.\n]{0,60}?(?:uitgevoerd|verricht|uit\b)"
    r"|dat\s+\w*[^.\n]{0,40}gedaan"
    r"|in\s+opdracht\s+van)"
)
_HAD_DONE = re.compile(
    r"\b(?:heeft|hebben|liet|lieten)\b[^.\n]{0,80}?[\s,](?:door\s+)?(?=(?:onderzoeks|advies)?bureau\s+[A-Z])"
)
_HAD_DONE_AFTER = re.compile(
    r"[^.\n]{0,80}?\b\w*(?:onderzoek|evaluatie|meting|doorlichting|evalueren)\w*\b[^.\n]{0,50}"
)
_IN_ORDER = re.compile(
    r"\bin opdracht van\s+[^.\n]{3,90}?\s+(?:heeft|hebben|onderzocht(?:en)?|evalueerden?|voerden?|deed|deden)\s+"
    r"(?:onderzoekers\s+van\s+)?|\bWij,\s+",
    re.IGNORECASE,
)
_ASKED = re.compile(r"\b(?:heeft|hebben|vroeg|vroegen|gaf)\s+(?:aan\s+)?(?=(?:onderzoeks|advies)?bureau\b|[A-Z])")
_ASKED_AFTER = re.compile(
    r"[^.\n]{0,40}?\b(?:gevraagd|opdracht gegeven|gevraagd om|verzocht|de opdracht|om)\b[^.\n]{0,90}?\b(?:onderz"
    r"|evalu|doorlicht)"
)
_UNSURE = re.compile(r"\btaken\b|\bhulp\b|\bzorg\s+door\b|\bkan\b|\bkunnen\b", re.IGNORECASE)
_COPYRIGHT = re.compile(r"(?:©|[Cc]opyright)\s*(?:(?:19|20)\d{2},?\s*)?")
_SEPARATOR = re.compile(r"\s*[|·•]\s*|\s+[–—-]\s+|,\s+(?=\w+ \d{4})")
_REKENKAMER = re.compile(r"rekenkamer", re.IGNORECASE)
_DEPARTMENT = re.compile(
    r"(?:[Aa]fdeling |[Tt]eam |[Bb]ureau )?(?:Onderzoek|Statistiek|Kennis|Informatie)\b[^.:]{0,50}$"
)
_PUBLIC = re.compile(r"(?:Gemeente|Ministerie|Provincie|Rijk|Dienst|Afdeling)\b")
_RESEARCH = re.compile(
    r"evaluatie|onderzoek|rapport|meting|monitor|scan\b|doorlichting|studie|verkenning|effect|ervaringen", re.IGNORECASE
)
_FRONT = "bureau op de voorkant"
_LONGEST_LINE = 300
_EARLY, _LONGEST, _WORDS, _LEFT = 6, 20_000, 10, 12


def read(reading: Reading) -> Iterator[Candidate]:
    """Yield the bodies that labels, sentences about the research, the cover and the copyright name as its maker."""
    told = [*_labelled(reading), *_told(reading), *_in_front(reading), *_in_colophon(reading), *_by_right(reading)]
    yield from together(told, _side_by_side)


def _side_by_side(first: Candidate, other: Candidate) -> bool:
    """Tell whether two bodies are named by the same words, or as equals on the same cover."""
    is_front = first.method == other.method == _FRONT and first.confidence == other.confidence
    return first.page == other.page and (first.quote == other.quote or is_front)


def _labelled(reading: Reading) -> Iterator[Candidate]:
    """Yield the bodies after a label; after 'Uitgave' only a bureau, an institute or a rekenkamer."""
    sure = {"onderzoek": 0.92, "auteur": 0.72, "uitgave": 0.68}
    for credit in credits_of(reading):
        if credit.key not in sure:
            continue
        skipped = len(credit.text) - len(credit.text.lstrip(" \n:|•-"))
        text = credit.text[skipped:]
        bodies = bodies_at(text)
        for body in bodies:
            is_public = credit.key == "onderzoek" and bool(_PUBLIC.match(body.name))
            if is_bureau_name(body.name) or is_public:
                quote = credit.quote(skipped + bodies[-1].end)
                yield Candidate(body.name, quote, credit.page.number, "label in het colofon", sure[credit.key])


def _told(reading: Reading) -> Iterator[Candidate]:
    pages = reading.pages[:_EARLY] + reading.pages[_EARLY:][-2:]
    for page in opening(pages, _LONGEST):
        for start, end in (*_by(page.text), *(match.span() for match in _IN_ORDER.finditer(page.text))):
            around, _ = sentence_around(page.text, end)
            if not _UNSURE.search(page.text, start, end) and not is_of_others(around):
                yield from _named(page, start, end, "zin over het onderzoek")
        for match in _ASKED.finditer(page.text):
            bodies = bodies_at(page.text[match.end() :][:200])
            if bodies and _ASKED_AFTER.match(page.text, match.end() + bodies[-1].end):
                yield from _named(page, match.start(), match.end(), "aan wie het werd gevraagd", 0.72)
        for match in _HAD_DONE.finditer(page.text):
            bodies = bodies_at(page.text[match.end() :][:200])
            around, _ = sentence_around(page.text, match.end())
            after = _HAD_DONE_AFTER.match(page.text, match.end() + bodies[-1].end) if bodies else None
            if after and re.search(r"\b(?:laten|liet|lieten)\b", around) and not is_of_others(around):
                yield from _named(page, match.start(), match.end(), "wie het liet uitvoeren", 0.72)
        yield from _does(page)


def _by(text: str) -> Iterator[tuple[int, int]]:
    """Yield where a sentence says by whom this research was done: from its subject to the name."""
    for match in _BY.finditer(text):
        _, start = sentence_around(text, match.start())
        if told := _BEFORE_BY.search(text[start : match.start()]):
            yield start + told.start(), match.end()


def _named(page: Page, start: int, end: int, method: str, confidence: float = 0.82) -> Iterator[Candidate]:
    """Yield the bodies that begin at a place; one that is not formed as a bureau counts for less."""
    bodies = bodies_at(page.text[end : end + 300])
    for body in bodies:
        is_bureau = is_bureau_name(body.name)
        quote = page.text[start : end + bodies[-1].end].strip()
        yield Candidate(body.name, quote, page.number, method, confidence if is_bureau else 0.5)


def _does(page: Page) -> Iterator[Candidate]:
    """Yield a bureau that is the subject: 'Bureau X heeft in opdracht van de gemeente de teams onderzocht'."""
    if not re.search(r"\bh(?:eeft|ebben)\b|\bvoerden?\b", page.text):
        return
    for line in re.finditer(r"[^.\n]{10,400}", page.text):
        if "onder" not in line[0] and "valu" not in line[0]:
            continue
        match = _DOES.match(line[0].lstrip())
        if match is None or _UNSURE.search(match[0]) or is_of_others(line[0]):
            continue
        body = _last_bureau(match["before"])
        if body:
            begin = line.start() + len(line[0]) - len(line[0].lstrip())
            quote = page.text[begin + body.start : begin + match.end()]
            yield Candidate(body.name, quote, page.number, "zin over het onderzoek", 0.78)


def _last_bureau(text: str) -> Body | None:
    """Return the bureau that a text ends with: the subject right before a verb."""
    body = bureau_in(text)
    return body if body and not text[body.end :].strip(" ,") else None


def _in_front(reading: Reading) -> Iterator[Candidate]:
    """Yield a bureau or rekenkamer on a line of a cover of research that holds little else than its name and a date."""
    lines = [(page.number, line) for page, line in cover_lines(reading)]
    lines += [(line.page, line.text) for line in front_lines(reading)]
    is_research = any(_RESEARCH.search(line) for _, line in lines)
    for number, line in lines:
        for part in () if len(line) > _LONGEST_LINE else _SEPARATOR.split(line):
            bare = DATE.sub("", part).strip(" ,.;:")
            body = bureau_in(bare)
            if body is None or len(bare.split()) > _WORDS or len(bare) - (body.end - body.start) > _LEFT:
                continue
            if is_research or _REKENKAMER.search(body.name):
                yield _printed(reading, number, bare[body.start : body.end], body.name)


def _printed(reading: Reading, number: int, text: str, name: str) -> Candidate:
    is_literal = any(page.number == number and text in page.text for page in reading.pages)
    confidence = 0.74 if _REKENKAMER.search(name) else 0.76
    return Candidate(name, text, number if is_literal else None, _FRONT, confidence)


def _in_colophon(reading: Reading) -> Iterator[Candidate]:
    """Yield the bureau or research department with which a colophon begins: 'Gemeente X / Afdeling Onderzoek'."""
    for page, lines in after_colophon(reading):
        for line in lines[:3]:
            body = bureau_in(line)
            if body and len(line) - (body.end - body.start) <= _LEFT and len(line.split()) <= _WORDS:
                yield Candidate(body.name, line, page.number, "begin van het colofon", 0.7)
            elif _DEPARTMENT.match(line) and (above := bodies_at(lines[0])[:1]) and line != lines[0]:
                yield Candidate(f"{above[0].name}, {line}", line, page.number, "begin van het colofon", 0.7)


def _by_right(reading: Reading) -> Iterator[Candidate]:
    """Yield the bureau that holds the copyright."""
    for page in edges(reading):
        for match in _COPYRIGHT.finditer(page.text):
            rest = page.text[match.end() : match.end() + 100]
            bodies = bodies_at(rest)[:1]
            for body in bodies:
                formed = organisation_in(rest)
                name = formed if formed and rest.startswith(formed) else body.name
                known = bureau_in(name)
                if known and known.start == 0:
                    quote = page.text[match.start() : match.end() + known.end]
                    if is_bureau_name(known.name):
                        yield Candidate(known.name, quote, page.number, "auteursrecht", 0.66)
