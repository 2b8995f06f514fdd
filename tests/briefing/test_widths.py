"""How high rows must be."""

from __future__ import annotations

from hypothesis import given, strategies as st

from workbench.briefing.widths import line_count, row_height


def test_a_short_text_takes_one_line_and_a_long_one_more() -> None:
    assert line_count("H200", 12) == 1
    assert line_count("more than 400,000 of the chips in total", 24) == 2
    assert line_count("one\ntwo\n", 40) == 3


def test_a_word_wider_than_its_column_is_broken() -> None:
    assert line_count("W" * 100, 12) > 10


@given(text=st.text(max_size=300), columns=st.floats(min_value=1, max_value=200))
def test_every_text_has_a_height_that_excel_takes(text: str, columns: float) -> None:
    lines = line_count(text, columns)
    assert lines >= 1
    assert 18 <= row_height(lines) <= 409
