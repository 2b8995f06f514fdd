"""Forecasts on the command line: estimate, decide, score."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.cli.typed import rows, run

if TYPE_CHECKING:
    from pathlib import Path


def test_a_forecast_is_estimated_decided_scored_and_opened_again(
    file: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    add = (
        "forecasts",
        "add",
        "-d",
        file,
        "--question",
        "More approvals?",
        "--criteria",
        "Reported",
    )
    assert run(capsys, *add, "--due", "2026-02-28") == "FC-0001\n"
    run(capsys, "forecasts", "estimate", "FC-0001", "likely", "-d", file, "--at", "2026-02-01")
    run(
        capsys, "forecasts", "resolve", "FC-0001", "-d", file, "--outcome", "yes",
        "--on", "2026-02-20", "--decided-by", "C-0012",
    )  # fmt: skip
    (score,) = rows(capsys, "forecasts", "scores", "-d", file)
    assert score["brier"] == pytest.approx([0.04, 0.2025])
    assert "Brier 0.040 to 0.202" in run(capsys, "forecasts", "scores", "-d", file)
    run(capsys, "forecasts", "reopen", "FC-0001", "-d", file)
    assert "not decided" in run(capsys, "forecasts", "scores", "-d", file)
