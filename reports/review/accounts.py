"""Who may come in."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Any


@dataclass(frozen=True)
class Member:
    """Somebody who has logged in."""

    pseudonym: str
    role: str
    name: str
    token: str


class Accounts:
    """The accounts of a study."""

    def __init__(self, path: Path) -> None:
        """Open them."""

    async def member_of(self, request: Any) -> Member | None:
        """Return who asks."""
        return None

    def close(self) -> None:
        """Close the file."""
