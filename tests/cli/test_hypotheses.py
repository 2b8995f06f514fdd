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
