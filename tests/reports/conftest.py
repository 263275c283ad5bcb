"""A small corpus made by hand: two gemeenten that do not exist, four documents of which one is left out."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from corpus.record import Record
from corpus.records import (
    TABLES,
    Calibration,
    Coding,
    Document,
    Element,
    Estimate,
    Evidence,
    Expectation,
    Fact,
    Find,
    Issue,
    Page,
    Passage,
    Progress,
    Screening,
    Source,
    Topic,
    TopicPassage,
    Version,
)
from corpus.stage import Inputs
from reports.publishing.publish import publish
from reports.rendering import RenderSettings, render
from reports.settings import PublishSettings
from tests.reports.alike_cases import make_vectors
from tests.reports.ledger_cases import make_ledger
from tests.reports.question_cases import make_questions
from tests.reports.review_cases import make_review
from tests.reports.task_cases import make_tasks

SECRET = "geheimwoord"
"""Stands wherever a text may not be published."""
SITE = "http://voorbeeld.example"
REQUEST = "Aan de griffie\n\nGeachte griffie,\n\nWilt u “het rapport”, sturen?"

TEXTS = {
    "eerste": "De wijkteams in Merenburg werken outreachend en dat helpt: inwoners weten het team te vinden. "
    f"{SECRET} staat in de rest van de bladzijde.",
    "tweede": "Door gebrek aan tijd blijven casussen liggen. De caseload is te hoog. "
    "Er is een vaste professional nodig per gezin.",
    "derde": "=In Oudermeer ontbreekt <b>mandaat</b> om maatwerk te leveren. De gemeente gaat het mandaat verruimen.",
    "buiten": f"Dit document gaat over wegen. {SECRET} staat ook hier.",
}
FACTS = {
    "eerste": {"title": "Evaluatie wijkteams <Merenburg>", "gemeente": "GM9101", "year": "2018",
               "publisher": "Bureau Vis", "document_type": "evaluatie", "evaluation_type": "procesevaluatie"},
    "tweede": {"title": "Tussenstand sociaal team", "gemeente": "GM9101", "published_on": "2020-05-01"},
    "derde": {"title": "Rapport rekenkamer", "gemeente": "GM9102", "year": "2022"},
    "buiten": {"title": f"Wegenplan {SECRET}", "gemeente": "GM9102", "year": "2021"},
}  # fmt: skip
CODINGS = [
    ("eerste", "De wijkteams in Merenburg werken outreachend en dat helpt", "helpt",
     {"soort": "werkzaam_element", "venster": "professional", "element": "outreachend"}),
    ("tweede", "Door gebrek aan tijd blijven casussen liggen. De caseload is te hoog.", "belemmert",
     {"soort": "belemmering", "venster": "organisatie", "element": "capaciteit"}),
    ("tweede", "Er is een vaste professional nodig per gezin.", "nodig",
     {"soort": "opgave", "aspect": "organisatie", "venster": "professional", "element": "vaste_professional"}),
    ("derde", "=In Oudermeer ontbreekt <b>mandaat</b> om maatwerk te leveren.", "belemmert",
     {"soort": "belemmering", "venster": "professional", "element": "handelingsruimte"}),
    ("derde", "De gemeente gaat het mandaat verruimen.", "nodig",
     {"soort": "bijstelling", "aspect": "randvoorwaarden", "element": "handelingsruimte"}),
    ("buiten", f"{SECRET} staat ook hier.", "helpt", {"soort": "werkzaam_element", "element": "outreachend"}),
]  # fmt: skip
ELEMENTS = {
    "outreachend": ("Outreachend werken", "professional"),
    "capaciteit": ("Capaciteit", "organisatie"),
    "vaste_professional": ("Vaste professional", "professional"),
    "handelingsruimte": ("Handelingsruimte", "professional"),
    "thema:ab/12": ("mandaat, maatwerk", "professional"),
}
SEEN = {"derde": "2026-03-20T09:00:00+00:00"}
"""When a document was first seen that came in after the others."""
PROGRESS = Progress(
    passage_count=9, judged_count=0, relevant_count=0, unread_expected=5.0, unread_low=2, unread_high=7, recall=0.0,
    recall_low=0.0, recall_high=0.0, target=0.95, missed_probability=1.0, may_stop=False, method="voorspelling",
    sample_count=0,
)  # fmt: skip
CALIBRATION = Calibration(codebook="proef 1", low=0.8, high=0.9, said=0.85, was=0.83, coding_count=40)
TOPIC = Topic(label="mandaat, maatwerk", terms=("mandaat", "maatwerk"), passage_count=2, stability=0.8)


def _document(name: str) -> str:
    return (name.encode().hex() * 10)[:64]


def _documents() -> list[Record]:
    source = Source(name="voorbeeldsite", kind="website", settings=json.dumps({"url": f"{SITE}/"}))
    folder = Source(name="map", kind="folder", settings=json.dumps({"path": f"/home/{SECRET}"}), is_added=True)
    records: list[Record] = [source, folder]
    for name, text in TEXTS.items():
        document_id = _document(name)
        url = f"{SITE}/{name}.pdf" if name != "derde" else f"file:///home/{SECRET}/derde.pdf"
        records += [
            Find(
                source_id=source.id,
                source=source.name,
                url=url,
                final_url=url,
                status=200,
                document_id=document_id,
                first_seen_at=SEEN.get(name, "2026-01-05T09:00:00+00:00"),
            ),
            Document(id=document_id, media_type="application/pdf", byte_count=len(text)),
            Page(document_id=document_id, number=1, text=text, method="tekstlaag"),
            Screening(document_id=document_id, is_included=name != "buiten", reason="past bij de studie"),
        ]
        records += [
            Fact(
                document_id=document_id,
                field=field,
                value=value,
                quote=SECRET,
                method="kop",
                confidence=0.9,
                is_chosen=True,
            )
            for field, value in FACTS[name].items()
        ]
    records.append(_version())
    records.append(
        Fact(
            document_id=_document("eerste"), field="title", value=SECRET, method="kop", confidence=0.1, is_chosen=False
        )
    )
    return records


def _version() -> Record:
    """Return a group of which a document outside the study counts, so that nothing of it may be told but its id."""
    alone = _document("buiten")
    return Version(document_id=alone, group_id=alone, is_counted=True, counted_id=alone, similarity=1.0, reason="proef")


def _codings() -> list[Record]:
    records: list[Record] = []
    elements = {
        code: Element(
            code=code,
            label=label,
            definition=f"Over {label.lower()}",
            venster=venster,
            origin="topic" if code.startswith("thema:") else "codebook",
            topic_id=TOPIC.id if code.startswith("thema:") else None,
        )
        for code, (label, venster) in ELEMENTS.items()
    }
    records += elements.values()
    for name, quote, direction, codes in CODINGS:
        document_id, start = _document(name), TEXTS[name].index(quote)
        end = start + len(quote)
        passage = Passage(document_id=document_id, page=1, start=start, end=end, text=quote)
        records.append(passage)
        for dimension, code in codes.items():
            for score, is_published in ((0.9, True), (0.2, False)):
                coding = Coding(
                    document_id=document_id, passage_id=passage.id, codebook="proef", dimension=dimension, code=code,
                    direction=direction if dimension == "element" else None, page=1, start=start, end=end, quote=quote,
                    made_by="rule", score=score, reason=SECRET, is_published=is_published,
                )  # fmt: skip
                records.append(coding)
                if dimension == "element":
                    of = [elements[code], elements["thema:ab/12"]] if name == "derde" else [elements[code]]
                    records += [
                        Evidence(element_id=element.id, coding_id=coding.id, direction=direction, strength=score)
                        for element in of
                    ]
    return records


def _coverage() -> list[Record]:
    """Return one evaluation that is expected and found, one that is missing by list and reference, and an estimate."""
    first = _document("eerste")
    missing = Expectation(
        gemeente_code="GM9103", gemeente="Duinrade", year=2017, origin="list", quote="Raadsbrief", request=REQUEST
    )
    return [
        Expectation(gemeente_code="GM9101", gemeente="Merenburg", year=2018, origin="list", found_id=first),
        missing,
        replace(
            missing, id="", expected_title="Samen", origin="citation", citing_id=first, page=1,
            quote="De wijkteams in Merenburg",
        ),
        Estimate(
            first="a", second="b", first_count=20, second_count=10, both_count=4, estimate=45.2, low=33.61, high=78.4
        ),
    ]  # fmt: skip


def make_records() -> list[Record]:
    found = [*_documents(), *_codings(), *_coverage()]
    passages = [record for record in found if isinstance(record, Passage)]
    found += [TOPIC, *(TopicPassage(topic_id=TOPIC.id, passage_id=passage.id, weight=0.5) for passage in passages[3:5])]
    found += make_ledger(found, SECRET)
    found += make_questions(found)
    found += [*make_tasks(found, SECRET), *make_vectors(found), PROGRESS, CALIBRATION]
    found += make_review(found, SECRET)
    found.append(
        Issue(stage="extract", severity="unreadable", subject=f"/home/{SECRET}", problem="broken", remedy="mend")
    )
    return found


def make_settings(folder: Path) -> PublishSettings:
    return PublishSettings(
        study="proef",
        title="Wat werkt? <proef>",
        description="Een proef met verzonnen gemeenten.",
        contact="https://voorbeeld.example/",
        questions=("Wat werkt?", "Wat is er nodig?"),
        quote_words=20,
        gemeenten=(("GM9101", "Merenburg", "Fictief"), ("GM9102", "Oudermeer", "Fictief")),
        shape="",
        folder=folder,
    )


def make_render_settings(folder: Path) -> RenderSettings:
    return RenderSettings(study="proef", shape="", address="", given=(), template=None, outline=None, folder=folder)


def as_inputs(records: list[Record]) -> Inputs:
    found = {table: [record for record in records if isinstance(record, table)] for table in TABLES}
    return Inputs({table: sorted(rows, key=lambda record: record.id) for table, rows in found.items()})


@pytest.fixture
def records() -> list[Record]:
    return make_records()


@pytest.fixture
def settings(data: Path) -> PublishSettings:
    return make_settings(data / "proef")


@pytest.fixture
def inputs(records: list[Record]) -> Inputs:
    return as_inputs(records)


@pytest.fixture
def spoilt(records: list[Record]) -> Callable[[], Inputs]:
    """Return inputs in which one page no longer holds its quote."""

    def spoil() -> Inputs:
        changed = [
            replace(record, id="", text=record.text.replace("outreachend", "samen"))
            if isinstance(record, Page)
            else record
            for record in records
        ]
        return as_inputs(changed)

    return spoil


@pytest.fixture(scope="session")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return the folder of a study that is published; tests only read it."""
    settings = make_settings(tmp_path_factory.mktemp("gepubliceerd") / "proef")
    list(publish(as_inputs(make_records()), settings))
    list(render(Inputs({}), make_render_settings(settings.folder)))
    return settings.folder
