"""The stages of this package: coverage, and publish."""

from __future__ import annotations

from corpus.records import (
    Citation,
    Coding,
    Document,
    Element,
    Estimate,
    Evidence,
    Expectation,
    Fact,
    Find,
    Issue,
    Page,
    Passage,
    PersonalSpan,
    Product,
    Response,
    Screening,
    Source,
    Topic,
    TopicPassage,
    Version,
)
from corpus.stage import Stage
from reports.coverage.stage import CoverageSettings, cover
from reports.publish import is_intact, publish
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
        reads=(
            Source, Response, Document, Find, Page, Fact, Version, Screening, Passage, PersonalSpan, Coding,
            Topic, TopicPassage, Element, Evidence, Expectation, Estimate, Issue,
        ),
        writes=(Product,),
        run=publish,
        settings=PublishSettings.of,
        is_intact=is_intact,
        version=2,
    ),
)  # fmt: skip
"""The stages of reports, in order."""
