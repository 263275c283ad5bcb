"""What a metadata record says of one publication, in whatever form the record is, and the steps that it leads to."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, fields, replace

from harvest.addresses import is_web_address
from harvest.documents import has_document_ending
from harvest.steps import Answer, Ask, Listed, Mention, Step

LANGUAGE = "{http://www.w3.org/XML/1998/namespace}lang"
_DAY = re.compile(r"(\d{4}(?:-\d{2}){0,2})(?:T.*)?", re.DOTALL)
_CLOSED = re.compile(r"(?:closed|restricted|metadataOnly)[ ]?access|access_right/c_(?:14cb|16ec)", re.IGNORECASE)
"""Access rights of OpenAIRE and Eprints, and of COAR: metadata only and restricted."""


@dataclass(frozen=True, kw_only=True)
class Description:
    """What a record says of a publication, and where it says that its files and its page are."""

    listed: Listed
    files: tuple[str, ...] = ()
    pages: tuple[str, ...] = ()
    is_closed: bool = False
    """Does the record say that nobody may read it freely?"""
    more: tuple[Ask, ...] = ()
    """Asks that lead to further documents."""
    changed_on: str | None = None
    """The day (ISO 8601) on which the source says that it was last changed."""


def steps_of(description: Description, name: str, publisher: str | None) -> Iterator[Step]:
    """Yield the steps to the files of a publication, or else to its page; a mention when nothing is offered.

    The name stands for its address where the record gives none. The publisher is the one to fill in where the record
    names none.
    """
    listed = completed(description.listed, Listed(publisher=publisher))
    page = description.pages[0] if description.pages else None
    if description.is_closed:
        address = page or next(iter(description.files), name)
        yield Mention(url=address, problem="no open-access copy, as its record says", listed=listed)
    elif description.files:
        changed_on = description.changed_on
        yield from (Ask(url=url, listed=listed, found_on=page, changed_on=changed_on) for url in description.files)
    elif page:
        yield Ask(url=page, step="page", is_document=False, listed=listed)
    elif not description.more:
        yield Mention(url=name, problem="its record names no address", listed=listed)
    for ask in description.more:
        yield replace(ask, listed=completed(ask.listed, Listed(publisher=publisher)))


def steps_of_all(
    answer: Answer,
    records: Sequence[tuple[str, Description | None]],
    publisher: str | None,
    remedy: str,
    *,
    is_first: bool,
) -> Iterator[Step]:
    """Yield the steps that the records of an answer lead to, and a warning for each in a form that is not known.

    Raises Surprise, with the remedy, when that goes for all of a first page: it is then a matter of the settings.
    """
    unread = [name for name, description in records if description is None]
    if is_first and unread and len(unread) == len(records):
        raise answer.surprise("its records are in a form that cannot be read here", remedy)
    for name, description in records:
        if description:
            yield from steps_of(description, name, publisher)
    for name in unread:
        yield answer.warning(f"the form of record {name} cannot be read here", "Look at this record at its source")


def completed(first: Listed, second: Listed) -> Listed:
    """Return what the first says, with what only the second says."""
    absent = [field.name for field in fields(Listed) if getattr(first, field.name) is None]
    return replace(first, **{name: getattr(second, name) for name in absent})


def joined(texts: Iterable[str | None]) -> str | None:
    """Return the different texts with "; " between them, in order; None when there are none."""
    return "; ".join(dict.fromkeys(text for text in texts if text)) or None


def day_of(text: str | None) -> str | None:
    """Return the year, month or day of a date in ISO 8601 without its time; any other text as it stands."""
    found = _DAY.fullmatch(text) if text else None
    return found[1] if found else text


def says_closed(texts: Iterable[str | None]) -> bool:
    """Tell whether one of these statements on access says that a publication cannot be read freely."""
    return any(_CLOSED.search(text) for text in texts if text)


def parted(addresses: Iterable[str | None]) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Return those of the addresses that are documents, and those that are pages."""
    known = tuple(dict.fromkeys(address for address in addresses if address and is_web_address(address)))
    files = tuple(address for address in known if has_document_ending(address))
    return files, tuple(address for address in known if address not in files)
