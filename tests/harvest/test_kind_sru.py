from __future__ import annotations

import json
from datetime import date
from html import escape
from typing import Any
from urllib.parse import parse_qs

import pytest

from corpus.issues import Surprise
from corpus.records import Issue
from corpus.sections import SourceSettings
from harvest.kinds.sru import KIND
from harvest.steps import Answer, Ask, Listed, Mention, Step
from tests.harvest.driving import drive
from tests.harvest.universe import sru
from tests.harvest.universe.server import Reply, Request, Route, serving

ROOT = "https://duinrade.example/"
FIRST = sru.PUBLICATIONS[0]


def settings(**values: Any) -> SourceSettings:
    known = {"kind": "sru", "name": "bron", "url": f"{ROOT}sru", "query": "wijkteam"}
    return SourceSettings.model_validate({**known, **values})


def read(content: str, version: str = sru.NEWEST, start: int = 1, **values: Any) -> list[Step]:
    ask = Ask(url=f"{ROOT}sru", step="list", is_document=False, carried=json.dumps([version, start]))
    answer = Answer(ask=ask, final_url=ask.url, content=content.encode(), media_type="text/plain")
    return list(KIND.read(answer, settings(**values)))


def asks(steps: list[Step]) -> list[Ask]:
    return [step for step in steps if isinstance(step, Ask)]


def documents(steps: list[Step | Surprise], root: str) -> list[str]:
    return sorted(step.url.removeprefix(root) for step in steps if isinstance(step, Ask) and step.is_document)


def problems(steps: list[Step | Surprise]) -> list[str]:
    return [step.problem for step in steps if isinstance(step, Issue | Surprise)]


@pytest.mark.parametrize(("version", "is_exact"), [(sru.NEWEST, True), (sru.NEWEST, False), (sru.OLDER, True)])
def test_all_pages_are_harvested_in_either_version(version: str, is_exact: bool) -> None:
    with serving(sru.routes(version, is_exact=is_exact)) as server:
        steps = drive("sru", url=f"{server.root}sru", query="wijkteam")
        found = documents(steps, server.root)
        mentioned = [(step.url, step.problem) for step in steps if isinstance(step, Mention)]
    assert found == ["frbr/1/1.pdf", "frbr/2/2.html", "frbr/5/5.pdf", "zoek/kst-2021-3.html"]
    assert mentioned == [("gmb-2021-4", "its record names no address")]
    assert problems(steps) == []


def test_a_document_is_listed_with_what_its_record_says() -> None:
    (ask,) = asks(read(sru.found([sru.gzd(FIRST, ROOT)], 1), publisher="Officiële publicaties"))
    assert ask == Ask(
        url=f"{ROOT}frbr/1/1.pdf",
        listed=Listed(
            title="Evaluatie sociale wijkteams",
            date="2021-03-03",
            publisher="Officiële publicaties",
            gemeente="Veldrade",
            type="overige overheidsinformatie",
            identifier="gmb-2021-1",
        ),
        found_on=f"{ROOT}zoek/gmb-2021-1.html",
        changed_on="2021-03-04",
    )


def test_the_type_of_organisation_tells_that_a_creator_is_a_gemeente() -> None:
    publication = sru.Publication("gmb-1", "Plan", "<dcterms:creator>Veldrade</dcterms:creator>", FIRST.forms)
    kind = "<w:organisatietype>gemeente</w:organisatietype>"
    listed = [asks(read(sru.found([sru.gzd(publication, ROOT, more)], 1)))[0].listed for more in (kind, "")]
    assert [(each.gemeente, each.authors) for each in listed] == [("Veldrade", None), (None, "Veldrade")]


def test_plain_dublin_core_is_read_also_where_it_is_packed_as_text() -> None:
    plain = sru.dublin_core(FIRST, ROOT)
    for packed in (plain, escape(plain)):
        (ask,) = asks(read(sru.found([packed], 1, version=sru.OLDER), prefix="dc"))
        assert (ask.url, ask.listed.title) == (f"{ROOT}frbr/1/1.pdf", FIRST.title)


def query_of(**values: Any) -> str:
    with serving(sru.routes()) as server:
        drive("sru", url=f"{server.root}sru", **values)
        return parse_qs(server.asked[0])["query"][0]


def test_days_are_asked_for_around_the_query() -> None:
    days: dict[str, Any] = {"from": date(2019, 1, 1), "until": date(2020, 12, 31)}
    limits = 'AND dt.available>="2019-01-01" AND dt.available<="2020-12-31"'
    assert query_of(query="a OR b") == "a OR b"
    assert query_of(query="a OR b", **days) == f"(a OR b) {limits}"
    assert query_of(query="a sortBy dt.title/sort.ascending", **days) == f"(a) {limits} sortBy dt.title/sort.ascending"
    assert query_of(query='dt.title="a sortby b"', **days) == f'(dt.title="a sortby b") {limits}'
    assert query_of(query="a", prefix="dc", until=date(2020, 1, 1)) == '(a) AND dc.date<="2020-01-01"'


def test_the_address_keeps_its_own_parameters() -> None:
    with serving(sru.routes(sru.OLDER)) as server:
        drive("sru", url=f"{server.root}sru?x-connection=cvdr&version=1.2", query="a b")
        assert server.asked[0] == (
            "/sru?x-connection=cvdr&operation=searchRetrieve&version=1.2&query=a%20b"
            "&startRecord=1&maximumRecords=100&recordSchema=gzd"
        )


@pytest.mark.parametrize(
    ("number", "remedy"),
    [(10, "Mend 'query'"), (16, "Mend 'query'"), (66, "Set 'prefix'"), (1, "Look at this address")],
)
def test_a_diagnostic_without_records_is_a_surprise(number: int, remedy: str) -> None:
    with pytest.raises(Surprise, match=r"the service cannot answer: Bericht: \(bijzonderheden\)") as raised:
        read(sru.failure(number, "Bericht", "(bijzonderheden)"))
    assert raised.value.remedy.startswith(remedy)


def test_a_version_that_is_not_known_is_asked_for_once() -> None:
    with serving(sru.routes("1.1")) as server:
        steps = drive("sru", url=f"{server.root}sru", query="wijkteam")
        assert len(server.asked) == 2
    assert [step.remedy[:15] for step in steps if isinstance(step, Surprise)] == ["Add version=1.2"]


def test_a_diagnostic_in_the_place_of_a_record_or_beside_records_is_a_warning() -> None:
    surrogate = sru.diagnostic(67, "Record not available in this schema")
    beside = f"<diagnostics>{sru.diagnostic(80, 'Sort not supported')}</diagnostics>"
    steps = read(sru.found([surrogate, sru.gzd(FIRST, ROOT), escape(surrogate), "geen XML"], 4, warnings=beside))
    assert [ask.url for ask in asks(steps)] == [f"{ROOT}frbr/1/1.pdf"]
    assert [step.problem for step in steps if isinstance(step, Issue)] == [
        "the service warns: Sort not supported",
        "record 1 is not given: Record not available in this schema",
        "record 3 is not given: Record not available in this schema",
        "record 4 cannot be read",
    ]


def test_records_in_an_unknown_form_are_a_surprise_at_once_but_not_beside_others() -> None:
    unknown = "<record xmlns='http://www.loc.gov/MARC21/slim'/>"
    with pytest.raises(Surprise, match="in a form that cannot be read") as raised:
        read(sru.found([unknown], 1))
    assert raised.value.remedy.startswith("Set 'prefix'")
    steps = read(sru.found([unknown, sru.gzd(FIRST, ROOT)], 2))
    assert (len(asks(steps)), problems([*steps])) == (1, ["the form of record 1 cannot be read here"])


@pytest.mark.parametrize(
    "content",
    [
        "<html><body>Onderhoud</body></html>",
        "geen XML",
        sru.found([], "veel"),
        sru.found([sru.gzd(FIRST, ROOT)], ""),
    ],
)
def test_an_answer_of_another_form_is_a_surprise(content: str) -> None:
    with pytest.raises(Surprise):
        read(content)


def test_nothing_found_is_an_empty_list() -> None:
    assert read(sru.found([], 0)) == []


def test_a_service_that_does_not_say_where_the_next_page_begins_is_asked_on() -> None:
    following = asks(read(sru.found([sru.gzd(FIRST, ROOT)], 2)))[-1]
    assert "startRecord=2&" in following.url
    assert asks(read(sru.found([sru.gzd(FIRST, ROOT)], 1)))[-1].step == ""


def test_a_list_that_stops_short_or_goes_round_is_a_surprise() -> None:
    with pytest.raises(Surprise, match="gives 4 of the 9 records"):
        read(sru.found([], 9), start=5)
    with pytest.raises(Surprise, match="the same records again"):
        read(sru.found([sru.gzd(FIRST, ROOT)], 9, following=5), start=5)
    assert read(sru.found([], 9, is_exact=False), start=5) == []


def test_a_service_that_always_gives_its_first_page_ends_in_a_surprise() -> None:
    def same(request: Request) -> Reply:
        start = int(request.query["startRecord"])
        return Reply(sru.found([sru.gzd(FIRST, request.root)], 9, start + 1, is_exact=False).encode())

    routes: dict[str, Route] = {"/sru": same}
    with serving(routes) as server:
        steps = drive("sru", url=f"{server.root}sru", query="wijkteam")
        assert set(documents(steps, server.root)) == {"frbr/1/1.pdf"}
    assert problems(steps) == ["gives the same records again from record 2 on"]


def test_attachments_are_looked_up_in_their_listing() -> None:
    named = "<w:externeBijlage>Evaluatie | wijkteams.pdf|exb-2021-77</w:externeBijlage>"
    _, attachment = asks(read(sru.found([sru.gzd(FIRST, ROOT, named)], 1), publisher="KOOP"))
    base = "https://repository.officiele-overheidspublicaties.nl/externebijlagen/exb-2021-77"
    assert (attachment.url, attachment.step, attachment.is_document) == (f"{base}/1/", "attachment", False)
    listing = (
        '<work label="exb-2021-77"><expression label="1"><manifestation label="metadata"><item label="metadata.xml"/>'
        '</manifestation><manifestation label="bijlage"><item label="exb-2021-77.PDF"/></manifestation>'
        "</expression></work>"
    )
    answer = Answer(ask=attachment, final_url=attachment.url, content=listing.encode(), media_type="text/plain")
    (document,) = asks(list(KIND.read(answer, settings())))
    assert document.url == f"{base}/1/bijlage/exb-2021-77.PDF"
    assert document.found_on == f"{ROOT}zoek/gmb-2021-1.html"
    assert (document.listed.title, document.listed.identifier) == ("Evaluatie | wijkteams", "exb-2021-77")
    assert (document.listed.gemeente, document.listed.publisher) == ("Veldrade", "KOOP")
    empty = Answer(ask=attachment, final_url=attachment.url, content=b"<work/>", media_type="text/plain")
    with pytest.raises(Surprise, match="lists no file"):
        list(KIND.read(empty, settings()))


def test_settings_that_cannot_be_used_are_found() -> None:
    wrong = {"url": "duinrade.example/sru", "from": date(2021, 1, 1), "until": date(2020, 1, 1)}
    assert [fault.key for fault in KIND.faults(settings(**wrong))] == [("url",), ("from",)]
    assert [fault.key for fault in KIND.faults(settings(url="https://a.nl/sru?query=a"))] == [("url",)]
    assert not list(KIND.faults(settings()))
