"""What a picture shows: a timeline over trends, its words, colours, size and window of days."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from datetime import date, datetime
from typing import TYPE_CHECKING

from workbench.analysis import finding
from workbench.analysis.flow import Flow
from workbench.analysis.heat import Heat
from workbench.analysis.pairs import Pairs
from workbench.analysis.plot import told
from workbench.analysis.timeline import Timeline
from workbench.analysis.trend import Trend
from workbench.charts.columns import Columns
from workbench.charts.palette import LIGHT, ChartPalette
from workbench.model.plot_choice import PlotChoice, PlotForm
from workbench.plugins import ChartData

if TYPE_CHECKING:
    from collections.abc import Sequence

    from workbench.model.about import About
    from workbench.model.change import Operation


Off = Flow | Pairs | Heat | ChartData | None
MOST_TRENDS = 3
MOST_MULTIPLES = 9
MOST_STACKED = 4
STEPS = PlotChoice()
_SHORTEST = 60.0
_MARGIN = 0.04
_AFTER = 0.07
_QUIET = 0.15
"""How much of the quiet time after the last record is shown at first, as a share of its days."""
_ANY_DAY = float(date(2000, 1, 1).toordinal())
_TOLD_BY_PLOT = frozenset({PlotForm.STEPS, PlotForm.PERIODS})
"""The forms whose title tells of the first plot that is drawn, not of a whole and its parts."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Caption:
    """The words around a picture; title and subtitle are made by rule where they are empty.

    `source` says where the numbers come from, `as_of` until when (a line marks that day), `marking`
    how it may be shared.
    """

    title: str = ""
    subtitle: str = ""
    source: str = ""
    as_of: date | None = None
    marking: str = ""

    @classmethod
    def of(cls, about: About, last: Operation | None) -> Caption:
        """The caption of a dossier: its title, the day of its last operation, its marking."""
        return cls(
            source=about.title,
            as_of=datetime.fromisoformat(last.at).date() if last else None,
            marking=about.marking.value,
        )


UNTITLED = Caption()


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Picture:
    """Everything that decides how a picture looks; `window` is the shown span of days.

    `columns` are the marks of `timeline`; `choice` is the form, and `off` what a form draws that
    does not stand on the time axis; `title` is the finding or the given one. `controls` adds what
    only a window needs: the range slider.
    """

    timeline: Timeline
    trends: tuple[Trend, ...]
    columns: Columns
    choice: PlotChoice = STEPS
    off: Off = None
    every: tuple[Trend, ...] = ()
    """The trends before any was left out by `choice.hidden`."""
    title: str
    subtitle: str
    caption: Caption = UNTITLED
    palette: ChartPalette = LIGHT
    width: float = 900.0
    height: float = 600.0
    window: tuple[float, float]
    selected: frozenset[str] = field(default_factory=frozenset)
    controls: bool = False

    @property
    def empty(self) -> bool:
        """Whether there is nothing to show, not even something undated."""
        return not self.timeline.lanes and not self.every and not self.off

    @property
    def dated(self) -> bool:
        """Whether anything stands on a day, on an axis of days."""
        if not self.choice.on_days:
            return False
        return bool(self.columns.marks) or any(len(each.days) for each in self.every)

    @property
    def now(self) -> float | None:
        """The as-of day as a day number; None where none is given."""
        return float(self.caption.as_of.toordinal()) if self.caption.as_of else None

    def part_colours(self) -> dict[str, str]:
        """The colour of each part or plot that a legend names; empty for what is held jointly."""
        if self.choice.form is PlotForm.STACKED:
            parts = {part.name: part for trend in self.every for part in trend.parts}
            alone = [part.name for part in parts.values() if not part.together]
            own = self.palette.parts
            return {
                name: "" if part.together else own[min(alone.index(name), len(own) - 1)]
                for name, part in parts.items()
            }
        if not self.choice.on_days or len(self.every) < 2:  # noqa: PLR2004 - one needs no name
            return {}
        return {label(each): "" if each.together else self.palette.series for each in self.every}

    def parts_of(self, trend: Trend) -> tuple[Trend, ...]:
        """The parts of a trend that are drawn; all where none would be left."""
        kept = tuple(part for part in trend.parts if part.name not in self.choice.hidden)
        return kept or trend.parts

    def on(self, *, width: float, height: float) -> Picture:
        """The same at another size."""
        return replace(self, width=width, height=height)


def picture(
    timeline: Timeline,
    trends: Sequence[Trend],
    caption: Caption = UNTITLED,
    *,
    choice: PlotChoice = STEPS,
    off: Off = None,
) -> Picture:
    """The picture of `timeline` over `trends` in the form of `choice`, showing all its days.

    More than four parts in a stack cannot be told apart: they become small multiples.
    """
    shown = tuple(trends)
    if choice.form is PlotForm.STACKED and shown and _many(shown[0]):
        choice = replace(choice, form=PlotForm.MULTIPLES)
    words = _words(choice, timeline, shown, off)
    if choice.form is PlotForm.MULTIPLES:
        shown = shown[0].parts if shown else ()
    if not choice.on_days:
        timeline = Timeline()
    return Picture(
        title=choice.title or caption.title or words[0],
        subtitle=caption.subtitle or words[1],
        timeline=timeline,
        trends=_kept(shown, choice),
        every=shown,
        choice=choice,
        off=off,
        columns=Columns.of(timeline),
        caption=caption,
        window=first_window(timeline, shown, caption.as_of),
    )


def hiding(picture: Picture, names: frozenset[str]) -> Picture:
    """The same with other entries of its legend left out; the title tells of what is left."""
    choice = replace(picture.choice, hidden=names)
    made = replace(picture, choice=choice, trends=_kept(picture.every, choice))
    if choice.form not in _TOLD_BY_PLOT:
        return made
    title, subtitle = _words(choice, made.timeline, made.every, made.off)
    caption = made.caption
    return replace(
        made,
        title=choice.title or caption.title or title,
        subtitle=caption.subtitle or subtitle,
    )


def label(trend: Trend) -> str:
    """What the legend calls a plot: its part, else what it counts."""
    words = trend.name or f"{trend.noun} {trend.stage}"
    return words[:1].upper() + words[1:]


def _words(
    choice: PlotChoice, timeline: Timeline, trends: tuple[Trend, ...], off: Off
) -> tuple[str, str]:
    """Title and subtitle by rule."""
    if choice.form in _TOLD_BY_PLOT:
        trends = _kept(trends, choice)
    if choice.chart or choice.form is not PlotForm.STEPS:
        return told(choice, timeline, trends, off)
    return finding.title(timeline, trends), finding.subtitle(timeline, trends)


def _kept(trends: tuple[Trend, ...], choice: PlotChoice) -> tuple[Trend, ...]:
    """The plots that are not left out; all where none would be left."""
    if choice.form is PlotForm.STACKED:
        return trends
    return tuple(each for each in trends if label(each) not in choice.hidden) or trends


def _many(trend: Trend) -> bool:
    return sum(not part.together for part in trend.parts) > MOST_STACKED


def extent(
    timeline: Timeline, trends: Sequence[Trend], as_of: date | None = None
) -> tuple[float, float]:
    """All the days of a picture, with room on both sides; at least two months."""
    spans = [timeline.span()] if timeline.marks() else []
    spans += [(int(each.days[0]), int(each.days[-1])) for each in trends if len(each.days)]
    known = [each for each in spans if each is not None]
    if not known:
        return _ANY_DAY, _ANY_DAY + _SHORTEST
    start, end = float(min(s for s, _ in known)), float(max(e for _, e in known))
    if as_of:
        end = max(end, float(as_of.toordinal()))
    lacking = max(0.0, _SHORTEST - (end - start)) / 2
    start, end = start - lacking, end + lacking
    return start - _MARGIN * (end - start), end + _AFTER * (end - start)


def first_window(
    timeline: Timeline, trends: Sequence[Trend], as_of: date | None = None
) -> tuple[float, float]:
    """The days that are shown at first: those with records, and little of what is quiet after.

    A dossier that ends months before its as-of day would else be drawn as a strip at the left; the
    range slider has all the days.
    """
    start, end = extent(timeline, trends)
    whole = extent(timeline, trends, as_of)
    most = end + _QUIET * (end - start)
    return whole if whole[1] <= most else (start, most)
