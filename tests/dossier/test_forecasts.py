from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

import pytest

from workbench.errors import InvalidField
from workbench.model import Forecast
from workbench.model.forecast import ForecastPoint
from workbench.model.kinds import Likelihood, Outcome
from workbench.model.when import When

if TYPE_CHECKING:
    from workbench import Dossier

LATER = date(2026, 12, 31)


@pytest.fixture
def forecast(dossier: Dossier) -> Forecast:
    return dossier.forecasts.add(
        Forecast(
            question="A second approval by July?", criteria="It says so.", due=When("2026-07-01")
        )
    )


def test_an_estimate_is_signed_and_the_later_of_one_day_stands(
    dossier: Dossier, forecast: Forecast
) -> None:
    dossier.forecasts.estimate(forecast, 40, at="2026-02-01")
    made = dossier.forecasts.estimate(forecast, "likely", at="2026-02-01")

    (point,) = made.points
    assert point.word is Likelihood.LIKELY
    assert point.analyst == dossier.analyst


def test_estimates_stand_in_the_order_of_their_days(dossier: Dossier, forecast: Forecast) -> None:
    dossier.forecasts.estimate(forecast, "70 %", at="2026-03-01")
    made = dossier.forecasts.estimate(forecast, 40, at="2026-02-01")

    assert [each.words for each in made.points] == ["40 %", "70 %"]


def test_what_is_no_probability_is_refused(dossier: Dossier, forecast: Forecast) -> None:
    for words in ("perhaps", "170", "hundreds of thousands"):
        with pytest.raises(InvalidField):
            dossier.forecasts.estimate(forecast, words)


def test_a_number_below_one_says_whether_it_is_a_share(
    dossier: Dossier, forecast: Forecast
) -> None:
    with pytest.raises(InvalidField, match=r"Is 0\.7 a share\? Write 70, or '0\.7 %'\."):
        dossier.forecasts.estimate(forecast, 0.7)
    made = dossier.forecasts.estimate(forecast, "0.7 %")
    assert [each.words for each in made.points] == ["0.7 %"]


def test_a_decided_forecast_takes_no_estimate_and_its_last_one_in_time_is_scored(
    dossier: Dossier, forecast: Forecast
) -> None:
    dossier.forecasts.estimate(forecast, 20, at="2026-02-01")
    dossier.forecasts.estimate(forecast, 70, at="2026-04-01")
    dossier.forecasts.estimate(forecast, 99, at="2026-06-15")
    dossier.forecasts.resolve(forecast, "yes", "2026-06-01")

    with pytest.raises(InvalidField, match="Open it again"):
        dossier.forecasts.estimate(forecast, 10)
    found = dossier.forecasts.scores(today=LATER)
    assert [each.point.words for each in found.counted] == ["70 %"]
    assert found.score.brier is not None
    assert found.score.brier.low == pytest.approx(0.09)


def test_metaculus_1480_decided_early_counts_only_past_the_scheduled_day(
    dossier: Dossier, forecast: Forecast
) -> None:
    dossier.forecasts.estimate(forecast, 70, at="2026-02-01")
    dossier.forecasts.resolve(forecast, Outcome.YES, "2026-03-01")

    early = dossier.forecasts.scores(today=date(2026, 7, 1))
    assert [why for _, why in early.left_out] == ["scheduled day not past"]
    assert dossier.forecasts.scores(today=date(2026, 7, 2)).score.count == 1


def test_metaculus_1883_outcome_and_day_are_written_in_one_operation(
    dossier: Dossier, forecast: Forecast
) -> None:
    dossier.forecasts.resolve(forecast, "no", "2026-07-01")
    dossier.undo()

    known = dossier.forecasts.get(forecast)
    assert (known.outcome, known.resolved_at) == (Outcome.OPEN, When.UNKNOWN)
    with pytest.raises(InvalidField, match="which day"):
        dossier.forecasts.resolve(forecast, "no", "")


def test_metaculus_715_opening_it_again_drops_the_score(
    dossier: Dossier, forecast: Forecast
) -> None:
    dossier.forecasts.estimate(forecast, 70, at="2026-02-01")
    dossier.forecasts.resolve(forecast, "yes", "2026-07-01")
    assert dossier.forecasts.scores(today=LATER).score.count == 1

    dossier.forecasts.reopen(forecast)

    assert dossier.forecasts.scores(today=LATER).score.count == 0


def test_metaculus_1854_an_annulled_forecast_is_left_out_and_says_so(
    dossier: Dossier, forecast: Forecast
) -> None:
    dossier.forecasts.estimate(forecast, 70, at="2026-02-01")
    dossier.forecasts.annul(forecast, "2026-05-01")

    found = dossier.forecasts.scores(today=LATER)
    assert found.score.count == 0
    assert [(each.ref, why) for each, why in found.left_out] == [("FC-0001", "annulled")]


def test_words_score_as_an_interval_and_each_analyst_alone(
    dossier: Dossier, forecast: Forecast
) -> None:
    dossier.forecasts.estimate(forecast, "likely", at="2026-02-01", analyst="Ada")
    dossier.forecasts.estimate(forecast, 90, at="2026-02-01", analyst="Bea")
    dossier.forecasts.resolve(forecast, "yes", "2026-07-01")

    found = dossier.forecasts.scores(analyst="Ada", today=LATER).score
    assert found.brier == pytest.approx((0.04, 0.2025))
    assert dossier.forecasts.scores(today=LATER).score.count == 2


def test_open_forecasts_come_first_by_their_day(dossier: Dossier, forecast: Forecast) -> None:
    add = dossier.forecasts.add
    add(Forecast(question="Undated", criteria="c"))
    add(Forecast(question="Sooner", criteria="c", due=When("2026-03")))
    dossier.forecasts.resolve(forecast, "no", "2026-07-01")

    listed = [each.question for each in dossier.forecasts.by_due()]
    assert listed == ["Sooner", "Undated", forecast.question]


def test_an_unknown_outcome_is_refused_with_the_known_ones(
    dossier: Dossier, forecast: Forecast
) -> None:
    with pytest.raises(InvalidField, match="open, yes, no, annulled"):
        dossier.forecasts.resolve(forecast, "maybe", "2026-07-01")


def test_an_estimate_written_in_a_form_is_signed_and_dated(
    dossier: Dossier, forecast: Forecast
) -> None:
    blank = ForecastPoint(word=Likelihood.LIKELY)
    made = dossier.forecasts.change(forecast, points=(blank,))
    added = dossier.forecasts.add(Forecast(question="Q", criteria="c", points=(blank,)))

    for each in (made, added):
        assert each.points[0].analyst == dossier.analyst
        assert each.points[0].at == When.of(date.today())  # noqa: DTZ011 - the analyst's day
