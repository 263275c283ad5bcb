"""A .docx as a package of parts: opened as if from a stranger, and written so that equal documents have equal bytes."""

from __future__ import annotations

import io
import zipfile
import zlib
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path
from typing import Any

from docx import Document
from docx.opc.constants import CONTENT_TYPE as CT
from docx.opc.constants import RELATIONSHIP_TYPE as RT
from docx.opc.packuri import PackURI
from docx.opc.part import Part
from docx.parts.numbering import NumberingPart
from lxml import etree

from corpus.issues import Refused
from reports.packing import saved
from reports.word.oxml import W15, Element, R, W, tag, w
from reports.word.state import NAMESPACE, State
from reports.word.styles import our_styles

_ENTRIES, _BYTES, _XML_BYTES = 5_000, 500_000_000, 150_000_000
"""What a package may unpack to; more is a bomb."""
_TEMPLATE = b"wordprocessingml.template.main+xml"
_DOCUMENT = b"wordprocessingml.document.main+xml"
_MACROS = b"macroEnabled"
_TYPES = "[Content_Types].xml"
_MADE = datetime(2000, 1, 1)
"""Every document says that it was made then, so that equal publications give equal bytes."""
_BROKEN = (zipfile.BadZipFile, zlib.error, KeyError, ValueError, OSError, EOFError, NotImplementedError, RuntimeError,
           AttributeError, TypeError, AssertionError, IndexError, etree.LxmlError)  # fmt: skip
"""What opening a damaged package raises, there or in the library that reads it."""
_BODY = (
    f'<w:document xmlns:w="{W}" xmlns:r="{R}" xmlns:w15="{W15}" '
    'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006" mc:Ignorable="w15"><w:body/></w:document>'
)
_SETTINGS = (
    f'<w:settings xmlns:w="{W}"><w:zoom w:percent="100"/><w:defaultTabStop w:val="709"/><w:compat>'
    '<w:compatSetting w:name="compatibilityMode" w:uri="http://schemas.microsoft.com/office/word" w:val="15"/>'
    '</w:compat><w:themeFontLang w:val="nl-NL"/><w:decimalSymbol w:val=","/><w:listSeparator w:val=";"/></w:settings>'
)
_OURS = {"word/document.xml": _BODY, "word/settings.xml": _SETTINGS}
_PROPERTIES = (
    f'<ds:datastoreItem xmlns:ds="http://schemas.openxmlformats.org/officeDocument/2006/customXml" '
    f'ds:itemID="{{6B2D6A8E-3C53-4B7B-9D2F-7A1C0E5B4D10}}"><ds:schemaRefs><ds:schemaRef ds:uri="{NAMESPACE}"/>'
    f"</ds:schemaRefs></ds:datastoreItem>"
)


class Package:
    """A document that is being written into."""

    def __init__(self, document: Any, subject: str) -> None:
        """Take a document of python-docx; `subject` is what problems call it."""
        self.document, self.subject = document, subject

    @property
    def body(self) -> Element:
        """The body of the document."""
        return self.document.element.body

    @property
    def styles(self) -> Element:
        """The styles of the document."""
        return self.document.styles.element

    @property
    def numbering(self) -> Element:
        """The lists of the document."""
        part = self.document.part
        if not any(relation.reltype == RT.NUMBERING for relation in part.rels.values()):
            uri = PackURI("/word/numbering.xml")
            root = b'<w:numbering xmlns:w="' + W.encode() + b'"/>'
            part.relate_to(NumberingPart.load(uri, CT.WML_NUMBERING, root, part.package), RT.NUMBERING)
        return part.numbering_part.element

    @property
    def settings(self) -> Element:
        """The settings of the document."""
        return self.document.settings.element

    def image(self, relation: str) -> bytes:
        """Return the bytes of a picture; none where the relation leads to none."""
        found = self.document.part.rels.get(relation)
        return b"" if found is None or found.is_external else bytes(found.target_part.blob)

    def add_picture(self, content: bytes) -> tuple[str, float]:
        """Add a picture, once, and return its relation and how high it is for its width."""
        relation, image = self.document.part.get_or_add_image(io.BytesIO(content))
        return relation, image.px_height / image.px_width

    def add_link(self, url: str) -> str:
        """Return the relation of an address on the web."""
        return str(self.document.part.relate_to(url, RT.HYPERLINK, is_external=True))

    def state(self) -> State | None:
        """Return what the document remembers of its last writing, or None."""
        for part in self._memory():
            try:
                return State.read(part.blob)
            except (etree.LxmlError, ValueError, KeyError) as error:
                raise Refused(
                    self.subject, "what it remembers of its last writing is damaged", "Go on from an earlier copy"
                ) from error
        return None

    def keep(self, state: State) -> None:
        """Let the document remember what was written."""
        content = state.as_xml()
        for part in self._memory():
            part._blob = content  # The library has no way to change a part that it does not know.
            return
        taken = {str(part.partname) for part in self.document.part.package.iter_parts()}
        number = next(number for number in range(1, 10_000) if f"/customXml/item{number}.xml" not in taken)
        package = self.document.part.package
        item = Part(PackURI(f"/customXml/item{number}.xml"), "application/xml", content, package)
        about = Part(
            PackURI(f"/customXml/itemProps{number}.xml"),
            "application/vnd.openxmlformats-officedocument.customXmlProperties+xml",
            _PROPERTIES.encode(),
            package,
        )
        self.document.part.relate_to(item, RT.CUSTOM_XML)
        item.relate_to(about, RT.CUSTOM_XML_PROPS)

    def _memory(self) -> Iterator[Any]:
        for relation in self.document.part.rels.values():
            is_custom = relation.reltype == RT.CUSTOM_XML and not relation.is_external
            if is_custom and NAMESPACE.encode() in relation.target_part.blob[:2000]:
                yield relation.target_part

    def stories(self) -> Iterator[Element]:
        """Yield the body, and the footnotes and endnotes where there are any."""
        yield self.body
        for relation in self.document.part.rels.values():
            if relation.reltype in (RT.FOOTNOTES, RT.ENDNOTES) and not relation.is_external:
                yield etree.fromstring(relation.target_part.blob, _parser())

    def drop_unused(self) -> None:
        """Leave out the pictures that no longer stand in the document."""
        text = etree.tostring(self.document.element).decode()
        relations = self.document.part.rels
        for name, relation in list(relations.items()):
            if relation.reltype == RT.IMAGE and f'"{name}"' not in text:
                del relations[name]

    def content(self) -> bytes:
        """Return the bytes of the document."""
        return saved(self.document)


def _parser() -> Any:
    return etree.XMLParser(resolve_entities=False, no_network=True)


def blank() -> Package:
    """Return an empty document with our own styles, on A4."""
    document = Document(io.BytesIO(_empty()))
    root = document.styles.element
    for child in list(root):
        root.remove(child)
    root.extend(list(our_styles()))
    margins = dict.fromkeys(("top", "right", "bottom", "left"), "1418")
    document.element.body.append(
        w("sectPr", w("pgSz", w="11906", h="16838"), w("pgMar", **margins, header="709", footer="709", gutter="0"))
    )
    _say_when(document)
    for name, relation in list(document.part.package.rels.items()):
        if relation.reltype == RT.THUMBNAIL:
            del document.part.package.rels[name]
    package = Package(document, "document")
    for child in list(package.numbering):
        package.numbering.remove(child)
    return package


def _empty() -> bytes:
    """Return the library's own document with an empty body, of which older programs may pass over what is newer."""
    file, given = io.BytesIO(), io.BytesIO()
    Document().save(given)
    with zipfile.ZipFile(given) as archive, zipfile.ZipFile(file, "w") as copy:
        for name in archive.namelist():
            copy.writestr(name, _OURS.get(name, "").encode() or archive.read(name))
    return file.getvalue()


def _say_when(document: Any) -> None:
    about = document.core_properties
    about.created = about.modified = _MADE
    about.author = about.last_modified_by = about.comments = about.keywords = ""
    about.revision = 1


def opened(path: Path) -> Package:
    """Return a document or template; raise Refused where it is none, or not one to trust."""
    try:
        content = path.read_bytes()
    except OSError as error:
        raise Refused(str(path), f"it cannot be read: {error.strerror}", "Check its name and its rights") from error
    return read(content, path.name)


def read(content: bytes, subject: str) -> Package:
    """Return the document in some bytes; raise Refused where it is none, or not one to trust."""
    if content.startswith(b"\xd0\xcf\x11\xe0"):
        raise Refused(subject, "it has a password, or is of Word 2003 or older", "Save it as .docx without a password")
    try:
        document = Document(io.BytesIO(_checked(content, subject)))
        package = Package(document, subject)
        if package.body is None or package.styles is None or package.settings is None:
            raise ValueError("no body")
    except _BROKEN as error:
        raise Refused(
            subject, "it is damaged, or no document of Word", "Open it in Word and save it as .docx"
        ) from error
    return package


def _checked(content: bytes, subject: str) -> bytes:
    """Return a package as one of a document that is safe to open; raise Refused at bombs, macros and entities."""
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        entries = archive.infolist()
        xml = [entry for entry in entries if entry.filename.lower().endswith((".xml", ".rels"))]
        sizes = sum(entry.file_size for entry in entries), max((entry.file_size for entry in xml), default=0)
        if len(entries) > _ENTRIES or sizes[0] > _BYTES or sizes[1] > _XML_BYTES:
            raise Refused(subject, "it unpacks to more than a document can be", "Use another file")
        if len({entry.filename for entry in entries}) < len(entries):
            raise ValueError("two entries of one name")
        for entry in xml:
            if b"<!DOCTYPE" in _start(archive, entry):
                raise Refused(subject, f"it declares entities in {entry.filename}", "Save it anew in Word")
        types = archive.read(_TYPES)
        if _MACROS in types:
            raise Refused(
                subject, "it has macros, which are not taken along", "Save it as .docx or .dotx without macros"
            )
        return content if _TEMPLATE not in types else _as_document(archive, types)


def _start(archive: zipfile.ZipFile, entry: zipfile.ZipInfo) -> bytes:
    with archive.open(entry) as file:
        return file.read(4096).replace(b"\0", b"")


def _as_document(archive: zipfile.ZipFile, types: bytes) -> bytes:
    """Return a template as a document: only what it says that it is differs."""
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as copy:
        for entry in archive.infolist():
            copy.writestr(
                entry.filename, types.replace(_TEMPLATE, _DOCUMENT) if entry.filename == _TYPES else archive.read(entry)
            )
    return file.getvalue()


def ask_for_fields(package: Package) -> None:
    """Let Word work out the table of contents, captions and references when it opens the document."""
    settings = package.settings
    if settings.find(tag("updateFields")) is None:
        later = [item for item in settings if etree.QName(item).localname in _AFTER_FIELDS]
        place = settings.index(later[0]) if later else len(settings)
        settings.insert(place, w("updateFields", val="true"))


_AFTER_FIELDS = {
    "hdrShapeDefaults", "footnotePr", "endnotePr", "compat", "docVars", "rsids", "mathPr", "attachedSchema",
    "themeFontLang", "clrSchemeMapping", "doNotIncludeSubdocsInStats", "doNotAutoCompressPictures", "forceUpgrade",
    "captions", "readModeInkLockDown", "smartTagType", "schemaLibrary", "shapeDefaults", "doNotEmbedSmartTags",
    "decimalSymbol", "listSeparator", "docId", "chartTrackingRefBased",
}  # fmt: skip
"""What comes after `updateFields` in the settings (ECMA-376, part 1, 17.15.1.78)."""
