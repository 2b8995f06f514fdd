"""The window, as the console's process sees it: what is selected there, and how to move it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Protocol

from workbench.model.query import Query

if TYPE_CHECKING:
    from collections.abc import Callable

TARGET = "workbench.window"
"""The name under which the window opens its line to the console."""

SIGNATURES = "workbench_signatures"
"""Where an answer to Tab holds how the names that it offers are called, by name."""


class Window(Protocol):
    """What the names of the console ask of a window."""

    @property
    def selected(self) -> tuple[str, tuple[str, ...]] | None:
        """The kind and the ids of the selected records, or None."""

    @property
    def query(self) -> Query:
        """What the window shows."""

    @property
    def dark(self) -> bool:
        """Whether the window's theme is dark."""

    def show(self, kind: str, ids: tuple[str, ...]) -> None:
        """Moves the window to records of one kind."""

    def show_query(self, query: Query) -> None:
        """Makes the window show what `query` asks for."""


class WindowByComm:
    """A window at the other end of a Jupyter comm; it tells its state before each cell runs."""

    def __init__(self, on_query: Callable[[Query], None]) -> None:
        self.selected: tuple[str, tuple[str, ...]] | None = None
        self.query = Query()
        self.dark = False
        self._on_query = on_query
        self._comm: Any = None

    def opened(self, comm: Any, message: dict[str, Any]) -> None:
        """The window has opened its line."""
        self._comm = comm
        comm.on_msg(self.told)
        self.told(message)

    def told(self, message: dict[str, Any]) -> None:
        """The window tells its state: `kind` and `ids` of the selection, `query`, `dark`."""
        state = message["content"]["data"]
        self.selected = (state["kind"], tuple(state["ids"])) if state["ids"] else None
        self.dark = state["dark"]
        query = Query.parse(state["query"])
        if query != self.query:
            self.query = query
            self._on_query(query)

    def show(self, kind: str, ids: tuple[str, ...]) -> None:
        """Moves the window to records of one kind."""
        self._say({"kind": kind, "ids": list(ids)})

    def show_query(self, query: Query) -> None:
        """Makes the window show what `query` asks for."""
        self._say({"query": str(query)})

    def _say(self, what: dict[str, Any]) -> None:
        if self._comm is not None:
            self._comm.send(what)
