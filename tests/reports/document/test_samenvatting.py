"""The summary and the questions."""

from __future__ import annotations

import pytest

from reports.document.blocks import Chapter, Heading, Items, Paragraph, Quote, Ref
from reports.document.rows import slug
from reports.publication import Publication
from tests.reports.document.reading import cells, chapter, grids, like, part, parts, said, with_rows

Chapters = tuple[Chapter, ...]
ANSWERED, UNANSWERED = "Hoeveel mandaat hebben teams nodig?", "Hoe lang blijft een team betrokken?"


def _summary(publication: Publication) -> Chapter:
    found = chapter(publication, "kort")
    assert found
    return found


def test_it_begins_with_the_figures_that_matter(chapters: Chapters) -> None:
    (grid,) = grids(part(chapters, "kort-cijfers")).values()
    assert cells(grid) == [
        ["Documenten ingesloten", "3"],
        ["Citaten gepubliceerd", "5"],
        ["Gemeenten", "2"],
        ["Werkzame elementen met citaten", "4"],
    ]


def test_an_example_says_that_it_is_made_up(publication: Publication) -> None:
    first = part((_summary(publication),), "kort-cijfers")[0]
    assert isinstance(first, Paragraph) and first.kind == "warning" and "verzonnen" in said((first,))
    real = with_rows(publication, gemeenten=[like(publication, "gemeenten", provincie="Utrecht")])
    assert "Dit is een voorbeeld" not in said(part((_summary(real),), "kort-cijfers"))


def test_elements_stand_under_what_the_evidence_says_of_them(publication: Publication) -> None:
    conclusions = {"a": "Overwegend helpt", "b": "Gemengd", "c": "Overwegend helpt", "d": None}
    elements = [
        like(publication, "elementen", element_code=code, conclusie=found) for code, found in conclusions.items()
    ]
    blocks = part((_summary(with_rows(publication, elementen=elements)),), "kort-conclusies")
    (items,) = [block for block in blocks if isinstance(block, Items)]
    assert [said((Paragraph(item),)) for item in items.items] == [
        "Overwegend helpt: [element-a], [element-c]",
        "Gemengd: [element-b]",
    ]


def test_without_conclusions_there_are_none(publication: Publication) -> None:
    elements = [like(publication, "elementen", conclusie=None)]
    assert "kort-conclusies" not in parts((_summary(with_rows(publication, elementen=elements)),))


def test_the_five_that_are_named_most_come_first(publication: Publication) -> None:
    counts = [3, 9, 1, 0, 4, 7, 2]
    elements = [
        like(publication, "elementen", element_code=f"e{turn}", helpt=count, belemmert=0, nodig=0)
        for turn, count in enumerate(counts)
    ]
    blocks = part((_summary(with_rows(publication, elementen=elements)),), "kort-meest-genoemd")
    assert [said((block,)) for block in blocks if isinstance(block, Heading)] == ["Het vaakst als helpend genoemd"]
    (items,) = [block for block in blocks if isinstance(block, Items)]
    assert items.is_ordered and all(isinstance(item[0], Ref) for item in items.items)
    assert [said((Paragraph(item),)) for item in items.items] == [
        "[element-e1] (9 passages)",
        "[element-e5] (7 passages)",
        "[element-e4] (4 passages)",
        "[element-e0] (3 passages)",
        "[element-e6] (2 passages)",
    ]


def test_topics_are_no_elements_of_the_codebook(publication: Publication, chapters: Chapters) -> None:
    assert any(row["herkomst"] != "Codeboek" for row in publication.rows["elementen"])
    assert "mandaat, maatwerk" not in said(part(chapters, "kort-conclusies"), chapters)


def test_it_tells_which_version_it_is_and_what_changed_since(publication: Publication, chapters: Chapters) -> None:
    assert said(part(chapters, "kort-versie")) == (
        "De laatst vastgestelde versie is proef-v1-0a1b2c3d. Sindsdien is wat wordt gevonden veranderd bij "
        "Outreachend werken, Weg element."
    )
    unchanged = _summary(with_rows(publication, veranderingen=[]))
    assert "niets" not in said(part((unchanged,), "kort-versie")) and "over geen element" in said(
        part((unchanged,), "kort-versie")
    )
    assert "kort-versie" not in parts((_summary(with_rows(publication, vastgesteld=[])),))


def test_a_question_tells_how_far_it_is_answered(chapters: Chapters) -> None:
    answered, unanswered = (part(chapters, f"vraag-{slug(text)}") for text in (ANSWERED, UNANSWERED))
    assert said(answered).startswith("Hoeveel mandaat hebben teams nodig?\nVolgens een regel.")
    assert [block.kind for block in answered if isinstance(block, Paragraph)] == ["verdict", "note"]
    assert any(isinstance(block, Quote) for block in answered)
    assert not any(isinstance(block, Quote) for block in unanswered)


def test_a_question_shows_three_quotes_of_different_documents_first(publication: Publication) -> None:
    answers = [
        like(publication, "antwoorden", citaat_id=str(turn), document_id=name) for turn, name in enumerate("aaabc")
    ]
    found = chapter(with_rows(publication, antwoorden=answers), "vragen")
    quotes = [block for block in part([found] if found else [], f"vraag-{slug(ANSWERED)}") if isinstance(block, Quote)]
    assert [quote.source.document_id for quote in quotes] == ["a", "b", "c"]


def test_the_part_of_a_question_keeps_its_name_when_another_comes_before_it(publication: Publication) -> None:
    one, two = publication.rows["kennisvragen"]
    before = chapter(publication, "vragen")
    after = chapter(with_rows(publication, kennisvragen=[dict(one, vraag="Wat eerst?"), one, two]), "vragen")
    assert before and after and parts([after]) == [f"vraag-{slug('Wat eerst?')}", *parts([before])]


def test_questions_of_other_codebooks_stand_in_a_table(publication: Publication) -> None:
    own = like(publication, "kennisvragen")
    other = own | {"herkomst": "Agenda", "vraag": "Wat nu?", "thema": "Wonen", "volgorde": 9}
    found = chapter(with_rows(publication, kennisvragen=[own, other]), "vragen")
    (grid,) = grids(part([found] if found else [], "vragen-codeboeken")).values()
    assert cells(grid) == [["Wat nu?", "Wonen", own["status"], "3", "3"]]


@pytest.mark.parametrize("asked", [["Wat werkt?", "Voor wie?"], []])
def test_without_answers_the_questions_are_listed(publication: Publication, asked: list[str]) -> None:
    about = [
        like(publication, "studie", onderdeel="vraag", volgorde=turn, inhoud=text) for turn, text in enumerate(asked, 1)
    ]
    found = chapter(with_rows(publication, kennisvragen=[], antwoorden=[], studie=about), "vragen")
    listed = [block for block in part([found], "vragen") if isinstance(block, Items)] if found else []
    assert [said((Paragraph(item),)) for block in listed for item in block.items] == asked
    assert (found is None) == (not asked)
