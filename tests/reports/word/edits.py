"""What authors do to a document, at random: each edit leaves words that are found again, wherever it is made."""

from __future__ import annotations

import random
from collections.abc import Callable, Iterator
from copy import deepcopy

from reports.word.controls import content_of, part_controls
from reports.word.oxml import Element, field, run, tag, w
from reports.word.package import Package

Edit = Callable[["Author"], None]


class Author:
    """An author at work in a document; `words` are all that they wrote."""

    def __init__(self, package: Package, seed: int) -> None:
        self.package, self.random = package, random.Random(seed)
        self.body = package.body
        self.words: list[str] = []

    def text(self) -> str:
        """A sentence that is nowhere else."""
        number = len(self.words)
        self.words.append(f"auteurswoord{chr(97 + number % 26)}{self.random.randrange(16**8):08x}")
        return f"Eigen tekst {self.words[-1]} blijft."

    def paragraph(self) -> Element:
        return w("p", run(self.text()))

    def block(self) -> Element:
        """A block of the document, but the last."""
        blocks = [item for item in self.body if item.tag != tag("sectPr")]
        return self.random.choice(blocks)

    def control(self) -> Element:
        return self.random.choice(list(part_controls(self.body)))

    def generated(self) -> Element:
        """A paragraph of ours."""
        found = [item for control in part_controls(self.body) for item in content_of(control).iter(tag("p"))]
        return self.random.choice(found)

    def run(self) -> Element:
        """A run of a paragraph of ours; a new one where it has none."""
        holder = self.generated()
        runs = [item for item in holder.iter(tag("r")) if item.find(tag("t")) is not None]
        if not runs:
            holder.append(run(self.text()))
            return holder[-1]
        return self.random.choice(runs)


def edit(package: Package, seed: int, count: int = 3) -> list[str]:
    """Make some edits at random, and return the words that were written."""
    author = Author(package, seed)
    for _ in range(count):
        author.random.choice(EDITS)(author)
    return author.words


def _before(author: Author) -> None:
    author.block().addprevious(author.paragraph())


def _after(author: Author) -> None:
    author.block().addnext(author.paragraph())


def _at_the_end(author: Author) -> None:
    author.body.find(tag("sectPr")).addprevious(author.paragraph())


def _at_the_start(author: Author) -> None:
    author.body.insert(0, author.paragraph())


def _heading(author: Author) -> None:
    about = w("pPr", w("pStyle", val=author.random.choice(["Kop1", "Kop2"])))
    author.block().addprevious(w("p", about, run(author.text())))


def _chapter_title(author: Author) -> None:
    titles = [item for item in author.body.iterchildren(tag("p")) if item.find(tag("bookmarkStart")) is not None]
    if titles:
        author.random.choice(titles).append(run(f" {author.text()}"))


def _room(author: Author) -> None:
    rooms = [item for item in author.body.iterchildren(tag("p")) if item.find(tag("bookmarkStart")) is None]
    if rooms:
        author.random.choice(rooms).append(run(author.text()))


def _table(author: Author) -> None:
    cells = [w("tc", w("tcPr", w("tcW", w="2000", type="dxa")), author.paragraph()) for _ in range(2)]
    author.block().addnext(w("tbl", w("tblPr"), w("tblGrid"), w("tr", *cells)))


def _within(author: Author) -> None:
    """Typed within a sentence of ours."""
    item = author.run()
    item.addnext(run(f" {author.text()} "))


def _at_the_edge_of_a_part(author: Author) -> None:
    content = content_of(author.control())
    content.insert(author.random.choice([0, len(content)]), author.paragraph())


def _in_a_cell(author: Author) -> None:
    cells = [item for control in part_controls(author.body) for item in control.iter(tag("tc"))]
    if cells:
        author.random.choice(cells).append(author.paragraph())


def _tracked_insertion(author: Author) -> None:
    author.run().addnext(w("ins", run(author.text()), id="901", author="A", date="2026-01-01T00:00:00Z"))


def _tracked_deletion(author: Author) -> None:
    item = author.run()
    holder = item.getparent()
    mark = w("del", id="902", author="A", date="2026-01-01T00:00:00Z")
    holder.replace(item, mark)
    mark.append(item)
    for text in item.iter(tag("t")):
        text.tag = tag("delText")


def _comment(author: Author) -> None:
    item = author.run()
    item.addprevious(w("commentRangeStart", id="7"))
    item.addnext(w("commentRangeEnd", id="7"))
    item.getparent().append(w("r", w("commentReference", id="7")))


def _footnote(author: Author) -> None:
    author.run().addnext(w("r", w("footnoteReference", id="3")))


def _bookmark(author: Author) -> None:
    item = author.run()
    item.addprevious(w("bookmarkStart", id="77", name="_Ref12345678"))
    item.addnext(w("bookmarkEnd", id="77"))


def _reference(author: Author) -> None:
    marks = [item.get(tag("name")) for item in author.body.iter(tag("bookmarkStart"))]
    author.block().addprevious(w("p", run(author.text()), *field(f"REF {author.random.choice(marks)} \\h", "zie")))


def _remove_a_part(author: Author) -> None:
    item = author.control()
    if item.getparent() is author.body:
        author.body.remove(item)


def _take_a_part_out_of_its_control(author: Author) -> None:
    item = author.control()
    for child in list(content_of(item)):
        item.addprevious(child)
    item.addprevious(author.paragraph())
    item.getparent().remove(item)


def _move_a_part(author: Author) -> None:
    author.body.insert(author.random.randrange(len(author.body) - 1), author.control())


def _copy_a_part(author: Author) -> None:
    author.block().addprevious(deepcopy(author.control()))


def _control_of_their_own(author: Author) -> None:
    item = author.control()
    mine = w("sdt", w("sdtPr", w("tag", val="eigen")), w("sdtContent"))
    item.getparent().replace(item, mine)
    mine.find(tag("sdtContent")).extend([author.paragraph(), item])


def _split_runs(author: Author) -> None:
    """As Word does when it marks a slip of the pen."""
    item = author.run()
    text = item.find(tag("t"))
    if text.text and len(text.text) > 2:
        other = deepcopy(item)
        other.find(tag("t")).text, text.text = text.text[1:], text.text[:1]
        item.addnext(other)
        item.addnext(w("proofErr", type="spellStart"))


def _page_break(author: Author) -> None:
    author.block().addprevious(w("p", w("r", w("br", type="page")), run(author.text())))


def _section(author: Author) -> None:
    author.block().addprevious(w("p", w("pPr", w("sectPr", w("pgSz", w="16838", h="11906"))), run(author.text())))


def _highlight(author: Author) -> None:
    item = author.run()
    about = item.find(tag("rPr"))
    if about is None:
        item.insert(0, w("rPr"))
    item.find(tag("rPr")).append(w("highlight", val="yellow"))


def _text_box(author: Author) -> None:
    box = w("r", w("pict", w("txbxContent", author.paragraph())))
    author.run().addnext(box)


def _copied_words(author: Author) -> None:
    """Words of ours, values and all, in a paragraph of theirs."""
    theirs = author.paragraph()
    theirs.extend(deepcopy(item) for item in author.generated() if item.tag != tag("pPr"))
    author.block().addnext(theirs)


EDITS: tuple[Edit, ...] = (
    _before, _after, _at_the_end, _at_the_start, _heading, _chapter_title, _room, _table, _within,
    _at_the_edge_of_a_part, _in_a_cell, _tracked_insertion, _tracked_deletion, _comment, _footnote, _bookmark,
    _reference, _remove_a_part, _take_a_part_out_of_its_control, _move_a_part, _copy_a_part, _control_of_their_own,
    _split_runs, _page_break, _section, _highlight, _text_box, _copied_words,
)  # fmt: skip


def words_of(body: Element, words: list[str]) -> Iterator[str]:
    """Yield the words of an author's in the order in which they stand in a document."""
    wanted = set(words)
    for item in body.iter(tag("t"), tag("delText")):
        for word in (item.text or "").split():
            if word in wanted:
                yield word
