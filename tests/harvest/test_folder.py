from __future__ import annotations

from pathlib import Path

import pytest

from corpus.issues import Surprise
from corpus.records import Issue
from corpus.sections import SourceSettings
from harvest.kinds import Context
from harvest.kinds.folder import probe
from harvest.steps import Held
from tests.harvest.driving import drive
from tests.harvest.zips import with_flag, zipped

PDF = b"%PDF-1.7\n"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    made = tmp_path / "stukken"
    (made / "b").mkdir(parents=True)
    (made / "b" / "rapport.pdf").write_bytes(PDF)
    (made / "a.html").write_text("<!doctype html><p>Team</p>")
    return made


def held(folder: Path, path: str = "stukken", **values: str) -> dict[str, Held]:
    steps = drive("folder", folder.parent, path=path, **values)
    return {step.name: step for step in steps if isinstance(step, Held)}


def issues(folder: Path, path: str = "stukken") -> dict[str, str]:
    steps = drive("folder", folder.parent, path=path)
    return {step.subject: step.problem for step in steps if isinstance(step, Issue)}


def test_documents_are_found_by_their_path_below_the_folder(folder: Path) -> None:
    (folder / "memo.docx").write_bytes(zipped({"word/document.xml": b"<w/>"}))
    found = held(folder, publisher="Gemeente")
    assert list(found) == ["a.html", "b/rapport.pdf", "memo.docx"]
    assert (found["b/rapport.pdf"].content, found["b/rapport.pdf"].listed.publisher) == (PDF, "Gemeente")


def test_an_absolute_path_counts_from_the_root(folder: Path) -> None:
    assert drive("folder", Path("/nowhere"), path=str(folder)) == drive("folder", folder.parent, path="stukken")


@pytest.mark.parametrize("name", [".verborgen.pdf", ".git/x.pdf", "~$memo.docx", "half.pdf.part", "Thumbs.db"])
def test_what_is_no_file_of_the_user_is_skipped(folder: Path, name: str) -> None:
    (folder / name).parent.mkdir(exist_ok=True)
    (folder / name).write_bytes(PDF)
    assert (list(held(folder)), issues(folder)) == (["a.html", "b/rapport.pdf"], {})


@pytest.mark.parametrize(
    ("name", "content"), [("leeg.pdf", b""), ("stuk.pdf", b"\x00\x01"), ("stuk.docx", b"PK\x03\x04")]
)
def test_a_broken_document_is_still_a_document(folder: Path, name: str, content: bytes) -> None:
    (folder / name).write_bytes(content)
    assert held(folder)[name].content == content


@pytest.mark.parametrize(
    ("name", "content", "problem"),
    [
        ("cijfers.csv", b"gemeente;jaar\n", "not a document but text/plain"),
        ("foto.png", b"\x89PNG\r\n\x1a\n\x00", "not a document but application/octet-stream"),
        ("leeg", b"", "not a document but application/x-empty"),
    ],
)
def test_another_file_is_noted(folder: Path, name: str, content: bytes, problem: str) -> None:
    (folder / name).write_bytes(content)
    assert issues(folder) == {name: problem}
    assert name not in held(folder)


def test_a_file_that_cannot_be_opened_is_noted(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    read = Path.read_bytes

    def refuse(path: Path) -> bytes:
        if path.name == "rapport.pdf":
            raise PermissionError(13, "Permission denied")
        return read(path)

    monkeypatch.setattr(Path, "read_bytes", refuse)
    assert issues(folder) == {"b/rapport.pdf": "this file cannot be opened: Permission denied"}
    assert list(held(folder)) == ["a.html"]


def test_a_file_that_is_too_large_to_hold_is_noted(folder: Path) -> None:
    with (folder / "film.mp4").open("wb") as film:
        film.truncate(1_000_000_001)
    assert issues(folder) == {"film.mp4": "this file is larger than 1000 MB"}


def test_a_name_that_is_not_utf_8_is_readable(folder: Path) -> None:
    Path(str(folder).encode().decode() + "/caf\udce9.pdf").write_bytes(PDF)
    assert "caf\ufffd.pdf" in held(folder)


def test_an_absent_folder_is_a_surprise(tmp_path: Path) -> None:
    with pytest.raises(Surprise, match=r"stukken: there is no such folder"):
        drive("folder", tmp_path, path="stukken")


def test_documents_in_a_zip_file_are_found(folder: Path) -> None:
    bundle = zipped(
        {"map/rapport.pdf": PDF, "cijfers.csv": b"a;b\n", "memo.docx": zipped({"word/document.xml": b"<w/>"})}
    )
    (folder / "bundel.zip").write_bytes(bundle)
    assert list(held(folder)) == ["a.html", "b/rapport.pdf", "bundel.zip/map/rapport.pdf", "bundel.zip/memo.docx"]
    assert issues(folder) == {"bundel.zip/cijfers.csv": "not a document but text/plain"}


def test_a_source_may_be_one_zip_file(folder: Path) -> None:
    (folder / "bundel.zip").write_bytes(zipped({"rapport.pdf": PDF}))
    assert list(held(folder, "stukken/bundel.zip")) == ["bundel.zip/rapport.pdf"]


@pytest.mark.parametrize(
    ("bundle", "name", "problem"),
    [
        (zipped({"a.zip": zipped({"x.pdf": PDF})}), "/a.zip", "a ZIP file within a ZIP file is not opened"),
        (with_flag(zipped({"a.pdf": PDF}), 1), "/a.pdf", "is locked with a password"),
        (zipped({"a.pdf": PDF})[:-1], "", "this ZIP file is broken: File is not a zip file"),
    ],
)
def test_what_cannot_be_read_of_a_zip_file_is_noted(folder: Path, bundle: bytes, name: str, problem: str) -> None:
    (folder / "bundel.zip").write_bytes(bundle)
    assert issues(folder) == {f"bundel.zip{name}": problem}
    assert list(held(folder)) == ["a.html", "b/rapport.pdf"]


def test_nothing_of_a_zip_file_is_written(folder: Path) -> None:
    (folder / "bundel.zip").write_bytes(zipped({"../../buiten.pdf": PDF}))
    before = sorted(folder.parent.rglob("*"))
    assert "bundel.zip/buiten.pdf" in held(folder)
    assert sorted(folder.parent.rglob("*")) == before


@pytest.mark.parametrize("changed", ["a.html", "nieuw.pdf", "bundel.zip"])
def test_the_probe_changes_with_a_file(folder: Path, changed: str) -> None:
    settings, context = SourceSettings(kind="folder", name="bron", path="stukken"), Context(folder.parent)
    before = probe(settings, context)
    assert probe(settings, context) == before
    (folder / changed).write_bytes(b"<!doctype html><p>Een ander team</p>")
    assert probe(settings, context) != before
