"""Metadata records in XML, whichever of the known forms they have."""

from __future__ import annotations

import re
from dataclasses import replace

from lxml import etree

from harvest.forms.description import Description
from harvest.forms.didl import DIDL, description_in_didl
from harvest.forms.dublin_core import description_in_dublin_core
from harvest.forms.gzd import GZD, description_in_gzd
from harvest.forms.mods import MODS, description_in_mods
from harvest.forms.xml import parse
from harvest.steps import Answer

_READERS = ((GZD, description_in_gzd), (DIDL, description_in_didl), (MODS, description_in_mods))
_ILLEGAL = re.compile(
    rb"[\x00-\x08\x0b\x0c\x0e-\x1f]"
    rb"|&#0*(?:[0-8]|1[124-9]|2\d|3[01]);"
    rb"|&#[xX]0*(?:[0-8bcefBCEF]|1[0-9a-fA-F]);"
)
"""Control characters and references to them, which are no characters of XML 1.0 (section 2.2)."""
_UTF_16 = (b"\xff\xfe", b"\xfe\xff")


def description_in(record: etree._Element) -> Description | None:
    """Return what a record says; None when it is in none of the known forms."""
    for tag, read in _READERS:
        found = next(record.iter(tag), None)
        if found is not None:
            return read(found)
    return description_in_dublin_core(record)


def parse_records(answer: Answer) -> etree._Element:
    """Return the root of an answer with records; raise Surprise when it is no XML.

    Control characters, which one record brings along from a PDF, would make the whole page unreadable: they are left
    out.
    """
    if answer.content.startswith(_UTF_16):
        return parse(answer)
    return parse(replace(answer, content=_ILLEGAL.sub(b"", answer.content)))
