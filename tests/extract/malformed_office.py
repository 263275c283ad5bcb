"""Malformed office documents: archives of XML."""

from __future__ import annotations

import io
import struct
import zipfile
from collections.abc import Iterator, Mapping

from tests.extract.malformed import SENTENCE, Malformed, blown_up

WORD = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
PACKAGE = "http://schemas.openxmlformats.org/package/2006"
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
MAIN = "application/vnd.openxmlformats-officedocument"
MEGABYTE = 1 << 20
LEFT_OUT = "is damaged and was left out"
UNKNOWN = "its bytes are of no kind that is known"

Members = Mapping[str, str | bytes]


def zipped(members: Members) -> bytes:
    """Return an archive of these members, the first of them not packed."""
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w") as archive:
        for position, (name, content) in enumerate(members.items()):
            kind = zipfile.ZIP_DEFLATED if position else zipfile.ZIP_STORED
            archive.writestr(zipfile.ZipInfo(name), content, kind)
    return file.getvalue()


def paragraph(text: str = SENTENCE, style: str = "") -> str:
    """Return a paragraph of WordprocessingML."""
    look = f'<w:pPr><w:pStyle w:val="{style}"/></w:pPr>' if style else ""
    return f"<w:p>{look}<w:r><w:t>{text}</w:t></w:r></w:p>"


def word(body: str, before: str = "") -> str:
    """Return the main part of a DOCX."""
    return f'<?xml version="1.0"?>{before}<w:document xmlns:w="{WORD}"><w:body>{body}</w:body></w:document>'


def docx(main: str | bytes | None = None, more: Members | None = None, **relations: str) -> dict[str, str | bytes]:
    """Return the members of a DOCX."""
    targets = "".join(
        f'<Relationship Id="{name}" Type="{OFFICE}/{name}" Target="{target}"/>' for name, target in relations.items()
    )
    return {
        "[Content_Types].xml": f'<Types xmlns="{PACKAGE}/content-types"><Override PartName="/word/document.xml" '
        f'ContentType="{MAIN}.wordprocessingml.document.main+xml"/></Types>',
        "_rels/.rels": f'<Relationships xmlns="{PACKAGE}/relationships"><Relationship Id="r" '
        f'Type="{OFFICE}/officeDocument" Target="word/document.xml"/></Relationships>',
        "word/document.xml": word(paragraph()) if main is None else main,
        "word/_rels/document.xml.rels": f'<Relationships xmlns="{PACKAGE}/relationships">{targets}</Relationships>',
        **(more or {}),
    }


def odt(body: str, styles: str = "") -> dict[str, str | bytes]:
    """Return the members of an ODT."""
    kinds = "office text style table draw"
    spaces = " ".join(f'xmlns:{kind}="urn:oasis:names:tc:opendocument:xmlns:{kind}:1.0"' for kind in kinds.split())
    content = (
        f"<office:document-content {spaces}><office:automatic-styles>{styles}</office:automatic-styles>"
        f"<office:body><office:text>{body}</office:text></office:body></office:document-content>"
    )
    return {"mimetype": "application/vnd.oasis.opendocument.text", "content.xml": content}


def epub(spine: str, chapters: Members) -> dict[str, str | bytes]:
    """Return the members of an EPUB."""
    container = (
        '<container xmlns="urn:oasis:names:tc:opendocument:xmlns:container" version="1.0"><rootfiles>'
        '<rootfile full-path="boek.opf" media-type="application/oebps-package+xml"/></rootfiles></container>'
    )
    items = "".join(f'<item id="{name}" href="{name}" media-type="application/xhtml+xml"/>' for name in chapters)
    package = f'<package xmlns="http://www.idpf.org/2007/opf"><manifest>{items}</manifest>{spine}</package>'
    return {
        "mimetype": "application/epub+zip", "META-INF/container.xml": container, "boek.opf": package, **chapters,
    }  # fmt: skip


def vast(content: bytes, name: str, megabytes: int, *, lying: bool = False) -> bytes:
    """Return an archive in which a member unpacks to that many megabytes; or says that it is only one."""
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        members = {item.filename: archive.read(item) for item in archive.infolist() if item.filename != name}
    plain = zipped(members | {name: b"@" * 64})
    packed = blown_up(b" " * MEGABYTE, megabytes)
    size = MEGABYTE if lying else megabytes * MEGABYTE
    start = plain.rindex(b"PK\x03\x04")
    header = plain[start : start + 14] + struct.pack("<IIIHH", 0, len(packed), size, len(name), 0) + name.encode()
    listing = plain.index(b"PK\x01\x02")
    last = plain.rindex(b"PK\x01\x02")
    entry = plain[last : last + 16] + struct.pack("<III", 0, len(packed), size) + plain[last + 28 : last + 46]
    entry += name.encode()
    body = plain[:start] + header + packed
    index = plain[listing:last] + entry
    count = len(members) + 1
    return body + index + struct.pack("<4s4H2IH", b"PK\x05\x06", 0, 0, count, count, len(index), len(body), 0)


def documents() -> Iterator[Malformed]:
    """Yield the malformed office documents."""
    yield from _archives()
    yield from _xml()
    yield from _references()


def _archives() -> Iterator[Malformed]:
    """Archives that are cut, packed beyond measure, or name what is not there."""
    good = zipped(docx())
    damaged = "its archive is damaged"
    yield Malformed("cut-half.docx", good[: len(good) // 2], damaged)
    yield Malformed("cut-end.docx", good[:-30], damaged)
    yield Malformed("junk-before.docx", b"HTTP/1.1 200 OK\r\n\r\n" + good, UNKNOWN)
    yield Malformed("hole.docx", good.replace(b"PK\x03\x04", b"PK\x03\x05", 1), UNKNOWN)
    yield Malformed("bomb.docx", vast(good, "word/document.xml", 2000), "it unpacks to more than 300 MB")
    yield Malformed("bomb-lies.docx", vast(good, "word/document.xml", 500, lying=True), "missing or damaged")
    yield Malformed("large.docx", vast(good, "word/document.xml", 60), "larger than 50 MB")
    outside = {"../../../etc/passwd": "x", "/etc/shadow": "y", "..\\..\\win.ini": "z"}
    yield Malformed("outside.docx", zipped(docx(more=outside)))
    without = {name: content for name, content in docx().items() if name != "word/document.xml"}
    yield Malformed("no-main.docx", zipped(without), "its part word/document.xml is missing")
    yield Malformed("no-types.docx", zipped({name: part for name, part in docx().items() if "Types" not in name}))
    locked = bytearray(good)
    for sign, at in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        where = good.find(sign)
        while where >= 0:
            locked[where + at] |= 1
            where = good.find(sign, where + 1)
    yield Malformed("locked.docx", bytes(locked), "it asks for a password")
    yield Malformed("many.zip", zipped({f"{number}.txt": "x" for number in range(3000)}), "it is a ZIP archive")
    yield Malformed("empty.zip", zipped({}), "it is a ZIP archive")
    yield Malformed("pictures.docx", zipped(docx(more={"word/media/a.png": b"\x89PNG" + bytes(99)})))


def _xml() -> Iterator[Malformed]:
    """Parts that are no XML, or XML that was made to harm."""
    damaged = "its XML is damaged or nested too deep"
    yield Malformed("no-xml.docx", zipped(docx("dit is geen XML")), damaged)
    yield Malformed("empty-xml.docx", zipped(docx("")), damaged)
    yield Malformed("cut-xml.docx", zipped(docx(word(paragraph())[:-20])), damaged)
    yield Malformed("other-xml.docx", zipped(docx("<html><body><p>x</p></body></html>")), "it has no text part")
    yield Malformed("null.docx", zipped(docx(word(paragraph("a\0b")))), damaged)
    wide = word(paragraph()).replace('"1.0"', '"1.0" encoding="utf-16"').encode("utf-16")
    yield Malformed("utf-16.docx", zipped(docx(wide)))
    yield Malformed("latin.docx", zipped(docx(word(paragraph(f"é {SENTENCE}")).encode("latin-1"))), damaged)
    entity = '<!DOCTYPE d [<!ENTITY x SYSTEM "file:///etc/passwd">]>'
    yield Malformed("file-entity.docx", zipped(docx(word(paragraph(f"&x; {SENTENCE}"), entity))), holds="")
    remote = '<!DOCTYPE d SYSTEM "http://127.0.0.1:9/x.dtd" [<!ENTITY % p SYSTEM "http://127.0.0.1:9/p"> %p;]>'
    yield Malformed("remote-entity.docx", zipped(docx(word(paragraph(), remote))))
    laughs = "".join(f'<!ENTITY a{number + 1} "{f"&a{number};" * 10}">' for number in range(12))
    laughs = f'<!DOCTYPE d [<!ENTITY a0 "haha">{laughs}]>'
    yield Malformed("laughs.docx", zipped(docx(word(paragraph("&a12;") + paragraph(), laughs))), damaged)
    deep = "<w:sdt><w:sdtContent>" * 50_000 + paragraph() + "</w:sdtContent></w:sdt>" * 50_000
    yield Malformed("deep.docx", zipped(docx(word(deep))), damaged)
    cell = "<w:tbl><w:tr><w:tc>" * 40 + paragraph() + "</w:tc></w:tr></w:tbl>" * 40
    yield Malformed("tables-in-tables.docx", zipped(docx(word(cell))))
    span = f'<w:tbl><w:tr><w:tc><w:tcPr><w:gridSpan w:val="99999999"/></w:tcPr>{paragraph()}</w:tc></w:tr></w:tbl>'
    yield Malformed("wide-cell.docx", zipped(docx(word(span + paragraph()))))
    yield Malformed("spans-no-number.docx", zipped(docx(word(span.replace("99999999", "veel") + paragraph()))))
    yield Malformed("deep.odt", zipped(odt("<text:section>" * 9000 + f"<text:p>{SENTENCE}</text:p>")), damaged)
    repeated = (
        '<table:table><table:table-row table:number-rows-repeated="1048576"><table:table-cell '
        f'table:number-columns-repeated="16384"><text:p>{SENTENCE}</text:p></table:table-cell></table:table-row>'
        f"</table:table><text:p>{SENTENCE}</text:p>"
    )
    yield Malformed("repeated-cells.odt", zipped(odt(repeated)))
    spaces = f'<text:p>{SENTENCE}<text:s text:c="2000000000"/></text:p>'
    yield Malformed("many-spaces.odt", zipped(odt(spaces)))


def _references() -> Iterator[Malformed]:
    """Parts that refer to each other in a circle, or to nothing."""
    loop = f'<w:styles xmlns:w="{WORD}">' + "".join(
        f'<w:style w:type="paragraph" w:styleId="{one}"><w:name w:val="{one}"/><w:basedOn w:val="{other}"/></w:style>'
        for one, other in (("A", "B"), ("B", "A"))
    ) + "</w:styles>"  # fmt: skip
    more = {"word/styles.xml": loop}
    yield Malformed("style-loop.docx", zipped(docx(word(paragraph(style="A")), more, styles="styles.xml")))
    yield Malformed(
        "style-missing.docx", zipped(docx(word(paragraph(style="Weg")), styles="styles.xml")), issue=LEFT_OUT
    )
    note = paragraph(SENTENCE + '</w:t><w:footnoteReference w:id="7"/><w:t>')
    yield Malformed("note-missing.docx", zipped(docx(word(note), footnotes="footnotes.xml")), issue=LEFT_OUT)
    outside = docx(styles="../../../../etc/passwd", footnotes="/dev/zero")
    yield Malformed("parts-outside.docx", zipped(outside), issue=LEFT_OUT)
    styles = '<style:style style:name="A" style:family="paragraph" style:parent-style-name="A"/>'
    yield Malformed("style-loop.odt", zipped(odt(f'<text:p text:style-name="A">{SENTENCE}</text:p>', styles)))
    only = {"mimetype": "application/vnd.oasis.opendocument.text"}
    yield Malformed("no-content.odt", zipped(only), "content.xml is missing")
    chapter = f"<html xmlns='http://www.w3.org/1999/xhtml'><body><p>{SENTENCE}</p></body></html>"
    spine = '<spine><itemref idref="weg"/><itemref idref="a.xhtml"/></spine>'
    yield Malformed("spine-missing.epub", zipped(epub(spine, {"a.xhtml": chapter})))
    yield Malformed("no-package.epub", zipped({"mimetype": "application/epub+zip"}), "is missing or damaged")
    cut = {"a.xhtml": chapter[: chapter.index("verwacht")] + "<i>"}
    yield Malformed("broken-chapter.epub", zipped(epub(spine, cut)), holds="helpt inwoners")
    slides = {
        "[Content_Types].xml": f'<Types xmlns="{PACKAGE}/content-types"><Override PartName="/ppt/presentation.xml" '
        f'ContentType="{MAIN}.presentationml.presentation.main+xml"/></Types>',
        "_rels/.rels": f'<Relationships xmlns="{PACKAGE}/relationships"><Relationship Id="r" '
        f'Type="{OFFICE}/officeDocument" Target="ppt/presentation.xml"/></Relationships>',
        "ppt/presentation.xml": "<p/>",
    }
    yield Malformed("no-slides.pptx", zipped(slides), "damaged")
    yield Malformed("cut.pptx", zipped(slides)[:300], "its archive is damaged")
