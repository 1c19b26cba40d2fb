"""What is worked out once for a thing that never changes, at the first asking.

Before Python 3.12 `functools.cached_property` takes a lock for each: a page has a thousand phrases, and one thread.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, Generic, TypeVar, overload

T = TypeVar("T")


class once(Generic[T]):  # noqa: N801 - it is written as a decorator
    """A method as an attribute that is kept."""

    def __init__(self, work: Callable[[Any], T]) -> None:
        self._work, self._name, self.__doc__ = work, "", work.__doc__

    def __set_name__(self, owner: type, name: str) -> None:
        self._name = name

    @overload
    def __get__(self, thing: None, owner: type) -> once[T]: ...
    @overload
    def __get__(self, thing: object, owner: type) -> T: ...
    def __get__(self, thing: object, owner: type) -> once[T] | T:
        """The value; kept under the name of the attribute, it is found there from then on."""
        if thing is None:
            return self
        found = thing.__dict__[self._name] = self._work(thing)
        return found
