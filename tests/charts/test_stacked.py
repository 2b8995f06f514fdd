from __future__ import annotations

import itertools
from typing import TYPE_CHECKING

import numpy as np

from workbench.charts.crosshair import pinned_card
from workbench.charts.frame import frame
from workbench.charts.picture import picture
from workbench.charts.pins import Pin
from workbench.charts.stacked import layers, spread
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


def test_labels_are_spread_without_overlap_and_in_order() -> None:
    made = spread([90.0, 88.0, 20.0, 5.0], 16.0, 0.0, 120.0)
    assert all(below - above >= 16 for below, above in itertools.pairwise(made))
    assert made[0] == 90.0


def test_the_card_of_two_pinned_days_tells_what_each_part_got_between(filled: Dossier) -> None:
    made = filled.trends.of("", form="stacked")
    shown = picture(made.timeline, made.trends, choice=made.choice)
    first, last = float(made.trends[0].days[0]), float(made.trends[0].days[-1])
    told = [row.words for row in pinned_card(shown, (Pin(first), Pin(last)))]
    assert "+ 40 Alibaba" in told
    assert any(words.startswith("+ ≥ 401 ") and "and" in words for words in told)
