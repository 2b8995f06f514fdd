from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from workbench.errors import InvalidField
from workbench.model import Forecast
from workbench.model.forecast import ForecastPoint
from workbench.model.kinds import Likelihood, Outcome
from workbench.model.quantity import Quantity
from workbench.model.rules import check
from workbench.model.when import When

FORECAST = Forecast(question="A second approval?", criteria="A named body says so.")


def test_a_word_keeps_its_band_and_a_number_its_point() -> None:
    assert ForecastPoint(word=Likelihood.LIKELY).band == (0.55, 0.80)
    assert ForecastPoint(percent=Quantity.exact(70, "%")).band == (0.7, 0.7)
    assert ForecastPoint(percent=Quantity.between(60, 80, "%")).band == (0.6, 0.8)
    assert ForecastPoint(percent=Quantity.at_least(60, "%")).band == (0.6, 1.0)


def test_a_probability_reads_as_it_was_given() -> None:
    assert ForecastPoint(percent=Quantity.exact(70, "%")).words == "70 %"
    assert ForecastPoint(word=Likelihood.LIKELY).words == "likely (55 to 80 %)"


@pytest.mark.parametrize(
    "changed",
    [
        {"outcome": Outcome.YES},
        {"resolved_at": When("2026-03-01")},
        {"points": (ForecastPoint(),)},
        {"points": (ForecastPoint(word=Likelihood.LIKELY, percent=Quantity.exact(70, "%")),)},
        {"points": (ForecastPoint(percent=Quantity.exact(130, "%")),)},
        {"points": (ForecastPoint(percent=Quantity.vague("some", "%")),)},
        {"criteria": " "},
    ],
)
def test_half_a_resolution_and_what_is_no_probability_are_refused(
    changed: dict[str, Any],
) -> None:
    with pytest.raises(InvalidField):
        check(replace(FORECAST, **changed))


def test_outcome_and_day_are_set_together() -> None:
    check(replace(FORECAST, outcome=Outcome.NO, resolved_at=When("2026-03")))
