"""Parts as controls: what is written for a publication into a document, whether it is new or refreshed."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from reports.document.blocks import Chapter, Grid, Heading, Paragraph, Part
from reports.publication import Publication, Value
from reports.word.controls import control
from reports.word.fields import fields_in
from reports.word.grids import text_width
from reports.word.lists import Lists
from reports.word.oxml import Element, bookmark_name, bookmarked, paragraph, run
from reports.word.package import Package
from reports.word.prints import print_of
from reports.word.state import Written
from reports.word.styles import dress
from reports.word.writer import Into, Sources, Writer

COVER = "omslag"


@dataclass(frozen=True)
class Made:
    """A part as it is put in a document: its control, and what it says."""

    control: Element
    chapter: str
    writer: Writer
    source: str
    """A print of its content before fields are settled."""

    @property
    def name(self) -> str:
        """The name of the part."""
        return self.writer.part

    def written(self, image: Callable[[str], bytes]) -> Written:
        """Return what the document is to remember of it; its fields must be settled."""
        said, captions = tuple(self.writer.said), tuple(self.writer.captions)
        shown = tuple(sorted({found.text for found in fields_in(self.control)}))
        found = print_of(self.control, image, shown)
        return Written(self.name, self.chapter, found, self.source, said, captions, shown)


class Composer:
    """Makes controls of parts, in the styles of one document."""

    def __init__(self, package: Package, publication: Publication, settings: Any) -> None:
        """Take the document and what is written of; styles and lists that it lacks are added."""
        self.package, self.publication = package, publication
        self.styles = dress(package.styles)
        self.lists = Lists(package.numbering, package.styles, self.styles)
        self._address = str(getattr(settings, "address", "") or "").rstrip("/")
        self._sources = _sources(publication, getattr(settings, "outline", None))

    def part(self, part: Part, chapter: str) -> Made:
        """Return the control of a part."""
        writer = self._writer(part.name, self.lists.bullet)
        return self._made(f"Gegenereerd: {_alias(part)}", writer.written(part), chapter, writer)

    def _writer(self, name: str, bullet: str | None) -> Writer:
        package = self.package
        into = Into(self.styles, bullet, self.lists.new_list, package.add_picture, self._link, text_width(package.body))
        return Writer(into, self._sources, name)

    def _made(self, alias: str, content: list[Element], chapter: str, writer: Writer) -> Made:
        made = control(writer.part, alias, content)
        return Made(made, chapter, writer, print_of(made, self.package.image))

    def _link(self, url: str) -> str:
        """Return the relation of an address; one on the site is made whole where readers know where that is."""
        is_whole = "://" in url or url.startswith("mailto:") or not self._address
        return self.package.add_link(url if is_whole else f"{self._address}/bestand/{url.lstrip('/')}")

    def chapter(self, chapter: Chapter) -> Element:
        """Return the heading of a chapter; it is the author's, who may give it other words."""
        return paragraph(self.styles["heading1"], *bookmarked(chapter.anchor, run(chapter.title)))

    def room(self) -> Element:
        """Return an empty paragraph for the author."""
        return paragraph(self.styles["own"])

    def cover(self) -> Made:
        """Return the title of the study, what it is and, where that is so, that its gemeenten do not exist."""
        writer = self._writer(COVER, None)
        content = []
        for about, role in (("titel", "title"), ("beschrijving", "subtitle")):
            row = next((row for row in self.publication.rows["studie"] if row["onderdeel"] == about), None)
            if row:
                content += writer.styled(role, (self.publication.value("studie", row, "inhoud"),))
        if self.publication.is_fictional:
            content += writer.block(Paragraph(("De gemeenten in deze kennissynthese bestaan niet.",), "warning"))
        return self._made("Gegenereerd: omslag", content, "", writer)


def otherwise(chapters: Sequence[Chapter], made: Iterable[Made]) -> dict[str, str]:
    """Return the words for each bookmark that references show where the bookmark itself is gone."""
    titles = {bookmark_name(chapter.anchor): chapter.title for chapter in chapters}
    captions = {bookmark_name(found.anchor): found.text for item in made for found in item.writer.captions}
    return {**captions, **titles}


def _alias(part: Part) -> str:
    """Return what readers see of a part when they point at it."""
    for block in part.blocks:
        if isinstance(block, Heading):
            texts = (item.text if isinstance(item, Value) else item for item in block.text)
            return "".join(text for text in texts if isinstance(text, str))
        if isinstance(block, Grid):
            return block.caption
    return part.name.replace("-", " ")


def _sources(publication: Publication, outline: Path | None) -> Sources:
    from reports.figures import drawn, figures
    from reports.references import bibliography

    there = {figure.name for figure in figures()}

    def draw(name: str) -> Any:
        return drawn(publication, name, outline) if name in there else None

    return Sources(publication, bibliography(publication), draw)
