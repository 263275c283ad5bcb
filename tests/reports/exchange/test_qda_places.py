"""Places hold whatever the text, and whatever way a program counts: of texts and stretches made at random."""

from __future__ import annotations

from collections.abc import Callable
from itertools import pairwise

import pytest
from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st

from corpus.records import Page, Passage, PersonalSpan
from reports.exchange.qda.counting import Place, counted
from reports.exchange.qda.held import BETWEEN_PAGES, MASK, Held, HeldDocument
from reports.exchange.qda.matching import Matcher
from reports.exchange.qda.model import Document, Selection, guid_of

ID = "a" * 64
SIGNS = st.sampled_from([*"abé.,- \t\n", "\r\n", "\r", "😀", "👩‍👩‍👧", "e\u0301", "ﬁ", "\u2028", "\u00ad", "woord "])
TEXTS = st.lists(SIGNS, min_size=1, max_size=30).map("".join)
QUICK = settings(
    max_examples=60, derandomize=True, database=None, deadline=None, suppress_health_check=list(HealthCheck)
)


def make_document(texts: list[str], cuts: list[list[int]]) -> HeldDocument:
    """Return a document of pages that are cut into passages."""
    pages = [Page(document_id=ID, number=number, text=text, method="proef") for number, text in enumerate(texts, 1)]
    passages = []
    for page, own in zip(pages, cuts, strict=True):
        places = sorted({0, len(page.text), *(cut % (len(page.text) + 1) for cut in own)})
        passages += [
            Passage(document_id=ID, page=page.number, start=start, end=end, text=page.text[start:end])
            for start, end in pairwise(places)
        ]
    return HeldDocument(
        id=ID, size_class="", design="", url="", pages=tuple(pages), passages=tuple(passages), spans=(), codings=(),
        facts={},
    )  # fmt: skip


DOCUMENTS = st.integers(1, 3).flatmap(
    lambda count: st.builds(
        make_document,
        st.lists(TEXTS, min_size=count, max_size=count),
        st.lists(st.lists(st.integers(0, 60), max_size=3), min_size=count, max_size=count),
    )
)


def of_file(held: HeldDocument, text: str) -> Document:
    return Document(guid=guid_of("document", held.id), name="D", text=text)


@QUICK
@given(DOCUMENTS)
def test_each_page_stands_in_the_text_where_it_says_and_is_as_long(held: HeldDocument) -> None:
    text = held.text(is_masked=True)
    assert len(text) == sum(len(page.text) for page in held.pages) + len(BETWEEN_PAGES) * (len(held.pages) - 1)
    assert "\r" not in text and "\ufeff" not in text
    for page in held.pages:
        begin = held.begins[page.number]
        shown = text[begin : begin + len(page.text)]
        assert shown.split() == page.text.replace("\ufeff", " ").split()


@QUICK
@given(DOCUMENTS, st.data())
def test_a_stretch_comes_back_as_the_words_of_its_passages(held: HeldDocument, data: st.DataObject) -> None:
    """Take any stretch, in the text as we write it and with Windows line ends: the pieces are of the same letters."""
    text = held.text(is_masked=True)
    start = data.draw(st.integers(0, len(text)))
    end = data.draw(st.integers(start, len(text)))
    match = Matcher(Held((), (held,))).match(of_file(held, text))
    assert match and match.is_same
    pieces = list(match.pieces(start, end))
    assert "".join("".join(each.quote.split()) for each in pieces) == "".join(text[start:end].split())
    pages = {page.number: page.text for page in held.pages}
    assert all(pages[each.page][each.start : each.start + len(each.quote)] == each.quote for each in pieces)
    windows = text.replace("\n", "\r\n")
    moved = [place + text.count("\n", 0, place) for place in (start, end)]
    again = Matcher(Held((), (held,))).match(of_file(held, windows))
    assert again and list(again.pieces(moved[0], moved[1])) == pieces


@QUICK
@given(DOCUMENTS, st.data())
def test_nothing_of_a_private_passage_or_span_can_be_read(held: HeldDocument, data: st.DataObject) -> None:
    page = data.draw(st.sampled_from(held.pages))
    start = data.draw(st.integers(0, len(page.text) - 1))
    end = data.draw(st.integers(start + 1, len(page.text)))
    span = PersonalSpan(
        document_id=ID, page=page.number, start=start, end=end, kind="naam", method="proef", confidence=1.0
    )
    private = HeldDocument(**{**vars_of(held), "spans": (span,)})
    shown, plain = private.text(is_masked=True), private.text(is_masked=False)
    hidden = {*range(held.begins[page.number] + start, held.begins[page.number] + end)}
    for passage in held.passages:
        if passage.page == page.number and passage.start < end and start < passage.end:
            begin = held.begins[page.number] + passage.start
            hidden.update(range(begin, begin + len(passage.text)))
    assert len(shown) == len(plain)
    for place, (sign, old) in enumerate(zip(shown, plain, strict=True)):
        expected = MASK if place in hidden and not old.isspace() else old
        assert sign == expected


def vars_of(held: HeldDocument) -> dict[str, object]:
    return {name: getattr(held, name) for name in HeldDocument.__dataclass_fields__}


def code_points(text: str, place: int) -> int:
    return place


def lines_as_one(text: str, place: int) -> int:
    return place - text.count("\r\n", 0, place)


def utf16(text: str, place: int) -> int:
    return len(text[:place].encode("utf-16-le", "surrogatepass")) // 2


def both(text: str, place: int) -> int:
    return utf16(text, place) - text.count("\r\n", 0, place)


@QUICK
@given(TEXTS, st.sampled_from([code_points, lines_as_one, utf16, both]))
def test_each_way_of_counting_is_understood_by_names(text: str, way: Callable[[str, int], int]) -> None:
    begin = "Vooraf 😀 staat\r\niets.\r\n"
    whole = begin + text + "\r\nEen einde dat er maar één keer is."
    places = [(whole.index("Een einde"), len(whole)), (len(begin), len(begin) + len(text))]
    # What is between the two signs of a line end cannot be said in all ways.
    assume(not text.startswith("\n") and not text.endswith("\r"))
    given_places = [Place(way(whole, start), way(whole, end), whole[start:end]) for start, end in places]
    assert counted(whole, given_places, "Ander programma") == places


@pytest.mark.parametrize("count", [1, 40])
def test_a_document_is_found_by_its_quotes_alone(count: int) -> None:
    sentences = [f"Zin nummer {number} over hulp aan inwoners in de wijk {number}." for number in range(50)]
    held = make_document([" ".join(sentences)], [[]])
    other = HeldDocument(**{**vars_of(make_document(["Iets anders over wegen en bruggen."], [[]])), "id": "b" * 64})
    text = "Een andere kop.\n" + "\n".join(sentences)
    found = [
        Selection(guid=guid_of(number), start=text.index(each), end=text.index(each) + len(each))
        for number, each in enumerate(sentences[:count])
    ]
    document = Document(guid=guid_of("x"), text=text, selections=tuple(found))
    match = Matcher(Held((), (other, held))).match(document)
    assert match and match.document is held and not match.is_same
    (piece,) = match.pieces(found[0].start, found[0].end)
    assert (piece.quote, piece.page) == (sentences[0], 1)


def test_a_document_of_which_most_quotes_stand_nowhere_is_not_ours() -> None:
    held = make_document(["Een zin over hulp aan inwoners in de wijk."], [[]])
    text = held.pages[0].text + " En nog een andere zin. En een derde, ook van elders, die lang is."
    places = [(0, 42), (43, 66), (67, len(text)), (50, len(text))]
    found = tuple(Selection(guid=guid_of(n), start=start, end=end) for n, (start, end) in enumerate(places))
    matcher = Matcher(Held((), (held,)))
    assert matcher.match(Document(guid=guid_of("x"), text=text, selections=found)) is None
    assert matcher.match(Document(guid=guid_of("x"), text="", selections=())) is None


def test_our_own_document_with_another_text_is_still_ours() -> None:
    held = make_document(["Een zin over hulp aan inwoners in de wijk."], [[]])
    match = Matcher(Held((), (held,))).match(of_file(held, "Een heel andere tekst."))
    assert match and match.document is held and not match.is_same
