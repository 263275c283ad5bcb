"""Libraries in JSON: CSL JSON 1.0 (citation-style-language/schema), with the attachments that Better BibTeX adds.

The JSON of Better BibTeX itself, with the names that Zotero has for its fields, is read too.
"""

from __future__ import annotations

import json
from collections.abc import Iterator

from harvest.forms.description import joined
from harvest.forms.libraries import Entry, Unread, doi_in, entry
from harvest.forms.values import Record, record_in, records_in, text_in
from harvest.steps import Listed

_NO_PUBLICATIONS = frozenset({"attachment", "note", "annotation"})


def entries(text: str) -> Iterator[Entry | Unread]:
    """Yield the entries of a library; raise ValueError when it is none."""
    found = json.loads(text)
    items = found.get("items") if isinstance(found, dict) else found
    if not isinstance(items, list):
        raise ValueError("it holds no list of entries")
    for number, item in enumerate(items, 1):
        if not isinstance(item, dict):
            yield Unread(f"entry {number}", "is in a form that is not known")
        elif item.get("itemType") not in _NO_PUBLICATIONS:
            yield _entry(f"entry {number}", item)


def _entry(place: str, item: Record) -> Entry:
    doi = text_in(item, "DOI", "doi")
    attached = records_in(item, "attachments")
    files = [text_in(each, "path", "localPath") or "" for each in attached]
    addresses = [text_in(each, "url") or "" for each in attached]
    listed = Listed(
        title=text_in(item, "title"),
        date=_date(record_in(item, "issued")) or text_in(item, "date", "issued"),
        publisher=text_in(item, "publisher", "institution", "university"),
        authors=joined(_name(name) for name in (*records_in(item, "author"), *records_in(item, "creators"))),
        type=text_in(item, "type", "itemType"),
        identifier=doi_in(doi) or text_in(item, "ISBN", "isbn"),
    )
    files += (text_in(item, "file") or "").split(";")
    return entry(place, listed, files, [text_in(item, "URL", "url") or "", *addresses], doi)


def _date(issued: Record) -> str | None:
    parts = issued.get("date-parts")
    first = parts[0] if isinstance(parts, list) and parts else None
    numbers = [str(part).zfill(2) for part in first if part] if isinstance(first, list) else []
    return "-".join(numbers) or text_in(issued, "raw", "literal")


def _name(name: Record) -> str | None:
    """Return a name as "Family, Given"; None for someone who is no author."""
    if name.get("creatorType", "author") != "author":
        return None
    family = joined([text_in(name, "non-dropping-particle"), text_in(name, "family", "lastName")])
    given = text_in(name, "given", "firstName")
    whole = text_in(name, "literal", "name") or (family or "").replace("; ", " ")
    return f"{whole}, {given}" if whole and given else whole or given
