"""A service that is searched by SRU with a query in CQL, such as that of the Officiële publicaties.

Form: SRU 2.0 (OASIS searchRetrieve, part 3, 2013), and SRU 1.2 (Library of Congress, 2007) where the service does not
know 2.0 or `url` says `version=1.2`. Records in the schema `gzd` of KOOP, in Dublin Core, or in MODS. `from` and
`until` are days, both included: of publication (dt.available) with `gzd`, else dc.date.
"""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import NamedTuple

from lxml import etree

from corpus.issues import Surprise
from corpus.sections import SourceSettings
from harvest.addresses import address_faults
from harvest.forms.description import Description, steps_of_all
from harvest.forms.gzd import attachment_in
from harvest.forms.landing import documents_on
from harvest.forms.metadata import description_in, parse_records
from harvest.forms.queries import parameter_of, period_faults, with_parameters
from harvest.forms.xml import parse, text_of
from harvest.kinds import Context, Fault, Kind
from harvest.steps import LOOK, Answer, Ask, Step

_DEFAULT_SCHEMA = "gzd"
_DATES = {"gzd": "dt.available"}
"""The index with the day of publication, by schema."""
_PAGE_SIZE = 100
_NEWEST, _OLDER = "2.0", "1.2"
_ACCEPT = "application/sru+xml, application/xml, text/xml;q=0.9"
_SORTING = re.compile(r"\s+sortby\s[^\"]*$", re.IGNORECASE)
_DIAGNOSTIC = "{*}diagnostic"
_UNSUPPORTED_VERSION, _OUT_OF_RANGE = 5, 61
_SCHEMAS = "Set 'prefix' of this source to a schema that the service has, of gzd, dc and mods"
_SHORTER = "Run again later; if it happens again, make the list shorter with 'from' and 'until'"
_REMEDIES = {
    _UNSUPPORTED_VERSION: "Add version=1.2, or another version that the service knows, to 'url' of this source",
    _OUT_OF_RANGE: _SHORTER,
    66: _SCHEMAS,
    67: _SCHEMAS,
}
"""What to do about diagnostics of the standard list, by number; for 7 to 49 it is the query."""
_QUERY_NUMBERS = range(7, 50)


class _Page(NamedTuple):
    """A page of the list."""

    version: str
    """The version of SRU in which it is asked."""
    start: int
    """Its first record, counted from 1."""
    before: str = ""
    """The hash of the records of the page before."""
    is_exact: bool = True
    """Did the page before say exactly how many records there are?"""


def _faults(settings: SourceSettings) -> Iterator[Fault]:
    yield from address_faults(settings)
    yield from period_faults(settings)
    if settings.url and parameter_of(settings.url, "query"):
        yield Fault(("url",), "this address has a query already", "Write the query as query = … of this source")


def _begin(settings: SourceSettings, context: Context) -> Iterator[Step]:
    yield _ask(settings, _Page(parameter_of(settings.url or "", "version") or _NEWEST, 1))


def _ask(settings: SourceSettings, page: _Page) -> Ask:
    parameters = {
        "operation": "searchRetrieve",
        "version": page.version,
        "query": _query(settings),
        "startRecord": str(page.start),
        "maximumRecords": str(_PAGE_SIZE),
        "recordSchema": settings.prefix or _DEFAULT_SCHEMA,
    }
    url = with_parameters(settings.url or "", parameters)
    carried = json.dumps(page)
    return Ask(url=url, step="list", is_document=False, is_listing=True, carried=carried, accept=_ACCEPT)


def _query(settings: SourceSettings) -> str:
    """Return the query with the days that are wanted; what it says on sorting stays at its end."""
    query = (settings.query or "").strip()
    index = _DATES.get(settings.prefix or _DEFAULT_SCHEMA, "dc.date")
    days = ((">=", settings.from_), ("<=", settings.until))
    limits = [f'{index}{relation}"{day.isoformat()}"' for relation, day in days if day]
    if not limits:
        return query
    sorting = _SORTING.search(query)
    end = sorting.start() if sorting else len(query)
    return " AND ".join([f"({query[:end]})", *limits]) + query[end:]


def _read(answer: Answer, settings: SourceSettings) -> Iterator[Step]:
    if answer.ask.step == "page":
        yield from documents_on(answer, answer.ask.listed)
    elif answer.ask.step == "attachment":
        yield from attachment_in(answer)
    else:
        yield from _read_list(answer, settings)


def _read_list(answer: Answer, settings: SourceSettings) -> Iterator[Step]:
    page = _Page(*json.loads(answer.ask.carried))
    root = parse_records(answer)
    if etree.QName(root).localname != "searchRetrieveResponse":
        raise answer.surprise("answers with XML that is not that of a search by SRU", LOOK)
    records = root.findall("{*}records/{*}record")
    diagnostics = [_Diagnostic.of(found) for found in root.iterfind(f"{{*}}diagnostics/{_DIAGNOSTIC}")]
    if diagnostics and not records:
        yield from _after_diagnostics(answer, settings, page, diagnostics)
        return
    for diagnostic in diagnostics:
        yield answer.warning(f"the service warns: {diagnostic.text}", diagnostic.remedy)
    yield from _records(answer, settings, page, records)
    yield from _next_page(answer, settings, page, root, records)


class _Diagnostic(NamedTuple):
    """What a service says that went wrong."""

    number: int | None
    text: str

    @classmethod
    def of(cls, element: etree._Element) -> _Diagnostic:
        address, message, details = (text_of(element.find(f"{{*}}{name}")) for name in ("uri", "message", "details"))
        digits = (address or "").rpartition("/")[2]
        said = ": ".join(text for text in (message, details) if text)
        return cls(int(digits) if digits.isdecimal() else None, said or f"diagnostic {address}")

    @property
    def remedy(self) -> str:
        if self.number in _QUERY_NUMBERS:
            return "Mend 'query' of this source; the service answers operation=explain with the indexes that it has"
        return _REMEDIES.get(self.number or 0, LOOK)


def _after_diagnostics(
    answer: Answer, settings: SourceSettings, page: _Page, diagnostics: Sequence[_Diagnostic]
) -> Iterator[Step]:
    """Yield the same ask in the older version where the newest is not known; raise Surprise for all else.

    Where the count was an estimate, to be out of its range is to be at the end.
    """
    numbers = [diagnostic.number for diagnostic in diagnostics]
    if _UNSUPPORTED_VERSION in numbers and page.version == _NEWEST:
        yield _ask(settings, page._replace(version=_OLDER))
        return
    if _OUT_OF_RANGE in numbers and not page.is_exact:
        return
    said = "; ".join(diagnostic.text for diagnostic in diagnostics)
    raise answer.surprise(f"the service cannot answer: {said}", diagnostics[0].remedy)


def _next_page(
    answer: Answer, settings: SourceSettings, page: _Page, root: etree._Element, records: Sequence[etree._Element]
) -> Iterator[Ask]:
    """Yield the ask for the page after this one.

    The service should say where it begins, but may leave that out; its count may be an estimate. Raises Surprise when
    the list stops short of an exact count, or goes round.
    """
    total = _number(answer, root, "numberOfRecords")
    if total is None:
        raise answer.surprise("does not say how many records it has found", LOOK)
    is_exact = (text_of(root.find("{*}resultCountPrecision")) or "exact").endswith("exact")
    if not records:
        if is_exact and page.start <= total:
            raise answer.surprise(f"gives {page.start - 1} of the {total} records that it has found", _SHORTER)
        return
    digest = hashlib.sha256(b"".join(etree.tostring(record) for record in records)).hexdigest()[:12]
    given = _number(answer, root, "nextRecordPosition")
    following = given or page.start + len(records)
    if digest == page.before or following <= page.start:
        raise answer.surprise(f"gives the same records again from record {page.start} on", _SHORTER)
    if following <= total or (given and not is_exact):
        yield _ask(settings, _Page(page.version, following, digest, is_exact))


def _number(answer: Answer, root: etree._Element, name: str) -> int | None:
    text = text_of(root.find(f"{{*}}{name}"))
    if text is None:
        return None
    if not text.isdecimal():
        raise answer.surprise(f"gives {text!r} as its {name}, which is no number", LOOK)
    return int(text)


def _records(
    answer: Answer, settings: SourceSettings, page: _Page, records: Sequence[etree._Element]
) -> Iterator[Step]:
    described: list[tuple[str, Description | None]] = []
    for position, record in enumerate(records, start=page.start):
        data = _data(answer, record)
        diagnostic = _surrogate(data) if data is not None else None
        if data is None:
            yield answer.warning(f"record {position} cannot be read", "Look at this record at its source")
        elif diagnostic:
            yield answer.warning(f"record {position} is not given: {diagnostic.text}", diagnostic.remedy)
        else:
            description = description_in(data)
            identifier = description.listed.identifier if description else None
            described.append((identifier or str(position), description))
    yield from steps_of_all(answer, described, settings.publisher, _SCHEMAS, is_first=page.start == 1)


def _data(answer: Answer, record: etree._Element) -> etree._Element | None:
    """Return what a record holds, also where it is packed as text; None when it holds nothing or no XML."""
    data = record.find("{*}recordData")
    if data is None or len(data):
        return data
    try:
        return parse(replace(answer, content=(data.text or "").strip().encode()))
    except Surprise:
        return None


def _surrogate(data: etree._Element) -> _Diagnostic | None:
    """Return what stands in the place of a record that cannot be given; None when it is given."""
    found = data if etree.QName(data).localname == "diagnostic" else data.find(_DIAGNOSTIC)
    return None if found is None else _Diagnostic.of(found)


KIND = Kind(needs=(("url",), ("query",)), uses=("prefix", "from", "until"), begin=_begin, read=_read, faults=_faults)
