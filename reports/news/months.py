"""What is new, by month: documents, frozen versions, and findings that are others than in the last version."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from corpus.review.findings import KINDS, kinds_of, untold
from reports.news.findings import own_elements
from reports.news.telling import finding_line
from reports.publication import Origin, Publication
from reports.references.items import whole_title
from reports.shown import day

TABLES = ("referenties", "nieuw", "vastgesteld", "veranderingen", "eerdere_veranderingen", "document_gemeente")
"""The tables that news is made of; what documents are about is counted apart."""
ABOUT = """
SELECT b.document_id, b.element, count(DISTINCT b.citaat_id) AS citaten
FROM bewijs b JOIN elementen e ON e.element_code = b.element_code
WHERE e.herkomst = ?
GROUP BY b.document_id, b.element
"""
"""How many quotes each document has on each element of the codebook, as `evidence_of` counts them."""
SINCE, EARLIER = "veranderingen", "eerdere_veranderingen"
"""The tables with findings that changed since the last version, and between versions."""
Rows = Mapping[str, Sequence[Mapping[str, Any]]]
_SAID = re.compile(r"(\d{4})-(\d\d)(?:-(\d\d))?")
_MOST_ELEMENTS = 6


@dataclass(frozen=True)
class New:
    """A document, and since when it is news."""

    document_id: str
    title: str
    made_by: str
    gemeenten: str
    """Those that the name of who made it does not hold."""
    date: str
    """The day, as YYYY-MM-DD; of a document of which the month is known, the first."""
    when: str
    """What that day is, in Dutch."""
    is_added: bool
    """It came in after the first documents were gathered; otherwise its date is that on which it appeared."""
    about: tuple[str, ...]
    """The elements on which it has most evidence, and how many more there are."""
    url: str


@dataclass(frozen=True)
class Frozen:
    """A version that was frozen."""

    name: str
    date: str
    at: str
    """The moment (UTC, ISO 8601)."""


@dataclass(frozen=True)
class Changed:
    """An element on which another is found than in a version."""

    version: str
    """The version that it is compared with."""
    code: str
    element: str
    kinds: tuple[str, ...]
    line: str
    date: str
    origin: Origin
    is_there: bool
    """The element still has a page of its own."""


@dataclass(frozen=True)
class Month:
    """The news of a month."""

    code: str
    """As YYYY-MM."""
    added: tuple[New, ...]
    appeared: tuple[New, ...]
    frozen: tuple[Frozen, ...]
    changed: tuple[Changed, ...]

    @property
    def title(self) -> str:
        """The month in Dutch: `oktober 2022`."""
        return month_name(self.code)


def month_name(code: str) -> str:
    """Return a month, given as YYYY-MM, in Dutch."""
    return day(f"{code}-01").partition(" ")[2]


def evidence_of(publication: Publication) -> list[dict[str, Any]]:
    """Return how many quotes each document has on each element of the codebook."""
    own = {row["element_code"] for row in own_elements(publication.rows["elementen"])}
    quotes: defaultdict[tuple[str, str], set[str]] = defaultdict(set)
    for row in publication.rows["bewijs"]:
        if row["element_code"] in own:
            quotes[row["document_id"], row["element"]].add(row["citaat_id"])
    return [{"document_id": name, "element": of, "citaten": len(found)} for (name, of), found in quotes.items()]


def months(rows: Rows, evidence: Iterable[Mapping[str, Any]]) -> tuple[Month, ...]:
    """Return the news by month, the last one first; `evidence` is how many quotes documents have on elements.

    The date of a document that came in after the first ones is the day on which it was first seen; that of the first
    ones the day on which they appeared, so that equal publications give equal news. Findings changed since the last
    version have the date of the last document that came in after it, or of the version itself; earlier ones that of the
    version in which they changed.
    """
    documents = tuple(_documents(rows, evidence))
    frozen = tuple(Frozen(row["versie"], row["vastgesteld_op"][:10], row["vastgesteld_op"]) for row in _frozen(rows))
    changed = tuple(_changed(rows, documents, frozen))
    dates = [*(item.date for item in documents), *(item.date for item in frozen), *(item.date for item in changed)]
    return tuple(
        Month(
            code,
            tuple(item for item in documents if item.is_added and item.date.startswith(code)),
            tuple(item for item in documents if not item.is_added and item.date.startswith(code)),
            tuple(item for item in frozen if item.date.startswith(code)),
            tuple(item for item in changed if item.date.startswith(code)),
        )
        for code in sorted({date[:7] for date in dates}, reverse=True)
    )


def _frozen(rows: Rows) -> list[Mapping[str, Any]]:
    found = [row for row in rows["vastgesteld"] if _SAID.match(row["vastgesteld_op"] or "")]
    return sorted(found, key=lambda row: (row["vastgesteld_op"], row["versie"]), reverse=True)


def _documents(rows: Rows, evidence: Iterable[Mapping[str, Any]]) -> Iterable[New]:
    """Return the documents with a date, the last one first."""
    added = {row["document_id"]: row["gezien_op"] for row in rows["nieuw"]}
    gemeenten = defaultdict(list)
    for row in rows["document_gemeente"]:
        gemeenten[row["document_id"]].append(row["gemeente"])
    about = _about(evidence)
    found = []
    for row in rows["referenties"]:
        name = row["document_id"]
        said = _SAID.match(added.get(name) or row["verschenen_op"] or "")
        if said:
            found.append(_new(row, said, name in added, gemeenten[name], about[name]))
    found.sort(key=lambda item: (item.title, item.document_id))
    return sorted(found, key=lambda item: item.date, reverse=True)


def _new(
    row: Mapping[str, Any], said: re.Match[str], is_added: bool, gemeenten: list[str], about: tuple[str, ...]
) -> New:
    year, month, of_month = said.groups()
    when = day(said[0]) if of_month else month_name(f"{year}-{month}")
    made_by = row["auteurs"] or row["uitvoerder"] or row["uitgever"] or ""
    return New(
        document_id=row["document_id"],
        title=whole_title(row["titel"], row["ondertitel"]),
        made_by=made_by,
        gemeenten=", ".join(name for name in gemeenten if name not in made_by),
        date=f"{year}-{month}-{of_month or '01'}",
        when=f"gezien op {when}" if is_added else f"verschenen {'op' if of_month else 'in'} {when}",
        is_added=is_added,
        about=about,
        url=row["bron_url"] or "",
    )


def _about(evidence: Iterable[Mapping[str, Any]]) -> defaultdict[str, tuple[str, ...]]:
    """Return the elements of each document, those with most quotes first."""
    counts: defaultdict[str, dict[str, int]] = defaultdict(dict)
    for row in evidence:
        counts[row["document_id"]][row["element"]] = row["citaten"]
    found: defaultdict[str, tuple[str, ...]] = defaultdict(tuple)
    for name, elements in counts.items():
        ranked = sorted(elements, key=lambda element: (-elements[element], element))
        rest = ("en andere",) if len(ranked) > _MOST_ELEMENTS else ()
        found[name] = (*ranked[:_MOST_ELEMENTS], *rest)
    return found


def _changed(rows: Rows, documents: Sequence[New], frozen: Sequence[Frozen]) -> Iterable[Changed]:
    """Return what is found otherwise than in the version before, the most telling kinds of change first."""
    dates = {item.name: item.date for item in frozen}
    last = max((item.date for item in documents if item.is_added), default="")
    found = [_change(row, row["vorige_versie"], "werd", dates.get(row["versie"])) for row in rows[EARLIER]]
    for row in rows[SINCE]:
        since = dates.get(row["versie"])
        found.append(_change(row, row["versie"], "nu", max(since, last) if since else None))
    changed = [item for item in found if item and item.kinds]
    return sorted(changed, key=lambda item: (KINDS.index(item.kinds[0]), item.element, item.version, item.code))


def _change(row: Mapping[str, Any], version: str, now: str, date: str | None) -> Changed | None:
    """Return the change that a row tells of; `now` is the column with what was found last."""
    then, found = (untold(row["code"], row["element"], row[name]) for name in ("was", now))
    if not date:
        return None
    return Changed(
        version=version,
        code=row["code"],
        element=row["element"],
        kinds=kinds_of(then, found),
        line=finding_line(row["element"], then, found, since=now),
        date=date,
        origin=_origin(row, now),
        is_there=row["element_code"] is not None,
    )


def _origin(row: Mapping[str, Any], now: str) -> Origin:
    """Return where the finding stands: what was found last, or where there is nothing more, before."""
    column = now if row[now] else "was"
    if now == "nu":
        return Origin(SINCE, row["code"], column)
    return Origin(EARLIER, f"{row['versie']}|{row['code']}", column)
