from __future__ import annotations

from workbench.intake.document import Run
from workbench.intake.place import on_pages, packed_runs, page_at, runs_of

RUNS = (Run(0, 0, 5, 10), Run(11, 0, 17, 4), Run(15, 1, 0, 20))


def test_runs_come_back_as_they_were() -> None:
    assert runs_of(packed_runs(RUNS)) == RUNS


def test_a_stretch_is_found_on_each_page_that_it_touches() -> None:
    assert on_pages(RUNS, 2, 4) == [(0, 7, 9)]
    assert on_pages(RUNS, 8, 17) == [(0, 13, 15), (0, 17, 21), (1, 0, 2)]
    assert on_pages(RUNS, 10, 11) == []
    assert on_pages((), 0, 5) == []


def test_a_position_stands_on_a_page() -> None:
    assert [page_at(RUNS, at) for at in (0, 10, 14, 15, 99)] == [0, 0, 0, 1, 1]
    assert page_at((), 3) == 0
