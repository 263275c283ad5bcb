"""What extract writes: the text of documents with its places, and what is known of each document."""

from __future__ import annotations

from dataclasses import dataclass

from corpus.record import Record, column


@dataclass(frozen=True, kw_only=True)
class Page(Record, table="pages", title="Bladzijden", order=("document_id", "number")):
    """The text of one page as extracted; every span in the corpus counts characters of such a text."""

    document_id: str = column("Het document", references="documents")
    number: int = column("Bladzijde, vanaf 1")
    text: str = column("Tekst van de bladzijde")
    method: str = column("Hoe de tekst is gelezen (tekstlaag, ocr, html, docx, …)")
    quality: float | None = column("Geschat aandeel goed gelezen woorden, van 0 tot 1", default=None)
    width: float | None = column("Breedte in punten", default=None)
    height: float | None = column("Hoogte in punten", default=None)


@dataclass(frozen=True, kw_only=True)
class Block(Record, table="blocks", title="Tekstblokken", order=("document_id", "page", "start", "id")):
    """A title, heading, paragraph, list item, caption, footnote or table: a span of a page's text with a role.

    What begins on one page and ends on the next stands whole on the first one; its lines tell where each part is.
    """

    document_id: str = column("Het document", references="documents")
    page: int = column("Bladzijde, vanaf 1")
    start: int = column("Eerste teken in de tekst van de bladzijde")
    end: int = column("Teken na het laatste")
    role: str = column("Rol: title, heading, paragraph, list_item, caption, footnote, table")
    level: int | None = column("Niveau van een kop, vanaf 1", default=None)
    box: tuple[float, ...] = column("Vak op de bladzijde: links, onder, rechts, boven, in punten", default=())
    lines: tuple[tuple[float, ...], ...] = column(
        "Regels: eerste teken, bladzijde, en het vak daarop: links, onder, rechts, boven", default=()
    )
    mark: str | None = column("Teken van een noot", default=None)
    anchor: tuple[int, ...] = column("Waar het teken van een noot stond: bladzijde en teken in die tekst", default=())
    speaker: str | None = column("Wie er spreekt, in een interview", default=None)


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
class PersonalSpan(
    Record, table="personal_spans", title="Persoonsgegevens", order=("document_id", "page", "start", "id")
):
    """A stretch of a page's text that tells who a private person is, or where one lives or can be reached."""

    document_id: str = column("Het document", references="documents")
    page: int = column("Bladzijde, vanaf 1")
    start: int = column("Eerste teken in de tekst van de bladzijde")
    end: int = column("Teken na het laatste")
    kind: str = column("Soort: naam, adres, e-mail, telefoon, bsn, rekening")
    method: str = column("Hoe het is gevonden")
    confidence: float = column("Zekerheid, van 0 tot 1")
    is_resolved: bool = column("Heeft een onderzoeker beoordeeld dat dit openbaar mag zijn?", default=False)


@dataclass(frozen=True, kw_only=True)
class Citation(Record, table="citations", title="Verwijzingen naar evaluaties", order=("document_id", "page", "start")):
    """A place where a document names another evaluation."""

    document_id: str = column("Het document dat verwijst", references="documents")
    page: int = column("Bladzijde, vanaf 1")
    start: int = column("Eerste teken in de tekst van de bladzijde")
    end: int = column("Teken na het laatste")
    quote: str = column("De tekst van de verwijzing, letterlijk")
    cited_title: str = column("Titel waarnaar wordt verwezen")
    gemeente_code: str = column("CBS-code van de gemeente waarover die evaluatie gaat")
    year: int = column("Jaar van die evaluatie")


@dataclass(frozen=True, kw_only=True)
class Signature(Record, table="signatures", title="Handtekeningen van teksten", order=("document_id",)):
    """The MinHash of the text of a document (Broder 1997), by which near-duplicates are found."""

    document_id: str = column("Het document", references="documents")
    shingle_count: int = column("Aantal verschillende woordreeksen")
    minhash: bytes = column("MinHash: unsigned, 32 bits, little-endian")


@dataclass(frozen=True, kw_only=True)
class Version(Record, table="versions", title="Versies en dubbelen", order=("group_id", "document_id")):
    """A document that is nearly the same as others: its group, and whether it is the one that counts."""

    document_id: str = column("Het document", references="documents")
    group_id: str = column("De groep: het kleinste kenmerk van de documenten die ertoe horen", index=True)
    is_counted: bool = column("Telt dit document voor de groep?")
    counted_id: str = column("Het document dat telt", references="documents")
    similarity: float = column("Gelijkenis van de tekst met het document dat telt, van 0 tot 1")
    reason: str = column("Waarom dit document telt of niet")


@dataclass(frozen=True, kw_only=True)
class Screening(Record, table="screenings", title="Insluiting", order=("document_id",)):
    """Whether a document meets the criteria of the study, and why."""

    document_id: str = column("Het document", references="documents")
    is_included: bool = column("Doet het document mee?")
    criterion: str | None = column(
        "Eerste criterium waaraan het niet voldoet: duplicate, no_text, language, length, period, gemeente, "
        "document_type of words; leeg als het meedoet",
        default=None,
    )
    reason: str = column("Waarom wel of niet")
