"""Progress: how long work tells how far it is, and learns that it should stop."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol, TypeVar

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

Each = TypeVar("Each")
_BETWEEN_STEPS = 256


class Progress(Protocol):
    """What long work reports to."""

    def step(self, done: int, total: int, what: str = "") -> None:
        """Says that `done` of `total` steps are over, and what comes next.

        Raises:
            Cancelled: the analyst wants it to stop.
        """


class Silent:
    """Progress that nobody watches."""

    def step(self, done: int, total: int, what: str = "") -> None:
        """Takes the news and goes on."""


class Here:
    """Progress that stays where it is: each step says the same, and asks whether to stop."""

    def __init__(self, outer: Progress, done: int, total: int, what: str) -> None:
        self._outer = outer
        self._told = (done, total, what)

    def step(self, _done: int = 0, _total: int = 0, _what: str = "") -> None:
        """Says where it is."""
        self._outer.step(*self._told)


def followed(every: Sequence[Each], progress: Progress, what: str) -> Iterator[Each]:
    """Goes through a sequence, and tells how far it is.

    Raises:
        Cancelled: the analyst wants it to stop.
    """
    for number, each in enumerate(every):
        if number % _BETWEEN_STEPS == 0:
            progress.step(number, len(every), what)
        yield each
