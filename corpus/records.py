"""The records that stages hand over: one frozen dataclass a table, each column described once.

Schema, dump, Datasette metadata and documentation derive from these classes.
"""

from __future__ import annotations

from dataclasses import dataclass

from corpus.record import Record, column


@dataclass(frozen=True, kw_only=True)
class Source(Record, table="sources", title="Bronnen", order=("name", "id"), identity=("name", "kind")):
    """A place that a study harvests."""

    name: str = column("Naam van de bron in de studie")
    kind: str = column("Soort bron")
    settings: str = column("Instellingen van de bron, als JSON")
    is_added: bool = column("Toegevoegd op de opdrachtregel, naast de bronnen van de studie?", default=False)


@dataclass(frozen=True, kw_only=True)
class Find(Record, table="finds", title="Vondsten", order=("url", "id")):
    """One answer of a source: what was asked, what came, and which document it held."""

    source_id: str = column("De bron", references="sources")
    source: str = column("Naam van de bron", index=True)
    url: str = column("Adres dat werd gevraagd")
    final_url: str = column("Adres dat antwoordde")
    found_on: str | None = column("Adres van de pagina waarop de verwijzing stond", default=None)
    status: int | None = column("HTTP-status; leeg bij een bestand", default=None)
    media_type: str | None = column("Mediatype volgens de bron", default=None)
    title_listed: str | None = column("Titel zoals de bron die noemt", default=None)
    date_listed: str | None = column("Datum zoals de bron die noemt", default=None)
    publisher_listed: str | None = column("Uitgever zoals de bron die noemt", default=None)
    document_id: str | None = column("Het document", references="documents", default=None)
    first_seen_at: str | None = column("Voor het eerst gezien (UTC)", clock="first")
    last_seen_at: str | None = column("Voor het laatst gezien (UTC)", clock="last")


@dataclass(frozen=True, kw_only=True)
class Document(Record, table="documents", title="Documenten", held_by="finds"):
    """A document; its id is the SHA-256 of its bytes (64 hexadecimal digits)."""

    media_type: str = column("Mediatype, afgelezen aan de bytes")
    byte_count: int = column("Aantal bytes")


@dataclass(frozen=True, kw_only=True)
class Page(Record, table="pages", title="Bladzijden", order=("document_id", "number")):
    """The text of one page as extracted; every span in the corpus counts characters of such a text."""

    document_id: str = column("Het document", references="documents")
    number: int = column("Bladzijde, vanaf 1")
    text: str = column("Tekst van de bladzijde")
    method: str = column("Hoe de tekst is gelezen (tekstlaag, html, docx, …)")
    width: float | None = column("Breedte in punten", default=None)
    height: float | None = column("Hoogte in punten", default=None)


@dataclass(frozen=True, kw_only=True)
class Block(Record, table="blocks", title="Tekstblokken", order=("document_id", "page", "start", "id")):
    """A heading, paragraph, list item, caption, footnote or table of a page: a span with a role."""

    document_id: str = column("Het document", references="documents")
    page: int = column("Bladzijde, vanaf 1")
    start: int = column("Eerste teken in de tekst van de bladzijde")
    end: int = column("Teken na het laatste")
    role: str = column("Rol: heading, paragraph, list_item, caption, footnote, table")
    level: int | None = column("Niveau van een kop, vanaf 1", default=None)
    box: tuple[float, ...] = column("Vak op de bladzijde: links, onder, rechts, boven, in punten", default=())


@dataclass(frozen=True, kw_only=True)
class Table(Record, table="tables", title="Tabellen", order=("document_id", "page", "position")):
    """A table of a page as rows of cells, the header first."""

    document_id: str = column("Het document", references="documents")
    page: int = column("Bladzijde, vanaf 1")
    position: int = column("Volgnummer op de bladzijde, vanaf 1")
    caption: str | None = column("Bijschrift", default=None)
    rows: tuple[tuple[str, ...], ...] = column("Rijen met cellen")
    box: tuple[float, ...] = column("Vak op de bladzijde: links, onder, rechts, boven, in punten", default=())


@dataclass(frozen=True, kw_only=True)
class Passage(Record, table="passages", title="Passages", order=("document_id", "page", "start", "id")):
    """A stretch of 40–200 words of one page, cut at paragraph boundaries: the unit of coding."""

    document_id: str = column("Het document", references="documents")
    page: int = column("Bladzijde, vanaf 1", index=True)
    start: int = column("Eerste teken in de tekst van de bladzijde")
    end: int = column("Teken na het laatste")
    section_path: tuple[str, ...] = column("Koppen boven de passage, van buiten naar binnen", default=())
    text: str = column("Tekst, letterlijk zoals op de bladzijde")


@dataclass(frozen=True, kw_only=True)
class Fact(Record, table="facts", title="Kenmerken van documenten", order=("document_id", "field", "value", "id")):
    """A value of a metadata field of a document, with the quote it was read from."""

    document_id: str = column("Het document", references="documents")
    field: str = column("Kenmerk: title, gemeente, year, document_type, publisher, …", index=True)
    value: str = column("Waarde")
    quote: str = column("De tekst waaruit de waarde is gelezen", default="")
    page: int | None = column("Bladzijde van die tekst", default=None)
    method: str = column("Hoe de waarde is gevonden")
    confidence: float = column("Zekerheid, van 0 tot 1")
    is_chosen: bool = column("Is dit de waarde die telt?", default=False)


@dataclass(frozen=True, kw_only=True)
class Screening(Record, table="screenings", title="Insluiting", order=("document_id",)):
    """Whether a document meets the criteria of the study, and why."""

    document_id: str = column("Het document", references="documents")
    is_included: bool = column("Doet het document mee?")
    reason: str = column("Waarom wel of niet")


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


@dataclass(frozen=True, kw_only=True)
class Product(Record, table="products", title="Producten", order=("name",)):
    """A file that the reports stage wrote for readers."""

    name: str = column("Naam van het bestand")
    description: str = column("Wat het is")
    byte_count: int = column("Aantal bytes")
    sha256: str = column("SHA-256 van het bestand")


@dataclass(frozen=True, kw_only=True)
class Issue(Record, table="issues", title="Problemen", order=("stage", "subject", "problem", "id")):
    """A problem with one input of a stage: what, where, and what to do; the runner fills in stage and input."""

    stage: str = column("Stap waarin het probleem zich voordeed", default="")
    input_id: str = column("Kenmerk van de invoer", default="", index=True)
    severity: str = column("Ernst: unreadable, surprise of warning")
    subject: str = column("Waar: bestand, adres, bladzijde")
    problem: str = column("Wat er aan de hand is")
    remedy: str = column("Wat te doen")


@dataclass(frozen=True, kw_only=True)
class StageState(
    Record, table="stage_states", title="Stand per stap", order=("stage", "input_id"), identity=("stage", "input_id")
):
    """The fingerprint of an input that a stage has done."""

    stage: str = column("Stap")
    input_id: str = column("Kenmerk van de invoer, of 'all'", index=True)
    fingerprint: str = column("Hash van invoer, versie en instellingen")


@dataclass(frozen=True, kw_only=True)
class Run(Record, table="runs", title="Runs", order=("started_at", "id")):
    """One run of the chain, with its counts; kept out of dumps, because it tells of clocks."""

    started_at: str = column("Begin (UTC)")
    finished_at: str = column("Einde (UTC)")
    version: str = column("Versie van kennissynthese")
    study: str = column("Studie")
    settings_hash: str = column("Hash van de studie")
    counts: str = column("Aantallen en seconden per stap, als JSON")


TABLES: tuple[type[Record], ...] = (
    Source, Document, Find, Page, Block, Table, Passage, Fact, Screening, Embedding, Coding,
    Topic, TopicPassage, Element, Evidence, Product, Issue, StageState, Run,
)  # fmt: skip
"""Every table, parents before children."""
