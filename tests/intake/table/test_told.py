from __future__ import annotations

from typing import TYPE_CHECKING

from workbench.intake.process import reading_process
from workbench.intake.table import told
from workbench.intake.table.read import Way, read_table
from workbench.intake.table.told import packed, unpacked

if TYPE_CHECKING:
    from pathlib import Path

    import pytest


def test_a_table_is_the_same_on_the_other_side(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    place = tmp_path / "t.csv"
    place.write_text("Title;Country\nBan;\u4e2d\u56fd\n\nSale;\0USA\n", "utf-8")
    table = read_table(place)

    assert unpacked(*packed(table), place.read_bytes()) == table
    monkeypatch.setattr(told, "AT_ONCE", 1)
    assert unpacked(*packed(table), place.read_bytes()) == table
    other = reading_process().table(place.read_bytes(), "t.csv", Way())
    assert other == table
    assert other.original == place.read_bytes()
