"""The bundled example: its format, its rendering, and that what is committed is what the sources yield."""

import csv
import io
import json
import re
import shutil
import tomllib
from collections import Counter
from pathlib import Path
from zipfile import ZipFile

import docx
import lxml.html
import pypdfium2
import pytest

from corpus.example import render
from corpus.example.gold import gold_lines, read_gemeente_codes
from corpus.example.markup import strip_markup, typeset
from corpus.example.pdf import choose_look, render_pdf
from corpus.example.sources import (
    PDF_LAYOUTS,
    Coding,
    Document,
    SourceError,
    read_source,
    read_sources,
)
from corpus.example.word import render_docx

ROOT = Path(__file__).resolve().parents[2]
CODEBOOK = ROOT / "synthesis" / "codebooks" / "sociale-teams.toml"
DOCUMENTS = read_sources(render.HOME / "sources")
REPORTS = [document for document in DOCUMENTS if document.layout in PDF_LAYOUTS]

FRONT = """+++
slug = "{slug}"
layout = "{layout}"
title = "Dicht bij 't huis"
gemeenten = ["Lindervoort"]
publisher = "Gemeente Lindervoort"
date = 2019-06-01
date_text = "juni 2019"
document_type = "evaluatie"
+++
"""
BODY = """Deze gemeente is fictief.
%% geen

# 1 Inleiding

Zij zegt: "het *werkt*
echt".[^1] Tekens als # $ @ < \\ _ en [haken] blijven staan.
%% soort: werkzaam_element resultaat | venster: inwoner | element: een_plan | richting: helpt

- Eén ding
- Nog **een** ding
%% geen

Tabel 1: Respons (n=20)
| Groep | n |
|---|---|
| Inwoners | 12 |
| Partners | 8 |
%% soort: resultaat

> 'Mooi' (een teamleider)
%% geen

[^1]: Gesprek in mei.
"""


def write_source(folder: Path, body: str = BODY, layout: str = "een-kolom", front: str = FRONT) -> Path:
    path = folder / "proef.md"
    path.write_text(front.format(slug="proef", layout=layout) + body, encoding="utf-8")
    return path


@pytest.fixture
def home(tmp_path: Path) -> Path:
    """A small example of one report and one page."""
    (tmp_path / "sources").mkdir()
    write_source(tmp_path / "sources")
    page = FRONT.format(slug="pagina", layout="webpagina") + "Dit is fictief.\n%% geen\n\nA & B.\n%% geen\n"
    (tmp_path / "sources" / "pagina.md").write_text(page, encoding="utf-8")
    shutil.copy(render.HOME / "gemeenten.csv", tmp_path)
    return tmp_path


def read_pages(content: bytes) -> list[str]:
    return [page.get_textpage().get_text_range() for page in pypdfium2.PdfDocument(content)]


def squeeze(text: str) -> str:
    """Letters and digits only, so that hyphenation and line ends make no difference."""
    return re.sub(r"[\W_]", "", text).casefold()


def select(page: bytes, path: str) -> list[str]:
    """The strings that an XPath finds in a page."""
    found = lxml.html.fromstring(page).xpath(path)
    return [str(item) for item in found] if isinstance(found, list) else [str(found)]


def read_first_page(document: Document) -> str:
    path = render.HOME / "site" / document.file
    if path.suffix == ".pdf":
        return read_pages(path.read_bytes())[0]
    if path.suffix == ".docx":
        return "\n".join(paragraph.text for paragraph in docx.Document(str(path)).paragraphs[:5])
    return select(path.read_bytes(), "string(//body)")[0]


# ------------------------------------------------------------------ the format


def test_every_kind_of_unit_is_read(tmp_path: Path) -> None:
    document = read_source(write_source(tmp_path))
    kinds = ["paragraph", "heading", "paragraph", "list", "table", "quote", "footnote"]
    assert [unit.kind for unit in document.units] == kinds
    _, heading, paragraph, items, table, quote, note = document.units
    assert (heading.level, heading.text, heading.coding) == (1, "1 Inleiding", Coding())
    assert paragraph.text == "Zij zegt: “het werkt echt”. Tekens als # $ @ < \\ _ en [haken] blijven staan."
    assert paragraph.coding == Coding(("werkzaam_element", "resultaat"), ("inwoner",), (), ("een_plan",), "helpt")
    assert items.text == "Eén ding\nNog een ding"
    assert table.text == "Tabel 1: Respons (n=20)\nGroep n\nInwoners 12\nPartners 8"
    assert quote.text == "‘Mooi’ (een teamleider)"
    assert (note.label, note.text, note.coding) == ("1", "Gesprek in mei.", Coding())


def test_a_turn_in_a_transcript_has_a_speaker(tmp_path: Path) -> None:
    body = "Fictief gesprek.\n%% geen\n\nTeamleider: Ja: dat *werkt*.\n%% geen\n"
    turn = read_source(write_source(tmp_path, body, layout="transcript")).units[1]
    assert (turn.label, turn.text) == ("Teamleider", "Teamleider: Ja: dat werkt.")
    assert read_source(write_source(tmp_path, body)).units[1].label == ""


@pytest.mark.parametrize(
    ("text", "printed"),
    [
        ('een "huis" (\'t Hof)', "een “huis” (’t Hof)"),
        ("'s avonds zegt hij: 'foto's'", "’s avonds zegt hij: ‘foto’s’"),
        ("e\u0301e\u0301n   plan", "één plan"),
    ],
)
def test_quotation_marks_are_set_as_printed(text: str, printed: str) -> None:
    assert typeset(text) == printed


def test_a_lone_asterisk_is_no_markup() -> None:
    assert strip_markup("3 * 4 * 5 en **vet** met [^2]noot") == "3 * 4 * 5 en vet metnoot"


@pytest.mark.parametrize(
    ("old", "new", "message"),
    [
        ("%% geen\n\nTabel", "\nTabel", r"line 20: this block has no '%%' line"),
        ("richting: helpt", "richting: helpt nodig", r"line 18: a coding has one richting"),
        ("venster: inwoner", "vensters: inwoner", r"line 18: cannot read 'vensters: inwoner'"),
        ("soort: resultaat\n", "venster: inwoner\n", r"line 29: a coding names its soort"),
        ("| Partners | 8 |", "| Partners |", r"line 28: this row has 1 cells, the header 2"),
        ("# 1 Inleiding\n", "# 1 Inleiding\n%% geen\n", r"line 15: this coding follows no paragraph"),
        ("- Eén ding", "Ding:\n- Eén ding", r"line 21: another kind of block starts here"),
        ("[^1]: Gesprek in mei.", "", r"line 16: footnote \[\^1\] needs one mark and one text"),
        ("is fictief", "bestaat", r"must be a paragraph that says that the gemeente is fictief"),
        ('echt".[^1]', 'echt".', r"line 34: footnote \[\^1\] needs one mark and one text"),
        ("het *werkt*", "het **wer[^2]kt**", r"line 16: markup inside markup"),
    ],
)
def test_a_bad_body_is_named_with_its_line(tmp_path: Path, old: str, new: str, message: str) -> None:
    assert old in BODY
    with pytest.raises(SourceError, match=message):
        read_source(write_source(tmp_path, BODY.replace(old, new)))


@pytest.mark.parametrize(
    ("old", "new", "message"),
    [
        ('title = "Dicht bij', "title = Dicht bij", r"not TOML: .*line 4"),
        ('publisher = "Gemeente Lindervoort"\n', "", r"lacks 'publisher'"),
        ("date = 2019-06-01", 'date = "2019"', r"'date' in the front matter must be a date"),
        ("document_type", "soort", r"unknown field 'soort'"),
        ("{layout}", "folder", r"unknown layout 'folder'"),
        ("{slug}", "anders", r"differs from the file's name"),
        ("\n+++\n", "\n", r"between two '\+\+\+' lines"),
    ],
)
def test_bad_front_matter_is_named(tmp_path: Path, old: str, new: str, message: str) -> None:
    assert old in FRONT
    with pytest.raises(SourceError, match=r"proef\.md.*" + message):
        read_source(write_source(tmp_path, front=FRONT.replace(old, new)))


# ------------------------------------------------------------------ rendering


@pytest.mark.parametrize("layout", PDF_LAYOUTS)
def test_a_report_renders_to_the_same_bytes_with_all_its_words(tmp_path: Path, layout: str) -> None:
    document = read_source(write_source(tmp_path, layout=layout))
    content = render_pdf(document)
    assert render_pdf(document) == content
    words = squeeze("".join(read_pages(content)))
    for unit in document.units:
        # The mark of the footnote stands in the middle of its paragraph.
        for part in unit.text.replace(". Tekens", "\nTekens").split("\n"):
            assert squeeze(part) in words
    metadata = pypdfium2.PdfDocument(content).get_metadata_dict()
    assert (metadata["Title"], metadata["Author"]) == ("Dicht bij ’t huis", "Gemeente Lindervoort")
    assert metadata["CreationDate"].startswith("D:20190601")


def test_a_transcript_renders_to_the_same_bytes(tmp_path: Path) -> None:
    body = "Fictief gesprek.\n%% geen\n\nTeamleider: Ja, dat *werkt*.\n%% geen\n"
    document = read_source(write_source(tmp_path, body, layout="transcript"))
    content = render_docx(document)
    assert render_docx(document) == content
    assert {member.date_time[0] for member in ZipFile(io.BytesIO(content)).infolist()} == {1980}
    word = docx.Document(io.BytesIO(content))
    assert [paragraph.text for paragraph in word.paragraphs][-2:] == [unit.text for unit in document.units]
    assert word.paragraphs[-1].runs[0].bold
    assert word.core_properties.author == "Gemeente Lindervoort"


def test_a_page_escapes_its_text_and_links_to_the_report(home: Path) -> None:
    page = render.render_all(home)["site/nieuws/pagina.html"]
    assert select(page, "/html/@lang") == ["nl"]
    assert "A & B." in select(page, "string(//article)")[0]
    assert select(page, "//aside//a/@href") == ["../rapporten/proef.pdf"]
    assert select(page, "//meta[@property='article:published_time']/@content") == ["2019-06-01"]
    assert select(page, "//meta[@property='og:site_name']/@content") == ["Gemeente Lindervoort"]


def test_check_names_what_differs(home: Path, caplog: pytest.LogCaptureFixture) -> None:
    assert render.main(["--check"], home) == 1
    assert "site/rapporten/proef.pdf differs" in caplog.text
    assert render.main([], home) == 0
    caplog.clear()
    assert render.main(["--check"], home) == 0
    assert caplog.text == ""
    (home / "site" / "robots.txt").write_text("User-agent: *\n")
    (home / "site" / "nieuws" / "oud.html").write_text("weg")
    assert render.main(["--check"], home) == 1
    assert [record.args for record in caplog.records] == [("site/nieuws/oud.html",), ("site/robots.txt",)]
    assert render.main([], home) == 0
    assert not (home / "site" / "nieuws" / "oud.html").exists()


def test_a_bad_source_stops_the_render(home: Path, caplog: pytest.LogCaptureFixture) -> None:
    (home / "gemeenten.csv").write_text("code,name\nGM9001,Berkelmonde\n")
    assert render.main([], home) == 1
    assert "gemeenten.csv lacks Lindervoort" in caplog.text
    assert not (home / "site").exists()


# ------------------------------------------------------------------ what is committed


def test_the_committed_files_are_what_the_sources_yield() -> None:
    assert render.find_differences(render.HOME, render.render_all(render.HOME)) == []


def test_there_are_enough_documents_of_every_sort() -> None:
    layouts = Counter(document.layout for document in DOCUMENTS)
    assert len(REPORTS) == len({document.gemeenten for document in REPORTS}) == 15
    assert len(set(PDF_LAYOUTS) & layouts.keys()) >= 4
    assert (layouts["webpagina"], layouts["transcript"]) == (5, 2)
    for document in REPORTS:
        assert 900 <= sum(len(unit.text.split()) for unit in document.units) <= 2500, document.slug


def test_no_two_reports_look_alike() -> None:
    assert len({(document.layout, choose_look(document.slug)) for document in REPORTS}) == len(REPORTS)
    for layout in PDF_LAYOUTS:
        hues = [choose_look(document.slug).hue for document in REPORTS if document.layout == layout]
        assert len(hues) == len(set(hues))


@pytest.mark.parametrize("document", DOCUMENTS, ids=lambda document: document.slug)
def test_the_front_page_says_what_it_is_and_that_it_is_fiction(document: Document) -> None:
    page = read_first_page(document)
    assert "fictie" in page.casefold()
    for fact in (document.title, document.publisher, document.date_text, document.gemeenten[0]):
        assert squeeze(fact) in squeeze(page)


def test_the_index_links_to_every_document_and_to_the_closed_page() -> None:
    page = (render.HOME / "site" / "index.html").read_bytes()
    links = [link for link in select(page, "//a/@href") if not link.startswith("#")]
    assert sorted(links) == sorted([*(document.file for document in DOCUMENTS), "beheer/intern.html"])
    assert "Alle gemeenten op deze site zijn fictief" in select(page, "string(//main)")[0]


def test_gold_holds_every_unit_of_every_source() -> None:
    codes = read_gemeente_codes(render.HOME / "gemeenten.csv")
    lines = [json.loads(line) for line in gold_lines(DOCUMENTS, codes)]
    committed = (render.HOME / "gold.jsonl").read_text(encoding="utf-8").splitlines()
    assert [json.loads(line) for line in committed] == lines
    keys = [(line["document"], line.get("unit", 0)) for line in lines]
    assert keys == sorted(keys)
    for document in DOCUMENTS:
        head, *units = [line for line in lines if line["document"] == document.slug]
        assert head["file"] == document.file
        assert [unit["text"] for unit in units] == [unit.text for unit in document.units]
        for unit, source in zip(units, document.units, strict=True):
            assert bool(unit["soort"]) == (source.kind not in ("heading", "footnote"))


def test_the_gemeenten_are_no_real_ones() -> None:
    with (ROOT / "corpus" / "reference" / "gemeenten.csv").open(encoding="utf-8", newline="") as file:
        real = list(csv.DictReader(file))
    with (render.HOME / "gemeenten.csv").open(encoding="utf-8", newline="") as file:
        fictional = list(csv.DictReader(file))
    assert len(fictional) == 15
    assert real[0].keys() == fictional[0].keys()
    assert not {row["name"].casefold() for row in real} & {row["name"].casefold() for row in fictional}
    assert not {row["code"] for row in real} & {row["code"] for row in fictional}


@pytest.mark.skipif(not CODEBOOK.exists(), reason="the codebook is not there")
def test_every_code_is_in_the_codebook() -> None:
    permitted = {(code["dimension"], code["code"]) for code in tomllib.loads(CODEBOOK.read_text("utf-8"))["codes"]}
    permitted |= {("soort", "geen")} | {("richting", code) for code in ("helpt", "belemmert", "nodig", "neutraal")}
    for document in DOCUMENTS:
        for unit in document.units:
            fields = vars(unit.coding) | {"richting": tuple(filter(None, [unit.coding.richting]))}
            used = {(dimension, code) for dimension, codes in fields.items() for code in codes}
            assert used <= permitted, (document.slug, unit.text[:60], used - permitted)
