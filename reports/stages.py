"""The stages of this package: coverage, publish, and report."""

from __future__ import annotations

from corpus.records import (
    Citation,
    Document,
    Embedding,
    Estimate,
    Expectation,
    Fact,
    Find,
    PersonalSpan,
    Product,
    Rendering,
    Screening,
    Source,
    Version,
)
from corpus.stage import Stage
from reports.coverage.stage import CoverageSettings, cover
from reports.publishing.load import ALLOWED
from reports.publishing.publish import is_intact, publish
from reports.rendering import RenderSettings, render
from reports.rendering import is_intact as is_rendered
from reports.settings import PublishSettings

STAGES = (
    Stage(
        name="coverage",
        package="reports",
        whole=True,
        reads=(Source, Document, Find, Fact, Screening, Version, Citation),
        writes=(Expectation, Estimate),
        run=cover,
        settings=CoverageSettings.of,
        version=1,
    ),
    Stage(
        name="publish",
        package="reports",
        whole=True,
        reads=(*ALLOWED, PersonalSpan, Embedding),
        writes=(Product,),
        run=publish,
        settings=PublishSettings.of,
        is_intact=is_intact,
        version=5,
    ),
    Stage(
        name="report",
        package="reports",
        whole=True,
        reads=(Product,),
        writes=(Rendering,),
        run=render,
        settings=RenderSettings.of,
        is_intact=is_rendered,
        version=1,
    ),
)
"""The stages of reports, in order."""
