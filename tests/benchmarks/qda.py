"""A thousand REFI-QDA projects out and in again, each read by the parser of another project as well.

Run `python -m tests.benchmarks.qda`. Where KENNISSYNTHESE_REFI_SCHEMA names a folder with the schemas of REFI, each is
held to them; else to our own rules only.
"""

from __future__ import annotations

import tempfile
import time
from collections import Counter
from pathlib import Path
from typing import Any

import click
from hypothesis import HealthCheck, given, settings
from pyrefiqda import RefiProject

from reports.exchange.qda.model import Project
from reports.exchange.qda.reading import read_project
from reports.exchange.qda.writing import write_project
from tests.reports.exchange.qda_projects import projects
from tests.reports.exchange.qda_rules import faults, project_xml, schema

PROJECTS = 1000


def main() -> None:
    """Write and read the projects, and tell what came of it."""
    published, counts, began = schema("Project.xsd"), Counter[str](), time.perf_counter()

    @settings(
        max_examples=PROJECTS, derandomize=True, database=None, deadline=None, suppress_health_check=list(HealthCheck)
    )
    @given(projects())
    def run(project: Project) -> None:
        content = write_project(project)
        root = project_xml(content)
        counts["projects"] += 1
        counts["selections"] += sum(len(each.selections) for each in project.documents)
        counts["codings"] += _places(project).total()
        counts["lost or changed"] += read_project(content, "proef").project != project
        counts["against our rules"] += any(faults(root))
        counts["against the schema"] += bool(published) and not published.validate(root)
        counts["read otherwise by pyrefiqda"] += _read_elsewhere(content) != _places(project)

    run()
    for what, count in counts.items():
        click.echo(f"{count:7} {what}")
    click.echo(f"{'' if published else 'not '}held to the published schema; {time.perf_counter() - began:.0f} s")


def _places(project: Project) -> Counter[tuple[Any, ...]]:
    return Counter(
        (document.text[each.start : each.end], coding.code, coding.user)
        for document in project.documents
        for each in document.selections
        for coding in each.codings
    )


def _read_elsewhere(content: bytes) -> Counter[tuple[Any, ...]]:
    """Return the codings as another parser reads them: words, code and coder."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "p.qdpx"
        path.write_bytes(content)
        found = RefiProject.load(path, folder)
        texts = {
            source.guid: RefiProject.resolve_source_path(source.plain_text_path, folder)
            for source in (found.sources.text_source if found.sources else ())
        }
        words = {guid: path.read_bytes().decode().removeprefix("\ufeff") for guid, path in texts.items()}
    return Counter(
        (words[source.guid][each.start_position : each.end_position], coding.code_ref.target_guid,
         coding.creating_user or "")
        for source in (found.sources.text_source if found.sources else ())
        for each in source.plain_text_selection
        for coding in each.coding
    )  # fmt: skip


if __name__ == "__main__":
    main()
