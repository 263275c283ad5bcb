"""What tests of office formats share: files written by hand from their XML, and what a reader makes of them."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterable

from corpus.records import Issue
from corpus.sniff import ODT, sniff
from extract.read import readers
from extract.sheet import Piece, Sheet

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
OFFICE_RELATIONS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
ODF = "urn:oasis:names:tc:opendocument:xmlns:"
_SPACES = (
    f'xmlns:w="{W}" xmlns:r="{OFFICE_RELATIONS}" xmlns:v="urn:schemas-microsoft-com:vml" '
    'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006" '
    'xmlns:wps="http://schemas.microsoft.com/office/word/2010/wordprocessingShape" '
    'xmlns:m="http://schemas.openxmlformats.org/officeDocument/2006/math"'
)
_ODF_SPACES = " ".join(
    f'xmlns:{name}="{ODF}{space}:1.0"'
    for name, space in {
        "office": "office", "text": "text", "table": "table", "style": "style", "draw": "drawing",
        "svg": "svg-compatible", "fo": "xsl-fo-compatible",
    }.items()
)  # fmt: skip


def packed(members: dict[str, str | bytes]) -> bytes:
    """An archive with these members, always the same bytes."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as file:
        for name, content in members.items():
            kind = zipfile.ZIP_STORED if name == "mimetype" else zipfile.ZIP_DEFLATED
            file.writestr(zipfile.ZipInfo(name), content, compress_type=kind)
    return buffer.getvalue()


def word(body: str, main: str = "word/document.xml", **parts: str) -> bytes:
    """A DOCX with this body, and parts such as `styles` and `footnotes` by what stands in their roots."""
    folder = main.rpartition("/")[0]
    relations = "".join(
        f'<Relationship Id="r{number}" Type="{OFFICE_RELATIONS}/{name}" Target="{name}.xml"/>'
        for number, name in enumerate(parts)
    )
    members: dict[str, str | bytes] = {
        "_rels/.rels": _relations(f'<Relationship Id="a" Type="{OFFICE_RELATIONS}/officeDocument" Target="{main}"/>'),
        main: f"<w:document {_SPACES}><w:body>{body}</w:body></w:document>",
        f"{folder}/_rels/{main.rpartition('/')[2]}.rels": _relations(relations),
        "[Content_Types].xml": _content_types(main, parts),
    }
    return packed(
        members | {f"{folder}/{name}.xml": f"<w:{name} {_SPACES}>{xml}</w:{name}>" for name, xml in parts.items()}
    )


def _content_types(main: str, parts: Iterable[str]) -> str:
    kind = "application/vnd.openxmlformats-officedocument.wordprocessingml."
    folder = main.rpartition("/")[0]
    names = {main: "document.main", **{f"{folder}/{part}.xml": part for part in parts}}
    overrides = "".join(
        f'<Override PartName="/{name}" ContentType="{kind}{type_}+xml"/>' for name, type_ in names.items()
    )
    return (
        '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="rels" '
        f'ContentType="application/vnd.openxmlformats-package.relationships+xml"/>{overrides}</Types>'
    )


def _relations(inner: str) -> str:
    return (
        f'<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">{inner}</Relationships>'
    )


def p(text: str, style: str = "", properties: str = "") -> str:
    """A paragraph of Word, in a style."""
    style = f'<w:pStyle w:val="{style}"/>' if style else ""
    return f"<w:p><w:pPr>{style}{properties}</w:pPr>{r(text)}</w:p>"


def r(text: str, properties: str = "") -> str:
    """A run of Word."""
    return f'<w:r><w:rPr>{properties}</w:rPr><w:t xml:space="preserve">{text}</w:t></w:r>'


def odt(body: str, styles: str = "", automatic: str = "") -> bytes:
    """An ODT with this text, its styles and its automatic styles."""
    content = f"<office:automatic-styles>{automatic}</office:automatic-styles>{_body(body)}"
    return packed({
        "mimetype": ODT,
        "content.xml": f"<office:document-content {_ODF_SPACES}>{content}</office:document-content>",
        "styles.xml": f"<office:document-styles {_ODF_SPACES}><office:styles>{styles}</office:styles>"
        "</office:document-styles>",
    })  # fmt: skip


def fodt(body: str) -> bytes:
    """The same as one file of XML."""
    kind = f'office:mimetype="{ODT}"'
    return f'<?xml version="1.0"?>\n<office:document {_ODF_SPACES} {kind}>{_body(body)}</office:document>'.encode()


def _body(body: str) -> str:
    return f"<office:body><office:text>{body}</office:text></office:body>"


def parts_of(content: bytes) -> list[Sheet | Issue]:
    """What the reader of these bytes yields."""
    media_type = sniff(content)
    return list(readers()[media_type](content, media_type, "proef"))


def sheets_of(content: bytes) -> list[Sheet]:
    """The sheets that the reader of these bytes yields."""
    return [part for part in parts_of(content) if isinstance(part, Sheet)]


def pieces_of(content: bytes) -> list[Piece]:
    """The pieces on all sheets."""
    return [piece for sheet in sheets_of(content) for piece in sheet.pieces]


def shown(content: bytes) -> list[tuple[str, int | None, str]]:
    """The role, level and text of each piece."""
    return [(piece.role, piece.level, piece.text) for piece in pieces_of(content)]


def texts(content: bytes) -> list[str]:
    """The text of each piece."""
    return [piece.text for piece in pieces_of(content)]


def marked(piece: Piece) -> str:
    """The text of a piece with the marks in it put back, in brackets."""
    text = piece.text
    for mark in reversed(piece.marks):
        text = f"{text[: mark.start]}[{mark.text}]{text[mark.start :]}"
    return text
