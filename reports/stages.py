"""The stages of this package: coverage, and publish."""

from __future__ import annotations

from corpus.records import (
    Agreement,
    Answer,
    Assessment,
    Balance,
    Calibration,
    Casus,
    CasusElement,
    Change,
    Citation,
    Code,
    Coding,
    Comment,
    Conclusion,
    Contradiction,
    Crosswalk,
    Disclosure,
    Document,
    Element,
    Embedding,
    Estimate,
    Evaluation,
    Evidence,
    Expectation,
    Fact,
    Find,
    Formulation,
    FormulationEvidence,
    Gap,
    Issue,
    MergeProposal,
    Opgave,
    OpgaveElement,
    Page,
    Passage,
    PersonalSpan,
    Product,
    Progress,
    Question,
    Release,
    Response,
    ReviewRound,
    Screening,
    Source,
    Topic,
    TopicPassage,
    Version,
)
from corpus.stage import Stage
from reports.coverage.stage import CoverageSettings, cover
from reports.publishing.publish import is_intact, publish
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
            Source, Response, Document, Find, Page, Fact, Version, Screening, Passage, PersonalSpan, Embedding, Coding,
            Topic, TopicPassage, Disclosure, Evaluation, Element, Evidence, Formulation, FormulationEvidence,
            MergeProposal, Balance, Conclusion, Contradiction, Code, Question, Answer, Gap, Crosswalk, Expectation,
            Estimate, Progress, Opgave, OpgaveElement, Casus, CasusElement, Calibration, Issue,
            Assessment, ReviewRound, Agreement, Comment, Release, Change,
        ),
        writes=(Product,),
        run=publish,
        settings=PublishSettings.of,
        is_intact=is_intact,
        version=4,
    ),
)  # fmt: skip
"""The stages of reports, in order."""
