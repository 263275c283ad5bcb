"""What is said, traced back to the rows of `publiek.db`: its numbers and its quotes."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import Any
from urllib.parse import unquote

from lxml import etree

from reports.publication import Origin, Publication
from reports.shown import day, number

_NUMBER = re.compile(r"\d+(?:[.,]\d+)*")
SVG = "{http://www.w3.org/2000/svg}"


def numbers(text: str) -> list[str]:
    """Return the numbers in a text, as written."""
    return _NUMBER.findall(text)


def origin_of(address: str) -> Origin:
    table, row, column = (unquote(part) for part in address.split("/"))
    return Origin(table, row, column)


def untraced(publication: Publication, text: str, addresses: Iterable[str]) -> list[str]:
    """Return the numbers in a text that are in no row at some addresses, and an address that leads nowhere."""
    known: set[str] = set()
    for address in addresses:
        row = publication.row_at(origin_of(address))
        if row is None:
            return [f"{address} leads nowhere"]
        known |= {found for value in row.values() for form in _forms(value) for found in numbers(form)}
    return [found for found in numbers(text) if found not in known]


def _forms(value: Any) -> Iterator[str]:
    """Yield how readers may see a value."""
    yield str(value)
    if isinstance(value, int | float):
        yield from (number(value, digits) for digits in range(4))
        yield number(100 * value)
    elif isinstance(value, str):
        yield day(value)


def texts(root: etree._Element) -> Iterator[tuple[str, etree._Element]]:
    """Yield each text of a page with the element that it stands in."""
    for node in root.iter(etree.Element):
        if node.text:
            yield node.text, node
        parent = node.getparent()
        if node.tail and parent is not None:
            yield node.tail, parent


def nearest(node: etree._Element, name: str) -> str | None:
    """Return an attribute of an element or of the nearest one around it that has it."""
    found: etree._Element | None = node
    while found is not None:
        if name in found.attrib:
            return str(found.attrib[name])
        found = found.getparent()
    return None
