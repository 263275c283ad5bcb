"""What a publication says of itself and its tables to whoever takes them along: version, columns, and where from."""

from __future__ import annotations

from collections.abc import Iterator

from reports.exchange.citation import version_citation, version_name
from reports.publication import Publication
from reports.shown import day
from reports.tables import ReportTable
from reports.tables.traces import Traces
from reports.tables.tracing import counted_things
from reports.tables.typed import SPOKEN, column_type

HEADS = ("Tabel", "Kolom", "Wat erin staat", "Soort waarde", "Waar het vandaan komt", "De regel daarvoor (SQL)")


def about(publication: Publication, found: Traces, address: str, sources: str) -> Iterator[tuple[str, str]]:
    """Yield what the tables are, by name and text (Dutch); `sources` is the sheet with what stands behind numbers."""
    yield "Titel", publication.title
    yield "Beschrijving", " ".join(publication.about("beschrijving"))
    yield "Versie", version_name(publication)
    if frozen := max((row["vastgesteld_op"] for row in publication.rows["vastgesteld"]), default=""):
        yield "Vastgesteld op", day(frozen)
    if newest := max((row["gezien_op"] for row in publication.rows["nieuw"]), default=""):
        yield "Laatste document erbij", day(newest)
    years = [row["jaar"] for row in publication.rows["documenten"] if row["jaar"]]
    span = f", van {min(years)} tot en met {max(years)}" if years else ""
    yield "Documenten", f"{len(publication.rows['documenten'])}{span}"
    yield "Verwijs zo", version_citation(publication)
    yield "Contact", " ".join(publication.about("contact"))
    if publication.is_fictional:
        yield "Let op", "De gemeenten en documenten in dit voorbeeld zijn verzonnen."
    yield (
        "Getallen",
        f"Een onderstreept getal leidt naar de citaten erachter, op het blad {sources}. Andere getallen horen bij het "
        "citaat of document in dezelfde rij, of hebben geen citaten; hieronder staat waarom.",
    )
    if found.left_out:
        where = f"staat op {address}" if address else "is na te gaan met de regel in de laatste kolom"
        tables = ", ".join(found.left_out)
        yield "Zonder herkomst", f"Wat achter de getallen staat van {tables}, past hier niet. Het {where}."


def described(publication: Publication) -> Iterator[tuple[str, ...]]:
    """Yield the rows that tell of each table, and of each of its columns, under `HEADS`."""
    for name, table in sorted(publication.tables.items()):
        yield name, "", f"{table.title}. {table.description}", "", "", ""
        for column, text in table.columns.items():
            kind = column_type(table, column, publication.rows[name])
            yield name, column, text, SPOKEN[kind], told_source(table, column), rule_of(table, column)


def told_source(table: ReportTable, column: str) -> str:
    """Return where the values of a column come from, by the rules of its table (Dutch); empty where none tells."""
    told = []
    for rule in (rule for rule in table.rules if column in rule.columns):
        if rule.rows:
            told.append(f"Telt {counted_things(rule) or 'rijen'} in de tabel {rule.table}." if rule.count
                        else f"Berust op de tabel {rule.table}.")  # fmt: skip
        else:
            told.append(f"Niet te volgen: {rule.reason}.")
    return " ".join(dict.fromkeys(told))


def rule_of(table: ReportTable, column: str) -> str:
    """Return the rules by which what stands behind a column is found, in SQL; empty where there is none."""
    rules = [rule for rule in table.rules if column in rule.columns and rule.rows]
    told = (f"{f'{rule.count} FROM ' if rule.count else ''}{rule.rows}" for rule in rules)
    return "; ".join(dict.fromkeys(told))
