from __future__ import annotations

import pytest
from hypothesis import given, strategies as st

from workbench.errors import InvalidField
from workbench.intake.table.dates import MARKERS, DateFormat, is_slashed, likeliest, read_date


@pytest.mark.parametrize(
    ("words", "spelled", "edtf"),
    [
        ("2026-01-28", "auto", "2026-01-28"),
        ("2026-01", "auto", "2026-01"),
        ("28 January 2026", "auto", "2026-01-28"),
        ("Q1 2026", "auto", "2026-33"),
        ("2026-01-28T14:30:00Z", "auto", "2026-01-28"),
        ("2026-01-28 00:00:00", "auto", "2026-01-28"),
        ("2026/1/8", "auto", "2026-01-08"),
        ("2026-05-00", "auto", "2026-05"),
        ("1/28/2026", "auto", "2026-01-28"),
        ("28/1/2026", "auto", "2026-01-28"),
        ("3/3/2026", "auto", "2026-03-03"),
        ("3/4/2026", "us", "2026-03-04"),
        ("3/4/2026", "european", "2026-04-03"),
        ("03.04.26", "european", "2026-04-03"),
        ("46050", "excel", "2026-01-28"),
    ],
)
def test_dates_are_read_as_their_column_spells_them(words: str, spelled: str, edtf: str) -> None:
    assert read_date(words, DateFormat(spelled)).text == edtf


@pytest.mark.parametrize("words", ["3/4/2026", "13/13/2026", "soon", "2026-02-30", "31/4/2026"])
def test_what_can_be_read_in_two_ways_or_none_is_refused(words: str) -> None:
    with pytest.raises(InvalidField):
        read_date(words)


@given(st.sampled_from(sorted(MARKERS)))
def test_markers_are_no_date(marker: str) -> None:
    assert not read_date(f" {marker.upper()} ")


def test_a_column_is_judged_by_the_dates_that_are_plain() -> None:
    assert likeliest(["1/2/2026", "1/31/2026", "x"]) is DateFormat.US
    assert likeliest(["1/2/2026", "31/1/2026"]) is DateFormat.EUROPEAN
    assert likeliest(["1/2/2026", "2026-01-31"]) is DateFormat.AUTO
    assert is_slashed("1/2/2026")
    assert not is_slashed("2026-01-31")
