"""What researchers see of the zelfevaluaties, and others do not."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from pathlib import Path
from typing import Any

from reports.products.evaluations import NAME, Evaluations
from reports.review.app import review_site
from reports.review.desk import Desk
from tests.reports.review.conftest import SignedIn


def test_researchers_see_counts_and_others_do_not(
    desk: Desk, whole: Path, member: Callable[..., SignedIn], data: Path
) -> None:
    researcher, other = member("onderzoeker"), member("klankbordgroep")

    async def come() -> list[Any]:
        datasette = review_site(desk, whole / "snapshot.db", whole / "publiek.db")
        await datasette.invoke_startup()
        asked = [("/zelfevaluaties", researcher), ("/zelfevaluaties.csv", researcher), ("/zelfevaluatie", other),
                 ("/zelfevaluaties", other), ("/zelfevaluaties.csv", other)]  # fmt: skip
        answers = [await datasette.client.get(path, headers=one.headers) for path, one in asked]
        return [*answers, await datasette.client.get("/zelfevaluaties")]

    empty = asyncio.run(come())[0].text
    assert "Er is nog geen zelfevaluatie begonnen." in empty
    kept = Evaluations(data / desk.study.name / NAME)
    kept.path.parent.mkdir(parents=True, exist_ok=True)
    kept.save(kept.start("GM9101", "=Merenburg"), {"outreachend": 2, "outreachend:opgave": 0})
    page, file, elsewhere, *refused = asyncio.run(come())
    assert "=Merenburg" in page.text and "1 zelfevaluatie begonnen" in page.text
    assert "GM9101,'=Merenburg,outreachend,," in file.text and file.headers["cache-control"] == "no-store"
    assert "openbare site" in elsewhere.text and "/zelfevaluaties" not in elsewhere.text
    assert [answer.status_code for answer in refused] == [403, 403, 303]
