"""A property that is worked out once: `functools.cached_property` before Python 3.12 takes a lock, which costs more."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, Generic, TypeVar, overload

T = TypeVar("T")


class lazy(Generic[T]):
    """A property of an object with a `__dict__`, worked out when it is first asked for."""

    def __init__(self, work_out: Callable[[Any], T]) -> None:
        """Take the method that works it out."""
        self._work_out = work_out
        self._name = work_out.__name__
        self.__doc__ = work_out.__doc__

    @overload
    def __get__(self, owner: None, kind: type) -> lazy[T]: ...

    @overload
    def __get__(self, owner: object, kind: type) -> T: ...

    def __get__(self, owner: Any, kind: type) -> Any:
        """Work it out, and keep it in the place where it is looked for first."""
        if owner is None:
            return self
        value = owner.__dict__[self._name] = self._work_out(owner)
        return value
