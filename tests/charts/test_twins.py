from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from PySide6.QtCore import QRectF

from workbench.analysis.pairs import Pair, Pairs
from workbench.analysis.timeline import Timeline
from workbench.charts import export
from workbench.charts.picture import picture
from workbench.charts.twins import patches
from workbench.model.plot_choice import PlotChoice, PlotForm
from workbench.model.quantity import Quantity

if TYPE_CHECKING:
    from workbench.dossier.dossier import Dossier


def test_each_row_tells_both_bounds(filled: Dossier) -> None:
    off = filled.trends.of("", form="before-after").off
    assert isinstance(off, Pairs)
    last = patches(off, QRectF(0, 0, 900, 400))[-1]
    assert last.lines == ("All together", "before: 100 – 130", "after: > 500")
    assert len(last.ids) == 3


def test_where_rows_would_lie_on_one_another_the_largest_and_the_sum_are_shown() -> None:
    parts = [pair(f"Firm {n}", n * 100) for n in (3, 9, 1, 7, 5, 2, 8)]
    many = Pairs(day=739_000, ref="", title="", unit="chip", rows=(*parts, pair("All", 3500)))
    found = patches(many, QRectF(0, 0, 900, 230))
    assert [each.lines[0] for each in found] == ["Firm 9", "Firm 7", "Firm 8", "All"]
    boxes = [each.path.boundingRect() for each in found]
    assert all(box.height() > 30 for box in boxes)
    assert boxes[-1].bottom() <= 230
    assert len(patches(many, QRectF(0, 0, 900, 800))) == len(many.rows)


def test_what_has_no_room_is_named_in_the_picture(qapp: object) -> None:
    assert qapp is not None
    parts = [pair(f"Firm {n}", n * 100) for n in range(30)]
    off = Pairs(day=739_000, ref="", title="", unit="chip", rows=(*parts, pair("All", 43_500)))
    before_after = PlotChoice(form=PlotForm.BEFORE_AFTER)
    made = picture(Timeline(), (), choice=before_after, off=off)
    svg = export.to_svg(replace(made, width=900.0, height=500.0)).decode()
    assert "Not shown: Firm 0, Firm 1 and " in svg
    assert "others" in svg


def pair(name: str, amount: int) -> Pair:
    return Pair(
        name=name, before=Quantity.exact(amount // 2, "chip"), after=Quantity.exact(amount, "chip")
    )
