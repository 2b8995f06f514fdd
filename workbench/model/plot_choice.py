"""How allocations are to be drawn: one value for window, command line and console."""

from __future__ import annotations

from dataclasses import dataclass, fields, replace
from enum import StrEnum
from typing import Any

from typing_extensions import override

from workbench.errors import InvalidField
from workbench.model.basis import Basis


class PlotForm(StrEnum):
    """The form of a plot; each answers a question of its own."""

    STEPS = "steps"
    STACKED = "stacked"
    MULTIPLES = "multiples"
    PERIODS = "periods"
    FLOW = "flow"
    BEFORE_AFTER = "before-after"
    HEAT = "heat"

    @property
    def word(self) -> str:
        """How people call it."""
        return _WORDS[self]

    @property
    def question(self) -> str:
        """What it answers."""
        return _QUESTIONS[self]

    @property
    def on_days(self) -> bool:
        """Whether it stands on the time axis, below the lanes."""
        return self not in {PlotForm.FLOW, PlotForm.BEFORE_AFTER, PlotForm.HEAT}


_WORDS = {
    PlotForm.STEPS: "Cumulative",
    PlotForm.STACKED: "Stacked",
    PlotForm.MULTIPLES: "Small multiples",
    PlotForm.PERIODS: "By period",
    PlotForm.FLOW: "Flow",
    PlotForm.BEFORE_AFTER: "Before and after",
    PlotForm.HEAT: "Heat map",
}
_QUESTIONS = {
    PlotForm.STEPS: "How much so far, and how sure?",
    PlotForm.STACKED: "Who holds how much of it?",
    PlotForm.MULTIPLES: "How does each of many compare?",
    PlotForm.PERIODS: "How much came when?",
    PlotForm.FLOW: "From whom, of what, to whom?",
    PlotForm.BEFORE_AFTER: "What did a decision change?",
    PlotForm.HEAT: "Who decided when, and how often?",
}


class PlotBy(StrEnum):
    """What a plot is parted by."""

    RECIPIENT = "recipient"
    SUPPLIER = "supplier"
    ITEM = "item"
    JURISDICTION = "jurisdiction"


class LaneBy(StrEnum):
    """What the decisions of a timeline share a lane by; a party is the one that decides."""

    JURISDICTION = "jurisdiction"
    POLICY_LINE = "policy-line"
    PARTY = "party"

    @property
    def word(self) -> str:
        """How people call it."""
        return self.value.replace("-", " ")


class PlotPeriod(StrEnum):
    """How long a period of a plot is."""

    MONTH = "month"
    QUARTER = "quarter"
    YEAR = "year"


class PlotMeasure(StrEnum):
    """What a plot counts: units as stated, H100 equivalents on one of two bases, or shares."""

    UNITS = "units"
    TPP = "tpp"
    EIGHT_BIT = "8-bit"
    SHARE = "share"

    @property
    def word(self) -> str:
        """How people call it."""
        return {"tpp": "H100e by TPP", "8-bit": "H100e by 8-bit"}.get(
            self.value, self.value.capitalize()
        )

    @property
    def basis(self) -> Basis | None:
        """What its H100 equivalents are measured by; None where it counts none."""
        return Basis(self.value) if self.value in {each.value for each in Basis} else None


@dataclass(frozen=True, slots=True, kw_only=True)
class PlotChoice:
    """A form with what it is parted by, its period, what it counts, and what its lanes are.

    `unverified` lets estimated and unverified figures into equivalents; `title` stands in the place
    of the finding that is made by rule; `day` (a day number) is what before and after are told by;
    `hidden` are the entries of the legend that are not drawn: values of stances, names of parts.
    `chart` names the chart of a plugin that is drawn in the place of the form.
    """

    form: PlotForm = PlotForm.STEPS
    by: PlotBy = PlotBy.RECIPIENT
    period: PlotPeriod = PlotPeriod.QUARTER
    measure: PlotMeasure = PlotMeasure.UNITS
    unverified: bool = False
    title: str = ""
    day: int | None = None
    hidden: frozenset[str] = frozenset()
    chart: str = ""
    lanes: LaneBy = LaneBy.JURISDICTION

    @override
    def __repr__(self) -> str:
        held = ((each, getattr(self, each.name)) for each in fields(self))
        given = {each.name: value for each, value in held if value != each.default}
        words = (f"{name}={getattr(value, 'value', value)!r}" for name, value in given.items())
        return f"PlotChoice().changed({', '.join(words)})" if given else "PlotChoice()"

    def changed(self, **given: Any) -> PlotChoice:
        """The same with some fields changed, given as terms or as words.

        Raises:
            InvalidField: no such field, or a word that is none of its terms.
        """
        terms: dict[str, type[StrEnum]] = {
            "form": PlotForm,
            "by": PlotBy,
            "period": PlotPeriod,
            "measure": PlotMeasure,
            "lanes": LaneBy,
        }
        made: dict[str, Any] = {}
        if isinstance(given.get("hidden"), str):
            given["hidden"] = (given["hidden"],)
        for name, value in given.items():
            if name not in {each.name for each in fields(self)}:
                known = ", ".join(each.name for each in fields(self))
                raise InvalidField(name, f"A plot has no such field. It has: {known}.")
            kind = frozenset if name == "hidden" else terms.get(name)
            try:
                made[name] = kind(value) if kind else value
            except ValueError:
                known = ", ".join(term.value for term in terms.get(name, ()))
                raise InvalidField(name, f"{value!r} is not one of: {known}.") from None
        if made.get("chart"):
            made["form"] = PlotForm.STEPS
        return replace(self, **({"chart": ""} if "form" in made else {}) | made)

    def of_form(self, form: PlotForm) -> PlotChoice:
        """The same in a form of ours; a title that was written for another need not be true."""
        title = self.title if (form, "") == (self.form, self.chart) else ""
        return replace(self, form=form, chart="", title=title)

    @property
    def on_days(self) -> bool:
        """Whether it stands on the time axis, below the lanes."""
        return not self.chart and self.form.on_days

    @property
    def off_axis(self) -> str:
        """The name of the chart that draws a form without a time axis."""
        return self.chart or self.form.value

    @property
    def parted(self) -> str:
        """What trends are parted by for this form; empty where they are not."""
        whole = {PlotForm.STEPS, PlotForm.PERIODS, PlotForm.HEAT}
        return "" if self.chart or self.form in whole else self.by.value
