from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QRectF

from workbench.analysis.heat import heat
from workbench.charts.numbers import off_tsv
from workbench.charts.squares import patches
from workbench.model.when import When

if TYPE_CHECKING:
    from tests.charts.conftest import Shown


def test_each_square_that_holds_decisions_says_which(dated: Shown) -> None:
    timeline, _, _ = dated
    found = patches(heat(timeline), QRectF(0, 0, 900, 400))
    told = {patch.lines[0]: patch.lines[1] for patch in found}
    assert told["United States, Q2 2025"] == "1 decision"
    assert told["China, no quarter"] == "1 decision"
    assert all(patch.ids for patch in found)


def test_a_quarter_is_written_alike_in_picture_and_numbers(dated: Shown) -> None:
    found = heat(dated[0])
    heads = off_tsv(found).splitlines()[0].split("\t")[1:-1]
    told = {patch.lines[0].partition(", ")[2] for patch in patches(found, QRectF(0, 0, 900, 400))}
    assert told - {"no quarter"} <= set(heads)
    assert str(When("2025-34")) in heads
