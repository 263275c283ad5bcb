"""What stands behind the numbers of all tables, as one CSV file: a row a number, with ids of quotes and documents."""

from __future__ import annotations

from reports.publication import Publication
from reports.tables import ReportTable
from reports.tables.csv_files import as_csv
from reports.tables.traces import Traces, bare_documents

NAME = "herkomst.csv"
LIST = ReportTable(
    "herkomst",
    "Herkomst van getallen",
    "Bij elk getal dat iets telt de citaten en documenten erachter. Getallen die nul zijn, staan er niet in.",
    {
        "tabel": "De tabel",
        "rij": "De rij: de waarden van haar sleutel, met een streep ertussen",
        "kolom": "De kolom",
        "aantal": "Het getal",
        "citaten": "Kenmerken van de citaten erachter, met een spatie ertussen",
        "documenten": "Kenmerken van documenten erachter waaruit geen van die citaten komt, met een spatie ertussen",
    },
    "",
    ("tabel", "rij", "kolom"),
    types={"aantal": "getal"},
)
"""How the file is described; it is no table of the database."""


def as_list(publication: Publication, found: Traces) -> bytes:
    """Return the file; numbers of tables that are too large for it are not in it."""
    homes = {row["citaat_id"]: row["document_id"] for row in publication.rows["citaten"]}
    return as_csv(
        LIST,
        (
            {
                "tabel": cell.table,
                "rij": publication.origin(cell.table, row, cell.column).row,
                "kolom": cell.column,
                "aantal": row[cell.column],
                "citaten": " ".join(found.sources[at].quotes),
                "documenten": " ".join(bare_documents(found.sources[at], homes)),
            }
            for cell, at in found.cells.items()
            for row in (publication.rows[cell.table][cell.position],)
        ),
    )
