from __future__ import annotations

from typing import TYPE_CHECKING, Any

from workbench.console.window import WindowByComm
from workbench.model.query import Query

if TYPE_CHECKING:
    from collections.abc import Callable


class Line:
    """The console's end of a comm, which keeps what is sent."""

    def __init__(self) -> None:
        self.sent: list[dict[str, Any]] = []
        self.heard: Callable[[dict[str, Any]], None] | None = None

    def on_msg(self, heard: Callable[[dict[str, Any]], None]) -> None:
        self.heard = heard

    def send(self, what: dict[str, Any]) -> None:
        self.sent.append(what)


def state(**changed: Any) -> dict[str, Any]:
    data = {"kind": "decision", "ids": [], "query": "", "dark": False} | changed
    return {"content": {"data": data}}


def test_the_window_tells_its_selection_and_its_theme() -> None:
    window = WindowByComm(lambda _: None)
    window.opened(Line(), state(ids=["a", "b"], dark=True))

    assert window.selected == ("decision", ("a", "b"))
    assert window.dark


def test_an_empty_selection_is_none() -> None:
    window = WindowByComm(lambda _: None)
    window.opened(Line(), state(ids=["a"]))
    window.told(state())

    assert window.selected is None


def test_a_new_query_is_handed_on_once() -> None:
    heard: list[Query] = []
    window = WindowByComm(heard.append)
    window.opened(Line(), state(query="h200"))
    window.told(state(query="h200"))

    assert heard == [Query.parse("h200")]
    assert window.query == Query.parse("h200")


def test_the_console_moves_the_window_to_records_and_to_a_query() -> None:
    line = Line()
    window = WindowByComm(lambda _: None)
    window.opened(line, state())
    window.show("decision", ("a", "b"))
    window.show_query(Query.parse("stance:deny"))

    assert line.sent == [{"kind": "decision", "ids": ["a", "b"]}, {"query": "stance:deny"}]


def test_nothing_is_sent_before_the_window_has_opened_its_line() -> None:
    WindowByComm(lambda _: None).show("decision", ("a",))
