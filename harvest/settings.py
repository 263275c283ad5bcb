"""What harvesting depends on besides the source itself."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path


@dataclass(frozen=True, kw_only=True)
class HarvestSettings:
    """The study's share in a harvest: whom sites can turn to, and where relative paths begin."""

    contact: str
    base: Path = field(metadata={"hashed": False})
    """The folder of the study file."""
