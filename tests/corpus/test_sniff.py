import io
import zipfile

import pytest

from corpus.sniff import DOC, DOCX, EMPTY, EPUB, HTML, ODT, OLE, PDF, PPTX, RTF, TEXT, UNKNOWN, ZIP, sniff


def archive(**members: str) -> bytes:
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w") as written:
        for name, text in members.items():
            written.writestr(name, text)
    return file.getvalue()


@pytest.mark.parametrize(
    ("content", "media_type"),
    [
        (b"", EMPTY),
        (b"%PDF-1.7\n", PDF),
        (b"\r\n\r\njunk of a web server %PDF-1.4\n", PDF),
        (b"x" * 1024 + b"%PDF-1.4\n", TEXT),
        (b"<!DOCTYPE html><title>Wijkteams</title>", HTML),
        (b"\xef\xbb\xbf\n<HTML lang=nl>", HTML),
        (b'<?xml version="1.0"?>\n<!-- kop -->\n<html xmlns="http://www.w3.org/1999/xhtml">', HTML),
        ("\ufeff<p>Team</p>".encode("utf-16-le"), HTML),
        (b"<rapport><titel>Team</titel></rapport>", TEXT),
        (b"{\\rtf1\\ansi Team}", RTF),
        (b"Verslag van de raad\n", TEXT),
        ("Financiële opgave".encode("cp1252"), TEXT),
        (b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR", UNKNOWN),
        (bytes.fromhex("d0cf11e0a1b11ae1") + "WordDocument".encode("utf-16-le"), DOC),
        (bytes.fromhex("d0cf11e0a1b11ae1") + "Workbook".encode("utf-16-le"), OLE),
        (archive(**{"word/document.xml": "<w/>"}), DOCX),
        (archive(**{"word/document.xml": "<w/>"})[:60], DOCX),
        (archive(**{"ppt/presentation.xml": "<p/>"}), PPTX),
        (archive(mimetype=ODT), ODT),
        (archive(mimetype=EPUB), EPUB),
        (archive(mimetype="image/x-own"), ZIP),
        (archive(**{"lijst.csv": "a;b"}), ZIP),
        (b"PK\x03\x04broken", ZIP),
    ],
)
def test_the_bytes_tell_the_media_type(content: bytes, media_type: str) -> None:
    assert sniff(content) == media_type


def test_many_comments_before_a_page_take_no_time() -> None:
    assert sniff(b"<!-- -->" * 200 + b"<p>Het wijkteam") == HTML
