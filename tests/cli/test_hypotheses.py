"""Competing hypotheses on the command line."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tests.cli.typed import rows, run

if TYPE_CHECKING:
    from pathlib import Path

    import pytest


def test_evidence_is_rated_and_the_matrix_names_the_least_inconsistent(
    file: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    rate = ("hypothesis-sets", "rate", "HY-0001", "C-0017", "very_inconsistent", "-d", file)
    assert run(capsys, *rate, "--analyst", "Ada") == "AR-0001\n"
    run(capsys, "hypothesis-sets", "weigh", "HS-0001", "C-0001", "-d", file)
    (found,) = rows(capsys, "hypothesis-sets", "matrix", "HS-0001", "-d", file)

    assert [each["inconsistency"] for each in found["hypotheses"]] == [2, 0, 0, 0]
    assert [each["least"] for each in found["hypotheses"]] == [False, True, True, True]
    assert len(found["evidence"]) == 8
    assert "least inconsistent" in run(capsys, "hypothesis-sets", "matrix", "HS-0001", "-d", file)


def test_the_ratings_of_several_analysts_stand_side_by_side_with_how_far_they_agree(
    file: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    for who, grade in (("Ada", "very_inconsistent"), ("Bea", "consistent")):
        cell = ("HY-0001", "C-0017", grade)
        run(capsys, "hypothesis-sets", "rate", *cell, "-d", file, "--analyst", who)
    (found,) = rows(capsys, "hypothesis-sets", "matrix", "HS-0001", "-d", file)

    assert found["hypotheses"][0]["by_analyst"] == {"Ada": 2, "Bea": 0}
    (rated,) = (each["ratings"] for each in found["evidence"] if each["ratings"])
    assert rated["HY-0001"] == {
        "grades": {"Ada": "very_inconsistent", "Bea": "consistent"},
        "agreement": "extreme disagreement",
    }
    told = run(capsys, "hypothesis-sets", "matrix", "HS-0001", "-d", file)
    assert "HY-0001 Ada: very inconsistent, Bea: consistent (extreme disagreement)" in told
