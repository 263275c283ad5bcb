"""What changed, in Dutch: lines for the command line, the digest and the feed."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from corpus.review.findings import (
    CONTRADICTED,
    COUNTS,
    GONE,
    KINDS,
    NEW,
    OTHER,
    REVERSED,
    STRONGER,
    WEAKER,
    Finding,
    told,
)

if TYPE_CHECKING:
    from reports.news.comparing import Answered, Change, Comparison, Seen

HEADINGS = {
    NEW: "Nieuw: hierover was nog geen conclusie",
    GONE: "Vervallen: hierover is geen conclusie meer",
    REVERSED: "Omgekeerd",
    CONTRADICTED: "Nieuw tegengesproken: evaluaties zeggen nu ook het tegenovergestelde",
    STRONGER: "Sterker",
    WEAKER: "Zwakker",
    OTHER: "Een andere conclusie",
    COUNTS: "Dezelfde conclusie, op andere aantallen",
}
"""What stands above the findings that changed in a way."""
RULES = (
    "Omgekeerd: van overwegend helpt naar overwegend belemmert, of andersom.",
    "Nieuw tegengesproken: er was een conclusie met alle evaluaties aan één kant, en nu zijn er aan beide kanten.",
    "Sterker: er is nu genoeg bewijs; of wat gemengd was, neigt nu naar één kant; of de meerderheid aan die kant is "
    "groter; of bij gelijke aantallen is de sterkste opzet hoger. Zwakker is het omgekeerde.",
)
"""How it is decided what kind of change there is."""


def comparison_lines(found: Comparison) -> Iterator[str]:
    """Yield what changed between two publications, in Dutch."""
    yield f"Vergeleken: {found.old} ({_documents(found.old_count)}) met {found.new} ({_documents(found.new_count)})."
    was, now = found.codebooks
    if was != now and was and now:
        yield f"Let op: het codeboek is ook veranderd, van {was} naar {now}. Verschillen kunnen daardoor komen."
    if not (found.added or found.gone or found.changes or found.answers):
        yield "Er is niets veranderd."
        return
    yield from _seen("Documenten erbij", "nieuwe versie van een document dat verdween", found.added)
    yield from _seen("Documenten weg", "er is een nieuwe versie van", found.gone)
    yield from _changed(found.changes)
    yield from _answered(found.answers)


def _documents(count: int) -> str:
    return "1 document" if count == 1 else f"{count} documenten"


def _seen(title: str, version: str, seen: Sequence[Seen]) -> Iterator[str]:
    if seen:
        yield ""
        yield f"{title} ({len(seen)})"
    for each in seen:
        about = ", ".join(part for part in (each.gemeenten, str(each.year or "")) if part)
        yield f"- {each.title}{f' ({about})' if about else ''}{f'; {version}' if each.instead_of else ''}"


def _changed(changes: Sequence[Change]) -> Iterator[str]:
    """Yield the changed findings under the first of their kinds."""
    for kind in KINDS:
        of_kind = [change for change in changes if change.kinds[0] == kind]
        if of_kind:
            yield ""
            yield f"{HEADINGS[kind]} ({len(of_kind)})"
        for change in of_kind:
            yield f"- {change_line(change)}"
            if change.now_rule and change.now_rule != change.was_rule:
                yield f"  De regel nu: {change.now_rule}."
            if change.documents:
                yield f"  Documenten die erbij kwamen of weggingen: {'; '.join(change.documents)}."


def change_line(change: Change) -> str:
    """Return a changed finding in one line, with its other kinds of change."""
    line = finding_line(change.element, change.was, change.now, change.kinds[1:])
    if change.was and change.now and change.was[2:] == change.now[2:]:
        line += f" De sterkste opzet was {change.was_design.lower()} en is nu {change.now_design.lower()}."
    return line


def finding_line(
    element: str, was: Finding | None, now: Finding | None, also: Sequence[str] = (), since: str = "nu"
) -> str:
    """Return what was found on an element and what is found after that, in one line; `since` is nu or werd."""
    if was is None:
        said = f"{since} {_small(now)}"
    elif now is None:
        said = f"was {_small(was)}"
    elif was[2:] == now[2:]:
        said = _small(now)
    else:
        said = f"was {_small(was)}, {since} {_small(now)}"
    return f"{element}: {said}{''.join(f'; ook {kind}' for kind in also)}."


def _small(finding: Finding | None) -> str:
    text = told(finding) if finding else ""
    return text[:1].lower() + text[1:]


def _answered(answers: Sequence[Answered]) -> Iterator[str]:
    if answers:
        yield ""
        yield f"Onderzoeksvragen met een andere stand ({len(answers)})"
    for each in answers:
        yield f"- {each.question} Was {each.was.lower()}, nu {each.now.lower()} ({each.rule})."
