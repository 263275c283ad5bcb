"""Documents of strangers: those that are damaged, too large or not of Word are refused in one sentence."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest

from corpus.issues import Refused
from reports.publication import Publication
from reports.word import package
from reports.word.fresh import MARKER, write
from reports.word.oxml import run, said_in, tag, w
from reports.word.package import blank, opened, read
from reports.word.state import NAMESPACE
from tests.reports.word.cases import SETTINGS, chapters_of, entries, texts

Change = Callable[[dict[str, bytes]], None]


def _zipped(found: dict[str, bytes]) -> bytes:
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in found.items():
            archive.writestr(name, content)
    return file.getvalue()


def _with(document: bytes, change: Change) -> bytes:
    found = entries(document)
    change(found)
    return _zipped(found)


def _entities(found: dict[str, bytes]) -> None:
    head, body = found["word/document.xml"].split(b"?>", 1)
    found["word/document.xml"] = head + b'?><!DOCTYPE d [<!ENTITY e SYSTEM "file:///etc/passwd">]>' + body


def _many(found: dict[str, bytes]) -> None:
    found.update({f"word/media/{number}.bin": b"" for number in range(6_000)})


def _macros(found: dict[str, bytes]) -> None:
    types = found["[Content_Types].xml"]
    found["[Content_Types].xml"] = types.replace(
        b"application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml",
        b"application/vnd.ms-word.document.macroEnabled.main+xml",
    )


def _not_xml(found: dict[str, bytes]) -> None:
    found["word/document.xml"] = b"<w:document"


def _no_document(found: dict[str, bytes]) -> None:
    del found["word/document.xml"]


def _no_types(found: dict[str, bytes]) -> None:
    del found["[Content_Types].xml"]


def _dangling(found: dict[str, bytes]) -> None:
    found["word/_rels/document.xml.rels"] = found["word/_rels/document.xml.rels"].replace(b'"styles.xml"', b'"NULL"')


@pytest.mark.parametrize("change", [_entities, _many, _macros, _not_xml, _no_document, _no_types, _dangling])
def test_hostile_and_damaged_documents_are_refused(document: bytes, change: Change) -> None:
    with pytest.raises(Refused) as found:
        read(_with(document, change), "proef.docx")
    assert str(found.value).startswith("proef.docx: it ")


@pytest.mark.parametrize("limit", ["_BYTES", "_XML_BYTES"])
def test_bombs_are_refused(document: bytes, limit: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(package, limit, 20_000)
    with pytest.raises(Refused, match="unpacks to more"):
        read(document, "proef.docx")


@pytest.mark.parametrize(
    "content", [b"", b"Geen document", b"PK\x03\x04", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", b"%PDF-1.7"]
)
def test_other_files_are_refused(content: bytes) -> None:
    with pytest.raises(Refused, match=r"proef\.docx: it "):
        read(content, "proef.docx")


def test_a_cut_document_is_refused_wherever_it_is_cut(document: bytes) -> None:
    for length in range(0, len(document), len(document) // 20):
        with pytest.raises(Refused):
            read(document[:length], "proef.docx")


def test_a_damaged_memory_is_refused(publication: Publication, document: bytes) -> None:
    def change(found: dict[str, bytes]) -> None:
        for name, content in found.items():
            if NAMESPACE.encode() in content and re.match(r"customXml/item\d", name):
                found[name] = content.replace(b' at="', b' at="x')

    with pytest.raises(Refused, match="damaged"):
        read(_with(document, change), "proef.docx").state()


def test_a_file_that_is_not_there_is_refused(tmp_path: Path) -> None:
    with pytest.raises(Refused, match="cannot be read"):
        opened(tmp_path / "weg.docx")


@pytest.fixture
def template(tmp_path: Path) -> Path:
    """The template of an institute: its own styles by their Dutch names, a cover, a head and a place to write."""
    made = blank()
    made.styles.clear()
    for style_id, name in (("Instituut", "Normal"), ("KopEen", "Kop 1"), ("Kop2Eigen", "heading 2")):
        made.styles.append(w("style", w("name", val=name), type="paragraph", styleId=style_id))
    made.document.sections[0].header.paragraphs[0].text = "Instituut voor wijken"
    end = made.body.find(tag("sectPr"))
    for text in ("Omslag van het instituut", MARKER, "Colofon"):
        end.addprevious(w("p", run(text)))
    found = entries(made.content())
    types = found["[Content_Types].xml"].replace(b"document.main+xml", b"template.main+xml")
    path = tmp_path / "sjabloon.dotx"
    path.write_bytes(_zipped({**found, "[Content_Types].xml": types}))
    return path


def test_a_template_keeps_its_styles_its_cover_and_its_head(publication: Publication, template: Path) -> None:
    content = write(publication, SETTINGS, chapters_of(publication), template)
    found = texts(content)
    assert found[0] == "Omslag van het instituut" and found[-1] == "Colofon"
    assert MARKER not in found and publication.title not in found
    body = read(content, "proef.docx").body
    headings = [item for item in body.iter(tag("pStyle")) if item.get(tag("val")) == "KopEen"]
    assert [said_in(item.getparent().getparent()) for item in headings] == ["Elementen", "Vragen", "Literatuur"]
    assert any(b"Instituut voor wijken" in text for name, text in entries(content).items() if "header" in name)
    assert b"template.main" not in entries(content)["[Content_Types].xml"]


def test_styles_that_a_template_lacks_are_added_on_top_of_its_own(publication: Publication, template: Path) -> None:
    made = read(write(publication, SETTINGS, chapters_of(publication), template), "proef.docx")
    by_name = {item.find(tag("name")).get(tag("val")): item for item in made.styles.iter(tag("style"))}
    assert by_name["Quote"].find(tag("basedOn")).get(tag("val")) == "Instituut"
    ids = [item.get(tag("styleId")) for item in made.styles.iter(tag("style"))]
    assert len(ids) == len(set(ids))
    used = {item.get(tag("val")) for item in made.styles.iter(tag("basedOn"), tag("next"), tag("link"))}
    assert used <= set(ids)
