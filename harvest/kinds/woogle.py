"""Woogle: dossiers of documents that were made public under the Wet open overheid, as JSON.

Forms: the dossiers that are sent to Woogle ("SPEC API", one or a list, with a file or a list of files of each sort),
and those that it gives itself at `pid.wooverheid.nl/?pid=…&infobox=true` ("SPEC MetadataSchema" 2.0): one dossier, or
the list of those of one publisher. Both at github.com/wooverheid/WoogleDocumentatie.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from pathlib import Path, PurePosixPath
from typing import Any
from urllib.parse import quote, urljoin, urlsplit

from corpus.issues import Surprise
from corpus.sections import SourceSettings
from corpus.sniff import ZIP
from harvest.addresses import address_faults, is_web_address
from harvest.files import contents, decoded, files_below
from harvest.forms.local import noted, steps_of_bytes
from harvest.forms.values import Record, record_in, records_in, text_in
from harvest.kinds import Context, Fault, Kind
from harvest.steps import LOOK, Answer, Ask, Listed, Mention, Step

_SERVICE = "https://pid.wooverheid.nl/"
_PLACEHOLDER = "WAARDE:"
"""How the examples of the form mark what is still to be filled in."""
_GEMEENTE = re.compile(r"gm\d{4}", re.IGNORECASE)
_ORGANISATION = re.compile(r"[a-z]{2,5}\d{2,5}", re.IGNORECASE)
"""Codes of organisations in the lists of TOOI: a gemeente, provincie, ministerie, waterschap …"""
_SORTS = ("foi_verzoek", "foi_besluit", "foi_inventaris", "foi_documenten")
_AGAIN = "Export it again, as JSON"


def faults(settings: SourceSettings) -> Iterator[Fault]:
    """Yield the addresses that are none of the web."""
    yield from address_faults(settings)


def begin(settings: SourceSettings, context: Context) -> Iterator[Step]:
    """Yield the asks for dossiers on the web, and the documents of dossiers in files.

    Raises Surprise when there is no such file, or when it holds something else.
    """
    for address in settings.addresses:
        yield Ask(
            url=address, step="dossiers", is_document=False, is_listing=True, accept="application/json, */*;q=0.5"
        )
    if settings.path:
        yield from _in_files(settings, context.base / settings.path)


def _in_files(settings: SourceSettings, path: Path) -> Iterator[Step]:
    files = [(name, file) for name, file in files_below(path) if path.is_file() or name.lower().endswith(".json")]
    if not files:
        remedy = "Check the path of this source; it counts from the folder of the study file"
        raise Surprise(settings.path or "", "there is no such file, or folder with .json files", remedy)
    for name, file in files:
        try:
            dossiers = _dossiers(json.loads(decoded(file.read_bytes())))
        except (OSError, ValueError) as error:
            raise Surprise(name, f"cannot be read as JSON: {error}", _AGAIN) from None
        if dossiers is None:
            raise Surprise(name, "holds no dossiers in a form that is known", _AGAIN)
        yield from _steps_of(dossiers, name, _SERVICE, settings)


def read(answer: Answer, settings: SourceSettings) -> Iterator[Step]:
    """Yield the documents of the dossiers in an answer, or those in a ZIP file."""
    if answer.ask.step == "zip":
        if answer.media_type == ZIP:
            yield from steps_of_bytes(answer.ask.url, answer.content, answer.ask.listed)
        return
    found = answer.json()
    dossiers = _dossiers(found)
    if dossiers is None:
        raise answer.surprise("answers with JSON that holds no dossiers in a form that is known", LOOK)
    box = record_in(found, "infobox") if isinstance(found, dict) else {}
    yield from _steps_of(dossiers, answer.ask.url, answer.final_url if box else _SERVICE, settings)
    total = text_in(box, "foi_totalDossiers")
    if total and total.isdecimal() and int(total) > len(dossiers):
        problem = f"has {total} dossiers, of which it gives {len(dossiers)}"
        raise answer.surprise(problem, "Ask for fewer at once, such as those of one category and one year")


def _dossiers(found: Any) -> list[Any] | None:
    """Return the dossiers in any of the known forms; None when there are none."""
    if isinstance(found, list):
        return found
    if not isinstance(found, dict):
        return None
    for key in ("infobox", "foi_dossiers"):
        if key in found:
            return _dossiers(found[key])
    return [found] if {"foi_files", "dc_title", "dc_identifier"} & found.keys() else None


def _steps_of(dossiers: list[Any], place: str, service: str, settings: SourceSettings) -> Iterator[Step]:
    for number, dossier in enumerate(dossiers, 1):
        if isinstance(dossier, dict):
            known_by = _said(dossier, "dc_identifier", "dc_title") or f"{place}, dossier {number}"
            yield from _steps_of_dossier(dossier, known_by, service, settings)
        else:
            remedy = "Nothing to do; the others are taken in"
            yield noted(place, f"its dossier {number} is in a form that is not known", remedy)


def _steps_of_dossier(dossier: Record, known_by: str, service: str, settings: SourceSettings) -> Iterator[Step]:
    """Yield a step for each file of a dossier; a mention of the dossier where it names no files."""
    page = _address(dossier)
    files = list(_files(dossier))
    for place, (sort, file) in enumerate(files, 1):
        listed = _listed(dossier, sort, file, settings)
        url = _address(file) or _own_copy(file, service)
        if not url:
            yield Mention(url=f"{known_by}, {sort} {place}", problem=_absence(file), listed=listed)
        elif _is_zip(url, file):
            yield Ask(url=url, step="zip", listed=listed, found_on=page)
        else:
            yield Ask(url=url, listed=listed, found_on=page)
    if not files:
        yield Mention(
            url=page or known_by, problem="its dossier names no files", listed=_listed(dossier, "", {}, settings)
        )


def _files(dossier: Record) -> Iterator[tuple[str, Record]]:
    """Yield the files of a dossier with their sort: from a list, or from one record or list for each sort."""
    by_sort = record_in(dossier, "foi_files")
    if isinstance(dossier.get("foi_files"), list):
        yield from ((_said(file, "dc_type") or "bijlage", file) for file in records_in(dossier, "foi_files"))
    for sort in (*_SORTS, *sorted(by_sort.keys() - set(_SORTS))):
        yield from ((sort.removeprefix("foi_"), file) for file in records_in(by_sort, sort))


def _absence(file: Record) -> str:
    if str(file.get("foi_url_on_web")).lower() == "false":
        return "its dossier says that it is not on the web"
    return "its dossier gives no address"


def _address(record: Record) -> str | None:
    address = _said(record, "dc_source")
    return address if address and is_web_address(address) else None


def _own_copy(file: Record, service: str) -> str | None:
    """Return the address where Woogle gives a file itself, by the identifier that it has there."""
    identifier = _said(file, "dc_identifier")
    address = urljoin(service, quote(identifier)) if identifier else ""
    return address if is_web_address(address) else None


def _is_zip(url: str, file: Record) -> bool:
    return (
        PurePosixPath(urlsplit(url).path).suffix.lower() == ".zip" or "zip" in (_said(file, "dc_format") or "").lower()
    )


def _said(record: Record, *keys: str) -> str | None:
    """Return the first text at one of these keys, but for one that only tells what to fill in."""
    texts = (text_in(record, key) for key in keys)
    return next((text for text in texts if text and not text.startswith(_PLACEHOLDER)), None)


def _listed(dossier: Record, sort: str, file: Record, settings: SourceSettings) -> Listed:
    """Return what is said of a file; not who wrote or received it, for these are mostly private persons."""
    code = _said(dossier, "dc_publisher") or ""
    name = None if _ORGANISATION.fullmatch(code) else code
    dates = ("foi_requestDate",) if sort == "verzoek" else ("foi_decisionDate", "foi_publishedDate")
    return Listed(
        title=_said(file, "dc_title", "foi_fileName") or _said(dossier, "dc_title"),
        date=_said(file, "foi_sentDate") or _said(dossier, *dates, "dc_date_year"),
        publisher=_said(dossier, "dc_publisher_name") or name or settings.publisher,
        gemeente=code.upper() if _GEMEENTE.fullmatch(code) else None,
        type=_said(file, "foi_documentType", "dc_type") or sort or None,
        identifier=_said(file, "dc_identifier") or _said(dossier, "dc_identifier"),
    )


def probe(settings: SourceSettings, context: Context) -> object:
    """Return what the files hold; None where the source is on the web too."""
    return contents(context.base / settings.path) if settings.path and not settings.addresses else None


KIND = Kind(needs=(("url", "urls", "path"),), begin=begin, read=read, faults=faults, probe=probe)
