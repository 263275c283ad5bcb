"""The message in a mail: what its writer wrote, without what was quoted and without the signature."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import NamedTuple

_OLDER = re.compile(
    r"-{2,}\s*(?:oorspronkelijk bericht|original message|doorgestuurd bericht|forwarded message|"
    r"doorgestuurd bericht)|begin doorgestuurd bericht|begin forwarded message|"
    r"(?:op|on)\b.{4,120}\b(?:schreef|wrote)\b.{0,120}:\s*$|_{20,}\s*$",
    re.IGNORECASE,
)
_FIELD = re.compile(r"[*\s]*(?:van|from|verzonden|sent|datum|date|aan|to|cc|onderwerp|subject)\s*:", re.IGNORECASE)
_GREETING = re.compile(
    r"(?:met\s+(?:vriendelijke|hartelijke|warme)\s+groet(?:en)?|vriendelijke groet(?:en)?|hartelijke groet(?:en)?|"
    r"(?:veel\s+)?groet(?:en|jes)?|hoogachtend|mvg|m\.v\.g\.|kind regards|best regards|regards)\W*(?:\w+\W*){0,2}$",
    re.IGNORECASE,
)
_MOST_AFTER = 25
"""Lines: a signature is no longer, so what follows a greeting at greater length is part of the message."""
_FEWEST_FIELDS = 3


class Written(NamedTuple):
    """The numbers of the lines that the writer of a mail wrote, and whether older messages were left out."""

    numbers: list[int]
    has_older: bool


def written_in(lines: Sequence[str]) -> Written:
    """Return which lines are the message; a mail that only passes another one on keeps what it passes on."""
    end = _start_of_older(lines)
    own = [number for number in range(end) if not lines[number].lstrip().startswith(">")]
    kept = own[: _end_of_message([lines[number] for number in own])]
    if any(lines[number].strip() for number in kept):
        return Written(kept, len(own) < len(lines))
    return Written([number for number in range(len(lines)) if not _announces(lines[number])], False)


def without_quotes(line: str) -> str:
    """Return a line without the signs that it was quoted."""
    return re.sub(r"^[>\s]+", "", line) if line.lstrip().startswith(">") else line


def _announces(line: str) -> bool:
    text = without_quotes(line).strip()
    return bool(_FIELD.match(text) or _OLDER.match(text))


def _start_of_older(lines: Sequence[str]) -> int:
    """Return the number of the first line that belongs to an older message, the lines that announce it included."""
    for number, line in enumerate(lines):
        pair = f"{line.strip()} {lines[number + 1].strip()}" if number + 1 < len(lines) else line.strip()
        if _OLDER.match(line.strip()) or (_OLDER.match(pair) and line.strip()[:3].lower() in ("op ", "on ")):
            return number
        if sum(bool(_FIELD.match(each)) for each in lines[number : number + 5]) >= _FEWEST_FIELDS and _FIELD.match(
            line
        ):
            return number
    return len(lines)


def _end_of_message(lines: Sequence[str]) -> int:
    """Return where the signature begins: at two dashes (RFC 3676, 4.3), or at a greeting near the end."""
    for number, line in enumerate(lines):
        filled = [each for each in lines[number + 1 :] if each.strip()]
        has_text = any(each.strip() for each in lines[:number])
        if line.rstrip() == "--" or (_GREETING.match(line.strip()) and len(filled) <= _MOST_AFTER and has_text):
            return number
    return len(lines)
