"""What a plot is to show: its form, what it is parted by, its periods, and what it counts."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QCheckBox, QComboBox, QHBoxLayout, QWidget

from workbench.model.plot_choice import (
    LaneBy,
    PlotBy,
    PlotChoice,
    PlotForm,
    PlotMeasure,
    PlotPeriod,
)
from workbench.plugins.found import plugins

if TYPE_CHECKING:
    from collections.abc import Iterable
    from enum import StrEnum


class PlotChooser(QWidget):
    """Five lists and a tick; those that mean nothing for the form are hidden."""

    changed = Signal(object)
    """The new `PlotChoice`."""

    def __init__(self) -> None:
        super().__init__()
        self.choice = PlotChoice()
        self.form = _list("Form of the plot", ((each, each.word) for each in PlotForm))
        for at, form in enumerate(PlotForm):
            tip = f"{form.question}  {at + 1}"
            self.form.setItemData(at, tip, Qt.ItemDataRole.ToolTipRole)
        self.by = _list("Parted by", ((each, f"by {each.value}") for each in PlotBy))
        self.period = _list("Periods", ((each, f"by {each.value}") for each in PlotPeriod))
        self.measure = _list("Counted in", ((each, each.word) for each in PlotMeasure))
        self.lanes = _list(
            "Lanes of the timeline", ((each, f"lanes by {each.word}") for each in LaneBy)
        )
        self.unverified = QCheckBox("unverified too")
        self.unverified.setToolTip("Count items with estimated and unverified figures, too")
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(6)
        for each in (self.form, self.lanes, self.by, self.period, self.measure):
            each.activated.connect(self._chosen)
            row.addWidget(each)
        self.unverified.toggled.connect(self._chosen)
        row.addWidget(self.unverified)
        self._fit()

    def show_choice(self, choice: PlotChoice) -> None:
        """Shows a choice; emits nothing."""
        self.choice = choice
        for shown, term in (
            (self.form, choice.form),
            (self.by, choice.by),
            (self.period, choice.period),
            (self.measure, choice.measure),
            (self.lanes, choice.lanes),
        ):
            shown.setCurrentIndex(shown.findData(term.value))
        if choice.chart:
            titles = {each.name: each.title for each in plugins().ask("charts")}
            self.form.setPlaceholderText(titles.get(choice.chart, choice.chart))
            self.form.setCurrentIndex(-1)
        blocked = self.unverified.blockSignals(True)  # noqa: FBT003 - Qt's signature
        self.unverified.setChecked(choice.unverified)
        self.unverified.blockSignals(blocked)
        self._fit()

    def _chosen(self) -> None:
        form = self.form.currentData()
        if form is not None:
            self.choice = self.choice.of_form(PlotForm(form))
        self.choice = replace(
            self.choice,
            by=PlotBy(self.by.currentData()),
            period=PlotPeriod(self.period.currentData()),
            measure=PlotMeasure(self.measure.currentData()),
            lanes=LaneBy(self.lanes.currentData()),
            unverified=self.unverified.isChecked(),
        )
        self._fit()
        self.changed.emit(self.choice)

    def _fit(self) -> None:
        form = self.choice.form
        self.by.setVisible(bool(self.choice.parted) and form is not PlotForm.FLOW)
        self.lanes.setVisible(self.choice.on_days)
        self.period.setVisible(form is PlotForm.PERIODS)
        self.measure.setVisible(form not in {PlotForm.HEAT, PlotForm.FLOW})
        equivalents = self.choice.measure.basis is not None
        self.unverified.setVisible(equivalents and not self.measure.isHidden())


def _list(name: str, terms: Iterable[tuple[StrEnum, str]]) -> QComboBox:
    made = QComboBox()
    made.setAccessibleName(name)
    made.setToolTip(name)
    for term, words in terms:
        made.addItem(words, term.value)
    return made
