"""A repository that gives its records by OAI-PMH, such as that of a university or a hogeschool.

Form: The Open Archives Initiative Protocol for Metadata Harvesting 2.0 (2002, text of 2015). Records in Dublin Core
(`oai_dc`), MODS, or DIDL with MODS within (`didl`, as the HBO Kennisbank has it). `from` and `until` are days on which
records changed, both included; `set` is one set.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from dataclasses import replace

from lxml import etree

from corpus.records import Issue
from corpus.sections import SourceSettings
from harvest.addresses import address_faults
from harvest.forms.description import Description, day_of, steps_of_all
from harvest.forms.landing import documents_on
from harvest.forms.metadata import description_in, parse_records
from harvest.forms.queries import parameter_of, period_faults, with_parameters
from harvest.forms.xml import text_of
from harvest.kinds import Context, Fault, Kind
from harvest.steps import LOOK, Answer, Ask, Gone, Step

_DEFAULT_PREFIX = "oai_dc"
_RESTARTS = 1
"""How often a list is asked from its start again when its token has expired."""
_REMEMBERED_TOKENS = 50
_TOKEN = "resumptionToken"
_FORMS = "Set 'prefix' of this source to oai_dc, didl or mods, whichever the repository has"
_IN_PARTS = "Run again later; if it happens again, harvest in parts, by 'set' or by 'from' and 'until'"
_REMEDIES = {
    "badArgument": "Check 'set', 'from' and 'until' of this source",
    "badResumptionToken": _IN_PARTS,
    "badVerb": "Check 'url' of this source: it should be the base address of a repository, as it gives it itself",
    "cannotDisseminateFormat": _FORMS,
    "idDoesNotExist": "Check 'url' of this source: lists of records do not ask for one identifier",
    "noMetadataFormats": _FORMS,
    "noSetHierarchy": "Leave out 'set' of this source: the repository has no sets",
}
"""What to do about the errors of section 3.6, but for noRecordsMatch, which says that the list is empty."""


def _faults(settings: SourceSettings) -> Iterator[Fault]:
    yield from address_faults(settings)
    yield from period_faults(settings)
    if settings.url and parameter_of(settings.url, "verb"):
        yield Fault(("url",), "this address asks something already", "Leave out 'verb' and all that belongs to it")


def _begin(settings: SourceSettings, context: Context) -> Iterator[Step]:
    yield _list(settings, nth=0)


def _list(settings: SourceSettings, nth: int) -> Ask:
    """Return the ask for the first page of the list."""
    parameters = {
        "verb": "ListRecords",
        "metadataPrefix": settings.prefix or _DEFAULT_PREFIX,
        "set": settings.set,
        "from": settings.from_.isoformat() if settings.from_ else None,
        "until": settings.until.isoformat() if settings.until else None,
    }
    url = with_parameters(settings.url or "", parameters)
    return Ask(url=url, step="list", is_document=False, is_listing=True, nth=nth)


def _read(answer: Answer, settings: SourceSettings) -> Iterator[Step]:
    if answer.ask.step == "page":
        yield from documents_on(answer, answer.ask.listed)
        return
    root = parse_records(answer)
    if etree.QName(root).localname != "OAI-PMH":
        raise answer.surprise("answers with XML that is not that of OAI-PMH", _REMEDIES["badVerb"])
    errors = root.findall("{*}error")
    listing = root.find("{*}ListRecords")
    if errors:
        yield from _after_error(answer, settings, errors)
    elif listing is None:
        raise answer.surprise("answers by OAI-PMH, but without a list of records", LOOK)
    else:
        yield from _records(answer, settings, listing)
        yield from _next_page(answer, settings, listing)


def _after_error(answer: Answer, settings: SourceSettings, errors: list[etree._Element]) -> Iterator[Step]:
    """Yield the list from its start when its token has expired; raise Surprise for all that is no empty list."""
    said = {error.get("code", ""): text_of(error) for error in errors}
    said.pop("noRecordsMatch", None)
    if not said:
        return
    if "badResumptionToken" in said and not _is_first(answer) and answer.ask.nth < _RESTARTS:
        yield _list(settings, nth=answer.ask.nth + 1)
        return
    code, message = next(iter(said.items()))
    raise answer.surprise(f"the repository answers {code}: {message or 'no explanation'}", _REMEDIES.get(code, LOOK))


def _is_first(answer: Answer) -> bool:
    return parameter_of(answer.ask.url, _TOKEN) is None


def _next_page(answer: Answer, settings: SourceSettings, listing: etree._Element) -> Iterator[Ask]:
    """Yield the ask for the page after this one; an empty token, or none, says that there is none.

    Raises Surprise when this token has been given before, for then the list goes round.
    """
    token = (listing.findtext(f"{{*}}{_TOKEN}") or "").strip()
    if not token:
        return
    before = answer.ask.carried.split()
    digest = hashlib.sha256(token.encode()).hexdigest()[:12]
    if digest in before:
        raise answer.surprise("gives a resumption token that it gave before, so its list does not end", _IN_PARTS)
    url = with_parameters(settings.url or "", {"verb": "ListRecords", _TOKEN: token})
    carried = " ".join([*before, digest][-_REMEMBERED_TOKENS:])
    yield Ask(url=url, step="list", is_document=False, is_listing=True, nth=answer.ask.nth, carried=carried)


def _records(answer: Answer, settings: SourceSettings, listing: etree._Element) -> Iterator[Step]:
    described: list[tuple[str, Description | None]] = []
    for record in listing.iterfind("{*}record"):
        identifier = text_of(record.find("{*}header/{*}identifier"))
        metadata = record.find("{*}metadata")
        if not identifier:
            yield answer.warning("a record has no identifier", "Tell the owner of the repository")
        elif _is_deleted(record):
            yield Gone(identifier=identifier)
        elif metadata is None:
            yield _without_metadata(answer, identifier)
        else:
            described.append((identifier, _described(metadata, identifier, record)))
    yield from steps_of_all(answer, described, settings.publisher, _FORMS, is_first=_is_first(answer))


def _is_deleted(record: etree._Element) -> bool:
    header = record.find("{*}header")
    return header is not None and header.get("status") == "deleted"


def _without_metadata(answer: Answer, identifier: str) -> Issue:
    return answer.warning(f"record {identifier} has no metadata", "Look at this record at its source")


def _described(metadata: etree._Element, identifier: str, record: etree._Element) -> Description | None:
    """Return what a record says, known by its identifier in the repository, which is also what deletions name."""
    description = description_in(metadata)
    if not description:
        return None
    changed_on = day_of(text_of(record.find("{*}header/{*}datestamp")))
    listed = replace(description.listed, identifier=identifier)
    return replace(description, listed=listed, changed_on=changed_on)


KIND = Kind(needs=(("url",),), uses=("set", "prefix", "from", "until"), begin=_begin, read=_read, faults=_faults)
