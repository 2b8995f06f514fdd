"""The file of a briefing: where it may go, and what it is called on its own pages."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from workbench import open_dossier
from workbench.briefing.recipe import THEMES
from workbench.charts.paper import printed
from workbench.dossier import briefings
from workbench.dossier.briefing_file import OUTPUTS
from workbench.dossier.release import Release
from workbench.errors import BriefingNotWritten

if TYPE_CHECKING:
    from pathlib import Path

    from workbench import Dossier

openpyxl = pytest.importorskip("openpyxl")


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


def foot(path: Path) -> str:
    return str(openpyxl.load_workbook(path).worksheets[0].oddFooter.left.text)


def test_a_briefing_is_called_on_its_pages_as_the_dossier_calls_it(
    sample: Dossier, tmp_path: Path
) -> None:
    for name in ("a.xlsx", "b.xlsx"):
        written = sample.briefings.write(tmp_path / name, recipe="tables")
        assert written is not None
        assert foot(tmp_path / name).startswith(f"{written.ref} · as of")


def test_a_number_that_another_program_took_meanwhile_is_put_right(
    sample: Dossier, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(briefings, "last_number", lambda _connection, _kind: 6)
    written = sample.briefings.write(tmp_path / "b.xlsx", recipe="tables")
    assert written is not None
    assert foot(tmp_path / "b.xlsx").startswith(f"{written.ref} · as of")


def test_a_briefing_that_is_not_recorded_has_no_number(sample: Dossier, tmp_path: Path) -> None:
    sample.close()
    with open_dossier(sample.path, read_only=True) as dossier:
        dossier.briefings.write(tmp_path / "b.xlsx", recipe="tables")
    assert foot(tmp_path / "b.xlsx").startswith("as of")


def test_pages_take_the_colours_of_the_theme(sample: Dossier) -> None:
    text = '[[sheets]]\nblock = "cover"\n'
    inks = [sample.briefings.printout("", f'theme = "{each}"\n{text}').ink for each in THEMES]
    assert len(set(inks)) == len(THEMES)
