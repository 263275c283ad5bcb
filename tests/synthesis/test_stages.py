"""The stages of the package and their place in the chain."""

from corpus.record import content_hash
from corpus.study import load_study
from synthesis.stages import STAGES


def test_each_stage_reads_what_came_before_it() -> None:
    written: set[type] = set()
    for stage in STAGES:
        assert not {table for later in STAGES for table in later.writes} & set(stage.reads) - written
        written |= set(stage.writes)
    order = ["embed", "codings", "disclosures", "evaluations", "topics", "elements", "ledger"]
    assert [stage.name for stage in STAGES if stage.name in order] == order


def test_the_settings_of_each_stage_can_be_hashed() -> None:
    study = load_study("voorbeeld")
    hashes = [content_hash([stage.name, vars(stage.settings(study))]) for stage in STAGES]
    assert len(set(hashes)) == len(STAGES)
