"""What a web page links to, and what it says of itself."""

from __future__ import annotations

import re
from dataclasses import dataclass
from urllib.parse import urlsplit

import lxml.etree
import lxml.html
from scrapy.linkextractors import IGNORED_EXTENSIONS
from trafilatura.metadata import extract_metadata
from w3lib.encoding import html_to_unicode

from harvest.addresses import full_address
from harvest.documents import DOCUMENT_ENDINGS, ending_of
from harvest.steps import Answer, Listed

_TITLE_LENGTH = 300
_SKIPPED = frozenset(f".{ending}" for ending in IGNORED_EXTENSIONS) - DOCUMENT_ENDINGS
"""Endings of what neither is a document nor leads to one, such as images."""
_WORD = re.compile(r"[^\W\d_]+")
_NO_TITLE = re.compile(
    r"download.*|bekijk|lees|open|klik|hier|dit|het|de|een|als|in|naar|meer|volledige?|rapport(?:en)?|publicaties?|"
    r"document(?:en)?|bestand(?:en)?|bijlagen?|pagina|s|pdf|docx?|odt|rtf|pptx|[kmg]i?b|bytes"
)
"""Words that tell what a click does, not what the document is called."""
_PARSER = lxml.html.HTMLParser(huge_tree=True)
"""Another would cut a page off where 256 elements are open, as on sites that forget to close them."""
_DATES = {"original_date": True, "extensive_search": False, "max_date": "2100-01-01"}
"""Only days that a page marks as its own: any other in its text may be that of an event, or of its copyright."""


@dataclass(frozen=True)
class Link:
    """A link of a page: its address in full, and its first text that is not empty."""

    url: str
    text: str | None

    @property
    def is_download(self) -> bool:
        """Tell whether the address ends as that of a document."""
        return ending_of(self.url) in DOCUMENT_ENDINGS

    @property
    def title(self) -> str | None:
        """Return the text where it can be the title of what it links to."""
        words = (self.text or "").lower()
        is_file_name = (ending_of(self.url) or "\0") in words
        return self.text if not is_file_name and not all(map(_NO_TITLE.fullmatch, _WORD.findall(words))) else None


class Page:
    """A web page that was answered."""

    def __init__(self, answer: Answer) -> None:
        """Read the page of an answer, in the encoding that it declares or else seems to have."""
        self._url = answer.final_url
        content_type = answer.headers.get("content-type")
        _, self._text = html_to_unicode(content_type, answer.content, auto_detect_fun=_encoding_of)
        self._root = _parsed(self._text)

    def links(self) -> list[Link]:
        """Return the links of the page, one an address, in the order of the page."""
        if self._root is None:
            return []
        found: dict[str, str | None] = {}
        base = next((element.get("href", "") for element in self._root.iter("base")), "")
        base = full_address(self._url, base) or self._url
        for element in self._root.iter("a", "area"):
            url = full_address(base, element.get("href", ""))
            if url and ending_of(url) not in _SKIPPED:
                found[url] = found.get(url) or _text_of(element)[:_TITLE_LENGTH] or None
        return [Link(url, text) for url, text in found.items()]

    def about(self) -> Listed:
        """Return the title, date, publisher and authors that the page gives itself."""
        if self._root is None:
            return Listed()
        metadata = extract_metadata(self._text, default_url=self._url, date_config=_DATES)
        heading = next(filter(None, map(_text_of, self._root.iter("h1"))), None)
        return Listed(
            title=heading or metadata.title,
            date=metadata.date,
            publisher=_unless_host(metadata.sitename, metadata.url or self._url),
            authors=metadata.author,
        )


def _encoding_of(content: bytes) -> str:
    """Return the encoding of a page that declares none: what is not UTF-8 is Windows-1252, as browsers take it."""
    try:
        content.decode("utf-8")
    except UnicodeDecodeError:
        return "cp1252"
    return "utf-8"


def _parsed(text: str) -> lxml.html.HtmlElement | None:
    try:
        # Text with an XML declaration is refused as str; the declaration says nothing that is needed here.
        text = re.sub(r"^\s*<\?xml[^>]*\?>", "", text, count=1)
        return lxml.html.document_fromstring(text, parser=_PARSER)
    except (lxml.etree.ParserError, ValueError):
        return None


def _text_of(element: lxml.html.HtmlElement) -> str:
    return " ".join(element.text_content().split())


def _unless_host(publisher: str | None, url: str) -> str | None:
    """Return the name of a publisher; None where it is the host of the page, which stands in for an absent name."""
    return publisher if publisher and publisher not in urlsplit(url).netloc else None
