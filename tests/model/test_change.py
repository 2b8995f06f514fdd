"""The notice of a commit answers at once, however much was written."""

from __future__ import annotations

from typing import TYPE_CHECKING

from typing_extensions import override

from workbench.model.change import Changes, Operation

if TYPE_CHECKING:
    from collections.abc import Iterator


class Counted(frozenset[tuple[str, str]]):
    """Says how often it was gone through."""

    times = 0

    @override
    def __iter__(self) -> Iterator[tuple[str, str]]:
        type(self).times += 1
        return super().__iter__()


def test_each_panel_that_asks_for_the_kinds_does_not_go_through_all_records_again() -> None:
    operation = Operation(
        seq=1, id="a", clock="", at="", replica="", analyst="Ada", label="Import tracker.csv"
    )
    made = Changes(operation=operation, touched=Counted({("decision", "a"), ("party", "b")}))
    before = Counted.times
    assert made.kinds() == made.kinds() == {"decision", "party"}
    assert Counted.times == before
