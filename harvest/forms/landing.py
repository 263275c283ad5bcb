"""The documents that the landing page of a publication leads to.

A landing page is asked with `Ask(url=…, step="page", is_document=False, listed=…)`.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from urllib.parse import urldefrag

from parsel import Selector
from scrapy.http import HtmlResponse

from corpus.sniff import HTML
from harvest.addresses import domain_of, is_web_address, site_of
from harvest.documents import has_document_ending, is_document
from harvest.forms.pages import Link
from harvest.steps import Answer, Ask, Held, Listed, Mention, Step

_NAME = "translate(@name, 'ACDEFILNOPRSTU', 'acdefilnoprstu')"
_CITED = f"//meta[{_NAME}='citation_pdf_url' or {_NAME}='bepress_citation_pdf_url']/@content"
"""The address of the full text (Google Scholar, inclusion guidelines for webmasters; Digital Commons)."""
_LINKS = "//a[@href][not(ancestor::nav or ancestor::footer)] | //link[@href][@type='application/pdf']"
"""The links of a page but for those of the whole site, such as to its privacy statement."""


def documents_on(answer: Answer, listed: Listed) -> Iterator[Step]:
    """Yield an ask for each document that a landing page offers, or else the mention that there is none.

    Where the address gave the document itself, that is what is yielded. Of several documents each is listed with the
    text of its own link as its title where that says something: the title of the publication does not tell them apart.
    """
    if answer.media_type != HTML:
        yield _as_document(answer, listed)
        return
    page = _parsed(answer)
    found = _cited(page) or _linked(page)
    for url, text in found.items():
        title = (Link(url, text).title if len(found) > 1 else None) or listed.title
        yield Ask(url=url, listed=replace(listed, title=title), found_on=answer.final_url)
    if not found:
        yield _nothing(answer, listed)


def _as_document(answer: Answer, listed: Listed) -> Step:
    if is_document(answer.media_type, answer.final_url):
        return Held(name=answer.final_url, content=answer.content, listed=listed)
    return _nothing(answer, listed)


def _nothing(answer: Answer, listed: Listed) -> Mention:
    return Mention(url=answer.ask.url, problem="its page offers no document", listed=listed)


def _parsed(answer: Answer) -> HtmlResponse:
    headers = {"Content-Type": answer.headers["content-type"]} if "content-type" in answer.headers else None
    return HtmlResponse(answer.final_url, headers=headers, body=answer.content)


def _cited(page: HtmlResponse) -> dict[str, str]:
    """Return the addresses of full texts that a page names in its head, each with an empty text."""
    found = (_joined(page, address) for address in page.xpath(_CITED).getall())
    return dict.fromkeys((url for url in found if url), "")


def _linked(page: HtmlResponse) -> dict[str, str]:
    """Return the addresses of documents on its own domain that a page links to, with the text of the first link."""
    found: dict[str, str] = {}
    for link in page.xpath(_LINKS):
        url = _joined(page, link.xpath("@href").get(""))
        if url and _is_document(link, url) and domain_of(site_of(url)) == domain_of(site_of(page.url)):
            found.setdefault(url, " ".join(link.xpath("string()").get("").split()))
    return found


def _is_document(link: Selector, url: str) -> bool:
    return link.xpath("@type").get() == "application/pdf" or has_document_ending(url)


def _joined(page: HtmlResponse, address: str) -> str | None:
    """Return an address of a page in full and without fragment; None when it is none of the web."""
    try:
        url = urldefrag(page.urljoin(address.strip())).url
    except ValueError:
        return None
    return url if is_web_address(url) else None
