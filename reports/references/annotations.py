"""The quotes as web annotations: each points at the words in the document where they are.

Form: Web Annotation Data Model (W3C, 2017) in JSON-LD. Programs know the context by its name and need not fetch it.
"""

from __future__ import annotations

import base64
import json
import uuid
from collections.abc import Iterator, Mapping
from typing import Any
from urllib.parse import quote, urlsplit

from reports.publication import Publication

CONTEXT = "http://www.w3.org/ns/anno.jsonld"
_PDF_FRAGMENT = "http://tools.ietf.org/rfc/rfc3778"
"""The standard by which a page of a PDF is named."""
MOST = 10_000
"""The quotes of a page of the collection; there are more pages where there are more quotes."""
_NAMESPACE = uuid.UUID("4a4f9e1c-0c1f-5b6e-9a53-0f6f0f4b2d5e")
_TAGS = ("soorten", "elementen", "vensters", "aspecten", "richting")


def as_annotations(publication: Publication, address: str, most: int = MOST) -> Iterator[tuple[str, bytes]]:
    """Yield name and content of the files with all quotes: the collection with its first page, and the other pages.

    `address` is where the public site is, or empty; a page holds `most` quotes.
    """
    rows = publication.rows["citaten"]
    sources = {row["document_id"]: row["bron_url"] for row in publication.rows["documenten"]}
    collection = _id(address, f"bestand/uitwisseling/{_name(1)}", publication.title)
    for number, start in enumerate(range(0, max(len(rows), 1), most), 1):
        items = [_annotation(row, sources.get(row["document_id"]), address) for row in rows[start : start + most]]
        page = {"type": "AnnotationPage", "startIndex": start, "items": items}
        if start + most < len(rows):
            page["next"] = _place(address, number + 1)
        if number == 1:
            found = {
                "@context": CONTEXT,
                "id": collection,
                "type": "AnnotationCollection",
                "label": f"Citaten: {publication.title}",
                "total": len(rows),
                "first": page,
            }
        else:
            found = {"@context": CONTEXT, "id": _place(address, number), "partOf": collection, **page}
        yield _name(number), (json.dumps(found, ensure_ascii=False, indent=1) + "\n").encode()


def _name(number: int) -> str:
    return "citaten.jsonld" if number == 1 else f"citaten-{number}.jsonld"


def _place(address: str, number: int) -> str:
    """Return where a page is: on the site, or without a site beside the first one."""
    return f"{address.rstrip('/')}/bestand/uitwisseling/{_name(number)}" if address else _name(number)


def _id(address: str, path: str, name: str) -> str:
    """Return an address on the site, or without a site a name that is the same each time."""
    return f"{address.rstrip('/')}/{path}" if address else f"urn:uuid:{uuid.uuid5(_NAMESPACE, name)}"


def _annotation(row: Mapping[str, Any], url: str | None, address: str) -> dict[str, Any]:
    tags = [tag for name in _TAGS for tag in (row[name] or "").split("; ") if tag]
    bodies = [{"type": "TextualBody", "purpose": "tagging", "language": "nl", "value": tag} for tag in tags]
    found: dict[str, Any] = {
        "id": _id(address, f"citaat/{quote(row['citaat_id'], safe='')}", row["citaat_id"]),
        "type": "Annotation",
        "motivation": "classifying" if bodies else "highlighting",
        "target": {
            "source": url or _by_content(row["document_id"]),
            "selector": [{"type": "TextQuoteSelector", "exact": row["citaat"]}, _position(row, url)],
        },
    }
    return {**found, "body": bodies} if bodies else found


def _by_content(document_id: str) -> str:
    """Return the name of a document by its SHA-256 (RFC 6920), for one that is nowhere on the web."""
    digest = base64.urlsafe_b64encode(bytes.fromhex(document_id)).decode().rstrip("=")
    return f"ni:///sha-256;{digest}"


def _position(row: Mapping[str, Any], url: str | None) -> dict[str, Any]:
    """Return where the quote is in the text of its page, counted in Unicode code points; of a PDF with that page."""
    place = {"type": "TextPositionSelector", "start": row["begin"], "end": row["einde"]}
    if not urlsplit(url or "").path.lower().endswith(".pdf"):
        return place
    return {
        "type": "FragmentSelector",
        "conformsTo": _PDF_FRAGMENT,
        "value": f"page={row['bladzijde']}",
        "refinedBy": place,
    }
