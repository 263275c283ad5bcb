"""The stages of this package: the text of a document, its metadata, its versions, and whether it meets the criteria."""

from __future__ import annotations

from corpus.limits import Limits
from corpus.records import (
    Block,
    Citation,
    Document,
    Fact,
    Find,
    Page,
    Passage,
    PersonalSpan,
    Screening,
    Signature,
    Table,
    Version,
)
from corpus.stage import Stage
from extract.citations import CitationSettings, read_citations
from extract.decided import DecisionSettings, check_decisions
from extract.metadata import MetadataSettings, entered_of, read_facts
from extract.personal import PersonalSettings, mark_personal
from extract.read import ReadSettings, read_document
from extract.screening import ScreenSettings, screen
from extract.signature import SignatureSettings, sign
from extract.versions import VersionSettings, find_versions

STAGES = (
    Stage(
        name="extract",
        package="extract",
        reads=(Document,),
        writes=(Page, Block, Table, Passage),
        run=read_document,
        settings=ReadSettings.of,
        version=2,
        parallel=True,
        limits=Limits(),
    ),
    Stage(
        name="metadata",
        package="extract",
        reads=(Document, Find, Page, Block),
        writes=(Fact,),
        run=read_facts,
        settings=MetadataSettings.of,
        probe=entered_of,
        version=3,
        parallel=True,
        limits=Limits(),
    ),
    Stage(
        name="personal",
        package="extract",
        reads=(Document, Find, Page, Block, Fact),
        writes=(PersonalSpan,),
        run=mark_personal,
        settings=PersonalSettings.of,
        version=1,
        parallel=True,
    ),
    Stage(
        name="decisions",
        package="extract",
        reads=(Document, Find),
        writes=(),
        run=check_decisions,
        settings=DecisionSettings.of,
        version=1,
        whole=True,
    ),
    Stage(
        name="citations",
        package="extract",
        reads=(Document, Page),
        writes=(Citation,),
        run=read_citations,
        settings=CitationSettings.of,
        version=1,
        parallel=True,
    ),
    Stage(
        name="signature",
        package="extract",
        reads=(Document, Page),
        writes=(Signature,),
        run=sign,
        settings=SignatureSettings.of,
        version=1,
        parallel=True,
    ),
    Stage(
        name="versions",
        package="extract",
        reads=(Signature, Document, Find, Fact),
        writes=(Version,),
        run=find_versions,
        settings=VersionSettings.of,
        version=1,
        whole=True,
    ),
    Stage(
        name="screen",
        package="extract",
        reads=(Document, Page, Fact, Version),
        writes=(Screening,),
        run=screen,
        settings=ScreenSettings.of,
        version=2,
    ),
)
