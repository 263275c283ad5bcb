"""A small study of documents of the bundled example, in a folder of its own."""

from __future__ import annotations

import shutil
from collections.abc import Collection
from pathlib import Path

from tests.conftest import ROOT

EXAMPLE = ROOT / "corpus" / "example"
_STUDY = f"""
title = "Proef"
description = "Stukken van het voorbeeld"
contact = "https://example.org"
gemeenten = "{EXAMPLE / "gemeenten.csv"}"

[[sources]]
kind = "folder"
name = "stukken"
path = "stukken"
"""


def make_study(folder: Path, kept: Collection[str], settings: str) -> Path:
    """Put documents of the example, by the stems of their names, in `stukken`, and return the study file beside it."""
    (folder / "stukken").mkdir()
    for path in sorted((EXAMPLE / "site").rglob("*")):
        if path.stem in kept:
            shutil.copy(path, folder / "stukken")
    study = folder / "proef.toml"
    study.write_text(_STUDY + settings, encoding="utf-8")
    return study
