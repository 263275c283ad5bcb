"""The stages of this package: from passages to vectors, codings, topics, and elements with their evidence."""

from __future__ import annotations

from corpus.records import (
    Coding,
    Document,
    Element,
    Embedding,
    Evidence,
    Passage,
    Screening,
    Topic,
    TopicPassage,
)
from corpus.stage import Stage
from synthesis.codings import CodingSettings, code_document, prepare_coding
from synthesis.elements import ElementSettings, find_elements
from synthesis.embed import EmbedSettings, embed_document
from synthesis.topics import TopicSettings, find_topics

STAGES = (
    Stage(
        name="embed",
        package="synthesis",
        reads=(Document, Passage, Screening),
        writes=(Embedding,),
        run=embed_document,
        settings=EmbedSettings.of,
        version=1,
    ),
    Stage(
        name="codings",
        package="synthesis",
        reads=(Document, Passage, Embedding),
        writes=(Coding,),
        run=code_document,
        settings=CodingSettings.of,
        prepare=prepare_coding,
        version=1,
        parallel=True,
    ),
    Stage(
        name="topics",
        package="synthesis",
        reads=(Passage, Embedding, Coding),
        writes=(Topic, TopicPassage),
        run=find_topics,
        settings=TopicSettings.of,
        version=1,
        whole=True,
    ),
    Stage(
        name="elements",
        package="synthesis",
        reads=(Passage, Coding, Topic, TopicPassage),
        writes=(Element, Evidence),
        run=find_elements,
        settings=ElementSettings.of,
        version=1,
        whole=True,
    ),
)
