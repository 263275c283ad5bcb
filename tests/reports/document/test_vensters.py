"""The chapters on elements."""

from __future__ import annotations

from typing import Any

import pytest

from reports.document.blocks import Block, Chapter, Heading, Items, Paragraph, Quote
from reports.document.chapters import read_chapters
from reports.publication import Publication
from tests.reports.document.reading import cells, grids, like, part, parts, said, with_rows

Chapters = tuple[Chapter, ...]


def _quotes(blocks: tuple[Block, ...]) -> list[Quote]:
    return [block for block in blocks if isinstance(block, Quote)]


def _evidence(publication: Publication, *changes: dict[str, Any]) -> list[dict[str, Any]]:
    return [
        like(publication, "bewijs", element_code="outreachend", richting="helpt", formulering_id=None, oordeel=None)
        | {"citaat_id": str(turn), "document_id": str(turn)}
        | change
        for turn, change in enumerate(changes)
    ]


def _element(publication: Publication, **tables: Any) -> tuple[Block, ...]:
    return part(read_chapters(with_rows(publication, **tables)), "element-outreachend")


def test_an_element_tells_what_it_is_with_its_verdict(chapters: Chapters) -> None:
    blocks = part(chapters, "element-outreachend")
    text = said(blocks, chapters)
    assert text.startswith("Outreachend werken\nOver outreachend werken\n")
    assert "Te weinig bewijs. 1 onafhankelijke evaluatie; sterkste opzet: survey." in text
    assert "Helpt: 1 passage. Belemmert of ontbreekt: 0 passages. Nodig: 0 passages." in text
    assert "Uit 1 document over 1 gemeente." in text
    assert [block.kind for block in blocks[1:4] if isinstance(block, Paragraph)] == ["text", "verdict", "note"]


def test_sides_come_in_order_with_their_tone(publication: Publication) -> None:
    evidence = _evidence(publication, *({"richting": side} for side in ("nodig", "neutraal", "belemmert", "helpt")))
    blocks = _element(publication, bewijs=evidence, tegenspraken=[])
    headings = [(said((block,)), block.tone) for block in blocks if isinstance(block, Heading)]
    assert headings[1:] == [("Wat helpt", "helpt"), ("Wat belemmert", "belemmert"), ("Wat nodig is", "nodig")]
    assert len(_quotes(blocks)) == 3


def test_three_quotes_stand_on_a_side_the_strongest_of_each_document(publication: Publication) -> None:
    evidence = _evidence(publication, *({"document_id": name} for name in "aabbc"))
    quotes = _quotes(_element(publication, bewijs=evidence, tegenspraken=[]))
    assert [quote.text.origin.row.split("|")[-1] for quote in quotes] == ["0", "2", "4"]


def test_quotes_that_say_the_same_stand_once(publication: Publication) -> None:
    evidence = _evidence(publication, *({"formulering_id": "f"} for _ in range(3)))
    formulation = like(publication, "formuleringen", formulering_id="f", evaluaties=3)
    quotes = _quotes(_element(publication, bewijs=evidence, formuleringen=[formulation], tegenspraken=[]))
    assert len(quotes) == 1 and "Dit zeggen 3 onafhankelijke evaluaties." in said(quotes)
    alone = _quotes(
        _element(publication, bewijs=evidence[:1], formuleringen=[formulation | {"evaluaties": 1}], tegenspraken=[])
    )
    assert "Dit zeggen" not in said(alone)


def test_what_was_judged_of_a_quote_stands_with_it(publication: Publication) -> None:
    evidence = _evidence(publication, {"oordeel": "2 akkoord"}, {})
    judged, plain = _quotes(_element(publication, bewijs=evidence, tegenspraken=[]))
    assert said((judged,)).endswith("Beoordeeld: 2 akkoord.") and plain.remark == ()


def test_what_evaluations_say_against_each_other_stands_in_pairs(chapters: Chapters) -> None:
    blocks = part(chapters, "element-outreachend")
    helps, hinders = _quotes(blocks)[-2:]
    assert said((helps,)).endswith("Zegt dat het helpt.")
    assert said((hinders,)).endswith("Zegt dat het belemmert of ontbreekt. Waarin zij verschillen: jaar, opzet.")


def test_no_quote_stands_in_two_pairs(publication: Publication) -> None:
    ids = [("a", "x"), ("a", "y"), ("b", "x"), ("b", "y"), ("c", "z")]
    pairs = [
        like(publication, "tegenspraken", helpt_citaat_id=helps, belemmert_citaat_id=hinders) for helps, hinders in ids
    ]
    blocks = _element(publication, bewijs=[], tegenspraken=pairs)
    assert [quote.text.origin.row.split("|")[1:] for quote in _quotes(blocks)[::2]] == [["a", "x"], ["b", "y"]]
    assert said(blocks).endswith("Alle tegenspraken staan in de tabel Tegenspraken.")


def test_decisions_of_researchers_are_told(publication: Publication) -> None:
    elements = [like(publication, "elementen", element_code="outreachend", besluiten="samengevoegd met aanpak")]
    assert "Besluit van onderzoekers: samengevoegd met aanpak." in said(_element(publication, elementen=elements))


def test_a_venster_has_a_table_of_its_elements_that_leads_to_them(chapters: Chapters) -> None:
    (grid,) = grids(part(chapters, "venster-professional")).values()
    assert grid.caption == "Elementen in het venster professional: conclusie, evaluaties en passages"
    assert cells(grid)[1] == ["[element-outreachend]", "Te weinig bewijs", "1", "1", "0", "0"]


def test_what_hinders_seen_from_a_venster_is_told_also_where_it_has_no_element(publication: Publication) -> None:
    rows = [
        like(publication, "knelpunten_venster", venster="Zonder venster", citaat_id=str(turn), elementen=None)
        for turn in range(7)
    ]
    chapters = read_chapters(with_rows(publication, knelpunten_venster=rows))
    (last,) = [chapter for chapter in chapters if chapter.anchor == "venster-zonder-venster"]
    assert last.title == "Zonder venster" and parts([last]) == ["knelpunten-zonder-venster"]
    blocks = last.parts[0].blocks
    assert len(_quotes(blocks)) == 5 and all(quote.remark == () for quote in _quotes(blocks))
    assert said(blocks).endswith("Hier staan enkele citaten; alle staan in de tabel Knelpunten per venster.")


def test_a_venster_whose_name_holds_digits_keeps_them_out_of_titles(publication: Publication) -> None:
    elements = [like(publication, "elementen", element_code="outreachend", venster="Laag 2")]
    chapters = read_chapters(with_rows(publication, elementen=elements))
    (found,) = [chapter for chapter in chapters if chapter.anchor == "venster-laag-2"]
    assert found.title == "Venster: zonder naam"


def test_advice_and_tasks_tell_who_and_when(chapters: Chapters) -> None:
    blocks = part(chapters, "opgaven-randvoorwaarden")
    assert said(blocks).startswith("Randvoorwaarden\nBijstellingen\n")
    assert "Wie: Gemeente. Wanneer: 2023. Stand: voorgenomen. Antwoord op: “=In Oudermeer ontbreekt" in said(blocks)


@pytest.mark.parametrize(
    ("when", "words", "shown"),
    [
        ("2023", "in het jaar 2023", "in het jaar 2023"),
        ("2023/..", None, "vanaf 2023"),
        ("2024-03-01/..", None, "vanaf 1 maart 2024"),
        ("2024-03-01", None, "1 maart 2024"),
        ("../2025", None, "tot 2025"),
        ("korte termijn", None, "korte termijn"),
    ],
)
def test_when_is_told_in_words(publication: Publication, when: str, words: str | None, shown: str) -> None:
    rows = [like(publication, "opgaven_bijstellingen", wie=None, status=None, wanneer=when, wanneer_woorden=words)]
    blocks = part(read_chapters(with_rows(publication, opgaven_bijstellingen=rows)), "opgaven-organisatie")
    assert f"Wanneer: {shown}." in said(blocks)


def test_a_task_of_which_nothing_is_known_has_no_remark(publication: Publication) -> None:
    empty = dict.fromkeys(("wie", "wanneer", "wanneer_woorden", "status", "belemmering"))
    rows = [like(publication, "opgaven_bijstellingen", **empty)]
    chapters = read_chapters(with_rows(publication, opgaven_bijstellingen=rows))
    (quote,) = _quotes(part(chapters, "opgaven-organisatie"))
    assert quote.remark == () and "advies" not in [chapter.anchor for chapter in chapters]


def test_of_many_tasks_four_are_shown(publication: Publication) -> None:
    rows = [like(publication, "opgaven_bijstellingen", citaat_id=str(turn)) for turn in range(6)]
    blocks = part(read_chapters(with_rows(publication, opgaven_bijstellingen=rows)), "opgaven-organisatie")
    assert len(_quotes(blocks)) == 4 and "alle staan in de tabel Opgaven en bijstellingen per aspect" in said(blocks)


def test_advice_stands_with_each_whom_it_asks_and_never_with_the_author(publication: Publication) -> None:
    asked = ("Gemeenteraad; College", "College", "Opsteller van het document")
    rows = [like(publication, "opgaven_bijstellingen", wie=who, citaat_id=who) for who in asked]
    chapters = read_chapters(with_rows(publication, opgaven_bijstellingen=rows))
    assert [name for name in parts(chapters) if name.startswith("advies")] == [
        "advies-vooraf",
        "advies-college",
        "advies-gemeenteraad",
    ]
    (items,) = [block for block in part(chapters, "advies-college") if isinstance(block, Items)]
    both, alone = (said((Paragraph(item),)) for item in items.items)
    assert "Wie: Gemeenteraad; College." in both and "Wie:" not in alone, "who is asked says the heading"


@pytest.mark.parametrize("what", ["Wij bevelen het college aan:", "Aanbeveling 1 (aan raad en college)", "Actie 12"])
def test_a_heading_is_no_advice(publication: Publication, what: str) -> None:
    rows = [like(publication, "opgaven_bijstellingen", wie="College", wat=what)]
    assert "advies-college" not in parts(read_chapters(with_rows(publication, opgaven_bijstellingen=rows)))


def test_of_much_advice_a_part_is_shown(publication: Publication) -> None:
    rows = [like(publication, "opgaven_bijstellingen", wie="College", citaat_id=str(turn)) for turn in range(15)]
    blocks = part(read_chapters(with_rows(publication, opgaven_bijstellingen=rows)), "advies-college")
    (items,) = [block for block in blocks if isinstance(block, Items)]
    assert len(items.items) == 12 and "Hier staat een deel" in said(blocks)
