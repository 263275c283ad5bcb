"""What harvesting depends on besides the source itself."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path

from harvest.crawling.fetching import Limits


@dataclass(frozen=True, kw_only=True)
class HarvestSettings:
    """The study's share in a harvest: whom sites can turn to, where relative paths begin, and which memory is used."""

    contact: str
    base: Path = field(metadata={"hashed": False})
    """The folder of the study file."""
    study: str = field(metadata={"hashed": False})
    limits: Limits = field(default_factory=Limits, metadata={"hashed": False})
