from __future__ import annotations

from pathlib import Path

import pytest
from sqlite_utils.utils import sqlite3  # type: ignore[attr-defined]

from corpus.issues import Refused
from corpus.record import Record
from corpus.records import Document, Find, Issue, Page, Passage, Source, StageState, Topic, TopicPassage
from corpus.store import ALL, SCHEMA_VERSION, Part, Store

DOCUMENT = Document(id="d" * 64, media_type="application/pdf", byte_count=3)
SOURCE = Source(name="bron", kind="folder", settings="{}")


def _find(url: str = "a.pdf", document_id: str | None = DOCUMENT.id) -> Find:
    return Find(source_id=SOURCE.id, source="bron", url=url, final_url=url, document_id=document_id)


def _state(stage: str, input_id: str) -> StageState:
    return StageState(stage=stage, input_id=input_id, fingerprint="f")


def _filled(store: Store) -> Store:
    store.add([SOURCE])
    store.replace([DOCUMENT, _find()], owned={Find: "source_id"}, state=_state("harvest", SOURCE.id))
    return store


def _page(text: str = "tekst") -> Page:
    return Page(document_id=DOCUMENT.id, number=1, text=text, method="test")


def test_replace_leaves_equal_rows_alone_and_says_whether_anything_changed() -> None:
    with _filled(Store(None)) as store:
        owned = {Page: "document_id", Passage: "document_id"}
        passage = Passage(document_id=DOCUMENT.id, page=1, start=0, end=5, text="tekst")
        assert store.replace([_page(), passage], owned=owned, state=_state("extract", DOCUMENT.id))
        assert not store.replace([_page(), passage], owned=owned, state=_state("extract", DOCUMENT.id))
        assert store.replace([_page("anders")], owned=owned, state=_state("extract", DOCUMENT.id))
        assert [page.text for page in store.read(Page)] == ["anders"]
        assert store.count(Passage) == 0


def test_what_hangs_on_a_removed_row_goes_along_with_its_states_and_issues() -> None:
    with _filled(Store(None)) as store:
        issue = Issue(stage="extract", input_id=DOCUMENT.id, severity="warning", subject="s", problem="p", remedy="r")
        store.replace([_page(), issue], owned={Page: "document_id"}, state=_state("extract", DOCUMENT.id))
        store.remove(Source, [SOURCE.id])
        left = {table.table: store.count(table) for table in (Source, Find, Document, Page, Issue, StageState)}
        assert set(left.values()) == {0}, left


def test_a_document_stays_while_any_find_holds_it() -> None:
    with _filled(Store(None)) as store:
        other = Source(name="tweede", kind="folder", settings="{}")
        store.add([other])
        again = Find(source_id=other.id, source="tweede", url="b", final_url="b", document_id=DOCUMENT.id)
        store.replace([DOCUMENT, again], owned={Find: "source_id"}, state=_state("harvest", other.id))
        store.remove(Source, [SOURCE.id])
        assert store.count(Document) == 1
        store.remove(Source, [other.id])
        assert store.count(Document) == 0


def test_downstream_stages_forget_an_input_whose_outputs_changed() -> None:
    with _filled(Store(None)) as store:
        for stage, input_id in (("codings", DOCUMENT.id), ("topics", "all"), ("codings", "other")):
            store.replace([], owned={}, state=_state(stage, input_id))
        store.replace(
            [_page()],
            owned={Page: "document_id"},
            state=_state("extract", DOCUMENT.id),
            downstream=["codings", "topics"],
        )
        assert store.states("codings") == {"other": "f"}
        assert store.states("topics") == {}


def test_a_failure_halfway_leaves_the_earlier_outputs() -> None:
    with _filled(Store(None)) as store:
        owned = {Page: "document_id"}
        store.replace([_page()], owned=owned, state=_state("extract", DOCUMENT.id))
        orphan = Passage(document_id="absent", page=1, start=0, end=1, text="t")
        with pytest.raises(sqlite3.IntegrityError):
            store.replace([_page("nieuw"), orphan], owned=owned, state=_state("extract", DOCUMENT.id))
        assert [page.text for page in store.read(Page)] == ["tekst"]


def test_clock_columns_keep_the_first_and_the_last_time_and_stay_out_of_the_dump() -> None:
    with _filled(Store(None)) as store:
        store.db.execute("UPDATE finds SET first_seen_at = '2001', last_seen_at = '2001'")
        store.replace([DOCUMENT, _find()], owned={Find: "source_id"}, state=_state("harvest", SOURCE.id))
        (find,) = store.read(Find)
        assert find.first_seen_at == "2001"
        assert find.last_seen_at and find.last_seen_at > "2001"
        assert "seen_at" not in "".join(store.dump())


def test_a_corpus_of_a_newer_version_is_refused_and_left_as_it_is(tmp_path: Path) -> None:
    path = tmp_path / "corpus.db"
    with Store(path) as store:
        store.db.execute(f"PRAGMA user_version = {SCHEMA_VERSION + 1}")
    before = path.read_bytes()
    with pytest.raises(Refused, match="newer kennissynthese"):
        Store(path)
    assert path.read_bytes() == before


def test_a_file_that_is_no_corpus_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "corpus.db"
    path.write_bytes(b"this is not SQLite, but some text that is long enough" * 20)
    with pytest.raises(Refused, match="no corpus"):
        Store(path)


def test_a_table_whose_columns_changed_is_built_anew(tmp_path: Path) -> None:
    path = tmp_path / "corpus.db"
    with _filled(Store(path)) as store:
        store.db.execute("ALTER TABLE pages DROP COLUMN method")
    with Store(path) as store:
        assert store.count(Document) == 0
        assert "method" in store.db["pages"].columns_dict


def test_a_full_disk_loses_nothing_that_was_kept(tmp_path: Path) -> None:
    with _filled(Store(tmp_path / "corpus.db")) as store:
        owned = {Page: "document_id"}
        store.replace([_page()], owned=owned, state=_state("extract", DOCUMENT.id))
        pages = store.db.execute("PRAGMA page_count").fetchone()[0]
        store.db.execute(f"PRAGMA max_page_count = {pages}")
        with pytest.raises(sqlite3.OperationalError, match="full"):
            store.replace([_page("x" * 100_000)], owned=owned, state=_state("extract", DOCUMENT.id))
        assert [page.text for page in store.read(Page)] == ["tekst"]
        assert store.states("extract") == {DOCUMENT.id: "f"}


def test_a_row_that_stays_itself_is_updated_and_keeps_what_hangs_on_it() -> None:
    with _filled(Store(None)) as store:
        passage = Passage(document_id=DOCUMENT.id, page=1, start=0, end=5, text="tekst")
        store.add([passage])
        owned: dict[type[Record], str | None] = {Topic: None, TopicPassage: None}
        state = _state("topics", ALL)
        first, second = (Topic(label=label, terms=("a",), passage_count=1, anchor="x") for label in "vw")
        member = TopicPassage(topic_id=first.id, passage_id=passage.id, weight=1.0)
        assert first.id == second.id and store.replace([first, member], owned=owned, state=state)
        assert not store.replace([first, member], owned=owned, state=state)
        assert store.replace([second, member], owned=owned, state=state)
        assert list(store.read(Topic)) == [second] and list(store.read(TopicPassage)) == [member]


def test_a_stage_replaces_its_own_part_of_a_table_alone() -> None:
    with _filled(Store(None)) as store:
        owned: dict[type[Record], str | None] = {Page: "document_id"}
        read, scan = Part("method", "ocr", is_rest=True), Part("method", "ocr")
        other = Page(document_id=DOCUMENT.id, number=2, text="beeld", method="ocr")
        store.replace([_page()], owned=owned, state=_state("read", DOCUMENT.id), parts={Page: read})
        store.replace([other], owned=owned, state=_state("scan", DOCUMENT.id), parts={Page: scan})
        assert store.count(Page) == 2
        store.replace([], owned=owned, state=_state("read", DOCUMENT.id), parts={Page: read})
        assert list(store.read(Page)) == [other]
