"""Files from other people are treated as if they meant harm: each is refused with a sentence; nothing is touched."""

from __future__ import annotations

import io
import random
import tracemalloc
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest

from corpus.issues import Refused
from reports.exchange.qda import archive
from reports.exchange.qda.model import Code, Coding, Document, Note, Project, Selection, User, guid_of
from reports.exchange.qda.reading import read_codebook, read_project
from reports.exchange.qda.writing import write_project

SPACE = "urn:QDA-XML:project:1.0"
ONE, TWO, THREE, FOUR, FIVE = (guid_of(number) for number in range(5))
SOURCE = f'<TextSource guid="{ONE}" name="A" plainTextPath="internal://{ONE}.txt">'
TEXT = {f"sources/{ONE}.txt": "De tekst van het document."}


def zipped(files: dict[str, str | bytes], *, change: Callable[[zipfile.ZipInfo], None] = lambda entry: None) -> bytes:
    content = io.BytesIO()
    with zipfile.ZipFile(content, "w", zipfile.ZIP_DEFLATED) as packed:
        for name, data in files.items():
            entry = zipfile.ZipInfo(name)
            entry.compress_type = zipfile.ZIP_DEFLATED
            change(entry)
            packed.writestr(entry, data)
    return content.getvalue()


def xml(inner: str = "", before: str = "", attributes: str = "") -> str:
    return f'{before}<Project xmlns="{SPACE}" name="P" {attributes}>{inner}</Project>'


def sources(inner: str = "", more: str = "") -> str:
    return xml(f"<Sources>{SOURCE}{inner}</TextSource>{more}</Sources>")


def selection(start: str = "0", end: str = "2", guid: str = TWO, inner: str = "") -> str:
    return f'<PlainTextSelection guid="{guid}" startPosition="{start}" endPosition="{end}">{inner}</PlainTextSelection>'


def refused(content: bytes, problem: str) -> None:
    with pytest.raises(Refused, match=problem) as caught:
        read_project(content, "in.qdpx")
    assert "in.qdpx" in str(caught.value) and len(str(caught.value)) < 500


@pytest.mark.parametrize(
    "name",
    [
        "../uit.txt",
        "/etc/uit.txt",
        "sources/../../uit.txt",
        "C:/uit.txt",
        "sources\\..\\uit.txt",
        "a\nb",
        "sources/a|b",
    ],
)
def test_names_that_lead_elsewhere_are_refused(name: str, tmp_path: Path) -> None:
    refused(zipped({"project.qde": xml(), name: "x"}), "no plain name")
    assert not list(tmp_path.rglob("uit.txt"))


def test_links_and_encrypted_files_and_other_ways_of_packing_are_refused() -> None:
    def link(entry: zipfile.ZipInfo) -> None:
        entry.create_system, entry.external_attr = 3, 0o120777 << 16

    def lzma(entry: zipfile.ZipInfo) -> None:
        entry.compress_type = zipfile.ZIP_LZMA

    refused(zipped({"project.qde": xml()}, change=link), "link")
    refused(zipped({"project.qde": xml()}, change=lzma), "another way")
    content = bytearray(zipped({"project.qde": xml()}))
    content[content.index(b"PK\x01\x02") + 8] |= 1
    refused(bytes(content), "encrypted")


def test_a_bomb_is_refused_before_it_is_unpacked() -> None:
    content = zipped({"project.qde": xml(), f"sources/{ONE}.txt": b"0" * (80 << 20)})
    tracemalloc.start()
    refused(content, "packed more than")
    assert tracemalloc.get_traced_memory()[1] < 20 << 20
    tracemalloc.stop()


def test_a_file_that_lies_about_its_size_is_refused() -> None:
    content = bytearray(zipped({"project.qde": xml("<!--" + "0" * 5000 + "-->")}))
    at = content.index(b"PK\x01\x02") + 24
    content[at : at + 4] = (10).to_bytes(4, "little")
    refused(bytes(content), "cannot be unpacked|no sound")


@pytest.mark.parametrize(("limit", "value", "problem"), [
    ("MOST_ENTRIES", 3, "5 files"), ("MOST_BYTES", 50, "larger than"), ("MOST_XML", 10, "larger than|more in it"),
    ("_MOST_TAGS", 3, "more in it"), ("_MOST_ATTRIBUTES", 1, "more in it"),
])  # fmt: skip
def test_too_much_of_anything_is_refused(monkeypatch: pytest.MonkeyPatch, limit: str, value: int, problem: str) -> None:
    monkeypatch.setattr(archive, limit, value)
    monkeypatch.setattr("reports.exchange.qda.reading.MOST_XML", archive.MOST_XML)
    refused(zipped({"project.qde": sources(selection()), **TEXT, **{f"sources/{n}": "x" for n in range(3)}}), problem)


def test_a_text_that_is_too_large_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(archive.Archive.read, "__defaults__", (4,))
    refused(zipped({"project.qde": sources(), **TEXT}), "larger than")


@pytest.mark.parametrize("content", [b"", b"geen zip", b"PK\x03\x04" + b"\x00" * 40, b"PK\x05\x06" + b"\xff" * 18])
def test_what_is_no_zip_is_refused(content: bytes) -> None:
    refused(content, "no .qdpx file|expected")


def test_without_a_project_or_with_two_it_is_refused() -> None:
    refused(zipped({"lees.txt": "x"}), "0 .qde files")
    refused(zipped({"a.qde": xml(), "b.qde": xml()}), "2 .qde files")
    refused(zipped({"project.qde": xml(), "PROJECT.QDE": xml()}), "there twice")


DTDS = [
    '<!DOCTYPE Project [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;">]>',
    '<!DOCTYPE Project [<!ENTITY x SYSTEM "file:///etc/passwd">]>',
    '<!DOCTYPE Project SYSTEM "http://127.0.0.1:9/x.dtd">',
    '<!-- <Project> --><?a b?>\n<!DOCTYPE Project [<!ENTITY % p SYSTEM "http://127.0.0.1:9/x">%p;]>',
]


@pytest.mark.parametrize("dtd", DTDS)
def test_a_document_type_is_refused(dtd: str) -> None:
    refused(zipped({"project.qde": xml(before=dtd)}), "DTD")
    refused(zipped({"project.qde": '<?xml version="1.0" encoding="UTF-8"?>' + xml(before=dtd)}), "DTD")
    refused(zipped({"project.qde": b"\xef\xbb\xbf" + xml(before=dtd).encode()}), "DTD")


def test_an_inclusion_is_not_followed(tmp_path: Path) -> None:
    (tmp_path / "geheim.txt").write_text("geheim")
    include = '<xi:include xmlns:xi="http://www.w3.org/2001/XInclude" href="{}" parse="text"/>'
    inner = f"<Description>a{include.format((tmp_path / 'geheim.txt').as_uri())}</Description>"
    assert read_project(zipped({"project.qde": xml(inner)}), "p").project.description == "a"


@pytest.mark.parametrize("content", [
    xml().encode("utf-16"), b'<?xml version="1.0" encoding="iso-8859-1"?>' + xml().encode(),
    xml("<Description>\xe9</Description>").encode("latin-1"),
    b'<?xml version="1.0" encoding="utf-7"?>' + xml().encode(),
])  # fmt: skip
def test_other_encodings_than_utf8_are_refused(content: bytes) -> None:
    refused(zipped({"project.qde": content}), "UTF-8")


def test_a_text_in_another_encoding_is_refused() -> None:
    refused(zipped({"project.qde": sources(), f"sources/{ONE}.txt": "één".encode("latin-1")}), "not UTF-8")


@pytest.mark.parametrize("content", [
    "<Project/>", "<html/>", xml()[:-3], xml("<Users><User guid='x'"), "", '<Project xmlns="urn:anders" name="x"/>',
    xml("<a>" * 5000 + "</a>" * 5000), xml("&onbekend;"),
])  # fmt: skip
def test_what_is_no_project_is_refused(content: str) -> None:
    refused(zipped({"project.qde": content}), "no sound XML|does not begin")


@pytest.mark.parametrize("number", ["-1", "1e9", "9" * 10, "9" * 5000, "", "abc", "1.0", "٣", "0x1"])
def test_numbers_that_are_no_places_are_refused(number: str) -> None:
    refused(zipped({"project.qde": sources(selection(start=number)), **TEXT}), "no place in a text")


def test_places_beyond_the_text_are_passed_over_and_told() -> None:
    inner = selection("5", "99999") + selection("3", "2", THREE)
    reading = read_project(zipped({"project.qde": sources(inner), **TEXT}), "p")
    assert not reading.project.documents[0].selections
    assert list(reading.lines()) == ["Passed over: 2 selections beyond the end of their text."]


@pytest.mark.parametrize("guid", ["", "x", "12345", "{" + ONE, ONE + "0", "g" * 36])
def test_what_is_no_guid_is_refused(guid: str) -> None:
    if guid != "{" + ONE:
        refused(zipped({"project.qde": sources(selection(guid=guid)), **TEXT}), "no GUID")


def test_guids_in_braces_and_capitals_are_the_same() -> None:
    inner = f'<Users><User guid="{{{ONE.upper()}}}" name="A"/></Users>'
    assert read_project(zipped({"project.qde": xml(inner)}), "p").project.users[0].guid == ONE


def test_the_same_guid_twice_is_refused() -> None:
    refused(zipped({"project.qde": sources(selection() + selection()), **TEXT}), "have the GUID")
    refused(zipped({"project.qde": xml(f'<Users><User guid="{ONE}"/><User guid="{ONE}"/></Users>')}), "have the GUID")


def test_one_text_for_two_documents_is_refused() -> None:
    more = SOURCE.replace(f'guid="{ONE}"', f'guid="{THREE}"') + "</TextSource>"
    refused(zipped({"project.qde": sources(more=more), **TEXT}), "two documents")


@pytest.mark.parametrize(
    "path", ["internal://../../etc/passwd", "absolute:///etc/passwd", "relative:///x", "/etc/passwd"]
)
def test_texts_elsewhere_are_not_opened(path: str) -> None:
    inner = f'<Sources><TextSource guid="{ONE}" plainTextPath="{path}"/></Sources>'
    reading = read_project(zipped({"project.qde": xml(inner)}), "p")
    assert not reading.project.documents
    assert reading.passed == {"documents whose text is not in the file": 1}


def test_a_path_that_does_not_say_that_it_is_within_is_looked_for_there() -> None:
    content = sources().replace("internal://", "")
    assert read_project(zipped({"project.qde": content, **TEXT}), "p").project.documents[0].text.startswith("De tekst")


def test_what_is_no_text_is_told() -> None:
    inner = (
        f'<Sources><PictureSource guid="{ONE}"/><AudioSource guid="{TWO}"/><PDFSource guid="{THREE}"/>'
        f'<TextSource guid="{FOUR}" richTextPath="internal://x.docx"/></Sources>'
        f'<Sets><Set guid="{FIVE}" name="S"/></Sets>'
    )
    told = list(read_project(zipped({"project.qde": xml(inner)}), "p").lines())
    assert [line.removeprefix("Passed over: 1 ") for line in told] == [
        "PDFs without their plain text.", "documents without their plain text.", "pictures.", "recordings.", "sets.",
    ]  # fmt: skip


def test_a_pdf_is_read_by_its_plain_text() -> None:
    code = f'<CodeBook><Codes><Code guid="{FOUR}" name="C"/></Codes></CodeBook>'
    coding = f'<Coding guid="{FIVE}"><CodeRef targetGUID="{FOUR}"/></Coding>'
    inner = f'<Representation guid="{THREE}" plainTextPath="internal://{ONE}.txt">{selection(inner=coding)}</Representation>'
    content = xml(
        f'{code}<Sources><PDFSource guid="{ONE}" name="A" path="internal://x.pdf">{inner}</PDFSource></Sources>'
    )
    (document,) = read_project(zipped({"project.qde": content, **TEXT}), "p").project.documents
    assert (document.guid, document.name, document.text) == (ONE, "A", TEXT[f"sources/{ONE}.txt"])
    assert document.selections[0].codings == (Coding(guid=FIVE, code=FOUR),)


def test_codings_without_their_code_and_values_without_their_variable_are_told() -> None:
    coding = f'<Coding guid="{FIVE}"><CodeRef targetGUID="{FOUR}"/></Coding>'
    value = f'<VariableValue><VariableRef targetGUID="{FOUR}"/><TextValue>x</TextValue></VariableValue>'
    reading = read_project(zipped({"project.qde": sources(coding + value), **TEXT}), "p")
    assert set(reading.passed) == {"codings with a code that is not there", "values of variables that are not there"}


def test_plain_text_within_the_xml_is_read() -> None:
    content = "<PlainTextContent>Hier &lt;staat&gt; het</PlainTextContent>"
    inner = f'<Sources><TextSource guid="{ONE}">{content}</TextSource></Sources>'
    assert read_project(zipped({"project.qde": xml(inner)}), "p").project.documents[0].text == "Hier <staat> het"


@pytest.mark.parametrize("content", [b"", b"<CodeBook/>", DTDS[0].encode() + b"<CodeBook/>", b"\xff\xfe<"])
def test_a_codebook_that_means_harm_is_refused(content: bytes) -> None:
    with pytest.raises(Refused):
        read_codebook(content, "in.qdc")


def test_a_codebook_without_codes_is_refused() -> None:
    with pytest.raises(Refused, match="no codes"):
        read_codebook(b'<CodeBook xmlns="urn:QDA-XML:codebook:1.0"><Codes/></CodeBook>', "in.qdc")


def test_a_file_that_is_too_large_or_gone_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "a.qdpx").write_bytes(b"0123456789")
    assert archive.read_file(tmp_path / "a.qdpx") == b"0123456789"
    monkeypatch.setattr(archive, "MOST_BYTES", 5)
    with pytest.raises(Refused, match="larger"):
        archive.read_file(tmp_path / "a.qdpx")
    with pytest.raises(Refused, match="cannot be read"):
        archive.read_file(tmp_path / "b.qdpx")


def test_bytes_that_are_changed_at_random_are_read_or_refused_and_nothing_else() -> None:
    """Damage 400 copies of a project, 200 in the zip and 200 in its XML: no other error comes of it."""
    found = Selection(guid=TWO, start=0, end=3, codings=(Coding(guid=FIVE, code=FOUR, user=THREE),))
    project = Project(
        name="P", users=(User(guid=THREE, name="A"),), codes=(Code(guid=FOUR, name="C"),),
        documents=(Document(guid=ONE, name="D", text="Tekst 😀", selections=(found,)),),
        notes=(Note(guid=TWO, name="N", text="n"),),
    )  # fmt: skip
    chance, outcomes = random.Random(20191), {"read": 0, "refused": 0}
    whole = write_project(project)
    with zipfile.ZipFile(io.BytesIO(whole)) as packed:
        inner = {name: packed.read(name) for name in packed.namelist()}
    for turn in range(400):
        spoilt = bytearray(whole if turn % 2 else inner["project.qde"])
        for _ in range(chance.randint(1, 4)):
            at = chance.randrange(len(spoilt))
            spoilt[at : at + chance.choice((0, 1, 1, 8))] = chance.randbytes(chance.choice((0, 1, 1, 3)))
        content = bytes(spoilt) if turn % 2 else zipped({**inner, "project.qde": bytes(spoilt)})
        try:
            read_project(content, "in.qdpx")
            outcomes["read"] += 1
        except Refused:
            outcomes["refused"] += 1
    assert min(outcomes.values()) > 10
