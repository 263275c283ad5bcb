"""What the ledger adds to the corpus made by hand: one of each, so that every table has a row."""

from __future__ import annotations

from collections.abc import Sequence

from corpus.record import Record
from corpus.records import (
    Balance,
    Coding,
    Conclusion,
    Contradiction,
    Disclosure,
    Element,
    Evaluation,
    Evidence,
    Formulation,
    FormulationEvidence,
    MergeProposal,
    Page,
    Screening,
)


def make_ledger(records: Sequence[Record], secret: str) -> list[Record]:
    """Return a ledger over the elements and codings of a corpus; `secret` stands where nothing may be published."""
    codings = [record for record in records if isinstance(record, Coding) and record.dimension == "element"]
    published = [coding for coding in codings if coding.is_published and secret not in coding.quote]
    evidence = {record.coding_id: record for record in records if isinstance(record, Evidence)}
    helps = next(coding for coding in published if coding.direction == "helpt")
    hinders = next(coding for coding in published if coding.direction == "belemmert")
    found: list[Record] = [*_documents(records), *_disclosures(records, helps, secret)]
    for element in (record for record in records if isinstance(record, Element)):
        found += _weighed(element)
    found += _formulation(evidence[helps.id], helps, secret)
    return [*found, _contradiction(evidence[helps.id].element_id, helps, hinders), _proposal()]


def _documents(records: Sequence[Record]) -> list[Record]:
    documents = [record.document_id for record in records if isinstance(record, Screening) and record.is_included]
    return [
        Evaluation(
            document_id=document,
            evaluation_id=min(documents[0], document) if number < 2 else document,
            is_evaluation=number < 2,
            design="survey" if number < 2 else "onbekend",
            strength=0.6 if number < 2 else 0.0,
            rule="methode: enquête",
            grouping="verwijst ernaar en deelt een citaat" if number == 1 else "",
        )
        for number, document in enumerate(documents)
    ]


def _disclosures(records: Sequence[Record], helps: Coding, secret: str) -> list[Record]:
    """Return two disclosures: one that may be shown, and one of a document that is left out."""
    pages = [record for record in records if isinstance(record, Page)]
    shown = next(page for page in pages if page.document_id == helps.document_id)
    hidden = next(page for page in pages if page.text.endswith(f"{secret} staat ook hier."))
    return [
        Disclosure(
            document_id=page.document_id, passage_id=helps.passage_id, kind="te_weinig_informatie", is_overall=True,
            page=1, start=0, end=24, quote=page.text[:24], reason=secret,
        )
        for page in (shown, hidden)
    ]  # fmt: skip


def _weighed(element: Element) -> list[Record]:
    counts = {
        "for_count": 1, "against_count": 0, "mixed_count": 0, "needed_count": 0, "evaluation_count": 1,
        "document_count": 1, "for_passage_count": 1, "against_passage_count": 0, "needed_passage_count": 0,
    }  # fmt: skip
    parts = (("alles", ""), ("gemeente", "GM9101"), ("opzet", "survey"), ("jaar", "onbekend"))
    return [
        *(Balance(element_id=element.id, dimension=name, value=value, **counts) for name, value in parts),
        Conclusion(
            element_id=element.id, verdict="te_weinig_bewijs", rule="1 onafhankelijke evaluatie", strongest="survey",
            evaluation_count=1,
        ),
    ]  # fmt: skip


def _formulation(evidence: Evidence, coding: Coding, secret: str) -> list[Record]:
    formulation = Formulation(
        element_id=evidence.element_id, direction="helpt", position=1, coding_id=coding.id, label=secret,
        passage_count=1, document_count=1, evaluation_count=1,
    )  # fmt: skip
    link = FormulationEvidence(formulation_id=formulation.id, evidence_id=evidence.id, similarity=1.0)
    return [formulation, link]


def _contradiction(element_id: str, helps: Coding, hinders: Coding) -> Record:
    return Contradiction(
        element_id=element_id, position=1, for_coding_id=helps.id, against_coding_id=hinders.id, similarity=0.31,
        differences=("jaar", "opzet"), agreements=("gemeente",),
    )  # fmt: skip


def _proposal() -> Record:
    return MergeProposal(
        first_code="thema:ab/12", first_label="mandaat, maatwerk", second_code="handelingsruimte",
        second_label="Handelingsruimte", shared_count=2, overlap=1.0, similarity=0.9, reason="beide passages",
        decision="apart", decision_reason="het thema gaat ook over geld",
    )  # fmt: skip
