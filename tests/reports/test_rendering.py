"""The report stage: what it makes of a public database, its list of files, and the page that offers them."""

from __future__ import annotations

import hashlib
from pathlib import Path

import pytest

from corpus.issues import Refused
from corpus.stage import Inputs
from corpus.study import load_study
from reports.publication import File, Origin, Publication
from reports.rendering import LIST, RenderSettings, listed, made_files, render
from tests.reports.conftest import make_render_settings
from tests.reports.test_site import ask


@pytest.fixture(scope="module")
def publication(folder: Path) -> Publication:
    return Publication.read(folder / "publiek.db")


def test_equal_databases_give_equal_files(publication: Publication, folder: Path) -> None:
    made = {file.name: hashlib.sha256(file.content).hexdigest() for file in _made(publication, folder)}
    assert made == {row["name"]: row["sha256"] for row in listed(folder)}
    assert made, "nothing was made"


def _made(publication: Publication, folder: Path) -> list[File]:
    return list(made_files(publication, make_render_settings(folder)))


def test_the_list_tells_of_every_file(folder: Path) -> None:
    for row in listed(folder):
        content = (folder / row["name"]).read_bytes()
        assert (row["byte_count"], row["sha256"]) == (len(content), hashlib.sha256(content).hexdigest())
        assert row["description"]


def test_a_file_that_is_no_longer_made_goes_and_others_stay(
    folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "publiek.db").write_bytes((folder / "publiek.db").read_bytes())
    settings = make_render_settings(tmp_path)
    list(render(Inputs({}), settings))
    (tmp_path / "eigen.docx").write_bytes(b"van de schrijver")
    (before,) = [tmp_path / row["name"] for row in listed(tmp_path) if row["name"] == "kennissynthese.html"]
    monkeypatch.setattr("reports.rendering.MAKERS", ())
    list(render(Inputs({}), settings))
    assert not before.exists() and listed(tmp_path) == []
    assert {path.name for path in tmp_path.iterdir() if path.is_file()} == {"publiek.db", "eigen.docx", LIST}


def test_every_row_has_an_address_of_its_own(publication: Publication) -> None:
    for name, rows in publication.rows.items():
        for row in rows:
            origin = publication.origin(name, row, next(iter(row)))
            assert publication.row_at(origin) is row
    assert publication.row_at(Origin("elementen", "nergens", "helpt")) is None


def test_a_value_is_shown_as_dutch_readers_write_it(publication: Publication) -> None:
    row = publication.rows["overeenstemming"][0]
    assert publication.value("overeenstemming", row, "gelijk", 2).text == f"{row['gelijk']:.2f}".replace(".", ",")
    element = publication.rows["elementen"][0]
    assert publication.value("elementen", element, "element").text == element["element"]


def test_a_study_that_names_a_template_that_is_not_there_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "proef.toml"
    path.write_text(
        'title = "P"\ndescription = "P"\ncontact = "https://example.org"\n[reports]\ntemplate = "huisstijl.docx"\n',
        encoding="utf-8",
    )
    with pytest.raises(Refused, match=r"huisstijl\.docx"):
        RenderSettings.of(load_study(str(path)))


HIDDEN = [
    "publiek.db", "corpus.db", "bestanden.json", "../proef/kennissynthese.html", "%2e%2e/corpus.db", "/etc/passwd",
]  # fmt: skip


def test_only_files_on_the_list_are_given(folder: Path) -> None:
    for name, answer in zip(HIDDEN, ask(folder, *(f"/bestand/{name}" for name in HIDDEN)), strict=True):
        assert answer.status_code in (302, 404), name  # Datasette sends a percent sign elsewhere, where nothing is.


def test_the_page_offers_every_file(folder: Path) -> None:
    rows = listed(folder)
    page, *answers = ask(folder, "/producten", *(f"/bestand/{row['name']}" for row in rows))
    for row, answer in zip(rows, answers, strict=True):
        assert f'href="/bestand/{row["name"]}"' in page.text, row["name"]
        assert answer.status_code == 200 and hashlib.sha256(answer.content).hexdigest() == row["sha256"]
        assert answer.headers["content-disposition"].startswith("attachment")
