"""Nothing that is not public comes out: not in a file, and not by any way of asking the public site."""

from __future__ import annotations

import asyncio
import html
import io
import json
import re
import sqlite3
import zipfile
from collections.abc import AsyncIterator
from pathlib import Path
from typing import Any
from urllib.parse import quote

import pytest

from corpus.records import TABLES
from reports.publishing.publish import publish
from reports.site.serve import site
from tests.reports.canary_cases import CANARY, guarded, with_canaries
from tests.reports.conftest import SECRET, as_inputs, make_records, make_settings

WORDS = (CANARY, SECRET)
_TABLE = re.compile(r"^/publiek/(\w+)$")
_TURNED = re.compile(r"^/publiek/(?!citaten)\w+(/|.*[?&])")
"""Links to rows and other views of tables but one: for all tables these are asked by form."""
_WHOLE = ("citaten", "documenten")
"""The tables of which everything is asked that can be."""
_PER_TABLE = (
    ".json", ".json?_shape=array&_labels=on", ".json?_shape=objects&_extra=all", ".csv", ".csv?_stream=on&_labels=on",
    "?_labels=on", ".json?_search={word}", "?_sort=text", ".xlsx", "/-/schema",
)  # fmt: skip
_OF_WHOLE = (
    ".json?_nl=on&_shape=array", ".csv?_dl=1", "?_facet={column}", ".json?_facet={column}", "?_size=max", ".blob",
    ".json?_facet_array={column}", ".json?_facet_date={column}", "?_sort={column}", "?_sort_desc={column}", ".db",
    "?{column}__contains={word}", "?{column}__like=%25{word}%25", "?_search_{column}={word}", "?_col=text",
    "?_where={column}+like+%27%25{word}%25%27", "?_through={through}", "?_fts_table=zoekwoorden&_search={word}",
    "?_nofacet=1", ".json?_next=%27",
)  # fmt: skip
_OTHER = (
    "/publiek.json", "/publiek.db", "/publiek.csv", "/publiek/-/query.json?sql=select+*+from+citaten", "/-/metadata",
    "/-/versions.json", "/-/plugins.json", "/-/settings.json", "/-/databases.json", "/-/actor.json", "/-/schema",
    "/-/allowed.json", "/-/tables.json?q={word}", "/-/jump?q={word}", "/-/search?q={word}", "/-/logs", "/-/rules",
    "/-/check", "/-/create-token", "/.json", "/_memory", "/_memory.json", "/_internal", "/_internal.json",
    "/publiek/zoekwoorden", "/publiek/zoekwoorden_content.json", "/publiek/zoekwoorden_data.json",
    "/publiek/sqlite_master.json", "/publiek/{word}", "/element/{word}", "/document/{word}", "/gemeente/{word}",
    "/citaat/{word}", "/zoeken?q={word}", "/corpus", "/corpus.json", "/corpus.db", "/review.json", "/review/entries",
    "/tabellen/{word}.csv", "/tabellen/../corpus.db", "/stijl/../../../corpus.db", "/feed", "/feed.xml", "/robots.txt",
    "/sitemap.xml", "/inloggen", "/beoordelen", "/%00", "/%ff", "/publiek/citaten/{word}.json",
)  # fmt: skip


@pytest.fixture(scope="module")
def guarded_folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return the folder of a published study with such a word in every text that is not public."""
    settings = make_settings(tmp_path_factory.mktemp("kanarie") / "proef")
    list(publish(as_inputs(with_canaries(make_records())), settings))
    return settings.folder


def _found(content: bytes) -> list[str]:
    """Return such words in a file or answer; of a workbook, which is an archive, in all that it holds."""
    if content.startswith(b"PK"):
        with zipfile.ZipFile(io.BytesIO(content)) as book:
            content = b"".join(book.read(name) for name in book.namelist())
    return sorted({match.decode() for match in re.findall(rb"(?:%b)\w*" % "|".join(WORDS).encode(), content)})


def test_every_table_has_such_a_word_in_every_text_that_is_not_public() -> None:
    texts = "\n".join(str(vars(record)) for record in with_canaries(make_records()))
    expected = {(table, name) for table in TABLES for name in guarded(table)}
    assert len(expected) > 50
    absent = [
        (table.__name__, name)
        for table, name in expected
        if f"{table.__name__}{name}".lower().replace("_", "") not in texts
    ]
    assert absent == []


def test_no_such_word_is_in_any_file(guarded_folder: Path) -> None:
    files = [path for path in guarded_folder.rglob("*") if path.is_file()]
    assert len(files) > 20
    assert {path.name: found for path in files if (found := _found(path.read_bytes()))} == {}


def test_no_such_word_is_in_the_index_of_words(guarded_folder: Path) -> None:
    db = sqlite3.connect(guarded_folder / "publiek.db")
    db.execute("CREATE VIRTUAL TABLE temp.terms USING fts5vocab(main, zoekwoorden, row)")
    terms = [term for (term,) in db.execute("SELECT term FROM temp.terms")]
    assert len(terms) > 20
    assert [term for term in terms if term.startswith(WORDS)] == []


def test_no_way_of_asking_brings_out_such_a_word(guarded_folder: Path) -> None:
    async def crawl() -> tuple[int, dict[str, list[str]]]:
        datasette = site(guarded_folder)
        await datasette.invoke_startup()
        seen, leaks, statuses = 0, {}, set()
        async for path, status, content in _asked(datasette):
            seen += 1
            statuses.add(status)
            if found := _found(content):
                leaks[path] = found
            assert status < 500, (path, status)
        assert {200, 403, 404} <= statuses
        return seen, leaks

    seen, leaks = asyncio.run(crawl())
    assert leaks == {}
    assert seen > 500


async def _asked(datasette: Any) -> AsyncIterator[tuple[str, int, bytes]]:
    """Yield what each address answers with: all that are linked to, and all that somebody may try."""
    capitals = CANARY.upper()
    seen: set[str] = set()
    waiting = ["/", *(path.format(word=capitals) for path in _OTHER)]
    while waiting:
        path = waiting.pop()
        if path in seen:
            continue
        seen.add(path)
        answer = await datasette.client.get(path)
        headers = "\n".join(f"{name}: {value}" for name, value in answer.headers.items())
        yield path, answer.status_code, headers.encode() + answer.content
        if "html" in answer.headers.get("content-type", ""):
            links = [html.unescape(link).partition("#")[0] for link in re.findall(r'href="(/[^"]*)"', answer.text)]
            waiting += [link for link in links if not _TURNED.search(link) and not ("?" in path and "?" in link)]
        if table := _TABLE.match(path):
            waiting += await _of_table(datasette, table[1])


def _through(column: str) -> str:
    return quote(json.dumps({"table": "citaten", "column": column, "value": CANARY.upper()}))


async def _of_table(datasette: Any, table: str) -> list[str]:
    try:
        names = await datasette.get_database("publiek").table_columns(table)
    except sqlite3.Error:
        return []
    asked = [
        f"/publiek/{table}{form.format(column=quote(name), word=CANARY.upper(), through=_through(name))}"
        for form in (*_PER_TABLE, *(_OF_WHOLE if table in _WHOLE else ()))
        for name in (names if "{column}" in form else names[:1])
    ]
    return sorted(set(asked))
