"""What a file holds about itself: a PDF's information dictionary, a web page's tags, an office file's properties."""

from __future__ import annotations

import io
import json
import re
import zipfile
from collections.abc import Iterator
from typing import Any

import lxml.etree
import lxml.html
import pypdfium2 as pdfium

from extract.metadata.reading import Embedded, Tag
from extract.metadata.typelines import read_lines

_PROPERTIES = {"docProps/core.xml": "core", "meta.xml": "meta"}
_META_NAMES = {
    "og:title": "title",
    "twitter:title": "title",
    "dcterms.title": "title",
    "dc.title": "title",
    "og:site_name": "site",
    "dcterms.creator": "publisher",
    "dc.creator": "publisher",
    "dcterms.publisher": "publisher",
    "overheid.authority": "publisher",
    "author": "author",
    "article:published_time": "published",
    "dcterms.issued": "published",
    "dcterms.available": "published",
    "dcterms.date": "published",
    "dc.date": "published",
    "date": "published",
    "article:modified_time": "modified",
    "dcterms.modified": "modified",
}
_JSON_NAMES = {"headline": "title", "datePublished": "published", "dateModified": "modified", "publisher": "publisher"}
_MEMBER_BYTES = 1_000_000


def read_embedded(content: bytes, media_type: str) -> Embedded:
    """Return what a file holds about itself; nothing where it cannot be read as its media type."""
    if "pdf" in media_type:
        return _of_pdf(content)
    if "html" in media_type:
        return Embedded(tuple(_of_html(content)))
    if zipfile.is_zipfile(io.BytesIO(content)):
        return Embedded(tuple(_of_office(content)))
    return Embedded()


def _of_pdf(content: bytes) -> Embedded:
    try:
        pdf = pdfium.PdfDocument(content)
    except pdfium.PdfiumError:
        return Embedded()
    with pdf:
        info = pdf.get_metadata_dict(skip_empty=True)
        lines, body_size = read_lines(pdf)
    tags = [Tag(name, " ".join(info[key].split()), f"{key}: {info[key]}") for key, name in _INFO.items() if key in info]
    return Embedded(tuple(tag for tag in tags if tag.value), lines, body_size)


_INFO = {"Title": "title", "Author": "author", "CreationDate": "created"}


def _of_html(content: bytes) -> Iterator[Tag]:
    try:
        tree: Any = lxml.html.document_fromstring(content, parser=lxml.html.HTMLParser(encoding=_encoding(content)))
    except (lxml.etree.ParserError, ValueError):
        return
    for element in tree.iter("meta"):
        key = element.get("property") or element.get("name") or element.get("itemprop") or ""
        value = " ".join((element.get("content") or "").split())
        if value and (name := _META_NAMES.get(key.lower())):
            yield Tag(name, value, f"{key}: {value}")
    yield from _of_json(tree)
    for path, name in ((".//title", "window"), (".//h1", "h1")):
        for element in tree.iterfind(path):
            value = " ".join(str(element.text_content()).split())
            if value:
                yield Tag(name, value, value)
    for element in tree.iter("time"):
        if moment := element.get("datetime"):
            yield Tag("time", moment, " ".join(str(element.text_content()).split()) or moment)


def _encoding(content: bytes) -> str | None:
    """Return utf-8 where the bytes are that, whatever they say; None leaves it to what they say."""
    try:
        content.decode("utf-8")
    except UnicodeDecodeError:
        return None
    return "utf-8"


def _of_json(tree: Any) -> Iterator[Tag]:
    """Yield what the JSON-LD of a web page says; see https://json-ld.org and https://schema.org/Article."""
    for element in tree.iterfind(".//script[@type='application/ld+json']"):
        try:
            values = json.loads(element.text or "")
        except json.JSONDecodeError:
            continue
        for item in _objects(values):
            for key, name in _JSON_NAMES.items():
                value = item.get(key)
                value = value.get("name") if isinstance(value, dict) else value
                if isinstance(value, str) and value.strip():
                    yield Tag(name, " ".join(value.split()), f"{key}: {value}")


def _objects(values: Any) -> Iterator[dict[str, Any]]:
    items = values if isinstance(values, list) else [values]
    for item in items:
        if isinstance(item, dict):
            yield item
            yield from _objects(item.get("@graph", []))


def _of_office(content: bytes) -> Iterator[Tag]:
    """Yield the title, author and dates of a DOCX (docProps/core.xml) or an ODT (meta.xml)."""
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            members = [name for name in sorted(_PROPERTIES) if name in archive.namelist()]
            texts = [archive.open(name).read(_MEMBER_BYTES) for name in members]
        roots = [lxml.etree.fromstring(text, lxml.etree.XMLParser(resolve_entities=False)) for text in texts]
    except (zipfile.BadZipFile, lxml.etree.XMLSyntaxError, RuntimeError):
        return
    names = {"title": "title", "creator": "author", "initial-creator": "author", "created": "created"}
    for root in roots:
        for element in root.iter("{*}*"):
            tag = re.sub(r"\{.*\}", "", str(element.tag))
            name = {**names, "creation-date": "created"}.get(tag)
            value = " ".join((element.text or "").split())
            if name and value:
                yield Tag(name, value, f"{tag}: {value}")
