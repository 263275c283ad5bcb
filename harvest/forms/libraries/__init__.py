"""Libraries of references as programs such as Zotero export them: one module for each form."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import NamedTuple

from harvest.addresses import is_web_address
from harvest.steps import Listed

_DOI = re.compile(r"(?:https?://(?:dx\.)?doi\.org/|doi:\s*)?(10\.\d{4,9}/\S+)", re.IGNORECASE)
"""A DOI in any of the ways in which it is written (DOI Handbook, 2.2)."""


@dataclass(frozen=True, kw_only=True)
class Entry:
    """A publication in a library."""

    place: str
    """Where it stands in the file."""
    listed: Listed
    files: tuple[str, ...] = ()
    """The paths of its attachments."""
    addresses: tuple[str, ...] = ()
    """Its addresses on the web, that of its DOI last."""


class Unread(NamedTuple):
    """An entry of a library that cannot be read, and why."""

    place: str
    problem: str


def entry(place: str, listed: Listed, files: list[str], addresses: list[str], doi: str | None) -> Entry:
    """Return an entry; attachments that are on the web are addresses of it."""
    known = doi_in(doi)
    on_web = [each for each in (*files, *addresses) if is_web_address(each)]
    if known:
        on_web.append(f"https://doi.org/{known}")
    return Entry(
        place=place,
        listed=listed,
        files=tuple(dict.fromkeys(each for each in files if each and not is_web_address(each))),
        addresses=tuple(dict.fromkeys(on_web)),
    )


def doi_in(text: str | None) -> str | None:
    """Return a DOI without what may stand before it; None when it is none."""
    found = _DOI.fullmatch(text.strip()) if text else None
    return found[1] if found else None
