"""Notubiz: the meetings of one organisation with their documents, from the public API of this council system.

`url` is the address of the API, as https://api.notubiz.nl, and `set` the number of the organisation. `from` and `until`
are days of meetings; with both, three months are asked at a time, because the API does not answer for a long time with
many meetings. `allow` and `deny` hold against titles and addresses. Meetings and documents that are confidential are
not asked for; confidential documents of public meetings are counted as not retrieved.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import asdict
from datetime import date, timedelta
from typing import Any

from corpus.sections import SourceSettings
from harvest.addresses import address_faults
from harvest.forms.choosing import pattern_faults
from harvest.forms.fields import rows, text
from harvest.forms.notubiz_documents import (
    PARAMETERS,
    Occasion,
    base_of,
    dated,
    documents_of_item,
    is_closed,
    occasion_of,
    own_address,
    parts_of,
    steps_of,
)
from harvest.forms.paging import marked
from harvest.forms.queries import parameter_of, period_faults, with_parameters
from harvest.kinds import Context, Fault, Kind
from harvest.steps import LOOK, Answer, Ask, Step

_FIRST, _LAST = date(1990, 1, 1), date(2099, 12, 31)
"""The API wants a first and a last day; these stand for none."""
_MONTHS = 3
_FOLDERS = {"meeting": "meetings", "assembly": "assemblies"}
"""Events are meetings, or days with several meetings."""
_LOOK = "Look at this meeting at its source"
_NO_RIGHTS = "no rights"


def _faults(settings: SourceSettings) -> Iterator[Fault]:
    yield from address_faults(settings)
    yield from period_faults(settings)
    yield from pattern_faults(settings)
    if settings.set and not settings.set.isdecimal():
        problem = f"{settings.set!r} is no number of an organisation"
        yield Fault(("set",), problem, "Take it from the list at /organisations?format=json of the API")


def _begin(settings: SourceSettings, context: Context) -> Iterator[Step]:
    for first, last in _windows(settings):
        yield _events(settings, first, last)


def _windows(settings: SourceSettings) -> Iterator[tuple[date, date]]:
    """Yield the periods that are asked one by one, as their first and last days."""
    if not (settings.from_ and settings.until):
        yield settings.from_ or _FIRST, settings.until or _LAST
        return
    first, until = settings.from_, min(settings.until, _LAST)
    while first <= until:
        month = first.year * 12 + first.month - 1 + _MONTHS
        following = date(month // 12, month % 12 + 1, 1)
        yield first, min(following - timedelta(days=1), until)
        first = following


def _events(settings: SourceSettings, first: date, last: date) -> Ask:
    days = {"date_from": f"{first} 00:00:00", "date_to": f"{last} 23:59:59"}
    parameters = {"organisation_id": settings.set, **days, "page": "1", **PARAMETERS}
    return _listing(with_parameters(f"{base_of(settings)}/events", parameters), "events")


def _listing(url: str, step: str, carried: str = "") -> Ask:
    return Ask(url=url, step=step, is_document=False, is_listing=True, carried=carried)


def _read(answer: Answer, settings: SourceSettings) -> Iterator[Step]:
    data = answer.json()
    if not isinstance(data, dict):
        raise answer.surprise("answers with something else than an object of the API", LOOK)
    if answer.ask.step == "events":
        yield from _read_events(answer, settings, data)
    elif answer.ask.step == "item":
        yield from _read_item(answer, settings, data)
    else:
        yield from _read_meeting(answer, settings, data)


def _read_events(answer: Answer, settings: SourceSettings, data: dict[str, Any]) -> Iterator[Step]:
    events = data.get("events")
    if not isinstance(events, list):
        remedy = "Check 'set' of this source, and give it 'from' and 'until'"
        raise answer.surprise(f"answers without a list of events{_told(data)}", remedy)
    for number, event in enumerate(events, start=1):
        url = _meeting_address(settings, event) if isinstance(event, dict) else None
        if url is None:
            yield answer.warning(f"event {number} cannot be read", "Look at this list at its source")
        elif not is_closed(event):
            yield _listing(with_parameters(url, PARAMETERS), "meeting")
    yield from _next_page(answer, data, events)


def _meeting_address(settings: SourceSettings, event: dict[str, Any]) -> str | None:
    """Return the address of a meeting; None where the event has neither a reference nor a number."""
    details = next(iter(rows(event.get("event_type_data"))), {})
    reference, number = text(details, "self"), text(event, "id")
    if reference:
        return own_address(settings, reference)
    folder = _FOLDERS.get(text(event, "type") or "meeting")
    return f"{base_of(settings)}/events/{folder}/{number}" if folder and number else None


def _next_page(answer: Answer, data: dict[str, Any], events: list[Any]) -> Iterator[Step]:
    pagination = data.get("pagination")
    has_more = pagination.get("has_more_pages") if isinstance(pagination, dict) else None
    if has_more is None and events:
        raise answer.surprise("does not say whether there are more meetings", LOOK)
    if not has_more:
        return
    if not events:
        raise answer.surprise("says that there are more meetings, but gives none", "Run again later")
    page = int(parameter_of(answer.ask.url, "page") or 1) + 1
    names = (str(text(event, "id")) for event in rows(events))
    marks = marked(answer, names, answer.ask.carried)
    yield _listing(with_parameters(answer.ask.url, {"page": str(page)}), "events", marks)


def _read_meeting(answer: Answer, settings: SourceSettings, data: dict[str, Any]) -> Iterator[Step]:
    meeting = data.get("meeting", data.get("assembly", data))
    if not isinstance(meeting, dict) or not ({"documents", "agenda_items", "meetings"} & meeting.keys()):
        if _NO_RIGHTS in (text(data, "message") or "").lower():
            yield answer.warning("this meeting is not public", "Nothing to do, unless the study needs its documents")
            return
        raise answer.surprise(f"answers without a meeting{_told(data)}", _LOOK)
    occasion = occasion_of(answer, meeting)
    for part, closed in parts_of(meeting):
        yield from steps_of(answer, settings, part.get("documents"), occasion, closed)
        if closed:
            continue
        for item in rows(part.get("module_items")):
            yield from _module_item(answer, settings, item, occasion)
    for own in rows(meeting.get("meetings")):
        reference = text(own, "self")
        if reference:
            yield _listing(with_parameters(own_address(settings, reference), PARAMETERS), "meeting")


def _module_item(answer: Answer, settings: SourceSettings, item: dict[str, Any], occasion: Occasion) -> Iterator[Step]:
    """Yield the ask for an entry of a register, or the steps of its documents where it is given in full."""
    reference = text(item, "self")
    if item.get("attachments") or item.get("attributes"):
        yield from steps_of(answer, settings, documents_of_item(item), dated(occasion, item), is_closed(item))
    elif reference:
        url = with_parameters(own_address(settings, reference), PARAMETERS)
        yield Ask(url=url, step="item", is_document=False, is_listing=True, carried=json.dumps(asdict(occasion)))
    else:
        yield answer.warning("names an entry of a register without its address", _LOOK)


def _read_item(answer: Answer, settings: SourceSettings, data: dict[str, Any]) -> Iterator[Step]:
    item = data.get("item")
    if not isinstance(item, dict):
        raise answer.surprise(f"answers without an entry of a register{_told(data)}", _LOOK)
    occasion = dated(Occasion(**json.loads(answer.ask.carried)), item)
    yield from steps_of(answer, settings, documents_of_item(item), occasion, is_closed(item))


def _told(data: dict[str, Any]) -> str:
    """Return what the API says that went wrong, which it says with status 200."""
    message = text(data, "message", "error")
    return f", and says: {message.rstrip('.')}" if message else ""


KIND = Kind(
    needs=(("url",), ("set",)), uses=("from", "until", "allow", "deny"), begin=_begin, read=_read, faults=_faults
)
