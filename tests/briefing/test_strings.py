"""Texts in XML, and those that are kept once."""

from __future__ import annotations

import pytest

from workbench.briefing.strings import SharedStrings, plain, ready


def test_a_text_with_a_sign_that_xml_cannot_hold_stays_one_text() -> None:
    strings = SharedStrings()
    assert [strings.number(text) for text in ("a\0b", "c", "a\0b")] == [0, 1, 0]
    assert b"".join(strings.items()).count(b"<si>") == 2


@pytest.mark.parametrize("text", ["a", "R&D", "> 5", "中文", "a_b", ""])
def test_texts_that_need_no_more_are_escaped_together_as_one_by_one(text: str) -> None:
    texts = ["first", text, "last"]
    assert ready(texts) == [plain(each) for each in texts]


@pytest.mark.parametrize(
    "text", ["<b>", "=1", " a", "a ", "a\nb", "_x0041_", "\0", "\ud800", "\ufffe", "\uff1d1"]
)
def test_texts_of_which_one_needs_more_are_left(text: str) -> None:
    assert ready(["first", text, "last"]) is None
