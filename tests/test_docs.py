"""The README tells of everything that a user can name: commands, targets, studies, codebooks, kinds and tables."""

from __future__ import annotations

import re

import click
import pytest

from corpus.cli import cli
from corpus.study import study_names
from reports.review.commands import review
from tests.conftest import ROOT

README = (ROOT / "README.md").read_text(encoding="utf-8")


def _stems(folder: str, pattern: str) -> list[str]:
    return sorted(path.stem for path in (ROOT / folder).glob(pattern) if not path.stem.startswith("_"))


def _targets() -> list[str]:
    makefile = (ROOT / "Makefile").read_text(encoding="utf-8")
    return re.findall(r"^([a-z-]+):.*##", makefile, re.MULTILINE)


NAMES = {
    "command": [f"kennissynthese {name}" for name in sorted(cli.commands)],
    "target": [f"make {name}" for name in _targets()],
    "study": study_names(),
    "codebook": _stems("synthesis/codebooks", "*.toml"),
    "kind of source": _stems("harvest/kinds", "*.py"),
    "table": _stems("reports/tables", "*.sql"),
}


@pytest.mark.parametrize(("what", "name"), [(what, name) for what, names in NAMES.items() for name in names])
def test_the_readme_tells_of_it(what: str, name: str) -> None:
    assert f"`{name}" in README, f"README.md does not tell of the {what} {name}"


@pytest.mark.parametrize("name", sorted(review.commands))
def test_the_readme_tells_of_every_command_of_the_review_site(name: str) -> None:
    assert re.search(rf"review {name}\b", README), f"README.md does not tell of kennissynthese review {name}"


def test_the_readme_names_no_command_that_is_not_there() -> None:
    assert set(re.findall(r"`kennissynthese ([a-z]+)", README)) <= set(cli.commands)
    assert set(re.findall(r"`make ([a-z-]+)", README)) <= set(_targets())


def test_every_public_thing_of_the_command_has_help() -> None:
    for name, command in cli.commands.items():
        assert command.help, name
        assert all(option.help for option in command.params if isinstance(option, click.Option)), name
