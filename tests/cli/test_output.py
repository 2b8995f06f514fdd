"""Files that commands write go to standard output too, with nothing else on it."""

from __future__ import annotations

import subprocess
import sys
from io import BytesIO
from typing import TYPE_CHECKING

import pytest

from workbench.dossier.sample import build

if TYPE_CHECKING:
    from pathlib import Path


@pytest.fixture(scope="module")
def file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A sample dossier, closed."""
    place = tmp_path_factory.mktemp("sample") / "sample.dossier"
    build(place)
    return place


@pytest.mark.parametrize(
    ("words", "begins"),
    [
        (("trends", "plot", "--out", "-.svg"), b"<?xml"),
        (("briefings", "write", "--out", "-.xlsx"), b"PK"),
        (("exchange", "write", "--out", "-.qdpx"), b"PK"),
        (("exchange", "write", "--out", "-.json"), b"{"),
    ],
    ids=["picture", "workbook", "project", "provenance"],
)
def test_a_file_can_go_to_standard_output(
    file: Path, tmp_path: Path, words: tuple[str, ...], begins: bytes
) -> None:
    done = subprocess.run(  # noqa: S603 - our own program
        [sys.executable, "-m", "workbench", *words, "-d", file],
        capture_output=True,
        check=False,
        cwd=tmp_path,
        timeout=120,
    )
    assert done.returncode == 0, done.stderr
    assert done.stdout.startswith(begins)
    assert list(tmp_path.iterdir()) == []
    if words[-1].endswith(".xlsx"):
        from openpyxl import load_workbook

        assert "Cover" in load_workbook(BytesIO(done.stdout)).sheetnames
