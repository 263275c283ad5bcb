"""The structure that keeps the project easy to change: who may import whom, and how long things may be."""

from __future__ import annotations

import ast
import statistics
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.conftest import ROOT

STAGES = ("harvest", "extract", "synthesis", "reports")
PACKAGES = ("corpus", *STAGES)
TOP_LEVEL = {*PACKAGES, "tests", "pyproject.toml", "Makefile", "README.md", "LICENSE", "CITATION.cff", "publiccode.yml"}
LOCK = "requirements.lock"


def _modules(*folders: str) -> list[Path]:
    return sorted(path for folder in folders for path in (ROOT / folder).rglob("*.py") if "data" not in path.parts)


def _imports(path: Path) -> Iterator[str]:
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module and not node.level:
            yield node.module


def _functions(path: Path) -> Iterator[tuple[str, int]]:
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            yield f"{path.relative_to(ROOT)}:{node.name}", (node.end_lineno or node.lineno) - node.lineno + 1


def _lines(path: Path) -> int:
    return len(path.read_text(encoding="utf-8").splitlines())


@pytest.mark.parametrize("package", PACKAGES)
def test_a_stage_knows_the_corpus_and_never_another_stage(package: str) -> None:
    allowed = {package, "corpus"}
    for path in _modules(package):
        known = {name.split(".")[0] for name in _imports(path)} & {*PACKAGES, "tests"}
        assert known <= allowed, f"{path.relative_to(ROOT)} imports {sorted(known - allowed)}"


def test_modules_and_functions_stay_within_the_size_budget() -> None:
    lengths = {str(path.relative_to(ROOT)): _lines(path) for path in _modules(*PACKAGES)}
    functions = [function for path in _modules(*PACKAGES) for function in _functions(path)]
    assert {name: count for name, count in lengths.items() if count > 300} == {}
    assert [function for function in functions if function[1] > 50] == []
    assert statistics.median(count for count in lengths.values() if count > 1) <= 120
    assert statistics.median(count for _, count in functions) <= 10


def test_there_is_enough_test_for_the_code() -> None:
    """A ratchet: the aim is as much test as code; raise the floor, never lower it."""
    code = sum(_lines(path) for path in _modules(*PACKAGES))
    tests = sum(_lines(path) for path in _modules("tests"))
    assert tests >= 0.6 * code, f"{tests} lines of tests for {code} of code"


def test_the_top_level_holds_what_it_should_and_no_more() -> None:
    listed = subprocess.run(["git", "ls-files"], cwd=ROOT, capture_output=True, text=True, check=False).stdout.split(
        "\n"
    )
    top = {name.split("/")[0] for name in listed if name and not name.startswith(".")}
    if not top:
        pytest.skip("this is no git checkout")
    assert top == TOP_LEVEL | {LOCK}


def test_every_pinned_package_has_a_hash() -> None:
    lines = (ROOT / LOCK).read_text(encoding="utf-8").splitlines()
    pins = [number for number, line in enumerate(lines) if "==" in line and not line.startswith((" ", "#"))]
    assert pins
    assert all(lines[number + 1].strip().startswith("--hash=sha256:") for number in pins)
    assert not any("://" in line for line in lines)
