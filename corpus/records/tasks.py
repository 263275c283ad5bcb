"""What synthesis writes of tasks and cases: who should do what and by when, and passages that tell a case."""

from __future__ import annotations

from dataclasses import dataclass

from corpus.record import Record, column


@dataclass(frozen=True, kw_only=True)
class Opgave(Record, table="opgaven", title="Opgaven en bijstellingen", order=("document_id", "page", "start", "id")):
    """A task that parties have, or an adjustment that they choose: who should do what, by when if said."""

    document_id: str = column("Het document", references="documents")
    passage_id: str = column("De passage", references="passages")
    coding_id: str = column("De codering als opgave of bijstelling", references="codings")
    kind: str = column("Soort: opgave of bijstelling", index=True)
    aspect: str | None = column(
        "Aspect: werkwijze, organisatie of randvoorwaarden; leeg als dat niet is gecodeerd", default=None
    )
    page: int = column("Bladzijde, vanaf 1")
    start: int = column("Eerste teken van wat er moet gebeuren in de tekst van de bladzijde")
    end: int = column("Teken na het laatste")
    what: str = column("Wat er moet gebeuren, letterlijk")
    actors: tuple[str, ...] = column(
        "Wie het moet doen, als soorten van partijen; leeg als het er niet staat", default=()
    )
    actor_text: str | None = column("De woorden die zeggen wie het moet doen", default=None)
    actor_start: int | None = column("Eerste teken daarvan; leeg als het in een kop staat", default=None)
    actor_end: int | None = column("Teken na het laatste", default=None)
    actor_rule: str | None = column("Waaraan te zien is dat die het moet doen", default=None)
    term: str | None = column(
        "Wanneer: datum, maand, kwartaal of jaar (EDTF), een duur (P2Y), of korte termijn en dergelijke", default=None
    )
    term_text: str | None = column("De woorden die zeggen wanneer", default=None)
    term_start: int | None = column("Eerste teken daarvan", default=None)
    term_end: int | None = column("Teken na het laatste", default=None)
    status: str | None = column(
        "Stand: aanbevolen, voorgenomen, besloten of uitgevoerd; leeg als het er niet staat", default=None
    )
    status_words: str | None = column("De woorden waaraan die stand te zien is", default=None)
    belemmering_id: str | None = column(
        "De codering als belemmering waarop dit een antwoord is", references="codings", default=None
    )
    belemmering_link: str | None = column(
        "Hoe die erbij is gevonden: passage, sectie of document, steeds met hetzelfde element", default=None
    )
    belemmering_similarity: float | None = column("Gelijkenis van de twee passages, van -1 tot 1", default=None)


@dataclass(frozen=True, kw_only=True)
class OpgaveElement(
    Record, table="opgave_elementen", title="Elementen per opgave", order=("opgave_id", "element", "coding_id")
):
    """An element that a task or adjustment is about."""

    opgave_id: str = column("De opgave of bijstelling", references="opgaven")
    coding_id: str = column("De codering van het element", references="codings")
    element: str = column("Code van het element", index=True)
    nearness: str = column("Waar het element staat: zin of passage")


@dataclass(frozen=True, kw_only=True)
class Casus(Record, table="casussen", title="Casuïstiek", order=("document_id", "page", "start", "id")):
    """A passage that tells a case of a person or household, in their own words or not, or an example of practice."""

    document_id: str = column("Het document", references="documents")
    passage_id: str = column("De passage", references="passages")
    page: int = column("Bladzijde, vanaf 1")
    start: int = column("Eerste teken in de tekst van de bladzijde")
    end: int = column("Teken na het laatste")
    kind: str = column("Soort: verhaal, ervaring (in eigen woorden) of praktijkvoorbeeld", index=True)
    score: float = column("Score, van 0 tot 1")
    reason: str = column("De tekens die de score maakten, met hun woorden")
    is_withheld: bool = column("Staan er persoonsgegevens in de passage die niemand heeft vrijgegeven?")


@dataclass(frozen=True, kw_only=True)
class CasusElement(
    Record, table="casus_elementen", title="Elementen per casus", order=("casus_id", "element", "coding_id")
):
    """An element that a case illustrates."""

    document_id: str = column("Het document", references="documents")
    casus_id: str = column("De casus", references="casussen")
    coding_id: str = column("De codering van het element", references="codings")
    element: str = column("Code van het element", index=True)
    nearness: str = column("Waar het element staat: passage, of buur (de passage ervoor of erna in dezelfde sectie)")
