"""Where a briefing may be written, and what is recorded of it."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from workbench import open_dossier
from workbench.charts.paper import printed
from workbench.dossier.briefings import OUTPUTS
from workbench.dossier.release import Release
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


class Untouched:
    """Progress of work that must not begin."""

    def step(self, done: int, total: int, what: str = "") -> None:
        raise AssertionError(what or f"{done} of {total}")


def test_a_place_that_is_taken_is_said_before_anything_is_gathered(
    sample: Dossier, tmp_path: Path
) -> None:
    for place in (tmp_path / f"b{ending}" for ending in OUTPUTS):
        (tmp_path / f".~lock.{place.name}#").touch()
        for left_out in ((), ("S-0001",)):
            release = Release(leave_out=left_out)
            with pytest.raises(BriefingNotWritten, match="open in another program"):
                sample.briefings.write(
                    place, progress=Untouched(), printer=printed, release=release
                )
        assert not place.exists()
