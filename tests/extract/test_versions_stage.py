"""The stages from text to screening in one corpus: what a new version changes, and what it leaves alone."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from corpus.raw import keep
from corpus.record import Record
from corpus.records import Document, Embedding, Find, Issue, Screening, Source, Version
from corpus.stage import Inputs, Stage, run_stages
from corpus.store import Store
from corpus.study import Study, load_study
from extract.signature import SignatureSettings
from extract.stages import STAGES
from tests.extract.versions_cases import edited, text

SOURCE = Source(name="bron", kind="test", settings="{}")


def _rest(inputs: Inputs, settings: SignatureSettings) -> Iterator[Record]:
    yield from ()


LATER = Stage(
    name="later",
    package="test",
    reads=(Document, Screening),
    writes=(Embedding,),
    run=_rest,
    settings=SignatureSettings.of,
    version=1,
)
CHAIN = [*STAGES, LATER]


def add(store: Store, url: str, content: str) -> str:
    page = f"<html><body><article><h1>Rapport {url}</h1><p>{content}</p></article></body></html>"
    document = keep(page.encode(), "text/html")
    find = Find(source_id=SOURCE.id, source="bron", url=url, final_url=url, document_id=document.id)
    store.add([SOURCE, document, find])
    return document.id


def run(store: Store, study: Study) -> dict[str, int]:
    outcomes = run_stages(store, study, CHAIN, chain=CHAIN, workers=1)
    return {outcome.stage: outcome.done_count for outcome in outcomes}


def criteria(store: Store) -> dict[str, str | None]:
    return {screening.document_id: screening.criterion for screening in store.read(Screening)}


def study_with(folder: Path, choices: str) -> Study:
    path = folder / "proef.toml"
    head = 'title = "P"\ndescription = "P"\ncontact = "mailto:a@b.example"\n[coverage]\nchoices = "keuzes.csv"\n'
    path.write_text(head, encoding="utf-8")
    (folder / "keuzes.csv").write_text(f"document,besluit,met,reden\n{choices}", encoding="utf-8")
    return load_study(str(path))


def test_a_new_version_makes_only_its_group_be_done_again(tmp_path: Path) -> None:
    study = study_with(tmp_path, "")
    with Store(None) as store:
        first = add(store, "a", text(1))
        others = [add(store, name, text(seed)) for name, seed in (("b", 2), ("c", 3))]
        assert run(store, study)["later"] == 3
        assert list(criteria(store).values()) == [None] * 3
        longer = add(store, "d", f"{edited(text(1), 0.05)} {text(4, 60)}")
        done = run(store, study)
        assert (done["extract"], done["signature"], done["versions"], done["screen"], done["later"]) == (1, 1, 1, 2, 2)
        assert criteria(store) == {first: "duplicate", longer: None} | dict.fromkeys(others)
        assert set(run(store, study).values()) == {0}


def test_when_the_version_that_counts_is_gone_the_other_counts(tmp_path: Path) -> None:
    study = study_with(tmp_path, "")
    with Store(None) as store:
        first, second = add(store, "a", text(1)), add(store, "b", f"{text(1)} {text(4, 60)}")
        run(store, study)
        assert criteria(store) == {first: "duplicate", second: None}
        store.remove(Find, [find.id for find in store.read(Find, document_id=second)])
        run(store, study)
        assert (criteria(store), store.count(Version)) == ({first: None}, 0)


def test_a_decision_by_hand_outlives_a_rebuild_and_tells_when_its_document_is_gone(tmp_path: Path) -> None:
    with Store(None) as store:
        first, second = add(store, "a", text(1)), add(store, "b", f"{text(1)} {text(4, 60)}")
        study = study_with(tmp_path, f"{first[:12]},telt,,de raad besloot hierop\nweg.pdf,apart,,\n")
        for _ in range(2):
            run(store, study)
            assert criteria(store) == {first: None, second: "duplicate"}
            (issue,) = store.read(Issue, stage="versions")
            assert (issue.severity, issue.subject) == ("warning", "keuzes.csv, line 3")
            store.remove(Version, [version.id for version in store.read(Version)])
            store.db.execute("DELETE FROM stage_states")
        study = study_with(tmp_path, f"{first[:12]},apart,,twee rapporten\n")
        assert run(store, study)["versions"] == 1
        assert criteria(store) == {first: None, second: None}
        assert store.count(Issue) == 0
