"""The table of contents: which lumps are its entries, and the headings that these name."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from extract.pdf.blocks import Lump
from extract.pdf.lines import Line
from extract.pdf.numbering import key_of, read_number
from extract.pdf.outline import Entry
from extract.pdf.styles import Leaf

_TITLE = re.compile(
    r"^(?:\d+\.? )?(?:inhoud|inhouds?opgave|inhoudsopgaaf|inhoudstafel|in dit (?:rapport|document)"
    r"|(?:table of )?contents)[.:]?$",
    re.IGNORECASE,
)
_DIGITS, _LEADERS = "0123456789", " .·…_"
_MOST_DIGITS, _FEWEST_LEADERS = 3, 3
_LEADING_PAGE = re.compile(r"^\d{1,3} ")
_LONGEST = 22
_FEWEST = 4
_SAME_INDENT_PT = 4.0
_MOST_PAGES = 16
"""A table of contents ends before this page."""
_MOST_LETTERS = 200


@dataclass(frozen=True)
class Contents:
    """The entries of a table of contents, and the pages with its lumps parted by entry."""

    entries: tuple[Entry, ...]
    leaves: tuple[Leaf, ...]
    members: frozenset[int]
    """The `id` of each lump of `leaves` that is an entry."""


@dataclass(frozen=True)
class _Item:
    text: str
    left: float
    has_page: bool


def find_contents(leaves: Sequence[Leaf]) -> Contents:
    """Return the table of contents of a document: what follows its title, or a run of entries with leaders."""
    found = [leaf.lumps for leaf in leaves]
    members: set[int] = set()
    items: list[_Item] = []
    is_open = False
    for index, leaf in enumerate(leaves):
        start = next((at for at, lump in enumerate(leaf.lumps) if is_title(lump)), None)
        if start is None and not is_open and (index > _MOST_PAGES or not _has_leaders(leaf.lumps)):
            continue
        start = 0 if start is None else start + 1
        stop = _stop(leaf.lumps, start)
        if stop - start < (2 if is_open or start else _FEWEST) and not _is_list(leaf.lumps[start:stop]):
            is_open = False
            continue
        parts = [part for lump in leaf.lumps[start:stop] for part in _parts(lump)]
        members.update(id(part) for part in parts)
        items += _items(parts)
        found[index] = [*leaf.lumps[:start], *parts, *leaf.lumps[stop:]]
        is_open = stop == len(leaf.lumps) and index < _MOST_PAGES
    new = tuple(
        leaf if lumps is leaf.lumps else replace(leaf, lumps=lumps) for leaf, lumps in zip(leaves, found, strict=True)
    )
    return Contents(tuple(_entries(items)), new, frozenset(members))


def is_title(lump: Lump) -> bool:
    """Tell whether a lump is the heading of a table of contents."""
    return len(lump.lines) == 1 and lump.lines[0].word_count < 5 and bool(_TITLE.match(lump.text))


def _cut(text: str) -> tuple[str, bool] | None:
    """Return the text of an entry without its page number, and whether leaders stand before that; None for no entry."""
    rest = text.rstrip(_DIGITS)
    if not 0 < len(text) - len(rest) <= _MOST_DIGITS or rest[-1:] not in _LEADERS:
        return None
    title = rest.rstrip(_LEADERS)
    leaders = rest[len(title) :].replace(" ", "")
    has_leaders = len(leaders) >= _FEWEST_LEADERS or "…" in leaders
    return (title, has_leaders) if any(map(str.isalpha, title)) else None


def _has_leaders(lumps: Sequence[Lump]) -> bool:
    found = (_cut(line.text) for lump in lumps for line in lump.lines if line.text[-1:].isdigit())
    return sum(each[1] for each in found if each) >= _FEWEST


def _is_list(lumps: Sequence[Lump]) -> bool:
    return sum(_is_numbered(line) for lump in lumps for line in lump.lines) >= _FEWEST


def _stop(lumps: Sequence[Lump], start: int) -> int:
    """Return where the entries from `start` on end: before running text, or before a heading that they have named."""
    lines = [line for lump in lumps[start:] if not lump.rows for line in lump.lines]
    has_pages = 2 * sum(_is_numbered(line) for line in lines[:12]) >= min(len(lines), 12)
    known: set[str] = set()
    last = start
    for at in range(start, len(lumps)):
        own = lumps[at].lines
        if lumps[at].rows:
            break
        if has_pages:
            if _is_numbered(own[-1]) or sum(map(_is_numbered, own)) > 1:
                last = at + 1
            elif at - last > 1 or len(lumps[at].text.split()) > _LONGEST:
                break
            continue
        key = key_of(_LEADING_PAGE.sub("", lumps[at].text))
        is_long = len(lumps[at].text.split()) > _LONGEST * (1 + len(own) // 3)
        if key in known or is_long or lumps[at].text.endswith("."):
            break
        known.add(key)
        last = at + 1
    return last


def _is_numbered(line: Line) -> bool:
    return _cut(line.text) is not None


def _parts(lump: Lump) -> Iterator[Lump]:
    """Yield a lump for each entry: its lines up to one that ends with a page number."""
    lines: list[Line] = []
    has_pages = any(map(_is_numbered, lump.lines))
    for line in _rows(lump):
        lines.append(line)
        if not has_pages or _is_numbered(line):
            yield Lump(tuple(lines))
            lines = []
    if lines:
        yield Lump(tuple(lines))


def _rows(lump: Lump) -> list[Line]:
    """Return the lines of a lump, those at one height put together again."""
    rows: list[Line] = []
    for line in lump.lines:
        beside = rows and abs(rows[-1].base - line.base) < 0.4 * line.size and line.box[0] >= rows[-1].box[2]
        if beside:
            rows[-1] = Line((*rows[-1].cells, *line.cells))
        else:
            rows.append(line)
    return rows


def _items(parts: Sequence[Lump]) -> Iterator[_Item]:
    before = ""
    have_pages = any(_is_numbered(part.lines[-1]) for part in parts)
    for part in parts:
        text = f"{before} {part.text}".strip()
        found = _cut(text)
        if found:
            yield _Item(found[0], part.lines[0].box[0], True)
            before = ""
        elif have_pages:
            before = text if len(text) < _MOST_LETTERS else ""
        elif len(text) < _MOST_LETTERS:
            yield _Item(_LEADING_PAGE.sub("", text) if not read_number(text) else text, part.lines[0].box[0], False)


def _entries(items: Sequence[_Item]) -> Iterator[Entry]:
    """Yield entries with the level of their number, else of their indent; 0 where nothing tells it."""
    indents: list[float] = []
    for item in sorted(items, key=lambda each: each.left):
        if not indents or item.left - indents[-1] > _SAME_INDENT_PT:
            indents.append(item.left)
    is_flat = len(indents) < 2
    for item in items:
        number = read_number(item.text)
        level = 1 + sum(item.left > indent + _SAME_INDENT_PT for indent in indents)
        if number and not number.is_worded and number.depth > 1:
            level = number.depth
        elif is_flat:
            level = 1 if number else 0
        yield Entry(item.text, level, 0)
