"""The bulk export of OpenBesluitvorming: all entities of an organisation once, and from then on what changes.

Form: NDJSON, with the place where it goes on in the headers X-Next-Cursor and X-Has-More (its API.md, "Bulk export").
A snapshot gives in X-Changes-Cursor of its first page from where the changes are to be followed.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import replace
from typing import Any, NamedTuple

from corpus.records import Issue
from corpus.sections import SourceSettings
from harvest.forms.days import local_day
from harvest.forms.fields import text
from harvest.forms.ori_entities import api_address, error_in, paper_in, steps_to
from harvest.forms.paging import marked
from harvest.forms.queries import with_parameters
from harvest.steps import LOOK, Answer, Ask, Bookmark, Gone, Step

_LIMIT = "500"
_DOCUMENT = "Document"
_AGAIN = "Run again later; if it happens again, give this source another name, and it is harvested from its start"


class _Page(NamedTuple):
    """A page of the export: from where, where the next visit can go on, whether nothing was lost, pages so far."""

    cursor: str | None
    resume: str | None
    is_whole: bool = True
    marks: str = ""


def first_export(settings: SourceSettings, bookmark: str | None) -> Ask:
    """Return the ask for the changes since the bookmark, or where there is none for all that there is."""
    return _ask(settings, "changes" if bookmark else "snapshot", _Page(bookmark, bookmark))


def _ask(settings: SourceSettings, step: str, page: _Page) -> Ask:
    parameters = {"source": settings.set, "cursor": page.cursor, "limit": _LIMIT}
    url = with_parameters(api_address(settings, f"export/{step}"), parameters)
    return Ask(url=url, step=step, is_document=False, is_listing=True, carried=json.dumps(page))


def read_export(answer: Answer, settings: SourceSettings) -> Iterator[Step]:
    """Yield the steps of one page, and the next page or else the bookmark.

    Where a line cannot be read, the next visit begins where this one began, so that it is not lost.
    """
    page = _Page(*json.loads(answer.ask.carried))
    records, broken = _lines(answer)
    yield from broken
    for record in records:
        yield from _steps(answer, settings, record)
    if answer.ask.step == "snapshot" and not page.marks:
        page = page._replace(resume=answer.headers.get("x-changes-cursor"))
        if not (records or broken):
            problem = f"its export holds nothing of '{settings.set}' yet"
            yield answer.warning(problem, "If it should, search it: add query = … to this source")
    yield _next(answer, settings, page, records, bool(broken))


def _lines(answer: Answer) -> tuple[list[dict[str, Any]], list[Issue]]:
    """Return the records of a page, and a warning for each line that is none."""
    _check_error(answer)
    records, broken = [], []
    for number, line in enumerate(answer.content.splitlines(), start=1):
        if not line.strip():
            continue
        record = _record(line)
        if record is None:
            remedy = "Nothing to do: the next visit asks for it again; if it stays so, tell the owner of the source"
            broken.append(answer.warning(f"line {number} cannot be read as a record", remedy))
        else:
            records.append(record)
    if broken and not records:
        raise answer.surprise("answers with something else than the records of an export", LOOK)
    return records, broken


def _check_error(answer: Answer) -> None:
    """Raise Surprise where the answer is an error, such as of a cursor that has expired."""
    try:
        data = json.loads(answer.content)
    except (ValueError, RecursionError):
        return
    if isinstance(data, dict) and "entity_id" not in data:
        raise answer.surprise(f"answers with something else than records{error_in(data)}", _AGAIN)


def _record(line: bytes) -> dict[str, Any] | None:
    try:
        record = json.loads(line)
    except (ValueError, RecursionError):
        return None
    is_known = isinstance(record, dict) and record.get("op") in ("upsert", "delete") and text(record, "entity_id")
    return record if is_known else None


def _steps(answer: Answer, settings: SourceSettings, record: dict[str, Any]) -> Iterator[Step]:
    identifier = text(record, "entity_id") or ""
    if (text(record, "entity_type") or identifier.partition(":")[0].title()) != _DOCUMENT:
        return
    if record["op"] == "delete":
        yield Gone(identifier=identifier)
        return
    payload = record.get("payload")
    paper = paper_in(settings, identifier, payload if isinstance(payload, dict) else {})
    yield from steps_to(answer, settings, replace(paper, changed_on=local_day(text(record, "time"))))


def _next(
    answer: Answer, settings: SourceSettings, page: _Page, records: list[dict[str, Any]], is_broken: bool
) -> Step:
    """Return the ask for the next page, or the bookmark; raise Surprise where the export does not go on."""
    more = answer.headers.get("x-has-more", "").strip().lower()
    following = answer.headers.get("x-next-cursor", "").strip()
    page = page._replace(is_whole=page.is_whole and not is_broken)
    if more == "true":
        if not following or following == page.cursor:
            raise answer.surprise("says that there is more, but goes on at the same place", _AGAIN)
        names = (f"{text(record, 'entity_id')} {text(record, 'seq')}" for record in records)
        marks = marked(answer, names, page.marks)
        return _ask(settings, answer.ask.step, page._replace(cursor=following, marks=marks))
    if more != "false":
        raise answer.surprise("does not say whether there is more (X-Has-More)", LOOK)
    return _bookmark(answer, page, following)


def _bookmark(answer: Answer, page: _Page, following: str) -> Step:
    if answer.ask.step == "changes":
        return Bookmark(value=(following if page.is_whole else page.resume) or page.resume or "")
    if page.is_whole and page.resume:
        return Bookmark(value=page.resume)
    problem = "gives no cursor of its changes" if page.is_whole else "could not be read in full"
    return answer.warning(problem, "Nothing to do: the next visit asks for all of it again")
