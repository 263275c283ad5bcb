"""Raw bytes of documents, each kept once under its SHA-256."""

from __future__ import annotations

import hashlib
import os
import tempfile
from pathlib import Path

from corpus.records import Document

DATA_VARIABLE = "KENNISSYNTHESE_DATA"
"""Environment variable that names another data folder than `corpus/data`."""


def data_folder() -> Path:
    """Return the folder of everything that a run builds."""
    return Path(os.environ.get(DATA_VARIABLE) or Path(__file__).parent / "data")


def use_data_folder(folder: Path) -> None:
    """Make `folder` the data folder of this process and those it starts."""
    os.environ[DATA_VARIABLE] = str(folder)


def study_folder(study_name: str) -> Path:
    """Return the folder of what a run builds for one study: `corpus.db`, `publiek.db`, tables and report."""
    return data_folder() / study_name


def raw_path(document_id: str) -> Path:
    """Return where the bytes of a document are kept."""
    return data_folder() / "raw" / document_id


def read_bytes(document: Document) -> bytes:
    """Return the bytes of a document."""
    return raw_path(document.id).read_bytes()


def keep(content: bytes, media_type: str) -> Document:
    """Keep bytes under their SHA-256, whole or not at all, and return their document."""
    document = Document(id=hashlib.sha256(content).hexdigest(), media_type=media_type, byte_count=len(content))
    write_whole(raw_path(document.id), content, once=True)
    return document


def write_whole(path: Path, content: bytes, *, once: bool = False) -> None:
    """Write a file so that a kill leaves the old one or the new one; with `once`, leave a file of that size alone."""
    if once and path.is_file() and path.stat().st_size == len(content):
        return
    path.parent.mkdir(parents=True, exist_ok=True)
    handle, name = tempfile.mkstemp(prefix=".half-", dir=path.parent)
    half = Path(name)
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        half.chmod(0o644)  # A temporary file is its maker's alone; these are for every program of this machine.
        half.replace(path)
    except BaseException:
        half.unlink(missing_ok=True)
        raise
