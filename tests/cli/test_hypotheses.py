"""Competing hypotheses on the command line."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import pytest

from workbench.__main__ import main
from workbench.dossier.sample import build

if TYPE_CHECKING:
    from pathlib import Path


@pytest.fixture
def file(tmp_path: Path) -> Path:
    """A sample dossier, closed."""
    place = tmp_path / "sample.dossier"
    build(place)
    return place


def run(capsys: pytest.CaptureFixture[str], *words: object) -> str:
    """Carries out a command that must succeed; gives what it printed."""
    code = main([str(word) for word in words])
    printed = capsys.readouterr()
    assert code == 0, printed.err
    return printed.out


def rows(capsys: pytest.CaptureFixture[str], *words: object) -> list[dict[str, Any]]:
    """What a command printed as JSON."""
    found: list[dict[str, Any]] = json.loads(run(capsys, *words, "--json"))
    return found


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
