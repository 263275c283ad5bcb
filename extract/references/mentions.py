"""Mentions in a sentence: 'de evaluatie van de wijkteams in Lindervoort (KPMG, 2019)'."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from extract.metadata.gazetteer import Gazetteer, Mention
from extract.references.reference import LONGEST, Reference, codes, together, usable
from extract.references.times import is_made_in, is_year_of
from extract.references.words import BODY, BRACKETS, NOUN, QUOTED, TEAMS, VERB, YEAR, sentences, without_quoted

_STOP = re.compile(
    r"\b(?:is|was|zijn|waren|wordt|worden|werd|werden|heeft|hebben|had|hadden|kan|kunnen|kon|konden|moet|moeten|moest"
    r"|zal|zullen|zou|zouden|gaat|gaan|ging|laat|laten|liet|lieten|blijkt|bleek|komt|komen|kwam|kwamen|stelt|stelde"
    r"|staat|staan|stond|geeft|gaf|geven|toont|toonde|wijst|wees|concludeert|concludeerde|constateert|constateerde"
    r"|beschrijft|noemt|zegt|vindt|volgt|start|startte|begon|begint|vroeg|vraagt|kijkt|dat|die|waarin|waaruit|waarbij"
    r"|waarvan|omdat|terwijl|toen|maar|want|hoewel|sinds|zie|doet|deed|ziet|zag|leidde|leidt|maakt|maakte|hield)\b|;",
    re.IGNORECASE,
)
"""After these words a sentence speaks of something else than the evaluation that it named."""
_OWN = re.compile(
    r"\b(?:deze|dit|onze|ons|voorliggende|onderhavige|huidige|geen|niet|nooit|zonder"
    r"|(?:opzet|plan|voorstel|aanpak|motie|verzoek|opdracht|offerte|startnotitie)\s+(?:van|voor|tot|om))\s+"
    r"(?:(?:de|het|een|nieuwe)\s+)*$",
    re.IGNORECASE,
)
"""Before a word for an evaluation: it is the document itself, there is none, or it is a plan."""
_TITLE_BEFORE = re.compile(
    r"(?!(?:bron(?:nen)?|zie(?: ook)?|noot|\w+ \d+):)\W*\w.{2,140}?(?:\s[–—-]|:)\s+", re.DOTALL | re.IGNORECASE
)
_CELL = " | "
"""Between the cells of a row of a table."""
_LOOSE = " ,;:.(–-\n"
_LONGEST_SENTENCE = 2000
"""What is longer is no sentence, but a table or a list without full stops."""
_REACH = 200
_NEAR = 100


@dataclass(frozen=True)
class Sentence:
    """A sentence of a paragraph, from which its places count, with the gemeenten that it names."""

    text: str
    start: int
    end: int
    named: tuple[Mention, ...]

    def stretch(self, at: int) -> int:
        """Return where the words after `at` stop to be about what was named before."""
        last = min(self.end, at + _REACH)
        stop = _STOP.search(without_quoted(self.text[self.start : last]), at - self.start)
        return self.start + stop.start() if stop else last

    def before_year(self, year: re.Match[str]) -> list[Mention]:
        """Return the gemeente right before a year in brackets: 'in Lindervoort (2019) en Oudermeer (2022)'."""
        return [item for item in self.named if self.text[item.end : year.start()].strip() == "("]


@dataclass(frozen=True)
class Naming:
    """A word for an evaluation with its year: `begin` is where its title or the word begins, `end` where it ends."""

    word: re.Match[str]
    year: re.Match[str]
    begin: int
    end: int
    is_told: bool
    """Does the sentence tell that it was made in that year, rather than name it with its year?"""


def read_mentions(text: str, named: list[Mention], gazetteer: Gazetteer) -> Iterator[Reference]:
    """Yield the references that the sentences of a paragraph make, those with a title in quotation marks first."""
    found: list[tuple[bool, Reference]] = []
    known = list(usable(text, named))
    for start, end in sentences(text):
        if end - start > _LONGEST_SENTENCE or not TEAMS.search(text, start, end):
            continue
        own = tuple(mention for mention in known if start <= mention.start < end)
        if own:
            sentence = Sentence(text, start, end, own)
            for naming in _namings(sentence):
                found += _references(sentence, naming, gazetteer)
    yield from (reference for _, reference in sorted(found, key=lambda item: not item[0]))


def _namings(sentence: Sentence) -> Iterator[Naming]:
    text, start, end = sentence.text, sentence.start, sentence.end
    for pattern in (NOUN, BODY, VERB):
        for word in pattern.finditer(text, start, end):
            if not _OWN.search(text[max(start, word.start() - _NEAR) : word.start()]):
                yield from _dated(sentence, word, list(YEAR.finditer(text, start, end)))


def _dated(sentence: Sentence, word: re.Match[str], years: list[re.Match[str]]) -> Iterator[Naming]:
    """Yield a word with each year that is its own."""
    text, start, end = sentence.text, sentence.start, sentence.end
    stretch = sentence.stretch(word.end())
    for year in years:
        is_in_reach = word.re is not VERB and word.end() <= year.start() < stretch
        if is_in_reach and is_year_of(text, start, year):
            if not _is_second(word, year) or sentence.before_year(year):
                yield Naming(word, year, _begin(sentence, word), stretch, is_told=False)
        elif is_made_in(text[start:end], word.start() - start, word.end() - start, year.start() - start):
            yield Naming(word, year, word.start(), stretch, is_told=True)


def _is_second(word: re.Match[str], year: re.Match[str]) -> bool:
    """Tell whether another year stands between a word and its year."""
    return bool(YEAR.search(word.string, word.end(), year.start() - 1))


def _begin(sentence: Sentence, word: re.Match[str]) -> int:
    """Return where a title before the word begins: 'Dichtbij – Evaluatie van …'; or else the word."""
    before = sentence.text[sentence.start : word.start()]
    is_title = _TITLE_BEFORE.fullmatch(before) and (word[0][0].isupper() or not _STOP.search(before))
    return sentence.start if is_title or _CELL in before else word.start()


def _references(sentence: Sentence, naming: Naming, gazetteer: Gazetteer) -> Iterator[tuple[bool, Reference]]:
    """Yield the reference for each gemeente, and whether its title stood in quotation marks."""
    text = sentence.text
    quoted = _quoted(sentence, naming)
    marks = quoted.span() if quoted else ()
    first = min(naming.begin, *marks, naming.begin)
    reach = (naming.word.start() - _NEAR, naming.word.end() + _NEAR) if naming.is_told else (first, naming.end)
    teams = TEAMS.search(text, max(sentence.start, reach[0]), min(sentence.end, reach[1]))
    gemeenten = _gemeenten(sentence, naming)
    if not teams or not gemeenten:
        return
    title = quoted[0][1:-1].strip() if quoted else _phrase(text, naming, teams, gemeenten)
    places = [
        first,
        naming.word.end(),
        *marks,
        *naming.year.span(),
        *teams.span(),
        gemeenten[0].start,
        gemeenten[-1].end,
    ]
    span = _span(sentence, min(places), max(places))
    for code in codes(gemeenten, int(naming.year["year"]), gazetteer) if span else ():
        yield bool(quoted), Reference(title, code, int(naming.year["year"]), *span)


def _quoted(sentence: Sentence, naming: Naming) -> re.Match[str] | None:
    """Return the title in quotation marks that is nearest to the word, in the words about it or just before it."""
    found = [
        match
        for match in QUOTED.finditer(sentence.text, sentence.start, sentence.end)
        if naming.word.start() - _NEAR // 2 <= match.end() and match.start() <= max(naming.end, naming.year.end())
        and len(match[0].split()) > 1
    ]  # fmt: skip
    return min(found, key=lambda match: abs(match.start() - naming.word.end()), default=None)


def _gemeenten(sentence: Sentence, naming: Naming) -> list[Mention]:
    """Return the gemeenten of the evaluation: named after the word, in the title before it, or as its maker."""
    text, named = sentence.text, sentence.named
    brackets = [match.span() for match in BRACKETS.finditer(text, sentence.start, sentence.end)]
    aside = [span for span in brackets if not span[0] < naming.word.start() < span[1]]
    loose = [item for item in named if item.is_cued or not any(a < item.start < b for a, b in aside)]
    after = [item for item in loose if naming.word.start() <= item.start < naming.end]
    before = [item for item in loose if naming.begin <= item.start < naming.word.start()]
    near = [item for item in loose if abs(item.start - naming.word.start()) <= _NEAR]
    near = sorted(near, key=lambda item: abs(item.start - naming.word.start()))
    makers = [item for item in near if item.is_cued]
    second = sentence.before_year(naming.year) if _is_second(naming.word, naming.year) else []
    for group in (second, after, before, makers, near if naming.is_told else []):
        if group:
            return together(text, group[0], group)
    return []


def _phrase(text: str, naming: Naming, teams: re.Match[str], gemeenten: list[Mention]) -> str:
    """Return the words that name the evaluation as its title; empty where a verb tells of it."""
    if naming.word.re is BODY:
        after = text[gemeenten[-1].end : naming.year.start()]
        title = re.sub(r",[^,]*$", "", after) if after.startswith(",") and not naming.is_told else ""
        return title.strip(_LOOSE)
    if naming.word.re is VERB or (naming.is_told and teams.end() > naming.end):
        return ""
    last = max(naming.word.end(), teams.end(), *(item.end for item in gemeenten if item.start < naming.end))
    bracket = BRACKETS.search(text, teams.end())
    if bracket and naming.word.end() <= bracket.start() < last:
        last = bracket.start() if gemeenten[0].start < bracket.start() else teams.end()
    title = text[naming.begin : last]
    if _CELL in title:
        title = next(cell for cell in title.split(_CELL) if naming.word[0] in cell)
    return title.strip(_LOOSE)


def _span(sentence: Sentence, first: int, last: int) -> tuple[int, int] | tuple[()]:
    """Return the span of the whole sentence, or of what counts of it; nothing where even that is too long to quote."""
    for start, end in ((sentence.start, sentence.end), (first, last)):
        part = sentence.text[start:end]
        if len(part.strip()) <= LONGEST:
            return start + len(part) - len(part.lstrip()), start + len(part.rstrip())
    return ()
