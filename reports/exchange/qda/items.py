"""Reads the elements that projects and codebooks share."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from corpus.issues import Refused
from reports.exchange.qda.archive import AGAIN
from reports.exchange.qda.model import COLOUR, GUID, Code

Element = Any


class Items:
    """Reads the elements that projects and codebooks share."""

    def __init__(self, root: Element, name: str) -> None:
        """Take the root element and the name of the file, for problems."""
        self.root, self.name = root, name
        self.space = root.tag.partition("}")[0] + "}"

    def all(self, parent: Element, name: str) -> Iterator[Element]:
        """Return the children of an element that have a name."""
        found: Iterator[Element] = parent.iterchildren(self.space + name)
        return found

    def under(self, parent: Element, *names: str) -> Iterator[Element]:
        """Yield the elements along a path of names."""
        found: list[Element] = [parent]
        for name in names:
            found = [each for above in found for each in self.all(above, name)]
        yield from found

    def text(self, parent: Element, name: str) -> str:
        """Return the text of the first child of that name; empty where there is none."""
        return next((each.text or "" for each in self.all(parent, name)), "")

    def guid(self, element: Element, attribute: str = "guid") -> str:
        """Return a GUID in lower case without braces; raise Refused where there is none."""
        said: str = element.get(attribute, "")
        found = said.strip().removeprefix("{").removesuffix("}").casefold()
        if not GUID.fullmatch(found):
            place = f"{self.name}, element {element.tag.partition('}')[2]} on line {element.sourceline}"
            raise Refused(place, f"{attribute} is {said[:60]!r}, which is no GUID", AGAIN)
        return found

    def targets(self, parent: Element, name: str) -> tuple[str, ...]:
        """Return the GUIDs that the children of that name point to."""
        return tuple(self.guid(each, "targetGUID") for each in self.all(parent, name))

    def code(self, element: Element) -> Code:
        """Return a code with all below it."""
        color = element.get("color", "").strip()
        return Code(
            guid=self.guid(element),
            name=element.get("name", ""),
            description=self.text(element, "Description"),
            # The schema asks for it; where a program leaves it out, a code can be given.
            is_codable=element.get("isCodable", "true").strip() not in ("false", "0"),
            color=color if COLOUR.fullmatch(color) else "",
            notes=self.targets(element, "NoteRef"),
            codes=tuple(self.code(each) for each in self.all(element, "Code")),
        )
