"""Entities of OpenBesluitvorming: the documents that its answers describe, and the steps to their bytes.

Form: its API.md (github.com/ontola/openbesluitvorming, August 2026). An entity is known as
`document:<supplier>:<kind of organisation>:<key of organisation>:<number>`.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any
from urllib.parse import quote, urljoin

from corpus.sections import SourceSettings
from harvest.addresses import is_web_address
from harvest.forms.choosing import is_in_period, is_wanted
from harvest.forms.days import local_day
from harvest.forms.description import completed, joined
from harvest.forms.fields import rows, text
from harvest.forms.gemeenten import gemeente_of_key
from harvest.steps import Answer, Ask, Listed, Mention, Step

_PARTS = 5
_REFERENCE = "organization:"


@dataclass(frozen=True)
class Paper:
    """A document as an answer describes it; without an address where the answer gives none."""

    identifier: str
    address: str | None
    listed: Listed
    changed_on: str | None = None


def api_address(settings: SourceSettings, path: str) -> str:
    """Return the address of a path below the API."""
    base = (settings.url or "").rstrip("/").removesuffix("/api")
    return f"{base}/api/{path}"


def entity_address(settings: SourceSettings, identifier: str) -> str:
    """Return the address of the record of an entity."""
    return api_address(settings, f"entities/{quote(identifier, safe='')}")


def paper_in(settings: SourceSettings, identifier: str, record: Mapping[str, Any]) -> Paper:
    """Return the document that a result of a search, an entity, or the payload of an export describes."""
    link = next(iter(rows(record.get("media_urls"))), {})
    address = text(record, "downloadUrl") or text(link, "url") or text(record, "original_url", "pdfUrl")
    gemeente, body = _organisation(settings, identifier, record)
    kinds = record.get("classification")
    listed = Listed(
        title=text(record, "title", "name", "file_name"),
        date=local_day(text(record, "sortDate", "last_discussed_at")),
        publisher=settings.publisher or body,
        gemeente=gemeente,
        type=joined(kind for kind in kinds if isinstance(kind, str)) if isinstance(kinds, list) else None,
        identifier=identifier,
    )
    return Paper(identifier, address, listed)


def steps_to(answer: Answer, settings: SourceSettings, paper: Paper) -> Iterator[Step]:
    """Yield the ask for a document that is wanted; for its record where its address is not known yet."""
    if not is_in_period(settings, paper.listed.date):
        return
    record = entity_address(settings, paper.identifier)
    url = _joined(answer.final_url, paper.address)
    if url is None:
        yield Ask(url=record, step="entity", is_document=False, listed=paper.listed, carried=paper.identifier)
    elif is_wanted(settings, url, paper.listed.title):
        yield Ask(url=url, listed=paper.listed, found_on=record, changed_on=paper.changed_on)


def read_entity(answer: Answer, settings: SourceSettings) -> Iterator[Step]:
    """Yield the ask for the document that a record describes, or the mention that it gives no address."""
    record = answer.json()
    identifier = answer.ask.carried
    if not isinstance(record, dict) or not text(record, "entityId", "title", "downloadUrl", "pdfUrl"):
        raise answer.surprise(f"is no record of an entity{error_in(record)}", "Look at this address in a browser")
    paper = paper_in(settings, identifier, record)
    listed = completed(paper.listed, answer.ask.listed)
    if not is_in_period(settings, listed.date):
        return
    url = _joined(answer.final_url, paper.address)
    if not is_wanted(settings, url or answer.ask.url, listed.title):
        return
    if url is None:
        yield Mention(url=answer.ask.url, problem="its record gives no address of a file", listed=listed)
    else:
        yield Ask(url=url, listed=listed, found_on=answer.ask.url)


def error_in(data: object) -> str:
    """Return what an answer says that went wrong, to put behind a problem; empty where it says nothing."""
    message = text(data, "error", "message") if isinstance(data, dict) else None
    return f", and says: {message.rstrip('.')}" if message else ""


def _joined(base: str, address: str | None) -> str | None:
    try:
        url = urljoin(base, address) if address else ""
    except ValueError:
        return None
    return url if is_web_address(url) else None


def _organisation(
    settings: SourceSettings, identifier: str, record: Mapping[str, Any]
) -> tuple[str | None, str | None]:
    """Return the gemeente that an entity is of, by CBS code or name; or else the name of the other body."""
    parts = identifier.split(":")
    is_scoped = len(parts) >= _PARTS
    label = text(record, "organization")
    if label and label.startswith(_REFERENCE):
        label = None
    if is_scoped and parts[2] != "gemeente":
        return None, label
    code = text(record, "cbsId")
    key = parts[3] if is_scoped else settings.set or ""
    return code or label or gemeente_of_key(key) or key.replace("_", " ") or None, None
