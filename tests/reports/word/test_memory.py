"""What a document remembers, and what came of what it said."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import pytest
from lxml import etree

from reports.publication import Publication
from reports.word.changes import Before, fates, tables
from reports.word.controls import value_control
from reports.word.naming import names_of
from reports.word.oxml import bookmarked, field, paragraph, run, w
from reports.word.resting import Names, rests_on
from reports.word.sentences import Sentence, sentences_of
from reports.word.state import Caption, Kind, Said, State, Written
from tests.reports.word.cases import later


def _said(publication: Publication, table: str, number: int, column: str, text: str, kind: Kind = "number") -> Said:
    origin = publication.origin(table, publication.rows[table][number], column)
    return Said(1, 0, len(text), text, origin.address, kind, names_of(publication, origin))


def _state(*said: Said, captions: Sequence[Caption] = ()) -> State:
    return State("document", {"deel": Written("deel", "hoofdstuk", "aa", "bb", said, tuple(captions))}, ("hoofdstuk",))


def test_a_state_comes_back_as_it_was(publication: Publication) -> None:
    said = _said(publication, "elementen", 0, "helpt", "0")
    odd = Said(2, 3, 9, "a & <b> “é” 😀", "t/r%2F%7C/c", "quote", ("naam", "nog een"))
    state = _state(said, odd, captions=[Caption("tabel-x", 1, 7, "Titel <x>")])
    again = State.read(state.as_xml())
    assert again == state and again.as_xml() == state.as_xml()
    assert State.read(State("tables", open=("Een zin.",)).as_xml()) == State("tables", open=("Een zin.",))


@pytest.mark.parametrize(
    "content", [b"", b"<x", b'<k xmlns="urn:kennissynthese:word"><part/></k>', b"<!DOCTYPE x [<!ENTITY e 'x'>]><x>&e;"]
)
def test_what_is_no_state_is_an_error(content: bytes) -> None:
    with pytest.raises((etree.LxmlError, KeyError, ValueError)):
        State.read(content)


def test_an_address_says_where_a_value_stands(publication: Publication) -> None:
    for row in publication.rows["elementen"]:
        origin = publication.origin("elementen", row, "helpt")
        said = Said(0, 0, 1, "1", origin.address, "number")
        assert publication.row_at(said.origin) is row


@pytest.mark.parametrize(
    ("table", "column", "names"),
    [
        ("elementen", "helpt", ("Handelingsruimte",)),
        ("element_gemeente", "helpt", ("Handelingsruimte", "Oudermeer")),
        ("gemeenten", "citaten", ("Merenburg",)),
        ("bewijs", "citaat", ("Handelingsruimte",)),
        ("citaten", "citaat", ()),
    ],
)
def test_values_are_about_what_their_row_is_named_after(
    publication: Publication, table: str, column: str, names: tuple[str, ...]
) -> None:
    assert names_of(publication, publication.origin(table, publication.rows[table][0], column)) == names


class _Now:
    def __init__(self, *said: Said, captions: Sequence[Caption] = ()) -> None:
        self.said, self.captions = said, captions


@pytest.mark.parametrize(
    ("column", "text", "now"),
    [("helpt", "0", "0"), ("helpt", "3", "0"), ("conclusie", "te weinig bewijs", "te weinig bewijs"),
     ("conclusie", "Gemengd", "Te weinig bewijs"), ("element", "Handelingsruimte", "Handelingsruimte")],
)  # fmt: skip
def test_what_came_of_a_value_that_is_said_no_more(publication: Publication, column: str, text: str, now: str) -> None:
    said = _said(publication, "elementen", 0, column, text)
    assert [fate.now for fate in fates(_state(said), [], publication)] == [now]


def test_what_is_said_now_outranks_how_a_row_may_be_shown(publication: Publication) -> None:
    said = _said(publication, "elementen", 0, "helpt", "0")
    assert fates(_state(said), [_Now(said._replace(text="0,5"), said)], publication)[0].now == "0"
    assert fates(_state(said._replace(text="7")), [_Now(said._replace(text="0,5"))], publication)[0].now == "0,5"


def test_what_is_gone_is_nothing(publication: Publication) -> None:
    said = _said(publication, "elementen", 0, "helpt", "0")
    none = later(publication, elementen=lambda row: None)
    assert fates(_state(said), [], none)[0].now is None
    assert fates(_state(said._replace(address="weg/x/y")), [], publication)[0].now is None


def test_shares_and_days_stand_as_they_were_shown(publication: Publication) -> None:
    changed = later(publication, elementen=lambda row: {**row, "helpt": 0.625, "regel": "2020-05-01"})
    share = _said(changed, "elementen", 0, "helpt", "62 %")
    day = _said(changed, "elementen", 0, "regel", "1 mei 2020", "text")
    assert [fate.is_changed for fate in fates(_state(share, day), [], changed)] == [False, False]


def test_references_stand_when_only_their_page_is_another(publication: Publication) -> None:
    said = _said(publication, "referenties", 0, "titel", "(Vis, 2018, p. 3)", "cite")
    assert not fates(_state(said), [_Now(said._replace(text="(Vis, 2018, p. 9)"))], publication)[0].is_changed
    assert fates(_state(said), [_Now(said._replace(text="(Vis, 2018a, p. 3)"))], publication)[0].is_changed


def test_tables_have_changed_when_a_row_came(publication: Publication) -> None:
    said = _said(publication, "elementen", 0, "helpt", "0")
    caption = Caption("tabel-x", 0, 5, "Titel")
    state = _state(said, captions=[caption])
    caption_element = w("p", *bookmarked("tabel-x", run("Tabel "), *field("SEQ Tabel", "1")), run(". Titel"))
    before = Before.of(w("body", caption_element), state)
    found = fates(state, [_Now(said)], publication)
    assert not tables(before, found, [_Now(said, captions=[caption])])["KS_tabel_x"].is_changed
    more = _said(publication, "elementen", 1, "helpt", "1")
    assert tables(before, found, [_Now(said, more, captions=[caption])])["KS_tabel_x"].is_changed


def _rests(publication: Publication, text: str, *said: Said, heading: str = "") -> list[str]:
    names = Names(fates(_state(*said), [], publication))
    return [fate.said.text for fate in rests_on(Sentence(text, "", heading, ()), names)]


def test_a_number_rests_on_what_is_named_and_counted(publication: Publication) -> None:
    helps, documents = (
        _said(publication, "elementen", 1, "helpt", "14"),
        _said(publication, "elementen", 1, "documenten", "1"),
    )
    assert _rests(publication, "Outreachend werken helpt 14 keer.", helps, documents) == ["14"]
    assert _rests(publication, "Outreachend werken helpt 1 keer.", helps, documents) == []
    assert _rests(publication, "Capaciteit helpt 14 keer.", helps, documents) == []
    assert _rests(publication, "Dat is 14 keer.", helps, documents) == []
    assert _rests(publication, "Dat is 14 keer.", helps, documents, heading="Outreachend werken") == ["14"]


def test_of_a_text_with_numbers_only_those_that_changed_count(publication: Publication) -> None:
    rule = _said(publication, "elementen", 1, "regel", "1 voor, 6 tegen")
    assert _rests(publication, "Bij outreachend werken zijn er 6 tegen.", rule) == ["1 voor, 6 tegen"]
    assert _rests(publication, "Bij outreachend werken is er 1 voor.", rule) == []


def test_sentences_know_their_heading_and_what_they_refer_to() -> None:
    value = value_control("elementen/a/helpt", "1", [run("14")])
    ours = w("sdt", w("sdtContent", w("p", run("Van ons."))))
    body: Any = w(
        "body",
        paragraph("Kop2", run("Kop")),
        ours,
        w("p", run("Zie "), *field("REF KS_x \\h", "tabel 1"), run(". Wij zien "), value, run(" keer.")),
        paragraph("Inhopg1", run("Een regel van de inhoud.")),
    )
    found = list(sentences_of([body], [ours], {"Kop2"}, {"Inhopg1"}))
    assert [item.text for item in found] == ["Kop", "Zie tabel 1.", "Wij zien 14 keer."]
    assert found[1].references == ("KS_x",) and found[1].heading == "Kop"
    assert len(found[2].references) == 1 and found[2].before == "Zie tabel 1. "
