"""What can be done to forecasts: say how likely, decide, open again, score."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, replace
from datetime import date
from typing import TYPE_CHECKING, Any

from typing_extensions import override

from workbench.analysis.calibration import Bin
from workbench.analysis.scores import Forecasted, Score
from workbench.dossier.records import Computed, Records, parsed
from workbench.errors import InvalidField
from workbench.model.forecast import Forecast, ForecastPoint
from workbench.model.kinds import Likelihood, Outcome
from workbench.model.many import many
from workbench.model.quantity import Quantity
from workbench.model.query import Filter, Query
from workbench.model.when import When, days_of

if TYPE_CHECKING:
    from workbench.dossier.dossier import Dossier
    from workbench.model.claim import Claim


@dataclass(frozen=True, slots=True, kw_only=True)
class Scored:
    """One forecast of one analyst that counts, with the point that was scored."""

    forecast: Forecast
    point: ForecastPoint
    result: Forecasted


@dataclass(frozen=True, slots=True, kw_only=True)
class Scores:
    """The score of some forecasts, what went into it, and why others did not."""

    score: Score
    calibration: tuple[Bin, ...]
    counted: tuple[Scored, ...]
    left_out: tuple[tuple[Forecast, str], ...]


class Forecasts(Records[Forecast]):
    """The forecasts of a dossier.

    Examples:
        dossier.forecasts.by_due()
        dossier.forecasts.scores()
    """

    def __init__(self, dossier: Dossier) -> None:
        super().__init__(dossier, Forecast)

    @override
    def add(self, record: Forecast, *, label: str = "") -> Forecast:
        """Adds a forecast; an estimate without a name or a day is the writer's, of today.

        Raises:
            InvalidField: a field holds what it cannot mean.
        """
        return super().add(replace(record, points=self._signed(record.points)), label=label)

    @override
    def change(self, key: str | Forecast, **fields: Any) -> Forecast:
        """Changes some fields of a forecast; an estimate without a name or a day is signed.

        Raises:
            InvalidField: no such field, or a field holds what it cannot mean.
            NoSuchRecord: there is no such record.
        """
        if "points" in fields:
            fields["points"] = self._signed(fields["points"])
        return super().change(key, **fields)

    def _signed(self, points: tuple[ForecastPoint, ...]) -> tuple[ForecastPoint, ...]:
        today = When.of(self._dossier.today)
        return tuple(
            replace(each, at=each.at or today, analyst=each.analyst or self._dossier.analyst)
            for each in points
        )

    def estimate(
        self,
        forecast: Forecast | str,
        probability: float | str,
        *,
        at: When | str = "",
        analyst: str = "",
    ) -> Forecast:
        """Adds how likely an analyst thinks it: 70, "70 %", "between 60 and 70" or "likely".

        A number is in percent; one below 1 needs its "%". A second estimate of one day takes the
        place of the first. `at` is today and `analyst` the one who writes, unless given.

        Raises:
            InvalidField: it is no probability, or the forecast is decided.
        """
        known = self.get(forecast)
        if known.outcome is not Outcome.OPEN:
            raise InvalidField("points", f"{known.ref} is decided. Open it again first.")
        day = at if isinstance(at, When) else When.parse(at)
        made = replace(
            _point(str(probability)),
            at=day or When.of(self._dossier.today),
            analyst=analyst or self._dossier.analyst,
        )
        kept = [each for each in known.points if (each.at, each.analyst) != (made.at, made.analyst)]
        points = sorted([*kept, made], key=lambda each: (each.at.text, each.analyst))
        with self._dossier.operation("Estimate forecast"):
            return self.change(known, points=tuple(points))

    def resolve(
        self,
        forecast: Forecast | str,
        outcome: Outcome | str,
        on: When | str,
        *,
        decided_by: Claim | str | None = None,
    ) -> Forecast:
        """Records how and on which day a forecast was decided, both together.

        Raises:
            InvalidField: no outcome, or no day.
        """
        claim = self._dossier.claims.get(decided_by).id if decided_by else None
        with self._dossier.operation("Decide forecast"):
            return self.change(forecast, outcome=outcome, resolved_at=on, decided_by=claim)

    def annul(self, forecast: Forecast | str, on: When | str) -> Forecast:
        """Takes a question out of all scores: it turned out to be neither yes nor no."""
        return self.resolve(forecast, Outcome.ANNULLED, on)

    def reopen(self, forecast: Forecast | str) -> Forecast:
        """Takes the outcome back; the score goes with it."""
        with self._dossier.operation("Open forecast again"):
            return self.change(
                forecast, outcome=Outcome.OPEN, resolved_at=When.UNKNOWN, decided_by=None
            )

    def by_due(self) -> list[Forecast]:
        """All forecasts, open ones first, each by its scheduled day, undated ones last."""
        return sorted(
            self.find(),
            key=lambda each: (
                each.outcome is not Outcome.OPEN,
                days_of(each.due)[1] or date.max.toordinal(),
                each.number,
            ),
        )

    def scores(
        self, query: Query | str = Query(), *, analyst: str = "", today: date | None = None
    ) -> Scores:
        """The scores of the forecasts that a query shows, of one analyst or of all.

        What counts is the last estimate of each analyst that was made by the scheduled day and
        before the question was decided, of forecasts that are past their scheduled day.
        """
        from workbench.analysis.calibration import calibration
        from workbench.analysis.scores import Question, counts, score

        day = (today or self._dossier.today).toordinal()
        counted: list[Scored] = []
        left_out: list[tuple[Forecast, str]] = []
        for each in self.find(parsed(query).unordered()):
            decided = each.outcome in {Outcome.YES, Outcome.NO}
            question = Question(
                due=days_of(each.due)[1],
                outcome=each.outcome is Outcome.YES if decided else None,
                annulled=each.outcome is Outcome.ANNULLED,
            )
            why = counts(question, day)
            found = [] if why else _scored(each, analyst)
            counted += found
            if not found:
                left_out.append((each, why or "no estimate in time"))
        results = [each.result for each in counted]
        return Scores(
            score=score(results),
            calibration=calibration(results),
            counted=tuple(counted),
            left_out=tuple(left_out),
        )

    def figures(self) -> tuple[Computed, ...]:
        """Brier and log score of all forecasts that count, Murphy's parts, and what is left out."""
        from workbench.analysis.scores import FORMULA

        found = self.scores()
        mean = found.score
        counted = tuple(dict.fromkeys(("forecast", e.forecast.id) for e in found.counted))
        made = []
        if mean.brier is not None and mean.log is not None:
            words = f"Brier {mean.brier.words(3)}, log score {mean.log.words(3)}"
            of = many(mean.count, "estimate")
            how = f"{FORMULA} Over {of}, {mean.banded} of them given as words and kept as bands."
            made.append(
                Computed(label="Score", words=f"{words}, over {of}", how=how, inputs=counted)
            )
        if mean.murphy is not None:
            parts = mean.murphy
            made.append(
                Computed(
                    label="Its parts",
                    words=f"reliability {parts.reliability:.3f} − resolution "
                    f"{parts.resolution:.3f} + uncertainty {parts.uncertainty:.3f}",
                    how="Murphy 1973, grouped by distinct number; words have no number and are "
                    "left out. Low reliability and high resolution are good.",
                    inputs=counted,
                )
            )
        if found.left_out:
            made.append(_left_out(found.left_out))
        return tuple(made)

    @override
    def _computed(self, record: Forecast) -> tuple[Computed, ...]:
        """The score of one forecast, or why it has none yet."""
        from workbench.analysis.scores import FORMULA, brier, log_score

        found = self.scores(Query(filters=(Filter("ref", (record.ref,)),)))
        if not found.counted:
            why = found.left_out[0][1] if found.left_out else "not decided"
            how = "A forecast is scored once it is decided and past its scheduled day."
            return (Computed(label="Score", words=f"none: {why}", how=how),)
        return tuple(
            Computed(
                label=f"Score of {each.point.analyst}",
                words=f"Brier {brier(each.result).words(3)}, "
                f"log score {log_score(each.result).words(3)}",
                how=f"{FORMULA} Scored is the last estimate in time: {each.point.words}, made on "
                f"{each.point.at}.",
                inputs=(("claim", record.decided_by),) if record.decided_by else (),
            )
            for each in found.counted
        )


def _point(words: str) -> ForecastPoint:
    word = Likelihood.read(words)
    if word is not None:
        return ForecastPoint(word=word)
    given = Quantity.parse(words, "%")
    if given.point is not None and 0 < given.point < 1 and "%" not in words:
        share = f"{float(given.point) * 100:g}"
        raise InvalidField("points", f"Is {words} a share? Write {share}, or '{words} %'.")
    return ForecastPoint(percent=given)


def _scored(forecast: Forecast, analyst: str) -> list[Scored]:
    """The last estimate in time of each analyst."""
    from workbench.analysis.scores import Forecasted

    ends = (days_of(forecast.due)[1], days_of(forecast.resolved_at)[0])
    last = min(day for day in ends if day is not None)
    latest: dict[str, ForecastPoint] = {}
    for point in forecast.points:
        made = days_of(point.at)[1]
        in_time = made is not None and made <= last
        if in_time and analyst in {"", point.analyst}:
            latest[point.analyst] = point
    happened = forecast.outcome is Outcome.YES
    return [
        Scored(
            forecast=forecast,
            point=point,
            result=Forecasted(
                id=forecast.id, low=point.band[0], high=point.band[1], happened=happened
            ),
        )
        for point in latest.values()
    ]


def _left_out(some: tuple[tuple[Forecast, str], ...]) -> Computed:
    reasons = Counter(why for _, why in some)
    told = ", ".join(f"{count} {why}" for why, count in reasons.most_common())
    return Computed(
        label="Not scored",
        words=told,
        how="Scored is what is decided, not annulled, past its scheduled day, and was estimated "
        "in time.",
        inputs=tuple(("forecast", each.id) for each, _ in some),
    )
