"""The list of sources and their passages in which one checks what a briefing leaves out."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QSignalBlocker, Qt, Signal
from PySide6.QtWidgets import (
    QHeaderView,
    QLineEdit,
    QTreeWidget,
    QTreeWidgetItem,
    QVBoxLayout,
    QWidget,
)

from workbench.gui.widgets.buttons import clearable
from workbench.gui.widgets.labels import wrapped

if TYPE_CHECKING:
    from collections.abc import Sequence

    from workbench.gui.briefings.reading import Leavable

MOST = 200
"""Rows that are shown under one heading: a search finds the others."""
_OPENED = 20
_NAME, _REF, _MARKING = range(3)
_HEADS = ("Source, passages", "Ref", "Marking")
_NOTHING = "Nothing is left out."
_WITH_IT = "Their claims go with them, and what no other claim backs."
_STATES = {True: Qt.CheckState.Checked, False: Qt.CheckState.Unchecked}


class LeaveOutList(QWidget):
    """Sources by title with their passages; what is checked is left out."""

    changed = Signal()
    """Something was checked, or is no longer."""

    def __init__(self) -> None:
        super().__init__()
        self._sources: Sequence[Leavable] = ()
        self._shown: dict[str, Sequence[Leavable]] = {}
        self._chosen: dict[str, None] = {}
        self.search = QLineEdit()
        self.search.setPlaceholderText("Search titles and passages")
        self.search.setAccessibleName("Search what to leave out")
        clearable(self.search)
        self.tree = _tree()
        self.told = wrapped(_NOTHING)
        self.search.textChanged.connect(self._fill)
        self.tree.itemExpanded.connect(self._open)
        self.tree.itemChanged.connect(self._checked)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        column.addWidget(self.search)
        column.addWidget(self.tree, 1)
        column.addWidget(self.told)

    @property
    def refs(self) -> tuple[str, ...]:
        """The names of the sources and passages to leave out, in the order of choosing."""
        return tuple(self._chosen)

    def show_sources(self, sources: Sequence[Leavable]) -> None:
        """Shows what there is to leave out."""
        self._sources = sources
        self._fill()
        if not sources:
            self.told.setText("There is no source to leave out.")

    def _fill(self) -> None:
        """Builds the rows that the search shows; passages come when a source is opened."""
        words = self.search.text().casefold().split()
        found = [(each, _hits(each, words)) for each in self._sources]
        shown = [(each, hits) for each, hits in found if hits is not None]
        self._shown = {each.ref: hits for each, hits in shown if hits is not None}
        self.tree.clear()
        for n, (each, hits) in enumerate(shown[:MOST]):
            item = self._add(self.tree.invisibleRootItem(), each, self._state(each))
            if hits:
                item.setChildIndicatorPolicy(
                    QTreeWidgetItem.ChildIndicatorPolicy.ShowIndicator,
                )
            item.setExpanded(bool(hits) and n < _OPENED and hits is not each.passages)
        _more(self.tree.invisibleRootItem(), len(shown))

    def _add(
        self, parent: QTreeWidgetItem, each: Leavable, state: Qt.CheckState
    ) -> QTreeWidgetItem:
        with QSignalBlocker(self.tree):
            item = QTreeWidgetItem([each.words, each.ref, each.marking])
            item.setToolTip(_NAME, each.words)
            item.setCheckState(_NAME, state)
            parent.addChild(item)
        return item

    def _open(self, item: QTreeWidgetItem) -> None:
        if item.childCount():
            return
        whole = item.text(_REF) in self._chosen
        passages = self._shown.get(item.text(_REF), ())
        for each in passages[:MOST]:
            child = self._add(item, each, _STATES[whole or each.ref in self._chosen])
            child.setDisabled(whole)
        _more(item, len(passages))

    def _checked(self, item: QTreeWidgetItem, _column: int) -> None:
        ref, source = item.text(_REF), item.parent()
        self._chosen.pop(ref, None)
        if item.checkState(_NAME) is Qt.CheckState.Checked:
            self._chosen[ref] = None
        with QSignalBlocker(self.tree):
            if source is None:
                self._take_whole(item, whole=ref in self._chosen)
            else:
                source.setCheckState(_NAME, self._state(self._named(source.text(_REF))))
        chosen = ", ".join(self._chosen)
        self.told.setText(f"Left out: {chosen}. {_WITH_IT}" if chosen else _NOTHING)
        self.changed.emit()

    def _take_whole(self, item: QTreeWidgetItem, *, whole: bool) -> None:
        """With a source go its passages, or they come back with it."""
        for each in self._named(item.text(_REF)).passages:
            self._chosen.pop(each.ref, None)
        for child in map(item.child, range(item.childCount())):
            if child is not None and child.text(_REF):
                child.setCheckState(_NAME, _STATES[whole])
                child.setDisabled(whole)

    def _named(self, ref: str) -> Leavable:
        return next(each for each in self._sources if each.ref == ref)

    def _state(self, source: Leavable) -> Qt.CheckState:
        if any(each.ref in self._chosen for each in source.passages):
            return Qt.CheckState.PartiallyChecked
        return _STATES[source.ref in self._chosen]


def _hits(source: Leavable, words: Sequence[str]) -> Sequence[Leavable] | None:
    """The passages to show under a source; None where the search does not show it."""
    if all(word in source.sought for word in words):
        return source.passages
    found = [each for each in source.passages if all(word in each.sought for word in words)]
    return found or None


def _more(parent: QTreeWidgetItem, number: int) -> None:
    """Says how many rows are not shown."""
    if number > MOST:
        last = QTreeWidgetItem([f"{number - MOST:,} more: search for them"])
        last.setFlags(Qt.ItemFlag.NoItemFlags)
        parent.addChild(last)


def _tree() -> QTreeWidget:
    tree = QTreeWidget()
    tree.setAccessibleName("What is left out")
    tree.setHeaderLabels(_HEADS)
    tree.setUniformRowHeights(True)
    header = tree.header()
    header.setStretchLastSection(False)
    header.setSectionResizeMode(QHeaderView.ResizeMode.ResizeToContents)
    header.setSectionResizeMode(_NAME, QHeaderView.ResizeMode.Stretch)
    return tree
