"""The whole chain on a small site of fictional reports: harvested over loopback, and read back through Datasette."""

from __future__ import annotations

import asyncio
import json
import shutil
import sqlite3
from collections.abc import Iterator
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from corpus.cli import cli
from corpus.raw import DATA_VARIABLE
from corpus.records import Page
from corpus.store import Store
from reports.publication import Publication
from reports.site.serve import site
from tests.benchmarks.crash import dump_hash, killed_run
from tests.reports.tables.adding import added_up
from tests.studying import make_study

KEPT = (
    "heidewoude-raadsmemo-2020",
    "brinkhoven-raadsmemo-2022",
    "wilgenoord-raadsmemo-2023",
    "lindervoort-sociaal-team",
)


@pytest.fixture(scope="module")
def workplace(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A study beside a folder with four documents of the example: few enough to embed within the time of a test."""
    folder = tmp_path_factory.mktemp("werkplek")
    make_study(folder, KEPT, "[synthesis]\ntopic_size = 3\n")
    return folder


@pytest.fixture(scope="module")
def ran(workplace: Path) -> Iterator[Path]:
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv(DATA_VARIABLE, str(workplace / "data"))
        result = _kennissynthese(workplace, "run")
        assert result.exit_code == 0, result.output
        yield workplace


def _kennissynthese(workplace: Path, command: str, *options: str) -> Result:
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv(DATA_VARIABLE, str(workplace / "data"))
        arguments = [command, "--study", str(workplace / "proef.toml"), *options]
        return CliRunner().invoke(cli, arguments, catch_exceptions=False)


def _done(result: Result) -> dict[str, int]:
    sentence = next(line for line in result.output.splitlines() if line.startswith("Done: "))
    parts = [part.split() for part in sentence.removeprefix("Done: ").split(", ")]
    return {part[0]: int(part[1]) for part in parts}


def _dump(workplace: Path) -> list[str]:
    return _kennissynthese(workplace, "dump").output.splitlines()


def test_every_stage_left_records(ran: Path) -> None:
    tables = {json.loads(line)["table"] for line in _dump(ran)}
    expected = {"finds", "documents", "pages", "passages", "facts", "screenings", "embeddings", "codings", "elements"}
    assert expected <= tables
    assert _kennissynthese(ran, "issues").output.endswith("0 issues\n")


def test_a_second_run_does_nothing(ran: Path) -> None:
    before = _dump(ran)
    assert set(_done(_kennissynthese(ran, "run")).values()) == {0}
    assert _dump(ran) == before


def test_one_changed_document_is_the_only_one_that_is_redone(ran: Path) -> None:
    before = _dump(ran)
    page = ran / "stukken" / "lindervoort-sociaal-team.html"
    original = page.read_bytes()
    page.write_bytes(original.replace(b"</p>", b" Dat is nieuw.</p>", 1))
    done = _done(_kennissynthese(ran, "run"))
    assert [done[stage] for stage in ("harvest", "extract", "metadata", "embed", "codings")] == [1, 1, 1, 1, 1]
    page.write_bytes(original)
    _kennissynthese(ran, "run")
    assert _dump(ran) == before


def test_every_published_quote_stands_literally_on_its_page(ran: Path) -> None:
    published = sqlite3.connect(ran / "data" / "proef" / "publiek.db")
    quotes = published.execute("SELECT document_id, bladzijde, citaat FROM citaten").fetchall()
    with Store(ran / "data" / "proef" / "corpus.db") as store:
        pages = {(page.document_id, page.number): page.text for page in store.read(Page)}
    assert quotes
    assert [quote for document, number, quote in quotes if quote not in pages[document, number]] == []


def test_every_number_is_what_is_counted_behind_it(ran: Path) -> None:
    count, wrong = added_up(Publication.read(ran / "data" / "proef" / "publiek.db"))
    assert wrong == []
    assert count > 500


def test_the_site_answers_with_what_was_found(ran: Path) -> None:
    async def visit() -> dict[str, str]:
        datasette = site(ran / "data" / "proef")
        await datasette.invoke_startup()
        answers = {}
        for path in ("/", "/elementen", "/gemeenten", "/documenten", "/zoeken?q=huisartsen"):
            answer = await datasette.client.get(path)
            assert answer.status_code == 200, path
            answers[path] = answer.text
        return answers

    pages = asyncio.run(visit())
    assert "Heidewoude" in pages["/gemeenten"]
    assert "huisarts" in pages["/zoeken?q=huisartsen"].lower()
    assert all('lang="nl"' in text for text in pages.values())


def test_runs_that_were_killed_leave_the_same_corpus(ran: Path, tmp_path: Path) -> None:
    shutil.copytree(ran / "data" / "cache", tmp_path / "cache")
    killed = killed_run(tmp_path, str(ran / "proef.toml"), iter([2.0, 8.0]))
    assert killed
    assert dump_hash(tmp_path, str(ran / "proef.toml")) == dump_hash(ran / "data", str(ran / "proef.toml"))
