from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from workbench.dossier.sample import build

if TYPE_CHECKING:
    from pathlib import Path


@pytest.fixture
def file(tmp_path: Path) -> Path:
    """A sample dossier, closed."""
    place = tmp_path / "sample.dossier"
    build(place)
    return place
