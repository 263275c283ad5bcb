"""Bad input through the command itself: a clear sentence, the right exit status, nothing lost, and the rest goes on."""

from __future__ import annotations

import sys
from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple

import pytest

from corpus.cli import main
from corpus.raw import DATA_VARIABLE
from corpus.store import Store
from tests.conftest import ROOT

EXAMPLE = ROOT / "corpus" / "example"
STUDY = """
title = "Proef"
description = "Een map met stukken"
contact = "https://example.org"

[[sources]]
kind = "folder"
name = "stukken"
path = "stukken"

[criteria]
words = ["komt niet voor"]
"""


@pytest.fixture
def workplace(tmp_path: Path) -> Path:
    """A study whose criteria exclude every document, so that nothing needs to be embedded."""
    (tmp_path / "stukken").mkdir()
    (tmp_path / "proef.toml").write_text(STUDY, encoding="utf-8")
    return tmp_path


class Done(NamedTuple):
    """What a command said, and with which status it left."""

    returncode: int | str | None
    stdout: str
    stderr: str


Run = Callable[..., Done]


@pytest.fixture
def run(
    workplace: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
    caplog: pytest.LogCaptureFixture,
) -> Run:
    """The command as it is called from a shell, but in this process."""
    monkeypatch.setenv(DATA_VARIABLE, str(workplace / "data"))

    def call(command: str = "run", *options: str) -> Done:
        arguments = ["kennissynthese", command, "--study", str(workplace / "proef.toml"), *options]
        monkeypatch.setattr(sys, "argv", arguments)
        status: int | str | None = 0
        try:
            main()
        except SystemExit as left:
            status = left.code
        said = capsys.readouterr()
        return Done(status or 0, said.out, said.err + caplog.text)

    return call


def _good(workplace: Path, count: int = 1) -> None:
    for number, path in enumerate(sorted((EXAMPLE / "site" / "nieuws").glob("*.html"))[:count]):
        (workplace / "stukken" / f"goed{number}.html").write_bytes(path.read_bytes())


def test_an_empty_folder_is_said_and_fails_the_run(workplace: Path, run: Run) -> None:
    done = run()
    assert done.returncode == 1
    assert "stukken" in done.stderr and "no documents" in done.stderr
    assert "Traceback" not in done.stderr


def test_a_folder_that_is_not_there_is_refused(workplace: Path, run: Run) -> None:
    done = run("run", "--folder", str(workplace / "weg"))
    assert done.returncode == 2
    assert "there is no such folder" in done.stderr


@pytest.mark.parametrize(
    ("name", "content", "words"),
    [
        ("leeg.pdf", b"", "it is empty"),
        ("afgebroken.pdf", b"%PDF-1.7\n1 0 obj\n<<", "damaged or truncated"),
        ("slot.pdf", None, "asks for a password"),
    ],
)
def test_a_file_that_cannot_be_read_is_an_issue_and_the_rest_goes_on(
    workplace: Path, run: Run, name: str, content: bytes | None, words: str
) -> None:
    _good(workplace)
    (workplace / "stukken" / name).write_bytes(_locked_pdf() if content is None else content)
    done = run()
    assert done.returncode == 1
    assert "could not read 1 of 2" in done.stderr
    listed = run("issues").stdout
    assert name in listed and words in listed
    assert '"goed0.html"' in run("dump").stdout


def test_html_that_is_named_pdf_is_read_as_html(workplace: Path, run: Run) -> None:
    _good(workplace)
    (workplace / "stukken" / "goed0.html").rename(workplace / "stukken" / "pagina.pdf")
    assert run().returncode == 0
    assert '"method": "html"' in run("dump").stdout


def test_a_typing_error_in_a_study_is_refused_before_anything_is_done(workplace: Path, run: Run) -> None:
    (workplace / "proef.toml").write_text(STUDY.replace("path =", "pad ="), encoding="utf-8")
    done = run()
    assert done.returncode == 2
    assert "line 9" in done.stderr and "Did you mean 'path'?" in done.stderr
    assert not (workplace / "data").exists()


def test_an_unknown_kind_of_source_and_an_absent_codebook_are_refused(workplace: Path, run: Run) -> None:
    (workplace / "proef.toml").write_text(STUDY.replace('"folder"', '"map"'), encoding="utf-8")
    assert "folder, ibabs" in run().stderr
    (workplace / "proef.toml").write_text('codebook = "geen"\n' + STUDY, encoding="utf-8")
    done = run()
    assert done.returncode == 2
    assert "sociale-teams" in done.stderr


def test_a_corpus_of_a_newer_version_is_refused(workplace: Path, run: Run) -> None:
    _good(workplace)
    assert run().returncode == 0
    with Store(workplace / "data" / "proef" / "corpus.db") as store:
        store.db.execute("PRAGMA user_version = 99")
    done = run()
    assert done.returncode == 2
    assert "version 99" in done.stderr


def test_serving_before_there_is_anything_says_what_to_do(workplace: Path, run: Run) -> None:
    done = run("serve")
    assert done.returncode == 2
    assert "make synthesis" in done.stderr or "kennissynthese run" in done.stderr


def _locked_pdf() -> bytes:
    """A PDF that asks for a password (standard security handler, revision 2), with keys that no password opens."""
    return (
        b"%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n2 0 obj<</Type/Pages/Kids[3 0 R]/Count 1>>endobj\n"
        b"3 0 obj<</Type/Page/Parent 2 0 R/MediaBox[0 0 99 99]>>endobj\n"
        b"4 0 obj<</Filter/Standard/V 1/R 2/P -4/O<" + b"11" * 32 + b">/U<" + b"22" * 32 + b">>>endobj\n"
        b"trailer<</Root 1 0 R/Encrypt 4 0 R/ID[<00><00>]/Size 5>>\n%%EOF"
    )
