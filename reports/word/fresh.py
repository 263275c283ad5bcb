"""A new document: cover, table of contents and chapters, on our own styles or on a template."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any

from reports.document.blocks import Chapter
from reports.publication import Publication
from reports.word.composing import COVER, Composer, otherwise
from reports.word.oxml import Element, field, paragraph, run, said_in, tag, w
from reports.word.package import Package, blank, opened
from reports.word.placing import CONTENTS, end_of, finish, marked
from reports.word.state import State

MARKER = "{{kennissynthese}}"
"""Where in a template the kennissynthese comes, in a paragraph of its own; without it, at the end."""


def write(publication: Publication, settings: Any, chapters: Sequence[Chapter], template: Path | None = None) -> bytes:
    """Return the kennissynthese as a .docx, on a template where given; raise Refused where that is none."""
    package = opened(template) if template else blank()
    composer = Composer(package, publication, settings)
    place = _place(package.body)
    made = [] if template and _says_something(package.body) else [composer.cover()]
    elements: list[Element] = [item.control for item in made]
    for chapter in chapters:
        elements.append(composer.chapter(chapter))
        for part in chapter.parts:
            made.append(composer.part(part, chapter.anchor))
            elements += [made[-1].control, composer.room()]
    after_cover = 1 if made and made[0].name == COVER else 0
    elements.insert(after_cover, _contents(composer, _headings(elements, composer.styles)))
    for element in elements:
        place.addprevious(element)
    finish(package, composer, made, otherwise(chapters, made))
    _remove_marker(place)
    state = State("document", chapters=tuple(chapter.anchor for chapter in chapters))
    package.keep(state.with_parts(item.written(package.image) for item in made))
    _say_what(package, publication.title)
    _number_pages(package, composer.styles, publication.title)
    return package.content()


def _place(body: Element) -> Element:
    """Return the element before which the kennissynthese comes."""
    place = marked(body, MARKER)
    return end_of(body) if place is None else place


def _remove_marker(place: Element) -> None:
    """Take out the paragraph that said where to write, but not the break between sections that it may hold."""
    if place.tag == tag("p"):
        if place.find(f"{tag('pPr')}/{tag('sectPr')}") is None:
            place.getparent().remove(place)
        else:
            for child in [child for child in place if child.tag != tag("pPr")]:
                place.remove(child)


def _says_something(body: Element) -> bool:
    """Tell whether a template has a cover or texts of its own."""
    return any(text not in ("", MARKER) for text in (said_in(item).strip() for item in body.iter(tag("p")))) or any(
        True for _ in body.iter(tag("drawing"), tag("pict"))
    )


def _contents(composer: Composer, headings: Sequence[tuple[int, str, str]]) -> Element:
    """Return the table of contents, with the level, title and bookmark of each heading; Word works out the pages."""
    about = w("sdtPr", w("alias", val="Inhoudsopgave"), w("docPartObj", w("docPartGallery", val=CONTENTS),
                                                            w("docPartUnique")))  # fmt: skip
    lines = [
        paragraph(composer.styles[f"toc{level}"], w("hyperlink", *_entry(title, name), anchor=name))
        for level, title, name in headings
    ]
    begin, code, separate, _, end = field('TOC \\o "1-2" \\h \\z \\u', "", is_dirty=True)
    first, last = (lines[0], lines[-1]) if lines else (paragraph(composer.styles["toc1"]),) * 2
    place = first.find(tag("pPr")) if first.find(tag("pPr")) is not None else first
    for item in (separate, code, begin):
        place.addnext(item)
    last.append(end)
    title = paragraph(composer.styles["toc_title"], run("Inhoud"))
    return w("sdt", about, w("sdtContent", title, *(lines or [first])))


def _entry(title: str, name: str) -> list[Element]:
    return [run(title), w("r", w("tab")), *field(f"PAGEREF {name} \\h", "")]


def _headings(elements: Sequence[Element], styles: dict[str, str]) -> list[tuple[int, str, str]]:
    """Return level, title and bookmark of the headings that the table of contents has."""
    levels = {styles["heading1"]: 1, styles["heading2"]: 2}
    found = []
    for item in (item for element in elements for item in element.iter(tag("p"))):
        style, mark = item.find(f"{tag('pPr')}/{tag('pStyle')}"), item.find(tag("bookmarkStart"))
        if style is not None and style.get(tag("val")) in levels and mark is not None:
            found.append((levels[style.get(tag("val"))], said_in(item), mark.get(tag("name"))))
    return found


def _say_what(package: Package, title: str) -> None:
    about = package.document.core_properties
    about.title, about.language = title, "nl-NL"
    about.subject = "Kennissynthese"


def _number_pages(package: Package, styles: dict[str, str], title: str) -> None:
    """Put the title and the number of the page at the foot, where the document has neither head nor foot."""
    section = package.body.find(tag("sectPr"))
    if section.find(tag("headerReference")) is not None or section.find(tag("footerReference")) is not None:
        return
    foot = package.document.sections[-1].footer
    foot.is_linked_to_previous = False
    for child in list(foot._element):
        foot._element.remove(child)
    page = [w("r", w("tab")), *field("PAGE", "1")]
    foot._element.append(paragraph(styles["footer"], run(title), *page))
    package.document.sections[0].different_first_page_header_footer = True
