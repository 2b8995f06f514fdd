from __future__ import annotations

import pytest

from workbench.errors import InvalidField
from workbench.gui.widgets.jurisdiction import code_of


@pytest.mark.parametrize(
    ("typed", "code"),
    [
        ("CHN", "CHN"),
        ("chn", "CHN"),
        ("China", "CHN"),
        (" south  korea ", "KOR"),
        ("USA United States", "USA"),
        ("", ""),
    ],
)
def test_a_jurisdiction_is_found_by_code_name_or_line(typed: str, code: str) -> None:
    assert code_of(typed) == code


@pytest.mark.parametrize("typed", ["Atlantis", "CH", "CHNX", "CHN China and more"])
def test_what_is_no_jurisdiction_is_refused_with_words(typed: str) -> None:
    with pytest.raises(InvalidField, match="no jurisdiction"):
        code_of(typed)
