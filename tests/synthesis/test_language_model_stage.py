"""The stage of the language model in a corpus: beside the study's own coder, and gone when it is turned off."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import pytest

from corpus.record import Record, content_hash
from corpus.records import Coding, Document, Embedding, LanguageModelCall, Passage
from corpus.sections import LanguageModel
from corpus.stage import Inputs, Stage, run_stages
from corpus.store import Store
from corpus.study import Study, load_study
from synthesis.language_model import stage as language_model
from synthesis.language_model import topics as language_model_topics
from synthesis.language_model.stage import LanguageModelSettings, asker_of
from synthesis.language_model.topics import LanguageModelNamer, NamedTopicSettings, find_named_topics
from synthesis.stages import STAGES
from synthesis.topics.stage import TopicSettings
from tests.synthesis.coding import CODEBOOK
from tests.synthesis.endpoint import Answer, Endpoint, code, coded, served

TEXT = "Het vaste aanspreekpunt helpt gezinnen goed vooruit, zeggen de inwoners van de wijk."
ANSWER = coded([code("element:vaste_professional", "Het vaste aanspreekpunt helpt", "helpt")])


@pytest.fixture(autouse=True)
def own_keys(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("LLM_USER_PATH", str(tmp_path / "llm"))
    monkeypatch.setattr(language_model, "load_codebook", lambda _: CODEBOOK)


@dataclass(frozen=True)
class Plain:
    code: str

    @classmethod
    def of(cls, study: Study) -> Plain:
        return cls(study.title)


def by_rule(inputs: Inputs, settings: Plain) -> Iterator[Record]:
    """Stand in for the study's own coder, whose code follows from the settings."""
    for passage in inputs[Passage]:
        yield Coding(
            document_id=passage.document_id, passage_id=passage.id, codebook="c 1", dimension="element",
            code=settings.code, page=1, start=0, end=3, quote="Het", made_by="rule", score=0.9, reason="regel",
        )  # fmt: skip


def chain() -> list[Stage]:
    named = {stage.name: stage for stage in STAGES}
    coder = replace(
        named["codings"], run=by_rule, settings=Plain.of, prepare=None, probe=None, reads=(Document, Passage)
    )
    return [coder, named["language_model"]]


def study_of(endpoint: Endpoint | None, title: str = "capaciteit", **own: Any) -> Study:
    model = LanguageModel(model="proef", api_base=endpoint.address, **own) if endpoint else LanguageModel()
    return load_study("voorbeeld").model_copy(update={"language_model": model, "title": title})


def corpus() -> Store:
    store = Store(None)
    document = Document(media_type="text/html", byte_count=1, id="d" * 64)
    passage = Passage(document_id=document.id, page=1, start=0, end=len(TEXT), text=TEXT)
    vector = Embedding(document_id=document.id, passage_id=passage.id, model="t", vector=b"\0" * 4)
    store.add([document, passage, vector])
    return store


def run(store: Store, study: Study) -> list[int]:
    stages = chain()
    return [outcome.done_count for outcome in run_stages(store, study, stages, chain=stages, workers=1)]


def codes(store: Store) -> dict[str, str]:
    return {coding.made_by: coding.code for coding in store.read(Coding)}


def test_each_coder_replaces_its_own_codings_alone() -> None:
    both = {"rule": "capaciteit", "language_model": "vaste_professional"}
    with corpus() as store, served(lambda *_: ANSWER) as endpoint:
        assert run(store, study_of(endpoint)) == [1, 1] and codes(store) == both
        before = list(store.dump())
        assert run(store, study_of(endpoint)) == [0, 0] and list(store.dump()) == before
        assert run(store, study_of(endpoint, "een_plan")) == [1, 0]
        assert codes(store) == both | {"rule": "een_plan"}
        assert run(store, study_of(None, "een_plan")) == [0, 1]
        assert codes(store) == {"rule": "een_plan"} and store.count(LanguageModelCall) == 0
        assert run(store, study_of(endpoint)) == [1, 1] and codes(store) == both
        assert list(store.dump()) == before and len(endpoint.asked) == 1


def test_what_an_endpoint_that_was_down_left_is_asked_in_the_next_run() -> None:
    said = [Answer(status=401), ANSWER]
    with corpus() as store, served(lambda _, number: said[number]) as endpoint:
        study = study_of(endpoint)
        assert run(store, study) == [1, 1] and codes(store) == {"rule": "capaciteit"}
        assert run(store, study) == [0, 1] and len(codes(store)) == 2


def asking(endpoint: Endpoint, **own: Any) -> LanguageModelSettings:
    settings = LanguageModelSettings.for_task(study_of(endpoint, **own))
    language_model.begin_asking(settings)
    return settings


def test_a_topic_gets_the_name_that_is_given_once() -> None:
    with served(lambda *_: Answer('{"naam": "vaste begeleider in het gezin"}')) as endpoint:
        for _ in range(2):
            namer = LanguageModelNamer(asker_of(asking(endpoint)), {"Jan Jansen zegt het."})
            quotes = ["Een vaste begeleider wint vertrouwen.", "Jan Jansen zegt het."]
            assert namer.name(["begeleider", "vertrouwen"], quotes) == "Vaste begeleider in het gezin"
        assert len(endpoint.asked) == 1 and "Jansen" not in str(endpoint.asked) and not list(namer.issues())


@pytest.mark.parametrize("said", [Answer("Vertrouwen"), Answer('{"naam": "<script>"}'), Answer(status=403)])
def test_a_topic_without_a_usable_name_keeps_its_own(said: Answer) -> None:
    with served(lambda *_: said) as endpoint:
        namer = LanguageModelNamer(asker_of(asking(endpoint)), ())
        assert namer.name(["begeleider"], ["Een vaste begeleider."]) is None and len(list(namer.issues())) == 1


def test_topics_are_named_only_where_a_study_asks(monkeypatch: pytest.MonkeyPatch) -> None:
    given: list[tuple[Any, ...]] = []

    def find(*args: Any) -> Iterator[Record]:
        given.append(args)
        yield from ()

    monkeypatch.setattr(language_model_topics, "find_topics", find)
    bare = NamedTopicSettings.of(study_of(None))
    assert list(find_named_topics(Inputs({}), bare)) == [] and bare.namer is None
    with served(lambda *_: ANSWER) as endpoint:
        assert NamedTopicSettings.of(study_of(endpoint)) == bare
        named = NamedTopicSettings.of(study_of(endpoint, names_topics=True, codes_passages=False))
        assert LanguageModelSettings.of(study_of(endpoint, codes_passages=False)).model is None
        list(find_named_topics(Inputs({}), named))
    assert len(given[0]) == 2 and isinstance(given[1][2], LanguageModelNamer)
    assert named.topic_size == TopicSettings.of(study_of(None)).topic_size and content_hash(str(named.namer))
