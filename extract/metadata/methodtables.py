"""Tables of what researchers did: a row for each method, with how many took part."""

from __future__ import annotations

import re
from collections.abc import Iterator

from extract.metadata.methodwords import METHODS
from extract.metadata.reading import Candidate
from extract.metadata.respondents import NAMED
from extract.metadata.sections import Part

_CELL = " | "
_NUMBER = re.compile(r"(?P<number>\d{1,3}(?:\.\d{3})+|\d+)(?:\s*\(\s*(?P<share>\d{1,3})(?:,\d)?\s?%\s*\))?(?P<rest>.*)")
_SHARE = re.compile(r"(\d{1,3})(?:,\d)?\s?%")
_TOOK_PART = re.compile(
    r"deelgenomen|deelname|deelnemers|gerealiseerd|ingevuld|respondenten|gesproken|uitgevoerd|\baantal\b|^n$"
    r"|\(n\)|respons \(n",
    re.IGNORECASE,
)
_ASKED = re.compile(
    r"benaderd|aangeschreven|uitgenodigd|verstuurd|verzonden|populatie|gepland|steekproef", re.IGNORECASE
)
_RESPONSE = re.compile(r"respons", re.IGNORECASE)
_DOSSIERS = re.compile(r"\b\w*dossiers\b", re.IGNORECASE)
_TALKS = re.compile(r"^\W*gesprekken\b", re.IGNORECASE)
_OBSERVED = re.compile(r"\bbijgewoonde?\b|\bmeegelopen\b|\bobservaties?\b", re.IGNORECASE)
_FEWEST = 2


def rows_of(part: Part) -> Iterator[Candidate]:
    """Yield the methods of a table of which two rows at least name one, and the number that took part in each."""
    lines = [line.split(_CELL) for line in part.text.split("\n")]
    if len(lines) <= _FEWEST:
        return
    header, rows = lines[0], lines[1:]
    named = [(row, name) for row in rows if (name := _method_of(row))]
    if not named and any(_ASKED.search(title) for title in header) and any(_RESPONSE.search(title) for title in header):
        named = [(row, "enquête") for row in rows]
    if len(named) < _FEWEST or (not part.is_method and len(named) < len(rows) / 2):
        return
    for row, name in named:
        if value := _value(header, row, name):
            quote = _CELL.join(row)
            yield Candidate(value, quote, part.block.page, "tabel van de methoden", 0.86 if part.is_method else 0.7)


def _method_of(row: list[str]) -> str:
    """Return the name of the method that the words of a row name, as it stands before a number; empty without one."""
    words = " ".join(cell for cell in row[:2] if not cell[:1].isdigit())
    if NAMED.search(words):
        return "enquête"
    for name, pattern in (("dossiers", _DOSSIERS), ("observaties", _OBSERVED), ("interviews", _TALKS)):
        if pattern.search(words):
            return name
    groups = METHODS[1]
    for method in (groups, *METHODS):
        if match := method.named.search(words):
            is_one_group = method is groups and not match[0].lower().endswith(("en", "s"))
            return "" if is_one_group else method.counted
    return ""


def _value(header: list[str], row: list[str], name: str) -> str:
    cells = [(title, cell.strip()) for title, cell in zip(header, row, strict=False)][1:]
    plain = [(title, cell) for title, cell in cells if "%" not in cell.split("(")[0]]
    numbers = [(title, match) for title, cell in plain if (match := _NUMBER.match(cell))]
    if name == "groepsgesprekken":
        numbers = [(title, match) for title, match in numbers if not re.search(r"person|deelnem", match["rest"])]
    usable = [(title, match) for title, match in numbers if not _ASKED.search(title)] or numbers
    best = next(((title, match) for title, match in usable if _TOOK_PART.search(title)), usable[-1] if usable else None)
    if best is None:
        return ""
    count = best[1]["number"].replace(".", "")
    told = [cell for title, cell in cells if _RESPONSE.search(title) or "(" in cell]
    shares = [match[1] for cell in told if (match := _SHARE.search(cell))]
    return f"{name}: {count}" + (f" (respons {shares[0]}%)" if shares and name == "enquête" else "")
