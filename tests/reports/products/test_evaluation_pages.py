"""The pages of the zelfevaluatie and of the kennisbouwstenen, as they are used and as they are attacked."""

from __future__ import annotations

import asyncio
import json
import re
import shutil
from collections.abc import Awaitable, Callable
from itertools import pairwise
from pathlib import Path
from typing import Any, TypeVar

import pytest
from lxml import html

from reports.products import evaluations
from reports.products.evaluation_desk import EvaluationDesk
from reports.products.evaluations import NAME, Evaluations
from reports.products.limits import Limits
from reports.products.making import BLOCKS
from reports.products.questionnaire import LIST
from reports.site.serve import public_switch, site

ORIGIN = {"origin": "http://localhost"}
FORMS = {"origin": "null", "sec-fetch-site": "same-origin"}
"""What a browser sends with a form of a page that tells nobody where it is."""
CHOSEN = {"gemeente": "GM9101"}
T = TypeVar("T")


@pytest.fixture
def study(folder: Path, tmp_path: Path) -> Path:
    """Return a folder of a published study of the test's own."""
    return Path(shutil.copytree(folder, tmp_path / "proef"))


def visit(study: Path, come: Callable[[Any], Awaitable[T]], desk: EvaluationDesk | None = None) -> T:
    async def ask() -> T:
        datasette = site(study, desk)
        await datasette.invoke_startup()
        return await come(datasette.client)

    return asyncio.run(ask())


async def begin(client: Any) -> str:
    """Return the address of a new zelfevaluatie."""
    answer = await client.post("/zelfevaluatie", data=CHOSEN, headers=ORIGIN)
    assert answer.status_code == 303, answer.text
    return str(answer.headers["location"]).partition("?")[0]


def _kept(study: Path, path: str) -> Any:
    return Evaluations(study / NAME).find(path.rpartition("/")[2])


def _is_private(answer: Any) -> bool:
    headers = answer.headers
    return (headers["cache-control"], headers["referrer-policy"]) == ("no-store", "no-referrer") and (
        "noindex" in headers["x-robots-tag"] and "script-src" not in headers["content-security-policy"]
    )


def test_a_gemeente_fills_in_every_part_and_gets_its_profile(study: Path) -> None:
    async def come(client: Any) -> None:
        path = await begin(client)
        parts = re.findall(rf'href="({path}/deel/\w+)"', (await client.get(path)).text)
        onward, seen = parts[0], []
        while "/deel/" in onward:
            page: Any = html.fromstring((await client.get(onward)).text)
            names = sorted(set(page.xpath("//input[@type='radio']/@name")))
            answer = await client.post(onward, data=dict.fromkeys(names, "3"), headers=FORMS)
            seen.append(onward)
            onward = answer.headers["location"]
        assert seen == list(dict.fromkeys(parts)) and onward == f"{path}/profiel"
        text = (await client.get(onward)).text
        assert "Grotendeels (3 van 4)" in text and "Niet ingevuld" not in text
        again: Any = html.fromstring((await client.get(seen[0])).text)
        assert set(again.xpath("//input[@checked]/@value")) == {"3"}

    visit(study, come)


def test_every_page_is_private_dutch_and_without_script(study: Path) -> None:
    async def come(client: Any) -> None:
        path = await begin(client)
        part = re.findall(rf'href="({path}/deel/\w+)"', (await client.get(path)).text)[0]
        for each in ("/zelfevaluatie", path, f"{path}?nieuw=1", part, f"{path}/profiel", f"{path}/wissen"):
            answer = await client.get(each)
            assert answer.status_code == 200 and _is_private(answer), each
            page: Any = html.fromstring(answer.text)
            assert page.get("lang") == "nl" and not page.xpath("//script | //*[@style] | //textarea")
            assert not page.xpath(
                "//main//input[@type='text' or @type='email'] | //main//a[starts-with(@href, 'http')]"
            )
            levels = [int(item.tag[1]) for item in page.iter("h1", "h2", "h3", "h4")]
            assert levels[0] == 1 and all(after - before <= 1 for before, after in pairwise(levels)), each
            ids = page.xpath("//*[@id]/@id")
            assert len(ids) == len(set(ids)), each
            assert set(page.xpath("//main//input[not(@type='hidden')]/@id | //select/@id")) <= set(page.xpath("//@for"))
        for form in ("csv", "xlsx", "json"):
            answer = await client.get(f"{path}/profiel.{form}")
            assert answer.status_code == 200 and _is_private(answer)
            assert answer.headers["content-disposition"] == f'attachment; filename="zelfevaluatie.{form}"'

    visit(study, come)


def test_the_link_is_shown_to_its_maker_and_kept_nowhere(study: Path) -> None:
    async def come(client: Any) -> str:
        path = await begin(client)
        page: Any = html.fromstring((await client.get(f"{path}?nieuw=1")).text)
        assert page.xpath("//input[@id='link']/@value") == [f"http://localhost{path}"]
        return path.rpartition("/")[2]

    token = visit(study, come)
    assert all(token.encode() not in file.read_bytes() for file in study.rglob("*") if file.is_file())


def test_answers_outlive_a_new_version_of_the_study(study: Path) -> None:
    path = visit(study, begin)
    Evaluations(study / NAME).save(path.rpartition("/")[2], {"outreachend": 1, "weg": 4})
    questions = json.loads((study / LIST).read_text(encoding="utf-8"))
    questions["parts"][0]["subjects"] = [
        each for each in questions["parts"][0]["subjects"] if each["code"] != "handelingsruimte"
    ]
    (study / LIST).write_text(json.dumps(questions), encoding="utf-8")
    text = visit(study, lambda client: client.get(f"{path}/profiel")).text
    assert "Nee, nog niet (1 van 4)" in text and "Handelingsruimte" not in text


def test_the_running_site_keeps_them_beside_its_versions(study: Path) -> None:
    async def run() -> str:
        async with public_switch(study) as switch:
            path = await begin(switch.datasette.client)
            assert (study / NAME).is_file()
            assert not list(study.glob(f".open-*/{NAME}"))
            return path

    assert _kept(study, asyncio.run(run())) is not None


_ELSEWHERE: tuple[dict[str, str], ...] = (
    {},
    {"origin": "https://kwaad.example"},
    {"origin": "null"},
    {"origin": "http://localhost.kwaad.example"},
    {"origin": "http://localhost", "sec-fetch-site": "cross-site"},
    {"origin": "null", "sec-fetch-site": "same-site"},
    {"sec-fetch-site": "none"},
)


def test_a_form_from_elsewhere_changes_nothing(study: Path) -> None:
    async def come(client: Any) -> str:
        path = await begin(client)
        part = re.findall(rf'href="({path}/deel/\w+)"', (await client.get(path)).text)[0]
        forms = (("/zelfevaluatie", CHOSEN), (part, {"outreachend": "4"}), (f"{path}/wissen", {"x": "y"}))
        for headers in _ELSEWHERE:
            for target, form in forms:
                answer = await client.post(target, data=form, headers=headers)
                assert answer.status_code == 403 and _is_private(answer), (headers, target)
        return path

    found = _kept(study, visit(study, come))
    assert found is not None and found.answers == {}
    assert sum(row["zelfevaluaties"] for row in Evaluations(study / NAME).by_gemeente()) == 1


_CANNOT_BE = (
    b"outreachend=5", b"outreachend=-1", b"outreachend=1.5", b"outreachend=%3Cscript%3E", b"outreachend=1%00",
    b"outreachend=" + "\u0664".encode(), b"outreachend=1&outreachend=9", b"handelingsruimte=1&outreachend=x",
)  # fmt: skip


def test_an_answer_that_cannot_be_is_refused_whole(study: Path) -> None:
    async def come(client: Any) -> str:
        path = await begin(client)
        kind = {"content-type": "application/x-www-form-urlencoded"}
        for body in _CANNOT_BE:
            answer = await client.post(f"{path}/deel/professional", content=body, headers=FORMS | kind)
            assert answer.status_code == 400, body
        broken = await client.post(f"{path}/deel/professional", content=b"\xff\xfe=%ff", headers=FORMS | kind)
        assert broken.status_code in (303, 400)
        return path

    assert _kept(study, visit(study, come)).answers == {}


def test_what_is_not_asked_is_not_kept(study: Path) -> None:
    async def come(client: Any) -> str:
        path = await begin(client)
        said = {"outreachend": "2", "capaciteit": "1", "opmerking": "mijn naam is", "'; DROP TABLE antwoorden; --": "1"}
        answer = await client.post(f"{path}/deel/professional", data=said | {"stop": "1"}, headers=FORMS)
        assert answer.headers["location"] == f"{path}?bewaard=1"
        return path

    assert _kept(study, visit(study, come)).answers == {"outreachend": 2}


def test_wrong_links_and_methods_lead_nowhere(study: Path) -> None:
    async def come(client: Any) -> None:
        path = await begin(client)
        token = path.rpartition("/")[2]
        for wrong in ("0" * 32, token.upper(), token[:-1], f"{token}0", f"{token}%00", f"..%2f{NAME}", "'%20OR%201=1"):
            if wrong == token:
                continue
            for rest in ("", "/profiel", "/deel/professional", "/wissen", "/profiel.json"):
                answer = await client.get(f"/zelfevaluatie/{wrong}{rest}")
                # Datasette leads what is percent-encoded to a spelling of its own, that leads nowhere either.
                while answer.status_code == 302:
                    answer = await client.get(answer.headers["location"])
                assert answer.status_code == 404 and _is_private(answer), (wrong, rest)
        for target in (f"{path}/deel/nergens", f"{path}/profiel.db", f"{path}/-/x"):
            assert (await client.get(target)).status_code == 404, target
        assert (await client.post(f"{path}/profiel", data={"x": "y"}, headers=FORMS)).status_code == 405
        for method in ("PUT", "DELETE", "PATCH", "OPTIONS"):
            assert (await client.request(method, path)).status_code == 405
        assert (
            await client.post(f"{path}/deel/professional", data={"x": "y" * 20_000}, headers=FORMS)
        ).status_code < 500

    visit(study, come)


def test_only_a_gemeente_of_the_list_can_begin(study: Path) -> None:
    async def come(client: Any) -> None:
        for code in ("", "GM0000", "gm9101", "<b>", "GM9101 "):
            answer = await client.post("/zelfevaluatie", data={"gemeente": code}, headers=ORIGIN)
            assert answer.status_code == 400 and "Kies uw gemeente uit de lijst." in answer.text, code

    visit(study, come)
    assert not (study / NAME).exists()


def test_gemeenten_of_today_can_be_chosen_beside_those_of_the_study(study: Path) -> None:
    page: Any = html.fromstring(visit(study, lambda client: client.get("/zelfevaluatie")).text)
    codes = page.xpath("//select//option/@value")
    assert len(codes) == len(set(codes)) > 300 and {"GM9101", "GM0344"} <= set(codes)
    assert "GM0005" not in codes, "Bedum is no gemeente any longer"


def test_who_asks_too_often_waits(study: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    desk = EvaluationDesk(Evaluations(study / NAME), Limits(2, 100), Limits(1, 100))

    async def come(client: Any) -> list[int]:
        path = await begin(client)
        await begin(client)
        answers = [await client.post("/zelfevaluatie", data=CHOSEN, headers=ORIGIN)]
        answers += [
            await client.post(f"{path}/deel/professional", data={"outreachend": "1"}, headers=FORMS) for _ in range(2)
        ]
        assert "Probeer het over een uur nog eens" in answers[0].text
        return [answer.status_code for answer in answers]

    assert visit(study, come, desk) == [429, 303, 429]
    monkeypatch.setattr(evaluations, "MOST", 2)
    answer = visit(study, lambda client: client.post("/zelfevaluatie", data=CHOSEN, headers=ORIGIN))
    assert answer.status_code == 503 and "Er is nu geen plek" in answer.text


def test_the_file_is_never_given(study: Path) -> None:
    async def come(client: Any) -> None:
        await begin(client)
        names = (NAME, f"bestand/{NAME}", f"bestand/zelfevaluatie/../{NAME}", f"tabellen/../{NAME}", f"stijl/../{NAME}")
        for path in (*names, "zelfevaluatie.json", "zelfevaluatie/antwoorden", "zelfevaluatie/zelfevaluaties.json"):
            answer = await client.get(f"/{path}")
            assert answer.status_code in (400, 403, 404), path
            assert b"SQLite format" not in answer.content

    visit(study, come)


def test_texts_of_the_questionnaire_never_become_markup(study: Path) -> None:
    mark = '<script>alert(1)</script>"><b>'
    for name in (LIST, BLOCKS):
        content = (study / name).read_text(encoding="utf-8")
        content = content.replace("Outreachend werken", json.dumps(mark)[1:-1])
        (study / name).write_text(content, encoding="utf-8")

    async def come(client: Any) -> list[str]:
        path = await begin(client)
        pages = (path, f"{path}/deel/professional", f"{path}/profiel", "/bouwstenen", "/bouwsteen/outreachend")
        return [(await client.get(page)).text for page in pages]

    for text in visit(study, come):
        assert "<script" not in text and '"><b>' not in text


def test_who_removes_theirs_leaves_those_of_others(study: Path) -> None:
    async def come(client: Any) -> tuple[str, str]:
        own, other = await begin(client), await begin(client)
        answer = await client.post(f"{own}/wissen", data={"x": "y"}, headers=FORMS)
        assert answer.headers["location"] == "/zelfevaluatie?gewist=1"
        assert "gewist" in (await client.get(answer.headers["location"])).text
        assert (await client.get(own)).status_code == 404
        return own, other

    own, other = visit(study, come)
    assert _kept(study, own) is None and _kept(study, other) is not None


def test_without_the_files_the_pages_say_so(study: Path) -> None:
    (study / LIST).unlink()
    (study / BLOCKS).unlink()

    async def come(client: Any) -> list[Any]:
        return [
            await client.get("/zelfevaluatie"),
            await client.get("/bouwstenen"),
            await client.get("/bouwsteen/outreachend"),
            await client.post("/zelfevaluatie", data=CHOSEN, headers=ORIGIN),
        ]

    start, blocks, block, begun = visit(study, come)
    assert "De zelfevaluatie is er nog niet." in start.text and "nog geen kennisbouwstenen" in blocks.text
    assert (block.status_code, begun.status_code) == (404, 404)


def test_a_questionnaire_that_asks_nothing_is_none(study: Path) -> None:
    (study / LIST).write_text('{"title": "", "scale": [], "parts": []}', encoding="utf-8")
    assert "De zelfevaluatie is er nog niet." in visit(study, lambda client: client.get("/zelfevaluatie")).text


def test_kennisbouwstenen_lead_to_their_files_and_quotes(study: Path) -> None:
    async def come(client: Any) -> None:
        listed: Any = html.fromstring((await client.get("/bouwstenen")).text)
        paths = [path for path in listed.xpath("//main//a/@href") if path.startswith("/bouwsteen/")]
        assert len(paths) == 4
        for path in paths:
            page: Any = html.fromstring((await client.get(path)).text)
            links = [link for link in page.xpath("//main//a/@href") if link.startswith("/")]
            assert {link.split("/")[1] for link in links} >= {"bestand", "element", "herkomst", "citaat"}
            for link in links:
                if not link.startswith("/herkomst"):
                    assert (await client.get(link)).status_code == 200, link
        assert (await client.get("/bouwsteen/nergens")).status_code == 404

    visit(study, come)
