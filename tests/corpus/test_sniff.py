import io
import struct
import time
import zipfile

import pytest

from corpus.ole import SIGNATURE, start_of, top_names
from corpus.sniff import (
    DOC,
    DOCX,
    EMPTY,
    EPUB,
    FODT,
    HTML,
    LOCKED,
    MAIL,
    MHTML,
    MSG,
    ODP,
    ODS,
    ODT,
    OLE,
    PDF,
    PPT,
    PPTX,
    RTF,
    TEXT,
    UNKNOWN,
    WORD_XML,
    XLS,
    XLSX,
    ZIP,
    sniff,
)  # fmt: skip
from tests.corpus.ole_cases import compound

WORD_MAIN = "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"
MACROS = "application/vnd.ms-powerpoint.slideshow.macroEnabled.main+xml"
NAMES = 'xmlns="urn:x" xmlns:w="http://schemas.microsoft.com/office/word/2003/wordml"'


def archive(**members: str) -> bytes:
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w") as written:
        for name, text in members.items():
            written.writestr(zipfile.ZipInfo(name), text)
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
        (SIGNATURE + "WordDocument".encode("utf-16-le"), DOC),
        (SIGNATURE + "Workbook".encode("utf-16-le"), XLS),
        (SIGNATURE + b"\xff" * 600, OLE),
        (archive(**{"word/document.xml": "<w/>"}), DOCX),
        (archive(**{"word/document.xml": "<w/>"})[:60], DOCX),
        (archive(**{"ppt/presentation.xml": "<p/>"}), PPTX),
        (archive(mimetype=ODT), ODT),
        (archive(mimetype=EPUB), EPUB),
        (archive(**{"META-INF/container.xml": "<container/>"}), EPUB),
        (archive(mimetype=ODP), ODP),
        (archive(mimetype=ODS), ODS),
        (archive(mimetype=f"{ODT}-template"), ODT),
        (archive(**{"[Content_Types].xml": f'<Override ContentType="{WORD_MAIN}"/>', "word/document2.xml": ""}), DOCX),
        (archive(**{"[Content_Types].xml": f'<Override ContentType="{MACROS}"/>'}), PPTX),
        (archive(**{"[Content_Types].xml": "<Types/>"}), ZIP),
        (archive(**{"xl/workbook.xml": "<x/>"}), XLSX),
        (f'<?xml version="1.0"?>\n<w:wordDocument {NAMES}>'.encode(), WORD_XML),
        (f'<?xml version="1.0"?><office:document office:mimetype="{ODT}">'.encode(), FODT),
        (archive(mimetype="image/x-own"), ZIP),
        (archive(**{"lijst.csv": "a;b"}), ZIP),
        (b"PK\x03\x04broken", ZIP),
    ],
)
def test_the_bytes_tell_the_media_type(content: bytes, media_type: str) -> None:
    assert sniff(content) == media_type


def test_many_comments_before_a_page_take_no_time() -> None:
    assert sniff(b"<!-- -->" * 200 + b"<p>Het wijkteam") == HTML


@pytest.mark.parametrize(
    ("names", "media_type"),
    [
        (["WordDocument", "1Table"], DOC),
        (["Current User", "PowerPoint Document"], PPT),
        (["Book"], XLS),
        (["EncryptionInfo", "EncryptedPackage"], LOCKED),
        (["__properties_version1.0"], MSG),
        (["Iets"], OLE),
    ],
)
def test_the_streams_at_the_top_tell_what_a_compound_file_is(names: list[str], media_type: str) -> None:
    content = compound(**dict.fromkeys(names, b"x"))
    assert top_names(content) == {*names, "ObjectPool"}
    assert sniff(content.replace("Verstopt".encode("utf-16-le"), "Workbook".encode("utf-16-le"))) == media_type


def test_a_stream_begins_with_its_bytes() -> None:
    content = compound(WordDocument=b"\xec\xa5\xc1", Andere=b"abc")
    assert start_of(content, "WordDocument")[:3] == b"\xec\xa5\xc1"
    assert start_of(content, "Andere")[:3] == b"abc"
    assert start_of(content, "Geen") == start_of(content[:700], "Andere") == b""


def test_a_table_of_contents_that_goes_round_comes_to_an_end() -> None:
    content = bytearray(compound(A=b"", B=b""))
    struct.pack_into("<I", content, 1024 + 2 * 128 + 72, 1)
    assert top_names(bytes(content)) == {"A", "B"}


MACHINE = "Message-ID: <1@example.org>\nMIME-Version: 1.0\n"


@pytest.mark.parametrize(
    ("text", "media_type"),
    [
        (f"From: a@example.org\nTo: b@example.org\nSubject: Team\n{MACHINE}\nTekst", MAIL),
        (f"Received: from x\n by y\n; z\n{MACHINE}From: a\nDate: b\n\nTekst".replace("\n; z", "\n ; z"), MAIL),
        (f"From a@example.org Mon\nFrom: a\r\nSubject: b\r\n{MACHINE}\r\n", MAIL),
        ("From: <Saved by Blink>\nSubject: x\nMIME-Version: 1.0\nContent-Type: multipart/related;\n b=x\n\n", MHTML),
        ("Subject: Team\nDate: gisteren\nFrom: ons\n\nEen memo met een kop.", TEXT),
        ("Van: ons\nAan: hen\nOnderwerp: Team\n\nTekst", TEXT),
        ("Doel: zorg\nResultaat: meer\n", TEXT),
        ("Een verslag.\nFrom: a\nTo: b\nMessage-ID: c\n\n", TEXT),
    ],
)
def test_a_mail_is_told_from_a_text_by_what_only_mailers_write(text: str, media_type: str) -> None:
    assert sniff(text.encode()) == media_type


@pytest.mark.parametrize("text", ["a:\n" * 20_000, "a: " + "\n " * 30_000, "<?xml?>" + "<!-- x " * 500])
def test_strange_text_takes_no_time(text: str) -> None:
    began = time.process_time()
    assert sniff(text.encode()) == TEXT
    assert time.process_time() - began < 1
