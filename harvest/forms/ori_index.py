"""Answers of the older Open Raadsinformatie: hits of an Elasticsearch index, or the records of one by themselves.

Form: `hits.hits[]` with `_id`, `_index` and `_source`. A record is an event with its papers in `sources[]` (version 0
of the API), or one paper, a `MediaObject` (version 1). Records that have no papers lead to nothing.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import replace
from typing import Any
from urllib.parse import urlsplit

from corpus.sections import SourceSettings
from harvest.addresses import is_web_address
from harvest.forms.choosing import is_in_period, is_wanted
from harvest.forms.days import local_day
from harvest.forms.fields import rows, text
from harvest.forms.gemeenten import gemeente_of_key
from harvest.forms.paging import marked
from harvest.forms.queries import parameter_of, with_parameters
from harvest.steps import LOOK, Answer, Ask, Listed, Mention, Step

_SIZE = 100
_WINDOW = 10_000
"""The most hits that an index gives (index.max_result_window of Elasticsearch)."""
_INDEX = re.compile(r"ori_(.+?)(?:_fixed)?_\d+")
_GEMEENTE = re.compile(r"gemeente\s+(?P<name>.+?)(?:\s*\((?P=name)\))?", re.IGNORECASE)


def is_index(url: str) -> bool:
    """Tell whether an address is that of an index."""
    return urlsplit(url).path.endswith("/_search")


def is_index_answer(data: object) -> bool:
    """Tell whether an answer is that of an index."""
    return isinstance(data, list) or (isinstance(data, dict) and isinstance(data.get("hits"), dict))


def index_ask(settings: SourceSettings, url: str, start: int = 0, marks: str = "") -> Ask:
    """Return the ask for the hits of an index from this one on, which is counted from 0."""
    size = parameter_of(url, "size") or ""
    parameters = {"size": size if size.isdecimal() and int(size) else str(_SIZE), "from": str(start)}
    if settings.query:
        parameters["q"] = settings.query
    asked = with_parameters(url, parameters)
    return Ask(url=asked, step="index", is_document=False, is_listing=True, carried=marks)


def read_index(answer: Answer, settings: SourceSettings, data: Any) -> Iterator[Step]:
    """Yield the steps to the papers of each hit, and the ask for the next hits."""
    if not is_index_answer(data):
        raise answer.surprise("answers with something else than the hits of an index", LOOK)
    hits = data if isinstance(data, list) else data["hits"].get("hits")
    if not isinstance(hits, list):
        raise answer.surprise("answers without a list of hits", LOOK)
    if isinstance(data, dict) and data.get("timed_out"):
        raise answer.surprise("gives only a part of its hits, because its time was up", "Run again later")
    for number, hit in enumerate(hits):
        record = hit.get("_source", hit) if isinstance(hit, dict) else None
        if isinstance(record, dict):
            yield from _papers(answer, settings, record, hit)
        else:
            yield answer.warning(f"hit {number + 1} is no record", "Look at this hit at its source")
    if isinstance(data, dict):
        yield from _next(answer, settings, data["hits"].get("total"), hits)


def _papers(
    answer: Answer, settings: SourceSettings, record: Mapping[str, Any], hit: Mapping[str, Any]
) -> Iterator[Step]:
    is_paper = record.get("@type") == "MediaObject"
    identifier = text(record, "id", "@id") or text(hit, "_id")
    listed = Listed(
        title=text(record, "name", "title", "file_name"),
        date=local_day(text(record, "start_date", "last_discussed_at", "date")),
        publisher=settings.publisher,
        gemeente=_gemeente(record, hit),
        # The kind and the number of an event are not those of its papers.
        type=text(record, "classification") if is_paper else None,
        identifier=identifier if is_paper else None,
    )
    if not is_in_period(settings, listed.date):
        return
    page = text(_object(record, "meta"), "ocd_url")
    found_on = page if page and is_web_address(page) else answer.ask.url
    for title, url in _files(record):
        own = replace(listed, title=title or listed.title)
        if url is None or not is_web_address(url):
            yield Mention(
                url=url or identifier or found_on, problem="its record gives no address of a file", listed=own
            )
        elif is_wanted(settings, url, own.title):
            changed_on = local_day(text(record, "date_modified")) if is_paper else None
            yield Ask(url=url, listed=own, found_on=found_on, changed_on=changed_on)


def _files(record: Mapping[str, Any]) -> Iterator[tuple[str | None, str | None]]:
    """Yield the title and address of each paper of a record; the page of an event is none of them."""
    if record.get("@type") == "MediaObject":
        yield text(record, "name", "file_name"), text(record, "original_url", "url")
        return
    page = text(_object(_object(record, "meta"), "original_object_urls"), "html")
    for source in rows(record.get("sources")):
        if page is None or text(source, "url") != page:
            yield text(source, "note"), text(source, "url")


def _gemeente(record: Mapping[str, Any], hit: Mapping[str, Any]) -> str | None:
    """Return the gemeente of a record: as it names it, or by the key of its collection or index."""
    named = _GEMEENTE.fullmatch(text(_object(record, "organization"), "name") or "")
    if named:
        return named["name"]
    index = _INDEX.match(text(hit, "_index") or "")
    key = text(_object(record, "meta"), "collection") or (index[1] if index else None)
    return gemeente_of_key(key) or key.replace("_", " ") if key else None


def _object(record: Mapping[str, Any], name: str) -> Mapping[str, Any]:
    value = record.get(name)
    return value if isinstance(value, dict) else {}


def _next(answer: Answer, settings: SourceSettings, total: object, hits: list[Any]) -> Iterator[Step]:
    """Yield the ask for the hits after these; raise Surprise where the index does not give them."""
    is_least = isinstance(total, dict) and total.get("relation") == "gte"
    count = total.get("value") if isinstance(total, dict) else total
    if not isinstance(count, int):
        raise answer.surprise("does not say how many hits it has found", LOOK)
    start = int(parameter_of(answer.ask.url, "from") or 0)
    following = start + len(hits)
    if following >= count and not (is_least and hits):
        return
    if not hits:
        raise answer.surprise(f"gives {start} of the {count} hits that it has found", "Run again later")
    if following + int(parameter_of(answer.ask.url, "size") or _SIZE) > _WINDOW:
        problem = f"gives no more than its first {following} hits, of {count} or more"
        raise answer.surprise(problem, "Write a narrower 'query' for this source, or several sources for its parts")
    names = (str(text(hit, "_id", "id")) if isinstance(hit, dict) else "" for hit in hits)
    yield index_ask(settings, answer.ask.url, following, marked(answer, names, answer.ask.carried))
