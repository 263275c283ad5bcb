"""Files of a study that pages of the site are made from."""

from __future__ import annotations

import json
from typing import Any

from reports.site.pages import folder_of


def read_made(datasette: Any, name: str) -> Any:
    """Return what a JSON file of the version that a site shows holds; None where it was not made yet."""
    path = folder_of(datasette) / name
    return json.loads(path.read_text(encoding="utf-8")) if path.is_file() else None
