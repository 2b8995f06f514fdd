"""The standard's schema and another program's project, where the shared folder is there."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from lxml import etree

SHARED = Path(__file__).parents[2].parent / "shared/data/qdpx"


@pytest.fixture(scope="session")
def schema() -> Any:
    """Return the XSD of REFI-QDA projects."""
    path = SHARED / "REFI-QDA-Project-1.0.xsd"
    if not path.is_file():
        pytest.skip("the schema of REFI-QDA lies in the shared folder, which is not here")
    return etree.XMLSchema(etree.parse(path))


@pytest.fixture(scope="session")
def demo() -> bytes:
    """Return a project that another program wrote."""
    path = SHARED / "qc_demo.qdpx"
    if not path.is_file():
        pytest.skip("the project of another program lies in the shared folder, which is not here")
    return path.read_bytes()
