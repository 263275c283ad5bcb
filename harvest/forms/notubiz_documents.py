"""Documents as the API of Notubiz describes them: those of a meeting, of its agenda, and of the registers it cites.

Form: answers with `version=1.17.0`. Agenda items hold agenda items in turn; a register (`module`) holds, for example,
the letters and motions that an agenda item is about.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Any

from corpus.sections import SourceSettings
from harvest.addresses import is_web_address
from harvest.forms.choosing import is_wanted
from harvest.forms.days import local_day
from harvest.forms.description import joined
from harvest.forms.fields import rows, text
from harvest.forms.gemeenten import gemeente_of_host
from harvest.steps import Answer, Ask, Listed, Mention, Step

PARAMETERS = {"format": "json", "version": "1.17.0"}
_PUBLIC = ("public", None)
_CONFIDENTIAL = ("1", "true")
_DOUBLED = re.compile(r"^(?:https?(?=https?://))+")
"""Of some addresses the scheme is written twice: httphttp://…"""


@dataclass(frozen=True)
class Occasion:
    """Where documents are found: the page for people, with the day and the gemeente of the meeting."""

    page: str
    day: str | None
    gemeente: str | None


def occasion_of(answer: Answer, meeting: Mapping[str, Any]) -> Occasion:
    """Return where and when a meeting was."""
    url = text(meeting, "url") or ""
    planning = next(iter(rows(meeting.get("plannings"))), {})
    day = local_day(text(planning, "start_date"))
    return Occasion(url, day, gemeente_of_host(url)) if is_web_address(url) else Occasion(answer.ask.url, day, None)


def base_of(settings: SourceSettings) -> str:
    """Return the address of the API, without a slash at its end."""
    return (settings.url or "").rstrip("/")


def own_address(settings: SourceSettings, reference: str) -> str:
    """Return the address within the API that a reference such as `api.notubiz.nl/events/meetings/1` stands for."""
    path = re.sub(r"^(?:https?://)?[^/]*", "", reference)
    return f"{base_of(settings)}{path}"


def is_closed(record: Mapping[str, Any]) -> bool:
    """Tell whether a meeting, agenda item or document is not for everyone."""
    confidential = str(record.get("confidential", 0)).lower() in _CONFIDENTIAL
    return confidential or text(record, "permission_group") not in _PUBLIC


def parts_of(meeting: Mapping[str, Any]) -> Iterator[tuple[Mapping[str, Any], bool]]:
    """Yield a meeting and its agenda items at any depth, in order, each with whether it is closed."""
    waiting: list[tuple[Mapping[str, Any], bool]] = [(meeting, is_closed(meeting))]
    while waiting:
        part, closed = waiting.pop()
        yield part, closed
        items = [(item, closed or is_closed(item)) for item in rows(part.get("agenda_items"))]
        waiting.extend(reversed(items))


def steps_of(
    answer: Answer, settings: SourceSettings, documents: object, occasion: Occasion, closed: bool
) -> Iterator[Step]:
    """Yield the steps of a list of documents: asks, and a mention for each that is confidential or has no address."""
    if documents is not None and not isinstance(documents, list | dict):
        yield answer.warning("gives documents that are no list", "Look at this meeting at its source")
    for document in rows(documents):
        listed = _listed(settings, document, occasion)
        url = _address(settings, document)
        if url is None and listed.title is None:
            yield answer.warning("gives a document without address and title", "Look at this meeting at its source")
        elif not is_wanted(settings, url or occasion.page, listed.title):
            continue
        elif url is None:
            known_by = f"{occasion.page} ({listed.title})"
            yield Mention(url=known_by, problem="the meeting gives no address of it", listed=listed)
        elif closed or is_closed(document):
            yield Mention(url=url, problem="is confidential", listed=listed)
        else:
            changed_on = local_day(text(document, "last_modified"))
            yield Ask(url=url, listed=listed, found_on=occasion.page, changed_on=changed_on)


def documents_of_item(item: Mapping[str, Any]) -> list[dict[str, Any]]:
    """Return the documents of an entry of a register: its main document and its attachments."""
    attachments = item.get("attachments")
    found = rows(attachments.get("document")) if isinstance(attachments, dict) else rows(attachments)
    for attribute in rows(item.get("attributes")):
        for value in rows(attribute.get("values")):
            found += rows(value.get("document"))
    return found


def _listed(settings: SourceSettings, document: Mapping[str, Any], occasion: Occasion) -> Listed:
    """Return what a document says of itself; its date is else that of the meeting.

    Its publication_date comes last: where none was set, that is the day on which the API was asked.
    """
    version = next(iter(rows(document.get("versions"))), {})
    date = local_day(text(document, "date")) or occasion.day or local_day(text(document, "publication_date"))
    return Listed(
        title=text(document, "title") or text(version, "file_name"),
        date=date,
        publisher=settings.publisher,
        gemeente=occasion.gemeente,
        type=joined(text(kind, "value") for kind in rows(document.get("types"))),
        identifier=text(document, "id") or _number(document),
    )


def _address(settings: SourceSettings, document: Mapping[str, Any]) -> str | None:
    url = _DOUBLED.sub("", text(document, "url") or "")
    if is_web_address(url):
        return url
    number = text(document, "id") or _number(document)
    return f"{base_of(settings)}/document/{number}/{text(document, 'version') or 1}" if number else None


def _number(document: Mapping[str, Any]) -> str | None:
    found = re.search(r"/document/(\d+)", text(document, "self", "url") or "")
    return found[1] if found else None


def dated(occasion: Occasion, item: Mapping[str, Any]) -> Occasion:
    """Return the occasion of an entry of a register, whose page is its own."""
    url = text(item, "url") or ""
    return replace(occasion, page=url) if is_web_address(url) else occasion
