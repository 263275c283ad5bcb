"""What harvest writes: sources, what they were asked and answered, what was found, and documents."""

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
class Visit(Record, table="visits", title="Bezoeken", identity=("source_id",)):
    """The last visit to a source that was brought to an end."""

    source_id: str = column("De bron", references="sources")
    visited_at: str | None = column("Laatste bezoek (UTC)", clock="last")
    allowed_from: str | None = column("Vanaf wanneer de bron weer bezocht mag worden (UTC)", clock="last")


@dataclass(frozen=True, kw_only=True)
class Response(Record, table="responses", title="Antwoorden", order=("url", "id")):
    """The last answer of a source to one request."""

    source_id: str = column("De bron", references="sources")
    url: str = column("Adres dat werd gevraagd")
    final_url: str = column("Adres dat antwoordde")
    status: int = column("HTTP-status")
    media_type: str | None = column("Mediatype volgens de bron", default=None)
    etag: str | None = column("Kenmerk van de versie volgens de bron (ETag)", default=None)
    last_modified: str | None = column("Laatst gewijzigd volgens de bron (Last-Modified)", default=None)
    sha256: str = column("SHA-256 van de bytes")
    byte_count: int = column("Aantal bytes")
    answered_at: str | None = column("Laatst beantwoord, of bevestigd als ongewijzigd (UTC)", clock="last")


@dataclass(frozen=True, kw_only=True)
class Find(Record, table="finds", title="Vondsten", order=("url", "id")):
    """A document that a source names: what it says of it, where it is, and which document was found there."""

    source_id: str = column("De bron", references="sources")
    source: str = column("Naam van de bron", index=True)
    url: str = column("Adres dat werd gevraagd")
    final_url: str = column("Adres dat antwoordde")
    found_on: str | None = column("Adres van de pagina waarop de verwijzing stond", default=None)
    status: int | None = column("HTTP-status; leeg bij een bestand", default=None)
    media_type: str | None = column("Mediatype volgens de bron", default=None)
    state: str = column(
        "Stand bij de bron: present, changed (vervangen door een nieuwe versie) of gone", default="present"
    )
    problem: str | None = column("Waarom het document niet is verkregen", default=None)
    title_listed: str | None = column("Titel zoals de bron die noemt", default=None)
    date_listed: str | None = column("Datum zoals de bron die noemt", default=None)
    publisher_listed: str | None = column("Uitgever zoals de bron die noemt", default=None)
    authors_listed: str | None = column("Auteurs zoals de bron die noemt", default=None)
    gemeente_listed: str | None = column("Gemeente zoals de bron die noemt: naam of CBS-code", default=None)
    type_listed: str | None = column("Soort document zoals de bron die noemt", default=None)
    identifier_listed: str | None = column("Kenmerk bij de bron: DOI, ISBN, handle of eigen nummer", default=None)
    document_id: str | None = column("Het document", references="documents", default=None)
    replaces_id: str | None = column("De eerdere versie op hetzelfde adres", references="documents", default=None)
    first_seen_at: str | None = column("Voor het eerst gezien (UTC)", clock="first")
    last_seen_at: str | None = column("Voor het laatst gezien (UTC)", clock="last")


@dataclass(frozen=True, kw_only=True)
class Document(Record, table="documents", title="Documenten", held_by="finds"):
    """A document; its id is the SHA-256 of its bytes (64 hexadecimal digits)."""

    media_type: str = column("Mediatype, afgelezen aan de bytes")
    byte_count: int = column("Aantal bytes")
