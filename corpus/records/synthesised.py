"""What synthesis writes: vectors, codings, topics, elements and their evidence."""

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
class Topic(Record, table="topics", title="Thema's", order=("label", "id")):
    """A cluster of passages that say alike things, found without the codebook."""

    label: str = column("Naam van het thema")
    terms: tuple[str, ...] = column("Kenmerkende woorden, de sterkste eerst")
    passage_count: int = column("Aantal passages")
    stability: float | None = column("Stabiliteit, van 0 tot 1; leeg als die niet is gemeten", default=None)


@dataclass(frozen=True, kw_only=True)
class TopicPassage(Record, table="topic_passages", title="Passages per thema", order=("topic_id", "passage_id")):
    """How strongly a passage belongs to a topic."""

    topic_id: str = column("Het thema", references="topics")
    passage_id: str = column("De passage", references="passages")
    weight: float = column("Gewicht, van 0 tot 1")


@dataclass(frozen=True, kw_only=True)
class Element(Record, table="elements", title="Werkzame elementen", order=("venster", "label", "id")):
    """A werkzaam element: a code of the codebook, or a topic, that the corpus holds evidence on."""

    code: str = column("Code uit het codeboek, of het kenmerk van een thema", index=True)
    label: str = column("Naam van het element")
    definition: str = column("Omschrijving")
    venster: str | None = column("Venster: inwoner, professional, organisatie of beleid_bestuur", default=None)
    origin: str = column("Herkomst: codebook of topic")
    topic_id: str | None = column("Het thema, als het element daaruit komt", references="topics", default=None)


@dataclass(frozen=True, kw_only=True)
class Evidence(Record, table="evidence", title="Bewijs per element", order=("element_id", "coding_id")):
    """One coding as evidence for, against, or on the need of an element."""

    element_id: str = column("Het element", references="elements")
    coding_id: str = column("De codering", references="codings")
    direction: str = column("Richting: helpt, belemmert, nodig of neutraal")
    strength: float = column("Sterkte van het bewijs, van 0 tot 1")
