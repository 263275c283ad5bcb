"""The codes of the study as a file for readers: a REFI-QDA codebook, which programs for qualitative analysis open."""

from __future__ import annotations

from collections.abc import Iterator

from reports.exchange.qda.codes import CodeRow, CodeTree, Key
from reports.exchange.qda.model import Codebook
from reports.exchange.qda.writing import write_codebook
from reports.publication import File, Publication
from reports.rendering import RenderSettings

NAME = "uitwisseling/codeboek.qdc"
_ABOUT = "De codes van de studie voor andere programma's voor kwalitatieve analyse (codeboek in REFI-QDA)"


def files(publication: Publication, settings: RenderSettings) -> Iterator[File]:
    """Yield the codebook; nothing where no codes are published."""
    rows = tuple(code_rows(publication))
    if rows:
        yield File(NAME, _ABOUT, write_codebook(Codebook(codes=CodeTree(rows).codes)))


def code_rows(publication: Publication) -> Iterator[CodeRow]:
    """Yield the published codes in the order of their codebooks, elements with their venster."""
    codes = publication.rows["codeboeken"]
    vensters = {row["naam"]: row["code"] for row in codes if row["dimensie"] == "venster"}
    own = {(row["codeboek"], row["dimensie"], row["code"]): vensters.get(row["venster"], "")
           for row in publication.rows["kennishiaten"] if row["eigen_venster"] == "ja"}  # fmt: skip
    for row in codes:
        key = Key(row["versie"], row["dimensie"], row["code"])
        yield CodeRow(key, row["codeboek"], row["naam"], row["omschrijving"] or "", own.get(key, ""))
