from __future__ import annotations

from workbench.analysis.coverage import Coded, coding_quality


def test_the_share_counts_filled_fields_that_a_claim_backs() -> None:
    found = coding_quality(
        [
            Coded(filled=["action", "line"], backed=["action", "ended"]),
            Coded(filled=["action"], backed=[""]),
        ]
    )

    assert found.whole.share == 1 / 3
    assert found.fields["action"].share == 1 / 2
    assert found.fields["line"].share == 0


def test_zeros_are_counted_apart() -> None:
    found = coding_quality([Coded(filled=["level"], backed=[], zeros=["level"])])

    assert (found.zeros.filled, found.zeros.backed) == (1, 0)


def test_the_records_with_a_value_that_nothing_backs_are_named_once() -> None:
    found = coding_quality(
        [
            Coded(id="a", filled=["action", "line"], backed=[]),
            Coded(id="b", filled=["action"], backed=["action"]),
        ]
    )

    assert found.whole.lacking == ("a",)
    assert found.fields["action"].lacking == ("a",)


def test_nothing_filled_has_no_share() -> None:
    assert coding_quality([]).whole.share is None
