"""What the schema of REFI-QDA asks of a project, as rules of our own, for where the schema itself is not at hand."""

from __future__ import annotations

import io
import os
import re
import zipfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from lxml import etree

GUID = re.compile(r"[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}")
SCHEMAS = os.environ.get("KENNISSYNTHESE_REFI_SCHEMA", "")
"""A folder with Project.xsd and Codebook.xsd, as REFI publishes them."""
ORDER = {
    "Project": "Users CodeBook Variables Cases Sources Notes Description NoteRef",
    "Users": "User",
    "CodeBook": "Codes",
    "Codes": "Code",
    "Code": "Description NoteRef Code",
    "Variables": "Variable",
    "Variable": "Description",
    "Cases": "Case",
    "Case": "Description CodeRef VariableValue SourceRef SelectionRef",
    "VariableValue": "VariableRef TextValue BooleanValue IntegerValue FloatValue DateValue DateTimeValue",
    "Sources": "TextSource",
    "TextSource": "Description PlainTextSelection Coding NoteRef VariableValue",
    "PlainTextSelection": "Description Coding NoteRef",
    "Coding": "CodeRef NoteRef",
    "Notes": "Note",
    "Note": "Description",
}
"""The children that an element may have, in this order."""
NEEDED = {
    "Project": "name",
    "User": "guid",
    "Code": "guid name isCodable",
    "Variable": "guid name typeOfVariable",
    "Case": "guid",
    "TextSource": "guid plainTextPath",
    "Note": "guid plainTextPath",
    "PlainTextSelection": "guid startPosition endPosition",
    "Coding": "guid",
}
MORE = "origin name id creatingUser creatingUserGUID creationDateTime color targetGUID plainTextPath"
NOT_EMPTY = ("Users", "Codes", "Variables", "Cases", "Sources", "Notes")


def project_xml(content: bytes) -> Any:
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        return etree.fromstring(archive.read("project.qde"))


def faults(root: Any) -> Iterator[str]:
    """Yield what in a project or codebook is not as the standard asks."""
    for element in root.iter():
        name = etree.QName(element).localname
        children = [etree.QName(child).localname for child in element]
        order = ORDER.get(name, "").split()
        if any(child not in order for child in children) or children != sorted(children, key=order.index):
            yield f"{name} holds {children}"
        needed = NEEDED.get(name, "").split()
        if any(each not in element.attrib for each in needed) or set(element.attrib) - {*needed, *MORE.split()}:
            yield f"{name} has {sorted(element.attrib)}"
        if name in NOT_EMPTY and not children:
            yield f"{name} is empty"
        guids = (value for key, value in element.attrib.items() if key.lower().endswith(("guid", "user")))
        yield from (f"{name}: {guid} is no GUID" for guid in guids if not GUID.fullmatch(guid))


def schema(name: str) -> Any:
    """Return a schema of REFI, or None where none is at hand."""
    path = Path(SCHEMAS) / name
    return etree.XMLSchema(etree.parse(str(path))) if SCHEMAS and path.is_file() else None
