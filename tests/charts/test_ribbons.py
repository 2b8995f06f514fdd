from __future__ import annotations

from dataclasses import replace
from itertools import pairwise
from typing import TYPE_CHECKING

import numpy as np
import pytest
from PySide6.QtCore import QRectF
from PySide6.QtGui import QColor, QImage, QPainter

from workbench.analysis.flow import Flow, Ribbon
from workbench.analysis.timeline import Timeline
from workbench.charts import drawing
from workbench.charts.palette import DARK, LIGHT
from workbench.charts.picture import picture
from workbench.charts.ribbons import lay_out, patches, recipient_colours
from workbench.model.kinds import Stage
from workbench.model.plot_choice import PlotChoice, PlotForm

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

    from workbench.charts.palette import ChartPalette
    from workbench.charts.picture import Picture
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


@pytest.mark.parametrize("number", [1, 12, 40, 200])
def test_boxes_and_ribbons_stay_within_the_picture_however_many_there_are(number: int) -> None:
    ways = [(n % 8, n % 5, n) for n in range(number)]
    nodes, pieces = lay_out(flow_of(ways), ROOM)
    room = ROOM.adjusted(0, 0, 0, 0.001)
    assert all(room.contains(node.rect) for node in nodes)
    assert max(piece.right[2] for piece in pieces) <= room.bottom()
    boxes = sorted((node.rect.top(), node.rect.bottom()) for node in nodes if node.column == 2)
    assert all(one[1] < other[0] for one, other in pairwise(boxes))
    used = sum(bottom - top for top, bottom in boxes)
    assert used > ROOM.height() / 3


def test_what_is_put_together_has_the_colour_of_all_others_though_it_is_the_largest() -> None:
    flow = flow_of([(0, 0, n) for n in range(4)])
    rest = replace(flow, others=frozenset({"Recipient 3"}))
    colours = recipient_colours(LIGHT, rest)
    assert colours["Recipient 3"] == LIGHT.parts[-1]
    assert colours["Recipient 2"] == LIGHT.parts[0]


def many_ribbons() -> Flow:
    return flow_of([(n % 8, n % 5, n % 11) for n in range(100)])


def flow_of(ways: Sequence[tuple[int, int, int]]) -> Flow:
    ribbons = tuple(
        Ribbon(
            supplier=f"Supplier {supplier}",
            item=f"Item {item}",
            recipient=f"Recipient {recipient}",
            low=10.0 + n,
            high=200.0,
            stated=10.0 + n,
            strict=False,
            joint=recipient == 10,
            ids=frozenset({f"a{n}"}),
        )
        for n, (supplier, item, recipient) in enumerate(ways)
    )
    return Flow(stage=Stage.AUTHORISED, unit="chip", ribbons=ribbons)


def pixels(shown: Picture, ratio: float) -> NDArray[np.int16]:
    wide, high = round(shown.width * ratio), round(shown.height * ratio)
    image = QImage(wide, high, QImage.Format.Format_ARGB32_Premultiplied)
    image.setDevicePixelRatio(ratio)
    image.fill(QColor(shown.palette.ground))
    painter = QPainter(image)
    drawing.draw(painter, shown)
    painter.end()
    return np.asarray(image.constBits(), dtype=np.int16).reshape(high, wide, 4)


@pytest.mark.parametrize("palette", [LIGHT, DARK], ids=lambda each: each.name)
@pytest.mark.parametrize("ratio", [1.0, 1.5, 2.0])
def test_very_many_ribbons_look_alike_in_a_window_and_in_a_file(
    qapp: object, palette: ChartPalette, ratio: float
) -> None:
    assert qapp is not None
    flow = PlotChoice(form=PlotForm.FLOW)
    made = picture(Timeline(), (), choice=flow, off=many_ribbons())
    filed = replace(made, palette=palette, width=900.0, height=500.0)
    shown = replace(filed, controls=True)
    file, window = pixels(filed, ratio), pixels(shown, ratio)
    assert np.abs(file - window).mean() < 1.5
    assert np.abs(file - file[0, 0]).mean() > 10
    chosen = pixels(replace(shown, selected=frozenset({"a7"})), ratio)
    assert 0 < (chosen != window).any(axis=2).mean() < 0.1
    assert (pixels(shown, ratio) == window).all()
