"""Forms of the public site: where they may come from, and what garbage does to those of the zelfevaluatie."""

from __future__ import annotations

import asyncio
import random
import shutil
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest
from datasette import Forbidden

from reports.products.evaluations import NAME, Evaluations
from reports.products.questionnaire import SCALE
from reports.site.own_forms import check_own
from reports.site.serve import site

_HOST = {"host": "kennis.example"}
_OWN = "https://kennis.example"
_FORM = {"content-type": "application/x-www-form-urlencoded", "origin": "http://localhost"}


@pytest.mark.parametrize(
    "headers",
    [
        {"origin": _OWN, "sec-fetch-site": "same-origin"},
        {"origin": "null", "sec-fetch-site": "same-origin"},
        {"sec-fetch-site": "same-origin"},
        {"origin": _OWN},
    ],
)
def test_a_form_of_our_own_pages_is_taken(headers: dict[str, str]) -> None:
    check_own(SimpleNamespace(headers=_HOST | headers))


@pytest.mark.parametrize(
    "headers",
    [
        {},
        {"origin": "null"},
        {"origin": "https://kwaad.example"},
        {"origin": "https://kennis.example.kwaad.example"},
        {"origin": "https://kennis.example:8443"},
        {"origin": "kennis.example"},
        {"origin": _OWN, "sec-fetch-site": "cross-site"},
        {"origin": _OWN, "sec-fetch-site": "none"},
        {"origin": "https://kwaad.example", "sec-fetch-site": "same-origin"},
        {"origin": "", "sec-fetch-site": "same-site"},
    ],
)
def test_a_form_from_elsewhere_is_refused(headers: dict[str, str]) -> None:
    with pytest.raises(Forbidden):
        check_own(SimpleNamespace(headers=_HOST | headers))


def _garbage(chance: random.Random) -> bytes:
    """Return something that is no form, or one that says what cannot be."""
    keys = [b"outreachend", b"handelingsruimte:opgave", b"stop", b"gemeente", b"", b"\xff", b"%00", b"a" * 300]
    values = [b"1", b"4", b"0", b"5", b"-0", b"1e0", b"%31", b"%C2%B2", b"\xc3", b"=", b"&", b"''", b"9" * 400, b""]
    pairs = [chance.choice(keys) + b"=" + chance.choice(values) for _ in range(chance.randint(0, 6))]
    return chance.choice([b"&", b";", b"&&"]).join(pairs) or chance.randbytes(40)


def test_garbage_breaks_nothing_and_is_not_kept(folder: Path, tmp_path: Path) -> None:
    study, chance = Path(shutil.copytree(folder, tmp_path / "proef")), random.Random(7)

    async def come() -> tuple[str, set[int]]:
        datasette = site(study)
        await datasette.invoke_startup()
        begun = await datasette.client.post("/zelfevaluatie", content=b"gemeente=GM9101", headers=_FORM)
        path = begun.headers["location"].partition("?")[0]
        statuses: set[int] = set()
        for target in ("/zelfevaluatie", f"{path}/deel/professional", f"{path}/deel/organisatie"):
            for _ in range(30):
                answer = await datasette.client.post(target, content=_garbage(chance), headers=_FORM)
                statuses.add(answer.status_code)
        return path.rpartition("/")[2], statuses

    token, statuses = asyncio.run(come())
    assert statuses <= {303, 400, 413, 429} and {303, 400} <= statuses
    found: Any = Evaluations(study / NAME).find(token)
    assert set(found.answers) <= {"outreachend", "handelingsruimte:opgave"}
    assert set(found.answers.values()) <= set(SCALE)
