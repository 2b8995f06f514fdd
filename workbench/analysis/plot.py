"""What a query draws, and title and subtitle of each form, made by rule from what it shows."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from typing_extensions import override

from workbench.analysis import finding
from workbench.analysis.bounds import in_words
from workbench.analysis.flow import NOT_STATED, Flow
from workbench.analysis.heat import Heat
from workbench.analysis.pairs import Pairs
from workbench.analysis.timeline import Timeline
from workbench.analysis.trend import Trend
from workbench.model.kinds import Stage
from workbench.model.plot_choice import PlotBy, PlotChoice, PlotForm, PlotMeasure
from workbench.model.when import When, day_of
from workbench.plugins import ChartData

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence


_OF_TEN = (
    "Less than one",
    "One",
    "Two",
    "Three",
    "Four",
    "Five",
    "Six",
    "Seven",
    "Eight",
    "Nine",
    "Nearly all",
)
_TO = {
    Stage.REQUESTED: "for",
    Stage.AUTHORISED: "for",
    Stage.ORDERED: "for",
    Stage.DEPLOYED: "by",
    Stage.LOCATED: "with",
    Stage.RETURNED: "by",
}
"""How a stage leads to its recipients, where not by "to"."""
_UNIT = {"": "units", "unit": "units", "units": "units", "chip": "chips"}


@dataclass(frozen=True, slots=True, kw_only=True, eq=False, repr=False)
class Plot:
    """Values ready to be drawn.

    `off` is what a form draws that does not stand on the time axis, None where there is nothing for
    it. `left_out` says why items do not count in equivalents.
    """

    choice: PlotChoice
    timeline: Timeline
    trends: tuple[Trend, ...]
    off: Flow | Pairs | Heat | ChartData | None = None
    left_out: tuple[str, ...] = ()

    @override
    def __repr__(self) -> str:
        """The finding; `plot` in the console draws it."""
        title, _ = told(self.choice, self.timeline, self.trends, self.off)
        return f"<Plot {self.choice.off_axis}: {self.choice.title or title or 'nothing to draw'}>"


def told(
    choice: PlotChoice,
    timeline: Timeline,
    trends: Sequence[Trend],
    off: Flow | Pairs | Heat | ChartData | None,
) -> tuple[str, str]:
    """Title and subtitle of a plot; those of the cumulative one where nothing better is known."""
    if isinstance(off, ChartData):
        return off.title, off.subtitle
    if isinstance(off, Flow):
        return _flow(off)
    if isinstance(off, Pairs):
        return _pairs(off)
    if isinstance(off, Heat):
        return _heat(off)
    plain = finding.title(timeline, trends), finding.subtitle(timeline, trends)
    if not trends:
        return plain
    ways: dict[PlotForm, Callable[[PlotChoice, Trend], tuple[str, str]]] = {
        PlotForm.STACKED: _stacked,
        PlotForm.MULTIPLES: _stacked,
        PlotForm.PERIODS: _periods,
    }
    return ways[choice.form](choice, trends[0]) if choice.form in ways else plain


def _stacked(choice: PlotChoice, trend: Trend) -> tuple[str, str]:
    whole = sum(float(part.low[-1]) for part in trend.parts if len(part.days))
    title = finding.trend_title(trend)
    if whole > 0:
        joint = sum(float(p.low[-1]) for p in trend.parts if p.together and len(p.days))
        alone = [p for p in trend.parts if _named(p) and len(p.days)]
        if trend.by == PlotBy.RECIPIENT and joint / whole >= 0.25:  # noqa: PLR2004 - worth a title
            title = _to_several(joint / whole, trend.noun, trend.stage)
        elif alone:
            title = _largest(trend, alone[0], float(alone[0].low[-1]) / whole)
    measure = ", as a share of it" if choice.measure is PlotMeasure.SHARE else ""
    hatched = "; hatched: held jointly, not split" if any(p.together for p in trend.parts) else ""
    below = f"{trend.noun} {trend.stage}, cumulative lower bound{measure}, by {trend.by}{hatched}"
    below += finding.outer_words(trend)
    return title, below[:1].upper() + below[1:]


def _named(part: Trend) -> bool:
    return not part.together and part.name != NOT_STATED


def _to_several(share: float, noun: str, stage: Stage) -> str:
    return f"{_tenths(share)} {noun} were {stage} {_TO.get(stage, 'to')} several together"


def _largest(trend: Trend, part: Trend, share: float) -> str:
    """What the largest part is, as its kind is said: who got, who supplied, what, who decided."""
    noun, stage, name = trend.noun, trend.stage, part.name
    if trend.by == PlotBy.ITEM and noun == name:
        return finding.trend_title(trend)
    ways = {
        PlotBy.RECIPIENT: f"{noun} were {stage} {_TO.get(stage, 'to')} {name}",
        PlotBy.SUPPLIER: f"{noun} {stage} come from {name}",
        PlotBy.ITEM: f"{noun} {stage} are {name}",
        PlotBy.JURISDICTION: f"{noun} were {stage} under decisions of {name}",
    }
    return f"{_tenths(share)} {ways[PlotBy(trend.by)]}"


def _tenths(share: float) -> str:
    """A share in words: "Seven in ten", "Nearly all", "All"."""
    if share > 0.995:  # noqa: PLR2004 - as good as all
        return "All"
    tenths = round(share * 10)
    return f"{_OF_TEN[tenths]} in ten" if tenths < 10 else _OF_TEN[tenths]  # noqa: PLR2004


def _periods(choice: PlotChoice, trend: Trend) -> tuple[str, str]:
    below = (
        f"{trend.noun} {trend.stage} in each {choice.period}: surely (solid) and possibly (light)"
        f"{finding.outer_words(trend)}"
    )
    return finding.trend_title(trend), below[:1].upper() + below[1:]


def _flow(flow: Flow) -> tuple[str, str]:
    joint = sum(each.low for each in flow.ribbons if each.joint)
    unit = _UNIT.get(flow.unit, flow.unit)
    whole = in_words(flow.sum_of(flow.ribbons))
    title = f"{whole[:1].upper()}{whole[1:]} {unit} {flow.stage}"
    if joint and joint / flow.low >= 0.25:  # noqa: PLR2004 - worth a title
        title = _to_several(joint / flow.low, unit, flow.stage)
    return title, (
        f"{unit[:1].upper()}{unit[1:]} {flow.stage} by supplier, item and recipient, as thick as "
        f"the lower bound; hatched: held jointly, not split{finding.outer_words(flow)}"
    )


def _pairs(pairs: Pairs) -> tuple[str, str]:
    whole = pairs.rows[-1]
    when = When.of(day_of(pairs.day))
    by = f"{pairs.ref}, {when}" if pairs.ref else str(when)
    unit = _UNIT.get(pairs.unit, pairs.unit)
    title = f"From {in_words(whole.before)} to {in_words(whole.after)} {unit} after {by}"
    about = f": {pairs.title}" if pairs.title else ""
    return title, f"Lower and upper bound before and after{about}; an arrow has no upper bound"


def _heat(heat: Heat) -> tuple[str, str]:
    apart = sum(len(row.apart) for row in heat.rows)
    counts = {row.name: sum(map(len, row.cells)) + len(row.apart) for row in heat.rows}
    title = "No decision is recorded"
    if number := max(counts.values(), default=0):
        most = finding.listed([name for name, count in counts.items() if count == number])
        each = "" if most in counts else " each"
        title = f"{most} decided most often: {finding.several(number, 'decision').lower()}{each}"
    stand = "stands" if apart == 1 else "stand"
    rest = f"; {apart:,} without a quarter {stand} apart" if apart else ""
    return title, f"Decisions by jurisdiction and quarter{rest}"
