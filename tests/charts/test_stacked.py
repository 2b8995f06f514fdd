from __future__ import annotations

import itertools
from dataclasses import replace
from typing import TYPE_CHECKING

import numpy as np

from workbench.charts import export
from workbench.charts.crosshair import pinned_card
from workbench.charts.frame import frame
from workbench.charts.picture import picture
from workbench.charts.pins import Pin
from workbench.charts.stacked import layers
from workbench.model.plot_choice import PlotMeasure

if TYPE_CHECKING:
    from workbench.dossier.dossier import Dossier


def test_layers_stand_on_one_another_and_add_up_to_the_lower_bound(filled: Dossier) -> None:
    made = filled.trends.of("", form="stacked")
    shown = picture(made.timeline, made.trends, choice=made.choice)
    laid = frame(shown)
    found = layers(shown, laid, made.trends[0], laid.axis.right())
    assert [each.part.name for each in found][:2] == ["ByteDance", "Alibaba"]
    for below, above in itertools.pairwise(found):
        assert np.array_equal(below.top, above.base)
    assert found[-1].top[-1] == made.trends[0].low[-1]
    assert found[-1].part.together


def test_shares_fill_the_whole_height(filled: Dossier) -> None:
    made = filled.trends.of("", form="stacked", measure="share")
    assert made.choice.measure is PlotMeasure.SHARE
    shown = picture(made.timeline, made.trends, choice=made.choice)
    laid = frame(shown)
    top = layers(shown, laid, made.trends[0], laid.axis.right())[-1].top
    assert np.allclose(top[top > 0], 1.0)


def test_the_card_of_two_pinned_days_tells_what_each_part_got_between(filled: Dossier) -> None:
    made = filled.trends.of("", form="stacked")
    shown = picture(made.timeline, made.trends, choice=made.choice)
    first, last = float(made.trends[0].days[0]), float(made.trends[0].days[-1])
    told = [row.words for row in pinned_card(shown, (Pin(first), Pin(last)))]
    assert "+ 40 Alibaba" in told
    assert any(words.startswith("+ ≥ 401 ") and "and" in words for words in told)


def test_the_name_of_several_together_is_told_whole_where_there_is_room(filled: Dossier) -> None:
    made = filled.trends.of("", form="stacked")
    trend = made.trends[0]
    name = "ByteDance, Alibaba and Tencent"
    parts = (*trend.parts[:-1], replace(trend.parts[-1], name=name))
    shown = picture(made.timeline, [replace(trend, parts=parts)], choice=made.choice)
    drawn = export.to_svg(replace(shown, width=1200.0, height=760.0)).decode()
    assert "ByteDance, Alibaba and" in drawn
    assert ">Tencent<" in drawn
