"""The stage of this package: publish."""

from __future__ import annotations

from corpus.records import (
    Coding,
    Document,
    Element,
    Evidence,
    Fact,
    Find,
    Issue,
    Page,
    Passage,
    Product,
    Screening,
    Source,
    Topic,
    TopicPassage,
)
from corpus.stage import Stage
from reports.publish import is_intact, publish
from reports.settings import PublishSettings

STAGES = (
    Stage(
        name="publish",
        package="reports",
        whole=True,
        reads=(
            Source, Document, Find, Page, Fact, Screening, Passage, Coding,
            Topic, TopicPassage, Element, Evidence, Issue,
        ),
        writes=(Product,),
        run=publish,
        settings=PublishSettings.of,
        is_intact=is_intact,
        version=1,
    ),
)  # fmt: skip
"""The stages of reports, in order."""
