"""The list of references and references in the text, in Dutch by the rules of the APA (7th edition).

The style is that of the Citation Style Language, read by citeproc-py. What that does not do is mended here: letters
behind equal years, Dutch dates, documents without an author, and pages. Rules: Publication manual of the American
Psychological Association (2020), and for Dutch names and dates De APA-richtlijnen uitgelegd (Werkgroep APA).
"""

from __future__ import annotations

import html
import json
import re
import unicodedata
from collections import defaultdict
from dataclasses import dataclass
from functools import lru_cache
from string import ascii_lowercase
from types import MappingProxyType

from reports.publication import Origin, Publication
from reports.references.items import Item, items
from reports.references.processing import processed

UNKNOWN = "(bron onbekend)"
"""What a reference to a document says that is not among the references."""
_ITALIC = re.compile(r"<i>(.*?)</i>", re.DOTALL)
_WHEN = re.compile(r"\((\d{4}|z\.d\.)(?:, ([a-z]+)(?: (\d{1,2}))?)?\)(?=\. <i>)")
_YEAR = re.compile(r"(\d{4}|z\.d\.)\)$")
_TWICE = re.compile(r"([?!.][”’\"']*</i>)\.")
_REPEATED = re.compile(r".*?(\((?:\d{4}|z\.d\.)[^()]*\)\.) (<i>.*?</i>(?: \[[^]]*\])?)\.?\s*(.*)", re.DOTALL)
_WORDS_OF_TITLE = 6
_WEB = re.compile(r"https?://\S+$")
_KEPT = 8


@dataclass(frozen=True)
class Piece:
    """A stretch of a reference, and whether it is in italics; `url` where it is an address."""

    text: str
    is_italic: bool = False
    url: str = ""


@dataclass(frozen=True)
class Entry:
    """A line of the list of references, with an anchor to lead to it."""

    document_id: str
    anchor: str
    pieces: tuple[Piece, ...]

    @property
    def text(self) -> str:
        """The line without its make-up."""
        return "".join(piece.text for piece in self.pieces)

    @property
    def origin(self) -> Origin:
        """The row that it is drawn from."""
        return Origin("referenties", self.document_id, "titel")


@dataclass(frozen=True)
class Bibliography:
    """The references of a study, in order; each document has one."""

    _entries: tuple[Entry, ...]
    _cited: MappingProxyType[str, str]

    def entries(self) -> tuple[Entry, ...]:
        """Return the list of references in its order."""
        return self._entries

    def cite(self, document_id: str, page: str | int | None = None) -> str:
        """Return a reference in the text, such as `(Bureau Vis, 2018a, p. 3)`; of a range of pages `pp. 3-4`."""
        said = self._cited.get(document_id, UNKNOWN)
        if page is None or page == "":
            return said
        sign = "pp." if re.search(r"\d\D+\d", str(page)) else "p."
        return f"{said[:-1]}, {sign} {page})"

    def anchor(self, document_id: str) -> str:
        """Return the anchor of a document's line in the list."""
        return _anchor(document_id)


def bibliography(publication: Publication) -> Bibliography:
    """Return the references to the documents of a study; made once for equal rows."""
    return _made(json.dumps(items(publication)))


@lru_cache(maxsize=_KEPT)
def _made(told: str) -> Bibliography:
    found: list[Item] = json.loads(told)
    lines: dict[str, str] = {}
    cited: dict[str, str] = {}
    for item in found:
        lines[item["id"]], reference = processed(item)
        cited[item["id"]] = _shortened(reference, item)
    order = sorted(found, key=_place)
    letters = _letters([(item["id"], cited[item["id"]]) for item in order])
    entries = tuple(
        Entry(item["id"], _anchor(item["id"]), _pieces(lines[item["id"]], item, letters.get(item["id"], "")))
        for item in order
    )
    said = {name: _lettered(text, letters.get(name, "")) for name, text in cited.items()}
    return Bibliography(entries, MappingProxyType(said))


def _shortened(cited: str, item: Item) -> str:
    """Return a reference in the text in which a long title that stands for an author is cut to its first words."""
    words = item["title"].partition(": ")[0].split()
    if item.get("author") or not words:
        return cited
    rest = "…" if len(words) > _WORDS_OF_TITLE else ""
    return cited.replace(item["title"], f"{' '.join(words[:_WORDS_OF_TITLE])}{rest}", 1)


def _place(item: Item) -> tuple[str, int, str, str]:
    """Return what the list is ordered by: names, year, title; without letters' marks and without signs."""
    names = item.get("author") or [{"literal": item["title"]}]
    said = " ".join(name.get("literal") or f"{name['family']} {name['given']}" for name in names)
    year = item.get("issued", {"date-parts": [[0]]})["date-parts"][0][0]
    return _bare(said), int(year), _bare(item["title"]), str(item["id"])


def _bare(text: str) -> str:
    flat = unicodedata.normalize("NFKD", text.casefold())
    return " ".join("".join(sign for sign in flat if sign.isalnum() or sign.isspace()).split())


def _letters(cited: list[tuple[str, str]]) -> dict[str, str]:
    """Return the letter behind the year of documents with the same reference in the text, in the order of the list."""
    groups: defaultdict[str, list[str]] = defaultdict(list)
    for name, text in cited:
        groups[text].append(name)
    return {
        name: _letter(turn) for group in groups.values() if len(group) > 1 for turn, name in enumerate(group)
    }  # fmt: skip


def _letter(turn: int) -> str:
    """Return a, b, … z, aa, ab, …."""
    rest, last = divmod(turn, len(ascii_lowercase))
    return (_letter(rest - 1) if rest else "") + ascii_lowercase[last]


def _lettered(cited: str, letter: str) -> str:
    return _YEAR.sub(lambda found: f"{_with(found[1], letter)})", cited)


def _with(year: str, letter: str) -> str:
    """Return a year with its letter; without a year a hyphen comes between."""
    return f"{year}-{letter}" if letter and not year.isdigit() else f"{year}{letter}"


def _pieces(line: str, item: Item, letter: str) -> tuple[Piece, ...]:
    """Return the pieces of a line of the list, with a Dutch date and the letter behind the year."""

    def when(found: re.Match[str]) -> str:
        rest = " ".join(part for part in (found[3], found[2]) if part)
        return f"({_with(found[1], letter)}{', ' if rest else ''}{rest})"

    mended = _WHEN.sub(when, line.strip(), count=1)
    if not item.get("author"):
        mended = _by_title(mended)
    mended = _TWICE.sub(r"\1", mended)
    pieces = []
    for at, text in enumerate(_ITALIC.split(mended)):
        if text:
            pieces += _linked(html.unescape(text)) if at % 2 == 0 else [Piece(html.unescape(text), is_italic=True)]
    return tuple(pieces)


def _by_title(line: str) -> str:
    """Return a line that begins with its title where an author would be, with the title there and not again."""
    found = _REPEATED.fullmatch(line)
    return f"{found[2]}. {found[1]} {found[3]}".strip() if found else line


def _linked(text: str) -> list[Piece]:
    address = _WEB.search(text)
    if not address:
        return [Piece(text)]
    return [*([Piece(text[: address.start()])] if address.start() else []), Piece(address[0], url=address[0])]


def _anchor(document_id: str) -> str:
    return f"bron-{document_id[:12]}"
