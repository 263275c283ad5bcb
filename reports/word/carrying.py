"""Bookmarks that others put in a generated part, carried over to what comes in its place, so that references hold."""

from __future__ import annotations

from reports.word.fields import text_at
from reports.word.oxml import Element, said_in, tag, w

_OURS = "KS_"


def carry(old: Element, new: Element) -> None:
    """Put the bookmarks of others in a control around the same headings, captions and texts in another one."""
    ours = {mark.get(tag("name")): mark for mark in new.iter(tag("bookmarkStart"))}
    ends = {mark.get(tag("id")): mark for mark in old.iter(tag("bookmarkEnd"))}
    for start in list(old.iter(tag("bookmarkStart"))):
        if (start.get(tag("name")) or "").startswith(_OURS):
            ends.pop(start.get(tag("id")), None)
            continue
        end = ends.pop(start.get(tag("id")), None)
        if (mark := _same_range(start, ours)) is not None:
            _around(mark, start)
            continue
        target = _same_place(start, new, ours)
        if end is None:
            _begin(target if target is not None else _paragraphs(new)[0], start)
        elif target is not None:
            _begin(target, start)
            target.append(w("bookmarkEnd", id=start.get(tag("id"))))
    for end in ends.values():  # They began before the control.
        _paragraphs(new)[-1].append(w("bookmarkEnd", id=end.get(tag("id"))))


def _same_range(start: Element, ours: dict[str, Element]) -> Element | None:
    """Return the bookmark of the new control that stands for the very words of one in the old: a label and number."""
    text = text_at(start)
    for mark in start.getparent().iterchildren(tag("bookmarkStart")):
        name = mark.get(tag("name")) or ""
        if name.startswith(_OURS) and text_at(mark) == text:
            return ours.get(name)
    return None


def _around(mark: Element, start: Element) -> None:
    end = next(item for item in mark.itersiblings(tag("bookmarkEnd")) if item.get(tag("id")) == mark.get(tag("id")))
    mark.addprevious(w("bookmarkStart", id=start.get(tag("id")), name=start.get(tag("name"))))
    end.addnext(w("bookmarkEnd", id=start.get(tag("id"))))


def _begin(target: Element, start: Element) -> None:
    about = target.find(tag("pPr"))
    mark = w("bookmarkStart", id=start.get(tag("id")), name=start.get(tag("name")))
    target.insert(0 if about is None else target.index(about) + 1, mark)


def _same_place(start: Element, new: Element, ours: dict[str, Element]) -> Element | None:
    """Return the paragraph of the new control with the anchor, or else the words, of the one that a bookmark is in."""
    holder = next(start.iterancestors(tag("p")), None)
    if holder is None:
        return None
    for mark in holder.iter(tag("bookmarkStart")):
        if (found := ours.get(mark.get(tag("name")))) is not None:
            return next(found.iterancestors(tag("p")), None)
    words = said_in(holder)
    return next((item for item in _paragraphs(new) if said_in(item) == words), None)


def _paragraphs(control: Element) -> list[Element]:
    return list(control.iter(tag("p")))


def without_bookmarks(control: Element) -> Element:
    """Return a copy of a control that stands in the document more than once: names and numbers are for the first."""
    for mark in list(control.iter(tag("bookmarkStart"), tag("bookmarkEnd"))):
        mark.getparent().remove(mark)
    for number in list(control.iter(tag("id"))):
        if number.getparent().tag == tag("sdtPr"):
            number.getparent().remove(number)
    return control
