from __future__ import annotations

import pytest
from hypothesis import given, strategies as st

from workbench.intake.dates import date_of, mail_date
from workbench.model.when import When


@pytest.mark.parametrize(
    ("words", "text"),
    [
        ("2026-01-28T23:30:00-05:00", "2026-01-28"),
        ("2026-01", "2026-01"),
        ("2026/1/28", "2026-01-28"),
        ("D:20260128233000-05'00'", "2026-01-28"),
        ("20260128", "2026-01-28"),
        ("D:2026", "2026"),
        ("28 January 2026", "2026-01-28"),
        ("2026-02-30", ""),
        ("20261399", ""),
        ("yesterday", ""),
        ("", ""),
    ],
)
def test_dates_are_read_as_documents_write_them(words: str, text: str) -> None:
    assert date_of(words) == When(text)


def test_a_mail_was_written_on_the_day_of_its_sender() -> None:
    assert mail_date("Wed, 28 Jan 2026 23:30:00 -0500") == When("2026-01-28")
    assert mail_date("no date") == When.UNKNOWN


@given(st.text(max_size=40))
def test_no_words_break_it(words: str) -> None:
    date_of(words)
    mail_date(words)
