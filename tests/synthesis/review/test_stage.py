"""The stage that ties judgements to the corpus, and what it does to what is published."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from corpus.anchoring import Anchored, anchor
from corpus.issues import Surprise
from corpus.judgements import Judgement, review_path
from corpus.records import Anchoring, Assessment, Coding, Document, Embedding, Issue, Passage, ReviewRound
from corpus.review.entries import Merge, Round, RoundClosed, Split
from corpus.review.ledger import Author, Ledger
from corpus.stage import Stage, run_stages
from corpus.store import Store
from corpus.study import Study, load_study
from synthesis.coding import similarity
from synthesis.coding.model import Model
from synthesis.coding.stage import load_coder
from synthesis.review.stage import ReviewSettings, check_complete, take_stock
from synthesis.stages import STAGES
from tests.synthesis.coding import CODEBOOK, vectors_of
from tests.synthesis.review.test_decided import TEXT, judgement
from tests.synthesis.test_codings import HELPS, HINDERS, NOTHING

CHAIN: list[Stage] = [stage for stage in STAGES if stage.name in ("codings", "review")]
MEMBER, RESEARCHER = Author("uil", "klankbordgroep"), Author("valk", "onderzoeker")


@pytest.fixture
def study(monkeypatch: pytest.MonkeyPatch) -> Iterator[Study]:
    monkeypatch.setattr(similarity, "kept_vectors", lambda _, texts: vectors_of(texts))
    monkeypatch.setattr(Model, "beside", classmethod(lambda *_: None))
    load_coder.cache_clear()
    yield load_study("voorbeeld")
    load_coder.cache_clear()


@pytest.fixture
def store() -> Iterator[Store]:
    with Store(None) as store:
        for name in "de":
            document = Document(media_type="text/html", byte_count=1, id=name * 64)
            passages = [
                Passage(document_id=document.id, page=3, start=start, end=start + len(text), text=text)
                for start, text in ((10, HELPS), (500, HINDERS), (900, NOTHING))
            ]
            vectors = vectors_of([passage.text for passage in passages])
            embeddings = [
                Embedding(document_id=document.id, passage_id=item.id, model="t", vector=row.astype("<f4").tobytes())
                for item, row in zip(passages, vectors, strict=True)
            ]
            store.add([document, *passages, *embeddings])
        yield store


def _run(store: Store, study: Study) -> dict[str, int]:
    return {each.stage: each.done_count for each in run_stages(store, study, CHAIN, chain=CHAIN, workers=1)}


def _coding(store: Store, code: str) -> Coding:
    return next(each for each in store.read(Coding, document_id="d" * 64) if each.code == code)


def _said(coding: Coding, verdict: str, **other: str) -> Judgement:
    return Judgement(
        document_id=coding.document_id, page=coding.page, start=coding.start, end=coding.end, quote=coding.quote,
        codebook=coding.codebook, dimension=coding.dimension, code=coding.code, direction=coding.direction or "",
        verdict=verdict, round="1", **other,
    )  # fmt: skip


def _enter(study: Study, *said: Judgement | Round | RoundClosed | Merge | Split, by: Author = MEMBER) -> None:
    with Ledger(review_path(study)) as ledger:
        start = ledger.head()
        for number, each in enumerate(said):
            ledger.append(each, by, uuid=f"{start[:8]}-{number}")


def _dump(store: Store) -> list[str]:
    return [line for line in store.dump() if '"stage_states"' not in line]


def test_an_empty_review_database_changes_nothing(store: Store, study: Study) -> None:
    _run(store, study)
    before = _dump(store)
    _enter(study)
    assert _run(store, study) == {"codings": 0, "review": 0}
    assert _dump(store) == before
    assert store.count(Anchoring) == store.count(Assessment) == 0


def test_judgements_change_what_is_published_and_are_counted(store: Store, study: Study) -> None:
    _run(store, study)
    first = _coding(store, "vaste_professional")
    assert first.is_published
    _enter(study, _said(first, "niet akkoord"))
    _run(store, study)
    assert not _coding(store, "vaste_professional").is_published
    (place,), (outcome,) = store.read(Anchoring), store.read(Assessment)
    assert (place.status, place.passage_id, place.start, place.end) == (
        "exact",
        first.passage_id,
        first.start,
        first.end,
    )
    assert (outcome.coding_id, outcome.outcome) == (_coding(store, "vaste_professional").id, "niet akkoord")
    _enter(study, _said(first, "akkoord"), by=RESEARCHER)
    _run(store, study)
    assert _coding(store, "vaste_professional").is_published
    (outcome,) = store.read(Assessment)
    assert (outcome.agreed_count, outcome.disagreed_count, outcome.decided_by) == (1, 1, "onderzoeker")


def test_a_coding_with_another_direction_has_what_was_judged_on_the_one_that_was_shown(
    store: Store, study: Study
) -> None:
    _run(store, study)
    first = _coding(store, "vaste_professional")
    _enter(study, _said(first, "anders", other_direction="nodig"))
    _run(store, study)
    own = [each for each in store.read(Coding, document_id="d" * 64) if each.code == "vaste_professional"]
    assert {(each.direction, each.is_published, each.made_by) for each in own} == {
        (first.direction, False, first.made_by), ("nodig", True, "person"),
    }  # fmt: skip
    (outcome,) = store.read(Assessment)
    assert outcome.coding_id == next(each.id for each in own if not each.is_published)


def test_what_was_judged_without_a_model_redoes_its_own_document_alone(
    store: Store, study: Study, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("synthesis.coding.stage.judged", lambda *_: ())
    _run(store, study)
    _enter(study, _said(_coding(store, "vaste_professional"), "niet akkoord"))
    assert _run(store, study) == {"codings": 1, "review": 1}
    assert _run(store, study) == {"codings": 0, "review": 0}


def test_judgements_redo_no_stage_of_extraction(study: Study) -> None:
    import extract.stages as extraction

    before = [stage.settings(study) for stage in extraction.STAGES]
    _enter(study, judgement())
    assert [stage.settings(study) for stage in extraction.STAGES] == before


def test_rounds_are_counted_and_closed(store: Store, study: Study) -> None:
    _run(store, study)
    coding = _coding(store, "vaste_professional")
    first = Round(number=1, name="Eerste", closes_on="2026-03-01")
    _enter(study, first, Round(number=2, name="Tweede", closes_on="2026-06-01"), RoundClosed(number=1))
    _enter(study, _said(coding, "akkoord"), _said(coding, "niet akkoord"))
    _enter(study, _said(coding, "akkoord"), by=RESEARCHER)
    _run(store, study)
    one, two = store.read(ReviewRound)
    assert (one.name, one.is_closed, one.member_count, one.judgement_count, one.coding_count) == (
        "Eerste",
        True,
        2,
        2,
        1,
    )
    assert (two.is_closed, two.member_count) == (False, 0)


def test_what_was_judged_in_an_open_round_is_counted_once_it_is_closed(store: Store, study: Study) -> None:
    _run(store, study)
    _enter(
        study,
        Round(number=1, name="Eerste", closes_on="2026-03-01"),
        _said(_coding(store, "vaste_professional"), "akkoord"),
    )
    _run(store, study)
    assert (store.count(Anchoring), store.count(Assessment)) == (1, 0)
    _enter(study, RoundClosed(number=1))
    _run(store, study)
    assert (store.count(Anchoring), store.count(Assessment)) == (1, 1)


def test_what_was_refused_in_an_open_round_stays_published_until_it_is_closed(store: Store, study: Study) -> None:
    _run(store, study)
    coding = _coding(store, "vaste_professional")
    _enter(study, Round(number=1, name="Eerste", closes_on="2026-03-01"), _said(coding, "niet akkoord"))
    _run(store, study)
    assert _coding(store, "vaste_professional").is_published
    _enter(study, RoundClosed(number=1))
    _run(store, study)
    assert not _coding(store, "vaste_professional").is_published


def test_what_was_split_is_no_longer_coded_and_a_change_that_cannot_be_followed_is_told(
    store: Store, study: Study
) -> None:
    _run(store, study)
    _enter(
        study, Split(codebook="sociale-teams", dimension="element", code="vaste_professional", into=()),
        Split(codebook="sociale-teams", dimension="element", code="onbekend", into=()),
        Merge(codebook="weg", dimension="thema", code="a", into="b"),
    )  # fmt: skip
    _run(store, study)
    assert not [each for each in store.read(Coding) if each.code == "vaste_professional"]
    told = [f"{issue.subject}: {issue.problem}" for issue in store.read(Issue, stage="review")]
    assert told == [
        "changes of codebook 'sociale-teams': there is no code 'element:onbekend'",
        "changes of codebook 'weg': the study has no such codebook",
    ]


def test_codings_go_by_the_code_that_theirs_went_up_in(store: Store, study: Study) -> None:
    _run(store, study)
    shown = next(each for each in store.read(Coding, document_id="d" * 64) if each.dimension == "venster")
    given = {each.code for each in store.read(Coding, passage_id=shown.passage_id)}
    other = next(code.code for code in CODEBOOK.of("venster") if code.code not in given)
    _enter(
        study,
        _said(shown, "niet akkoord"),
        Merge(codebook="sociale-teams", dimension="venster", code=shown.code, into=other),
    )
    _run(store, study)
    codes = [(each.passage_id, each.code) for each in store.read(Coding) if each.dimension == "venster"]
    assert len(codes) == len(set(codes)) and shown.code not in {code for _, code in codes}
    own = next(each for each in store.read(Coding, passage_id=shown.passage_id) if each.code == other)
    assert not own.is_published
    (outcome,) = store.read(Assessment)
    assert outcome.coding_id == own.id


def test_a_judgement_without_one_place_fails_the_run() -> None:
    own = judgement()
    anchored = anchor([own], [])
    check_complete([own], anchored)
    for lost in (Anchored(()), Anchored((*anchored.anchors, *anchored.anchors))):
        with pytest.raises(Surprise, match="of 1 judgements not each has one place"):
            check_complete([own], lost)


def test_of_a_document_that_is_gone_nothing_is_dropped(store: Store, study: Study) -> None:
    own = [judgement(), judgement(quote=TEXT, pseudonym="valk")]
    for each in own:
        _enter(study, each, by=Author(each.pseudonym, "klankbordgroep"))
    store.remove(Document, ["d" * 64])
    _run(store, study)
    assert {each.status for each in store.read(Anchoring)} == {"verweesd"} and store.count(Anchoring) == 2
    (issue,) = store.read(Issue, stage="review")
    assert "2 judgements" in issue.problem


def test_settings_of_the_stage_change_with_every_judgement_and_round(tmp_path: Path, study: Study) -> None:
    seen = {ReviewSettings.of(study).judgements_hash}
    for verdict in ("akkoord", "niet akkoord"):
        _enter(study, judgement(verdict))
        seen.add(ReviewSettings.of(study).judgements_hash)
    assert len(seen) == 3
    assert next(stage for stage in STAGES if stage.name == "review").run is take_stock


def test_what_was_said_before_holds_until_the_round_in_which_it_is_judged_anew_is_closed(
    store: Store, study: Study
) -> None:
    _run(store, study)
    first = _coding(store, "vaste_professional")
    _enter(study, *(Round(number=number, name="Ronde", closes_on="2026-03-01") for number in (1, 2)))
    _enter(study, _said(first, "niet akkoord"), RoundClosed(number=1))
    _enter(study, replace(_said(first, "akkoord"), round="2"))
    _run(store, study)
    (outcome,) = store.read(Assessment)
    assert (outcome.outcome, outcome.disagreed_count, outcome.agreed_count) == ("niet akkoord", 1, 0)
    assert not _coding(store, "vaste_professional").is_published
    _enter(study, RoundClosed(number=2))
    _run(store, study)
    (outcome,) = store.read(Assessment)
    assert (outcome.outcome, outcome.disagreed_count, outcome.agreed_count) == ("akkoord", 0, 1)
    assert _coding(store, "vaste_professional").is_published
