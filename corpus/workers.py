"""Calling a stage's function on many inputs: in turn, or in a pool of processes that survives the death of one."""

from __future__ import annotations

import multiprocessing
from collections import deque
from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import Any, TypeAlias

from pebble import ProcessExpired, ProcessFuture, ProcessPool

from corpus.issues import Surprise, Unchanged, Unreadable, name_of_input
from corpus.raw import data_folder, use_data_folder
from corpus.record import Record

Tables: TypeAlias = Mapping[type[Record], tuple[Record, ...]]
Result: TypeAlias = list[Record] | Surprise | Unreadable | Unchanged
Function: TypeAlias = Callable[[Any, Any], Iterator[Record]]
Load: TypeAlias = tuple[str, Tables]

_AHEAD = 2
"""Inputs held ready for each worker, so that none waits and few are in memory."""


def each_in_turn(function: Function, loads: Iterable[Load], settings: Any) -> Iterator[tuple[str, Result]]:
    """Yield the id of each input with what the function made of it."""
    for input_id, inputs in loads:
        yield input_id, _call(function, input_id, inputs, settings)


def each_in_pool(
    function: Function, loads: Iterable[Load], settings: Any, workers: int
) -> Iterator[tuple[str, Result]]:
    """Yield the id of each input with what the function made of it, in the order of the inputs.

    An input that kills its process costs itself alone: it becomes Unreadable, and the others go on.
    """
    waiting: deque[tuple[str, ProcessFuture[Result]]] = deque()
    # The fork server keeps the environment of its start; the data folder may have become another one since.
    started = ProcessPool(workers, initializer=use_data_folder, initargs=[data_folder()], context=_context(function))
    with started as pool:
        for input_id, inputs in loads:
            waiting.append((input_id, pool.schedule(_call, args=[function, input_id, inputs, settings])))
            if len(waiting) == _AHEAD * workers:
                yield _result(*waiting.popleft())
        while waiting:
            yield _result(*waiting.popleft())


def _result(input_id: str, future: ProcessFuture[Result]) -> tuple[str, Result]:
    try:
        return input_id, future.result()
    except ProcessExpired:
        remedy = "Open it in a viewer and save it anew, or leave it out"
        return input_id, Unreadable(name_of_input(input_id), "the process that read it died", remedy)


def _context(function: Function) -> Any:
    """Return how processes start: forked from a server that has imported the stage once, where the system can."""
    if "forkserver" not in multiprocessing.get_all_start_methods():
        return multiprocessing.get_context("spawn")
    context = multiprocessing.get_context("forkserver")
    context.set_forkserver_preload([function.__module__])
    return context


def _call(function: Function, input_id: str, inputs: Tables, settings: Any) -> Result:
    try:
        return list(function(inputs, settings))
    except (Surprise, Unreadable, Unchanged) as outcome:
        return outcome
    except Exception as error:
        error.add_note(f"while {function.__module__}.{function.__qualname__} was at {input_id}")
        raise
