"""The period that the research is about, as ISO 8601 interval ('2015/2019', '2018-01/2020-06'), or the day measured."""

from __future__ import annotations

import re
from calendar import monthrange
from collections.abc import Iterator
from dataclasses import replace

from corpus.records import Page
from extract.metadata.dates import MONTHS
from extract.metadata.front import title_lines
from extract.metadata.imprint import cover_lines, is_colophon, opening
from extract.metadata.own import is_of_others, sentence_around
from extract.metadata.reading import Candidate, Reading
from extract.metadata.sections import reference_pages
from extract.metadata.single import LEAST, at_most_one

FIELD = "period"
SEVERAL_FROM = LEAST
IS_SINGLE = True

_MONTH = "|".join([*MONTHS, "jan", "feb", "mrt", "apr", "jun", "jul", "aug", "sept?", "okt", "nov", "dec"])
_YEAR = r"(?:19[89]\d|20[0-4]\d)"
_FROM = rf"(?:(?P<d1>\d{{1,2}})\s+)?(?:(?P<m1>{_MONTH})\.?\s+)?(?P<y1>{_YEAR})"
_FROM_OPEN = rf"(?:(?P<e1>\d{{1,2}})\s+)?(?P<n1>{_MONTH})\.?"
_TO = rf"(?:(?P<d2>\d{{1,2}})\s+)?(?:(?P<m2>{_MONTH})\.?\s+)?(?P<y2>{_YEAR})"
_UNTIL = (
    r"\s*(?:–|—|-|/|\s(?:tot\s+en\s+met|t/m|tot(?:\s+(?:en\s+met|aan))?|en|to)\s)\s*"
    r"(?:het\s+(?:jaar|najaar|voorjaar)\s+)?"
)
_SPAN = re.compile(rf"\b(?:{_FROM}|{_FROM_OPEN}){_UNTIL}{_TO}$", re.IGNORECASE)
"""A span that a stretch of text ends with."""
_LAST_YEAR = re.compile(rf"\b{_YEAR}\b(?![/-]*\d|\s?[–-]\s?\d)")
_LONGEST_SPAN = 64
_SHORT_SPAN = re.compile(rf"\b(?P<y1>{_YEAR})\s?[/–-]\s?(?P<s2>\d{{2}})\b(?![\d-])")
_DAY = rf"(?:(?P<d>\d{{1,2}})\s+)?(?:(?P<m>{_MONTH})\.?\s+)?(?P<y>{_YEAR})"
_MEASURED = re.compile(rf"\bpeildat(?:um|a)\s*(?:is|was|van|op|:)?\s*{_DAY}\b", re.IGNORECASE)
_LONE = re.compile(
    rf"\b(?:gaat|heeft\s+betrekking|ziet|richt\s+zich|beslaat|betreft)\b[^.]{{0,40}}?"
    rf"\b(?:jaar|kalenderjaar)\s+(?P<y>{_YEAR})\b",
    re.IGNORECASE,
)

_STUDIED = re.compile(
    r"\bonderzoeksperiode\b|\bonderzochte\s+(?:periode|jaren)\b|\bperiode\s+van\s+onderzoek\b"
    r"|\b(?:onderzoek|evaluatie|rapport|rekenkamer|bevindingen|analyse|doorlichting|studie|monitor|dossiers|gegevens"
    r"|cijfers)\b[^.]{0,120}?"
    r"\b(?:betrekking\s+(?:op|hebben)|betreft|beslaat|beslaan|bestrijkt|richt(?:te|en)?\s+zich|gaa[nt]\s+over|omvat|ziet\s+op"
    r"|heeft\s+als\s+periode|kijkt|terug|beperkt|afgebakend|over)\b"
    r"|\b(?:wij|we)\s+(?:keken|kijken|hebben\s+gekeken|onderzochten|evalueerden|richten|beschrijven|analyseerden)\b"
    r"|\b(?:is|zijn|wordt)\s+(?:er\s+)?gekeken\s+naar\b|\bterug(?:gekeken|blik|kijken|geblikt)\b"
    r"|\bbeschrijft\s+hoe\b|\bevaluatieperiode\b"
    r"|\b(?:doeltreffend|doelmatig)\w*\b[^.]{0,90}?\b(?:periode|jaren)\b|\bperiodeafbakening\b|\bafbakening\b",
    re.IGNORECASE,
)
_FIELDWORK = re.compile(
    r"\bveldwerk\b|\binterviews?\b|\bgesprekken\b|\benquêtes?\b|\bvragenlijst\w*\b|\bafgenomen\b"
    r"|\b(?:uitgevoerd|gehouden|gevoerd|verzonden|uitgezet|plaatsgevonden)\b"
    r"|\bonderzoek\s+(?:liep|duurde|vond\s+plaats|startte)\b|\bspraken\b|\bheeft\b[^.]{0,60}\bgedaan\b|\bplanning\b",
    re.IGNORECASE,
)
_POLICY = re.compile(
    r"\b(?:beleids|subsidie|begrotings|raads|college|bestuurs|plan|contract|project|looptijd|uitvoerings)periode\b"
    r"|\b(?:begroting|meerjarenraming|looptijd|subsidie"
    r"|budget|contract\w*|akkoord|agenda|actieplan|uitvoeringsprogramma|coalitieakkoord|convenant|spuk"
    r"|uitkering|middelen|investering\w*|raming)\b",
    re.IGNORECASE,
)
_RESEARCH_TITLE = re.compile(
    r"evaluatie|onderzoek|monitor|doorlichting|terugblik|effect|meting|rekenkamer|rapportage|stand van zaken",
    re.IGNORECASE,
)
_PLAN_TITLE = re.compile(
    r"\b\w*(?:begroting|agenda|actieplan|akkoord|beleidsplan|uitvoerings\w*|visie|nota|convenant|jaarplan|opzet|subsidie\w*)\b",
    re.IGNORECASE,
)
_NAMED = re.compile(
    r"onderzoeksperiode|onderzochte\s+(?:periode|jaren)|evaluatieperiode|periode\s+van\s+onderzoek", re.IGNORECASE
)
_AS_LABEL = re.compile(r"\W*onderzoeksperiode\s*:", re.IGNORECASE)
"""In a colophon: when the research was done."""
_OVER = re.compile(rf"\bover\s+(?:het\s+jaar\s+)?(?P<y>{_YEAR})\b(?!\s*(?:[–/-]|tot|t/m|en)\s*\d)", re.IGNORECASE)
_CUED = re.compile(
    r"\b(?:over|in|voor|naar|op|van|tijdens|binnen)?\s*(?:de\s+)?(?:periode|jaren|tijdvak)\s+(?:van\s+|tussen\s+)?$"
    r"|\btussen\s+$|\bover\s+$|\bvan\s+$",
    re.IGNORECASE,
)
_PAGES, _LONGEST = 25, 60_000
_NEAR = 40
_HEADING_WORDS = 16
_OTHER_DAY = 0.5


def read(reading: Reading) -> Iterator[Candidate]:
    """Yield the periods that titles and sentences about the research name; the earliest told weighs most."""
    yield from at_most_one([*_in_title(reading), *_told(reading)])


def _in_title(reading: Reading) -> Iterator[Candidate]:
    """Yield the period in the title of research: 'Effectevaluatie van de buurtteams, 2019–2022'."""
    lines = [line.text for line in title_lines(reading)] + [
        line for page, line in cover_lines(reading) if not is_colophon(page.text)
    ]
    front = " ".join(lines)
    if not _RESEARCH_TITLE.search(front):
        return
    for line in dict.fromkeys(line for line in lines if not line.rstrip().endswith(".")):
        for value, text, start in spans_in(line):
            before = line[:start]
            is_of_plan = bool(_PLAN_TITLE.search(before)) or re.match(r"\W*\d+\W*$", before)
            quote, page = reading.quote(text)
            confidence = 0.5 if is_of_plan else 0.74
            yield Candidate(value, quote or text, page, "periode in de titel", confidence)
        if (over := _OVER.search(line)) and not _PLAN_TITLE.search(line):
            quote, page = reading.quote(over[0])
            yield Candidate(over["y"], quote or over[0], page, "jaar in de titel", 0.72)


def _told(reading: Reading) -> Iterator[Candidate]:
    found: list[Candidate] = []
    days: list[Candidate] = []
    for page in opening(reading.pages[:_PAGES], _LONGEST):
        found += _on_page(page)
        days += _measured(page)
    cited = reference_pages(reading) if found else frozenset()
    yield from (item for item in found if item.page not in cited)
    for day in days:
        yield day if day.value == days[0].value else replace(day, confidence=_OTHER_DAY)


def _on_page(page: Page) -> Iterator[Candidate]:
    later = min(page.number, 20) * 0.002
    for value, text, start in spans_in(page.text):
        sentence, begin = sentence_around(page.text, start)
        before = page.text[max(begin, start - _NEAR) : start]
        if confidence := _weigh(sentence, before, is_first=page.number == 1):
            cue = _CUED.search(before)
            quote = (before[cue.start() :].lstrip() if cue else "") + text
            yield Candidate(value, quote, page.number, "zin over de onderzochte periode", confidence - later)
    for match in _LONE.finditer(page.text):
        sentence, _ = sentence_around(page.text, match.start())
        if _STUDIED.search(sentence) and not _POLICY.search(sentence):
            yield Candidate(match["y"], match[0], page.number, "zin over het onderzochte jaar", 0.64)


def _measured(page: Page) -> Iterator[Candidate]:
    for match in _MEASURED.finditer(page.text):
        sentence, _ = sentence_around(page.text, match.start())
        if (value := _moment(match)) and not _POLICY.search(sentence):
            yield Candidate(value, match[0], page.number, "peildatum", 0.62)


def _weigh(sentence: str, before: str, *, is_first: bool) -> float:
    """Return how sure it is that a span in a sentence is the period that was studied; 0 where it is not."""
    if is_of_others(sentence) or "|" in sentence:
        return 0.0
    is_cued = bool(_CUED.search(before))
    if _NAMED.search(sentence):
        return 0.5 if _AS_LABEL.match(sentence) else 0.88
    is_heading = is_first and len(sentence.split()) <= _HEADING_WORDS and not sentence.rstrip().endswith(".")
    if is_heading and is_cued and _RESEARCH_TITLE.search(sentence) and not _PLAN_TITLE.search(sentence):
        return 0.7
    if not _STUDIED.search(sentence) or not is_cued:
        return 0.4 if is_cued else 0.0
    if _FIELDWORK.search(sentence) or _POLICY.search(sentence):
        return 0.45
    return 0.78 if re.search(r"periode|jaren", before, re.IGNORECASE) else 0.68


def spans_in(text: str) -> Iterator[tuple[str, str, int]]:
    """Yield the spans of time in a text as ISO interval, each with its literal text and where it begins."""
    for year in _LAST_YEAR.finditer(text):
        match = _SPAN.search(text, max(0, year.start() - _LONGEST_SPAN), year.end())
        if match and (value := _interval(match)):
            yield value, match[0], match.start()
    for match in _SHORT_SPAN.finditer(text):
        end = int(match["y1"][:2] + match["s2"])
        if 0 < end - int(match["y1"]) <= 12:
            yield f"{match['y1']}/{end}", match[0], match.start()


def _number(month: str | None) -> int:
    """Return the number of a month by its name or abbreviation; 0 without one."""
    if not month:
        return 0
    small = month.lower()
    return 3 if small == "mrt" else next(at for at, name in enumerate(MONTHS, 1) if name.startswith(small[:3]))


def _interval(match: re.Match[str]) -> str:
    """Return a span as ISO 8601 interval as precise as printed; whole years where it runs from January to December."""
    last = int(match["y2"])
    first = int(match["y1"]) if match["y1"] else last
    months = _number(match["m1"] or match["n1"]), _number(match["m2"])
    days = int(match["d1"] or match["e1"] or 0), int(match["d2"] or 0)
    if bool(months[0]) != bool(months[1]) and not (months[1] or days[1]):
        months = (months[0], 12)
    if not months[0] and months[1]:
        months = (1, months[1])
    if first > last or last - first > 30 or (first == last and not any(months)):
        return ""
    is_whole = months == (1, 12) and (not any(days) or days == (1, 31))
    if is_whole or not any(months):
        return f"{first}/{last}" if first != last else f"{first}"
    if _point(first, months[0], days[0]) > _point(last, months[1], days[1]):
        return ""
    if all(days) and not (days[0] == 1 and days[1] == monthrange(last, months[1])[1]):
        return f"{_point(first, months[0], days[0])}/{_point(last, months[1], days[1])}"
    return f"{first}-{months[0]:02}/{last}-{months[1]:02}"


def _point(year: int, month: int, day: int) -> str:
    return f"{year}-{month:02}" + (f"-{day:02}" if day else "")


def _moment(match: re.Match[str]) -> str:
    month = _number(match["m"])
    return _point(int(match["y"]), month, int(match["d"] or 0)) if month else match["y"]
