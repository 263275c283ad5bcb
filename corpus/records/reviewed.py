"""What synthesis writes of review: where each judgement belongs, what came of codings, and what is left of versions."""

from __future__ import annotations

from dataclasses import dataclass

from corpus.record import Record, column


@dataclass(frozen=True, kw_only=True)
class Anchoring(Record, table="anchorings", title="Verankering van oordelen", order=("judgement_id",)):
    """Where a judgement belongs in the corpus as it is now."""

    judgement_id: str = column("Kenmerk van het oordeel", index=True)
    status: str = column("Stand: exact, her-beoordelen of verweesd", index=True)
    document_id: str = column("Het document waarover werd geoordeeld; het kan er niet meer zijn")
    passage_id: str | None = column("De passage waarin het citaat nu staat", references="passages", default=None)
    page: int | None = column("Bladzijde waarop het citaat nu staat", default=None)
    start: int | None = column("Eerste teken van het citaat in de tekst van die bladzijde", default=None)
    end: int | None = column("Teken na het laatste", default=None)
    reason: str = column("Waarom: wat er aan de tekst is veranderd")


@dataclass(frozen=True, kw_only=True)
class Assessment(Record, table="assessments", title="Uitkomst van oordelen", order=("document_id", "coding_id")):
    """What the judgements of one coding come to: counts only."""

    document_id: str = column("Het document", references="documents")
    coding_id: str = column("De codering waarover is geoordeeld", references="codings", index=True)
    agreed_count: int = column("Aantal keer akkoord")
    disagreed_count: int = column("Aantal keer niet akkoord")
    other_count: int = column("Aantal keer anders")
    unsure_count: int = column("Aantal keer weet niet")
    outcome: str = column("Uitkomst: akkoord, niet akkoord, anders, betwist of onbeslist", index=True)
    decided_by: str = column("Wie de doorslag gaf: klankbordgroep of onderzoeker; leeg als er geen uitkomst is")


@dataclass(frozen=True, kw_only=True)
class ReviewRound(Record, table="review_rounds", title="Beoordelingsrondes", order=("number",), identity=("number",)):
    """A round of judging: counts only."""

    number: int = column("Nummer")
    name: str = column("Naam")
    closes_on: str = column("Laatste dag waarop kan worden beoordeeld")
    is_closed: bool = column("Is de ronde gesloten?")
    member_count: int = column("Aantal mensen dat heeft beoordeeld")
    judgement_count: int = column("Aantal oordelen")
    coding_count: int = column("Aantal coderingen waarover is geoordeeld")


@dataclass(frozen=True, kw_only=True)
class Agreement(
    Record, table="agreements", title="Overeenstemming", order=("round", "codebook", "dimension", "code", "raters")
):
    """How far those who judged agree, on one code or all codes of a dimension."""

    round: str = column("Ronde; leeg over alle rondes")
    codebook: str = column("Codeboek en versie")
    dimension: str = column("Dimensie")
    code: str = column("Code; leeg over alle codes van de dimensie")
    raters: str = column("Tussen wie: mensen, of mensen en model")
    coding_count: int = column("Aantal coderingen met minstens twee oordelen")
    judgement_count: int = column("Aantal oordelen daarover")
    share: float | None = column("Deel van de paren van oordelen dat gelijk is, van 0 tot 1")
    kappa: float | None = column("Gemiddelde kappa van Cohen over paren van mensen; leeg waar zij niet bestaat")
    alpha: float | None = column("Alfa van Krippendorff (nominaal); leeg waar zij niet bestaat")


@dataclass(frozen=True, kw_only=True)
class Comment(Record, table="comments", title="Commentaar en antwoord", order=("round", "document_id", "page", "id")):
    """A remark of the klankbordgroep with what was done with it; its words only where they may be published."""

    round: str = column("Ronde")
    document_id: str = column("Het document; het kan er niet meer zijn")
    page: int = column("Bladzijde")
    dimension: str = column("Dimensie")
    code: str = column("Code")
    verdict: str = column("Oordeel")
    text: str | None = column("De opmerking; leeg als zij niet openbaar mag zijn", default=None)
    outcome: str = column("Wat ermee is gedaan: overgenomen, deels of niet")
    reason: str = column("Waarom")


@dataclass(frozen=True, kw_only=True)
class AgendaScore(
    Record, table="agenda_scores", title="Scores voor de kennisagenda", order=("item",), identity=("item",)
):
    """How much a question or gap matters to those who scored it: counts only, and figures where they are enough."""

    item: str = column("De vraag of het kennishiaat")
    score_count: int = column("Aantal mensen dat heeft gescoord")
    mean: float | None = column("Gemiddelde, van 1 tot 5; leeg bij minder dan drie mensen", default=None)
    median: float | None = column("Mediaan", default=None)
    spread: float | None = column("Standaardafwijking", default=None)
    term: str | None = column("Termijn die de meesten kozen: KT, MLT of LT; leeg als er geen is", default=None)
    short_count: int | None = column("Aantal mensen dat de korte termijn koos", default=None)
    middle_count: int | None = column("Aantal mensen dat de middellange termijn koos", default=None)
    long_count: int | None = column("Aantal mensen dat de lange termijn koos", default=None)


@dataclass(frozen=True, kw_only=True)
class Release(Record, table="releases", title="Vastgestelde versies", order=("number",), identity=("number",)):
    """A version of the corpus that was frozen when a round was closed."""

    number: int = column("Nummer")
    name: str = column("Kenmerk om naar te verwijzen")
    round: int = column("Ronde")
    frozen_at: str = column("Wanneer vastgesteld (UTC)")
    corpus_hash: str = column("Hash van het corpus")
    codebook: str = column("Codeboek en versie")
    judgement_count: int = column("Aantal oordelen")
    head: str = column("Hash van de laatste inschrijving")


@dataclass(frozen=True, kw_only=True)
class Change(Record, table="changes", title="Veranderd sinds de vorige versie", order=("release", "element_code")):
    """An element whose finding is another in the next frozen version, or after the last one now."""

    release: str = column("De versie waarmee is vergeleken")
    element_code: str = column("Code van het element")
    element: str = column("Naam van het element")
    was: str = column("Conclusie en aantallen toen; leeg als het element er niet was")
    now: str = column("Conclusie en aantallen nu; leeg als het element er niet meer is")
