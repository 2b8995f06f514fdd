"""Trends: what the allocations of a query add up to, over time."""

from __future__ import annotations

from collections import OrderedDict
from dataclasses import replace
from threading import Lock
from typing import TYPE_CHECKING, Any, NamedTuple
from weakref import WeakKeyDictionary

from workbench.dossier.records import parsed
from workbench.errors import FigureNotKnown, FigureNotVerified
from workbench.model.many import many
from workbench.model.plot_choice import LaneBy, PlotChoice, PlotForm
from workbench.model.query import Query
from workbench.plugins import ChartData
from workbench.plugins.found import plugins
from workbench.store.ledger_rows import allocation_columns, allocation_groups
from workbench.store.log import last_seq

if TYPE_CHECKING:
    from collections.abc import Sequence

    from workbench.analysis.flow import Flow
    from workbench.analysis.heat import Heat
    from workbench.analysis.ledger import Entry, Group, Ledger
    from workbench.analysis.pairs import Pairs
    from workbench.analysis.plot import Plot
    from workbench.analysis.trend import Trend
    from workbench.dossier.dossier import Dossier
    from workbench.model.change import Changes
    from workbench.plugins import Chart
    from workbench.store.ledger_rows import AllocationColumns

KEPT = 3
"""Queries whose columns are kept: those of a million allocations take some 200 MB."""
CUMULATIVE = PlotChoice()
_READ = frozenset({"allocation", "decision", "item", "party", "support"})


class _Read(NamedTuple):
    """What a query has read: its columns, all their rows, and the ledgers that count, by group."""

    found: AllocationColumns
    whole: Ledger
    ledgers: dict[str, Ledger]


class Trends:
    """Cumulative allocations with bounds, one trend per stage and unit.

    The columns that a query reads, and the trends made of them, are kept until something that they
    rest on is changed.
    """

    def __init__(self, dossier: Dossier) -> None:
        self._dossier = dossier
        self._kept: OrderedDict[Query, _Read] = OrderedDict()
        self._made: WeakKeyDictionary[Ledger, tuple[Trend, ...]] = WeakKeyDictionary()
        self._lock = Lock()
        self._edition = 0
        dossier.on_change(self._forget)

    def read(self, query: Query | str = Query(), *, by: str = "") -> tuple[Trend, ...]:
        """The trends of the allocations that a query shows, one per stage and unit.

        `by` also parts each of them: "recipient", "supplier", "item" or "jurisdiction".
        """
        from workbench.analysis.trend import of_ledger

        ledger = self.ledger(query, by=by)
        with self._lock:
            made = self._made.get(ledger)
        if made is None:
            same = bool(by) and self.ledger(query).rows is ledger.rows
            wholes = self.read(query) if same else ()
            made = of_ledger(ledger, self._look, by=by, wholes=wholes)
            with self._lock:
                self._made[ledger] = made
        return made

    def of(
        self, query: Query | str = Query(), choice: PlotChoice = CUMULATIVE, **fields: Any
    ) -> Plot:
        """What a query draws in the form of `choice`; `fields` change it.

            dossier.trends.of("item:H200", form="stacked", by="recipient")

        Raises:
            InvalidField: there is no such form, period or measure, or no such field of a choice.
        """
        from workbench.analysis.plot import Plot

        choice = choice.changed(**fields)
        by = choice.lanes if choice.on_days else LaneBy.JURISDICTION
        timeline = self._dossier.timeline.read(query, by)
        trends, left_out = self._measured(query, choice)
        plot = Plot(choice=choice, timeline=timeline, trends=trends, left_out=left_out)
        if choice.on_days:
            return plot
        name, given = choice.off_axis, (self._dossier, parsed(query), plot)
        kind = ChartData | None if plugins().owner("charts", name) else object
        return replace(plot, off=plugins().call("charts", name, *given, part="data", kind=kind))

    def charts(self) -> list[Chart]:
        """The charts that plugins bring: `trends.of(query, chart=name)`."""
        own = {each.value for each in PlotForm}
        return [each for each in plugins().ask("charts") if each.name not in own]

    def _measured(
        self, query: Query | str, choice: PlotChoice
    ) -> tuple[tuple[Trend, ...], tuple[str, ...]]:
        """The trends in what the choice counts, and why items are left out of it."""
        import numpy as np

        from workbench.analysis.compute import UNIT, rate
        from workbench.analysis.trend import of_ledger

        basis = choice.measure.basis
        if basis is None:
            return self.read(query, by=choice.parted), ()
        ledger = self.ledger(query, by=choice.parted)
        items = {each.title: each for each in self._dossier.items.find()}
        low, high, left_out = [], [], []
        for name in ledger.items:
            try:
                found = rate(items[name], basis, unverified=choice.unverified)
                low.append(float(found.low))
                high.append(float(found.high))
            except (FigureNotKnown, FigureNotVerified) as refused:
                left_out.append(str(refused))
                low.append(np.nan)
                high.append(np.nan)
        if nameless := int((ledger.rows["item"] < 0).sum()):
            left_out.append(f"{many(nameless, 'allocation names', 'allocations name')} no item.")
        made = ledger.scaled(np.array(low), np.array(high), UNIT)
        return of_ledger(made, self._look, by=choice.parted), tuple(left_out)

    def ledger(self, query: Query | str = Query(), *, by: str = "") -> Ledger:
        """The allocations that a query shows and that count, as columns."""
        asked = parsed(query).unordered()
        with self._lock:
            kept = self._kept.get(asked)
            if kept is not None and by in kept.ledgers:
                self._kept.move_to_end(asked)
                return kept.ledgers[by]
            edition = self._edition
        made, ledger = self._read(asked, by, kept)
        with self._lock:
            if edition == self._edition:
                made.ledgers[by] = ledger
                self._kept[asked] = made
                while len(self._kept) > KEPT:
                    self._kept.popitem(last=False)
        return ledger

    def _read(self, query: Query, by: str, kept: _Read | None) -> tuple[_Read, Ledger]:
        """The ledger of a query; the columns that are `kept` of it are read once for all groups."""
        from workbench.analysis import ledger

        store, of_rows = self._dossier.store, ledger.Ledger.of_rows
        with store.reading() as connection:
            if kept is None or store.in_operation or kept.found.state != last_seq(connection):
                found = allocation_columns(connection, query, ledger.ROW)
                names = self._names(found.items, ())
                items = [names.get(each, each) for each in found.items]
                kept = _Read(found, of_rows(found.rows, found.units, items), {})
            if not by:
                return kept, ledger.counted(kept.whole, kept.found.links)
            codes, keys = allocation_groups(connection, query, kept.found, by)
            names = self._names(kept.found.items, keys)
        made = kept.whole.grouped(codes, [_group(key, names, by) for key in keys])
        return kept, ledger.counted(made, kept.found.links)

    def _names(self, items: Sequence[str], keys: Sequence[str]) -> dict[str, str]:
        parties = sorted({each for key in keys for each in key.split()})
        found = [*self._dossier.items.page(items), *self._dossier.parties.page(parties)]
        return {each.id: each.name for each in found}

    def _look(self, ids: Sequence[str]) -> list[Entry]:
        """The entries of some allocations."""
        from workbench.analysis.ledger import entry

        found = self._dossier.allocations.page(ids)
        dates = self._dossier.allocations.dates(found)
        parties = sorted({part.party for each in found for part in each.parties})
        names = {each.id: each.title for each in self._dossier.parties.page(parties)}
        return [entry(each, dates, names) for each in found]

    def _forget(self, changes: Changes) -> None:
        if changes.kinds() & _READ:
            with self._lock:
                self._edition += 1
                self._kept.clear()


def flow(dossier: Dossier, query: Query, _plot: Plot) -> Flow | None:
    """What goes from whom, of what, to whom."""
    from workbench.analysis import flow

    by_supplier = dossier.trends.ledger(query, by="supplier")
    return flow.flow(by_supplier, dossier.trends.ledger(query, by="recipient"))


def before_after(_dossier: Dossier, _query: Query, plot: Plot) -> Pairs | None:
    """The bounds before and after a decision; None without a trend."""
    from workbench.analysis.pairs import pairs

    return pairs(plot.trends[0], plot.timeline, plot.choice.day) if plot.trends else None


def heat(_dossier: Dossier, _query: Query, plot: Plot) -> Heat:
    """How many decisions each jurisdiction took in each quarter."""
    from workbench.analysis import heat

    return heat.heat(plot.timeline)


def _group(key: str, names: dict[str, str], by: str) -> Group:
    from workbench.analysis.finding import listed
    from workbench.analysis.ledger import Group
    from workbench.model.jurisdiction import name_of

    if not key:
        return Group(key="", name="not stated")
    if by == "jurisdiction":
        return Group(key=key, name=name_of(key))
    each = [names.get(one, one) for one in key.split()]
    return Group(key=key, name=listed(each), joint=len(each) > 1)
