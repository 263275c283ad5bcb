"""Turns of a conversation: who speaks in each paragraph of a transcript, and that a document is one."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from extract.marked import without_start
from extract.sheet import Piece

_TIME = r"[\[(]?\d{1,2}:\d{2}(?::\d{2})?(?:[.,]\d{1,3})?[\])]?"
_LABEL = r"(?P<label>[^\W_](?:[^\n:?!]{0,38}?[^\s:?!])?)"
_TURN = re.compile(rf"(?:{_TIME}\s*[-–]?\s*)?{_LABEL}\s*(?:{_TIME})?\s*:(?:\s*{_TIME}\s*)?(?=\s|$)\s*")
_NAMED_TIME = re.compile(rf"(?:{_TIME}\s+{_LABEL}|(?P<name>[^\W\d_][^\n:?!]{{0,38}}?)\s+{_TIME})\s*$")
_SPAN = re.compile(r"\d{1,2}:\d{1,2}(?::\d{1,2})?(?:[.,]\d{1,3})?\s*-->\s*\S+$")
_STAMP = re.compile(_TIME)
_SPEAKERS = (
    r"(?:interviewe?r|interviewster|int|ir?|r|p|ge[iï]nterviewde|resp(?:ondente?)?|onderzoeker|vragensteller|"
    r"moderator|gespreksleider|gespreksleidster|deelnem(?:er|ster)|spreker|speaker|participant|cli[eë]nte?|inwoner|"
    r"bewoner|mevrouw|mevr|mw|meneer|dhr|(?:de )?heer)\.?[ -]?(?:\d{1,2}|[a-z]{1,2}\.?)?"
)
_SPEAKER = re.compile(rf"{_SPEAKERS}(?:\s\S.*)?", re.IGNORECASE)
_LONE_SPEAKER = re.compile(_SPEAKERS, re.IGNORECASE)
_FIELDS = re.compile(
    r"vraag|vragen|antwoord(?:en)?|q|a|v|doel(?:en|groep|stelling)?|resultaat|resultaten|aanpak|actie|datum|locatie|"
    r"plaats|periode|jaar|budget|kosten|toelichting|opmerking|status|conclusie|aanbeveling|bevinding|indicator|bron|"
    r"voorbeeld|tip|let op|website|telefoon|e-?mail|contact|titel|auteur|van|aan|onderwerp|tabel|figuur|artikel",
    re.IGNORECASE,
)
"""Labels of forms and of frequently asked questions, which come back as often as speakers do."""
_MOST_WORDS = 5
_FEWEST_TURNS = 4
_MOST_SPEAKERS = 15
_SPOKEN = frozenset({"paragraph", "list_item"})


@dataclass(frozen=True)
class _Turn:
    """A label at the start of a paragraph: where its text begins, and whether a time goes with it."""

    index: int
    label: str
    start: int
    text: str
    is_timed: bool

    @property
    def key(self) -> str:
        return self.label.casefold()


def read_turns(pieces: Sequence[Piece]) -> tuple[Piece, ...]:
    """Return pieces with the speaker of each, and the labels out of their text, if they are those of a transcript."""
    pieces = [part for piece in pieces for part in _rows_spoken(piece)]
    turns = _turns(pieces)
    if not turns:
        return tuple(pieces)
    return tuple(_spoken(pieces, {turn.index: turn for turn in turns}, turns[-1].index))


def _spoken(pieces: Sequence[Piece], turns: Mapping[int, _Turn], last: int) -> Iterator[Piece]:
    """Yield pieces with their speakers; what follows the last turn is no longer ascribed to anyone."""
    speaker = ""
    is_open = False
    for index, piece in enumerate(pieces):
        if turn := turns.get(index):
            speaker = turn.label
            rest = without_start(piece, turn.start)
            is_open = not rest.text
            if rest.text:
                yield replace(rest, role="paragraph", level=None, speaker=speaker)
        elif piece.role in _SPOKEN and speaker and (index < last or is_open) and not _SPAN.match(piece.text):
            is_open = False
            yield replace(piece, speaker=piece.speaker or speaker)
        elif not _SPAN.match(piece.text):
            speaker = "" if piece.role == "heading" else speaker
            yield piece


def _turns(pieces: Sequence[Piece]) -> list[_Turn]:
    """Return the turns in pieces; none where they are no transcript."""
    found = [turn for index in range(len(pieces)) for turn in _turn(index, pieces)]
    counts = Counter(turn.key for turn in found)
    turns = [turn for turn in found if counts[turn.key] > 1]
    if not _is_conversation(turns):
        return []
    between = sum(piece.role in _SPOKEN for piece in pieces[turns[0].index : turns[-1].index + 1])
    if len(turns) < 0.4 * between:
        return []
    # In a transcript, who speaks once is told by a label that only speakers have.
    return [turn for turn in found if counts[turn.key] > 1 or _SPEAKER.fullmatch(turn.label)]


def _turn(index: int, pieces: Sequence[Piece]) -> Iterator[_Turn]:
    text, role = pieces[index].text, pieces[index].role
    if (role in _SPOKEN or role == "heading") and _LONE_SPEAKER.fullmatch(text):
        yield _Turn(index, text, len(text), _after(index, pieces), False)
    elif role not in _SPOKEN:
        return
    elif index and _SPAN.match(pieces[index - 1].text) and len(text.split()) <= _MOST_WORDS:
        yield _Turn(index, text, len(text), _after(index, pieces), True)
    elif found := _TURN.match(text) or _NAMED_TIME.match(text):
        label = (found["label"] or found.groupdict().get("name") or "").strip(" ,–-")
        if label and len(label.split()) <= _MOST_WORDS and not label.isdigit() and not _FIELDS.fullmatch(label):
            is_timed = bool(_STAMP.search(found[0]))
            yield _Turn(index, label, found.end(), text[found.end() :] or _after(index, pieces), is_timed)


def _after(index: int, pieces: Sequence[Piece]) -> str:
    return pieces[index + 1].text if index + 1 < len(pieces) else ""


def _is_conversation(turns: Sequence[_Turn]) -> bool:
    """Tell whether a few labels take turns, as speakers do, and are those of speakers: by name, times or questions."""
    counts = Counter(turn.key for turn in turns)
    if len(turns) < _FEWEST_TURNS or not 1 < len(counts) <= _MOST_SPEAKERS or 2 * len(counts) > len(turns):
        return False
    if sum(turn.key != after.key for turn, after in pairwise(turns)) < 0.5 * (len(turns) - 1):
        return False
    if 2 * sum(turn.is_timed for turn in turns) > len(turns) or any(_SPEAKER.fullmatch(turn.label) for turn in turns):
        return True
    asked = Counter(turn.key for turn in turns if "?" in turn.text)
    return any(2 * asked[key] >= count for key, count in counts.items())


def _rows_spoken(piece: Piece) -> Iterator[Piece]:
    """Yield a table as turns where one column tells who speaks and another what is said, else the piece itself."""
    rows = piece.rows
    for column in range(min(3, len(rows[0]) if rows else 0)):
        said = max((each for each in range(len(rows[0])) if each != column), key=lambda each: _words(rows, each))
        others = [row[each] for row in rows[1:] for each in range(len(row)) if each not in (column, said)]
        labels = Counter(row[column].strip(" :").casefold() for row in rows)
        turns = [
            _Turn(index, row[column].strip(" :"), 0, row[said], False)
            for index, row in enumerate(rows) if labels[row[column].strip(" :").casefold()] > 1
        ]  # fmt: skip
        is_bare = all(not each or _STAMP.fullmatch(each) or each.isdigit() for each in others)
        if is_bare and len(turns) >= len(rows) - 2 and all(turns) and _is_said(turns):
            yield from (Piece(role="paragraph", text=turn.text, speaker=turn.label) for turn in turns if turn.text)
            return
    yield piece


def _is_said(turns: Sequence[_Turn]) -> bool:
    return all(
        turn.label and len(turn.label.split()) <= _MOST_WORDS and not _FIELDS.fullmatch(turn.label) for turn in turns
    ) and _is_conversation(turns)


def _words(rows: Sequence[Sequence[str]], column: int) -> int:
    return sum(len(row[column].split()) for row in rows)
