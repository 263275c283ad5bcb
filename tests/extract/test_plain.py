"""`kennissynthese read`: documents without a corpus, a JSON line each."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result

from corpus.cli import cli
from extract.plain import as_line, is_unread, read_plain

HTML = """<!doctype html><html lang="nl"><head><title>Evaluatie sociale teams</title></head><body><main>
<h1>Evaluatie sociale teams</h1><h2>Werkwijze</h2>
<p>Het team van de gemeente komt bij mensen thuis en luistert naar wat zij nodig hebben om verder te komen.</p>
<p>Mevrouw De Vries vertelt dat het team haar goed heeft geholpen met de formulieren van de gemeente.</p>
<table><tr><th>jaar</th><th>aantal</th></tr><tr><td>2020</td><td>12</td></tr></table>
</main></body></html>"""


@pytest.fixture(scope="module")
def plain() -> dict[str, Any]:
    return read_plain(HTML.encode(), "verslag.html")


def test_a_line_holds_what_is_promised(plain: dict[str, Any]) -> None:
    assert list(plain) == [
        *("file", "text", "headings", "footnotes", "tables", "metadata", "personal", "issues", "pages", "seconds")
    ]
    assert json.loads(as_line(plain))["text"] == plain["text"]
    assert "\n" not in as_line(plain).rstrip("\n")


def test_the_body_has_a_blank_line_between_paragraphs(plain: dict[str, Any]) -> None:
    assert "\n\nHet team van de gemeente komt bij mensen thuis" in plain["text"]
    assert {heading["text"]: heading["level"] for heading in plain["headings"]}["Werkwijze"] == 2
    assert plain["tables"][0]["rows"] == (("jaar", "aantal"), ("2020", "12"))
    assert plain["metadata"]["title"] == "Evaluatie sociale teams"


def test_offsets_of_personal_data_count_the_body(plain: dict[str, Any]) -> None:
    (person,) = plain["personal"]
    assert plain["text"][person["start"] : person["end"]] == person["text"] == "Mevrouw De Vries"


def test_what_cannot_be_read_is_a_line_with_an_issue() -> None:
    unread = read_plain(b"%PDF-1.7 and no more", "kapot.pdf")
    assert is_unread(unread) and unread["text"] == ""
    assert unread["issues"][0]["severity"] == "unreadable"


def _read(*args: str) -> Result:
    return CliRunner().invoke(cli, ["read", *args])


def test_the_command_goes_on_after_a_bad_file(tmp_path: Path) -> None:
    (tmp_path / "goed.html").write_text(HTML, encoding="utf-8")
    (tmp_path / "leeg.pdf").write_bytes(b"")
    names = [str(tmp_path / name) for name in ("leeg.pdf", "weg.pdf", "goed.html")]
    result = _read(*names, "--jsonl", str(tmp_path / "uit.jsonl"))
    lines = [json.loads(line) for line in (tmp_path / "uit.jsonl").read_text(encoding="utf-8").splitlines()]
    assert result.exit_code == 1
    assert [line["file"] for line in lines] == names
    assert [len(line["issues"]) for line in lines] == [1, 1, 0]
    assert "weg.pdf: it cannot be opened" in result.stderr
    assert "1 of 3 files read." in result.stderr


def test_one_worker_and_two_give_the_same(tmp_path: Path) -> None:
    names = []
    for index in range(4):
        path = tmp_path / f"{index}.html"
        path.write_text(HTML.replace("2020", f"202{index}"), encoding="utf-8")
        names.append(str(path))
    outputs = []
    for workers in ("1", "2"):
        result = _read(*names, "--workers", workers)
        assert result.exit_code == 0
        outputs.append([json.loads(line) | {"seconds": 0} for line in result.stdout.splitlines()])
    assert outputs[0] == outputs[1]


def test_an_output_in_a_folder_that_is_not_there_is_refused(tmp_path: Path) -> None:
    (tmp_path / "goed.html").write_text(HTML, encoding="utf-8")
    result = _read(str(tmp_path / "goed.html"), "--jsonl", str(tmp_path / "weg" / "uit.jsonl"))
    assert result.exit_code == 1 and "uit.jsonl" in result.stderr
