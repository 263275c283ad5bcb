"""What synthesis writes on elements: what they are, their evidence, how strong it is, and where it does not agree."""

from __future__ import annotations

from dataclasses import dataclass

from corpus.record import Record, column


@dataclass(frozen=True, kw_only=True)
class Disclosure(
    Record,
    table="disclosures",
    title="Wat documenten van hun eigen onderzoek zeggen",
    order=("document_id", "page", "start", "id"),
):
    """A sentence in which a document tells what its research can and cannot bear."""

    document_id: str = column("Het document", references="documents")
    passage_id: str = column("De passage", references="passages")
    kind: str = column(
        "Wat er wordt gezegd: te_weinig_informatie, geen_conclusie, te_vroeg, vergelijkingsgroep of voor_en_nameting"
    )
    is_overall: bool = column("Gaat het over de uitkomst als geheel?", default=False)
    page: int = column("Bladzijde, vanaf 1")
    start: int = column("Eerste teken van het citaat in de tekst van de bladzijde")
    end: int = column("Teken na het laatste")
    quote: str = column("Citaat, letterlijk")
    reason: str = column("Waarom: de woorden waaraan het is herkend, en waarom het over het geheel gaat")


@dataclass(frozen=True, kw_only=True)
class Evaluation(
    Record, table="evaluations", title="Onafhankelijke evaluaties", order=("evaluation_id", "document_id")
):
    """A document as a source of evidence: the evaluation that it counts for, and how strong its design is."""

    document_id: str = column("Het document", references="documents")
    evaluation_id: str = column(
        "De evaluatie waarvoor het document telt: het kleinste kenmerk van de documenten die samen één keer tellen",
        index=True,
    )
    is_evaluation: bool = column("Is het een evaluatie of ander eigen onderzoek?")
    design: str = column("Opzet: onbekend, casus, kwalitatief, survey, vergelijking of effectmeting")
    strength: float = column("Sterkte van de opzet, van 0 (onbekend) tot 1 (effectmeting)")
    rule: str = column("Waaruit die opzet volgt")
    size_class: str = column("Grootteklasse van de gemeente, in inwoners; onbekend, of meerdere", default="onbekend")
    grouping: str = column("Waarom het document samen met andere telt; leeg als het alleen staat", default="")


@dataclass(frozen=True, kw_only=True)
class Element(Record, table="elements", title="Werkzame elementen", order=("venster", "label", "id")):
    """A werkzaam element: a code of the codebook, or a topic, that the corpus holds evidence on."""

    code: str = column("Code uit het codeboek, of het kenmerk van een thema", index=True)
    label: str = column("Naam van het element")
    definition: str = column("Omschrijving")
    venster: str | None = column("Venster: inwoner, professional, organisatie of beleid_bestuur", default=None)
    origin: str = column("Herkomst: codebook of topic")
    topic_id: str | None = column("Het thema, als het element daaruit komt", references="topics", default=None)
    decided: tuple[str, ...] = column("Besluiten van mensen: wat hierin is samengevoegd, of hernoemd", default=())


@dataclass(frozen=True, kw_only=True)
class Evidence(Record, table="evidence", title="Bewijs per element", order=("element_id", "coding_id")):
    """One coding as evidence for, against, or on the need of an element."""

    element_id: str = column("Het element", references="elements")
    coding_id: str = column("De codering", references="codings")
    direction: str = column("Richting: helpt, belemmert, nodig of neutraal")
    strength: float = column("Sterkte van de opzet van het onderzoek, van 0 tot 1")


@dataclass(frozen=True, kw_only=True)
class Formulation(
    Record, table="formulations", title="Formuleringen", order=("element_id", "direction", "position", "id")
):
    """Quotes on an element that say the same: below an element, as an element is below its venster."""

    element_id: str = column("Het element", references="elements")
    direction: str = column("Richting: helpt, belemmert, nodig of neutraal")
    position: int = column("Volgnummer binnen element en richting, vanaf 1: de meeste evaluaties eerst")
    coding_id: str = column("De codering met het citaat dat het meest in het midden staat", references="codings")
    label: str = column("Dat citaat")
    passage_count: int = column("Aantal passages")
    document_count: int = column("Aantal documenten")
    evaluation_count: int = column("Aantal onafhankelijke evaluaties")


@dataclass(frozen=True, kw_only=True)
class FormulationEvidence(
    Record, table="formulation_evidence", title="Bewijs per formulering", order=("formulation_id", "evidence_id")
):
    """A piece of evidence that belongs to a formulation."""

    formulation_id: str = column("De formulering", references="formulations")
    evidence_id: str = column("Het bewijs", references="evidence")
    similarity: float = column("Gelijkenis met het midden van de formulering, van -1 tot 1")


@dataclass(frozen=True, kw_only=True)
class MergeProposal(
    Record, table="merge_proposals", title="Voorstellen om samen te voegen", order=("first_code", "second_code")
):
    """Two elements that may be one, for people to decide on."""

    first_code: str = column("Code van het ene element; een thema eerst")
    first_label: str = column("Naam van dat element")
    second_code: str = column("Code van het andere element")
    second_label: str = column("Naam van dat element")
    shared_count: int = column("Aantal passages die beide hebben")
    overlap: float = column("Aandeel daarvan in de passages van het kleinste van de twee, van 0 tot 1")
    similarity: float = column("Gelijkenis van de gemiddelde vectoren van hun passages, van -1 tot 1")
    reason: str = column("Waarom dit wordt voorgesteld")
    decision: str = column("Besluit van mensen: samenvoegen of apart; leeg als er nog geen is", default="")
    decision_reason: str = column("Reden van dat besluit", default="")


@dataclass(frozen=True, kw_only=True)
class Balance(Record, table="balances", title="Balans van het bewijs", order=("element_id", "dimension", "value")):
    """The evidence on an element weighed up, over all or for one value of a dimension.

    Counted are independent evaluations by the directions of their quotes, and beside them passages and documents.
    """

    element_id: str = column("Het element", references="elements")
    dimension: str = column(
        "Uitsplitsing: alles, gemeente, jaar, documentsoort, methode, opzet of grootteklasse", index=True
    )
    value: str = column("Waarde; leeg bij alles, onbekend waar het kenmerk ontbreekt", default="")
    for_count: int = column("Evaluaties die alleen zeggen dat het helpt, los van wat nodig is")
    against_count: int = column("Evaluaties die alleen zeggen dat het belemmert of ontbreekt, los van wat nodig is")
    mixed_count: int = column("Evaluaties die beide zeggen")
    needed_count: int = column("Evaluaties die zeggen dat het nodig is, wat zij verder ook zeggen")
    evaluation_count: int = column("Onafhankelijke evaluaties die een richting geven")
    document_count: int = column("Documenten, ook die geen evaluatie zijn")
    for_passage_count: int = column("Passages waarin het helpt")
    against_passage_count: int = column("Passages waarin het belemmert of ontbreekt")
    needed_passage_count: int = column("Passages waarin het nodig is")


@dataclass(frozen=True, kw_only=True)
class Conclusion(Record, table="conclusions", title="Conclusie per element", order=("element_id",)):
    """What the evidence on an element comes to, by a rule that is told."""

    element_id: str = column("Het element", references="elements")
    verdict: str = column(
        "Conclusie: overwegend_helpt, overwegend_belemmert, gemengd, vooral_nodig of te_weinig_bewijs", index=True
    )
    rule: str = column("Volgens welke regel, met de aantallen")
    strongest: str = column("Sterkste opzet van de evaluaties")
    evaluation_count: int = column("Onafhankelijke evaluaties die een richting geven")


@dataclass(frozen=True, kw_only=True)
class Contradiction(Record, table="contradictions", title="Tegenspraken", order=("element_id", "position")):
    """Two quotes on an element from independent evaluations that do not agree: in one it helps, in the other not."""

    element_id: str = column("Het element", references="elements")
    position: int = column("Volgnummer binnen het element, vanaf 1: wat het meest over hetzelfde gaat eerst")
    for_coding_id: str = column("De codering die zegt dat het helpt", references="codings")
    against_coding_id: str = column("De codering die zegt dat het belemmert of ontbreekt", references="codings")
    similarity: float = column("Gelijkenis van de passages, van -1 tot 1")
    differences: tuple[str, ...] = column("Waarin de context verschilt: gemeente, jaar, opzet, …")
    agreements: tuple[str, ...] = column("Waarin de context gelijk is")
