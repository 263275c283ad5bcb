"""Names of topics by a language model, where a study asks for them; a name given by hand outranks them."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass, field, fields
from typing import Self

from corpus.private import private_passages
from corpus.record import Record
from corpus.records import Coding, Issue, Passage, PersonalSpan
from corpus.stage import Inputs
from corpus.study import Study
from synthesis.language_model.answers import accept_name
from synthesis.language_model.asking import Asker
from synthesis.language_model.prompt import NamingTask
from synthesis.language_model.stage import (
    LanguageModelSettings,
    asker_of,
    begin_asking,
    finish_asking,
)
from synthesis.topics.stage import TopicSettings, find_topics


@dataclass(frozen=True)
class NamedTopicSettings(TopicSettings):
    """What topics and their names depend on; without a model, the same as topics alone."""

    namer: str | None = None
    namer_prompt: str = ""
    namer_is_local: bool = False
    namer_most_spend: float | None = None
    asking: LanguageModelSettings = field(default=LanguageModelSettings(), metadata={"hashed": False})

    @classmethod
    def of(cls, study: Study) -> Self:
        """Return the settings of a study; raise Refused where its model cannot be asked as it says."""
        own = TopicSettings.of(study)
        values = {item.name: getattr(own, item.name) for item in fields(own)}
        if not study.language_model.model or not study.language_model.names_topics:
            return cls(**values)
        asking = LanguageModelSettings.for_task(study)
        return cls(
            **values,
            namer=asking.model,
            namer_prompt=NamingTask().hash,
            namer_is_local=asking.is_local,
            namer_most_spend=asking.most_spend,
            asking=asking,
        )


def begin_naming(settings: NamedTopicSettings) -> None:
    """Begin a run."""
    begin_asking(settings.asking)


def finish_naming(settings: NamedTopicSettings) -> None:
    """Tell what naming took, where anything was asked."""
    finish_asking(settings.asking)


class LanguageModelNamer:
    """Names topics by asking; quotes of passages that touch private persons are left out of the question."""

    def __init__(self, asker: Asker, private: Collection[str]) -> None:
        """Take what asks, and the quotes that are not to be sent."""
        self._asker, self._private, self._task = asker, private, NamingTask()
        self.unasked_count = self.refused_count = 0

    def name(self, terms: Sequence[str], quotes: Sequence[str]) -> str | None:
        """Return the name that the model gives to a topic; None where there is none, or none that may be shown."""
        text = self._task.text(terms, [quote for quote in quotes if quote not in self._private])
        kept = self._asker.gather(self._task, [text]).get(text)
        if kept is None:
            self.unasked_count += 1
            return None
        name = accept_name(kept.answer or "")
        self.refused_count += name is None
        return name

    def issues(self) -> Iterator[Issue]:
        """Yield what went otherwise than asked; where the endpoint failed, the next run asks for names again."""
        model = self._asker.connection.way.name
        if self.refused_count:
            problem = f"{self.refused_count} names by {model} are no plain name of two to eight words"
            remedy = "These topics keep a name from their own words; give another in the file of topic_names"
            yield Issue(severity="warning", subject="topics", problem=problem, remedy=remedy)
        if self.unasked_count:
            down = self._asker.down
            problem = f"{model} gave no name to {self.unasked_count} topics: {down or 'most_spend is reached'}"
            remedy = "Run again when it is there" if down else "Raise most_spend under [language_model] in the study"
            yield Issue(severity="surprise" if down else "warning", subject="topics", problem=problem, remedy=remedy)


def find_named_topics(inputs: Inputs, settings: NamedTopicSettings) -> Iterator[Record]:
    """Yield the topics with their passages, as `find_topics` does, named by a language model where one is asked to."""
    if not settings.namer:
        yield from find_topics(inputs, settings)
        return
    private: frozenset[str] = frozenset()
    if not settings.namer_is_local:
        held = private_passages(inputs[Passage], inputs[PersonalSpan])
        private = frozenset(coding.quote for coding in inputs[Coding] if coding.passage_id in held)
    namer = LanguageModelNamer(asker_of(settings.asking), private)
    yield from find_topics(inputs, settings, namer)
    yield from namer.issues()
