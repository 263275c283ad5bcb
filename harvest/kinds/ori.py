"""Open Raadsinformatie: the papers of councils, provinces and water boards, collected by OpenBesluitvorming.

`url` is the address of the service, as https://openbesluitvorming.nl, and `set` the key of one organisation (they are
listed at /api/sources). With `query` its search is asked; without, its bulk export, and at later visits the changes
only. Where `url` ends with `/_search`, it is an index of the older Open Raadsinformatie: it is asked as it stands, with
`query` as its `q`. `allow` and `deny` hold against titles and addresses, `from` and `until` against the day of the
meeting.
"""

from __future__ import annotations

from collections.abc import Iterator

from corpus.sections import SourceSettings
from harvest.addresses import address_faults
from harvest.forms.choosing import pattern_faults
from harvest.forms.fields import text
from harvest.forms.ori_entities import api_address, error_in, paper_in, read_entity, steps_to
from harvest.forms.ori_export import first_export, read_export
from harvest.forms.ori_index import index_ask, is_index, is_index_answer, read_index
from harvest.forms.paging import marked
from harvest.forms.queries import parameter_of, period_faults, with_parameters
from harvest.kinds import Context, Fault, Kind
from harvest.steps import LOOK, Answer, Ask, Step

_LIMIT = 100
"""The most results of one answer."""


def _faults(settings: SourceSettings) -> Iterator[Fault]:
    yield from address_faults(settings)
    yield from period_faults(settings)
    yield from pattern_faults(settings)
    if settings.url and not (is_index(settings.url) or settings.set or settings.query):
        problem = "without 'query' a source of kind 'ori' needs the key of one organisation"
        yield Fault(("set",), problem, "Add set = …, a key that the service lists at /api/sources")


def _begin(settings: SourceSettings, context: Context) -> Iterator[Step]:
    if is_index(settings.url or ""):
        yield index_ask(settings, settings.url or "")
    elif settings.query:
        yield _search(settings, 0, "")
    else:
        yield first_export(settings, context.bookmark)


def _search(settings: SourceSettings, offset: int, marks: str) -> Ask:
    parameters = {
        "query": settings.query,
        "organization": settings.set,
        "entityType": "Document",
        "sort": "date_desc",
        "dateFrom": settings.from_.isoformat() if settings.from_ else None,
        "dateTo": settings.until.isoformat() if settings.until else None,
        "offset": str(offset),
        "limit": str(_LIMIT),
    }
    url = with_parameters(api_address(settings, "search"), parameters)
    return Ask(url=url, step="search", is_document=False, is_listing=True, carried=marks)


def _read(answer: Answer, settings: SourceSettings) -> Iterator[Step]:
    if answer.ask.step in ("snapshot", "changes"):
        yield from read_export(answer, settings)
    elif answer.ask.step == "entity":
        yield from read_entity(answer, settings)
    else:
        data = answer.json()
        is_old = answer.ask.step == "index" or is_index_answer(data)
        yield from read_index(answer, settings, data) if is_old else _read_search(answer, settings, data)


def _read_search(answer: Answer, settings: SourceSettings, data: object) -> Iterator[Step]:
    results = data.get("results") if isinstance(data, dict) else None
    if not isinstance(data, dict) or not isinstance(results, list):
        raise answer.surprise(f"answers with something else than the results of a search{error_in(data)}", LOOK)
    names = []
    for number, result in enumerate(results, start=1):
        identifier = text(result, "entityId") if isinstance(result, dict) else None
        names.append(identifier or "")
        if identifier is None:
            yield answer.warning(f"result {number} has no entityId", "Look at this result at its source")
        elif text(result, "entityType") in (None, "Document"):
            yield from steps_to(answer, settings, paper_in(settings, identifier, result))
    if data.get("hasMore") is not True:
        return
    if not results:
        raise answer.surprise("says that there is more, but gives nothing", "Write a narrower 'query' for this source")
    offset = int(parameter_of(answer.ask.url, "offset") or 0) + len(results)
    yield _search(settings, offset, marked(answer, names, answer.ask.carried))


KIND = Kind(
    needs=(("url",),), uses=("set", "query", "from", "until", "allow", "deny"), begin=_begin, read=_read, faults=_faults
)
