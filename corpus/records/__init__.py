"""The records that stages hand over: one frozen dataclass a table, each column described once.

Schema, dump, Datasette metadata and documentation derive from these classes.
"""

from corpus.record import Record
from corpus.records.asked import LanguageModelCall
from corpus.records.elements import (
    Balance,
    Conclusion,
    Contradiction,
    Disclosure,
    Element,
    Evaluation,
    Evidence,
    Formulation,
    FormulationEvidence,
    MergeProposal,
)
from corpus.records.extracted import (
    Block,
    Citation,
    Fact,
    Page,
    Passage,
    PersonalSpan,
    Screening,
    Signature,
    Table,
    Version,
)  # fmt: skip
from corpus.records.harvested import Document, Find, Response, Source, Visit
from corpus.records.kept import Estimate, Expectation, Issue, Product, Rendering, Run, StageState
from corpus.records.priority import Priority, Progress
from corpus.records.questions import Answer, Code, Crosswalk, Gap, Question
from corpus.records.reviewed import AgendaScore, Agreement, Anchoring, Assessment, Change, Comment, Release, ReviewRound
from corpus.records.synthesised import Calibration, Coding, Embedding
from corpus.records.tasks import Casus, CasusElement, Opgave, OpgaveElement
from corpus.records.topics import Topic, TopicPassage

TABLES: tuple[type[Record], ...] = (
    Source, Visit, Response, Document, Find, Page, Block, Table, Passage, Fact, PersonalSpan, Citation, Signature,
    Version, Screening, Embedding, Coding, LanguageModelCall, Disclosure, Evaluation, Topic, TopicPassage, Element,
    Evidence, Formulation, FormulationEvidence, MergeProposal, Balance, Conclusion, Contradiction, Casus,
    CasusElement, Opgave, OpgaveElement, Code, Calibration, Question, Answer, Gap, Crosswalk, Anchoring,
    Assessment, ReviewRound, Agreement, Comment, Release, Change, AgendaScore, Priority, Progress, Expectation,
    Estimate, Product, Rendering, Issue, StageState, Run,
)  # fmt: skip
"""Every table, parents before children."""

__all__ = [
    "TABLES",
    "AgendaScore",
    "Agreement",
    "Anchoring",
    "Answer",
    "Assessment",
    "Balance",
    "Block",
    "Calibration",
    "Casus",
    "CasusElement",
    "Change",
    "Citation",
    "Code",
    "Coding",
    "Comment",
    "Conclusion",
    "Contradiction",
    "Crosswalk",
    "Disclosure",
    "Document",
    "Element",
    "Embedding",
    "Estimate",
    "Evaluation",
    "Evidence",
    "Expectation",
    "Fact",
    "Find",
    "Formulation",
    "FormulationEvidence",
    "Gap",
    "Issue",
    "LanguageModelCall",
    "MergeProposal",
    "Opgave",
    "OpgaveElement",
    "Page",
    "Passage",
    "PersonalSpan",
    "Priority",
    "Product",
    "Progress",
    "Question",
    "Release",
    "Rendering",
    "Response",
    "ReviewRound",
    "Run",
    "Screening",
    "Signature",
    "Source",
    "StageState",
    "Table",
    "Topic",
    "TopicPassage",
    "Version",
    "Visit",
]  # fmt: skip
