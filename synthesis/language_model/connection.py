"""The way to a language model: any that the `llm` library knows, or an endpoint that speaks OpenAI's chat completions.

`llm` (Willison, https://llm.datasette.io) is an optional extra and is imported only where a study names a model. A key
comes from the key store of `llm` or from the environment, and never from a study.
"""

from __future__ import annotations

import difflib
import importlib
import ipaddress
import ssl
import time
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from functools import cache
from typing import Any, NamedTuple
from urllib.parse import urlsplit

from pydantic import ValidationError

from corpus.issues import Refused

SUBJECT = "language model"
_PASSING = frozenset({408, 409, 425, 429})
"""Statuses that may be another the next time, as are those from 500 on."""
_TELLING = frozenset({400, 404, 413, 422})
"""Statuses whose message tells what is wrong with the question; others may repeat a part of a key."""
_MOST_CHARACTERS = 1_000_000
_EXTRA = "Install it with pip install 'kennissynthese[language-model]', or take model out of [language_model]"


class Fault(Exception):
    """A call that gave no answer: why, whether it may succeed later, and whether it may have cost something."""

    def __init__(self, says: str, *, is_passing: bool, is_charged: bool, wait_s: float | None = None) -> None:
        """Keep what the endpoint says of it; `wait_s` is how long it asks to wait."""
        super().__init__(says)
        self.says, self.is_passing, self.is_charged, self.wait_s = says, is_passing, is_charged, wait_s


class Reply(NamedTuple):
    """What a model said, with the tokens that went in and out where it tells them."""

    text: str
    tokens_in: int | None
    tokens_out: int | None


@dataclass(frozen=True)
class Way:
    """Which model is asked, and how; options are in the order of their names."""

    model: str
    api_base: str | None = None
    key_name: str | None = None
    has_schemas: bool = False
    options: tuple[tuple[str, Any], ...] = ()
    timeout_s: float = 120.0

    @property
    def name(self) -> str:
        """The model with what its answers depend on: its options, and an endpoint of one's own.

        At different endpoints, equal names need not be equal models.
        """
        parts = [*([self.api_base] if self.api_base else []), *(f"{name}={value}" for name, value in self.options)]
        return f"{self.model} ({', '.join(parts)})" if parts else self.model


class Connection:
    """A model that can be asked; raises Refused where there is no package, model or key, or an unknown option."""

    def __init__(self, way: Way, *, needs_key: bool = True) -> None:
        """Find the model, and check its key and options, without asking it anything."""
        self.way = way
        self._llm = _library()
        self._model = self._own_endpoint() if way.api_base else self._known()
        base = getattr(self._model, "api_base", None)
        self.is_local = is_loopback(base or "")
        self._bound_client()
        if needs_key:
            self._check_key()
        self._check_options()

    def _known(self) -> Any:
        known = self._llm.get_model_aliases()
        if self.way.model in known:
            return known[self.way.model]
        near = difflib.get_close_matches(self.way.model, sorted(known), n=3, cutoff=0.5)
        hint = f"Did you mean {' or '.join(near)}? " if near else ""
        raise Refused(
            f"{SUBJECT} '{self.way.model}'",
            f"llm knows no such model among its {len(known)} names",
            f"{hint}`llm models` lists them; a plug-in of llm adds others, and api_base names an endpoint of your own",
        )

    def _own_endpoint(self) -> Any:
        chat: Any = importlib.import_module("llm.default_plugins.openai_models")
        model = chat.Chat(self.way.model, api_base=self.way.api_base, supports_schema=self.way.has_schemas)
        name = self.way.key_name
        model.needs_key = name
        model.key_env_var = f"{name.upper().replace('-', '_')}_API_KEY" if name else None
        return model

    def _bound_client(self) -> None:
        """Have OpenAI's client wait no longer than the study says, and leave trying again to us; make it once."""
        make_client = self._own_client if self.way.api_base else getattr(self._model, "get_client", None)
        if make_client is None:
            return
        bounds: dict[str, Any] = {"timeout": self.way.timeout_s, "max_retries": 0}
        if self.is_local:
            bounds["http_client"] = _straight_client()
        clients: dict[str | None, Any] = {}

        def bounded(key: str | None) -> Any:
            if key not in clients:
                clients[key] = make_client(key).with_options(**bounds)
            return clients[key]

        self._model.get_client = bounded

    def _own_client(self, key: str | None) -> Any:
        openai: Any = importlib.import_module("openai")
        http = _straight_client() if self.is_local else None
        return openai.OpenAI(base_url=self.way.api_base, api_key=self._model.get_key(key) or "none", http_client=http)

    def _check_key(self) -> None:
        get_key = getattr(self._model, "get_key", None)
        try:
            if get_key:
                get_key()
        except self._llm.NeedsKeyException:
            name, variable = self._model.needs_key, self._model.key_env_var
            other = f", or set the environment variable {variable}" if variable else ""
            raise Refused(
                f"{SUBJECT} '{self.way.model}'", f"there is no key '{name}'", f"Run `llm keys set {name}`{other}"
            ) from None

    def _check_options(self) -> None:
        try:
            self._model.Options(**dict(self.way.options))
        except ValidationError as error:
            known = ", ".join(sorted(self._model.Options.model_fields)) or "none"
            name = ".".join(map(str, error.errors()[0]["loc"]))
            raise Refused(
                f"{SUBJECT} '{self.way.model}'",
                f"option '{name}' is wrong: {error.errors()[0]['msg']}",
                f"Options of this model: {known}",
            ) from None

    def ask(self, system: str, user: str, schema: Mapping[str, Any], most_tokens: int) -> Reply:
        """Return the answer to a question of at most so many tokens; raise Fault where there is none."""
        options = dict(self.way.options)
        if "max_tokens" in self._model.Options.model_fields:
            options.setdefault("max_tokens", most_tokens)
        try:
            response = self._model.prompt(
                user,
                system=system,
                schema=dict(schema) if self._model.supports_schema else None,
                stream=self._model.can_stream,
                options=options,
            )
            text = self._heard(response)
            usage = response.usage()
        except Exception as error:
            fault = fault_of(error)
            if fault is None:
                raise
            raise fault from error
        return Reply(text, usage.input, usage.output)

    def _heard(self, response: Any) -> str:
        """Return the text of a response that comes bit by bit; raise TimeoutError where it takes too long in all."""
        began, bits, size = time.monotonic(), [], 0
        for bit in response:
            bits.append(bit)
            size += len(bit)
            if time.monotonic() - began > self.way.timeout_s:
                raise TimeoutError(f"more than {self.way.timeout_s:g} s")
            if size > _MOST_CHARACTERS:
                raise ValueError("the answer does not end")
        return "".join(bits)


def _library() -> Any:
    try:
        return importlib.import_module("llm")
    except ImportError:
        raise Refused(SUBJECT, "the package `llm` is not installed", _EXTRA) from None


def _straight_client() -> Any:
    """Return a client for models on this machine, that goes by no proxy and follows no reference to another host."""
    http: Any = importlib.import_module("httpx2")
    return http.Client(follow_redirects=False, trust_env=False, verify=_certificates())


@cache
def _certificates() -> ssl.SSLContext:
    return ssl.create_default_context()


def is_loopback(address: str) -> bool:
    """Tell whether an address on the web is on this machine."""
    try:
        host = urlsplit(address).hostname or ""
        return host == "localhost" or ipaddress.ip_address(host).is_loopback
    except ValueError:
        return False


def fault_of(error: Exception) -> Fault | None:
    """Return the fault that an error of a provider's package tells of; None for an error in the program."""
    kind = type(error).__name__
    response = getattr(error, "response", None)
    status = getattr(error, "status_code", None) or getattr(response, "status_code", None)
    if isinstance(status, int):
        says = f"it answered {status} ({kind})"
        if status in _TELLING:
            says = f"{says}: {' '.join(str(error).split())[:200]}"
        wait = _seconds(getattr(response, "headers", None))
        return Fault(says, is_passing=status in _PASSING or status >= 500, is_charged=False, wait_s=wait)
    if type(error).__module__.split(".")[0] == "llm":
        return Fault(str(error), is_passing=False, is_charged=False)
    if type(error).__module__ != "builtins" or isinstance(error, OSError | ValueError):
        return Fault(f"it gave no whole answer ({kind})", is_passing=True, is_charged=True)
    return None


def _seconds(headers: Any) -> float | None:
    """Return the seconds of a Retry-After: a number, or a moment (RFC 9110, section 10.2.3)."""
    said = str(headers.get("retry-after") or "").strip() if headers is not None else ""
    if said.isdecimal():
        return float(said)
    try:
        moment = parsedate_to_datetime(said)
    except ValueError:
        return None
    return max(0.0, (moment.replace(tzinfo=moment.tzinfo or UTC) - datetime.now(UTC)).total_seconds())
