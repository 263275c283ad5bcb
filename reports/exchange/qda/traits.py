"""Gemeenten as cases, and what is known of them and of documents as variables."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator

from corpus.reference import GEMEENTEN
from corpus.study import Study
from reports.exchange.qda.held import HeldDocument
from reports.exchange.qda.model import FORMS, INTEGER, TEXT, Case, Value, Variable, guid_of
from reports.exchange.qda.project_xml import writable
from reports.settings import read_gemeenten

_OF_CASES = {
    "CBS-code": (TEXT, "Code van de gemeente bij het CBS"),
    "Provincie": (TEXT, "Provincie waarin de gemeente ligt"),
    "Grootteklasse": (TEXT, "Grootteklasse in inwoners"),
    "Aantal documenten": (INTEGER, "Documenten van dit project over de gemeente"),
}
_OF_DOCUMENTS = {
    "Jaar": (INTEGER, "Jaar van verschijnen", "year"),
    "Documentsoort": (TEXT, "Soort document", "document_type"),
    "Evaluatiesoort": (TEXT, "Soort evaluatie", "evaluation_type"),
    "Uitgever": (TEXT, "Wie het document uitgaf", "publisher"),
    "Opdrachtgever": (TEXT, "Wie om het onderzoek vroeg", "opdrachtgever"),
    "Opzet": (TEXT, "Opzet van het onderzoek", ""),
    "Kenmerk": (TEXT, "SHA-256 van de bytes van het document", ""),
}
_UNKNOWN = ("", "onbekend", "meerdere")


def variables() -> tuple[Variable, ...]:
    """Return the variables of cases and of documents."""
    known = _OF_CASES | {name: (kind, what) for name, (kind, what, _) in _OF_DOCUMENTS.items()}
    return tuple(
        Variable(guid=_guid(name), name=name, kind=kind, description=what) for name, (kind, what) in known.items()
    )


def document_values(document: HeldDocument) -> tuple[Value, ...]:
    """Return what is known of a document."""
    own = {"Opzet": document.design, "Kenmerk": document.id}
    said = {name: own.get(name) or "; ".join(document.facts.get(field, ())) for name, (_, _, field) in
            _OF_DOCUMENTS.items()}  # fmt: skip
    return tuple(_values(said, {name: kind for name, (kind, _, _) in _OF_DOCUMENTS.items()}))


def cases_of(study: Study, documents: Iterable[HeldDocument]) -> tuple[Case, ...]:
    """Return the gemeenten that documents are about, by code."""
    extra = [study.beside(study.gemeenten)] if study.gemeenten else []
    register = {code: (name, province) for code, name, province in read_gemeenten(GEMEENTEN, *extra)}
    about: defaultdict[str, list[HeldDocument]] = defaultdict(list)
    for document in documents:
        for code in document.facts.get("gemeente", ()):
            about[code].append(document)
    names = Counter(register.get(code, (code, ""))[0] for code in about)
    return tuple(_case(code, *register.get(code, (code, "")), about[code], names) for code in sorted(about))


def _case(code: str, name: str, province: str, documents: list[HeldDocument], names: Counter[str]) -> Case:
    sizes = {each.size_class for each in documents if len(each.facts["gemeente"]) == 1} - set(_UNKNOWN)
    said = {
        "CBS-code": code,
        "Provincie": province,
        "Grootteklasse": sizes.pop() if len(sizes) == 1 else "",
        "Aantal documenten": str(len(documents)),
    }
    return Case(
        guid=guid_of("case", code),
        name=writable(name if names[name] == 1 else f"{name} ({code})"),
        values=tuple(_values(said, {name: kind for name, (kind, _) in _OF_CASES.items()})),
        documents=tuple(guid_of("document", each.id) for each in documents),
    )


def _values(said: dict[str, str], kinds: dict[str, str]) -> Iterator[Value]:
    for name, text in said.items():
        if text and FORMS[kinds[name]].fullmatch(text):
            yield Value(variable=_guid(name), text=writable(text))


def _guid(name: str) -> str:
    return guid_of("variable", name)
