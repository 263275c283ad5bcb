"""Calling a stage's function on many inputs: in turn, or in a pool of processes that survives the death of one."""

from __future__ import annotations

import logging
import multiprocessing
import pickle
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import Any, TypeAlias

from pebble import ProcessExpired, ProcessFuture, ProcessPool

from corpus.issues import Surprise, Unchanged, Unreadable, name_of_input
from corpus.limits import OVER_MEMORY, OVER_TIME, Limits, guarded, start_guard
from corpus.raw import data_folder, use_data_folder

log = logging.getLogger(__name__)

Result: TypeAlias = list[Any] | Surprise | Unreadable | Unchanged
Function: TypeAlias = Callable[[Any, Any], Iterator[Any]]
Load: TypeAlias = tuple[str, Any]
Naming: TypeAlias = Callable[[str], str]

LIMITS = Limits()
_PRELOADED = "corpus.preload"
"""What most of the work in pools needs, and takes seconds to import."""
_AHEAD = 2
"""Inputs held ready for each worker, so that none waits and few are in memory."""
_ANEW = "Open it in a viewer and save it anew, or leave it out"
_SPLIT = "Split it in parts, or leave it out"


def each_in_turn(function: Function, loads: Iterable[Load], settings: Any) -> Iterator[tuple[str, Result]]:
    """Yield the id of each input with what the function made of it."""
    for input_id, inputs in loads:
        yield input_id, _call(function, input_id, inputs, settings)


def each_in_pool(
    function: Function,
    loads: Iterable[Load],
    settings: Any,
    workers: int,
    *,
    limits: Limits | None = LIMITS,
    subject: Naming = name_of_input,
) -> Iterator[tuple[str, Result]]:
    """Yield the id of each input with what the function made of it, in the order of the inputs.

    An input that kills its process costs itself alone: it becomes Unreadable, under the name that `subject` gives it,
    and the others go on. With limits so does one that costs more, and one that meets an error in the program, which is
    logged; without them such an error is raised.
    """
    waiting: deque[tuple[str, ProcessFuture[bytes]]] = deque()
    # The fork server keeps the environment of its start; the data folder may have become another one since.
    begin = [data_folder(), limits, function, settings]
    with ProcessPool(workers, initializer=_begin, initargs=begin, context=_context(function)) as pool:
        for input_id, inputs in loads:
            args = [input_id, inputs, limits, subject(input_id)]
            waiting.append((input_id, pool.schedule(_call_guarded, args=args)))
            if len(waiting) == _AHEAD * workers:
                yield _result(*waiting.popleft(), limits, subject)
        while waiting:
            yield _result(*waiting.popleft(), limits, subject)


class _Work:
    """What a process of a pool does, given once: settings may be large."""

    function: Function
    settings: Any


def _begin(folder: Path, limits: Limits | None, function: Function, settings: Any) -> None:
    use_data_folder(folder)
    _Work.function, _Work.settings = staticmethod(function), settings
    if limits:
        start_guard(limits)


def _result(input_id: str, future: ProcessFuture[bytes], limits: Limits | None, subject: Naming) -> tuple[str, Result]:
    error = future.exception()
    if error is None:
        return input_id, pickle.loads(future.result())
    name = subject(input_id)
    if isinstance(error, ProcessExpired):
        return input_id, _why_dead(name, error.exitcode, limits)
    if limits is None or not isinstance(error, Exception):
        raise error
    log.error("%s: reading it failed.", name, exc_info=error)
    return input_id, Unreadable(name, f"reading it failed ({type(error).__name__})", "Report it, with the document")


def _why_dead(name: str, status: int | None, limits: Limits | None) -> Unreadable:
    if limits and status == OVER_MEMORY:
        return _over_memory(name, limits)
    if limits and status in OVER_TIME:
        return Unreadable(name, f"it takes more than {limits.seconds:g} s to read", _SPLIT)
    return Unreadable(name, "the process that read it died", _ANEW)


def _over_memory(name: str, limits: Limits) -> Unreadable:
    return Unreadable(name, f"it needs more than {limits.memory / (1 << 30):.2g} GB of memory", _SPLIT)


def _context(function: Function) -> Any:
    """Return how processes start: forked from a server that has imported the stage once, where the system can."""
    if "forkserver" not in multiprocessing.get_all_start_methods():
        return multiprocessing.get_context("spawn")
    context = multiprocessing.get_context("forkserver")
    # The server is started once, with what the first of its pools asks for; what is not there it passes over.
    context.set_forkserver_preload([function.__module__, _PRELOADED])
    return context


def _call_guarded(input_id: str, inputs: Any, limits: Limits | None, name: str) -> bytes:
    """Return the pickled result of a call, or what it cost too much of."""
    function, settings = _Work.function, _Work.settings
    if limits is None:
        return pickle.dumps(_call(function, input_id, inputs, settings))
    try:
        with guarded():
            pickled = pickle.dumps(_call(function, input_id, inputs, settings))
    except MemoryError:
        return pickle.dumps(_over_memory(name, limits))
    except RecursionError:
        return pickle.dumps(Unreadable(name, "its parts are nested too deeply", _ANEW))
    if len(pickled) > limits.output:
        return pickle.dumps(Unreadable(name, f"it holds more than {limits.output >> 20} MB of text", _SPLIT))
    return pickled


def _call(function: Function, input_id: str, inputs: Any, settings: Any) -> Result:
    try:
        return list(function(inputs, settings))
    except (Surprise, Unreadable, Unchanged) as outcome:
        return outcome
    except Exception as error:
        error.add_note(f"while {function.__module__}.{function.__qualname__} was at {input_id}")
        raise
