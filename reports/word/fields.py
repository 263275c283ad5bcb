"""Numbers of captions and what cross references show, worked out so that they are right before Word does so itself."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from reports.word.oxml import Element, said_in, tag


@dataclass
class Field:
    """A field in the body: what it asks, its runs from begin to end, and the texts that it shows."""

    instruction: str = ""
    runs: list[Element] = field(default_factory=list)
    shown: list[Element] = field(default_factory=list)
    is_past_code: bool = False

    @property
    def words(self) -> list[str]:
        """What it asks, in words: `SEQ Tabel` …."""
        return self.instruction.split()

    @property
    def text(self) -> str:
        """What it shows."""
        return "".join(item.text or "" for item in self.shown)

    def show(self, text: str) -> None:
        """Let it show a text."""
        for item in self.shown[1:]:
            item.text = ""
        if self.shown:
            self.shown[0].text = text

    def dissolve(self) -> None:
        """Leave only what it shows."""
        for item in self.runs:
            if item.getparent() is not None and item.find(tag("t")) is None:
                item.getparent().remove(item)


def fields_in(root: Element) -> Iterator[Field]:
    """Yield the fields of runs in the order in which they begin; those within others too."""
    made, open_ones = [], []
    for item in root.iter(tag("fldChar"), tag("instrText"), tag("t")):
        kind = item.get(tag("fldCharType"))
        if kind == "begin":
            open_ones.append(Field())
            made.append(open_ones[-1])
        for found in open_ones[-1:]:
            _take(found, item, kind)
        if kind == "end" and open_ones:
            open_ones.pop()
    yield from made


def _take(found: Field, item: Element, kind: str | None) -> None:
    found.runs.append(item.getparent())
    if kind == "separate":
        found.is_past_code = True
    elif item.tag == tag("instrText"):
        found.instruction += item.text or ""
    elif item.tag == tag("t") and found.is_past_code:
        found.shown.append(item)


def settle(body: Element, ours: Iterable[Element], otherwise: dict[str, str]) -> None:
    """Number captions and fill in references, in our own controls only, as Word will do when it works out fields.

    A reference to a bookmark that is not there becomes the words that `otherwise` has for it.
    """
    mine = set(ours)
    every = list(fields_in(body))
    _number(every, mine)
    texts = _bookmarked(body)
    for found in every:
        if found.words[:1] == ["REF"] and len(found.words) > 1 and _is_in(found, mine):
            name = found.words[1]
            found.show(texts.get(name) or otherwise.get(name, "elders in dit document"))
            if name not in texts:
                found.dissolve()


def _number(every: Iterable[Field], mine: set[Element]) -> None:
    counts: dict[str, int] = {}
    for found in every:
        if found.words[:1] == ["SEQ"] and len(found.words) > 1:
            kind = found.words[1]
            counts[kind] = counts.get(kind, 0) + 1
            if _is_in(found, mine):
                found.show(str(counts[kind]))


def _is_in(found: Field, mine: set[Element]) -> bool:
    return any(holder in mine for holder in found.runs[0].iterancestors(tag("sdt")))


def _bookmarked(body: Element) -> dict[str, str]:
    """Return the text of each bookmark that begins and ends in one paragraph."""
    found = ((start.get(tag("name")), text_at(start)) for start in body.iter(tag("bookmarkStart")))
    return {name: text for name, text in found if text is not None}


def text_at(start: Element) -> str | None:
    """Return the text of a bookmark from its start; None where it does not end in the same paragraph."""
    number = start.get(tag("id"))
    texts: list[str] = []
    for item in start.itersiblings():
        if item.tag == tag("bookmarkEnd") and item.get(tag("id")) == number:
            return "".join(texts)
        texts.append(said_in(item, with_fields=True))
    return None
