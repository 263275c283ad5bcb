"""The stage of this package: a source in, its finds and documents out."""

from corpus.records import Document, Find, Response, Source, Visit
from corpus.stage import Stage
from harvest.check import checked_settings
from harvest.source import harvest_source, probe_source, settle_source

STAGES = (
    Stage(
        name="harvest",
        package="harvest",
        reads=(Source,),
        writes=(Visit, Response, Find, Document),
        shared=(Document,),
        run=harvest_source,
        settings=checked_settings,
        probe=probe_source,
        settle=settle_source,
        version=2,
    ),
)
