from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from corpus.issues import Surprise
from corpus.records import Issue
from corpus.sections import SourceSettings
from harvest.kinds import Context
from harvest.kinds.zotero import probe
from harvest.steps import Ask, Held, Mention, Step
from tests.harvest.driving import drive
from tests.harvest.universe.server import Reply, pdf, serving

Steps = list[Step | Surprise]
PAGE = Reply(b"<html><head><meta name=citation_pdf_url content=/rapport.pdf></head></html>")


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    made = tmp_path / "export"
    (made / "files" / "1").mkdir(parents=True)
    (made / "files" / "1" / "rapport.pdf").write_bytes(pdf("rapport"))
    (made / "files" / "1" / "pagina.html").write_text("<!doctype html><p>Rapport</p>")
    return made


def read(folder: Path, *entries: Any, name: str = "Teams.json") -> Steps:
    (folder / name).write_text(json.dumps(entries))
    return drive("zotero", folder.parent, path="export", publisher="Uitgever")


def problems(steps: Steps) -> dict[str, str]:
    return {step.subject: step.problem for step in steps if isinstance(step, Issue)}


def asked(steps: Steps) -> list[str]:
    return [step.url.rsplit("/", 1)[1] for step in steps if isinstance(step, Ask)]


def with_files(*paths: str, **values: Any) -> dict[str, Any]:
    return {"title": "Teams", "attachments": [{"path": path} for path in paths], **values}


def test_attachments_are_taken_from_beside_the_export(folder: Path) -> None:
    (step,) = read(folder, with_files("files/1/pagina.html", "files/1/rapport.pdf", URL="https://veldrade.example/"))
    assert isinstance(step, Held)
    assert (step.name, step.content) == ("files/1/rapport.pdf", pdf("rapport"))
    assert (step.listed.title, step.listed.publisher) == ("Teams", "Uitgever")


def test_a_saved_page_is_taken_where_there_is_nothing_else(folder: Path) -> None:
    (step,) = read(folder, with_files("files/1/pagina.html"))
    assert isinstance(step, Held)
    assert step.name == "files/1/pagina.html"


def test_a_path_may_be_whole_or_a_file_address(folder: Path) -> None:
    file = folder / "files" / "1" / "rapport.pdf"
    steps = read(folder, with_files(str(file)), with_files(file.as_uri()))
    assert [step.name for step in steps if isinstance(step, Held)] == ["files/1/rapport.pdf"] * 2


def test_a_document_on_the_web_is_asked(folder: Path) -> None:
    with serving({"/rapport.pdf": Reply(pdf("rapport"))}) as server:
        steps = read(folder, {"title": "Teams", "URL": f"{server.root}rapport.pdf", "DOI": "10.9999/abc"})
    assert asked(steps) == ["rapport.pdf"]


def test_the_page_of_an_entry_leads_to_its_document(folder: Path) -> None:
    with serving({"/publicatie": PAGE, "/rapport.pdf": Reply(pdf("rapport"))}) as server:
        steps = read(folder, {"title": "Teams", "URL": f"{server.root}publicatie"})
        page = f"{server.root}publicatie"
    last = steps[-1]
    assert asked(steps) == ["publicatie", "rapport.pdf"]
    assert isinstance(last, Ask)
    assert (last.found_on, last.listed.title, last.listed.publisher) == (page, "Teams", "Uitgever")


def test_a_doi_leads_to_a_page(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("tests.harvest.driving._answer", lambda ask: None)
    (step,) = read(folder, {"title": "Teams", "DOI": "10.9999/abc"})
    assert isinstance(step, Ask)
    assert (step.url, step.step, step.is_document) == ("https://doi.org/10.9999/abc", "page", False)


def test_an_entry_without_anything_is_mentioned(folder: Path) -> None:
    (step,) = read(folder, {"title": "Teams", "ISBN": "978-90"})
    assert isinstance(step, Mention)
    assert (step.url, step.listed.title) == ("978-90", "Teams")


def test_a_file_that_is_gone_leaves_the_address(folder: Path) -> None:
    with serving({"/rapport.pdf": Reply(pdf("rapport"))}) as server:
        steps = read(folder, with_files("files/9/weg.pdf", URL=f"{server.root}rapport.pdf"))
    assert problems(steps) == {"Teams.json, entry 1": "its file 'files/9/weg.pdf' is not there"}
    assert asked(steps) == ["rapport.pdf"]


def test_nothing_outside_the_study_is_opened(folder: Path) -> None:
    outside = folder.parent.parent / "buiten.pdf"
    outside.write_bytes(pdf("buiten"))
    steps = read(folder, with_files(str(outside)), with_files("../../buiten.pdf"))
    assert not [step for step in steps if isinstance(step, Held)]
    assert all("lies outside the folders" in problem for problem in problems(steps).values())
    assert len(problems(steps)) == 2


def test_a_bad_entry_leaves_the_others(folder: Path) -> None:
    steps = read(folder, "kapot", with_files("files/1/rapport.pdf"))
    assert problems(steps) == {"Teams.json, entry 1": "this entry is in a form that is not known"}
    assert len([step for step in steps if isinstance(step, Held)]) == 1


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("Teams.ris", "TY  - RPRT\nTI  - Teams\nL1  - files/1/rapport.pdf\nER  - \n"),
        ("Teams.bib", "@report{a, title={Teams}, file={PDF:files/1/rapport.pdf:application/pdf}}"),
        ("Teams.JSON", '[{"title": "Teams", "attachments": [{"path": "files/1/rapport.pdf"}]}]'),
    ],
)
@pytest.mark.parametrize("is_folder", [True, False])
def test_each_form_is_read_from_a_folder_or_by_its_name(folder: Path, name: str, text: str, is_folder: bool) -> None:
    (folder / name).write_text(text)
    (step,) = drive("zotero", folder.parent, path="export" if is_folder else f"export/{name}")
    assert isinstance(step, Held)
    assert (step.name, step.listed.title) == ("files/1/rapport.pdf", "Teams")


@pytest.mark.parametrize(
    ("path", "problem"),
    [
        ("export", "export: there is no export of a library here"),
        ("export/weg.ris", "export/weg.ris: there is no export"),
        ("kapot.json", r"kapot.json: this library cannot be read: Expecting value"),
    ],
)
def test_what_is_no_library_is_a_surprise(folder: Path, path: str, problem: str) -> None:
    (folder.parent / "kapot.json").write_text("<html>")
    with pytest.raises(Surprise, match=problem):
        drive("zotero", folder.parent, path=path)


def test_the_probe_changes_with_the_export_and_with_its_attachments(folder: Path) -> None:
    settings, context = SourceSettings(kind="zotero", name="bron", path="export"), Context(folder.parent)
    read(folder, with_files("files/1/rapport.pdf"))
    probes = [probe(settings, context)]
    (folder / "files" / "1" / "rapport.pdf").write_bytes(pdf("nieuw"))
    probes.append(probe(settings, context))
    (folder / "Teams.json").write_text("{")
    probes.append(probe(settings, context))
    assert probe(settings, context) == probes[-1]
    assert len(set(probes)) == 3
