"""The pages of researchers on how far people agree."""

from __future__ import annotations

import re
import sqlite3
import threading
import uuid
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from urllib.parse import quote

import pytest

from corpus.judgements import AGREED, DISAGREED, Judgement
from corpus.review.agreement import agreements
from corpus.review.entries import KLANKBORDGROEP, ONDERZOEKER
from corpus.review.ledger import Author
from reports.review import judged
from tests.reports.review.review_cases import Site, make_site, text_of
from tests.reports.review.said_cases import judgement


@pytest.fixture
def site(tmp_path: Path, folder: Path) -> Iterator[Site]:
    made = make_site(tmp_path, folder)
    yield made
    made.desk.close()


@pytest.fixture(autouse=True)
def patience(monkeypatch: pytest.MonkeyPatch) -> None:
    """Wait for figures however long they take."""
    monkeypatch.setattr(judged, "PATIENCE_S", 60)


def _codings(site: Site) -> list[dict[str, Any]]:
    db = sqlite3.connect(site.snapshot)
    db.row_factory = sqlite3.Row
    rows = [dict(row) for row in db.execute("SELECT * FROM codings WHERE dimension = 'element' ORDER BY id")]
    db.close()
    return rows


def _judge(site: Site, coding: dict[str, Any], who: str, verdict: str, remark: str = "", role: str = "") -> str:
    by = Author(who, role or KLANKBORDGROEP)
    entry = site.desk.ledger.append(judgement(coding, verdict=verdict), by, uuid=str(uuid.uuid4()), remark=remark)
    site.desk.board.take(entry)
    return entry.uuid


def _cells(answer: Any) -> str:
    """Return what a page says, with a space between cells."""
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", answer.text))


def test_nothing_is_told_before_anybody_judged(site: Site) -> None:
    agreement, disputes = site.get("/overeenstemming", "/betwist", member="uil")
    assert "nog niet geoordeeld" in text_of(agreement)
    assert "niets betwist" in text_of(disputes)


def test_agreement_is_shown_and_follows_what_is_said(site: Site) -> None:
    coding = _codings(site)[0]
    _judge(site, coding, "merel", AGREED)
    _judge(site, coding, "vink", AGREED)
    before = _cells(site.get("/overeenstemming", member="uil")[0])
    assert "Werkzaam element: alle codes 1 2 100 % – – 1 2 100 % –" in before
    _judge(site, coding, "mus", DISAGREED)
    after, first, none = site.get(
        "/overeenstemming", "/overeenstemming?ronde=1", "/overeenstemming?ronde=7", member="uil"
    )
    assert "Werkzaam element: alle codes 1 3 33 %" in _cells(after)
    assert "Werkzaam element: alle codes 1 3 33 %" in _cells(first)
    assert "in deze ronde nog niet" in text_of(none)


def test_disputes_lead_to_the_coding_until_a_researcher_decides(site: Site) -> None:
    first, second = _codings(site)[0], _codings(site)[-1]
    for coding in (first, second):
        _judge(site, coding, "merel", AGREED)
    said = _judge(site, first, "vink", DISAGREED, "Dit klopt <i>niet</i>")
    page = site.get("/betwist", member="uil")[0]
    assert "1 van 1 betwiste coderingen" in text_of(page)
    assert "1 akkoord, 1 niet akkoord de stemmen staken" in text_of(page)
    assert "Dit klopt <i>niet</i>" in text_of(page)
    assert f'href="/codering/{first["id"]}"' in page.text
    assert f'href="/commentaar/{said}"' in page.text
    _judge(site, first, "uil", DISAGREED, role=ONDERZOEKER)
    waiting, every, other = site.get("/betwist", "/betwist?stand=alle", "/betwist?ronde=2&stand=alle", member="uil")
    assert "0 van 1 betwiste coderingen" in text_of(waiting)
    assert "beslist: niet akkoord" in text_of(every)
    assert "0 van 0" in text_of(other)


def test_a_dispute_on_what_is_gone_says_so(site: Site) -> None:
    coding = _codings(site)[0] | {"document_id": "f" * 64}
    _judge(site, coding, "merel", AGREED)
    _judge(site, coding, "vink", DISAGREED)
    assert "staat niet meer in het corpus" in text_of(site.get("/betwist", member="uil")[0])


def test_members_do_not_see_who_said_what(site: Site) -> None:
    assert {answer.status_code for answer in site.get("/overeenstemming", "/betwist", member="merel")} == {403}


def test_a_page_does_not_wait_for_figures_that_take_long(site: Site, monkeypatch: pytest.MonkeyPatch) -> None:
    coding, gate = _codings(site)[0], threading.Event()
    for who, verdict in (("merel", AGREED), ("vink", DISAGREED)):
        _judge(site, coding, who, verdict)

    def slowly(said: list[Judgement]) -> Any:
        assert gate.wait(20)
        return agreements(said)

    monkeypatch.setattr(judged, "agreements", slowly)
    monkeypatch.setattr(judged, "PATIENCE_S", 0.05)
    first = site.get("/overeenstemming", member="uil")[0]
    assert (first.status_code, "worden nu berekend" in first.text) == (200, True)
    _judge(site, coding, "mus", AGREED)
    gate.set()
    monkeypatch.setattr(judged, "PATIENCE_S", 20)
    second, third = site.get("/overeenstemming", "/overeenstemming", member="uil")
    assert "intussen meer geoordeeld" in second.text
    assert "alle codes 1 2 0 %" in _cells(second)
    assert "alle codes 1 3 33 %" in _cells(third)
    assert "Ververs" not in third.text


def test_what_is_asked_for_comes_back_as_text(site: Site) -> None:
    _judge(site, _codings(site)[0], "merel", DISAGREED, "<script>alert(2)</script>")
    hostile = quote('"><script>alert(1)</script>')
    paths = [f"{path}?ronde={hostile}&blad={hostile}" for path in ("/overeenstemming", "/betwist", "/commentaar")]
    for answer in site.get(*paths, "/commentaar", "/commentaar/bijlage", member="uil"):
        assert answer.status_code == 200
        assert "<script>alert" not in answer.text
