from __future__ import annotations

import pytest

from workbench.model.query import Filter
from workbench.store.refusal import refusal


@pytest.mark.parametrize(
    ("field", "value", "words"),
    [
        (
            "publishr",
            "x",
            "No field 'publishr' here. Did you mean 'publisher'? Known: author, publ",
        ),
        ("is", "hold", "No state 'hold' for is: here. Did you mean 'held'? Known: held."),
        ("after", "2026", "No field 'after' here. For dates write since:2026-01 or until:2026-03."),
        ("text", "chips", "Words are looked for in texts anyway"),
    ],
)
def test_what_was_meant_is_said(field: str, value: str, words: str) -> None:
    assert words in refusal(Filter(field, (value,)), {"author", "publisher"}, {"held"})


def test_very_many_names_are_not_listed() -> None:
    many = {f"field_{number}" for number in range(60)}
    assert refusal(Filter("field_1x", ("",)), many, ()).endswith("Did you mean 'field_1'?")
