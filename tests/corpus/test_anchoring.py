"""Judgements find their passages again, are to be judged anew, or are told to be orphaned."""

from __future__ import annotations

from dataclasses import replace

import pytest

from corpus.anchoring import AGAIN, EXACT, ORPHANED, Anchor, anchor
from corpus.judgements import Judgement
from corpus.records import Passage
from tests.corpus.test_judgements import JUDGEMENT

DOCUMENT = JUDGEMENT.document_id
LONG = replace(
    JUDGEMENT,
    quote="De samenwerking in het wijkteam levert „veel” op – vooral voor gezinnen met meer problemen tegelijk.",
)
BEFORE, AFTER = "Zo begint het verslag van de raad. ", " Daarna volgt een ander onderwerp, over wegen en bruggen."


def _passage(text: str, start: int = 0, page: int = 3, document_id: str = DOCUMENT) -> Passage:
    return Passage(document_id=document_id, page=page, start=start, end=start + len(text), text=text)


def _anchored(judgement: Judgement, *passages: Passage) -> Anchor:
    (found,) = anchor([judgement], passages).anchors
    return found


def _shown(found: Anchor, passage: Passage) -> str:
    assert found.passage_id == passage.id and found.page == passage.page
    return passage.text[found.start - passage.start : found.end - passage.start]


def test_a_judgement_belongs_to_the_passage_that_holds_its_quote() -> None:
    passage, other = _passage("Ja. Het team helpt."), _passage("Iets anders", start=40)
    assert anchor([JUDGEMENT], [other, passage]).by_passage == {passage.id: (JUDGEMENT,)}


def test_of_several_passages_with_the_quote_the_one_counts_where_it_stood() -> None:
    first, second = _passage("Het team helpt", start=200), _passage("Het team helpt", start=10)
    elsewhere = _passage("Het team helpt", start=10, page=1)
    found = _anchored(JUDGEMENT, elsewhere, first, second)
    assert (found.passage_id, found.status, found.reason) == (second.id, EXACT, "letterlijk op dezelfde plaats")
    assert _anchored(JUDGEMENT, elsewhere, first).passage_id == first.id


def test_of_several_places_in_one_passage_the_nearest_counts() -> None:
    passage = _passage("Het team helpt. Het team helpt. Het team helpt.", start=-4)
    assert _anchored(JUDGEMENT, passage).start == 12


def test_a_quote_that_moved_to_another_page_is_found_there() -> None:
    moved = _passage("Ja, Het team helpt inwoners", start=300, page=4)
    found = _anchored(JUDGEMENT, moved)
    assert (found.status, found.page, found.start, found.end) == (EXACT, 4, 304, 318)


@pytest.mark.parametrize(
    "text",
    [
        LONG.quote.replace(" ", "\n  "),
        LONG.quote.replace("samenwerking", "samen-\nwerking"),
        LONG.quote.replace("samenwerking", "samen\u00adwerking"),
        LONG.quote.replace("„veel”", '"veel"').replace("–", "-"),
        LONG.quote.replace("„veel”", "‘veel’").replace("‘", "“").replace("’", "”").replace("–", "—"),
        LONG.quote.replace("problemen", "pro ble men"),
    ],
)
def test_white_space_hyphens_and_forms_of_signs_make_no_difference(text: str) -> None:
    passage = _passage(BEFORE + text + AFTER, start=50, page=7)
    found = _anchored(LONG, passage)
    assert found.status == EXACT
    assert _shown(found, passage) == text


def test_ligatures_make_no_difference() -> None:
    judgement = replace(JUDGEMENT, quote="De eﬀectiviteit is oﬃcieel gemeten")
    passage = _passage("Ja. De effectiviteit is officieel gemeten. Nee.")
    found = _anchored(judgement, passage)
    assert (found.status, _shown(found, passage)) == (EXACT, "De effectiviteit is officieel gemeten")


def test_a_quote_that_runs_over_two_passages_is_to_be_judged_anew_where_most_of_it_is() -> None:
    first, second = _passage(BEFORE + LONG.quote[:30]), _passage(LONG.quote[30:] + AFTER, start=200)
    found = _anchored(LONG, first, second)
    assert (found.status, found.reason) == (AGAIN, "het citaat staat niet meer in één passage")
    assert _shown(found, second) == LONG.quote[30:].strip()


def test_a_changed_text_is_to_be_judged_anew() -> None:
    changed = _passage(BEFORE + LONG.quote.replace("levert", "bracht ons").replace("vooral", "zeker") + AFTER)
    far = _passage(BEFORE * 3 + AFTER, start=900)
    found = _anchored(LONG, far, changed)
    assert found.status == AGAIN and found.reason.startswith("de tekst is veranderd (overeenkomst 0,88")
    assert "wijkteam" in _shown(found, changed)


def test_a_passage_that_became_shorter_than_the_quote_still_counts() -> None:
    part = _passage("team helpt", start=14)
    anchored = anchor([JUDGEMENT], [part])
    assert list(anchored.by_passage) == [part.id] and not anchored.exact


@pytest.mark.parametrize(
    "text",
    [
        "Het college heeft dit jaar besloten de brug over de vaart te vervangen en de weg te verbreden.",
        "Wijkteam",
        "Een heel ander verhaal. " * 20,
    ],
)
def test_another_text_is_not_taken_for_the_quote(text: str) -> None:
    found = _anchored(LONG, _passage(text))
    assert (found.status, found.passage_id, found.reason) == (ORPHANED, "", "de tekst is er niet meer")


def test_what_is_in_no_passage_is_adrift_and_told() -> None:
    elsewhere = _passage("Het team helpt", document_id="e" * 64)
    anchored = anchor([JUDGEMENT, replace(JUDGEMENT, quote=" ")], [elsewhere])
    assert not anchored.by_passage and len(anchored.adrift) == 2
    assert {each.reason for each in anchored.anchors} == {"het document is er niet meer"}
    (issue,) = anchored.issues()
    assert issue.severity == "warning" and "2 judgements" in issue.problem


def test_what_is_only_alike_may_be_passed_over() -> None:
    changed = replace(LONG, quote=LONG.quote.replace("levert", "gaf"))
    passages = [_passage("Het team helpt"), _passage(LONG.quote.replace(" ", "\n"), start=90)]
    anchored = anchor([changed, JUDGEMENT, LONG], passages, only_exact=True)
    assert [each.judgement for each in anchored.anchors] == [JUDGEMENT, LONG]


def test_every_judgement_has_one_status_in_the_order_in_which_they_came() -> None:
    other = replace(JUDGEMENT, pseudonym="uil")
    gone, changed = replace(JUDGEMENT, quote="staat nergens"), replace(LONG, quote=LONG.quote.replace("levert", "gaf"))
    anchored = anchor([gone, changed, JUDGEMENT, other], [_passage("Het team helpt"), _passage(LONG.quote, start=90)])
    assert [each.judgement for each in anchored.anchors] == [gone, changed, JUDGEMENT, other]
    assert anchored.counts == {EXACT: 2, AGAIN: 1, ORPHANED: 1}
