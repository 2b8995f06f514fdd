from __future__ import annotations

import shutil
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from pathlib import Path


@pytest.fixture
def file(sample_file: Path, tmp_path: Path) -> Path:
    """A sample dossier, closed."""
    place = tmp_path / "sample.dossier"
    shutil.copy(sample_file, place)
    return place
