"""DOCX and ODT: headings, lists, tables and notes; archives that are damaged or too large."""

from __future__ import annotations

import hashlib
import io
import zipfile

import docx
import pytest

from corpus.issues import Unreadable
from corpus.record import Record
from corpus.records import Block, Page, Table
from extract import archive
from extract.read import read_content

ODF = "urn:oasis:names:tc:opendocument:xmlns:"
CONTENT = f"""<office:document-content xmlns:office="{ODF}office:1.0" xmlns:text="{ODF}text:1.0"
 xmlns:table="{ODF}table:1.0"><office:body><office:text>
<text:h text:outline-level="2">Wat werkt</text:h>
<text:p>Het team<text:note
><text:note-body><text:p>Sinds 2020.</text:p></text:note-body></text:note> werkt<text:s/>goed.</text:p>
<text:list><text:list-item><text:p>Vaste contactpersoon</text:p></text:list-item></text:list>
<table:table><table:table-row><table:table-cell><text:p>Jaar</text:p></table:table-cell>
<table:table-cell><text:p>Aantal</text:p></table:table-cell></table:table-row>
<table:table-row><table:table-cell><text:p>2020</text:p></table:table-cell>
<table:table-cell><text:p>12</text:p></table:table-cell></table:table-row></table:table>
</office:text></office:body></office:document-content>"""


def read(content: bytes) -> list[Record]:
    return list(read_content(hashlib.sha256(content).hexdigest(), content))


def blocks(records: list[Record]) -> list[tuple[str, int | None, str]]:
    (page,) = (record for record in records if isinstance(record, Page))
    found = (record for record in records if isinstance(record, Block))
    return [(block.role, block.level, page.text[block.start : block.end]) for block in found]


def odt(content: str) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as file:
        file.writestr("mimetype", "application/vnd.oasis.opendocument.text")
        file.writestr("content.xml", content)
    return buffer.getvalue()


def word() -> bytes:
    document = docx.Document()
    document.add_heading("Interview met een teamleider", 0)
    document.add_heading("Toegang", 1)
    document.add_paragraph("Interviewer: hoe gaat het?")
    document.add_paragraph("Eén huishouden, één plan", style="List Bullet")
    table = document.add_table(2, 2)
    for cell, text in zip(
        (cell for row in table.rows for cell in row.cells), ("Jaar", "Aantal", "2020", "12"), strict=True
    ):
        cell.text = text
    buffer = io.BytesIO()
    document.save(buffer)
    return buffer.getvalue()


def test_docx_keeps_roles() -> None:
    records = read(word())
    assert blocks(records) == [
        ("heading", 1, "Interview met een teamleider"),
        ("heading", 1, "Toegang"),
        ("paragraph", None, "Interviewer: hoe gaat het?"),
        ("list_item", None, "Eén huishouden, één plan"),
        ("table", None, "Jaar | Aantal\n2020 | 12"),
    ]
    assert [record.rows for record in records if isinstance(record, Table)] == [(("Jaar", "Aantal"), ("2020", "12"))]


def test_odt_keeps_roles_and_puts_notes_last() -> None:
    assert blocks(read(odt(CONTENT))) == [
        ("heading", 2, "Wat werkt"),
        ("paragraph", None, "Het team werkt goed."),
        ("list_item", None, "Vaste contactpersoon"),
        ("table", None, "Jaar | Aantal\n2020 | 12"),
        ("footnote", None, "Sinds 2020."),
    ]


def test_an_archive_that_unpacks_too_large_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(archive, "UNPACKED_LIMIT", 100)
    with pytest.raises(Unreadable, match="unpacks to more than"):
        read(odt(CONTENT))


@pytest.mark.parametrize("content", [odt("<not-closed>"), odt("<a/>"), word()[:3000] + word()[-2000:]])
def test_damage_is_unreadable(content: bytes) -> None:
    with pytest.raises(Unreadable):
        read(content)


@pytest.mark.parametrize(
    ("content", "problem"),
    [
        (b"", "empty"),
        (b" \n", "empty"),
        (b"{\\rtf1 tekst}", "RTF"),
        (b"\x00\x01\x02\x03" * 50, "no kind that is known"),
    ],
)
def test_what_has_no_reader_is_unreadable_and_says_what_to_do(content: bytes, problem: str) -> None:
    with pytest.raises(Unreadable, match=problem) as caught:
        read(content)
    assert caught.value.remedy
