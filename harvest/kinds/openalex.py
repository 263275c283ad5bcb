"""OpenAlex: a search for works, of which the copies in open access are taken in.

Forms: developers.openalex.org, "Works" and "Page through results". Without a key the service answers pages by number
and no cursors; it then gives the first 10 000 works of a search.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from corpus.sections import SourceSettings
from harvest.addresses import address_faults, is_web_address
from harvest.documents import has_document_ending
from harvest.forms.description import joined
from harvest.forms.landing import documents_on
from harvest.forms.queries import period_faults, with_parameters
from harvest.forms.values import Record, record_in, records_in, text_in
from harvest.kinds import Context, Fault, Kind
from harvest.steps import LOOK, Answer, Ask, Listed, Mention, Step

_SERVICE = "https://api.openalex.org"
_FILTER = "language:nl"
_PER_PAGE = 100
_MOST = 10_000
"""The service gives no works beyond this one."""


def faults(settings: SourceSettings) -> Iterator[Fault]:
    """Yield an address that is none, and a period that ends before it begins."""
    yield from address_faults(settings)
    yield from period_faults(settings)


def begin(settings: SourceSettings, context: Context) -> Iterator[Step]:
    """Yield the ask for the first page of the search."""
    yield _ask(settings, page=1)


def _ask(settings: SourceSettings, page: int, before: str = "") -> Ask:
    service = (settings.url or _SERVICE).rstrip("/").removesuffix("/works")
    days = {"from_publication_date": settings.from_, "to_publication_date": settings.until}
    limits = [f"{name}:{day.isoformat()}" for name, day in days.items() if day]
    asked = {
        "search": settings.query,
        "filter": ",".join([settings.set or _FILTER, *limits]),
        "per_page": str(_PER_PAGE),
        "page": str(page),
    }
    url = with_parameters(f"{service}/works", asked)
    return Ask(url=url, step=f"works {page}", is_document=False, is_listing=True, carried=before)


def read(answer: Answer, settings: SourceSettings) -> Iterator[Step]:
    """Yield the copies of the works on a page of the search, and the next page; or those on a landing page."""
    if answer.ask.step == "page":
        yield from documents_on(answer, answer.ask.listed)
        return
    page = int(answer.ask.step.removeprefix("works "))
    found = answer.json()
    works = found.get("results") if isinstance(found, dict) else None
    if not isinstance(works, list):
        raise answer.surprise("answers with JSON that holds no list 'results'", LOOK)
    first = _first(works)
    if first and first == answer.ask.carried:
        raise answer.surprise("gives the same works on one page after the other", LOOK)
    for work in works:
        if isinstance(work, dict):
            yield from _steps_of(work, settings)
        else:
            yield answer.warning("names a work in an unknown form", "Nothing to do; the others are taken in")
    yield from _further(answer, settings, page, found, first)


def _first(works: list[Any]) -> str:
    return str(works[0].get("id") or "") if works and isinstance(works[0], dict) else ""


def _further(answer: Answer, settings: SourceSettings, page: int, found: Any, first: str) -> Iterator[Step]:
    """Yield the next page while there is more; raise Surprise where the service has more than it gives."""
    count, per_page = record_in(found, "meta").get("count"), record_in(found, "meta").get("per_page")
    asked = page * (per_page if isinstance(per_page, int) and per_page > 0 else _PER_PAGE)
    total = count if isinstance(count, int) else _MOST
    if asked < min(total, _MOST) and found["results"]:
        yield _ask(settings, page + 1, before=first)
    elif total > _MOST:
        remedy = "Narrow the search, or make it several sources with their own 'from' and 'until'"
        raise answer.surprise(f"finds {total} works, of which it gives the first {_MOST}", remedy)
    elif asked < total and isinstance(count, int):
        raise answer.surprise(f"finds {total} works, but gives none on page {page}", "Run again later")


def _steps_of(work: Record, settings: SourceSettings) -> Iterator[Step]:
    """Yield the ask for a copy of a work, or for the page that leads to it, or the mention that there is none."""
    best = record_in(work, "best_oa_location")
    copy = _first_address(*(place.get("pdf_url") for place in (best, *records_in(work, "locations"))))
    page = _first_address(record_in(work, "open_access").get("oa_url"), best.get("landing_page_url"))
    known_by = _first_address(best.get("landing_page_url"), work.get("doi"), work.get("id"))
    listed = _listed(work, settings)
    if not copy and page and has_document_ending(page):
        copy = page
    if copy:
        yield Ask(url=copy, listed=listed, found_on=known_by)
    elif page:
        yield Ask(url=page, step="page", is_document=False, listed=listed, found_on=known_by)
    else:
        yield Mention(url=known_by or listed.title or "?", problem="no open-access copy", listed=listed)


def _first_address(*values: Any) -> str | None:
    return next((value for value in values if isinstance(value, str) and is_web_address(value)), None)


def _listed(work: Record, settings: SourceSettings) -> Listed:
    source = record_in(record_in(work, "primary_location"), "source")
    identifier = text_in(work, "doi", "id")
    return Listed(
        title=text_in(work, "display_name", "title"),
        date=text_in(work, "publication_date", "publication_year"),
        publisher=text_in(source, "host_organization_name", "display_name") or settings.publisher,
        authors=joined(_author(share) for share in records_in(work, "authorships")),
        type=text_in(work, "type"),
        identifier=identifier.removeprefix("https://doi.org/") if identifier else None,
    )


def _author(share: Record) -> str | None:
    return text_in(record_in(share, "author"), "display_name") or text_in(share, "raw_author_name")


KIND = Kind(needs=(("query",),), uses=("url", "set", "from", "until"), begin=begin, read=read, faults=faults)
