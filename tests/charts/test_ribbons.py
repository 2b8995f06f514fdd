from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QRectF

from workbench.analysis.flow import Flow
from workbench.charts.ribbons import apart, lay_out, patches

if TYPE_CHECKING:
    from workbench.dossier.dossier import Dossier

ROOM = QRectF(0, 0, 900, 500)


def test_what_is_pointed_at_tells_both_bounds(filled: Dossier) -> None:
    off = filled.trends.of("", form="flow").off
    assert isinstance(off, Flow)
    told = {patch.lines[0].partition(" to ")[2]: patch.lines[1:] for patch in patches(off, ROOM)}
    assert told["ByteDance"] == ("60 – 90", "")
    assert told["Alibaba"] == ("40", "")
    assert told["ByteDance and Alibaba, jointly"] == ("> 400", "no upper bound stated")


def test_ribbons_are_as_thick_as_their_lower_bound_and_end_at_their_boxes(filled: Dossier) -> None:
    off = filled.trends.of("", form="flow").off
    assert isinstance(off, Flow)
    nodes, pieces = lay_out(off, ROOM)
    thick = {piece.of.recipient: piece.left[2] - piece.left[1] for piece in pieces}
    lows = {ribbon.recipient: ribbon.low for ribbon in off.ribbons}
    one, *others = lows
    for other in others:
        assert abs(thick[one] / thick[other] - lows[one] / lows[other]) < 0.05
    for node in nodes:
        assert ROOM.contains(node.rect)
    joint = [node for node in nodes if node.joint]
    assert [node.name.endswith(", jointly") for node in joint] == [True]


def test_names_of_thin_boxes_are_moved_apart_and_stay_within() -> None:
    assert apart([0, 50, 55], [30, 30, 30], (0, 200)) == [0, 50, 80]
    assert apart([0, 160, 165, 190], [30, 30, 30, 30], (0, 200)) == [0, 110, 140, 170]
