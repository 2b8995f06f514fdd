from __future__ import annotations

import pytest

from workbench.model.inert import inert


@pytest.mark.parametrize("start", ["=", "+", "-", "@", "\t", "\r", "\n", "\uff1d", "\uff20"])
def test_what_begins_as_a_formula_gets_an_apostrophe(start: str) -> None:
    assert inert(f"{start}1+1") == f"'{start}1+1"


@pytest.mark.parametrize("text", ["", "words", "a=b", "'=1", " "])
def test_other_text_stays_as_it_is(text: str) -> None:
    assert inert(text) == text
