"""Answers in XML, read without entities and without asking any address."""

from __future__ import annotations

from lxml import etree

from harvest.steps import LOOK, Answer

_PARSER = etree.XMLParser(resolve_entities=False, no_network=True, huge_tree=False, load_dtd=False)


def parse(answer: Answer) -> etree._Element:
    """Return the root of an answer; raise Surprise when it is no XML."""
    try:
        return etree.fromstring(answer.content, _PARSER)
    except (etree.XMLSyntaxError, ValueError) as error:
        raise answer.surprise(f"answers with something else than XML ({error})", LOOK) from None


def text_of(element: etree._Element | None) -> str | None:
    """Return the text within an element, spaces joined; None when there is none."""
    if element is None:
        return None
    return " ".join("".join(str(part) for part in element.itertext()).split()) or None
