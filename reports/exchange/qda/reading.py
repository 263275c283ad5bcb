"""Reads projects and codebooks of whatever program, which may be made to do harm.

What cannot be read as text, such as pictures and recordings, is passed over and told; nothing goes in silence.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from typing import Any

from corpus.issues import Refused
from reports.exchange.qda.archive import AGAIN, MOST_XML, Archive, parsed
from reports.exchange.qda.counting import Place, counted
from reports.exchange.qda.items import Element, Items
from reports.exchange.qda.model import (
    FORMS,
    TEXT,
    Case,
    Codebook,
    Coding,
    Document,
    Note,
    Project,
    Selection,
    User,
    Value,
    Variable,
    all_codes,
    codings_of,
)

_INTERNAL = "internal://"
_MOST_DIGITS = 9
_MEDIA = {"PictureSource": "pictures", "AudioSource": "recordings", "VideoSource": "recordings"}
_PARTS = {"Sets": "sets", "Graphs": "graphs", "Links": "links"}


@dataclass
class Reading:
    """What was read of a project, and what was passed over, by what it is."""

    project: Project
    passed: Counter[str] = field(default_factory=Counter)

    def lines(self) -> Iterator[str]:
        """Yield what was passed over, a sentence each."""
        for what, count in sorted(self.passed.items()):
            yield f"Passed over: {count} {what}."


def read_project(content: bytes, name: str) -> Reading:
    """Return the project in the bytes of a .qdpx file; raise Refused where it is none, or might do harm."""
    archive = Archive(content, name)
    file = archive.project_file()
    root = parsed(archive.read(file, MOST_XML), f"{name}, file {file!r} in it", "Project")
    return _Reader(archive, root).read()


def read_codebook(content: bytes, name: str) -> Codebook:
    """Return the codebook in the bytes of a .qdc file; raise Refused where it is none, or might do harm."""
    root = parsed(content, name, "CodeBook")
    items = Items(root, name)
    codes = tuple(items.code(each) for each in items.under(root, "Codes", "Code"))
    if not codes:
        raise Refused(name, "it has no codes", AGAIN)
    _check_unique("code", [each.guid for each in all_codes(codes)], name)
    return Codebook(codes=codes, origin=root.get("origin", ""))


class _Reader(Items):
    """Reads one project."""

    def __init__(self, archive: Archive, root: Element) -> None:
        super().__init__(root, archive.name)
        self.archive = archive
        self.passed: Counter[str] = Counter()
        self.origin = root.get("origin", "")
        self.files: set[str] = set()
        self.users: set[str] = set()
        self.codes: set[str] = set()
        self.kinds: dict[str, str] = {}

    def read(self) -> Reading:
        users = self._list(("Users", "User"), self._user)
        self.users = {each.guid for each in users}
        codes = tuple(self.code(each) for each in self.under(self.root, "CodeBook", "Codes", "Code"))
        self.codes = {each.guid for each in all_codes(codes)}
        variables = self._list(("Variables", "Variable"), self._variable)
        self.kinds = {each.guid: each.kind for each in variables}
        project = Project(
            name=self.root.get("name", ""),
            origin=self.origin,
            description=self.text(self.root, "Description"),
            user=self._user_of(self.root, "creatingUserGUID"),
            made_at=_time(self.root.get("creationDateTime", "")),
            users=users,
            codes=codes,
            variables=variables,
            cases=self._list(("Cases", "Case"), self._case),
            documents=tuple(self._documents()),
            notes=tuple(note for each in self.under(self.root, "Notes", "Note") if (note := self._note(each))),
            general_notes=self.targets(self.root, "NoteRef"),
        )
        for name, what in _PARTS.items():
            self.passed[what] += sum(len(each) for each in self.all(self.root, name))
        self._check(project)
        return Reading(project, +self.passed)

    def _list(self, path: tuple[str, ...], read: Callable[[Element], Any]) -> tuple[Any, ...]:
        return tuple(read(each) for each in self.under(self.root, *path))

    def _check(self, project: Project) -> None:
        selections = [each for document in project.documents for each in document.selections]
        kinds: dict[str, Any] = {
            "user": project.users,
            "code": list(all_codes(project.codes)),
            "variable": project.variables,
            "case": project.cases,
            "document or note": (*project.documents, *project.notes),
            "selection": selections,
            "coding": list(codings_of(project)),
        }
        for kind, items in kinds.items():
            _check_unique(kind, [each.guid for each in items], self.name)

    def _user(self, element: Element) -> User:
        return User(guid=self.guid(element), name=element.get("name", ""), id=element.get("id", ""))

    def _variable(self, element: Element) -> Variable:
        kind = element.get("typeOfVariable", TEXT)
        return Variable(
            guid=self.guid(element),
            name=element.get("name", ""),
            kind=kind if kind in FORMS else TEXT,
            description=self.text(element, "Description"),
        )

    def _case(self, element: Element) -> Case:
        return Case(
            guid=self.guid(element),
            name=element.get("name", ""),
            description=self.text(element, "Description"),
            codes=self.targets(element, "CodeRef"),
            values=tuple(self._values(element)),
            documents=self.targets(element, "SourceRef"),
            selections=self.targets(element, "SelectionRef"),
        )

    def _values(self, element: Element) -> Iterator[Value]:
        for each in self.all(element, "VariableValue"):
            variable = next(iter(self.targets(each, "VariableRef")), "")
            said = [child.text or "" for child in each if str(child.tag).endswith("Value")]
            if variable not in self.kinds:
                self.passed["values of variables that are not there"] += 1
            elif said and not FORMS[self.kinds[variable]].fullmatch(said[0]):
                self.passed["values that are none of the kind of their variable"] += 1
            else:
                yield Value(variable=variable, text=said[0] if said else None)

    def _documents(self) -> Iterator[Document]:
        for source in self.under(self.root, "Sources"):
            for each in source.iterchildren(*(self.space + name for name in ("TextSource", "PDFSource", *_MEDIA))):
                name = each.tag.partition("}")[2]
                if name in _MEDIA:
                    self.passed[_MEDIA[name]] += 1
                    continue
                found = self._pdf(each) if name == "PDFSource" else self._document(each, each)
                if found:
                    yield found

    def _pdf(self, element: Element) -> Document | None:
        """Return a PDF by its plain text; what is selected on its pages as on pictures has no text."""
        self.passed["selections of areas on the pages of PDFs"] += sum(1 for _ in self.all(element, "PDFSelection"))
        inner = next(self.all(element, "Representation"), None)
        if inner is None:
            self.passed["PDFs without their plain text"] += 1
            return None
        return self._document(element, inner)

    def _document(self, element: Element, inner: Element) -> Document | None:
        text = self._text_of(inner)
        if text is None:
            return None
        both = (element,) if element is inner else (element, inner)
        return Document(
            **self._made(element),
            text=text,
            selections=tuple(self._selections(inner, text)),
            codings=tuple(coding for each in both for coding in self._codings(each)),
            notes=tuple(note for each in both for note in self.targets(each, "NoteRef")),
            values=tuple(value for each in both for value in self._values(each)),
        )

    def _text_of(self, element: Element) -> str | None:
        """Return the text of a document or note; None where it is not in the file."""
        path = element.get("plainTextPath", "")
        if not path:
            content = next(self.all(element, "PlainTextContent"), None)
            if content is None and element.get("richTextPath"):
                self.passed["documents without their plain text"] += 1
                return None
            return content.text or "" if content is not None else ""
        file = f"sources/{path.removeprefix(_INTERNAL).lstrip('/')}".casefold()
        # Some programs leave out that a file is within.
        if "://" in file or not self.archive.has(file):
            self.passed["documents whose text is not in the file"] += 1
            return None
        if file in self.files:
            raise Refused(f"{self.name}, file {file[:80]!r} in it", "it is the text of two documents", AGAIN)
        self.files.add(file)
        return self.archive.text(file)

    def _selections(self, element: Element, text: str) -> Iterator[Selection]:
        found = list(self.all(element, "PlainTextSelection"))
        places = [
            Place(self._number(each, "startPosition"), self._number(each, "endPosition"), each.get("name", ""))
            for each in found
        ]
        for each, span in zip(found, counted(text, places, self.origin), strict=True):
            if span is None:
                self.passed["selections beyond the end of their text"] += 1
                continue
            codings, notes = tuple(self._codings(each)), self.targets(each, "NoteRef")
            yield Selection(**self._made(each), start=span[0], end=span[1], codings=codings, notes=notes)

    def _number(self, element: Element, attribute: str) -> int:
        said = element.get(attribute, "").strip()
        digits = said.removeprefix("+")
        if not (digits.isascii() and digits.isdecimal() and len(digits) <= _MOST_DIGITS):
            place = f"{self.name}, selection on line {element.sourceline}"
            raise Refused(place, f"{attribute} is {said[:40]!r}, which is no place in a text", AGAIN)
        return int(digits)

    def _codings(self, element: Element) -> Iterator[Coding]:
        for each in self.all(element, "Coding"):
            code = next(iter(self.targets(each, "CodeRef")), "")
            if code not in self.codes:
                self.passed["codings with a code that is not there"] += 1
                continue
            yield Coding(
                guid=self.guid(each),
                code=code,
                user=self._user_of(each, "creatingUser"),
                made_at=_time(each.get("creationDateTime", "")),
                notes=self.targets(each, "NoteRef"),
            )

    def _note(self, element: Element) -> Note | None:
        text = self._text_of(element)
        return None if text is None else Note(**self._made(element), text=text)

    def _made(self, element: Element) -> dict[str, str]:
        return {
            "guid": self.guid(element),
            "name": element.get("name", ""),
            "description": self.text(element, "Description"),
            "user": self._user_of(element, "creatingUser", "modifyingUser"),
            "made_at": _time(element.get("creationDateTime", "")) or _time(element.get("modifiedDateTime", "")),
        }

    def _user_of(self, element: Element, *attributes: str) -> str:
        """Return who made something; empty where that is not said, or is nobody in the file."""
        found = next((self.guid(element, name) for name in attributes if element.get(name)), "")
        return found if found in self.users else ""


def _time(moment: str) -> str:
    said = moment.strip()
    return said if FORMS["DateTime"].fullmatch(said) else ""


def _check_unique(kind: str, guids: list[str], name: str) -> None:
    twice = next((guid for guid, count in Counter(guids).items() if count > 1), None)
    if twice:
        raise Refused(name, f"two things of the kind '{kind}' have the GUID {twice}", AGAIN)
