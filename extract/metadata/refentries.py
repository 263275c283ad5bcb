"""Entries of a list of references: authors, year and title, in the styles that Dutch reports use."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from extract.metadata.dates import MONTHS
from extract.metadata.persons import persons_in

_MONTH = "|".join(MONTHS)
_NUMBER = r"(?:19[5-9]\d|20[0-4]\d)"
_IN_BRACKETS = rf"\((?:(?:{_MONTH})\s+)?(?P<year>{_NUMBER}[a-z]?|z\.j\.|n\.d\.|in druk)(?:,\s[^()]{{1,25}})?\)"
YEAR = re.compile(_IN_BRACKETS)
"""A year in brackets behind the authors (APA, 7th edition)."""
_ANY_YEAR = re.compile(rf"{_IN_BRACKETS}|(?<=[\s.,])(?P<bare>{_NUMBER}[a-z]?)\.(?=\s+[A-ZÀ-Ý‘“\"'])")
"""The same, or a year between full stops behind the authors (Harvard)."""
_LATE_YEAR = re.compile(
    rf"[,.(]\s*(?:\d{{1,2}}\s+)?(?:(?:{_MONTH})\s+)?(?P<year>{_NUMBER})\)?\s*[.;]?\s*(?:\(?pp?\.\s*[\d–-]+\)?\.?)?$"
)
_BULLET = re.compile(r"^(?:[•▪–*-]|\[\d+\]|\(\d+\)|\d{1,3}[.)])\s+")
_BEFORE = re.compile(r"^(?:Bron(?:nen)?|Zie(?:\s+ook)?|Uit|Naar|Noot|Vgl\.?)\s*:?\s+(?=[A-ZÀ-Ý])")
_BODY = re.compile(
    r"(?:Raad|Ministerie|College|Commissie|Inspectie|Instituut|Gemeente|Rekenkamer\w*|Universiteit|Stichting"
    r"|Vereniging|Centrum"
    r"|Centraal|Sociaal en Cultureel|Sociaal|Algemene|Nationale?|Nederlandse?|Tweede Kamer|Autoriteit|Bureau"
    r"|Staatscommissie)\s",
)
_BREAK = re.compile(r"\n|[.)\]/\d]\s+(?=[A-ZÀ-Ý’'])|;\s+|(?:https?://|www\.)\S+\s+")
_PLACE = re.compile(r"[A-ZÀ-Ý][\w’'-]+(?:\s[A-ZÀ-Ý][\w’'-]+)?(?::\s[^.]{2,60})?\.\s+(?=[A-ZÀ-Ý][\w’'-]+,\s+[A-ZÀ-Ý]\.)")
"""Where the entry before came out, in front of the authors of the next."""
_WORD = re.compile(r"[^\s,;&()]+")
_SMALL = frozenset(
    {
        "van",
        "de",
        "der",
        "den",
        "ter",
        "ten",
        "te",
        "het",
        "en",
        "in",
        "op",
        "voor",
        "e.a",
        "et",
        "al",
        "red",
        "eds",
        "ed",
    }
    | {
        "gemeente",
        "rekenkamer",
        "rekenkamercommissie",
        "ministerie",
        "bureau",
        "afdeling",
        "i.s.m",
        "m.m.v",
        "aan",
        "’t",
    }
    | {"'t", "und", "von", "and"}
)
"""Words of names of authors that have no capital."""
_ADDRESS = re.compile(
    r"\s*(?:https?://|www\.|\bdoi\s*:|\bGeraadpleegd|\bOpgehaald|\bRetrieved|\bGevonden op)", re.IGNORECASE
)
_END = re.compile(r"(?<![A-Z])(?<!\bvs)(?<!\bnr)(?<!\bdl)(?<!\bvol)(?<!\bo\.a)\.(?:\s|$)|[?!](?:\s|$)|\.(?=[A-Z][a-z])")
_LATE_END = re.compile(
    rf"(?<!(?-i:[A-Z]))\.\s|,\s+(?:in:?\s+(?:opdracht|[A-Z])|(?:{_MONTH})\s|{_NUMBER}\b|\d{{1,2}}\s+(?:{_MONTH}))"
    rf"|\s\({_NUMBER}\)|[.,]?$",
    re.IGNORECASE,
)
_QUOTED = re.compile(r"^[‘“\"'„](?P<title>.{6,240}?)[’”\"'](?=[,.\s]|$)")
_BODY_WORDS, _MOST_NAMES, _LONGEST_AUTHOR, _LONGEST_TITLE, _SHORTEST_TITLE, _WHOLE = 9, 40, 260, 260, 8, 700


@dataclass(frozen=True)
class Entry:
    """An entry of a list of references, and where it stands in the text that was read."""

    authors: str
    year: str
    title: str
    start: int
    end: int

    @property
    def shown(self) -> str:
        """The entry as readers see it."""
        return f"{self.authors} ({self.year}). {self.title}"


def entries_in(text: str, *, is_list: bool) -> Iterator[Entry]:
    """Yield the entries of a text; where it is part of a list, also those with a year that is not in brackets."""
    found = list(_early(text, _ANY_YEAR if is_list else YEAR))
    yield from found
    if is_list and not found:
        for line in re.finditer(r"[^\n]+", text):
            if entry := _late(line[0], line.start()):
                yield entry


def _early(text: str, pattern: re.Pattern[str]) -> Iterator[Entry]:
    """Yield the entries whose year stands behind the authors."""
    years = list(pattern.finditer(text))
    begins = [_author_start(text, years[at - 1].end() if at else 0, year.start()) for at, year in enumerate(years)]
    for at, (year, begin) in enumerate(zip(years, begins, strict=True)):
        if begin is None:
            continue
        stop = next((later for later in begins[at + 1 :] if later is not None), len(text))
        title, end = _title(text, year.end(), stop)
        authors = _names(text[begin : year.start()])
        if title and authors:
            yield Entry(authors, year["year"] or year["bare"], title, begin, end)


def _names(text: str) -> str:
    """Return authors without a bullet before and punctuation behind; the full stop of an initial stays."""
    bare = _BEFORE.sub("", _BULLET.sub("", " ".join(text.split()))).strip(" ,;:").lstrip(". ")
    return bare[:-1] if re.search(r"[^\W\d_]{3}\.$|\)\.$", bare) else bare


def _author_start(text: str, low: int, end: int) -> int | None:
    """Return where the authors before a year begin, after a line or sentence; None where no names stand there."""
    low = max(low, end - _LONGEST_AUTHOR)
    part = text[low:end]
    for begin in (0, *(match.end() for match in _BREAK.finditer(part))):
        candidate = part[begin:]
        bare = _BULLET.sub("", candidate.strip()).strip(" .,;:")
        if bare and _are_names(bare):
            at = low + begin + len(candidate) - len(candidate.lstrip())
            place = _PLACE.match(text, at, end)
            return place.end() if place and begin else at
    return None


def _are_names(text: str) -> bool:
    words = _WORD.findall(text)
    if not words or not words[0][0].isupper() or len(words) > _MOST_NAMES:
        return False
    if len(words) <= _BODY_WORDS and _BODY.match(text) and not re.search(r"[.:;?!]", text):
        return True
    return all(word[0].isupper() or word[0] in "’'&" or word.lower().rstrip(".") in _SMALL for word in words)


def _title(text: str, start: int, stop: int) -> tuple[str, int]:
    """Return the title after a year, and where the entry ends."""
    begin = stop - len(text[start:stop].lstrip(" .:,;\n"))
    rest = text[begin : min(stop, begin + _WHOLE)]
    address = _ADDRESS.search(rest)
    usable = rest[: address.start()] if address else rest
    quoted = _QUOTED.match(usable)
    end = _END.search(usable, _SHORTEST_TITLE) if len(usable) > _SHORTEST_TITLE else None
    title = quoted["title"] if quoted else usable[: end.start() + (end[0][0] in "?!")] if end else usable
    return _checked(title, is_quoted=bool(quoted)), begin + len(rest.rstrip())


def _checked(title: str, *, is_quoted: bool = False) -> str:
    """Return a title without punctuation around it; empty where it is too short or long, or begins small."""
    bare = " ".join(title.split()).strip(" .,;:‘’“”\"'„")
    fits = _SHORTEST_TITLE <= len(bare) <= _LONGEST_TITLE
    return bare if fits and (bare[0].isupper() or bare[0].isdigit() or is_quoted) else ""


def _late(line: str, at: int) -> Entry | None:
    """Return the entry of a line that ends in its year: 'Rekenkamer X, Grip op samenwerking?, oktober 2014.'"""
    year = _LATE_YEAR.search(line[-60:])
    bullet = _BULLET.match(line)
    begin = bullet.end() if bullet else 0
    split = _authors_end(line[begin:]) if year and len(line) < _WHOLE else 0
    if not year or not split:
        return None
    rest = line[begin + split :].lstrip(" ,:.")
    quoted = _QUOTED.match(rest)
    end = _LATE_END.search(rest, _SHORTEST_TITLE)
    title = _checked(quoted["title"] if quoted else rest[: end.start()] if end else rest, is_quoted=bool(quoted))
    authors = _names(line[begin : begin + split])
    return Entry(authors, year["year"], title, at + begin, at + len(line.rstrip())) if title and authors else None


def _authors_end(line: str) -> int:
    """Return where the authors of a line end: persons, or the names between commas that come first; 0 without any."""
    persons = persons_in(line)
    if persons:
        return persons[-1].end
    end = 0
    for chunk in re.finditer(r"[^,:]+(?=[,:]\s)", line):
        words = chunk[0].split()
        if not words or len(words) > 12 or not _are_names(chunk[0].strip()) or (end and len(words) > 6):
            break
        end = chunk.end()
    return end if re.search(r"[^\W\d_]{3}", line[end:]) else 0
