"""What synthesis writes on reading: in which order the passages are best read, and how far the reading is."""

from __future__ import annotations

from dataclasses import dataclass

from corpus.record import Record, column


@dataclass(frozen=True, kw_only=True)
class Priority(Record, table="priorities", title="Leesvolgorde", order=("rank",)):
    """How soon a passage is best read: those that most likely say something relevant come first."""

    passage_id: str = column("De passage", references="passages")
    document_id: str = column("Het document", references="documents")
    rank: int = column("Plaats in de leesvolgorde, vanaf 1; wat al is beoordeeld staat achteraan", index=True)
    score: float = column("Kans dat de passage iets relevants zegt, van 0 tot 1")
    is_judged: bool = column("Is de passage al beoordeeld?")
    reason: str = column("Waar de kans vandaan komt")


@dataclass(frozen=True, kw_only=True)
class Progress(Record, table="reading_progress", title="Stand van het lezen"):
    """How far the reading of a study is, and how much that is relevant is still unread: counts only."""

    passage_count: int = column("Aantal passages van ingesloten documenten")
    judged_count: int = column("Aantal passages dat is beoordeeld")
    relevant_count: int = column("Aantal daarvan dat iets relevants zegt")
    unread_expected: float = column("Verwacht aantal relevante passages dat nog niet is gelezen")
    unread_low: int = column("Ondergrens van het 95%-interval daarvan")
    unread_high: int = column("Bovengrens van het 95%-interval daarvan")
    recall: float = column("Geschat deel van wat relevant is dat is gelezen, van 0 tot 1")
    recall_low: float = column("Ondergrens van het 95%-interval daarvan")
    recall_high: float = column("Bovengrens van het 95%-interval daarvan")
    target: float = column("Deel van wat relevant is dat de studie wil lezen")
    missed_probability: float = column(
        "Kans op deze uitkomst als het doel nog niet is gehaald (p-waarde van de stopregel)"
    )
    may_stop: bool = column("Zegt de stopregel dat het lezen klaar is?")
    method: str = column("Waarop de schatting berust: steekproef, leesvolgorde of voorspelling")
    sample_count: int = column("Aantal passages in de steekproef uit wat niet was gelezen")
