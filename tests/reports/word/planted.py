"""Sentences as authors write them, of which is known whether they rest on what changed between two publications."""

from __future__ import annotations

from typing import Any

from reports.document.blocks import Chapter, Column, Grid, Part
from reports.publication import Publication
from tests.reports.word.cases import chapters_of, later

COUNTS = {
    "outreachend": (14, 3, 2, 9, "Overwegend helpt"),
    "capaciteit": (2, 11, 4, 12, "Gemengd"),
    "vaste_professional": (6, 1, 5, 7, "Overwegend helpt"),
    "handelingsruimte": (4, 8, 3, 10, "Gemengd"),
}
CHANGED = {
    "outreachend": (17, 3, 2, 9, "Overwegend helpt"),
    "capaciteit": (2, 13, 4, 15, "Overwegend belemmert"),
    "vaste_professional": COUNTS["vaste_professional"],
}
PLACES = {"outreachend": (5, 0, 0), "capaciteit": (0, 9, 0), "vaste_professional": (0, 0, 21)}
CHANGED_PLACES = {**PLACES, "outreachend": (6, 0, 0)}

TOUCHED = (
    "Outreachend werken wordt in 14 passages als helpend genoemd.",
    "Uit het onderzoek blijkt dat outreachend werken 14 keer helpt.",
    "Veertien passages zeggen dat outreachend werken helpt.",
    "Dat outreachend werken helpt, staat op 14 plaatsen in de teksten.",
    "Met 14 vermeldingen is outreachend werken koploper.",
    "Het aantal van 14 voor outreachend werken verbaast ons niet.",
    "Dat outreachende werken helpt, lazen wij op 14 verschillende plekken.",
    "Capaciteit belemmert volgens 11 passages.",
    "Bij capaciteit gaat het 11 maal mis.",
    "Er zijn 12 documenten over capaciteit.",
    "In twaalf rapporten komt capaciteit aan de orde.",
    "Over capaciteit gaan elf fragmenten die zeggen dat het belemmert.",
    "Van de documenten gaan er 12 over capaciteit, en dat is veel.",
    "Capaciteit springt eruit: 11 belemmeringen.",
    "Voor capaciteit tellen wij 11 keer een belemmering, voor outreachend werken 3 keer.",
    "Vergeleken met de vaste professional (7 documenten) telt capaciteit er meer: 12.",
    "Zowel bij outreachend werken als bij capaciteit zien wij veel: 14 respectievelijk 11 passages.",
    "Handelingsruimte kent 8 passages waarin het belemmert en 4 waarin het helpt.",
    "De handelingsruimte van professionals wordt acht keer als knelpunt genoemd.",
    "Tien documenten gaan over handelingsruimte.",
    "Handelingsruimte is in 3 passages nodig.",
    "Het bewijs voor capaciteit is gemengd.",
    "De conclusie over handelingsruimte luidt: gemengd.",
    "“De wijkteams in Merenburg werken outreachend en dat helpt”, staat in de evaluatie.",
    "Wij onderschrijven dat de wijkteams in Merenburg werken: outreachend en dat helpt!",
    "Het team schrijft: “Door gebrek aan tijd blijven casussen liggen.”",
    "Zoals iemand zei: ‘de caseload is te hoog’.",
    "Tabel 1 laat zien welke elementen het vaakst voorkomen.",
    "Zie tabel 1 voor alle aantallen.",
    "In tabel 1 staat dat outreachend werken 14 keer helpt.",
    "Tabel 3 vergelijkt de gemeenten.",
    "In Merenburg helpt outreachend werken volgens 5 passages.",
    "Vijf passages uit Merenburg zeggen dat outreachend werken er helpt.",
)
UNTOUCHED = (
    "Outreachend werken komt in 9 documenten voor.",
    "Outreachend werken belemmert in 3 passages.",
    "In 2 passages is outreachend werken nodig.",
    "Een vaste professional helpt in 6 passages.",
    "Zeven documenten gaan over de vaste professional.",
    "Een vaste professional is vijf keer nodig.",
    "Wij spraken voor dit rapport met 14 mensen.",
    "Voor outreachend werken spraken wij 14 medewerkers.",
    "Over outreachend werken organiseerden wij 14 bijeenkomsten.",
    "In 2014 begon Merenburg met wijkteams.",
    "Capaciteit is een bekend probleem.",
    "De conclusie over outreachend werken is: overwegend helpt.",
    "“Er is een vaste professional nodig per gezin”, zegt een respondent.",
    "Tabel 2 toont de gemeenten.",
    "Volgens tabel 2 zijn er 23 documenten uit Merenburg.",
    "De caseload hoog houden is geen keuze.",
    "Casussen blijven liggen door gebrek aan tijd.",
    "Handelingsruimte vraagt om vertrouwen.",
    "Het overleg over capaciteit duurde 11 uur.",
    "Bij capaciteit past een budget van 12 miljoen euro.",
    "Capaciteit is in 4 passages nodig.",
    "Capaciteit helpt 2 keer.",
    "In Merenburg belemmert capaciteit in 9 passages.",
    "In Merenburg is een vaste professional volgens 21 passages nodig.",
    "Merenburg telt 23 documenten in deze studie.",
    "Op 11 mei bespraken wij capaciteit met de gemeente.",
    "In paragraaf 14 komen wij terug op outreachend werken.",
    "Het mandaat verdient aandacht.",
    "De wijkteams in Merenburg werken vanuit de wijk en dat helpt, aldus de evaluatie.",
    "Outreachend werken verdient meer aandacht dan nu.",
    "Wat helpt, hangt af van de wijk.",
    "Twaalf van de vijftien leden waren het eens.",
    "In tabel 1 staat dat een vaste professional 6 keer helpt.",
    "Ook de gemeente Oudermeer deed mee, met 31 documenten.",
    "Gemengd zijn de reacties van onze lezers.",
    "Tabel 14 bestaat niet.",
)


def first(publication: Publication) -> Publication:
    """The publication that the document was written of."""
    return later(publication, elementen=_counted(COUNTS), element_gemeente=_placed(PLACES), gemeenten=_gemeente)


def second(publication: Publication) -> Publication:
    """The one that it is refreshed from: other counts, judgements and quotes; an element and a quote are gone."""
    return later(
        publication,
        elementen=_counted(CHANGED),
        element_gemeente=_placed(CHANGED_PLACES),
        gemeenten=_gemeente,
        bewijs=_quoted,
        citaten=_quoted,
    )


def _counted(counts: dict[str, tuple[int, int, int, int, str]]) -> Any:
    def change(row: dict[str, Any]) -> dict[str, Any] | None:
        found = counts.get(row["element_code"])
        names = ("helpt", "belemmert", "nodig", "documenten", "conclusie")
        return {**row, **dict(zip(names, found, strict=True))} if found else None

    return change


def _placed(places: dict[str, tuple[int, int, int]]) -> Any:
    def change(row: dict[str, Any]) -> dict[str, Any] | None:
        found = places.get(row["element_code"])
        return {**row, **dict(zip(("helpt", "belemmert", "nodig"), found, strict=True))} if found else None

    return change


def _gemeente(row: dict[str, Any]) -> dict[str, Any]:
    return {**row, "documenten": {"Merenburg": 23, "Oudermeer": 31}[row["gemeente"]]}


def _quoted(row: dict[str, Any]) -> dict[str, Any] | None:
    if "caseload" in row["citaat"]:
        return None
    return {**row, "citaat": row["citaat"].replace("outreachend", "vanuit de wijk")}


def chapters(publication: Publication) -> tuple[Chapter, ...]:
    """Chapters with three tables."""
    more = Part("gemeenten", (_grid(publication, "gemeenten", "documenten"),))
    places = Part("per-gemeente", (_grid(publication, "element_gemeente", "element", "helpt", "belemmert", "nodig"),))
    return (*chapters_of(publication), Chapter("gemeenten", "Gemeenten", (more, places)))


def _grid(publication: Publication, table: str, *columns: str) -> Grid:
    rows = publication.rows[table]
    cells = tuple(tuple((publication.value(table, row, column),) for column in ("gemeente", *columns)) for row in rows)
    return Grid(f"tabel-{table}", "Gemeenten", tuple(Column(name) for name in ("Gemeente", *columns)), cells, table)


ELSEWHERE_TOUCHED = (
    "Merenburg leverde 23 documenten.",
    "Drieëntwintig rapporten komen uit Merenburg, dus 23 in totaal.",
    "Uit Merenburg komen 6 elementen naar voren.",
    "In Merenburg noemen evaluaties zes werkzame elementen.",
    "De vraag ‘Hoeveel mandaat hebben teams nodig?’ is beantwoord.",
    "Drie evaluaties zeggen iets over de vraag hoeveel mandaat teams nodig hebben.",
    "Hoeveel mandaat teams nodig hebben, staat in 3 documenten.",
    "De Evaluatie wijkteams Merenburg verscheen in 2018.",
    "In 2018 kwam de evaluatie van de wijkteams in Merenburg uit.",
    "In tabel 1 heeft Merenburg 23 documenten.",
)
ELSEWHERE_UNTOUCHED = (
    "Oudermeer leverde 31 documenten.",
    "Uit Oudermeer komt 1 element naar voren.",
    "Merenburg telt 23 wijken.",
    "Merenburg heeft 6 wijkteams en 12 scholen.",
    "De vraag hoe lang een team betrokken blijft, is open.",
    "Over hoe lang een team betrokken blijft, gaan 0 documenten.",
    "Het Rapport rekenkamer verscheen in 2022.",
    "In 2018 was er nog geen wijkteam in Oudermeer.",
    "In tabel 1 heeft Oudermeer 31 documenten.",
    "De rekenkamer van Oudermeer bracht in 2022 een rapport uit.",
    "Wij vroegen 23 wethouders naar hun mening.",
    "Merenburg werkt al zes jaar met wijkteams.",
)
"""Of gemeenten, questions and documents, for rules that were made with the others in mind."""


def elsewhere(publication: Publication, *, is_later: bool) -> Publication:
    """A publication in which only Merenburg, the first question and the first document become other."""

    def gemeente(row: dict[str, Any]) -> dict[str, Any]:
        found = {"Merenburg": (28, 8) if is_later else (23, 6), "Oudermeer": (31, 1)}[row["gemeente"]]
        return {**row, "documenten": found[0], "elementen": found[1]}

    def question(row: dict[str, Any]) -> dict[str, Any]:
        is_other = is_later and row["volgorde"] == 1
        return {**row, "status": "Deels beantwoord", "evaluaties": 5, "documenten": 6} if is_other else row

    def document(row: dict[str, Any]) -> dict[str, Any]:
        return {**row, "jaar": 2019} if is_later and row["titel"].startswith("Evaluatie") else row

    return later(publication, gemeenten=gemeente, kennisvragen=question, documenten=document)


def chapters_elsewhere(publication: Publication) -> tuple[Chapter, ...]:
    """A chapter with a table of gemeenten, of questions and of documents."""
    return (
        Chapter(
            "tabellen",
            "Tabellen",
            (
                Part("gemeenten", (_table(publication, "gemeenten", "gemeente", "documenten", "elementen"),)),
                Part("vragen", (_table(publication, "kennisvragen", "vraag", "status", "evaluaties", "documenten"),)),
                Part("documenten", (_table(publication, "documenten", "titel", "jaar"),)),
            ),
        ),
    )


def _table(publication: Publication, table: str, *columns: str) -> Grid:
    cells = []
    for row in publication.rows[table]:
        values = (publication.value(table, row, column) for column in columns)
        cells.append(tuple((value._replace(text=value.text.replace("2.0", "20")),) for value in values))
    return Grid(f"tabel-{table}", table.capitalize(), tuple(Column(name) for name in columns), tuple(cells), table)
