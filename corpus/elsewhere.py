"""Groups of commands that are imported when one of them is asked for."""

from __future__ import annotations

import importlib
from typing import Any

import click


class Elsewhere(click.Group):
    """A group of commands that are imported when one of them is asked for."""

    def __init__(self, name: str, module: str, **more: Any) -> None:
        """Take the name of the group, and the module where it is under that name."""
        super().__init__(name, **more)
        self._module = module

    def _there(self) -> click.Group:
        group: click.Group = getattr(importlib.import_module(self._module), str(self.name))
        return group

    def list_commands(self, ctx: click.Context) -> list[str]:
        """Return the names of the commands."""
        return self._there().list_commands(ctx)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """Return a command, or None where there is none of that name."""
        return self._there().get_command(ctx, cmd_name)
