"""Office formats as a whole: one document in every form of it, damage, passwords, and what the reader says of them."""

from __future__ import annotations

import io
import subprocess
import sys
import zipfile
from collections import Counter
from pathlib import Path

import docx
import pptx
import pytest

from corpus import sniff
from corpus.issues import Unreadable
from corpus.records import Block, Issue, Page, Table
from extract import archive, office
from extract.read import read_content
from extract.sheet import Piece
from tests.corpus.ole_cases import compound
from tests.extract.office_cases import marked, odt, p, packed, parts_of, pieces_of, r, shown, texts, word

STYLES = '<w:style w:type="paragraph" w:default="1" w:styleId="Normal"><w:name w:val="Normal"/></w:style>' + "".join(
    f'<w:style w:type="paragraph" w:styleId="{key}"><w:name w:val="{name}"/><w:pPr>{more}</w:pPr></w:style>'
    for key, name, more in (
        ("Title", "Title", ""), ("Kop1", "heading 1", '<w:outlineLvl w:val="0"/>'),
        ("Kop2", "heading 2", '<w:outlineLvl w:val="1"/>'),
    )
)  # fmt: skip
NUMBERING = """<w:abstractNum w:abstractNumId="1">
<w:lvl w:ilvl="0"><w:numFmt w:val="bullet"/><w:lvlText w:val="•"/></w:lvl>
<w:lvl w:ilvl="1"><w:numFmt w:val="bullet"/><w:lvlText w:val="o"/></w:lvl></w:abstractNum>
<w:num w:numId="1"><w:abstractNumId w:val="1"/></w:num>"""
FOOTNOTES = """<w:footnote w:id="2"><w:p><w:r><w:t>Sinds 2020.</w:t></w:r></w:p></w:footnote>"""
CELL = "<w:tc><w:tcPr><w:tcW w:w='2000' w:type='dxa'/></w:tcPr>{}</w:tc>"
MANY = "Aan de evaluatie deden cliënten, professionals en de raad mee. "
needs_office = pytest.mark.skipif(office.find_office() is None, reason="LibreOffice is not installed")


def item(text: str, level: int) -> str:
    return p(text, properties=f'<w:numPr><w:ilvl w:val="{level}"/><w:numId w:val="1"/></w:numPr>')


def report() -> bytes:
    """A DOCX with all that the readers of its other forms have to find in it as well."""
    grid = "<w:tblPr/><w:tblGrid><w:gridCol w:w='2000'/><w:gridCol w:w='2000'/></w:tblGrid>"
    rows = "".join(f"<w:tr>{''.join(CELL.format(p(text)) for text in row)}</w:tr>" for row in (("Jaar", "Aantal"),
                                                                                         ("2020", "12")))  # fmt: skip
    note = '<w:r><w:footnoteReference w:id="2"/></w:r>'
    ins = f'<w:ins w:id="1" w:author="x" w:date="2020-01-01T00:00:00Z">{r(" nieuw")}</w:ins>'
    gone = '<w:del w:id="2" w:author="x" w:date="2020-01-01T00:00:00Z"><w:r><w:delText> oud</w:delText></w:r></w:del>'
    body = [
        p("Evaluatie wijkteams", "Title"), p("Toegang", "Kop1"), p("Bereik", "Kop2"),
        f"<w:p>{r('Het team')}{note}{r(' werkt')}{ins}{gone}{r(' goed.')}</w:p>", item("Vaste contactpersoon", 0),
        item("Eén plan", 1), f"<w:tbl>{grid}{rows}</w:tbl>", p(MANY * 3),
    ]  # fmt: skip
    return word("".join(body), styles=STYLES, numbering=NUMBERING, footnotes=FOOTNOTES)


EXPECTED = [
    ("title", None, "Evaluatie wijkteams"),
    ("heading", 1, "Toegang"),
    ("heading", 2, "Bereik"),
    ("paragraph", None, "Het team[1] werkt nieuw goed."),
    ("list_item", 1, "Vaste contactpersoon"),
    ("list_item", 2, "Eén plan"),
    ("table", None, ""),
    ("paragraph", None, (MANY * 3).strip()),
    ("footnote", None, "Sinds 2020."),
]


def outline(content: bytes) -> list[tuple[str, int | None, str]]:
    return [(piece.role, piece.level, marked(piece)) for piece in pieces_of(content)]


def test_a_report_in_docx() -> None:
    assert outline(report()) == EXPECTED


@needs_office
@pytest.mark.parametrize(("form", "kind"), [("odt", sniff.ODT), ("doc", sniff.DOC), ("rtf", sniff.RTF)])
def test_a_report_in_another_form_reads_the_same(form: str, kind: str) -> None:
    content = office.convert(report(), "docx", form, "proef")
    assert sniff.sniff(content) == kind
    assert outline(content) == EXPECTED
    (table,) = (piece for piece in pieces_of(content) if piece.role == "table")
    assert table.rows == (("Jaar", "Aantal"), ("2020", "12"))


def test_the_flat_form_of_docx_is_read_without_libreoffice(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("shutil.which", lambda name: None)
    with zipfile.ZipFile(io.BytesIO(report())) as file:
        parts = "".join(
            f'<pkg:part pkg:name="/{name}"><pkg:xmlData>{file.read(name).decode()}</pkg:xmlData></pkg:part>'
            for name in file.namelist()
        )
    space = "http://schemas.microsoft.com/office/2006/xmlPackage"
    content = f'<?xml version="1.0"?>\n<pkg:package xmlns:pkg="{space}">{parts}</pkg:package>'.encode()
    assert sniff.sniff(content) == sniff.WORD_XML
    assert outline(content) == EXPECTED


@needs_office
@pytest.mark.parametrize(("form", "kind"), [("ppt", sniff.PPT), ("odp", sniff.ODP)])
def test_a_presentation_in_another_form_reads_the_same(form: str, kind: str) -> None:
    presentation = pptx.Presentation()
    for number, texts_ in enumerate((("Evaluatie", "Resultaten"), ("Wat werkt", "Vaste contactpersoon"))):
        slide = presentation.slides.add_slide(presentation.slide_layouts[number])
        slide.shapes.title.text, slide.placeholders[1].text = texts_
    buffer = io.BytesIO()
    presentation.save(buffer)
    content = office.convert(buffer.getvalue(), "pptx", form, "proef")
    assert sniff.sniff(content) == kind
    assert shown(content) == [
        ("title", None, "Evaluatie"),
        ("title", 2, "Resultaten"),
        ("heading", 1, "Wat werkt"),
        ("list_item", 1, "Vaste contactpersoon"),
    ]


def test_without_libreoffice_rtf_gives_text_with_a_warning_and_doc_says_what_to_install(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr("shutil.which", lambda name: None)
    issue, sheet = parts_of(rb"{\rtf1\ansi\ansicpg1252 Co\'f6rdinatie\par Tweede {\b vet}.\par}")
    assert isinstance(issue, Issue) and "only the text" in issue.problem and office.INSTALL in issue.remedy
    assert getattr(sheet, "pieces", ()) == tuple(
        Piece(role="paragraph", text=t) for t in ("Coördinatie", "Tweede vet.")
    )
    with pytest.raises(Unreadable, match="only LibreOffice reads") as caught:
        parts_of(bytes.fromhex("d0cf11e0a1b11ae1") + "WordDocument".encode("utf-16-le"))
    assert "apt install libreoffice-writer" in caught.value.remedy


def fake_office(folder: Path, script: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """A program in the place of LibreOffice."""
    program = folder / "soffice"
    program.write_text(f"#!{sys.executable}\n{script}", encoding="utf-8")
    program.chmod(0o755)
    monkeypatch.setattr(office, "find_office", lambda: str(program))


@pytest.mark.skipif(sys.platform == "win32", reason="processes are ended otherwise there")
def test_a_conversion_that_takes_too_long_is_ended_with_its_children(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    child = tmp_path / "child"
    script = (
        "import pathlib, subprocess, sys, time\n"
        "started = subprocess.Popen([sys.executable, '-c', 'import time; time.sleep(60)'])\n"
        f"pathlib.Path({str(child)!r}).write_text(str(started.pid))\ntime.sleep(60)\n"
    )
    fake_office(tmp_path, script, monkeypatch)
    monkeypatch.setattr(office, "SECONDS", 3)
    with pytest.raises(Unreadable, match="longer than 3 seconds"):
        office.convert(b"x", "doc", "docx", "proef")
    state = subprocess.run(["ps", "-o", "stat=", "-p", child.read_text()], capture_output=True, text=True, check=False)
    assert state.stdout.strip()[:1] in ("", "Z")


def test_a_conversion_has_a_profile_of_its_own_without_macros_or_network(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    script = (
        "import pathlib, sys, urllib.parse\n"
        "profile = next(a for a in sys.argv if a.startswith('-env:UserInstallation=file://')).partition('file://')[2]\n"
        "settings = pathlib.Path(urllib.parse.unquote(profile), 'user', 'registrymodifications.xcu').read_bytes()\n"
        "out = pathlib.Path(sys.argv[sys.argv.index('--outdir') + 1])\nout.mkdir()\n"
        "(out / 'document.docx').write_bytes(settings)\n"
    )
    fake_office(tmp_path, script, monkeypatch)
    settings = office.convert(b"x", "doc", "docx", "proef").decode()
    assert '<prop oor:name="DisableMacrosExecution" oor:op="fuse"><value>true</value>' in settings
    assert '<prop oor:name="ooInetHTTPProxyPort" oor:op="fuse"><value>9</value>' in settings


@needs_office
def test_what_libreoffice_cannot_read_is_unreadable() -> None:
    damaged = bytes.fromhex("d0cf11e0a1b11ae1") + "WordDocument".encode("utf-16-le") + b"\xff" * 2000
    with pytest.raises(Unreadable, match="cannot read it"):
        parts_of(damaged)


def test_records_have_the_rows_of_tables_and_notes_that_are_tied() -> None:
    records = list(read_content("0" * 64, report()))
    (page,) = (record for record in records if isinstance(record, Page))
    (note,) = (record for record in records if isinstance(record, Block) and record.role == "footnote")
    assert [record.rows for record in records if isinstance(record, Table)] == [(("Jaar", "Aantal"), ("2020", "12"))]
    assert note.mark == "1" and page.text[: note.anchor[-1]].endswith("Het team")


def test_files_of_python_docx_are_read() -> None:
    document = docx.Document()
    document.add_heading("Interview met een teamleider", 0)
    document.add_heading("Toegang", 1)
    document.add_paragraph("Interviewer: hoe gaat het?")
    document.add_paragraph("Eén huishouden, één plan", style="List Bullet")
    buffer = io.BytesIO()
    document.save(buffer)
    assert shown(buffer.getvalue()) == [
        ("title", None, "Interview met een teamleider"),
        ("heading", 1, "Toegang"),
        ("paragraph", None, "Interviewer: hoe gaat het?"),
        ("list_item", 1, "Eén huishouden, één plan"),
    ]


@pytest.mark.parametrize("limit", ["UNPACKED_LIMIT", "XML_LIMIT"])
def test_an_archive_that_unpacks_too_large_is_refused(limit: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(archive, limit, 100)
    with pytest.raises(Unreadable, match=r"more than|larger than"):
        texts(odt("<text:p>Tekst</text:p>" * 100))


def test_an_archive_that_says_it_is_small_is_read_no_further_than_that() -> None:
    content = word(p("Tekst" * 1000))
    with zipfile.ZipFile(io.BytesIO(content)) as file:
        size = file.getinfo("word/document.xml").file_size
    lied = content.replace(size.to_bytes(4, "little"), (100).to_bytes(4, "little"))
    assert lied != content
    with pytest.raises(Unreadable, match="damaged"):
        texts(lied)


def cut(content: bytes) -> bytes:
    return content[: len(content) // 2] + content[-len(content) // 4 :]


@pytest.mark.parametrize(
    "content",
    [
        packed({"word/document.xml": "<not-closed>"}),
        packed({"word/document.xml": "<a/>"}),
        packed({"mimetype": sniff.ODT, "content.xml": "<a/>"}),
        packed({"mimetype": sniff.ODT}),
        cut(word(p("Tekst " * 500))),
        packed({"ppt/presentation.xml": "<a/>"}),
    ],
)
def test_damage_is_unreadable(content: bytes) -> None:
    with pytest.raises(Unreadable):
        parts_of(content)


def test_an_office_document_behind_a_password_says_so() -> None:
    content = bytes.fromhex("d0cf11e0a1b11ae1") + "EncryptedPackage".encode("utf-16-le")
    with pytest.raises(Unreadable, match="asks for a password"):
        parts_of(content)


def test_a_word_document_of_before_2007_behind_a_password_says_so() -> None:
    header = b"\xec\xa5\xc1\x00" + bytes(6) + b"\x00\x01"
    with pytest.raises(Unreadable, match="asks for a password"):
        parts_of(compound(WordDocument=header))


@pytest.mark.parametrize(
    ("content", "problem"),
    [
        (b"", "empty"),
        (b" \n", "empty"),
        (packed({"xl/workbook.xml": "<a/>"}), "spreadsheet"),
        (packed({"lijst.csv": "a;b"}), "ZIP archive"),
        (b"\x00\x01\x02\x03" * 50, "no kind that is known"),
    ],
)
def test_what_has_no_reader_is_unreadable_and_says_what_to_do(content: bytes, problem: str) -> None:
    with pytest.raises(Unreadable, match=problem) as caught:
        list(read_content("0" * 64, content))
    assert caught.value.remedy


@needs_office
def test_real_documents_lose_no_words_that_libreoffice_prints(shared: Path) -> None:
    for path in sorted((shared / "corpus" / "office").iterdir()):
        content = path.read_bytes()
        exported = office.convert(content, path.suffix[1:], "txt:Text (encoded):UTF8", "proef").decode("utf-8-sig")
        expected = Counter(word for word in exported.split() if any(map(str.isalpha, word)))
        cells = [cell for piece in pieces_of(content) for row in piece.rows for cell in row]
        found = Counter(" ".join([*texts(content), *cells]).split())
        assert (expected & found).total() >= 0.995 * expected.total(), path.name
