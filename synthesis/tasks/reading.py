"""Reads what a coded statement asks: who should do what, by when, and how far it is."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

from synthesis.coding.cues import Sentence, opening_of, read_sentences
from synthesis.tasks.actors import Actor, find_actor
from synthesis.tasks.status import DECIDED, DONE, Status, find_status
from synthesis.tasks.terms import Term, find_term

_PAST = re.compile(
    r"\b(?:was|waren|werd|werden|kreeg|kregen|had|hadden|stuurden|bleek|bleken|kwam|kwamen|ontving\w*|ging|gingen|vroeg|vroegen|waarin|sinds)\b",
    re.IGNORECASE,
)
_ONCE = re.compile(r"^\W*(?:op|in)\b[^,]{0,30}\b(?:20\d\d|jl\.?) (?:heeft|hebben|is|zijn)\b", re.IGNORECASE)
_TERM_LINE = re.compile(r"^\W*(?:tijdpad|planning|termijn|wanneer|deadline|gereed|realisatie)\b", re.IGNORECASE)
_LEAD_WORDS = 8
_WHAT_OPENS = re.compile(
    r"\b(?:(?:bevelen|beveelt|adviseren|adviseert|verzoeken|verzoekt|vragen|vraagt|roepen|roept|advies|aanbeveling"
    r"|besloten|afgesproken|aanbevolen)|(?:het is|is het)\b[^.;,]{0,40}"
    r"\b(?:belang|belangrijk|nodig|wenselijk|noodzakelijk|raadzaam|te bevelen))\b"
    r"[^.;]{0,90}?\b(?P<to>om|dat)\s+(?=\S)", re.IGNORECASE)  # fmt: skip
_WHAT_ENDS = re.compile(r",\s+(?:zodat|waardoor|omdat|want|aangezien|terwijl|hetgeen|opdat)\b|;\s", re.IGNORECASE)
_FEWEST_WORDS = 5


@dataclass(frozen=True)
class Task:
    """What a statement asks: the span of what is to be done, and who, when and how far, where it says so."""

    start: int
    end: int
    actor: Actor | None
    term: Term | None
    status: Status | None
    sentence: tuple[int, int]


def read_task(text: str, start: int, end: int, section_path: Sequence[str] = ()) -> Task:
    """Return what the statement at a span of a passage's text asks, given the headings above the passage."""
    sentences = _sentences(text)
    place = max(range(len(sentences)), key=lambda n: (_overlap(sentences[n], start, end), -n))
    sentence = sentences[place]
    heads = (*_leads(text, sentences[:place]), *reversed(section_path))
    words = text[sentence.start : sentence.end]
    status = find_status(words, heads)
    is_past = bool(_PAST.search(words) or (status and status.value == DECIDED and _ONCE.match(words)))
    is_past = is_past and not (status and status.value == DONE)
    is_line = bool(_TERM_LINE.match(words))
    term = find_term(text, sentence.start, sentence.end, is_past=is_past, is_line=is_line)
    for later in sentences[place + 1 :]:
        if not term and _TERM_LINE.match(text[later.start : later.end]):
            term = find_term(text, later.start, later.end, is_line=True)
    what = _what(text, sentence, max(start, sentence.start), min(end, sentence.end))
    return Task(*what, find_actor(text, sentence, heads), term, status, (sentence.start, sentence.end))


@lru_cache(maxsize=64)
def _sentences(text: str) -> tuple[Sentence, ...]:
    """Return the sentences of a text, which is asked for once for each of its codings."""
    return tuple(read_sentences(text))


def _overlap(sentence: Sentence, start: int, end: int) -> int:
    return max(0, min(sentence.end, end) - max(sentence.start, start))


def _leads(text: str, before: Sequence[Sentence]) -> list[str]:
    """Return the lines before a sentence that stand above it: short ones without a full stop, the nearest first."""
    leads = [text[sentence.start : sentence.end] for sentence in reversed(before)]
    return [
        lead for lead in leads if len(lead.split()) <= _LEAD_WORDS and not lead.rstrip().endswith((".", "?", "!", ","))
    ]


def _what(text: str, sentence: Sentence, start: int, end: int) -> tuple[int, int]:
    """Return the span of what is to be done: behind `wij adviseren het college om`, up to its reason or result."""
    opens = _WHAT_OPENS.search(text, start, end)
    begin = opens.end("to") if opens else max(start, sentence.tokens[opening_of(sentence.tokens)].start)
    begin += len(text[begin:end]) - len(text[begin:end].lstrip())
    ends = [match.start() for match in _WHAT_ENDS.finditer(text, begin, end)]
    stop = next((at for at in ends if len(text[begin:at].split()) >= _FEWEST_WORDS), end)
    if len(text[begin:stop].split()) < _FEWEST_WORDS:
        begin, stop = start, end
    return begin, begin + len(text[begin:stop].rstrip(" .;,"))
