"""Decisions by hand on elements: what is one, what is not, and what it is called.

They come from a CSV beside the study and from what researchers entered in `review.db`, which is the later word.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import NamedTuple

from corpus.decisions import Row, read_beside, warning, without_effect
from corpus.issues import Refused
from corpus.records import Coding, Issue
from corpus.review.entries import Merge
from corpus.review.judged import book_of
from corpus.review.ledger import Entry
from corpus.study import Study

COLUMNS = ("element", "besluit", "met", "reden")
MERGE, APART, RENAME = DECISIONS = ("samenvoegen", "apart", "hernoemen")
"""What can be decided: it goes up in the element in `met`; it is another than that one; it is called `met`."""
REVIEW = "review.db"


class Decision(NamedTuple):
    """One line: an element by its code or its name, and what is decided on it.

    The line of an entry in `review.db` is below zero: minus its place in the chain.
    """

    line: int
    element: str
    decision: str
    other: str
    reason: str


@dataclass
class Draft:
    """An element in the making: what it is, the codings that are its evidence, and what people decided on it."""

    code: str
    label: str
    definition: str
    venster: str | None
    origin: str
    topic_id: str | None = None
    codings: list[Coding] = field(default_factory=list)
    decided: list[str] = field(default_factory=list)

    def take(self, other: Draft, reason: str) -> None:
        """Take over the evidence of another, but of passages that are published as evidence here already."""
        held = {coding.passage_id for coding in self.codings if coding.is_published}
        self.codings += [coding for coding in other.codings if coding.passage_id not in held]
        kind = "thema" if other.origin == "topic" else "element"
        self.decided.append(_told(f"samengevoegd met {kind} ‘{other.label}’ ({other.code})", reason))
        self.decided += other.decided


def read_decisions(study: Study) -> tuple[str, tuple[Decision, ...]]:
    """Return the name of a study's file of decisions and what it says; raise Refused where it is wrong."""
    name = study.synthesis.merges
    rows = read_beside(study, name, ("synthesis", "merges"), COLUMNS)
    return Path(name).name if name else "", tuple(_checked(row) for row in rows)


def entered_decisions(merges: Sequence[tuple[Entry, Merge]], book: str) -> tuple[Decision, ...]:
    """Return the mergers of elements of a codebook that researchers entered, the latest of each element.

    One into itself says that it stays, whatever was said before.
    """
    last = {
        said.code: Decision(-entry.seq, said.code, MERGE, said.into, "")
        for entry, said in merges
        if said.dimension == "element" and book_of(said.codebook) == book
    }
    return tuple(sorted(last.values()))


def outranked(entered: Sequence[Decision], written: Sequence[Decision]) -> tuple[Decision, ...]:
    """Return decisions that were entered, and those of the file that they do not take the place of."""
    said = {decision.element for decision in entered}
    pairs = {frozenset((decision.element, decision.other)) for decision in entered}
    left = [
        decision
        for decision in written
        if not (decision.decision == MERGE and decision.element in said)
        and frozenset((decision.element, decision.other)) not in pairs
    ]
    return (*(decision for decision in entered if decision.element != decision.other), *left)


def _warning(file: str, decision: Decision, problem: str, remedy: str) -> Issue:
    if decision.line >= 0:
        return warning(file, decision.line, problem, remedy)
    return Issue(severity="warning", subject=f"{REVIEW}, entry {-decision.line}", problem=problem, remedy=remedy)


def _without_effect(file: str, decision: Decision, problem: str) -> Issue:
    if decision.line >= 0:
        return without_effect(file, decision.line, problem)
    return _warning(file, decision, problem, "Enter another decision; until then it has no effect")


def _named(decision: Decision) -> str:
    return f"line {decision.line}" if decision.line >= 0 else f"entry {-decision.line} of {REVIEW}"


def _checked(row: Row) -> Decision:
    element, decision, other, reason = (row.cells[name] for name in COLUMNS)
    if decision not in DECISIONS:
        raise Refused(row.place, f"wrong value {decision!r} in column 'besluit'", f"Choose {', '.join(DECISIONS)}")
    if not element:
        raise Refused(row.place, "column 'element' is empty", "Give the code or the name of an element")
    if not other and decision != APART:
        wanted = "the element it goes up in" if decision == MERGE else "its new name"
        raise Refused(row.place, f"column 'met' is empty beside {decision!r}", f"Give there {wanted}")
    return Decision(row.line, element, decision, other, reason)


class Applied(NamedTuple):
    """What decisions come to: the elements that are left by code, decisions on pairs of codes, and warnings."""

    drafts: dict[str, Draft]
    pairs: dict[frozenset[str], Decision]
    issues: list[Issue]


def apply_decisions(
    decisions: Iterable[Decision], file: str, drafts: Sequence[Draft], empty: Mapping[str, Draft]
) -> Applied:
    """Return the drafts after the decisions; `empty` are elements of the codebook that have no evidence so far.

    Of two decisions on the same, the first counts. What a decision names that is not there, becomes a warning.
    """
    names = _Names([*drafts, *empty.values()])
    applied = Applied({draft.code: draft for draft in drafts}, {}, [])
    into: dict[str, Decision] = {}
    for decision in decisions:
        codes = [names.code_of(decision.element)]
        if decision.other and decision.decision != RENAME:
            codes.append(names.code_of(decision.other))
        if fault := names.fault(decision) or _fault(decision, codes, applied.pairs, into):
            applied.issues.append(_without_effect(file, decision, fault))
        elif decision.decision == RENAME:
            _rename(names.drafts[codes[0]], decision)
        else:
            applied.pairs[frozenset(codes)] = decision
            if decision.decision == MERGE:
                into[codes[0]] = decision._replace(other=codes[1])
    _merge(into, file, names.drafts, applied)
    return applied


class _Names:
    """The elements by the names that decisions may give them: code, or label where only one has it."""

    def __init__(self, drafts: Sequence[Draft]) -> None:
        self.drafts = {draft.code: draft for draft in drafts}
        self._labels: dict[str, list[str]] = {}
        for draft in drafts:
            self._labels.setdefault(draft.label.casefold(), []).append(draft.code)

    def code_of(self, name: str) -> str:
        if name in self.drafts:
            return name
        codes = self._labels.get(name.casefold(), [])
        return codes[0] if len(codes) == 1 else ""

    def fault(self, decision: Decision) -> str:
        """Return why a decision names no element; empty where all its names are known."""
        for name in (decision.element, *([decision.other] if decision.decision != RENAME else [])):
            if name and not self.code_of(name):
                many = len(self._labels.get(name.casefold(), []))
                return f"{many} elements are called {name!r}" if many else f"there is no element {name!r}"
        return ""


def _fault(
    decision: Decision, codes: Sequence[str], pairs: Mapping[frozenset[str], Decision], into: Mapping[str, Decision]
) -> str:
    if len(codes) > 1 and codes[0] == codes[1]:
        return f"{decision.element!r} and {decision.other!r} are the same element"
    if len(codes) > 1 and (earlier := pairs.get(frozenset(codes))):
        return f"{_named(earlier)} decides on the same two elements"
    if decision.decision == MERGE and (earlier := into.get(codes[0])):
        return f"{_named(earlier)} merges {decision.element!r} already"
    return ""


def _rename(draft: Draft, decision: Decision) -> None:
    draft.decided.append(_told(f"hernoemd, was ‘{draft.label}’", decision.reason))
    draft.label = decision.other


def _merge(into: Mapping[str, Decision], file: str, known: Mapping[str, Draft], applied: Applied) -> None:
    """Let each merged element go up in the last of its chain, where that chain ends."""
    for code in sorted(into, key=lambda code: into[code].line):
        target = _last(code, into)
        if target is None:
            problem = f"{into[code].element!r} would go up in itself"
            applied.issues.append(_warning(file, into[code], problem, "Break the circle; until then it stays"))
        elif code in applied.drafts:
            applied.drafts.setdefault(target, known[target]).take(applied.drafts.pop(code), into[code].reason)


def _last(code: str, into: Mapping[str, Decision]) -> str | None:
    seen = {code}
    while code in into:
        code = into[code].other
        if code in seen:
            return None
        seen.add(code)
    return code


def _told(text: str, reason: str) -> str:
    return f"{text}: {reason}" if reason else text


def decided_on(pairs: Mapping[frozenset[str], Decision], first: str, second: str) -> tuple[str, str]:
    """Return what was decided on two elements, and why; one that stands apart from all counts for each pair."""
    decision = pairs.get(frozenset({first, second})) or pairs.get(frozenset({first}))
    return (decision.decision, decision.reason) if decision else ("", "")
