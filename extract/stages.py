"""The stages of this package: the text of a document, its metadata, and whether it meets the study's criteria."""

from __future__ import annotations

from corpus.records import Block, Document, Fact, Find, Page, Passage, Screening, Table
from corpus.stage import Stage
from extract.metadata import MetadataSettings, read_facts
from extract.read import ReadSettings, read_document
from extract.screening import ScreenSettings, screen

STAGES = (
    Stage(
        name="extract",
        package="extract",
        reads=(Document,),
        writes=(Page, Block, Table, Passage),
        run=read_document,
        settings=ReadSettings.of,
        version=1,
        parallel=True,
    ),
    Stage(
        name="metadata",
        package="extract",
        reads=(Document, Find, Page, Block),
        writes=(Fact,),
        run=read_facts,
        settings=MetadataSettings.of,
        version=1,
        parallel=True,
    ),
    Stage(
        name="screen",
        package="extract",
        reads=(Document, Page, Fact),
        writes=(Screening,),
        run=screen,
        settings=ScreenSettings.of,
        version=1,
    ),
)
