"""Compares what a reader found with what is true, as counts that add up over documents.

- words: F1 of the multisets of words. Required are the words of the body (cover, headings, paragraphs, items, boxes,
  captions); contents, notes, cells of tables and labels may be there or not; all else is too much.
- order: the longest common subsequence of the words found and the words true, over the words that both have. What
  stands aside (captions, boxes in a margin) may come between any two blocks.
- paragraphs: the share of true blocks that come out word for word as a paragraph of their own; `verbatim`: anywhere.
- hyphens: of the words that the file breaks at the end of a line, the share that comes out whole.
- leaks: running headers and footers in the text, a page.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field

from tests.benchmarks.extract.order import Tally, order, words
from tests.benchmarks.extract.truth import Truth, normal

PAGE_NUMBER = re.compile(r"(?:(?:Pagina|Blz\.?|[-–|]) ?)?\d{1,3}(?: ?(?:van|/|[-–|]) ?(?:\d{1,3})?)?")
HYPHENATED = re.compile(r"\w+(?:-\w+)*")


@dataclass
class Found:
    """What a reader found; None for what it does not look for."""

    text: str
    headings: list[tuple[int, str]] | None = None
    notes: list[tuple[str, str, str]] | None = None
    """Mark, text, and the text before the mark."""
    tables: list[list[list[str]]] | None = None
    captions: list[str] = field(default_factory=list)
    """Caption of each table, in the same order."""
    pages: int = 0


Score = dict[str, Tally]
"""Tallies by measure."""


def score(truth: Truth, found: Found, raw: str) -> Score:
    """Return every tally of one document; `raw` is its text as pdfium has it, line by line."""
    result = _word_scores(truth, found.text) | {"order": order(truth, found.text)}
    result |= _paragraphs(truth, found.text)
    if raw:
        result["hyphens"] = hyphens(truth, found.text, raw)
    result["leaks"] = Tally(sum(leaks(truth, found).values()), found.pages)
    if found.headings is not None:
        result |= _headings(truth, found.headings)
    if found.notes is not None:
        result |= _notes(truth, found.notes)
    if found.tables is not None:
        result |= _tables(truth, found.tables) | _captions(truth, found)
    return result


def body_words(truth: Truth) -> Counter[str]:
    """Return the words that a reader must find."""
    return Counter(word for block in truth.blocks for word in words(block.text))


def neutral_words(truth: Truth) -> Counter[str]:
    """Return the words that it may find as well."""
    texts = [*truth.neutral, *(f"{note.mark} {note.text}" for note in truth.notes)]
    counted = Counter(word for text in texts for word in words(text))
    if truth.aside_headings and "Inhoudsopgave" in truth.neutral:
        counted.update(str(page) for page in range(1, 60) for _ in range(4))
    return counted


def surplus(truth: Truth, text: str) -> tuple[Counter[str], Counter[str]]:
    """Return the words that are missing from a text and those that it has too many."""
    found, required = Counter(words(text)), body_words(truth)
    return required - found, found - required - neutral_words(truth)


def _word_scores(truth: Truth, text: str) -> Score:
    required = body_words(truth).total()
    missing, extra = surplus(truth, text)
    right = required - missing.total()
    return {"words": Tally(2 * right, required + right + extra.total())}


def _paragraphs(truth: Truth, text: str) -> Score:
    blocks = [normal(block.text) for block in truth.blocks if block.kind != "field"]
    whole = normal(text)
    own = Counter(without_label(normal(part)) for part in re.split(r"\n\s*\n", text))
    kept = (Counter(map(without_label, blocks)) & own).total()
    return {
        "paragraphs": Tally(kept, len(blocks)),
        "verbatim": Tally(sum(block in whole for block in blocks), len(blocks)),
    }


def without_label(text: str) -> str:
    """Return a text without the label of an item of a list."""
    return re.sub(r"^(?:[•–\-▪◦○‣*]|\d{1,2}[.)]|[a-z][.)])\s+", "", text)


def broken_words(truth: Truth, raw: str) -> Counter[str]:
    """Return the words that the file has in two pieces: longer words that are true but not in its raw text.

    Words before the mark of a note are left out, as that mark sticks to them there.
    """
    marked = {HYPHENATED.findall(note.before)[-1] for note in truth.notes if HYPHENATED.findall(note.before)}
    true = Counter(word for block in truth.blocks for word in HYPHENATED.findall(block.text))
    missing = true - Counter(HYPHENATED.findall(raw))
    return Counter(
        {
            word: count
            for word, count in missing.items()
            if len(word) > 4 and word not in marked and word.replace("-", "").isalpha()
        }
    )


def hyphens(truth: Truth, text: str, raw: str) -> Tally:
    """Return how many of the words that are broken at the end of a line come out whole."""
    broken = broken_words(truth, raw)
    lost = unrepaired(truth, text, raw)
    return Tally(broken.total() - lost.total(), broken.total())


def unrepaired(truth: Truth, text: str, raw: str) -> Counter[str]:
    """Return the words that are broken at the end of a line and in the text as well."""
    true = Counter(word for block in truth.blocks for word in HYPHENATED.findall(block.text))
    return broken_words(truth, raw) & (true - Counter(HYPHENATED.findall(text)))


def leaks(truth: Truth, found: Found) -> Counter[str]:
    """Return the running words, and lone page numbers, that a text has more often than it should."""
    rest, lines = normal(found.text), found.text.split("\n")
    may = normal(" \n ".join([*(block.text for block in truth.blocks), *truth.neutral]))
    leaked: Counter[str] = Counter()
    for words_ in truth.running:
        leaked[words_] = max(0, rest.count(words_) - may.count(words_))
        rest, may = rest.replace(words_, ""), may.replace(words_, "")
    numbers = Counter(line.strip() for line in lines if PAGE_NUMBER.fullmatch(line.strip()))
    allowed = Counter(cell for cell in truth.neutral if cell.isdigit())
    leaked["page numbers"] = min(found.pages, (numbers - allowed).total())
    return +leaked


def _headings(truth: Truth, found: list[tuple[int, str]]) -> Score:
    true, own = Counter(normal(text) for _, text in truth.headings), Counter(normal(text) for _, text in found)
    extra = own - true - Counter({normal(text): 99 for text in truth.aside_headings})
    leveled = Counter((level, normal(text)) for level, text in truth.headings)
    right = (true & own).total()
    return {
        "headings": Tally(2 * right, true.total() + right + extra.total()),
        "levels": Tally((leveled & Counter((level, normal(text)) for level, text in found)).total(), right),
    }


def last_words(text: str) -> list[str]:
    """Return the words by which the place of a mark is known."""
    return words(text)[-3:]


def similar(first: str, second: str) -> float:
    """Return the share of words that two texts have in common."""
    one, other = Counter(words(first)), Counter(words(second))
    return 2 * (one & other).total() / max(1, one.total() + other.total())


def _notes(truth: Truth, found: list[tuple[str, str, str]]) -> Score:
    left = list(found)
    known = tied = 0
    for note in truth.notes:
        match = next(
            (each for each in left if each[0].strip(" .)") == note.mark and similar(each[1], note.text) > 0.95), None
        )
        match = match or next((each for each in left if similar(each[1], note.text) > 0.95), None)
        if match:
            left.remove(match)
            known += 1
            is_tied = match[0].strip(" .)") == note.mark and last_words(match[2]) == last_words(note.before)
            tied += is_tied
    count = len(truth.notes)
    return {"notes": Tally(2 * known, count + len(found)), "ties": Tally(tied, count)}


def rows(table: Iterable[Iterable[str | None]]) -> Counter[tuple[str, ...]]:
    """Return the rows of a table as they are compared."""
    return Counter(tuple(normal(cell or "") for cell in row) for row in table)


def _tables(truth: Truth, found: list[list[list[str]]]) -> Score:
    own = sum(map(rows, found), Counter())
    true = {kind: Counter[tuple[str, ...]]() for kind in (True, False)}
    for table in truth.tables:
        true[table.is_bordered] += rows(table.rows)
    every = true[True] + true[False]
    may_be = rows(truth.fields)
    own = Counter({row: count for row, count in own.items() if row not in may_be})
    right = sum(count for row, count in own.items() if row in every)
    return {
        "bordered": Tally((true[True] & own).total(), true[True].total()),
        "borderless": Tally((true[False] & own).total(), true[False].total()),
        "rows precision": Tally(right, own.total()),
    }


def _captions(truth: Truth, found: Found) -> Score:
    true = Counter(normal(table.caption) for table in truth.tables if table.caption)
    return {"captions": Tally((true & Counter(map(normal, found.captions))).total(), true.total())}


def add(scores: Iterable[Score]) -> Score:
    """Return the tallies of several documents together."""
    total: Score = {}
    for each in scores:
        for name, tally in each.items():
            total[name] = total.get(name, Tally()) + tally
    return total
