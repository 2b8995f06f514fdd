from __future__ import annotations

from hypothesis import given, strategies as st

from workbench.intake.document import Run
from workbench.intake.place import carried_runs, on_pages, packed_runs, page_at, runs_of

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


def text_of(runs: tuple[Run, ...], text: str, start: int, stop: int) -> list[str]:
    """The words of `text`, which a page counts from 0, that a stretch of another one stands on."""
    return [text[first:last] for _, first, last in on_pages(runs, start, stop)]


def test_a_corrected_text_stands_where_it_stood() -> None:
    old = "The sa1e is apprcved.\nThree firms may buy.\nNobody said when."
    new = "The sale is approved.\nThree firms may buy.\nNobody said when."
    runs = carried_runs((Run(0, 3, 0, len(old)),), old, new)
    assert [(run.start, run.length) for run in runs] == [(0, 21), (22, 20), (43, 17)], "by lines"
    assert all((run.page, run.first) == (3, run.start) for run in runs)


def test_a_mended_word_stands_where_the_wrong_one_did() -> None:
    old = "One.\nA li cence was gr@nted to Alibaba.\nEnd."
    new = "One.\nA licence was granted to Alibaba, Inc.\nEnd."
    runs = carried_runs((Run(0, 0, 0, len(old)),), old, new)
    at = new.index("licence")
    assert text_of(runs, old, at, at + 7) == ["li cenc"]
    at = new.index("granted")
    assert text_of(runs, old, at, at + 7) == ["gr@nted"]
    at = new.index("End")
    assert text_of(runs, old, at, at + 3) == ["End"]
    at = new.index(", Inc")
    assert text_of(runs, old, at, at + 5) == [], "what is new stands on no page"


def test_of_a_repeated_line_that_may_be_either_no_page_is_told() -> None:
    old = "Again and again.\nOne.\nAgain and again.\nTwo."
    new = "Again and again.\nTwo."
    runs = carried_runs((Run(0, 0, 0, 21), Run(22, 1, 0, 21)), old, new)
    assert page_at(runs, new.index("Two")) == 1
    assert on_pages(runs, 0, 16) == []
    changed = old.replace("One", "0ne")
    runs = carried_runs((Run(0, 0, 0, 21), Run(22, 1, 0, 21)), old, changed)
    pages = [page for page, _, _ in on_pages(runs, 0, len(old))]
    assert pages == [0, 0, 1, 1], "nothing came or went"


@given(st.lists(st.sampled_from(["One two.", "Three four five.", "Six."]), max_size=8), st.data())
def test_what_stands_on_a_page_is_what_was_read_there(
    lines: list[str], data: st.DataObject
) -> None:
    old = "\n".join(lines)
    kept = [each for each in lines if data.draw(st.booleans())]
    new = "\n".join(kept)
    for run in carried_runs((Run(0, 0, 0, len(old)),), old, new):
        assert new[run.start : run.start + run.length] == old[run.first : run.first + run.length]
