"""What synthesis writes of passages: vectors and codings."""

from __future__ import annotations

from dataclasses import dataclass

from corpus.record import Record, column


@dataclass(frozen=True, kw_only=True)
class Embedding(Record, table="embeddings", title="Vectoren", order=("document_id", "passage_id")):
    """The vector of a passage: little-endian float32, length 1."""

    document_id: str = column("Het document", references="documents")
    passage_id: str = column("De passage", references="passages")
    model: str = column("Model en versie")
    vector: bytes = column("Vector, float32, little-endian")
    inner: bytes = column("Toestand in een binnenste laag van het model, float16, little-endian", default=b"")


@dataclass(frozen=True, kw_only=True)
class Coding(
    Record, table="codings", title="Coderingen", order=("document_id", "passage_id", "dimension", "code", "id")
):
    """A code given to a passage, with the quote that carries it."""

    document_id: str = column("Het document", references="documents")
    passage_id: str = column("De passage", references="passages")
    codebook: str = column("Codeboek en versie")
    dimension: str = column("Dimensie: soort, venster, aspect, element of richting", index=True)
    code: str = column("Code uit het codeboek", index=True)
    direction: str | None = column("Richting: helpt, belemmert, nodig of neutraal", default=None)
    page: int = column("Bladzijde, vanaf 1")
    start: int = column("Eerste teken van het citaat in de tekst van de bladzijde")
    end: int = column("Teken na het laatste")
    quote: str = column("Citaat dat de code draagt, letterlijk")
    made_by: str = column("Gemaakt door: rule, similarity, model of person")
    score: float = column("Score, van 0 tot 1")
    reason: str = column("Waarom: regel en woorden, of nabije omschrijving of voorbeeld")
    is_published: bool = column("Haalt de score de drempel voor publicatie?", default=False)


@dataclass(frozen=True, kw_only=True)
class Calibration(Record, table="calibrations", title="Betrouwbaarheid van kansen", order=("codebook", "low")):
    """How the probabilities of a model compare with what was so, on documents that it was not trained on."""

    codebook: str = column("Codeboek en versie")
    low: float = column("Van deze kans")
    high: float = column("Tot deze kans")
    said: float = column("Gemiddelde kans die het model gaf")
    was: float = column("Deel dat zo was volgens wie de passages codeerde")
    coding_count: int = column("Aantal codes")
