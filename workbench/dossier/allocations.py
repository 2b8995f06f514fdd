"""What can be done to allocations."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import UTC, datetime
from typing import TYPE_CHECKING

from typing_extensions import override

from workbench.analysis.pipeline import Step, Visibility
from workbench.dossier.cited import Cited
from workbench.dossier.records import parsed
from workbench.errors import InvalidField
from workbench.model.allocation import Allocation
from workbench.model.basis import Basis
from workbench.model.kinds import DecisionRelation, Stage
from workbench.model.query import Filter, Query
from workbench.model.when import When

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

    from workbench.analysis.shares import Shares
    from workbench.dossier.dossier import Dossier
    from workbench.dossier.importing import Imported
    from workbench.dossier.records import Computed
    from workbench.intake.table.mapping import Mapping
    from workbench.model.decision import Decision
    from workbench.model.progress import Progress
    from workbench.model.quantity import Quantity
    from workbench.model.table_mapping import TableMapping


@dataclass(frozen=True, slots=True, kw_only=True)
class Pipeline:
    """The stages of one unit, how much is seen, and the days since something was last located."""

    unit: str
    steps: tuple[Step, ...]
    visibility: Visibility | None = None
    days_since: tuple[int, int] | None = None


class Allocations(Cited[Allocation]):
    """The allocations of a dossier.

    Examples:
        for each in dossier.allocations.find("stage:authorised"):
            print(each.quantity, each.split)
        dossier.allocations.pipeline()

    A quantity that is added or logged without a unit counts in that of its item.
    """

    def __init__(self, dossier: Dossier) -> None:
        super().__init__(dossier, Allocation)

    @override
    def _completed(self, record: Allocation) -> Allocation:
        quantity = record.quantity
        if not quantity or quantity.unit or not record.item:
            return record
        found = self._dossier.items.page([record.item])  # none where it is added later on
        unit = found[0].unit if found else ""
        return replace(record, quantity=replace(quantity, unit=unit))

    def dates(self, allocations: Iterable[Allocation]) -> dict[str, When]:
        """For each allocation, by id, its own date, else that of its decision."""
        some = list(allocations)
        wanted = {each.decision for each in some if each.decision and not each.when}
        decided = {each.id: each.when for each in self._dossier.decisions.page(sorted(wanted))}
        return {
            each.id: each.when or decided.get(each.decision or "", When.UNKNOWN) for each in some
        }

    def totals(self, query: Query | str = Query()) -> tuple[tuple[Stage, Quantity], ...]:
        """What the allocations of a query add up to, with bounds: one sum per stage and unit.

        Superseded allocations and parts of others are not counted twice; stages are never added.
        """
        return tuple((trend.stage, trend.total) for trend in self._dossier.trends.read(query))

    def shares(self, query: Query | str = Query()) -> tuple[Shares, ...]:
        """What each recipient holds of each allocation that a query shows, exactly bounded.

        Parts count with their whole; caps and quotas of the decisions, and of those that gate them,
        hold. What cannot all hold is reported with the minimal set, never refused.
        """
        from workbench.analysis.shares import shares

        found = self.find(parsed(query).unordered())
        held = {each.id: each for each in found}
        while above := {x.part_of for x in held.values() if x.part_of} - set(held):
            held |= {each.id: each for each in self.page(sorted(above))}
            if not above & set(held):
                break
        return shares(held.values(), *self.governing(held.values()))

    def governing(
        self, some: Iterable[Allocation]
    ) -> tuple[dict[str, Decision], tuple[Allocation, ...]]:
        """The decisions of some allocations and those that gate them, and what these allot."""
        own = self._dossier.decisions.page(sorted({x.decision for x in some if x.decision}))
        gates = sorted(
            {
                link.decision
                for each in own
                for link in each.links
                if link.relation is DecisionRelation.GATED_BY
            }
        )
        every = (*own, *self._dossier.decisions.page(gates))
        granted = self.find(Query(filters=(Filter("decision", tuple(gates)),))) if gates else ()
        return {each.id: each for each in every}, tuple(granted)

    def pipeline(self, query: Query | str = Query()) -> tuple[Pipeline, ...]:
        """How far the allocations of a query have come, one pipeline a unit, largest first."""
        from workbench.analysis import pipeline

        totals: dict[str, list[tuple[Stage, Quantity]]] = {}
        for trend in self._dossier.trends.read(query):
            totals.setdefault(trend.unit, []).append((trend.stage, trend.total))
        located = self.find(parsed(query).unordered().where("stage", Stage.LOCATED.value))
        dates = self.dates(located)
        today = datetime.now(UTC).date()
        return tuple(
            Pipeline(
                unit=unit,
                steps=pipeline.funnel(some),
                visibility=pipeline.visibility(some),
                days_since=pipeline.since(
                    [dates[x.id] for x in located if x.quantity.unit == unit], today
                ),
            )
            for unit, some in totals.items()
        )

    def equivalents(
        self, query: Query | str = Query(), *, basis: str = "tpp", unverified: bool = False
    ) -> tuple[tuple[tuple[Stage, Quantity], ...], tuple[str, ...]]:
        """What a query adds up to in H100 equivalents, by stage; and why items are left out.

        `basis` is "tpp" or "8-bit".

        Raises:
            InvalidField: there is no such basis.
        """
        if basis not in list(Basis):
            raise InvalidField("basis", f"{basis!r} is not one of: {', '.join(Basis)}.")
        made = self._dossier.trends.of(query, measure=basis, unverified=unverified)
        return tuple((trend.stage, trend.total) for trend in made.trends), made.left_out

    @override
    def _computed(self, record: Allocation) -> tuple[Computed, ...]:
        """What each recipient holds of it, what two keys leave of it, and its equivalents."""
        from workbench.dossier.holdings import computed_of

        return computed_of(self._dossier, record)

    def import_table(
        self,
        path: Path | str,
        mapping: Mapping | TableMapping | Path | str | None = None,
        progress: Progress | None = None,
    ) -> Imported:
        """Brings a CSV or Excel table of allocations in, as one operation.

        Without a mapping the kept one that fits is used, else one by the words of the headings.
        """
        return self._dossier.table_mappings.import_table("allocation", path, mapping, progress)
