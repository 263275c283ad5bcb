"""The subtitle: what stands right below the title in other type."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from extract.metadata import title
from extract.metadata.bodies import bureau_in
from extract.metadata.choice import best_of_each, choose
from extract.metadata.dates import DATE
from extract.metadata.front import LABELS
from extract.metadata.imprint import credits_of
from extract.metadata.organisations import organisation_in
from extract.metadata.persons import persons_in
from extract.metadata.reading import Candidate, Line, Reading
from extract.metadata.single import LEAST, at_most_one

FIELD = "subtitle"
SEVERAL_FROM = LEAST
IS_SINGLE = True

_FEWEST, _MOST = 3, 32
_HEADING_WORDS = 5
"""Words: a shorter heading below the title is that of a section."""
_GAP = 0.16
"""The most space between a title and its subtitle, as a share of the page."""
_LINE_HEIGHT = 0.0026
"""Distance between lines of one text, at most, as a share of the page for each point of their size."""
_SAME_SIZE = 0.04
_COVER_WORDS, _ALIGNED, _GAP_OF_LINE = 150, 0.01, 0.016
_NO_SUBTITLE = re.compile(
    r"^(?:versie|concept|definitief|status|kenmerk|auteurs?|door|in opdracht|opdrachtgever|aan|van|datum"
    r"|vergadering|isbn"
    r"|www\.|https?:|gepubliceerd|geplaatst|geldend|raadsnummer|zaaknummer|let op|deel \d+$|bijlagen?\b|pagina|tel\b|©"
    r"|uitgave|colofon|inhoud|samenvatting|voorwoord|inleiding|aanleiding|hoofdstuk|leeswijzer|beste |geachte "
    r"|fictief|bedragen |[•▪–-] |[1-9]\.? )|[@€|]|^\W*\d[\d\s.,/-]*$|:\s*$|\bfictie(?:f|ve)\b",
    re.IGNORECASE,
)
_KIND = re.compile(
    r"(?:(?:concept|eind|onderzoeks|evaluatie|tussen|deel|hoofd|advies)?-?\s?rapport(?:age)?|notitie|eindrapportage"
    r"|factsheet|(?:bestuurlijke )?nota|rekenkamerrapport|managementsamenvatting|publiekssamenvatting)\W*",
    re.IGNORECASE,
)
"""A kind of document, which alone is no subtitle."""


def read(reading: Reading) -> Iterator[Candidate]:
    """Yield what may be the subtitle: what a label says, or what stands below the title that was chosen."""
    titles = choose(best_of_each(title.read(reading)))
    found = [*_labelled(reading)]
    for chosen in titles:
        found += [*_below(reading, chosen.value), *_block_below(reading, chosen.value)]
    yield from at_most_one(found)


def _labelled(reading: Reading) -> Iterator[Candidate]:
    for credit in credits_of(reading):
        if credit.key == "ondertitel":
            value = credit.text.lstrip(" \n:|").split("\n")[0].strip()
            end = credit.text.find(value) + len(value)
            if value:
                yield Candidate(value, credit.quote(end), credit.page.number, "label Ondertitel", 0.95)


def _words(text: str) -> str:
    return " ".join(re.findall(r"\w+", text.lower()))


def _below(reading: Reading, value: str) -> Iterator[Candidate]:
    """Yield the lines of one size below the last line of the title; of a title in two sizes the second part."""
    for number in sorted({line.page for line in reading.embedded.lines}):
        lines = sorted((line for line in reading.embedded.lines if line.page == number), key=lambda line: line.top)
        span = _span(lines, value)
        if not span:
            continue
        first, last = lines[span[0]], lines[span[1] - 1]
        if abs(first.size - last.size) > _SAME_SIZE * first.size:
            start = next(at for at in range(*span) if abs(lines[at].size - first.size) > _SAME_SIZE * first.size)
            yield from _candidate(reading, lines[start : span[1]], "tweede deel van de titel", 0.7)
            return
        taken = _next_text(lines, span[1], last)
        is_larger = bool(taken) and taken[0].size > 1.08 * reading.embedded.body_size
        words = sum(len(line.text.split()) for line in lines)
        if taken and (is_larger or words < _COVER_WORDS):
            yield from _candidate(reading, taken, "onder de titel", 0.82 if is_larger else 0.7)
        elif taken and _stands_apart(lines, last, taken):
            yield from _candidate(reading, taken, "onder de titel", 0.66)
        return


def _stands_apart(lines: Sequence[Line], last: Line, taken: Sequence[Line]) -> bool:
    """Tell whether one or two lines stand close below the title, in its column, with space below them."""
    after = [line.top - taken[-1].top for line in lines if line.top > taken[-1].top]
    is_close = taken[0].top - last.top < _LINE_HEIGHT * last.size and abs(taken[0].left - last.left) < _ALIGNED
    return len(taken) <= 2 and is_close and last.size > taken[0].size and min(after, default=1.0) > 2 * _GAP_OF_LINE


def _span(lines: Sequence[Line], value: str) -> tuple[int, int] | None:
    """Return which lines in a row hold the title, the year beside it aside; None where none do."""
    wanted = _words(value)
    for start, line in enumerate(lines):
        if not wanted.startswith(_words(line.text)) or not _words(line.text):
            continue
        joined = ""
        for end in range(start, min(start + 8, len(lines))):
            joined = f"{joined} {_words(lines[end].text)}".strip()
            if joined == wanted:
                return start, end + 1
            if not wanted.startswith(joined):
                break
    return None


def _next_text(lines: Sequence[Line], at: int, last: Line) -> list[Line]:
    """Return the lines of one size in a row that begin below the title, where these are near."""
    taken: list[Line] = []
    for line in lines[at:]:
        before = taken[-1] if taken else last
        if line.top - before.top > (_GAP if not taken else _LINE_HEIGHT * line.size):
            break
        if taken and abs(line.size - before.size) > _SAME_SIZE * before.size:
            break
        if _is_credit(line.text):
            break
        taken.append(line)
    return taken


def _is_credit(text: str) -> bool:
    """Tell whether a line holds a date, names or a label, and nothing that says what the document is about."""
    bare = DATE.sub("", text).strip(" ,.·|–-")
    if not bare or LABELS.fullmatch(bare) or _NO_SUBTITLE.search(bare) or _KIND.fullmatch(bare):
        return True
    bureau = bureau_in(bare)
    is_body = organisation_in(bare) == bare or bool(bureau and len(bare) - (bureau.end - bureau.start) < 4)
    persons = persons_in(bare)
    return is_body or (bool(persons) and persons[-1].end >= len(bare) and len(bare.split()) < 9)


def _candidate(reading: Reading, lines: Sequence[Line], method: str, confidence: float) -> Iterator[Candidate]:
    value = " ".join(line.text for line in lines).strip(" –-:|")
    if _can_be(value):
        quote, page = reading.quote(value)
        yield Candidate(value, quote or value, page, method, confidence)


def _can_be(value: str) -> bool:
    words = value.split()
    is_sentence = value.endswith(".") and len(words) > 12
    return _FEWEST <= len(words) <= _MOST and not is_sentence and not _is_credit(value) and len(_words(value)) > 8


def _block_below(reading: Reading, value: str) -> Iterator[Candidate]:
    """Yield the short block right after the title, where the document has blocks and no lines of type."""
    if reading.embedded.lines or not reading.pages:
        return
    blocks = [block for block in reading.blocks if block.page == reading.pages[0].number][:12]
    texts = [" ".join(reading.text_of(block).split()) for block in blocks]
    for at, text in enumerate(texts[:-1]):
        if _words(text) != _words(value):
            continue
        block, below = blocks[at + 1], texts[at + 1]
        is_plain = not re.search(r"[.:;?!]$|\d{3,}", below) and len(below.split()) <= 20
        is_section = block.role == "heading" and (reading.is_html or len(below.split()) < _HEADING_WORDS)
        if block.role in ("paragraph", "title", "heading") and is_plain and not is_section and _can_be(below):
            yield Candidate(below, reading.text_of(block), block.page, "onder de titel", 0.7)
        return
