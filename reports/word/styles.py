"""The styles of a document by what they are for: found by their built-in or Dutch names, and added where missing."""

from __future__ import annotations

from collections.abc import Iterable
from copy import deepcopy
from functools import cache
from pathlib import Path

from lxml import etree

from reports.word.oxml import Element, tag, w

_OURS = Path(__file__).parent / "stijlen.xml"
ROLES = {
    "body": ("Normal", "Standaard"),
    "heading1": ("heading 1", "Kop 1"),
    "heading2": ("heading 2", "Kop 2"),
    "heading3": ("heading 3", "Kop 3"),
    "heading4": ("heading 4", "Kop 4"),
    "title": ("Title", "Titel"),
    "subtitle": ("Subtitle", "Ondertitel"),
    "toc_title": ("TOC Heading", "Kop van inhoudsopgave"),
    "toc1": ("toc 1", "Inhopg 1"),
    "toc2": ("toc 2", "Inhopg 2"),
    "toc3": ("toc 3", "Inhopg 3"),
    "caption": ("caption", "Bijschrift"),
    "quote": ("Quote", "Citaat"),
    "bullet": ("List Bullet", "Lijst opsom.teken"),
    "ordered": ("List Number", "Lijstnummering"),
    "references": ("Bibliography", "Bibliografie"),
    "header": ("header", "Koptekst"),
    "footer": ("footer", "Voettekst"),
    "strong": ("Strong", "Zwaar"),
    "link": ("Hyperlink",),
    "lead": ("Inleiding bij hoofdstuk",),
    "note": ("Toelichting",),
    "warning": ("Let op",),
    "verdict": ("Conclusie",),
    "cell": ("Tabeltekst",),
    "small_cell": ("Tabeltekst klein",),
    "source": ("Bron",),
    "own": ("Eigen tekst",),
    "figure": ("Figuur",),
    "table": ("Kennissynthese tabel",),
}
"""Role → the names that its style may have: Word translates the first of them on the screen."""
HEADINGS = ("title", "heading1", "heading2", "heading3", "heading4")
CONTENTS = ("toc_title", "toc1", "toc2", "toc3")
_AFTER_NAME = ("basedOn", "next", "link")


@cache
def _ours() -> Element:
    return etree.parse(str(_OURS)).getroot()


def our_styles() -> Element:
    """Return the styles of a document that is made without a template."""
    return deepcopy(_ours())


def dress(styles: Element) -> dict[str, str]:
    """Return the style id of each role in a document's styles; those that it lacks are added."""
    there = _by_name(styles)
    ids = {style.get(tag("styleId")) for style in styles.iterchildren(tag("style"))}
    found = {}
    for role, names in ROLES.items():
        style_id = next((there[name.casefold()] for name in names if name.casefold() in there), None)
        found[role] = style_id or _add(styles, names[0], there, ids)
    _say_language(styles)
    return found


def styles_of(styles: Element, roles: Iterable[str]) -> set[str]:
    """Return the ids of the styles that have some roles."""
    there = _by_name(styles)
    names = [name.casefold() for role in roles for name in ROLES[role]]
    return {there[name] for name in names if name in there}


def _by_name(styles: Element) -> dict[str, str]:
    found: dict[str, str] = {}
    for style in styles.iterchildren(tag("style")):
        name, style_id = style.find(tag("name")), style.get(tag("styleId"))
        if name is not None and style_id:
            found.setdefault((name.get(tag("val")) or "").casefold(), style_id)
    return found


def _add(styles: Element, name: str, there: dict[str, str], ids: set[str | None]) -> str:
    """Add our style of that name under an id that is free, on top of the document's own styles."""
    style = deepcopy(next(item for item in _ours().iterchildren(tag("style")) if _name(item) == name))
    wanted = style.get(tag("styleId"))
    style_id = wanted if wanted not in ids else f"KS{wanted}"
    style.set(tag("styleId"), style_id)
    for part in _AFTER_NAME:
        if (reference := style.find(tag(part))) is not None:
            _point(reference, there)
    ids.add(style_id)
    there[name.casefold()] = style_id
    styles.append(style)
    return str(style_id)


def _point(reference: Element, there: dict[str, str]) -> None:
    """Let a reference to one of our styles lead to the document's style of that name; without one it goes."""
    ours = {item.get(tag("styleId")): _name(item) for item in _ours().iterchildren(tag("style"))}
    target = there.get(ours[reference.get(tag("val"))].casefold())
    if target:
        reference.set(tag("val"), target)
    else:
        reference.getparent().remove(reference)


def _name(style: Element) -> str:
    return str(style.find(tag("name")).get(tag("val")))


def _say_language(styles: Element) -> None:
    """Say that texts are Dutch where a template says nothing."""
    defaults = styles.find(tag("docDefaults"))
    if defaults is None:
        defaults = w("docDefaults")
        styles.insert(0, defaults)
    looks = defaults
    for name in ("rPrDefault", "rPr"):
        if looks.find(tag(name)) is None:
            looks.insert(0, w(name))
        looks = looks.find(tag(name))
    if looks.find(tag("lang")) is None:
        looks.append(w("lang", val="nl-NL"))
