"""Names of WordprocessingML (ISO/IEC 29500, part 1), and small readings of its elements."""

from __future__ import annotations

from functools import cache

from lxml import etree

_W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_COMPATIBILITY = "http://schemas.openxmlformats.org/markup-compatibility/2006"
_MATH = "http://schemas.openxmlformats.org/officeDocument/2006/math"

ALTERNATIVES, CHOICE, FALLBACK = (f"{{{_COMPATIBILITY}}}{name}" for name in ("AlternateContent", "Choice", "Fallback"))
MATH_TEXT = f"{{{_MATH}}}t"


@cache
def w(name: str) -> str:
    """Return the qualified name of an element or attribute of WordprocessingML."""
    return f"{{{_W}}}{name}"


@cache
def path(*names: str) -> str:
    """Return a path of elements of WordprocessingML."""
    return "/".join(w(name) for name in names)


def value_of(element: etree._Element | None, *names: str) -> str | None:
    """Return the value of an element below this one; None where there is no such element, "" where it has no value."""
    found = element.find(path(*names)) if element is not None else None
    return None if found is None else found.get(w("val"), "")


def number_of(element: etree._Element | None, *names: str) -> int | None:
    """Return the value of an element below this one as a whole number; None where it has none."""
    return whole(value_of(element, *names))


def whole(value: str | None) -> int | None:
    """Return a value as a whole number; None where it is none."""
    return int(value) if value and value.isascii() and value.removeprefix("-").isdigit() else None


def is_on(element: etree._Element | None, *names: str) -> bool | None:
    """Tell whether a property is switched on or off; None where it is not mentioned."""
    value = value_of(element, *names)
    return None if value is None else value not in ("0", "false", "off", "none")
