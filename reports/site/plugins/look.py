"""What every template of the site may use: the study's title, the shared macros, Dutch numbers and the style."""

from __future__ import annotations

import hashlib
from pathlib import Path
from typing import Any

from datasette.utils import tilde_encode
from jinja2 import FileSystemLoader, PrefixLoader
from sqlite_utils import Database

from reports.document import FICTIONAL, STYLE, TEMPLATES
from reports.pages import DATABASE, hook
from reports.shown import prepare


@hook
def prepare_jinja2_environment(env: Any, datasette: Any) -> None:
    """Add what templates may use to Datasette's environment."""
    env.loader.loaders.append(PrefixLoader({"reports": FileSystemLoader(TEMPLATES)}, delimiter=":"))
    prepare(env)
    env.filters["tilde"] = tilde_encode
    mark = hashlib.sha256(STYLE.read_bytes()).hexdigest()[:8]
    env.globals |= {"style_url": f"/stijl/{STYLE.name}?{mark}", **_about(datasette.get_database(DATABASE).path)}


def _about(path: str) -> dict[str, Any]:
    db = Database(Path(path))
    try:
        about = {(row["onderdeel"], row["volgorde"]): row["inhoud"] for row in db["studie"].rows}
        fictional = db["gemeenten"].count_where("provincie = ?", [FICTIONAL])
    finally:
        db.close()
    return {"study_title": about["titel", 1], "is_fictional": bool(fictional)}
