"""Records in DIDL (MPEG-21, ISO/IEC 21000-2) as Dutch repositories use it: metadata in one item, files in others.

Form: the application profile "Use of MPEG21 DIDL for institutional repositories", versions 2.3.1 and 3.0, by SURF.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from lxml import etree

from harvest.addresses import is_web_address
from harvest.documents import has_document_ending
from harvest.forms.description import Description, completed, says_closed
from harvest.forms.dublin_core import description_in_dublin_core
from harvest.forms.mods import MODS, description_in_mods
from harvest.forms.xml import text_of
from harvest.steps import Listed

DIDL = "{urn:mpeg:mpeg21:2002:02-DIDL-NS}DIDL"
_ITEM = "{urn:mpeg:mpeg21:2002:02-DIDL-NS}Item"
_RESOURCE = "{urn:mpeg:mpeg21:2002:02-DIDL-NS}Resource"
_OAI_DC = "{http://www.openarchives.org/OAI/2.0/oai_dc/}dc"
_RDF_RESOURCE = "{http://www.w3.org/1999/02/22-rdf-syntax-ns#}resource"
_FILE, _PAGE, _METADATA = "objectFile", "humanStartPage", "descriptiveMetadata"
_MEDIA = ("image/", "audio/", "video/")


class _Resource(NamedTuple):
    address: str
    role: str
    is_closed: bool


def description_in_didl(didl: etree._Element) -> Description:
    """Return what a record in DIDL says: its files are the object files that may be read, not its landing page."""
    inner = _metadata(didl)
    resources = list(_resources(didl))
    files = [resource for resource in resources if resource.role == _FILE]
    free = tuple(dict.fromkeys(file.address for file in files if not file.is_closed))
    pages = tuple(dict.fromkeys(resource.address for resource in resources if resource.role == _PAGE))
    return Description(
        listed=inner.listed,
        files=free if files else inner.files,
        pages=pages or inner.pages,
        is_closed=not free if files else inner.is_closed,
    )


def _metadata(didl: etree._Element) -> Description:
    """Return what the MODS of a record says, with what only its Dublin Core says."""
    plain = next(didl.iter(_OAI_DC), None)
    in_plain = description_in_dublin_core(plain) if plain is not None else None
    in_plain = in_plain or Description(listed=Listed())
    mods = next(didl.iter(MODS), None)
    if mods is None:
        return in_plain
    in_mods = description_in_mods(mods)
    return Description(
        listed=completed(in_mods.listed, in_plain.listed),
        files=in_mods.files or in_plain.files,
        pages=in_mods.pages or in_plain.pages,
        is_closed=in_mods.is_closed or in_plain.is_closed,
    )


def _resources(didl: etree._Element) -> Iterator[_Resource]:
    for element in didl.iter(_RESOURCE):
        address = (element.get("ref") or "").strip()
        item = next(element.iterancestors(_ITEM), None)
        if item is None or not is_web_address(address):
            continue
        media_type = element.get("mimeType") or ""
        role = _declared(item) or _guessed(address, media_type)
        if role == _PAGE or (role == _FILE and not media_type.startswith(_MEDIA)):
            rights = item.iterfind("{*}Descriptor/{*}Statement/{*}accessRights")
            yield _Resource(address, role, says_closed(text_of(right) for right in rights))


def _declared(item: etree._Element) -> str | None:
    """Return what an item says that it is: an rdf:type in version 3.0, a dip:ObjectType in version 2.3.1."""
    for said in item.iterfind("{*}Descriptor/{*}Statement/*"):
        value = said.get(_RDF_RESOURCE) or said.get("resource") or text_of(said) or ""
        role = value.rpartition("/")[2]
        if role in (_FILE, _PAGE, _METADATA):
            return role
    return None


def _guessed(address: str, media_type: str) -> str | None:
    """Return what a resource is whose item does not say so; the record itself, as XML, is neither file nor page."""
    if has_document_ending(address) or media_type == "application/pdf":
        return _FILE
    return _PAGE if media_type == "text/html" else None
