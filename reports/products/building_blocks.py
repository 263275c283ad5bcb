"""Kennisbouwstenen: what each werkzaam element is, what documents say of it and where, to fit on one page."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from reports.products.plain_words import LEADS, NO_VERDICT, VERDICTS, plain_words
from reports.products.readability import flesch_douma
from reports.publication import Publication, Value
from reports.publishing.database import Rows
from reports.references import Entry, bibliography
from reports.shown import spread

MOST, LEAST, TASKS = 2, 1, 2
"""Quotes on a page of what is written of most and of least, help or hindrance, and of what must be done."""
CODEBOOK = "Codeboek"
"""How `elementen` calls what comes from a codebook; themes found in the texts have no kennisbouwsteen."""
_LEAST_WORDS, _MOST_WORDS, _SURE = 8, 45, 0.7
"""Shorter quotes say too little on their own, longer ones do not fit on the page, and codes with a lower score are less
sure; these are taken if there are no others."""
Row = Mapping[str, Any]


@dataclass(frozen=True)
class Quoted:
    """A literal quote, where it stands, and who should do it by when where that is known."""

    text: Value
    quote_id: str
    document_id: str
    cite: str
    remark: str = ""
    place: str = ""
    """The gemeente or gemeenten of the document."""


@dataclass(frozen=True)
class BuildingBlock:
    """One kennisbouwsteen; all that it says of evidence stands in `publiek.db`."""

    code: str
    file: str
    """Its name in `bouwstenen/`, without an ending."""
    name: Value
    venster: Value
    what: str | Value
    counts: Mapping[str, Value]
    """`documenten`, `gemeenten`, `helpt`, `belemmert` and `nodig` of the table `elementen`."""
    verdict: str
    """What the evidence says together, in plain words."""
    conclusion: str
    """The same in the words of `elementen`; empty where there is none."""
    rule: Value | None
    helps: tuple[Quoted, ...]
    hinders: tuple[Quoted, ...]
    tasks: tuple[Quoted, ...]
    example: Quoted | None
    talk: tuple[str, ...]
    sources: tuple[Entry, ...]

    @property
    def counted(self) -> str:
        """How often and where the element is written about, in words."""
        n = {name: value.text for name, value in self.counts.items()}
        documents = "document" if n["documenten"] == "1" else "documenten"
        places = "gemeente" if n["gemeenten"] == "1" else "gemeenten"
        pieces = "stuk" if n["helpt"] == "1" else "stukken"
        return (
            f"Dit onderwerp staat in {n['documenten']} {documents}, uit {n['gemeenten']} {places}. In {n['helpt']} "
            f"{pieces} tekst staat dat het helpt. In {n['belemmert']} staat dat het ontbreekt of niet goed gaat. In "
            f"{n['nodig']} staat dat het nodig is."
        )

    @property
    def readability(self) -> float:
        """Flesch–Douma of the sentences that we wrote ourselves; what is quoted is not ours to change."""
        what = self.what.text if isinstance(self.what, Value) else self.what
        found = {"helps": self.helps, "hinders": self.hinders, "tasks": self.tasks, "talk": self.talk}
        leads = [LEADS[name] for name, there in found.items() if there]
        leads += [] if self.tasks else [LEADS["no_tasks"]]
        leads += [] if self.example else [LEADS["no_example"]]
        return flesch_douma(" ".join([what, self.verdict, self.counted, *leads, *self.talk]))

    @property
    def quotes(self) -> tuple[Quoted, ...]:
        """Every quote on the page, in order."""
        return (*self.helps, *self.hinders, *self.tasks, *([self.example] if self.example else ()))


def building_blocks(publication: Publication) -> tuple[BuildingBlock, ...]:
    """Return a kennisbouwsteen of each element of a codebook that is quoted, in the order of `elementen`."""
    by_code, by_name, stories = _indexes(publication)
    found, taken = [], set[str]()
    for row in publication.rows["elementen"]:
        if row["herkomst"] != CODEBOOK:
            continue
        writer = _Writer(publication, row, by_code[row["element_code"]])
        file = file_name(row["element_code"], taken)
        taken.add(file)
        found.append(writer.block(file, by_name[row["element"]], stories[row["element"]]))
    return tuple(found)


def file_name(code: str, taken: Iterable[str] = ()) -> str:
    """Return a name for files about a code, of letters, digits and underscores, that is not taken yet."""
    plain = re.sub(r"[^a-z0-9_]+", "_", code.lower()).strip("_") or "element"
    names = (plain, *(f"{plain}_{turn}" for turn in range(2, 1000)))
    return next(name for name in names if name not in set(taken))


def _indexes(publication: Publication) -> tuple[dict[str, Rows], dict[str, Rows], dict[str, Rows]]:
    """Return evidence by the code of its element, and opgaven and casuïstiek by its name."""
    by_code: dict[str, Rows] = defaultdict(list)
    by_name: dict[str, Rows] = defaultdict(list)
    stories: dict[str, Rows] = defaultdict(list)
    for row in publication.rows["bewijs"]:
        by_code[row["element_code"]].append(row)
    for table, index in (("opgaven_bijstellingen", by_name), ("casuistiek", stories)):
        for row in publication.rows[table]:
            for name in (row["elementen"] or "").split("; "):
                index[name].append(row)
    return by_code, by_name, stories


class _Writer:
    """Writes the page of one element; no quote is on it twice."""

    def __init__(self, publication: Publication, row: Row, evidence: Rows) -> None:
        self._publication, self._row, self._evidence = publication, row, evidence
        self._bibliography = bibliography(publication)
        self._used: set[str] = set()

    def block(self, file: str, tasks: Rows, stories: Rows) -> BuildingBlock:
        row, words = self._row, plain_words().get(self._row["element_code"])
        limits = (LEAST, MOST) if row["belemmert"] > row["helpt"] else (MOST, LEAST)
        helps = self._taken("bewijs", self._towards("helpt"), limits[0])
        hinders = self._taken("bewijs", self._towards("belemmert"), limits[1])
        advice = self._tasks(tasks)
        example = self._example(stories, helps)
        block = BuildingBlock(
            code=row["element_code"],
            file=file,
            name=self._value("element"),
            venster=self._value("venster"),
            what=words.what if words else self._value("omschrijving"),
            counts={name: self._value(name) for name in ("documenten", "gemeenten", "helpt", "belemmert", "nodig")},
            verdict=VERDICTS.get(row["conclusie"], NO_VERDICT),
            conclusion=row["conclusie"] or "",
            rule=self._value("regel") if row["regel"] else None,
            helps=helps,
            hinders=hinders,
            tasks=advice,
            example=example,
            talk=words.talk if words else (),
            sources=(),
        )
        return self._with_sources(block)

    def _value(self, column: str) -> Value:
        return self._publication.value("elementen", self._row, column)

    def _towards(self, direction: str) -> Rows:
        """Return the evidence of one direction: the surest codes first, of these the strongest research."""
        found = [row for row in self._evidence if row["richting"] == direction]
        return sorted(found, key=lambda row: row["score"] < _SURE)

    def _tasks(self, rows: Rows) -> tuple[Quoted, ...]:
        """Return what documents say must be done: first bijstellingen, that tell how, then opgaven and other needs."""
        ranked = sorted(rows, key=lambda row: row["soort"] != "Bijstelling")
        found = self._taken("opgaven_bijstellingen", ranked, TASKS)
        return found + self._taken("bewijs", self._towards("nodig"), TASKS - len(found))

    def _example(self, stories: Rows, helps: Sequence[Quoted]) -> Quoted | None:
        """Return a quote out of a casus, or else one on what helps elsewhere."""
        told = sorted((row for row in stories if row["citaat"]), key=lambda row: -_word_count(row))
        elsewhere = [row for row in self._towards("helpt") if row["gemeenten"] not in {each.place for each in helps}]
        found = self._taken("casuistiek", told, 1) or self._taken("bewijs", elsewhere, 1)
        return next(iter(found), None)

    def _taken(self, table: str, rows: Rows, limit: int) -> tuple[Quoted, ...]:
        free = [row for row in _once(rows) if row["citaat_id"] not in self._used]
        fitting = [row for row in free if _LEAST_WORDS <= _word_count(row) <= _MOST_WORDS and not _is_lead(row)]
        chosen = spread(fitting, limit) or spread([row for row in free if not _is_lead(row)], min(limit, 1))
        self._used |= {row["citaat_id"] for row in chosen}
        return tuple(self._quoted(table, row) for row in chosen)

    def _quoted(self, table: str, row: Row) -> Quoted:
        page = str(row["bladzijde"]) if row["bladzijde"] else None
        return Quoted(
            text=self._publication.value(table, row, "citaat"),
            quote_id=row["citaat_id"],
            document_id=row["document_id"],
            cite=self._bibliography.cite(row["document_id"], page),
            remark=_who_and_when(row),
            place=row["gemeenten"] or "",
        )

    def _with_sources(self, block: BuildingBlock) -> BuildingBlock:
        cited = {quoted.document_id for quoted in block.quotes}
        listed = tuple(entry for entry in self._bibliography.entries() if entry.document_id in cited)
        return replace(block, sources=listed)


def _once(rows: Rows) -> Iterator[dict[str, Any]]:
    seen = set()
    for row in rows:
        if row["citaat_id"] and row["citaat_id"] not in seen:
            seen.add(row["citaat_id"])
            yield row


def _word_count(row: Row) -> int:
    return len((row["citaat"] or "").split())


def _is_lead(row: Row) -> bool:
    """Tell whether a quote only announces what comes after it."""
    return str(row["citaat"]).rstrip().endswith(":")


def _who_and_when(row: Row) -> str:
    parts = [
        f"{title}: {text}"
        for title, name in (("Wie", "wie"), ("Wanneer", "wanneer_woorden"), ("Stand", "status"))
        if (text := row.get(name))
    ]
    return " · ".join(parts)
