"""TOML files checked against a model: what does not fit is refused with file, line, key and what is allowed."""

from __future__ import annotations

import difflib
import re
import tomllib
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any, TypeVar, get_args

from pydantic import BaseModel, ConfigDict, ValidationError

from corpus.issues import Refused

_HEADER = re.compile(r"^\s*(\[\[?)\s*([\w.\-]+)\s*\]\]?")
_KEY = re.compile(r"\s*[\"']?([\w\-]+)[\"']?\s*=")


class Settings(BaseModel):
    """A table of a TOML file: frozen, strictly typed, unknown keys refused."""

    model_config = ConfigDict(frozen=True, extra="forbid", strict=True, populate_by_name=True)


M = TypeVar("M", bound=Settings)
Location = tuple[str | int, ...]


def load(path: Path, model: type[M]) -> M:
    """Return the file at `path` as `model`; raise Refused with file, line, key and what is allowed."""
    try:
        text = path.read_text(encoding="utf-8")
        values = tomllib.loads(text)
    except FileNotFoundError:
        raise Refused(str(path), "this file is not there", "Check its name") from None
    except UnicodeDecodeError:
        raise Refused(str(path), "this file is not UTF-8 text", "Save it as UTF-8") from None
    except tomllib.TOMLDecodeError as error:
        raise Refused(
            str(path), f"this is not TOML: {error}", "Mend that line; https://toml.io shows the form"
        ) from None
    try:
        return model.model_validate(_without_lists(values))
    except ValidationError as error:
        first = min(error.errors(), key=lambda each: each["type"] != "extra_forbidden")
        raise refusal(path, first["loc"], *_explain(model, first)) from None


def refusal(path: Path, location: Location, problem: str, remedy: str) -> Refused:
    """Return the refusal of one key of a file, with the line it stands on."""
    text = path.read_text(encoding="utf-8")
    line = line_of(text, location)
    key = ".".join(str(part) for part in location)
    return Refused(f"{path}, line {line}" + (f", key '{key}'" if key else ""), problem, remedy)


def line_of(text: str, location: Location) -> int:
    """Return the line, from 1, on which the key at `location` stands, or else its table, or else the first line."""
    known = dict(_lines(text))
    prefixes = (location[:length] for length in range(len(location), 0, -1))
    return next((known[prefix] for prefix in prefixes if prefix in known), 1)


def _lines(text: str) -> Iterator[tuple[Location, int]]:
    """Yield the location of each table and key with its line; of a list of tables, each by its position."""
    table: Location = ()
    counts: Counter[str] = Counter()
    for number, line in enumerate(text.splitlines(), 1):
        if header := _HEADER.match(line):
            table = tuple(header[2].split("."))
            if header[1] == "[[":
                table = (*table, counts[header[2]])
                counts[header[2]] += 1
            yield table, number
        elif key := _KEY.match(line):
            yield (*table, key[1]), number


def _without_lists(value: Any) -> Any:
    """Return TOML values with tuples for lists, because frozen settings hold tuples."""
    if isinstance(value, list):
        return tuple(_without_lists(item) for item in value)
    if isinstance(value, dict):
        return {key: _without_lists(item) for key, item in value.items()}
    return value


def _explain(model: type[Settings], error: Any) -> tuple[str, str]:
    """Return what is wrong and what is allowed, for one validation error."""
    message = error["msg"].removeprefix("Value error, ").replace("Input", "It")
    if not error["loc"]:
        return message, "Mend it and run again"
    key = str(error["loc"][-1])
    allowed = _keys_at(model, error["loc"][:-1])
    if error["type"] == "extra_forbidden":
        near = difflib.get_close_matches(key, allowed, n=1, cutoff=0.5)
        hint = f"Did you mean '{near[0]}'? " if near else ""
        return "unknown key", f"{hint}Allowed here: {', '.join(allowed)}"
    if error["type"] == "missing":
        return "this key is missing", f"Add {key} = …"
    return f"wrong value {error['input']!r}", message


def _keys_at(model: type[Settings], location: Location) -> list[str]:
    current: type[Settings] = model
    for part in location:
        if isinstance(part, str) and part in current.model_fields:
            current = _model_in(current.model_fields[part].annotation) or current
    return sorted(item.alias or name for name, item in current.model_fields.items())


def _model_in(annotation: Any) -> type[Settings] | None:
    if isinstance(annotation, type) and issubclass(annotation, Settings):
        return annotation
    return next((found for part in get_args(annotation) if (found := _model_in(part))), None)
