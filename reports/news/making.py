"""The files with news: the feed, and a message for each of the last months with news."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from reports.publication import File, Publication

_MOST = 12
"""Older months have no message any more; the site still shows them."""


def files(publication: Publication, settings: Any) -> Iterator[File]:
    """Yield the feed, and of each month a message as a page and in Markdown."""
    from reports.news.digest import as_html, as_markdown
    from reports.news.feed import Site, as_atom
    from reports.news.months import evidence_of, months

    site = Site(settings.study, publication.title, settings.address)
    found = months(publication.rows, evidence_of(publication))
    yield File("nieuws/atom.xml", "Wat is nieuw, om te volgen in een lezer (Atom)", as_atom(found, site))
    for month in found[:_MOST]:
        name = f"nieuws/{month.code}"
        yield File(f"{name}.html", f"Bericht over {month.title}, om te versturen", as_html(month, site))
        yield File(f"{name}.md", f"Bericht over {month.title}, voor een nieuwsbrief", as_markdown(month, site))
