"""Names of OpenDocument (OASIS OpenDocument 1.3, part 3)."""

from __future__ import annotations

from lxml import etree

_SPACE = "urn:oasis:names:tc:opendocument:xmlns:"
TEXT, TABLE, OFFICE, DRAW, STYLE, FORM = (
    f"{{{_SPACE}{name}:1.0}}" for name in ("text", "table", "office", "drawing", "style", "form")
)
SVG, FO = f"{{{_SPACE}svg-compatible:1.0}}", f"{{{_SPACE}xsl-fo-compatible:1.0}}"


def count(element: etree._Element, name: str, most: int) -> int:
    """Return an attribute that says how often something is repeated: 1 where it says nothing, never over `most`."""
    value = element.get(name, "")
    return min(most, int(value)) if value.isascii() and value.isdigit() and int(value) else 1
