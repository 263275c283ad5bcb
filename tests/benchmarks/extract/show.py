"""Shows where a reader goes wrong: what it missed, what it has too much, and where the order breaks."""

from __future__ import annotations

import difflib
from collections import Counter
from collections.abc import Iterator

from tests.benchmarks.extract import scoring
from tests.benchmarks.extract.layouts import Sample
from tests.benchmarks.extract.order import settle, words
from tests.benchmarks.extract.scoring import Found
from tests.benchmarks.extract.truth import normal

_MOST = 12


def _list(title: str, found: list[str], most: int = _MOST) -> Iterator[str]:
    if found:
        yield f"  {title} ({len(found)}):"
        yield from (f"    {each}" for each in found[:most])


def _counted(counter: Counter[str]) -> list[str]:
    return [f"{word} ×{count}" if count > 1 else word for word, count in counter.most_common()]


def differences(sample: Sample, found: Found, raw: str) -> Iterator[str]:
    """Yield lines that tell what is wrong with one document."""
    truth = sample.truth
    missing, extra = scoring.surplus(truth, found.text)
    yield f"{sample.name}: {found.pages} pages"
    if missing:
        yield f"  words missing ({missing.total()}): {', '.join(_counted(missing)[:40])}"
    if extra:
        yield f"  words too many ({extra.total()}): {', '.join(_counted(extra)[:40])}"
    lost = scoring.unrepaired(truth, found.text, raw) if raw else None
    if lost:
        yield f"  broken words not repaired ({lost.total()}): {', '.join(_counted(lost)[:40])}"
    yield from _list("running words in the text", _counted(scoring.leaks(truth, found)))
    yield from _list("order", list(_order(sample, found)))
    yield from _list("paragraphs that are not whole", list(_cut(sample, found)))
    if found.headings is not None:
        yield from _list("headings", list(_headings(sample, found.headings)), 30)
    if found.notes is not None:
        yield from _list("notes", list(_notes(sample, found.notes)))
    if found.tables is not None:
        yield from _list("tables", list(_tables(sample, found.tables)), 40)


def _order(sample: Sample, found: Found) -> Iterator[str]:
    own = words(found.text)
    true = [word for block in settle(sample.truth, own) for word in words(block.text)]
    matcher = difflib.SequenceMatcher(None, true, own, autojunk=False)
    neutral = scoring.neutral_words(sample.truth)
    for tag, first, last, start, end in matcher.get_opcodes():
        may_be = tag == "insert" and not Counter(own[start:end]) - neutral
        if tag != "equal" and max(last - first, end - start) >= 3 and not may_be:
            before = " ".join(true[max(0, first - 4) : first])
            yield f"{tag} after “{before}”: true {_brief(true[first:last])}, found {_brief(own[start:end])}"


def _brief(part: list[str]) -> str:
    return (
        "“" + (" ".join(part) if len(part) < 16 else " ".join([*part[:7], f"… {len(part) - 14} …", *part[-7:]])) + "”"
    )


def _cut(sample: Sample, found: Found) -> Iterator[str]:
    own = [scoring.without_label(normal(part)) for part in found.text.split("\n\n")]
    have = set(own)
    for block in sample.truth.blocks:
        if block.kind == "field":
            continue
        text = scoring.without_label(normal(block.text))
        if text not in have:
            near = difflib.get_close_matches(text[:80], [each[:80] for each in own], 1, 0.5)
            got = next((each for each in own if near and each.startswith(near[0])), "")
            yield f"[{block.kind}] {_difference(text, got)}"


def _difference(true: str, got: str) -> str:
    at = next(
        (at for at, (one, other) in enumerate(zip(true, got, strict=False)) if one != other), min(len(true), len(got))
    )
    around = slice(max(0, at - 20), at + 40)
    return f"{true[:50]!r} … differs at {at}: true {true[around]!r}, found {got[around]!r}"


def _headings(sample: Sample, found: list[tuple[int, str]]) -> Iterator[str]:
    true = [(level, normal(text)) for level, text in sample.truth.headings]
    own = [(level, normal(text)) for level, text in found]
    may = {normal(text) for text in sample.truth.aside_headings}
    levels = {text: level for level, text in own}
    for level, text in true:
        if text not in levels:
            yield f"missing {level} {text!r}"
        elif (level, text) not in own:
            yield f"level {levels[text]} instead of {level}: {text!r}"
    yield from (f"no heading: {level} {text!r}" for level, text in own if text not in may | {each for _, each in true})


def _notes(sample: Sample, found: list[tuple[str, str, str]]) -> Iterator[str]:
    for note in sample.truth.notes:
        match = next((each for each in found if scoring.similar(each[1], note.text) > 0.95), None)
        if match is None:
            near = max(found, key=lambda each: scoring.similar(each[1], note.text), default=None)
            yield f"missing {note.mark} {note.text[:60]!r}, nearest {near[:2] if near else None!r}"
        elif match[0].strip(" .)") != note.mark or scoring.last_words(match[2]) != scoring.last_words(note.before):
            yield f"not tied: {note.mark} after {note.before[-40:]!r}, found {match[0]!r} after {match[2][-40:]!r}"


def _tables(sample: Sample, found: list[list[list[str]]]) -> Iterator[str]:
    own = sum(map(scoring.rows, found), Counter())
    true = sum((scoring.rows(table.rows) for table in sample.truth.tables), Counter())
    for table in sample.truth.tables:
        lost = [row for row in table.rows if tuple(map(normal, row)) not in own]
        if lost:
            yield f"{table.style} {table.caption[:30]!r}: {len(lost)} of {len(table.rows)} rows missing, as {lost[0]!r}"
    yield from (f"no true row: {row!r}" for row in own if row not in true and row not in sample.truth.fields)
