from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from corpus.issues import Surprise
from corpus.records import Issue
from corpus.sections import SourceSettings
from harvest.kinds.openalex import faults
from harvest.steps import Ask, Listed, Mention, Step
from tests.harvest.driving import drive
from tests.harvest.universe.openalex import answer, routes, work
from tests.harvest.universe.server import Reply, Request, Server, serving


def visit(server: Server, **values: Any) -> list[Step | Surprise]:
    return drive("openalex", url=server.root, query="sociaal team", **values)


def documents(steps: list[Step | Surprise]) -> list[str]:
    return [step.url.rsplit("/", 1)[1] for step in steps if isinstance(step, Ask) and step.is_document]


def test_a_search_leads_to_its_copies() -> None:
    with serving(routes()) as server:
        steps = visit(server)
    assert documents(steps) == ["een.pdf", "twee.pdf", "vier.pdf", "drie.pdf"]
    assert [step for step in steps if not isinstance(step, Ask)] == [
        Mention(
            url="https://doi.org/10.9999/5",
            problem="no open-access copy",
            listed=Listed(
                title="Sociale teams, deel 5",
                date="2025-03-01",
                publisher="Hogeschool Duinrade",
                type="report",
                identifier="10.9999/5",
            ),
        )
    ]


def test_what_the_service_says_of_a_work_is_listed() -> None:
    with serving(routes()) as server:
        found = {step.url: step for step in visit(server) if isinstance(step, Ask)}
    ask = found[f"{server.root}een.pdf"]
    assert ask.listed.authors == "A. Onderzoeker 1; Onderzoeker, B."
    assert (ask.listed.identifier, ask.found_on) == ("10.9999/1", f"{server.root}publicatie/1")
    assert found[f"{server.root}vier.pdf"].listed.identifier == "https://openalex.org/W4"
    assert found[f"{server.root}drie.pdf"].listed.title == "Sociale teams, deel 3"


@pytest.mark.parametrize(
    ("values", "asked"),
    [
        ({}, "language:nl"),
        ({"set": "type:report"}, "type:report"),
        (
            {"from": date(2019, 1, 1), "until": date(2023, 12, 31)},
            "language:nl,from_publication_date:2019-01-01,to_publication_date:2023-12-31",
        ),
    ],
)
def test_the_search_is_limited(values: dict[str, Any], asked: str) -> None:
    queries = []

    def search(request: Request) -> Reply:
        queries.append(request.query)
        return answer([], {"count": 0})

    with serving({"/works": search}) as server:
        visit(server, **values)
    assert queries == [{"search": "sociaal team", "filter": asked, "per_page": "100", "page": "1"}]


def test_a_record_in_another_form_leaves_the_others() -> None:
    def search(request: Request) -> Reply:
        good = work(1, best_oa_location={"pdf_url": f"{request.root}een.pdf"})
        return answer(["kapot", {"id": 7, "locations": "?", "authorships": [1]}, good], {"count": 3})

    with serving({"/works": search}) as server:
        steps = visit(server)
    assert documents(steps) == ["een.pdf"]
    assert [step.problem for step in steps if isinstance(step, Issue)] == ["names a work in an unknown form"]
    assert len([step for step in steps if isinstance(step, Mention)]) == 1


@pytest.mark.parametrize(
    ("reply", "problem"),
    [
        (Reply(b"<html>"), "answers with something else than JSON"),
        (Reply(b"[]"), "holds no list 'results'"),
        (answer([work(1)], {"count": 500}), "gives the same works on one page after the other"),
        (answer([], {"count": 500}), "finds 500 works, but gives none on page 1"),
        (
            answer([work(1)], {"count": 12_000, "per_page": 10_000}),
            "finds 12000 works, of which it gives the first 10000",
        ),
    ],
)
def test_an_answer_that_is_not_whole_is_a_surprise(reply: Reply, problem: str) -> None:
    with serving({"/works": reply}) as server:
        steps = visit(server)
    assert isinstance(steps[-1], Surprise)
    assert problem in steps[-1].problem


def test_a_list_that_does_not_say_how_long_it_is_ends() -> None:
    def search(request: Request) -> Reply:
        page = int(request.query["page"])
        return answer([work(page)] if page < 4 else [], {})

    with serving({"/works": search}) as server:
        steps = visit(server)
    assert len([step for step in steps if isinstance(step, Mention)]) == 3
    assert len(server.asked) == 4


def test_a_period_that_ends_before_it_begins_is_refused() -> None:
    settings = SourceSettings(kind="openalex", name="b", query="q", from_=date(2023, 1, 1), until=date(2022, 1, 1))
    assert [fault.key for fault in faults(settings)] == [("from",)]
