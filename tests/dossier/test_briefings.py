"""Where a briefing may be written, and what is recorded of it."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from workbench import open_dossier
from workbench.errors import BriefingNotWritten

if TYPE_CHECKING:
    from pathlib import Path

    from workbench import Dossier


def test_a_briefing_never_takes_the_place_of_a_dossier(sample: Dossier) -> None:
    with pytest.raises(BriefingNotWritten, match=r"ends in one of"):
        sample.briefings.write(sample.path)
    assert sample.check() == []
    assert len(sample.briefings) == 0


def test_a_briefing_records_the_state_that_it_shows(sample: Dossier, tmp_path: Path) -> None:
    last = sample.operations(limit=1)[0]
    written = sample.briefings.write(tmp_path / "b.XLSX", query="h200")
    assert written is not None
    assert (written.operation, written.head, written.query) == (last.seq, last.hash, "h200")
    assert sample.next_undo is not None
    assert sample.next_undo.label == "Write briefing"


def test_a_dossier_that_is_only_read_can_be_briefed(sample: Dossier, tmp_path: Path) -> None:
    sample.close()
    with open_dossier(sample.path, read_only=True) as dossier:
        assert dossier.briefings.write(tmp_path / "b.xlsx") is None
    assert (tmp_path / "b.xlsx").read_bytes().startswith(b"PK")
