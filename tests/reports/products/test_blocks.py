"""Kennisbouwstenen: every number and quote stands in the public database, and all of it fits on one page."""

from __future__ import annotations

import io
import json
import re
import shutil
import subprocess
import zipfile
from pathlib import Path
from types import SimpleNamespace
from typing import Any
from urllib.parse import unquote

import pytest
from docx import Document
from lxml import html

from reports.products.block_pages import as_data, block_page
from reports.products.block_word import block_document
from reports.products.building_blocks import BuildingBlock, building_blocks, file_name
from reports.products.making import BLOCKS, files
from reports.products.readability import FLOOR
from reports.publication import File, Origin, Publication
from reports.publishing.publish import publish
from reports.shown import number
from tests.reports.canary_cases import CANARY, with_canaries
from tests.reports.conftest import SECRET, as_inputs, make_records, make_settings
from tests.reports.products.cases import CODE, rich

_SETTINGS = SimpleNamespace(address="https://kennis.example")


@pytest.fixture(scope="module")
def publication(folder: Path) -> Publication:
    return rich(folder)


@pytest.fixture(scope="module")
def blocks(publication: Publication) -> tuple[BuildingBlock, ...]:
    return building_blocks(publication)


@pytest.fixture(scope="module")
def full(blocks: tuple[BuildingBlock, ...]) -> BuildingBlock:
    """Return the block with the most on it."""
    return next(block for block in blocks if block.code == CODE)


def _digits(text: str) -> set[str]:
    return set(re.findall(r"\d+(?:[.,]\d+)*", text))


def _said(row: Any) -> str:
    """Return all that a row says, as it is kept and as readers see it."""
    values = list(row.values())
    shown = [number(value, digits) for value in values if isinstance(value, int | float) for digits in (0, 1, 2)]
    return " ".join([*map(str, values), *shown])


def _style(line: Any) -> str:
    return str(line.style.name)


def _row_at(publication: Publication, address: str) -> Any:
    row = publication.row_at(Origin(*(unquote(part) for part in address.split("/"))))
    assert row is not None, address
    return row


def test_each_element_of_the_codebook_has_one(publication: Publication, blocks: tuple[BuildingBlock, ...]) -> None:
    expected = [row["element_code"] for row in publication.rows["elementen"] if row["herkomst"] == "Codeboek"]
    assert [block.code for block in blocks] == expected
    assert len({block.file for block in blocks}) == len(blocks)
    assert all(block.readability >= FLOOR for block in blocks)


def test_a_page_tells_what_why_how_and_where(full: BuildingBlock) -> None:
    assert (len(full.helps), len(full.hinders), len(full.tasks)) == (2, 1, 2)
    assert full.example and full.example.text.origin.table == "casuistiek"
    assert full.tasks[0].remark == "Wie: Wijkteam · Wanneer: in 2021 · Stand: Besloten"
    ids = [quoted.quote_id for quoted in full.quotes]
    assert len(ids) == len(set(ids)) == 6
    assert {entry.document_id for entry in full.sources} == {quoted.document_id for quoted in full.quotes}
    assert full.talk and full.verdict


def test_every_number_and_quote_of_a_page_stands_in_the_row_that_it_names(
    publication: Publication, blocks: tuple[BuildingBlock, ...]
) -> None:
    traced = 0
    for block in blocks:
        page: Any = html.fromstring(block_page(block, publication, _SETTINGS.address))
        for style in page.xpath("//style"):
            style.drop_tree()
        for node in page.xpath("//*[not(self::meta)]/text()[normalize-space()]"):
            above = node.getparent().xpath("ancestor-or-self::*[@data-herkomst]")
            found = _digits(node)
            if not node.is_text:
                above = node.getparent().getparent().xpath("ancestor-or-self::*[@data-herkomst]")
            if not found or "Flesch-Douma" in node:
                continue
            assert above, (block.code, node)
            said = _said(_row_at(publication, above[-1].get("data-herkomst")))
            assert found <= _digits(said), (node, said)
            traced += len(found)
        for quote in page.iter("blockquote"):
            assert quote.text == _row_at(publication, quote.get("data-herkomst"))["citaat"]
            traced += 1
    assert traced > 40


def test_word_says_the_same_as_the_page(publication: Publication, blocks: tuple[BuildingBlock, ...]) -> None:
    quotes = {
        row["citaat"] for name in ("bewijs", "opgaven_bijstellingen", "casuistiek") for row in publication.rows[name]
    }
    for block in blocks:
        page: Any = html.fromstring(block_page(block, publication, ""))
        document = Document(io.BytesIO(block_document(block, publication)))
        lines = [line.text for line in document.paragraphs]
        quoted = [line.text.strip("“”") for line in document.paragraphs if _style(line) == "Quote"]
        assert quoted == [quote.text for quote in page.iter("blockquote")]
        assert set(quoted) <= quotes
        assert _digits(" ".join(lines)) <= _digits(" ".join(page.find("body").itertext()))
        heads = [line.text for line in document.paragraphs if _style(line) == "Heading 1"]
        assert heads == [head.text for head in page.iter("h2")]


def test_word_is_dutch_and_says_the_same_bytes_for_the_same_rows(publication: Publication, full: BuildingBlock) -> None:
    content = block_document(full, publication)
    assert content == block_document(full, publication)
    document = Document(io.BytesIO(content))
    assert document.core_properties.title == "Kennisbouwsteen: Outreachend werken"
    assert document.core_properties.language == "nl-NL"
    with zipfile.ZipFile(io.BytesIO(content)) as book:
        styles = book.read("word/styles.xml").decode()
    assert set(re.findall(r'w:lang [^>]*w:val="([^"]+)"', styles)) == {"nl-NL"}


def test_a_page_of_html_is_in_order(publication: Publication, full: BuildingBlock) -> None:
    page: Any = html.fromstring(block_page(full, publication, _SETTINGS.address))
    assert page.get("lang") == "nl"
    assert [head.tag for head in page.iter("h1", "h2", "h3")] == ["h1", *["h2"] * 5]
    assert page.xpath("//footer//a/@href") == [f"https://kennis.example/element/{CODE}"]
    assert not page.xpath("//script | //link | //img | //*[@style]")
    labels = page.xpath("//section/@aria-labelledby")
    assert labels == page.xpath("//h2/@id") and len(labels) == 5


def test_what_is_not_there_is_said(blocks: tuple[BuildingBlock, ...], publication: Publication) -> None:
    bare = next(block for block in blocks if not block.tasks and not block.example)
    text = block_page(bare, publication, "")
    assert "Hoe u dit doet, staat nog niet in de documenten." in text
    assert "Een voorbeeld staat nog niet in de documenten." in text


def test_quotes_that_say_little_or_are_not_sure_come_last(folder: Path) -> None:
    publication = rich(folder)
    rows = [row for row in publication.rows["bewijs"] if row["element_code"] == CODE and row["richting"] == "helpt"]
    rows[0] |= {"score": 0.3, "sterkte": 1.0}
    rows[1] |= {"citaat": "Wij doen dit:"}
    block = next(each for each in building_blocks(publication) if each.code == CODE)
    assert {each.quote_id for each in block.helps} == {rows[2]["citaat_id"], rows[3]["citaat_id"]}


def test_files_have_plain_names() -> None:
    assert file_name("een_plan") == "een_plan"
    assert file_name("../../Ëén Plan!") == "n_plan"
    assert file_name("a b", ["a_b", "a_b_2"]) == "a_b_3"
    assert file_name("…") == "element"


@pytest.fixture(scope="module")
def made(publication: Publication) -> dict[str, File]:
    return {file.name: file for file in files(publication, _SETTINGS)}


def test_all_are_files_and_data(publication: Publication, blocks: tuple[BuildingBlock, ...], made: Any) -> None:
    expected = {f"bouwstenen/{block.file}.{form}" for block in blocks for form in ("html", "docx")}
    own = {name for name in made if name.startswith(("bouwstenen/", "zelfevaluatie/"))}
    assert own == expected | {BLOCKS, "zelfevaluatie/vragenlijst.json", "zelfevaluatie/vragenlijst.docx"}
    assert json.loads(made[BLOCKS].content) == json.loads(json.dumps([as_data(block) for block in blocks]))
    assert [file.content for file in files(publication, _SETTINGS)] == [file.content for file in made.values()]


def test_nothing_that_is_not_public_is_in_any_file(tmp_path: Path) -> None:
    settings = make_settings(tmp_path / "proef")
    list(publish(as_inputs(with_canaries(make_records())), settings))
    for file in files(Publication.read(settings.folder / "publiek.db"), _SETTINGS):
        content = file.content
        if content.startswith(b"PK"):
            with zipfile.ZipFile(io.BytesIO(content)) as book:
                content = b"".join(book.read(name) for name in book.namelist())
        assert CANARY.encode() not in content and SECRET.encode() not in content, file.name


@pytest.mark.skipif(not shutil.which("soffice"), reason="LibreOffice is not here")
def test_a_full_page_is_one_page_in_word(publication: Publication, full: BuildingBlock, tmp_path: Path) -> None:
    pikepdf = pytest.importorskip("pikepdf")
    (tmp_path / "vol.docx").write_bytes(block_document(full, publication))
    profile = f"-env:UserInstallation=file://{tmp_path}/lo"
    command = [
        "soffice",
        profile,
        "--headless",
        "--convert-to",
        "pdf",
        "--outdir",
        str(tmp_path),
        str(tmp_path / "vol.docx"),
    ]
    done = subprocess.run(command, capture_output=True, text=True, timeout=120, check=False)
    assert done.returncode == 0, done.stderr
    with pikepdf.open(tmp_path / "vol.pdf") as found:
        assert len(found.pages) == 1
