"""The XHTML of an e-book as a tree, and the notes in it (EPUB 3.3 and its Structural Semantics Vocabulary)."""

from __future__ import annotations

import html
import re

from lxml import etree

from extract.linked import Element, kinds_of

_ENTITY = re.compile(r"&(?!(?:amp|lt|gt|quot|apos);)(\w+;)")
_SKIPPED = frozenset({"toc", "cover", "landmarks", "page-list", "doc-toc", "doc-cover", "doc-pagelist", "pagebreak"})
_PREFIX = re.compile(r"^.*[}:]", re.DOTALL)


def parse_page(content: bytes) -> Element | None:
    """Return the body of a page; None where it has none. What is damaged is read as far as it goes."""
    text = _ENTITY.sub(lambda found: html.escape(html.unescape(f"&{found[1]}")), _decoded(content))
    parser = etree.XMLParser(
        resolve_entities=False, no_network=True, load_dtd=False, recover=True, remove_comments=True, remove_pis=True
    )
    root = etree.fromstring(text.encode(), parser)
    if root is None:
        return None
    for element in root.iter(etree.Element):
        name = _PREFIX.sub("", str(element.tag)).lower()
        element.tag = name if name.isalnum() else "span"
    return root.find("body")


def _decoded(content: bytes) -> str:
    """Return a page as text without its declaration, which names the encoding that it had."""
    encoding = "utf-16" if content[:2] in (b"\xff\xfe", b"\xfe\xff") else "utf-8-sig"
    declared = re.match(rb"\s*<\?xml[^>]*encoding\s*=\s*[\"']([\w.-]+)", content)
    try:
        text = content.decode(declared[1].decode("ascii") if declared and encoding != "utf-16" else encoding, "replace")
    except LookupError:
        text = content.decode("utf-8", "replace")
    return re.sub(r"^\ufeff?\s*<\?xml[^>]*\?>", "", text)


def is_skipped(element: Element) -> bool:
    """Tell whether an element is no part of the running text: a cover, a table of contents, a list of pages."""
    return bool(kinds_of(element) & _SKIPPED)
