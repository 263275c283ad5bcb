from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from corpus.issues import Surprise
from corpus.records import Issue
from corpus.sections import SourceSettings
from harvest.kinds.oai import KIND
from harvest.steps import Answer, Ask, Gone, Listed, Mention, Step
from tests.harvest.driving import drive
from tests.harvest.universe import oai
from tests.harvest.universe.server import Reply, Request, Route, serving

HAND = "Lectoraat Wijk en Zorg"


def settings(**values: Any) -> SourceSettings:
    return SourceSettings.model_validate(
        {"kind": "oai", "name": "bron", "url": "https://duinrade.example/oai", **values}
    )


def answered(content: str, url: str = "https://duinrade.example/oai?verb=ListRecords", **ask: Any) -> Answer:
    asked = Ask(url=url, step="list", is_document=False, is_listing=True, **ask)
    return Answer(ask=asked, final_url=url, content=content.encode(), media_type="text/plain")


def listing(*records: str, token: str = "") -> str:
    return oai.envelope(f"<ListRecords>{''.join(records)}<resumptionToken>{token}</resumptionToken></ListRecords>")


def record(metadata: str, identifier: str = "oai:x:1") -> str:
    header = f"<header><identifier>{identifier}</identifier><datestamp>2023-01-02</datestamp></header>"
    return f"<record>{header}<metadata>{metadata}</metadata></record>"


def dublin_core(content: str) -> str:
    return f"<qdc xmlns:dc='http://purl.org/dc/elements/1.1/' xmlns:t='http://purl.org/dc/terms/'>{content}</qdc>"


def read(content: str, **values: Any) -> list[Step]:
    return list(KIND.read(answered(content), settings(**values)))


def documents(steps: list[Step | Surprise], root: str) -> dict[str, Listed]:
    return {step.url.removeprefix(root): step.listed for step in steps if isinstance(step, Ask) and step.is_document}


@pytest.mark.parametrize(
    ("prefix", "first"),
    [
        (
            "didl",
            Listed(
                title="Evaluatie wijkteams Veldrade: een rapport",
                date="2019-05-01",
                publisher=oai.PUBLISHER,
                authors=f"{HAND}; Tweede Auteur",
                type="info:eu-repo/semantics/report",
                identifier="oai:duinrade.example:1",
            ),
        ),
        (
            "oai_dc",
            Listed(
                title="Evaluatie wijkteams Veldrade",
                date="2019-05-01",
                publisher=oai.PUBLISHER,
                authors=HAND,
                type="Rapport",
                identifier="oai:duinrade.example:1",
            ),
        ),
    ],
)
def test_the_whole_list_is_harvested_in_either_form(prefix: str, first: Listed) -> None:
    with serving(oai.routes()) as server:
        steps = drive("oai", url=f"{server.root}oai", prefix=prefix)
        found = documents(steps, server.root)
        mentioned = {step.url.removeprefix(server.root): step.problem for step in steps if isinstance(step, Mention)}
    assert set(found) == {"files/1.pdf", "files/2a.pdf", "full/4"}
    assert found["files/1.pdf"] == first
    assert [step for step in steps if isinstance(step, Gone)] == [Gone(identifier="oai:duinrade.example:5")]
    assert mentioned == {
        "pub/3": "no open-access copy, as its record says",
        "oai:duinrade.example:6": "its record names no address",
    }
    assert not [step for step in steps if isinstance(step, Issue | Surprise)]


def test_a_document_knows_its_page_and_the_day_that_its_record_changed() -> None:
    with serving(oai.routes()) as server:
        steps = drive("oai", url=f"{server.root}oai", prefix="didl")
        first = next(step for step in steps if isinstance(step, Ask) and step.is_document)
        assert (first.found_on, first.changed_on) == (f"{server.root}pub/1", "2023-03-01")


def test_a_set_and_days_are_asked_for() -> None:
    with serving(oai.routes()) as server:
        days: dict[str, Any] = {"from": date(2019, 1, 1), "until": date(2024, 12, 31)}
        steps = drive("oai", url=f"{server.root}oai?repo=a", set="wijk", **days)
        assert set(documents(steps, server.root)) == {"full/4"}
        first = server.asked[0]
    assert first == "/oai?repo=a&verb=ListRecords&metadataPrefix=oai_dc&set=wijk&from=2019-01-01&until=2024-12-31"


def test_nothing_that_matches_is_an_empty_list() -> None:
    with serving(oai.routes()) as server:
        assert len(drive("oai", url=f"{server.root}oai", set="niets")) == 1


def test_an_expired_token_begins_the_list_again_once() -> None:
    with serving(oai.routes(expiring=1)) as server:
        steps = drive("oai", url=f"{server.root}oai")
        assert set(documents(steps, server.root)) == {"files/1.pdf", "files/2a.pdf", "full/4"}
        assert not [step for step in steps if isinstance(step, Surprise)]
    with serving(oai.routes(expiring=9)) as server:
        problems = [step for step in drive("oai", url=f"{server.root}oai") if isinstance(step, Surprise)]
    assert [problem.problem for problem in problems] == [
        "the repository answers badResumptionToken: The resumption token has expired"
    ]


def test_a_list_that_goes_round_ends_in_a_surprise() -> None:
    tokens = {None: "a", "a": "b", "b": "a"}

    def round_and_round(request: Request) -> Reply:
        return Reply(listing(token=tokens[request.query.get("resumptionToken")]).encode())

    routes: dict[str, Route] = {"/oai": round_and_round}
    with serving(routes) as server:
        steps = drive("oai", url=f"{server.root}oai")
        assert len(server.asked) == 3
    assert isinstance(steps[-1], Surprise)
    assert "does not end" in steps[-1].problem


def test_the_token_is_the_only_other_parameter_of_a_later_page() -> None:
    steps = list(KIND.read(answered(listing(token=" a&amp;b c ")), settings(set="zorg")))
    assert [step.url for step in steps if isinstance(step, Ask)] == [
        "https://duinrade.example/oai?verb=ListRecords&resumptionToken=a%26b%20c"
    ]


@pytest.mark.parametrize(
    ("code", "remedy"),
    [
        ("badArgument", "Check 'set', 'from' and 'until'"),
        ("badResumptionToken", "Run again later"),
        ("badVerb", "Check 'url'"),
        ("cannotDisseminateFormat", "Set 'prefix'"),
        ("idDoesNotExist", "Check 'url'"),
        ("noMetadataFormats", "Set 'prefix'"),
        ("noSetHierarchy", "Leave out 'set'"),
        ("somethingElse", "Look at this address"),
    ],
)
def test_an_error_of_the_protocol_says_what_to_do(code: str, remedy: str) -> None:
    with pytest.raises(Surprise, match=f"answers {code}: Uitleg") as raised:
        read(oai.error(code, "Uitleg"))
    assert raised.value.remedy.startswith(remedy)


@pytest.mark.parametrize("content", ["<html><body>Onderhoud</body></html>", "geen XML", oai.envelope("<Identify/>")])
def test_an_answer_of_another_form_is_a_surprise(content: str) -> None:
    with pytest.raises(Surprise):
        read(content)


def test_records_that_cannot_be_read_do_not_cost_the_others() -> None:
    good = record(oai.oai_dc(oai.PUBLICATIONS[0], "https://duinrade.example/"))
    unknown = record("<leader/>", "oai:x:2")
    bare = "<record><header><identifier>oai:x:3</identifier></header></record>"
    steps = read(listing(unknown, good, bare, "<record/>", token="verder"))
    assert [step.url for step in steps if isinstance(step, Ask)] == [
        "https://duinrade.example/files/1.pdf",
        "https://duinrade.example/oai?verb=ListRecords&resumptionToken=verder",
    ]
    assert sorted(step.problem for step in steps if isinstance(step, Issue)) == [
        "a record has no identifier",
        "record oai:x:3 has no metadata",
        "the form of record oai:x:2 cannot be read here",
    ]


def test_a_form_that_no_record_can_be_read_in_is_a_surprise_at_once() -> None:
    with serving(oai.routes()) as server:
        steps = drive("oai", url=f"{server.root}oai", prefix="marc21")
        assert len(server.asked) == 1
    assert isinstance(steps[-1], Surprise)
    assert steps[-1].remedy.startswith("Set 'prefix'")


def test_a_control_character_does_not_cost_the_page() -> None:
    title = dublin_core("<dc:title>Wijk\x0b&#x1F;teams</dc:title><dc:identifier>http://a.nl/b.pdf</dc:identifier>")
    steps = read(listing(record(title)))
    assert [step.listed.title for step in steps if isinstance(step, Ask)] == ["Wijkteams"]


@pytest.mark.parametrize(
    ("content", "url", "step"),
    [
        (
            "<dc:identifier>http://a.nl/1</dc:identifier><dc:relation>http://a.nl/1.PDF</dc:relation>",
            "http://a.nl/1.PDF",
            "",
        ),
        ("<dc:identifier>ISBN 1</dc:identifier><dc:relation>http://a.nl/2</dc:relation>", "http://a.nl/2", "page"),
        ("<dc:identifier>http://a.nl/3</dc:identifier><dc:relation>http://b.nl</dc:relation>", "http://a.nl/3", "page"),
        ("<dc:identifier>doi:10.1234/ab.c</dc:identifier>", "https://doi.org/10.1234/ab.c", "page"),
    ],
)
def test_dublin_core_leads_to_its_document_or_else_to_its_page(content: str, url: str, step: str) -> None:
    asks = [found for found in read(listing(record(dublin_core(content)))) if isinstance(found, Ask)]
    assert [(ask.url, ask.step, ask.is_document) for ask in asks] == [(url, step, not step)]


def test_dublin_core_names_the_gemeente_apart_from_the_authors() -> None:
    content = (
        "<dc:title xml:lang='en'>Report</dc:title><dc:title xml:lang='nl'>Verslag</dc:title>"
        "<dc:creator>Gemeente Veldrade</dc:creator><dc:creator>Bureau Een</dc:creator>"
        "<dc:creator>Bureau Twee</dc:creator>"
        "<t:modified>2021-01-01</t:modified><t:issued>2020-06-01T00:00:00Z</t:issued>"
    )
    mention = next(
        step for step in read(listing(record(dublin_core(content))), publisher="Bron") if isinstance(step, Mention)
    )
    assert mention.listed == Listed(
        title="Verslag",
        date="2020-06-01",
        publisher="Bron",
        authors="Bureau Een; Bureau Twee",
        gemeente="Veldrade",
        identifier="oai:x:1",
    )


def didl_of(items: str) -> str:
    spaces = "xmlns='urn:mpeg:mpeg21:2002:02-DIDL-NS' xmlns:dip='urn:mpeg:mpeg21:2005:01-DIP-NS'"
    return f"<DIDL {spaces}><Item>{items}</Item></DIDL>"


def item(role: str, resource: str) -> str:
    said = f"<dip:ObjectType>info:eu-repo/semantics/{role}</dip:ObjectType>" if role else ""
    return f"<Item><Descriptor><Statement>{said}</Statement></Descriptor><Component>{resource}</Component></Item>"


@pytest.mark.parametrize(
    ("items", "asked"),
    [
        (
            item("objectFile", "<Resource mimeType='application/pdf' ref='http://a.nl/download/7'/>"),
            "http://a.nl/download/7",
        ),
        (item("", "<Resource mimeType='application/pdf' ref='http://a.nl/download/7'/>"), "http://a.nl/download/7"),
        (
            item("objectFile", "<Resource mimeType='video/mp4' ref='http://a.nl/film'/>")
            + item("humanStartPage", "<Resource mimeType='text/html' ref='http://a.nl/7'/>"),
            "http://a.nl/7",
        ),
    ],
)
def test_didl_leads_to_its_object_files(items: str, asked: str) -> None:
    mods = f"<Descriptor><Statement>{oai.mods(oai.PUBLICATIONS[0])}</Statement></Descriptor>"
    own = "<Component><Resource mimeType='application/xml' ref='http://a.nl/didl'/></Component>"
    asks = [step for step in read(listing(record(didl_of(mods + own + items)))) if isinstance(step, Ask)]
    assert [ask.url for ask in asks] == [asked]
    assert asks[0].listed.title == "Evaluatie wijkteams Veldrade: een rapport"


def test_settings_that_cannot_be_used_are_found() -> None:
    wrong = {"url": "duinrade.example/oai", "from": date(2021, 1, 1), "until": date(2020, 1, 1)}
    assert [fault.key for fault in KIND.faults(settings(**wrong))] == [("url",), ("from",)]
    assert [fault.key for fault in KIND.faults(settings(url="https://a.nl/oai?verb=Identify"))] == [("url",)]
    assert not list(KIND.faults(settings()))
