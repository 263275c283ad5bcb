"""A project as the XML of `project.qde`, and codes as both kinds of files hold them."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager
from typing import Any

from lxml import etree

from corpus.issues import Refused
from reports.exchange.qda.model import (
    COLOUR,
    FORMS,
    GUID,
    Case,
    Code,
    Coding,
    Document,
    Note,
    Project,
    Selection,
    User,
    Value,
    Variable,
)

PROJECT_SPACE, CODEBOOK_SPACE = "urn:QDA-XML:project:1.0", "urn:QDA-XML:codebook:1.0"
MEND = "Mend what the project is made of"
"""What to do about what cannot be written."""
_ELEMENTS = {
    "Text": "TextValue",
    "Boolean": "BooleanValue",
    "Integer": "IntegerValue",
    "Float": "FloatValue",
    "Date": "DateValue",
    "DateTime": "DateTimeValue",
}
_UNWRITABLE = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
"""What XML 1.0 has no way to write."""

Element = Any


def writable(text: str) -> str:
    """Return a text without what XML cannot hold: each such sign becomes the replacement character."""
    return _UNWRITABLE.sub("\ufffd", text)


def maker(space: str) -> Callable[..., Element]:
    """Return what adds an element to another, with attributes and a text; what is empty is left out."""

    def tag(parent: Element, name: str, text: str = "", /, **values: str) -> Element:
        made = etree.SubElement(parent, f"{{{space}}}{name}", attributes(**values))
        if text:
            made.text = _checked(text)
        return made

    return tag


def root_of(space: str, name: str, values: dict[str, str]) -> Element:
    """Return a root element whose namespace is the default one."""
    spaces: Any = {None: space}
    return etree.Element(f"{{{space}}}{name}", values, spaces)


_tag = maker(PROJECT_SPACE)


def attributes(**values: str) -> dict[str, str]:
    """Return attributes without those that are empty; raise Refused for what XML cannot hold."""
    return {name: _checked(value) for name, value in values.items() if value}


def _checked(text: str) -> str:
    if _UNWRITABLE.search(text):
        raise Refused(repr(text[:40]), "it holds a sign that XML cannot hold", MEND)
    return text


def project_xml(project: Project) -> bytes:
    """Return the content of `project.qde`; raise Refused for what the schema does not allow."""
    values = attributes(
        origin=project.origin, creatingUserGUID=_guid(project.user), creationDateTime=_time(project.made_at)
    )
    root = root_of(PROJECT_SPACE, "Project", {"name": _checked(project.name)} | values)
    kinds = {each.guid: each.kind for each in project.variables}
    with _part(root, "Users", project.users) as part:
        _each(part, project.users, _user)
    if project.codes:
        part = _tag(_tag(root, "CodeBook"), "Codes")
        for code in project.codes:
            add_code(part, _tag, code, with_notes=True)
    with _part(root, "Variables", project.variables) as part:
        _each(part, project.variables, _variable)
    with _part(root, "Cases", project.cases) as part:
        for case in project.cases:
            _case(part, case, kinds)
    with _part(root, "Sources", project.documents) as part:
        for document in project.documents:
            _document(part, document, kinds)
    with _part(root, "Notes", project.notes) as part:
        _each(part, project.notes, _note)
    _described(root, project.description)
    _references(root, "NoteRef", project.general_notes)
    return etree.tostring(root, xml_declaration=True, encoding="UTF-8")


@contextmanager
def _part(root: Element, name: str, items: tuple[Any, ...]) -> Iterator[Element]:
    """Yield the element that is to hold items; where there are none it is not added, since it may not be empty."""
    yield _tag(root, name) if items else root


def _each(part: Element, items: Iterable[Any], write: Callable[[Element, Any], None]) -> None:
    for item in items:
        write(part, item)


def _user(part: Element, user: User) -> None:
    _tag(part, "User", guid=user.guid, name=user.name, id=user.id)


def add_code(part: Element, tag: Callable[..., Element], code: Code, *, with_notes: bool) -> None:
    """Add a code with all below it; notes are for projects only."""
    if code.color and not COLOUR.fullmatch(code.color):
        raise Refused(f"code {code.name!r}", f"{code.color!r} is no colour", MEND)
    own = tag(part, "Code", guid=code.guid)
    # A name may be empty, and then must be there still.
    own.set("name", _checked(code.name))
    own.set("isCodable", "true" if code.is_codable else "false")
    if code.color:
        own.set("color", code.color)
    if code.description:
        tag(own, "Description", code.description)
    if with_notes:
        _references(own, "NoteRef", code.notes)
    for each in code.codes:
        add_code(own, tag, each, with_notes=with_notes)


def _variable(part: Element, variable: Variable) -> None:
    if variable.kind not in FORMS:
        raise Refused(f"variable {variable.name!r}", f"there is no kind {variable.kind!r}", MEND)
    own = _tag(part, "Variable", guid=variable.guid)
    own.set("name", _checked(variable.name))
    own.set("typeOfVariable", variable.kind)
    _described(own, variable.description)


def _case(part: Element, case: Case, kinds: Mapping[str, str]) -> None:
    own = _tag(part, "Case", guid=case.guid, name=case.name)
    _described(own, case.description)
    _references(own, "CodeRef", case.codes)
    _values(own, case.values, kinds)
    _references(own, "SourceRef", case.documents)
    _references(own, "SelectionRef", case.selections)


def _document(part: Element, document: Document, kinds: Mapping[str, str]) -> None:
    own = _tag(part, "TextSource", **_made(document), plainTextPath=f"internal://{document.guid}.txt")
    _described(own, document.description)
    for selection in document.selections:
        _selection(own, selection)
    _each(own, document.codings, _coding)
    _references(own, "NoteRef", document.notes)
    _values(own, document.values, kinds)


def _selection(part: Element, selection: Selection) -> None:
    own = _tag(
        part,
        "PlainTextSelection",
        **_made(selection),
        startPosition=str(selection.start),
        endPosition=str(selection.end),
    )
    _described(own, selection.description)
    _each(own, selection.codings, _coding)
    _references(own, "NoteRef", selection.notes)


def _coding(part: Element, coding: Coding) -> None:
    own = _tag(
        part,
        "Coding",
        guid=coding.guid,
        creatingUser=_guid(coding.user),
        creationDateTime=_time(coding.made_at),
    )
    _references(own, "CodeRef", (coding.code,))
    _references(own, "NoteRef", coding.notes)


def _note(part: Element, note: Note) -> None:
    own = _tag(part, "Note", **_made(note), plainTextPath=f"internal://{note.guid}.txt")
    _described(own, note.description)


def _made(item: Document | Selection | Note) -> dict[str, str]:
    return {
        "guid": item.guid,
        "name": item.name,
        "creatingUser": _guid(item.user),
        "creationDateTime": _time(item.made_at),
    }


def _described(own: Element, text: str) -> None:
    if text:
        _tag(own, "Description", text)


def _values(own: Element, values: tuple[Value, ...], kinds: Mapping[str, str]) -> None:
    for value in values:
        part = _tag(own, "VariableValue")
        _references(part, "VariableRef", (value.variable,))
        kind = kinds.get(value.variable, "")
        if value.text is None:
            continue
        if kind not in FORMS or not FORMS[kind].fullmatch(value.text):
            raise Refused(f"variable {value.variable}", f"{value.text[:40]!r} is no value of it", MEND)
        _tag(part, _ELEMENTS[kind], value.text)


def _references(own: Element, name: str, guids: tuple[str, ...]) -> None:
    for guid in guids:
        _tag(own, name, targetGUID=_guid(guid))


def _guid(guid: str) -> str:
    if guid and not GUID.fullmatch(guid):
        raise Refused("project", f"{guid!r} is no GUID", MEND)
    return guid


def _time(moment: str) -> str:
    if moment and not FORMS["DateTime"].fullmatch(moment):
        raise Refused("project", f"{moment!r} is no time", MEND)
    return moment
