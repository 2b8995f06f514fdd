"""Progress: how long work tells how far it is, and learns that it should stop."""

from __future__ import annotations

from typing import Protocol


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
