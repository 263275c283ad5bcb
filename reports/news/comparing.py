"""What changed between two publications: documents, findings on elements, and answers to questions."""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import asdict, dataclass
from typing import Any

from corpus.review.findings import STRONGER, WEAKER, Finding, kinds_of
from reports.news.findings import findings
from reports.publication import Publication
from reports.publishing.labels import LABELS

_LADDER = tuple(LABELS["opzet"].values())
"""The designs of evaluations by strength, the weakest first."""
_STATUSES = tuple(reversed(LABELS["vraagstatus"].values()))
"""How far questions are answered, the least first."""


@dataclass(frozen=True)
class Seen:
    """A document that came or went, with how to refer to it."""

    document_id: str
    title: str
    gemeenten: str
    year: int | None
    instead_of: str = ""
    """The document that it is a new version of, or that is a new version of it; empty where there is none."""


@dataclass(frozen=True)
class Change:
    """An element on which another is found: the kinds of change, both findings with their rules, and why."""

    element_code: str
    element: str
    kinds: tuple[str, ...]
    was: Finding | None
    now: Finding | None
    was_rule: str
    now_rule: str
    was_design: str
    """The strongest design of the evaluations then."""
    now_design: str
    documents: tuple[str, ...]
    """The titles of documents that came or went and that say something of it."""


@dataclass(frozen=True)
class Answered:
    """A question of the study whose status is another."""

    question: str
    was: str
    now: str
    rule: str


@dataclass(frozen=True)
class Comparison:
    """What changed from one publication to another; `old` and `new` are the names by which they were asked for."""

    old: str
    new: str
    old_count: int
    """How many documents the old one has."""
    new_count: int
    codebooks: tuple[str, str]
    """The main codebook of each, with its version."""
    added: tuple[Seen, ...]
    gone: tuple[Seen, ...]
    changes: tuple[Change, ...]
    answers: tuple[Answered, ...]

    def lines(self) -> Iterator[str]:
        """Yield what changed, in Dutch."""
        from reports.news.telling import comparison_lines

        return comparison_lines(self)

    def as_json(self) -> str:
        """Return what changed as data."""
        told = asdict(self)
        for change in told["changes"]:
            for name in ("was", "now"):
                change[name] = change[name] and change[name]._asdict()
        return json.dumps(told, ensure_ascii=False, indent=1) + "\n"


def compare(old: Publication, new: Publication, names: tuple[str, str] = ("oud", "nieuw")) -> Comparison:
    """Return what changed from one publication of a study to a later one."""
    then, now = (_documents(publication) for publication in (old, new))
    groups = _groups(old) | _groups(new)
    added = tuple(_seen(row, then.keys() - now.keys(), groups) for name, row in now.items() if name not in then)
    gone = tuple(_seen(row, now.keys() - then.keys(), groups) for name, row in then.items() if name not in now)
    return Comparison(
        old=names[0],
        new=names[1],
        old_count=len(then),
        new_count=len(now),
        codebooks=(_codebook(old), _codebook(new)),
        added=added,
        gone=gone,
        changes=tuple(_changes(old, new, {seen.document_id for seen in (*added, *gone)})),
        answers=tuple(_answers(old, new)),
    )


def _documents(publication: Publication) -> dict[str, Mapping[str, Any]]:
    rows = sorted(publication.rows["documenten"], key=lambda row: (row["titel"] or "", row["document_id"]))
    return {row["document_id"]: row for row in rows}


def _groups(publication: Publication) -> dict[str, str]:
    """Return the group of versions of each document that is in one."""
    return {row["kenmerk"]: row["groep"] for row in publication.rows["versies"]}


def _seen(row: Mapping[str, Any], others: set[str], groups: Mapping[str, str]) -> Seen:
    """Return a document that came or went; of those that went or came, `others`, one may be another version of it."""
    name = row["document_id"]
    same = sorted(other for other in others if name in groups and groups.get(other) == groups[name])
    return Seen(name, row["titel"] or "", row["gemeenten"] or "", row["jaar"], same[0] if same else "")


def _codebook(publication: Publication) -> str:
    return next((row["versie"] for row in publication.rows["codeboeken"]), "")


def _changes(old: Publication, new: Publication, moved: set[str]) -> Iterator[Change]:
    """Yield the elements on which another is found, by name."""
    then, now, reasons = findings(old), findings(new), _reasons((old, new), moved)
    rows = [{row["element_code"]: row for row in each.rows["elementen"]} for each in (old, new)]
    for code in sorted(then.keys() | now.keys(), key=lambda code: ((now.get(code) or then[code]).label, code)):
        was, found = then.get(code), now.get(code)
        was_row, row = (each.get(code, {}) for each in rows)
        was_design, design = was_row.get("sterkste_opzet") or "", row.get("sterkste_opzet") or ""
        kinds = kinds_of(was, found) or (_by_design(was_design, design) if was and found else ())
        if kinds:
            yield Change(
                element_code=code,
                element=(found or then[code]).label,
                kinds=kinds,
                was=was,
                now=found,
                was_rule=was_row.get("regel") or "",
                now_rule=row.get("regel") or "",
                was_design=was_design,
                now_design=design,
                documents=tuple(sorted(reasons[code])),
            )


def _by_design(was: str, now: str) -> tuple[str, ...]:
    """Return whether equal findings rest on a stronger or a weaker design; nothing where that is not known."""
    if was == now or was not in _LADDER or now not in _LADDER:
        return ()
    return (STRONGER,) if _LADDER.index(now) > _LADDER.index(was) else (WEAKER,)


def _reasons(publications: Iterable[Publication], moved: set[str]) -> defaultdict[str, set[str]]:
    """Return, by element, the titles of documents that came or went and that have evidence on it."""
    found: defaultdict[str, set[str]] = defaultdict(set)
    for publication in publications:
        for row in publication.rows["bewijs"]:
            if row["document_id"] in moved:
                found[row["element_code"]].add(row["titel"])
    return found


def _answers(old: Publication, new: Publication) -> Iterator[Answered]:
    """Yield the questions with another status, in the order of the study."""
    then = {row["vraag"]: row["status"] for row in old.rows["kennisvragen"]}
    for row in new.rows["kennisvragen"]:
        was = then.get(row["vraag"])
        if was is not None and was != row["status"]:
            yield Answered(row["vraag"], was, row["status"], row["regel"] or "")
