"""Publications that are made up: documents, evidence on elements, and versions."""

from __future__ import annotations

from typing import Any

from reports.publication import Publication
from reports.tables import read_tables
from tests.reports.references.cases import reference

TABLES = {table.name: table for table in read_tables()}
LABELS = {"helpt": "Overwegend helpt", "belemmert": "Overwegend belemmert of ontbreekt", "gemengd": "Gemengd"}


def row(table: str, **told: Any) -> dict[str, Any]:
    """Return a row of a table: what is not told is empty."""
    return {**dict.fromkeys(TABLES[table].columns), **told}


def document(name: str, title: str, year: int = 2020) -> dict[str, Any]:
    return row("documenten", document_id=name, titel=title, jaar=year, gemeenten="Merenburg")


def element(code: str, verdict: str, rule: str = "een regel", design: str = "Survey") -> dict[str, Any]:
    return row(
        "elementen", element_code=code, element=code.capitalize(), herkomst="Codeboek", conclusie=LABELS[verdict],
        regel=rule, sterkste_opzet=design,
    )  # fmt: skip


def balance(code: str, *counts: int) -> dict[str, Any]:
    told = dict(zip(("voor", "tegen", "beide"), counts, strict=True))
    return row("balans", element_code=code, uitsplitsing="Alles", **told)


def evidence(code: str, document_id: str, title: str, quote: str = "q1") -> dict[str, Any]:
    return row(
        "bewijs", element_code=code, element=code.capitalize(), document_id=document_id, titel=title, citaat_id=quote
    )


def published(**rows: list[dict[str, Any]]) -> Publication:
    """Return a publication with these rows and no others."""
    return Publication(TABLES, {name: rows.get(name, []) for name in TABLES}, "")


def news(study_versions: bool = True) -> Publication:
    """Return a publication with two first documents, one that came later, a version, and findings that changed."""
    references = [
        reference("a1", titel="Eerste <1>", ondertitel="Een *lijst*", auteurs="Bureau Vis", verschenen_op="2019-03",
                  bron_url="https://vis.nl/1"),
        reference("b2", titel="Tweede", uitgever="Gemeente Oudermeer", verschenen_op="2019-03-09"),
        reference("c3", titel="Derde\x0b", jaar=2021, verschenen_op="2021"),
        reference("d4", titel="Zonder datum"),
    ]  # fmt: skip
    changed = [
        row(
            "veranderingen",
            versie="proef-v1",
            element_code=now and code,
            code=code,
            element=code.capitalize(),
            was=was,
            nu=now,
        )
        for code, was, now in (
            ("maatwerk", "Gemengd (2 voor, 2 tegen, 0 beide)", "Overwegend helpt (5 voor, 2 tegen, 0 beide)"),
            ("tijd", "Overwegend helpt (2 voor, 0 tegen, 0 beide)", "Overwegend belemmert (2 voor, 7 tegen, 0 beide)"),
            ("weg", "Gemengd (1 voor, 1 tegen, 0 beide)", None),
        )
    ]
    versions = [
        row("vastgesteld", versie="proef-v1", nummer=2, vastgesteld_op="2026-02-03T10:11:12+00:00"),
        row("vastgesteld", versie="proef-v0", nummer=1, vastgesteld_op="2025-12-31T23:00:00+00:00"),
    ]
    earlier = row(
        "eerdere_veranderingen", versie="proef-v1", vorige_versie="proef-v0", element_code="tijd", code="tijd",
        element="Tijd", was="Te weinig bewijs (1 voor, 0 tegen, 0 beide)",
        werd="Overwegend helpt (2 voor, 0 tegen, 0 beide)",
    )  # fmt: skip
    return published(
        referenties=references,
        nieuw=[row("nieuw", document_id="c3", titel="Derde", gezien_op="2026-04-30")],
        document_gemeente=[row("document_gemeente", document_id="a1", gemeente="Merenburg")],
        bewijs=[evidence("tijd", "a1", "Eerste", quote) for quote in ("q1", "q2")]
        + [evidence("maatwerk", "a1", "Eerste"), evidence("thema:1", "a1", "Eerste")],
        elementen=[element("tijd", "helpt"), element("maatwerk", "helpt")],
        vastgesteld=versions if study_versions else [],
        veranderingen=changed if study_versions else [],
        eerdere_veranderingen=[earlier] if study_versions else [],
    )
