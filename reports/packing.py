"""ZIP files, and documents of Word, which are such files: equal content gives equal bytes."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Mapping
from typing import Any

_TIME = (1980, 1, 1, 0, 0, 0)
"""Every entry says that it was made then, the first moment that the format knows."""


def packed(parts: Mapping[str, bytes]) -> bytes:
    """Return a ZIP file with these parts by name, in this order."""
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w") as archive:
        for name, content in parts.items():
            entry = zipfile.ZipInfo(name, _TIME)
            entry.create_system, entry.external_attr = 3, 0o600 << 16  # The same on every system.
            archive.writestr(entry, content, zipfile.ZIP_DEFLATED)
    return file.getvalue()


def saved(document: Any) -> bytes:
    """Return the bytes of a document of python-docx."""
    file = io.BytesIO()
    document.save(file)
    with zipfile.ZipFile(file) as archive:
        return packed({name: archive.read(name) for name in archive.namelist()})
