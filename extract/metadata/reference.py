"""The reports that the document refers to, each as 'Authors (year). Title'."""

from __future__ import annotations

import re
from collections.abc import Iterator

from extract.metadata.reading import Candidate, Reading
from extract.metadata.refentries import YEAR, entries_in
from extract.metadata.sections import Part, parts
from extract.metadata.single import LEAST
from extract.references import find_references

FIELD = "reference"
SEVERAL_FROM = LEAST

_TEAMS = ("team", "coach", "domein", "toegang")
_EVALUATION = (
    "valuat",
    "value",
    "rekenkamer",
    "onderzoek",
    "onderzoch",
    "doorlicht",
    "meting",
    "scan",
    "mkba",
    "baten",
)
"""A quick look at a page before it is searched for mentions."""


def read(reading: Reading) -> Iterator[Candidate]:
    """Yield the entries of the list of references, those in footnotes, and the evaluations that the text names."""
    listed = [candidate for part in parts(reading) for candidate in _of_part(part)]
    yield from listed
    known = " | ".join(_plain(candidate.value) for candidate in listed)
    for page in reading.pages:
        small = page.text.lower()
        if not (any(word in small for word in _TEAMS) and any(word in small for word in _EVALUATION)):
            continue
        for found in find_references(page.text, reading.gazetteer):
            title = " ".join(found.title.split())
            if title and _plain(title) not in known:
                name = reading.gazetteer.name_of(found.gemeente_code)
                maker = "" if name and name in title else f"Gemeente {name} "
                value = f"{maker}({found.year}). {title[:1].upper()}{title[1:]}"
                quote = page.text[found.start : found.end]
                yield Candidate(value, quote, page.number, "vermelding in de tekst", 0.62)


def _plain(text: str) -> str:
    return " ".join(re.findall(r"\w+", text.lower()))


def _of_part(part: Part) -> Iterator[Candidate]:
    if not part.is_references and (part.block.role != "footnote" or not YEAR.search(part.text)):
        return
    for entry in entries_in(part.text, is_list=part.is_references):
        quote = part.text[entry.start : entry.end].strip()
        method = "literatuurlijst" if part.is_references else "voetnoot"
        yield Candidate(entry.shown, quote, part.block.page, method, 0.85 if part.is_references else 0.7)
