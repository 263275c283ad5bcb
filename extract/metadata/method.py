"""The methods of the research, with their numbers: 'interviews: 23', 'enquête: 412 (respons 38%)'."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import replace

from extract.metadata.imprint import cover_lines
from extract.metadata.methodtables import rows_of
from extract.metadata.methodwords import METHODS, count_in, has_stem
from extract.metadata.own import is_of_others
from extract.metadata.reading import Candidate, Reading
from extract.metadata.respondents import NAMED, answered_in
from extract.metadata.sections import Part, parts
from extract.metadata.single import LEAST

FIELD = "method"
SEVERAL_FROM = LEAST

_STEMS = tuple(sorted({stem for method in METHODS for stem in method.stems} | {"enquête", "vragenlijst", "respons"}))
_DONE = re.compile(
    r"\b(?:gehouden|gevoerd|afgenomen|uitgezet|verspreid|verstuurd|gesproken|geïnterviewd|bestudeerd|geanalyseerd"
    r"|georganiseerd"
    r"|hielden|voerden?|spraken|interviewden|lazen|analyseerden|bestudeerden|vulden?|namen|deden mee|ondervraagd"
    r"|uitgevoerd|lichtten"
    r"|doorgelicht|bekeken|onderzocht|kregen|gebaseerd|gebruikt|ingezet|gedaan|verricht|getrokken|trokken|gelezen"
    r"|meegelopen|ingevuld"
    r"|deelgenomen|begonnen)\b",
    re.IGNORECASE,
)
_OWN = re.compile(
    r"\b(?:wij|we|ons|onze|onderzoekers?|dit|deze|het)\s+(?:\w+\s+){0,2}?(?:onderzoek|evaluatie|rekenkamer"
    r"|rapport)\b|\b(?:wij|we)\b"
    r"|\b(?:zijn|is|werden|werd)\s+(?:er\s+)?\b|\bdaarnaast\b|\baanvullend\b|\bonderzoekers\b|\bzij\b",
    re.IGNORECASE,
)
_SENTENCE = re.compile(r"[^.!?;]+(?:[.!?](?=\S)[^.!?;]*)*[.!?;]?")
_LOOSE = "zin over het onderzoek"
_EARLY = 8
_LONGEST = 6000
_QUOTE = 220
_PART = 5
"""A number of dossiers this many times smaller than another is of a finding."""
_SECTION, _DENSE, _TOLD, _FRONT, _MANY = 0.33, 0.3, 0.2, 0.02, 3


def read(reading: Reading) -> Iterator[Candidate]:
    """Yield the methods that sections on method, their tables, and sentences about this research name and count."""
    found: list[Candidate] = list(_on_cover(reading))
    last = max((page.number for page in reading.pages), default=0)
    for part in parts(reading):
        is_near = part.block.page <= max(_EARLY, last // 8) or part.block.page > last - 3
        if part.is_references or not (is_near or part.is_method) or part.block.role in ("heading", "title"):
            continue
        if _has_stem(part.text):
            found += rows_of(part) if part.block.role == "table" else _in_paragraph(part)
    yield from _sensible(found)


def _on_cover(reading: Reading) -> Iterator[Candidate]:
    """Yield the methods that the cover names: 'Een literatuuronderzoek in opdracht van …'."""
    for page, line in cover_lines(reading):
        for method in METHODS[1:]:
            if match := method.named.search(line):
                yield Candidate(method.name, match[0], page.number, "op de voorkant", 0.7)


def _has_stem(text: str) -> bool:
    """Tell whether a text may name a method: a quick look before it is searched."""
    small = text.lower()
    for stem in _STEMS:  # noqa: SIM110 - a generator takes four times as long, on every paragraph of a corpus
        if stem in small:
            return True
    return False


def _in_paragraph(part: Part) -> Iterator[Candidate]:
    text = part.text[:_LONGEST]
    if NAMED.search(text) and (part.is_method or (_OWN.search(text) and not is_of_others(text))):
        yield from _answered(part, text)
    is_listed = part.block.role == "list_item" or bool(re.match(r"\s*[•–▪-]\s", text))
    more = _SECTION if part.is_method else _DENSE if _is_dense(text) else 0.0
    more += _FRONT if part.block.page <= _EARLY else 0.0
    for match in _SENTENCE.finditer(text):
        sentence = match[0]
        if not _has_stem(sentence) or is_of_others(sentence):
            continue
        is_told = is_listed or (bool(_DONE.search(sentence)) and bool(_OWN.search(sentence)))
        if is_told or more > _FRONT:
            yield from _methods(part, sentence, more + (_TOLD if is_told else 0.0))


def _is_dense(text: str) -> bool:
    """Tell whether a paragraph names so many methods that it must be about how the research was done."""
    small = text.lower()
    if sum(has_stem(method, small) for method in METHODS) + ("enquête" in small or "vragenlijst" in small) < _MANY:
        return False
    named = sum(has_stem(method, small) and bool(method.named.search(text)) for method in METHODS)
    return named + bool(NAMED.search(text)) >= _MANY


def _methods(part: Part, sentence: str, more: float) -> Iterator[Candidate]:
    """Yield the methods that a sentence counts, and those that it only names."""
    small = sentence.lower()
    for method in METHODS:
        if not has_stem(method, small):
            continue
        counted = list(count_in(method, sentence))
        for value, words in counted:
            yield _candidate(part, f"{method.counted}: {value}", words.strip(" ,"), 0.45 + more)
        named = None if counted else method.named.search(sentence)
        if named:
            yield _candidate(part, method.name, named[0], 0.25 + more)
    if named := NAMED.search(sentence):
        yield _candidate(part, "enquête", named[0], 0.25 + more)


def _answered(part: Part, text: str) -> Iterator[Candidate]:
    for answered in answered_in(text):
        value = f"enquête: {answered.shown}"
        confidence = (0.8 if part.is_method else 0.66) - (0.1 if answered.is_asked else 0.0)
        quote = text[answered.start : answered.end].strip(" ,")
        method = "aantal gevraagden" if answered.is_asked else "aantal ingevulde vragenlijsten"
        yield Candidate(value, quote[:_QUOTE], part.block.page, method, confidence)


def _candidate(part: Part, value: str, quote: str, confidence: float) -> Candidate:
    method = "paragraaf over de methode" if part.is_method else _LOOSE
    return Candidate(value, quote[:_QUOTE], part.block.page, method, min(confidence, 0.85))


def _sensible(found: Iterable[Candidate]) -> Iterator[Candidate]:
    """Yield the candidates; a bare method beside its number counts no more, nor a part beside its total."""
    groups: dict[str, list[Candidate]] = defaultdict(list)
    for item in found:
        groups[_GROUP.get(item.value.partition(":")[0], item.value.partition(":")[0])].append(item)
    for items in groups.values():
        sure = [item for item in items if item.confidence >= LEAST and ":" in item.value]
        told = [item for item in sure if item.method == _LOOSE]
        dropped = _dropped(sure if len(told) == len(sure) else [item for item in sure if item.method != _LOOSE])
        for item in items:
            is_bare = ":" not in item.value and bool(sure)
            is_loose = item.method == _LOOSE and len(told) < len(sure)
            yield _less(item) if is_bare or is_loose or item.value in dropped else item


_GROUP = {method.name: method.counted for method in METHODS}


def _less(item: Candidate) -> Candidate:
    return replace(item, confidence=min(item.confidence, 0.5))


def _dropped(sure: list[Candidate]) -> set[str]:
    """Return the values that others make needless: the same with a response, how many were asked, parts of a total."""
    values = {item.value for item in sure}
    dropped = {value for value in values if any(other.startswith(f"{value} (") for other in values)}
    returned = {item.value for item in sure if item.method != "aantal gevraagden"}
    if returned:
        dropped |= values - returned
    counts = {value: int(match[1]) for value in values - dropped if (match := re.search(r": (\d+)(?: \(|$)", value))}
    for value, count in sorted(counts.items()):
        others = [other for name, other in sorted(counts.items()) if name != value]
        if len(others) > 1 and sum(others) == count:
            dropped |= set(counts) - {value}
        is_part = value.startswith("dossiers") and count * _PART < max(counts.values())
        if is_part or (count == 1 and max(counts.values()) > 1):
            dropped.add(value)
    return dropped
