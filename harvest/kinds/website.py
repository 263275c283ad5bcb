"""A website: pages, sitemaps and feeds that lead to documents, within its own site."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from functools import lru_cache

from corpus.issues import Surprise
from corpus.records import Issue
from corpus.sections import SourceSettings
from corpus.sniff import HTML
from harvest.addresses import address_faults, domain_of, full_address, path_of, site_of
from harvest.documents import has_document_ending, is_document
from harvest.files import contents
from harvest.forms.choosing import pattern_faults
from harvest.forms.pages import Link, Page
from harvest.forms.site_lists import entries, list_kind
from harvest.kinds import Context, Fault, Kind
from harvest.steps import LOOK, Answer, Ask, Listed, Step

_FEW = 5
"""A page with at most this many downloads is the page of a publication, and its title and date are theirs."""


def faults(settings: SourceSettings) -> Iterator[Fault]:
    """Yield addresses that are no addresses, patterns that are no patterns, and a stand-in for an https site."""
    yield from address_faults(settings)
    if settings.serve and any(address.startswith("https:") for address in settings.addresses):
        key = "url" if settings.url else "urls"
        yield Fault((key,), "a site that is served from a folder has no certificate", "Begin its address with http://")
    yield from pattern_faults(settings)


def probe(settings: SourceSettings, context: Context) -> object:
    """Return what the folder that stands in for a site holds; None for a live site, which only a harvest tells."""
    return contents(context.base / settings.serve) if settings.serve else None


def begin(settings: SourceSettings, context: Context) -> Iterator[Step]:
    """Yield the start addresses; raise Surprise when the folder that stands in for the site is not there."""
    if settings.serve and not (context.base / settings.serve).is_dir():
        problem = f"the folder that stands in for it is not there: {settings.serve}"
        raise Surprise(", ".join(settings.addresses), problem, "Check 'serve'")
    reach = _reach(settings)
    for url in settings.addresses:
        is_document = bool(settings.allow) and reach.is_wanted(url)
        yield Ask(url=url, step="page", is_document=is_document, is_listing=True, carried="0")


def read(answer: Answer, settings: SourceSettings) -> Iterator[Step]:
    """Yield what a page, sitemap or feed links to within the site; raise Surprise when a listing is none of these."""
    depth = int(answer.ask.carried)
    if list_kind(answer):
        yield from _listed_steps(answer, settings, depth)
    elif answer.media_type == HTML and depth < settings.depth:
        yield from _linked_steps(answer, settings, depth)
    elif answer.ask.is_listing and not is_document(answer.media_type, answer.final_url):
        raise answer.surprise("this is no page, sitemap or feed", LOOK)


class _Reach:
    """What is asked of a site, and what is kept."""

    def __init__(self, addresses: tuple[str, ...], allow: tuple[str, ...], deny: tuple[str, ...]) -> None:
        self._sites = {site_of(address) for address in addresses}
        self._domains = {domain_of(site) for site in self._sites}
        self._allow = [re.compile(pattern) for pattern in allow]
        self._deny = [re.compile(pattern) for pattern in deny]

    def is_within(self, url: str) -> bool:
        """Tell whether an address may be asked: on the site, or a download on its domain, and not denied."""
        site = site_of(url)
        is_near = site in self._sites or (has_document_ending(url) and domain_of(site) in self._domains)
        return is_near and not any(pattern.search(path_of(url)) for pattern in self._deny)

    def is_wanted(self, url: str) -> bool:
        """Tell whether the document at an address is kept."""
        return not self._allow or any(pattern.search(path_of(url)) for pattern in self._allow)


_reach_of = lru_cache(maxsize=4)(_Reach)


def _reach(settings: SourceSettings) -> _Reach:
    return _reach_of(settings.addresses, settings.allow, settings.deny)


def _listed_steps(answer: Answer, settings: SourceSettings, depth: int) -> Iterator[Step]:
    reach = _reach(settings)
    for entry in entries(answer):
        if isinstance(entry, Issue):
            yield entry
            continue
        url = full_address(answer.final_url, entry.address)
        if not (url and reach.is_within(url)):
            continue
        if entry.is_list:
            yield Ask(url=url, step="page", is_document=False, is_listing=True, carried=str(depth))
        else:
            yield replace(_ask(url, entry.listed, answer, settings, depth + 1), changed_on=entry.changed_on)


def _linked_steps(answer: Answer, settings: SourceSettings, depth: int) -> Iterator[Step]:
    page, reach = Page(answer), _reach(settings)
    links = [link for link in page.links() if reach.is_within(link.url)]
    count = sum(link.is_download and reach.is_wanted(link.url) for link in links)
    about = page.about() if 0 < count <= _FEW else Listed()
    is_last = depth + 1 >= settings.depth
    for link in links:
        if not is_last or reach.is_wanted(link.url):  # A page at the end that is not kept would be asked in vain.
            yield _ask(link.url, _listed(link, about), answer, settings, depth + 1)


def _listed(link: Link, about: Listed) -> Listed:
    """Return what is known of what a link leads to: of a download also what its page says of the publication."""
    if not link.is_download:
        return Listed(title=link.title)
    return replace(about, title=link.title or about.title or link.text)


def _ask(url: str, listed: Listed, answer: Answer, settings: SourceSettings, depth: int) -> Ask:
    is_wanted = _reach(settings).is_wanted(url)
    if settings.publisher:
        listed = replace(listed, publisher=settings.publisher)
    return Ask(
        url=url,
        step="" if has_document_ending(url) else "page",
        is_document=is_wanted,
        listed=listed if is_wanted else Listed(),
        found_on=answer.final_url,
        carried=str(depth),
    )


KIND = Kind(
    needs=(("url", "urls"),),
    uses=("serve", "depth", "allow", "deny"),
    begin=begin,
    read=read,
    faults=faults,
    probe=probe,
    stays_on_site=True,
)
