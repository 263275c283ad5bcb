"""Reading passages, searching them, and the researchers' pages: coding a selection, codes and metadata."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest
from lxml import html

from corpus.judgements import AGREED
from corpus.review.entries import Correction, Merge, NewCode, Split
from corpus.study import load_study
from reports.review.fields import FIELDS, NoValue, value_of
from reports.review.pages import reading
from reports.review.pages.codes import name_of
from reports.review.selecting import Wrong, place_of
from reports.review.texts import lit, split_at_quote
from tests.reports.conftest import SECRET, TEXTS, _document
from tests.reports.review.review_cases import CODEBOOK, PRIVATE, Browser, Site, fields, found, make_site, text_of

FIRST, SECOND, THIRD, OUT = (_document(name) for name in TEXTS)


@pytest.fixture
def site(tmp_path: Path, folder: Path) -> Iterator[Site]:
    made = make_site(tmp_path, folder)
    yield made
    made.desk.close()


async def passage_with(browser: Browser, words: str) -> str:
    sql = "SELECT id FROM passages WHERE text LIKE ?"
    rows = (await browser.site.get_database("corpus").execute(sql, [f"%{words}%"])).rows
    return f"/passage/{rows[0]['id']}"


def statements(site: Site, kind: str) -> list[Any]:
    return [entry.statement for entry in site.desk.ledger.entries(kind)]


def test_every_page_is_in_order(site: Site) -> None:
    async def act(browser: Browser) -> dict[str, Any]:
        path = (await browser.next()).partition("?")[0]
        await browser.judge(path, "akkoord", remark="Goed")
        passage = await passage_with(browser, "mandaat")
        paths = [
            *("/start", path, passage, f"/document/{THIRD}/passages", "/passages", "/passages?q=mandaat+vis"),
            *("/mijn-oordelen", "/codes", "/code/nieuw", "/code/samenvoegen", "/code/splitsen"),
            f"/document/{THIRD}/kenmerken",
        ]
        return {path: await browser.get(path) for path in paths}

    for path, answer in site.run(act, "uil").items():
        assert answer.status_code == 200, (path, answer.text)
        page: Any = html.fromstring(answer.text)
        levels = [int(item.tag[1]) for item in page.iter("h1", "h2", "h3", "h4", "h5")]
        assert levels[0] == 1 and levels.count(1) == 1, (path, levels)
        assert all(after - before <= 1 for before, after in pairwise(levels)), (path, levels)
        labelled = {label.get("for") for label in page.iter("label")}
        found = [field for field in page.iter("input", "select", "textarea") if field.get("type") != "hidden"]
        assert all(field.get("id") in labelled for field in found), path
        ids = [item.get("id") for item in page.xpath("//*[@id]")]
        assert len(ids) == len(set(ids)), (path, ids)
        assert not page.xpath("//script[not(@src)] | //*[@style] | //*[@onclick] | //img[not(@alt)]"), path
        assert "<b>mandaat" not in answer.text, path


def test_the_passages_of_a_document_stand_in_order_with_their_codes(site: Site) -> None:
    member, researcher = (
        site.get(f"/document/{SECOND}/passages"),
        site.get(f"/document/{SECOND}/passages", member="uil"),
    )
    first, second = text_of(member[0]), text_of(researcher[0])
    assert first.index("Passage 1") < first.index("Passage 2") and "Capaciteit belemmert" in first
    assert "bevat persoonsgegevens en wordt niet getoond" in first
    assert PRIVATE not in first and PRIVATE in second
    assert "Vaste professional" not in first and "Vaste professional" in second


def test_members_read_included_documents_without_personal_data_only(site: Site) -> None:
    async def act(browser: Browser) -> list[Any]:
        private, left_out = await passage_with(browser, PRIVATE), await passage_with(browser, SECRET)
        paths = (private, left_out, f"/document/{OUT}/passages", "/document/abc/passages", "/passage/abc")
        uil = Browser(browser.site, "uil")
        return [*[await browser.get(path) for path in paths], *[await uil.get(path) for path in paths]]

    *answers, no_document, no_passage = site.run(act)
    assert [each.status_code for each in answers] == [404] * 5 + [200] * 3
    assert (no_document.status_code, no_passage.status_code) == (404, 404)
    assert all(PRIVATE not in each.text and SECRET not in each.text for each in answers[:5])


@pytest.mark.parametrize("words", ["mandaten", "gemeenten verruimden", "MANDAAT", '"mandaat" OR (NEAR'])
def test_search_finds_passages_in_any_inflection(site: Site, words: str) -> None:
    (answer,) = site.get(f"/passages?q={words}")
    page: Any = html.fromstring(answer.text)
    assert "gevonden" in text_of(answer) and page.xpath("//main//mark")


@pytest.mark.parametrize("words", ["xyzzy", '"', "*", "' OR 1=1 --", "%00", "<script>alert(1)</script>", "a" * 300])
def test_search_takes_any_text(site: Site, words: str) -> None:
    (answer,) = site.get(f"/passages?q={words}")
    assert answer.status_code == 200 and "<script>alert" not in answer.text


def test_words_that_are_everywhere_give_examples_from_several_documents(
    site: Site, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(reading, "RANKED", 2)
    (member,) = site.get("/passages?q=de")
    assert "2 passages of meer gevonden" in text_of(member)
    titles = found(member, "//main//article//a[contains(@href, '/document/')]/text()")
    assert len(titles) == len(set(titles)) == 3
    assert SECRET not in text_of(member)
    (rare,) = site.get("/passages?q=verruimen")
    assert "1 passage gevonden" in text_of(rare)


def test_search_says_nothing_of_what_a_member_may_not_see(site: Site) -> None:
    for word in ("gezin", SECRET):
        (member,), (researcher,) = site.get(f"/passages?q={word}"), site.get(f"/passages?q={word}", member="uil")
        assert "Geen passages gevonden" in text_of(member)
        assert "gevonden" in text_of(researcher) and "Geen passages" not in text_of(researcher)


def test_a_researcher_codes_what_is_selected(site: Site) -> None:
    async def act(browser: Browser) -> tuple[Any, ...]:
        path = await passage_with(browser, "verruimen")
        form = fields(await browser.get(path)) | {"code": "element:capaciteit", "direction": "nodig", "remark": "Want"}
        wrong = [
            await browser.post(f"{path}/codering", form | {"quote": "Dit staat er niet"}),
            await browser.post(f"{path}/codering", form | {"quote": ""}),
            await browser.post(f"{path}/codering", form | {"quote": "mandaat", "code": "element:onzin"}),
            await browser.post(f"{path}/codering", form | {"quote": "mandaat", "direction": ""}),
            await browser.post(f"{path}/codering", form | {"quote": "mandaat", "seen": "x"}),
        ]
        right = form | {"quote": "gaat  het\nmandaat", "begin": "12"}
        return wrong, [await browser.post(f"{path}/codering", right) for _ in range(2)], await browser.get(path)

    wrong, right, page = site.run(act, "uil")
    assert [each.status_code for each in wrong] == [400] * 5
    assert [each.status_code for each in right] == [303, 303]
    (said,) = statements(site, "judgement")
    assert TEXTS["derde"][said.start : said.end] == said.quote == "gaat het mandaat"
    assert (said.code, said.direction, said.verdict, said.is_own) == ("capaciteit", "nodig", AGREED, True)
    assert (said.codebook, said.dimension, said.document_id, said.round) == (CODEBOOK, "element", THIRD, "1")
    assert "Nog niet doorgerekendCapaciteit nodig: “gaat het mandaat” uil" in text_of(page)


def test_a_code_that_was_given_can_be_withdrawn(site: Site) -> None:
    async def act(browser: Browser) -> tuple[Any, ...]:
        path = await passage_with(browser, "verruimen")
        form = fields(await browser.get(path), "codering")
        await browser.post(f"{path}/codering", form | {"quote": "mandaat", "code": "soort:belemmering"})
        given = await browser.get(path)
        own = fields(given, "intrekken")
        answers = [await browser.post(f"{path}/intrekken", own | more) for more in ({"judgement": "x"}, {}, {})]
        return given, answers, await browser.get(path)

    given, answers, page = site.run(act, "uil")
    assert "Nog niet doorgerekend" in text_of(given) and "Nog niet doorgerekend" not in text_of(page)
    assert [each.status_code for each in answers] == [303] * 3
    assert [each.verdict for each in statements(site, "judgement")] == [AGREED, "niet akkoord"]
    first, second = statements(site, "judgement")
    assert first.subject == second.subject and second.is_own and second.role == "onderzoeker"


def test_members_cannot_code(site: Site) -> None:
    async def act(browser: Browser) -> tuple[Any, Any]:
        path = await passage_with(browser, "verruimen")
        return await browser.get(path), await browser.post(f"{path}/codering", {"quote": "mandaat"})

    page, answer = site.run(act)
    assert "Zelf coderen" not in text_of(page) and answer.status_code == 403


def test_codes_are_added_merged_and_split(site: Site) -> None:
    async def send(browser: Browser, what: str, **form: str) -> Any:
        own = fields(await browser.get(f"/code/{what}"), "/code/")
        return await browser.post(f"/code/{what}", own | {"reason": "Besproken"} | form)

    async def act(browser: Browser) -> tuple[list[Any], Any, Any]:
        new = {
            "dimension": "element",
            "label": "Één loket",
            "definition": "Eén plek",
            "venster": "organisatie",
        }
        both = {"code": "element:capaciteit", "into": "element:outreachend"}
        answers = [
            await send(browser, "nieuw", **new),
            await send(browser, "samenvoegen", **both),
            await send(browser, "samenvoegen", **both | {"into": both["code"]}),
            await send(
                browser,
                "splitsen",
                code="element:handelingsruimte",
                into_1="element:een_loket",
                into_2="element:vaste_professional",
            ),
        ]
        page = await browser.get(await browser.next())
        return answers, await browser.get("/codes"), page

    answers, page, judging = site.run(act, "uil")
    assert [each.status_code for each in answers] == [303] * 4
    new = {"dimension": "element", "code": "een_loket", "label": "Één loket", "definition": "Eén plek"}
    assert statements(site, "code") == [NewCode(codebook="proef", venster="organisatie", **new)]
    own = {"codebook": "proef", "dimension": "element"}
    assert statements(site, "merge") == [
        Merge(**own, code="capaciteit", into="outreachend"),
        Merge(**own, code="capaciteit", into="capaciteit"),
    ]
    assert statements(site, "split") == [
        Split(**own, code="handelingsruimte", into=("een_loket", "vaste_professional"))
    ]
    text = text_of(page)
    assert "Één loket nieuw" in text and "wordt Één loket, Vaste professional" in text and "Reden: Besproken" in text
    offered = found(judging, "//select[@id='other_code']//option/@value")
    assert "een_loket" in offered and "handelingsruimte" not in offered and "outreachend" in offered


def test_decisions_on_codes_that_cannot_be_are_refused(site: Site) -> None:
    cases = [
        ("nieuw", {}),
        ("nieuw", {"dimension": "element", "label": "Capaciteit", "definition": "x", "venster": "organisatie"}),
        ("nieuw", {"dimension": "element", "label": "Nieuw", "definition": "x", "venster": ""}),
        ("nieuw", {"dimension": "richting", "label": "Nieuw", "definition": "x"}),
        ("nieuw", {"dimension": "soort", "label": "Nieuw", "definition": "x", "name": "Met Spatie"}),
        ("nieuw", {"dimension": "soort", "label": "Nieuw", "definition": "x" * 1001}),
        ("nieuw", {"dimension": "soort", "label": "Nieuw", "definition": "x", "reason": ""}),
        ("samenvoegen", {"code": "element:capaciteit", "into": "soort:belemmering"}),
        ("samenvoegen", {"code": "element:capaciteit", "into": "element:capaciteit"}),
        ("samenvoegen", {"code": "element:onzin", "into": "element:capaciteit"}),
        ("samenvoegen", {"code": "richting:helpt", "into": "richting:nodig"}),
        ("splitsen", {"code": "element:capaciteit", "into_1": "element:outreachend"}),
        ("splitsen", {"code": "element:capaciteit", "into_1": "element:outreachend", "into_2": "element:capaciteit"}),
        ("splitsen", {"code": "element:capaciteit", "into_1": "element:outreachend", "into_2": "soort:belemmering"}),
        ("splitsen", {"code": "venster:professional", "into_1": "venster:organisatie", "into_2": "venster:onzin"}),
    ]  # fmt: skip

    async def act(browser: Browser) -> list[Any]:
        found = []
        for what, form in cases:
            own = fields(await browser.get(f"/code/{what}"), "/code/") | {"reason": "Besproken"}
            found.append(await browser.post(f"/code/{what}", own | form))
        return [*found, await browser.get("/code/anders")]

    *answers, unknown = site.run(act, "uil")
    assert [each.status_code for each in answers] == [400] * len(cases) and unknown.status_code == 404
    assert not [*statements(site, "code"), *statements(site, "merge"), *statements(site, "split")]


def test_metadata_is_corrected_with_a_reason(site: Site) -> None:
    path = f"/document/{FIRST}/kenmerken"

    async def act(browser: Browser) -> list[Any]:
        async def send(**form: str) -> Any:
            return await browser.post(path, fields(await browser.get(path), "kenmerken") | form)

        return [
            await send(field="year", value="2017", reason="Titelblad"),
            await send(field="gemeente", value=" berkelmonde ", reason="Titelblad"),
            await send(field="publisher", value="", reason="Staat er niet"),
            await send(field="year", value="zeventien", reason="Titelblad"),
            await send(field="year", value="2017", reason=""),
            await send(field="kleur", value="rood", reason="Titelblad"),
            await browser.get(path),
        ]

    *answers, page = site.run(act, "uil")
    assert [each.status_code for each in answers] == [303] * 3 + [400] * 3
    own = {"document_id": FIRST}
    assert statements(site, "correction") == [
        Correction(**own, field="year", value="2017", was="2018"),
        Correction(**own, field="gemeente", value="GM9001", was="GM9101"),
        Correction(**own, field="publisher", value="", was="Bureau Vis"),
    ]
    text = text_of(page)
    assert "verbeterd 2017" in text and "verbeterd Berkelmonde" in text and "verbeterd geen waarde" in text


@pytest.mark.parametrize(
    ("field", "text", "value"),
    [
        ("title", " Een  titel ", "Een titel"),
        ("published_on", "2021-05", "2021-05"),
        ("document_type", "Evaluatie", "evaluatie"),
        ("gemeente", "gm9001", "GM9001"),
        ("gemeente_now", "Gemeente Utrecht", "GM0344"),
        ("year", "", ""),
    ],
)
def test_values_are_kept_as_fields_have_them(field: str, text: str, value: str) -> None:
    assert value_of(load_study("voorbeeld"), field, text) == value


@pytest.mark.parametrize(
    ("field", "text"),
    [
        ("published_on", "mei 2021"), ("published_on", "2021-13"), ("document_type", "krant"), ("year", "21"),
        ("gemeente", "Nergenshuizen"), ("title", "x" * 501), ("onzin", "x"), ("evaluation_type", "iets"),
    ],
)  # fmt: skip
def test_values_that_a_field_cannot_have_are_refused(field: str, text: str) -> None:
    with pytest.raises(NoValue):
        value_of(load_study("voorbeeld"), field, text)


def test_every_field_that_documents_have_can_be_corrected() -> None:
    found = Path(__file__).parents[3] / "extract" / "metadata"
    texts = [path.read_text(encoding="utf-8") for path in sorted(found.glob("*.py"))]
    names = {line.split('"')[1] for text in texts for line in text.splitlines() if line.startswith("FIELD = ")}
    assert names == set(FIELDS)


def test_a_quote_is_found_where_it_was_selected() -> None:
    text = "Tijd is nodig.\nEn  veel tijd is\nnodig."
    assert place_of(text, "tijd is nodig", "20") == (text.index("tijd"), len(text) - 1)
    assert place_of(text, "nodig") == (8, 13)
    assert place_of(text, "nodig", "30") == (text.rindex("nodig"), len(text) - 1)
    for quote in ("", "e", "tijd is over", "Tijd.is"):
        with pytest.raises(Wrong):
            place_of(text, quote, "geen getal")


def test_a_quote_is_marked_in_its_passage() -> None:
    assert split_at_quote("geld en geld", 8, "geld") == ("geld en ", "geld", "")
    assert split_at_quote("geld en geld", 0, "geld") == ("", "geld", " en geld")
    assert split_at_quote("geld", 0, "tijd") == ("geld", "tijd", "")
    assert lit("Veel gemeenten.", "gemeente") == [("Veel ", False), ("gemeenten", True), (".", False)]


def test_names_of_codes_are_plain() -> None:
    assert name_of(" Één loket, 2 balies! ") == "een_loket_balies"
