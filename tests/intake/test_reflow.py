from __future__ import annotations

from hypothesis import given, strategies as st

from workbench.intake.reflow import Line, reflow

WORDS = st.text(alphabet="abc -.\u00ad中😀", min_size=1, max_size=30).filter(
    lambda t: t == t.strip()
)


def line(page: int, text: str, bottom: float, right: float = 500.0) -> Line:
    indices = list(range(7, 7 + len(text)))
    return Line(page, text, indices, left=72.0, right=right, bottom=bottom, top=bottom + 12)


@given(st.lists(st.lists(WORDS, max_size=8), max_size=4))
def test_every_run_points_at_the_character_that_stands_there(pages: list[list[str]]) -> None:
    made = [
        [line(number, text, 700 - 14 * order) for order, text in enumerate(page)]
        for number, page in enumerate(pages)
    ]
    text, runs, _ = reflow(made)
    for run in runs:
        for offset in range(run.length):
            index = run.first + offset
            signs = {each.text[index - 7] for each in made[run.page] if index - 7 < len(each.text)}
            assert text[run.start + offset] in signs
    assert list(runs) == sorted(runs, key=lambda each: each.start)


def test_chinese_lines_are_joined_without_a_space() -> None:
    page = [line(0, "中国政府已批准销售数十万颗", 700), line(0, "芯片。", 686, 120)]
    assert reflow([page])[0] == "中国政府已批准销售数十万颗芯片。"


def test_items_of_a_list_stay_apart() -> None:
    page = [line(0, "1. The first of them", 700), line(0, "2. The second of them", 686)]
    assert reflow([page])[0].count("\n") == 1


def test_nothing_gives_nothing() -> None:
    assert reflow([]) == ("", (), ())
    assert reflow([[], []]) == ("", (), ())
