"""Pages of "GO. raadsinformatie", the council system that stands behind many sites of gemeenteraden.

Form: version 5.4. The page of a meeting lists its own documents in `#documenten`, and its agenda in rows
`#agendapunt<number>_<order>`. The documents of a row are on a list of their own, which the page asks for by the number
of the row, but for some archived meetings, where they stand in the row.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from urllib.parse import urlsplit

from scrapy.http import HtmlResponse
from scrapy.selector import Selector

from harvest.forms.days import written_day
from harvest.forms.gemeenten import gemeente_of_host
from harvest.forms.meeting_addresses import base_of, joined, meeting_day
from harvest.steps import Answer

_ROW = re.compile(r"(?:agendapunt|agendapunt_documenten_|attachements_|meerinformatie_|button)(\d+)(?:_.*)?")
_GEMEENTE = re.compile(r"\bgemeente(?:raad)?\s+(?:van\s+)?(\S.*?)\s*$", re.IGNORECASE)
_NAMED = "//*[@id='logo']//a | //*[@id='copy']//span"
"""Where a page says whose it is."""
_HEADS = "//*[@id='pageHead']//*[contains(@class, 'date')] | //title | //h1"
_ROWS = "//li[contains(concat(' ', normalize-space(@class), ' '), ' agendaRow ')]"
_MARKS = f"{_ROWS} | //*[@id='agendapunten'] | //input[@id='meeting_object_id']"
_FRAME = "//title | //form | //*[@id='breadcrumb'] | //*[@id='page']"
"""What a page has, and a list that a page asks for has not."""
_INLINE = ".//*[starts-with(@id, 'agendapunt_documenten_')]"
_CONFIDENTIAL = ("vertrouwlijk", "vertrouwelijk")
_TYPES = {"onbekend": None, "notitie": "motie", "raadvoorstel": "raadsvoorstel"}
"""Classes of documents that are called otherwise in the legend of the system."""
_TITLE_LENGTH = 120


@dataclass(frozen=True)
class Entry:
    """A document on a list."""

    title: str
    url: str | None
    """None where the list gives no address that can be read."""
    type: str | None
    is_confidential: bool


@dataclass(frozen=True)
class Row:
    """A row of an agenda: whether it says that it has documents, and those that stand in it."""

    title: str
    number: str | None
    has_documents: bool
    entries: tuple[Entry, ...]


class MeetingPage:
    """A page of the system."""

    def __init__(self, answer: Answer) -> None:
        """Read the page of an answer, in the encoding that it declares."""
        headers = {"Content-Type": answer.headers["content-type"]} if "content-type" in answer.headers else None
        self._root = HtmlResponse(answer.final_url, headers=headers, body=answer.content).selector
        self.url = base_of(answer.final_url, self._root.xpath("//meta[@property='og:url']/@content").get(""))

    @property
    def is_meeting(self) -> bool:
        """Tell whether this is the page of a meeting."""
        return bool(self._root.xpath(_MARKS))

    @property
    def is_whole(self) -> bool:
        """Tell whether this is a whole page of the system, rather than a list for one or a page of another site."""
        return bool(self._root.xpath(_FRAME))

    @property
    def day(self) -> str | None:
        """Return the day of the meeting (ISO 8601), by its head, its title or its address."""
        days = (written_day(_text(head)) for head in self._root.xpath(_HEADS))
        return next(filter(None, days), None) or meeting_day(self.url)

    @property
    def gemeente(self) -> str | None:
        """Return the gemeente of the site: its name where the page states it, else its code by the host."""
        named = (_GEMEENTE.search(_text(element)) for element in self._root.xpath(_NAMED))
        return next((found[1] for found in named if found), None) or gemeente_of_host(self.url)

    def links(self) -> list[str]:
        """Return the addresses on the same host that the page links to, in order."""
        host = urlsplit(self.url).netloc
        found = (joined(self.url, link) for link in self._root.xpath("//a/@href").getall())
        return list(dict.fromkeys(url for url in found if url and urlsplit(url).netloc == host))

    def own_entries(self) -> list[Entry]:
        """Return the documents of the meeting itself."""
        return [entry for part in self._root.xpath("//*[@id='documenten']") for entry in _entries_in(part, self.url)]

    def all_entries(self, base: str) -> list[Entry]:
        """Return the documents of a list that is no page by itself, with addresses that count from `base`."""
        return _entries_in(self._root, base)

    def rows(self) -> Iterator[Row]:
        """Yield the rows of the agenda."""
        for row in self._root.xpath(_ROWS):
            yield Row(
                title=_text((row.xpath(".//h3") or [row])[0])[:_TITLE_LENGTH],
                number=next((found[1] for name in _names(row) if (found := _ROW.fullmatch(name))), None),
                has_documents=not row.xpath(".//a[contains(@class, 'bijlage_false')]"),
                entries=tuple(entry for part in row.xpath(_INLINE) for entry in _entries_in(part, self.url)),
            )


def _entries_in(part: Selector, base: str) -> list[Entry]:
    """Return the documents that a list names, each address once."""
    found: dict[str, Entry] = {}
    for item in part.xpath(".//li"):
        for entry in _entries(item, base):
            found.setdefault(entry.url or f" {entry.title}", entry)
    return list(found.values())


def _entries(item: Selector, base: str) -> Iterator[Entry]:
    """Yield the documents of one item of a list; its links to notes are none."""
    words = " ".join(item.attrib.get("class", "").split())
    kind = _TYPES.get(words, words.replace("-", " ") or None)
    is_confidential = any(name in words.split() for name in _CONFIDENTIAL)
    links = [link for link in item.xpath(".//a") if _is_file(link)]
    for link in links:
        url = joined(base, link.attrib["href"])
        yield Entry(_text(link) or url or link.attrib["href"], url, kind, is_confidential)
    if not links and _text(item):
        yield Entry(_text(item), None, kind, is_confidential)


def _is_file(link: Selector) -> bool:
    address = link.attrib.get("href", "").strip()
    is_note = "notelink" in link.attrib.get("class", "") or address.endswith("/notitie/")
    return not is_note and bool(address.strip("#"))


def _names(element: Selector) -> list[str]:
    """Return the names of an element and of all within it."""
    return element.xpath("descendant-or-self::*/@id").getall()


def _text(element: Selector) -> str:
    return " ".join(element.xpath("string()").get("").split())
