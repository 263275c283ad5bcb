from __future__ import annotations

import io
import zipfile
from pathlib import Path

import pytest

from corpus.issues import Surprise
from corpus.raw import read_bytes
from corpus.records import Document, Issue, Source
from harvest.settings import HarvestSettings
from harvest.source import probe_source
from tests.harvest.harvesting import CONTACT, finds, harvest, inputs, issues


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    made = tmp_path / "stukken"
    (made / "b").mkdir(parents=True)
    (made / "b" / "rapport.pdf").write_bytes(b"%PDF-1.7\n")
    (made / "a.html").write_text("<!doctype html><p>Team</p>")
    return made


def word() -> bytes:
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w") as archive:
        archive.writestr("word/document.xml", "<w/>")
    return file.getvalue()


def test_documents_are_found_by_their_path_below_the_folder(folder: Path) -> None:
    (folder / "memo.docx").write_bytes(word())
    records = harvest(folder.parent, "folder", path="stukken", publisher="Gemeente")
    found = finds(records)
    assert list(found) == ["a.html", "b/rapport.pdf", "memo.docx"]
    assert found["b/rapport.pdf"].final_url == "b/rapport.pdf"
    assert found["b/rapport.pdf"].publisher_listed == "Gemeente"
    (document,) = (record for record in records if record.id == found["b/rapport.pdf"].document_id)
    assert isinstance(document, Document)
    assert (document.media_type, read_bytes(document)) == ("application/pdf", b"%PDF-1.7\n")


def test_an_absolute_path_counts_from_the_root(folder: Path) -> None:
    assert harvest(Path("/nowhere"), "folder", path=str(folder)) == harvest(folder.parent, "folder", path=str(folder))


@pytest.mark.parametrize("name", [".verborgen.pdf", ".git/x.pdf", "~$memo.docx", "half.pdf.part", "Thumbs.db"])
def test_what_is_no_file_of_the_user_is_skipped(folder: Path, name: str) -> None:
    (folder / name).parent.mkdir(exist_ok=True)
    (folder / name).write_bytes(b"%PDF-1.7\n")
    records = harvest(folder.parent, "folder", path="stukken")
    assert (list(finds(records)), issues(records)) == (["a.html", "b/rapport.pdf"], {})


@pytest.mark.parametrize(
    ("name", "content", "media_type"),
    [("leeg.pdf", b"", "application/x-empty"), ("stuk.pdf", b"\x00\x01", "application/octet-stream")],
)
def test_a_broken_document_is_still_a_document(folder: Path, name: str, content: bytes, media_type: str) -> None:
    (folder / name).write_bytes(content)
    records = harvest(folder.parent, "folder", path="stukken")
    assert name in finds(records)
    assert media_type in {record.media_type for record in records if isinstance(record, Document)}


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
    records = harvest(folder.parent, "folder", path="stukken")
    assert issues(records) == {f"bron: {name}": problem}
    assert name not in finds(records)


def test_a_file_that_cannot_be_opened_is_noted(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    read = Path.read_bytes

    def refuse(path: Path) -> bytes:
        if path.name == "rapport.pdf":
            raise PermissionError(13, "Permission denied")
        return read(path)

    monkeypatch.setattr(Path, "read_bytes", refuse)
    records = harvest(folder.parent, "folder", path="stukken")
    assert issues(records) == {"bron: b/rapport.pdf": "this file cannot be opened: Permission denied"}
    assert list(finds(records)) == ["a.html"]


def test_a_name_that_is_not_utf_8_is_readable(folder: Path) -> None:
    Path(str(folder).encode().decode() + "/caf\udce9.pdf").write_bytes(b"%PDF-1.7\n")
    assert "caf\ufffd.pdf" in finds(harvest(folder.parent, "folder", path="stukken"))


def test_an_absent_folder_is_a_surprise(tmp_path: Path) -> None:
    with pytest.raises(Surprise, match=r"bron \(stukken\): there is no such folder"):
        harvest(tmp_path, "folder", path="stukken")


def test_a_folder_without_documents_is_a_surprise(tmp_path: Path) -> None:
    (tmp_path / "cijfers.csv").write_text("a;b\n")
    with pytest.raises(Surprise, match="holds no documents"):
        harvest(tmp_path, "folder", path=".")


def test_fewer_documents_than_expected_are_a_surprise(folder: Path) -> None:
    with pytest.raises(Surprise, match="found 2 documents where 3 to 4 were expected"):
        harvest(folder.parent, "folder", path="stukken", expects=(3, 4))


def test_more_documents_than_expected_are_a_warning(folder: Path) -> None:
    records = harvest(folder.parent, "folder", path="stukken", expects=(0, 1))
    (issue,) = (record for record in records if isinstance(record, Issue))
    assert (issue.severity, issue.problem) == ("warning", "found 2 documents where 0 to 1 were expected")


@pytest.mark.parametrize(
    ("kind", "keys"),
    [("folder", {"path": "stukken"}), ("website", {"url": "http://voorbeeld.example/", "serve": "stukken"})],
)
def test_the_probe_changes_with_a_file(folder: Path, kind: str, keys: dict[str, str]) -> None:
    settings, source = HarvestSettings(contact=CONTACT, base=folder.parent), inputs(kind, **keys).one(Source)
    before = probe_source(source, settings)
    assert probe_source(source, settings) == before
    (folder / "a.html").write_text("<!doctype html><p>Een ander team</p>")
    assert probe_source(source, settings) != before
