"""What every template of the site may use: the study's title, the shared macros, Dutch numbers and the style."""

from __future__ import annotations

import hashlib
from pathlib import Path
from typing import Any

from datasette.utils import tilde_encode
from jinja2 import FileSystemLoader, PrefixLoader
from sqlite_utils import Database

from reports.shown import FICTIONAL, STYLE, TEMPLATES, prepare
from reports.site.pages import DATABASE, hook


@hook
def prepare_jinja2_environment(env: Any, datasette: Any) -> None:
    """Add what templates may use to Datasette's environment."""
    env.loader.loaders.append(PrefixLoader({"reports": FileSystemLoader(TEMPLATES)}, delimiter=":"))
    prepare(env)
    env.filters["tilde"] = tilde_encode
    env.globals |= {"asset": asset, "style_url": asset(STYLE.name), **_about(datasette.get_database(DATABASE).path)}


def asset(name: str) -> str:
    """Return the address of a file of style or script; another content has another address, so that none is stale."""
    mark = hashlib.sha256((STYLE.parent / name).read_bytes()).hexdigest()[:8]
    return f"/stijl/{name}?{mark}"


def _about(path: str) -> dict[str, Any]:
    db = Database(Path(path))
    try:
        about = {(row["onderdeel"], row["volgorde"]): row["inhoud"] for row in db["studie"].rows}
        fictional = db["gemeenten"].count_where("provincie = ?", [FICTIONAL])
        versions = (
            list(db["vastgesteld"].rows_where(order_by="nummer DESC", limit=1)) if db["vastgesteld"].exists() else []
        )
    finally:
        db.close()
    return {
        "study_title": about["titel", 1],
        "is_fictional": bool(fictional),
        "version_name": versions[0]["versie"] if versions else "",
    }
