from __future__ import annotations

from hypothesis import given, strategies as st

from workbench.intake.compare import TextChange, changed_lines

LINES = st.lists(st.sampled_from(["One.", "Two.", "Three.", ""]), max_size=9).map("\n".join)


def test_lines_that_became_others_stand_side_by_side() -> None:
    old, new = "One.\n\nTw0.\nThree.\nFour.", "One.\nTwo.\n\nThree.\nFive.\nSix."
    assert changed_lines(old, new) == [
        TextChange(2, "Tw0.", "Two."),
        TextChange(4, "Four.", "Five.\nSix."),
    ]


def test_lines_come_and_go() -> None:
    assert changed_lines("One.\nTwo.", "Two.") == [TextChange(1, "One.", "")]
    assert changed_lines("Two.", "Two.\nOne.") == [TextChange(2, "", "One.")]


@given(LINES, LINES)
def test_what_is_told_is_all_that_differs(old: str, new: str) -> None:
    found = changed_lines(old, new)
    gone = sum(len(each.before.split("\n")) for each in found if each.before)
    come = sum(len(each.after.split("\n")) for each in found if each.after)
    before, after = ([line for line in text.split("\n") if line] for text in (old, new))
    assert len(before) - gone == len(after) - come
    assert (not found) == (before == after)
