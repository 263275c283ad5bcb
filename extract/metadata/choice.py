"""The choice between what the readers of a field found, and the one list of how sure each way of finding is.

A correction by hand outranks all. Of the rest the surest counts: what a document prints beside a label, then what it
prints where one expects it, then what its source says of it, then what its file says, then what its text suggests.
A source that says what the document prints too makes that surer; between equals the earliest page counts.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from extract.metadata.reading import Candidate

CORRECTION = "correctie"
"""The method of a value that a researcher gave."""

_LATER = 1_000_000

SURE: dict[str, dict[str, float]] = {
    "title": {
        "regel Onderwerp": 0.96,
        "titel volgens de opmaak": 0.95,
        "titel in het bestand, ook gedrukt": 0.94,
        "titel volgens de bron, ook gedrukt": 0.93,
        "titel in de metatags": 0.91,
        "kop van de webpagina": 0.9,
        "grootste letters op de voorkant": 0.87,
        "grootste letter op de voorkant": 0.85,
        "titel en kopregel": 0.89,
        "eerste kop": 0.7,
        "titel volgens de bron": 0.68,
        "titel van het venster": 0.6,
        "grootste letter op de tweede bladzijde": 0.58,
        "eerste regel": 0.4,
        "titel in het bestand": 0.35,
    },
    "date": {
        "datum met opschrift": 0.9,
        "datum in de metatags": 0.9,
        "datum op de voorkant": 0.85,
        "datum volgens de bron, ook gedrukt": 0.94,
        "jaar van de druk": 0.8,
        "datum volgens de bron": 0.78,
        "datum in het colofon": 0.75,
        "jaartal op de voorkant": 0.7,
        "datum van de vergadering": 0.66,
        "geldig vanaf": 0.64,
        "datum in een ander opschrift": 0.6,
        "tijdstip op de webpagina": 0.6,
        "datum naast het bladzijdenummer": 0.55,
        "jaar van het auteursrecht": 0.52,
        "jaartal in de titel": 0.5,
        "datum in het adres": 0.5,
        "wijzigingsdatum in de metatags": 0.4,
        "maand in het adres": 0.28,
        "aanmaakdatum van het bestand": 0.25,
        "jaar naast het verslagjaar": 0.22,
        "datum in de tekst van de eerste bladzijde": 0.2,
        "tijdstip van afdrukken": 0.12,
    },
    "publisher": {
        "uitgave in het colofon": 0.95,
        "uitgever in de metatags": 0.92,
        "titel van het venster": 0.91,
        "auteur van het bestand, ook gedrukt": 0.9,
        "organisatie op de voorkant": 0.88,
        "uitgever volgens de bron": 0.8,
        "organisatie in het colofon": 0.7,
        "auteur van het bestand": 0.6,
        "organisatie met adres": 0.55,
        "door wie het is opgesteld": 0.5,
        "auteursrecht": 0.48,
        "organisatie naast andere woorden op de voorkant": 0.45,
        "gemeente van een gemeentelijk stuk": 0.4,
        "webadres": 0.38,
        "opdrachtgever": 0.3,
        "de gemeente waarover het gaat": 0.2,
    },
    "gemeente": {
        "gemeente volgens de bron": 0.7,
        "uitgever volgens de bron": 0.64,
        "voorkant of kenmerken van het bestand": 0.62,
        "titel volgens de bron": 0.62,
        "webadres van de bron": 0.6,
        "naamgenoot in een andere provincie": 0.4,
    },
    "document_type": {
        "rekenkamer op de voorkant": 0.96,
        "beurten van een gesprek": 0.95,
        "sprekers in de opmaak": 0.95,
        "briefhoofd aan de raad": 0.91,
        "mediatype": 0.9,
        "soort volgens de bron": 0.87,
        "briefhoofd": 0.84,
        "aanhef": 0.83,
    },
}
"""How sure a value is that was found in a way, by field; kinds of documents by their words are in `document_type`."""


def sure(field: str, method: str) -> float:
    """Return how sure a value of a field is that was found this way."""
    return SURE[field][method]


def rank(candidate: Candidate) -> tuple[bool, float, int, str, str]:
    """Return by what candidates are ordered: corrections, then the surest, then the earliest page, then the value."""
    page = _LATER if candidate.page is None else candidate.page
    return (candidate.method != CORRECTION, -candidate.confidence, page, candidate.value, candidate.method)


def best_of_each(candidates: Iterable[Candidate]) -> list[Candidate]:
    """Return the first-ranked candidate of each value, in order of rank; confidences have two decimals."""
    best: dict[str, Candidate] = {}
    rounded = (_rounded(candidate) for candidate in candidates if candidate.value)
    for candidate in sorted(rounded, key=rank):
        best.setdefault(candidate.value, candidate)
    return list(best.values())


def choose(candidates: Sequence[Candidate], several_from: float | None = None) -> list[Candidate]:
    """Return what counts: corrections, else the first-ranked, or with `several_from` all that are that sure."""
    ordered = sorted(candidates, key=rank)
    if corrected := [candidate for candidate in ordered if candidate.method == CORRECTION]:
        return corrected
    if several_from is None:
        return ordered[:1]
    return [candidate for candidate in ordered if candidate.confidence >= several_from]


def _rounded(candidate: Candidate) -> Candidate:
    confidence = round(min(max(candidate.confidence, 0.0), 1.0), 2)
    return Candidate(candidate.value, candidate.quote, candidate.page, candidate.method, confidence)
