"""The gaps, the account, the overview of documents, and the annexes."""

from __future__ import annotations

from typing import Any

import pytest

from reports.document.blocks import Block, Chapter, Items, Link, Paragraph, Quote, References
from reports.document.chapters import read_chapters
from reports.publication import Publication
from tests.reports.document.reading import cells, grids, like, part, parts, said, with_rows

Chapters = tuple[Chapter, ...]


def _part(publication: Publication, name: str, **tables: Any) -> tuple[Block, ...]:
    return part(read_chapters(with_rows(publication, **tables)), name)


def test_gaps_are_elements_with_little_evidence_in_their_own_venster(publication: Publication) -> None:
    kinds = [("ja", "Weinig bewijs"), ("ja", "Geen bewijs"), ("ja", "Veel bewijs"), (None, "Geen bewijs")]
    gaps = [
        like(publication, "kennishiaten", naam=f"Element {turn}", code=str(turn), eigen_venster=own, bewijs=found)
        for turn, (own, found) in enumerate(kinds)
    ]
    blocks = _part(publication, "hiaten-elementen", kennishiaten=gaps)
    (items,) = [block for block in blocks if isinstance(block, Items)]
    assert [said((Paragraph(item),)).partition(":")[0] for item in items.items] == ["Element 0", "Element 1"]


def test_without_gaps_that_is_said(chapters: Chapters) -> None:
    assert "Over elk element van het codeboek is" in said(part(chapters, "hiaten-elementen"))


def test_open_questions_and_what_documents_admit_are_gaps_too(chapters: Chapters) -> None:
    assert said(part(chapters, "hiaten-vragen")).endswith("Hoe lang blijft een team betrokken?")
    (quote,) = [block for block in part(chapters, "hiaten-documenten") if isinstance(block, Quote)]
    assert said((quote,)).endswith("(…)Te weinig informatie.")


def test_of_many_that_admit_it_six_are_shown(publication: Publication) -> None:
    rows = [like(publication, "te_weinig_informatie", begin=turn) for turn in range(9)]
    blocks = _part(publication, "hiaten-documenten", te_weinig_informatie=rows)
    assert sum(isinstance(block, Quote) for block in blocks) == 6 and "enkele citaten" in said(blocks)


def test_the_agenda_is_in_order_once_enough_people_have_scored(publication: Publication) -> None:
    first = like(publication, "kennisagenda", onderwerp="Wat nu?", gemiddelde=4.25, gescoord_door=4, termijn="KT")
    scored = _part(publication, "hiaten-agenda", kennisagenda=[first, first | {"kenmerk": "x", "gemiddelde": None}])
    (grid,) = grids(scored).values()
    assert cells(grid) == [["Wat nu?", first["stand"], "KT", "4,2", "4"]]
    nobody = _part(publication, "hiaten-agenda", kennisagenda=[first | {"gemiddelde": None}])
    assert "nog te weinig scores" in said(nobody) and not grids(nobody)


def test_it_tells_where_was_searched_and_what_remained(chapters: Chapters) -> None:
    sources, counts = grids(part(chapters, "verantwoording-zoeken")).values()
    assert cells(sources)[-1] == ["voorbeeldsite", "website", "http://voorbeeld.example/", "–", "4", "3"]
    assert ["Citaten gepubliceerd", "5"] in cells(counts)


def test_the_flow_has_every_box(publication: Publication, chapters: Chapters) -> None:
    (grid,) = grids(part(chapters, "verantwoording-stroom")).values()
    assert len(grid.rows) == len(publication.rows["stroom"])
    assert "verantwoording-stroom" not in parts(read_chapters(with_rows(publication, stroom=[])))


def test_it_tells_which_documents_take_part_and_why(chapters: Chapters) -> None:
    assert said(part(chapters, "verantwoording-insluiting")).splitlines()[1] == (
        "Doet mee: past bij de studie (3 documenten)Doet niet mee: past bij de studie (1 document)"
    )


def test_it_tells_what_there_should_be_and_what_is_missing(chapters: Chapters) -> None:
    blocks = part(chapters, "verantwoording-dekking")
    (grid,) = grids(blocks).values()
    assert cells(grid) == [
        ["Duinrade", "2017", "nee", "–"],
        ["Merenburg", "2018", "ja", "Evaluatie wijkteams <Merenburg>"],
    ]
    assert "Duinrade, 2017. Lijst van de studie: Raadsbrief" in said(blocks)
    assert "schatting van 45 evaluaties in totaal, waarschijnlijk tussen 34 en 78. Gezien zijn er 26." in said(blocks)


def test_of_a_long_list_of_expectations_a_part_is_shown(publication: Publication) -> None:
    rows = [like(publication, "dekking", jaar=1900 + turn) for turn in range(50)]
    blocks = _part(publication, "verantwoording-dekking", dekking=rows)
    (grid,) = grids(blocks).values()
    assert len(grid.rows) == 40 and "De hele lijst staat in de tabel" in said(blocks)


def test_versions_that_do_not_count_are_named_with_the_reason(publication: Publication) -> None:
    row = like(publication, "versies", telt="nee", titel="Concept", reden="nagenoeg gelijk aan het definitieve rapport")
    blocks = _part(publication, "verantwoording-dubbelen", versies=[row, row | {"kenmerk": "x", "titel": None}])
    assert "Concept: nagenoeg gelijk aan het definitieve rapport." in said(blocks)
    unnamed = with_rows(publication, versies=[row | {"titel": None}])
    assert "verantwoording-dubbelen" not in parts(read_chapters(unnamed))


def test_it_tells_how_codes_were_given_and_how_long_a_quote_may_be(chapters: Chapters) -> None:
    assert "Een citaat telt hoogstens 20 woorden." in said(part(chapters, "verantwoording-werkwijze"))


def test_it_tells_how_often_codes_were_right(chapters: Chapters) -> None:
    (grid,) = grids(part(chapters, "verantwoording-betrouwbaarheid")).values()
    assert cells(grid) == [["proef 1", "80 %", "90 %", "83 %", "40"]]


def test_it_tells_what_people_judged_and_how_far_they_agree(publication: Publication, chapters: Chapters) -> None:
    found = grids(part(chapters, "verantwoording-beoordeling"))
    assert cells(found["tabel-rondes"]) == [["1: Eerste ronde", "1 maart 2026", "gesloten", "4", "6", "2"]]
    assert cells(found["tabel-overeenstemming"]) == [["element", "mensen", "2", "75 %", "0,50", "0,52"]]
    assert [row[1] for row in cells(found["tabel-lezen"])][:2] == ["9", "0"]
    nobody = _part(publication, "verantwoording-beoordeling", rondes=[], overeenstemming=[], leesvolgorde_stand=[])
    assert said(nobody) == "Beoordeling door mensen\nNog niemand heeft codes beoordeeld."


def test_agreement_over_all_rounds_goes_before_that_of_one(publication: Publication) -> None:
    one = like(publication, "overeenstemming", code=None, gelijk=0.5)
    rows = [one | {"ronde": "1"}, one | {"ronde": "Alle rondes", "gelijk": 0.9}, one | {"code": "x"}]
    found = grids(_part(publication, "verantwoording-beoordeling", overeenstemming=rows))
    assert [row[3] for row in cells(found["tabel-overeenstemming"])] == ["90 %"]


def test_the_version_is_named_with_how_to_refer_to_it(publication: Publication, chapters: Chapters) -> None:
    settled = said(part(chapters, "verantwoording-versie"))
    assert "proef-v1-0a1b2c3d, van 2 maart 2026, na ronde 1. Verwijs ernaar als: Wat werkt? <proef>" in settled
    assert "(versie proef-v1-0a1b2c3d) [kennissynthese]. (2026)." in settled
    assert "Outreachend werken: eerst te weinig bewijs (1 voor" in settled and "nu overwegend helpt" in settled
    assert settled.endswith("Weg element: eerst gemengd (1 voor, 1 tegen, 0 beide); niet meer gevonden")
    unsettled = said(_part(publication, "verantwoording-versie", vastgesteld=[]))
    assert "nog niet vastgesteld" in unsettled and unsettled.endswith("Wat werkt? <proef>.")
    unchanged = said(_part(publication, "verantwoording-versie", veranderingen=[]))
    assert unchanged.endswith("Sindsdien is over geen element iets anders gevonden.")


@pytest.mark.parametrize(
    ("rounds", "words"), [(True, "en deels door mensen beoordeeld"), (False, "toegekend en kunnen")]
)
def test_limits_say_who_gave_the_codes(publication: Publication, rounds: bool, words: str) -> None:
    tables: dict[str, Any] = {} if rounds else {"rondes": []}
    assert words in said(_part(publication, "verantwoording-grenzen", **tables))


def test_what_could_not_be_read_is_counted(chapters: Chapters) -> None:
    assert said(part(chapters, "verantwoording-problemen")).endswith("Tekst lezen: niet te lezen (1)")


def test_the_overview_has_each_document_with_its_design(publication: Publication, chapters: Chapters) -> None:
    (grid,) = grids(part(chapters, "evaluaties")).values()
    assert len(grid.rows) == len(publication.rows["overzicht_evaluaties"])
    (row,) = [row for row in cells(grid) if row[0] == "Evaluatie wijkteams <Merenburg>"]
    assert row[1:6] == ["Merenburg", "2018", "Bureau Vis", "procesevaluatie", "Survey"]
    assert part(chapters, "literatuur") == (References(),)


def test_a_document_leads_to_its_site_where_it_has_one(publication: Publication) -> None:
    rows = [
        like(publication, "overzicht_evaluaties", bron_url=url, document_id=url)
        for url in ("https://gemeente.nl/a.pdf", "http://nergens.example/a.pdf", "file:///a.pdf")
    ]
    (grid,) = grids(_part(publication, "evaluaties", overzicht_evaluaties=rows)).values()
    assert [isinstance(row[0][0], Link) for row in grid.rows] == [True, False, False]


def test_without_documents_there_are_no_references(publication: Publication) -> None:
    chapters = read_chapters(with_rows(publication, overzicht_evaluaties=[]))
    assert "literatuur" not in parts(chapters)
    assert said(part(chapters, "evaluaties")) == "Er zijn nog geen documenten ingesloten."


def test_remarks_are_answered_and_those_that_are_not_public_stay_so(chapters: Chapters) -> None:
    (grid,) = grids(part(chapters, "commentaar")).values()
    found = {tuple(row[1:]) for row in cells(grid)}
    assert ("niet akkoord", "=Dit geldt ook voor de nacht", "overgenomen", "Staat er nu bij") in found
    assert ("niet akkoord", "niet openbaar", "deels", "Wij hebben de richting aangepast") in found
    assert cells(grid)[0][0] == "Outreachend werken – Evaluatie wijkteams <Merenburg>, p. 1"


def test_topics_and_cases_are_annexes(publication: Publication, chapters: Chapters) -> None:
    (grid,) = grids(part(chapters, "themas")).values()
    assert cells(grid)[0][:2] == ["mandaat, maatwerk", "mandaat, maatwerk"]
    (quote,) = [block for block in part(chapters, "casuistiek") if isinstance(block, Quote)]
    assert said((quote,)).endswith("Outreachend werken.")
    without = with_rows(publication, themas=[], casuistiek=[], commentaar=[])
    assert not any(chapter.is_annex for chapter in read_chapters(without))


def test_of_many_cases_six_are_shown_and_none_without_a_quote(publication: Publication) -> None:
    cases = [like(publication, "casuistiek", citaat_id=str(turn), elementen=None) for turn in range(8)]
    blocks = _part(publication, "casuistiek", casuistiek=[*cases, cases[0] | {"citaat": None}])
    assert sum(isinstance(block, Quote) for block in blocks) == 6 and "enkele citaten" in said(blocks)
