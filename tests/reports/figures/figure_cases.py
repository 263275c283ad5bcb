"""What tests of figures share: a publication with rows added, and reading SVG back."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from typing import Any
from urllib.parse import unquote

from lxml import etree

from reports.figures.words import width_of
from reports.publication import Origin, Publication

SVG = "{http://www.w3.org/2000/svg}"
REAL = (
    ("GM0363", "Amsterdam", "Noord-Holland", 9), ("GM0014", "Groningen", "Groningen", 4),
    ("GM1979", "Eemsdelta", "Groningen", 2), ("GM0935", "Maastricht", "Limburg", 1),
)  # fmt: skip


def added(publication: Publication, **tables: list[dict[str, Any]]) -> Publication:
    """Return a publication with other rows in some tables; columns that are not given are None."""
    rows = {
        name: [dict.fromkeys(publication.tables[name].columns) | row for row in found] for name, found in tables.items()
    }
    return replace(publication, rows={**publication.rows, **rows}, digest=repr(rows))


def with_real_gemeenten(publication: Publication) -> Publication:
    return added(
        publication,
        gemeenten=[
            {"gemeente_code": code, "gemeente": name, "provincie": province, "documenten": count}
            for code, name, province, count in REAL
        ],
        provincies=[{"provincie": "Groningen", "gemeenten": 2, "documenten": 6}],
    )


def parsed(svg: bytes) -> etree._Element:
    return etree.fromstring(svg)


def marks(root: etree._Element, kind: str) -> list[etree._Element]:
    return [node for node in root.iter() if node.get("data-teken") == kind]


def texts(root: etree._Element) -> Iterator[tuple[str, etree._Element]]:
    for node in root.iter(f"{SVG}text", f"{SVG}desc", f"{SVG}title"):
        yield "".join(map(str, node.itertext())), node


def numbers(text: str) -> list[str]:
    return re.findall(r"\d[\d.,]*\d|\d", text)


def is_told(publication: Publication, token: str, origins: list[Origin]) -> bool:
    """Tell whether a number stands in one of the rows that it is said to come from."""
    rows = [publication.row_at(origin) for origin in origins]
    values = [row[origin.column] for row, origin in zip(rows, origins, strict=True) if row is not None]
    told = {_bare(number) for value in values if value is not None for number in numbers(str(value))}
    return _bare(token) in told


def _bare(token: str) -> str:
    return token.replace(".", "")


def origins_of(node: etree._Element) -> list[Origin]:
    found = (node.get("data-herkomst") or "").split()
    return [Origin(*(unquote(part) for part in address.split("/"))) for address in found]


def boxes(root: etree._Element) -> Iterator[tuple[str, tuple[float, float, float, float]]]:
    """Yield every text that is not turned, and the box that it takes: left, top, right and bottom."""
    for node in root.iter(f"{SVG}text"):
        if node.get("transform"):
            continue
        text, size = "".join(map(str, node.itertext())), float((node.get("font-size") or "8").removesuffix("px"))
        width = width_of(text, size, node.get("font-weight") == "700")
        x, y = float(node.get("x") or 0), float(node.get("y") or 0)
        left = x - width * {"middle": 0.5, "end": 1.0}.get(node.get("text-anchor") or "", 0.0)
        yield text, (left, y - size * 0.75, left + width, y + size * 0.05)


def said(root: etree._Element) -> list[str]:
    """Return the texts that a figure shows, in the order of drawing."""
    return ["".join(map(str, node.itertext())) for node in root.iter(f"{SVG}text")]


def corners(node: etree._Element) -> tuple[float, float, float, float]:
    """Return left, top, right and bottom of a mark with straight sides."""
    pairs = re.findall(r"(-?[\d.]+) (-?[\d.]+)", node.get("d") or "")
    xs, ys = [float(x) for x, _ in pairs], [float(y) for _, y in pairs]
    return min(xs), min(ys), max(xs), max(ys)


def circle(node: etree._Element) -> tuple[float, float, float]:
    """Return the middle and radius of a circle."""
    x, y, radius = (float(node.get(key) or 0) for key in ("cx", "cy", "r"))
    return x, y, radius


def element(code: str, venster: str = "Inwoner", **more: Any) -> dict[str, Any]:
    """Return a row of `elementen`."""
    return {"element_code": code, "element": code.capitalize(), "venster": venster, "herkomst": "Codeboek"} | more


def balance(code: str, voor: int = 0, tegen: int = 0, beide: int = 0, nodig: int = 0) -> dict[str, Any]:
    """Return a row of `balans` over all evaluations."""
    counts = {"voor": voor, "tegen": tegen, "beide": beide, "nodig": nodig, "evaluaties": voor + tegen + beide}
    return {"element_code": code, "element": code.capitalize(), "uitsplitsing": "Alles", "waarde": ""} | counts
