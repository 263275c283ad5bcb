"""A study of which every text that comes from outside tries to become part of a page, a query or a formula."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

from lxml import html

from corpus.record import Record
from corpus.records import (
    Block,
    Casus,
    Code,
    Coding,
    Disclosure,
    Element,
    Expectation,
    Fact,
    Find,
    Gap,
    MergeProposal,
    Opgave,
    Page,
    Passage,
    Question,
    Screening,
    Source,
    Topic,
    Version,
)
from corpus.store import Store
from reports.publishing.publish import publish
from reports.review.snapshot import build
from tests.reports.conftest import as_inputs, make_settings
from tests.reports.review.whole_cases import ASK_FROM, review_records

ELEMENT, ATTRIBUTE = "zqx", "onzq"
MARKUP = f"'\"><{ELEMENT} {ATTRIBUTE}=1></title></textarea></script>"
FORMULA = "=cmd|'/c calc'!A0"
SQL = ("' OR 1=1 --", '" UNION SELECT 1,2,3 --', "1; DROP TABLE entries", "\x00", "') OR ('1'='1")
_TEXTS: dict[type[Record], tuple[str, ...]] = {
    Source: ("name",),
    Find: ("title_listed", "publisher_listed", "source"),
    Screening: ("reason", "criterion"),
    Version: ("reason",),
    Topic: ("label",),
    Element: ("label", "definition"),
    Code: ("label", "definition", "codebook_title", "term", "goals", "indicators"),
    Question: ("text", "understood"),
    Coding: ("reason",),
    Disclosure: ("reason",),
    MergeProposal: ("first_label", "second_label", "reason", "decision_reason"),
    Expectation: ("expected_title", "request", "gemeente"),
    Casus: ("reason",),
    Gap: ("rule",),
    Opgave: ("what", "actor_text", "term_text"),
    Block: ("speaker", "mark"),
}
_FREE_FACTS = ("title", "subtitle", "publisher", "uitvoerder", "opdrachtgever", "author", "identifier")


def make_hostile(folder: Path) -> Path:
    """Write corpus, public database and snapshot with such texts into a folder, and return it."""
    records = [replace(record, **dict(_changes(record))) for record in review_records()]
    with Store(folder / "corpus.db") as store:
        store.db.execute("PRAGMA foreign_keys = OFF")
        store.add(records)
    own = make_settings(folder)
    settings = replace(
        own, title=own.title + MARKUP, description=own.description + MARKUP, questions=(MARKUP, FORMULA),
        gemeenten=tuple((code, name + MARKUP, province) for code, name, province in own.gemeenten),
    )  # fmt: skip
    list(publish(as_inputs(records), settings))
    names = [(code, name) for code, name, _ in settings.gemeenten]
    build(folder / "corpus.db", folder / "snapshot.db", ASK_FROM, gemeenten=names, title=settings.title)
    return folder


def _changes(record: Record) -> Iterator[tuple[str, Any]]:
    for name in _TEXTS.get(type(record), ()):
        value = getattr(record, name)
        if isinstance(value, str) and value:
            yield name, FORMULA + value + MARKUP
    if isinstance(record, Fact) and record.field in _FREE_FACTS:
        yield "value", FORMULA + record.value + MARKUP
    if isinstance(record, Find):
        yield "url", record.url + MARKUP
    if isinstance(record, Page):
        yield "text", record.text + MARKUP
    if isinstance(record, Passage):
        yield "section_path", (MARKUP, *record.section_path)
        yield "text", record.text + MARKUP


def grown(content: str) -> list[str]:
    """Return what became part of a page, of the texts that tried: elements, attributes and addresses of scripts."""
    if not content.strip():
        return []
    page: Any = html.fromstring(content)
    wrong = [f"<{item.tag}>" for item in page.iter(ELEMENT)]
    wrong += [f"{item.tag}@{name}" for item in page.iter() for name in item.attrib if name.startswith(("on", ELEMENT))]
    addresses = [(item, item.get(name) or "") for name in ("href", "src", "action") for item in page.iter()]
    wrong += [f"{item.tag}: {to}" for item, to in addresses if re.match(r"\s*(javascript|data|vbscript):", to, re.I)]
    return wrong + [f"script: {item.text}" for item in page.iter("script") if item.text]


def formulas(content: str) -> list[str]:
    """Return the cells of a CSV that a spreadsheet takes for a formula."""
    return re.findall(r'(?:^|,|\n)"?(=[^,\n]*)', content)
