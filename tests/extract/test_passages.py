"""Passages: their length, their borders, and that each is literally on its page."""

from __future__ import annotations

from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from corpus.records import Passage
from extract.layout import Laid, lay_out
from extract.passages import MOST, cut_passages
from extract.sheet import Piece, Sheet

DOCUMENT = "a" * 64


def laid(*pieces: Piece, number: int = 1) -> Laid:
    return lay_out(DOCUMENT, [Sheet(number=number, method="test", pieces=pieces)])[0]


def paragraph(count: int) -> Piece:
    return Piece(role="paragraph", text=" ".join(["woord"] * (count - 1) + ["einde."]))


def heading(text: str, level: int = 1) -> Piece:
    return Piece(role="heading", text=text, level=level)


def counts(*pieces: Piece) -> list[int]:
    return [len(passage.text.split()) for passage in cut_passages([laid(*pieces)])]


def test_short_paragraphs_go_together_up_to_the_usual_length() -> None:
    assert counts(paragraph(50), paragraph(50), paragraph(50)) == [100, 50]


def test_a_short_rest_joins_the_passage_before_it() -> None:
    assert counts(paragraph(110), paragraph(20)) == [130]
    assert counts(paragraph(195), paragraph(20)) == [195, 20]


def test_a_long_paragraph_is_cut_at_sentence_ends() -> None:
    sentence = " ".join(["woord"] * 29) + " einde."
    passages = list(cut_passages([laid(Piece(role="paragraph", text=" ".join([sentence] * 15)))]))
    assert len(passages) == 3
    assert all(passage.text.endswith("einde.") for passage in passages)


def test_a_sentence_without_end_is_cut_between_words() -> None:
    assert max(counts(Piece(role="paragraph", text="woord " * 700))) <= MOST


def test_headings_part_passages_and_hold_on_the_next_page() -> None:
    first = laid(heading("1 Toegang"), paragraph(45), heading("1.1 Loket", 2), paragraph(45))
    second = laid(paragraph(45), heading("2 Regie"), paragraph(45), number=2)
    found = [(passage.page, passage.section_path) for passage in cut_passages([first, second])]
    assert found == [
        (1, ("1 Toegang",)),
        (1, ("1 Toegang", "1.1 Loket")),
        (2, ("1 Toegang", "1.1 Loket")),
        (2, ("2 Regie",)),
    ]


def test_notes_captions_tables_and_contents_give_no_passage() -> None:
    contents = Piece(role="paragraph", text="1 Inleiding over de aanleiding van dit onderzoek ........ 3")
    table = Piece(role="table", rows=(("Wijk", "Aantal"), ("Noord en Zuid samen met Oost", "3")))
    note = Piece(role="footnote", text="1 Een noot van meer dan vijf woorden staat hier.")
    caption = Piece(role="caption", text="Tabel 1: Aantal meldingen naar wijk en jaar")
    assert counts(contents, caption, table, note) == []
    assert counts(heading("Inhoudsopgave"), paragraph(50)) == []


roles = st.sampled_from(["paragraph", "list_item", "heading", "caption", "footnote"])
words = st.text(alphabet="abcdéï .,;!?-()\n1", min_size=1, max_size=300)


@given(st.lists(st.builds(Piece, role=roles, text=words), max_size=12))
def test_every_passage_is_literally_on_its_page(pieces: list[Piece]) -> None:
    page = laid(*pieces)
    passages: list[Passage] = list(cut_passages([page]))
    assert all(page.page.text[passage.start : passage.end] == passage.text for passage in passages)
    assert all(before.end <= after.start for before, after in pairwise(passages))
    assert all(0 <= block.start < block.end <= len(page.page.text) for block in page.blocks)
