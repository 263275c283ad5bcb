"""How to refer to a version of the corpus, in Dutch after APA 7: a data set without named authors."""

from __future__ import annotations

from reports.publication import Publication

_MARK = 12
"""So many characters of the digest name a state that was not frozen."""


def version_citation(publication: Publication) -> str:
    """Return the reference to what is published now: title, version, kind, year and where it is from.

    The year is that of the newest document, or of the version that was frozen last where that is later.
    """
    contact = next(iter(publication.about("contact")), "")
    return " ".join(
        part
        for part in (
            f"{publication.title.rstrip('.')} ({version_name(publication)}) [dataset].",
            f"({version_year(publication) or 'z.d.'}).",
            contact,
        )
        if part
    )


def version_name(publication: Publication) -> str:
    """Return what tells this version from others: the version that was frozen, or the mark of a state after it."""
    frozen = max(publication.rows["vastgesteld"], key=lambda row: row["nummer"], default=None)
    mark = f"kenmerk {publication.digest[:_MARK]}"
    if frozen is None:
        return f"voorlopige stand, {mark}"
    since = "stand na versie" if publication.rows["veranderingen"] else "versie"
    return f"{since} {frozen['versie']}, {mark}"


def version_year(publication: Publication) -> int | None:
    """Return the year of the newest document, or of the last frozen version where later; None where both lack."""
    years = [row["jaar"] for row in publication.rows["documenten"] if row["jaar"]]
    years += [int(row["vastgesteld_op"][:4]) for row in publication.rows["vastgesteld"]]
    return max(years, default=None)
