"""Writes projects and codebooks: valid against the schemas of REFI-QDA 1.5, and equal bytes for equal content.

Texts and notes stand in files of their own under `sources/`, in UTF-8, with the line ends that they have.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from lxml import etree

from corpus.issues import Refused
from reports.exchange.qda.model import GUID, Codebook, Project, all_codes, codings_of
from reports.exchange.qda.project_xml import CODEBOOK_SPACE, MEND, add_code, attributes, maker, project_xml, root_of
from reports.packing import packed

PROJECT_FILE, SOURCES = "project.qde", "sources"
MARK = "\ufeff"
"""Where a file begins with it, it is no part of the text; a text that begins with it gets it twice."""


def write_project(project: Project) -> bytes:
    """Return a project as the bytes of a .qdpx file; raise Refused where it cannot be written as the schema asks."""
    _check(project)
    files = {PROJECT_FILE: project_xml(project)}
    texts = [(each.guid, each.name, each.text) for each in project.documents]
    texts += [(each.guid, each.name, each.text) for each in project.notes]
    for guid, name, text in texts:
        files[f"{SOURCES}/{guid}.txt"] = _encoded(text, name)
    return packed(files)


def write_codebook(codebook: Codebook) -> bytes:
    """Return a codebook as the bytes of a .qdc file; raise Refused where it cannot be written as the schema asks."""
    _check_unique("code", [each.guid for each in all_codes(codebook.codes)])
    if not codebook.codes:
        raise Refused("codebook", "it has no codes", "Run `make synthesis` first")
    tag = maker(CODEBOOK_SPACE)
    root = root_of(CODEBOOK_SPACE, "CodeBook", attributes(origin=codebook.origin))
    codes = tag(root, "Codes")
    for each in codebook.codes:
        add_code(codes, tag, each, with_notes=False)
    return etree.tostring(root, xml_declaration=True, encoding="UTF-8", pretty_print=True)


def _encoded(text: str, name: str) -> bytes:
    try:
        return ((MARK if text.startswith(MARK) else "") + text).encode()
    except UnicodeEncodeError:
        raise Refused(f"document {name!r}", "its text holds half a character (a surrogate)", MEND) from None


def _check(project: Project) -> None:
    kinds: Mapping[str, Iterable[Any]] = {
        "user": project.users,
        "code": list(all_codes(project.codes)),
        "variable": project.variables,
        "case": project.cases,
        "document or note": (*project.documents, *project.notes),
        "selection": [each for document in project.documents for each in document.selections],
        "coding": list(codings_of(project)),
    }
    for kind, items in kinds.items():
        _check_unique(kind, [each.guid for each in items])
    for document in project.documents:
        for each in document.selections:
            if not 0 <= each.start <= each.end <= len(document.text):
                place = f"document {document.name!r}"
                raise Refused(place, f"characters {each.start} to {each.end} are not all in its text", MEND)

    known = {each.guid for each in all_codes(project.codes)}
    users = {"", *(each.guid for each in project.users)}
    if any(each.code not in known or each.user not in users for each in codings_of(project)):
        raise Refused("project", "a coding has a code or a coder that is not there", MEND)


def _check_unique(kind: str, guids: list[str]) -> None:
    if len(set(guids)) < len(guids):
        raise Refused("project", f"two things of the kind '{kind}' have the same GUID", MEND)
    if wrong := next((guid for guid in guids if not GUID.fullmatch(guid)), None):
        raise Refused("project", f"{wrong!r} is no GUID", MEND)
