"""What synthesis writes on topics: groups of passages that say alike things, found without the codebook."""

from __future__ import annotations

from dataclasses import dataclass

from corpus.record import Record, column


@dataclass(frozen=True, kw_only=True)
class Topic(Record, table="topics", title="Thema's", order=("label", "id"), identity=("anchor",)):
    """A group of passages that say alike things; it stays itself as long as the passage that stands for it is there.

    The anchor is the least hash of the texts of its passages, so that two runs give a topic the same id with a chance
    equal to the share of passages that its members then and now have in common (min-wise hashing, Broder 1997).
    """

    label: str = column("Naam van het thema")
    terms: tuple[str, ...] = column("Kenmerkende woorden, de sterkste eerst")
    passage_count: int = column("Aantal passages")
    stability: float | None = column("Stabiliteit, van 0 tot 1; leeg als die niet is gemeten", default=None)
    is_stable: bool = column("Is de stabiliteit ten minste 0,6? Anders is het thema een aanwijzing", default=False)
    named_by: str = column("Van wie de naam is: hand, model of terms (uit de kenmerkende woorden)", default="terms")
    quote: str | None = column("Citaat dat het thema het best weergeeft, letterlijk", default=None)
    coding_id: str | None = column("De codering waar dat citaat bij hoort", references="codings", default=None)
    anchor: str = column("Kenmerk van de tekst waaraan het thema na een volgende run te herkennen is", default="")


@dataclass(frozen=True, kw_only=True)
class TopicPassage(Record, table="topic_passages", title="Passages per thema", order=("topic_id", "passage_id")):
    """How strongly a passage belongs to a topic."""

    topic_id: str = column("Het thema", references="topics")
    passage_id: str = column("De passage", references="passages")
    weight: float = column("Deel van de berekeningen waarin de passage bij dit thema hoorde, van 0 tot 1")
