"""The notice of a commit answers at once, however much was written."""

from __future__ import annotations

from typing import NoReturn

from typing_extensions import override

from workbench.model.change import Changes, Operation


class Unread(frozenset[str]):
    """Ids that nobody goes through."""

    @override
    def __iter__(self) -> NoReturn:
        raise AssertionError


def test_a_panel_that_asks_for_the_kinds_does_not_go_through_all_records() -> None:
    operation = Operation(
        seq=1, id="a", clock="", at="", replica="", analyst="Ada", label="Import tracker.csv"
    )
    made = Changes(operation=operation, touched={"decision": Unread("a"), "party": Unread("b")})

    assert made.kinds() == {"decision", "party"}
