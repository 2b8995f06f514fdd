"""What can be done to decisions."""

from __future__ import annotations

from typing import TYPE_CHECKING

from typing_extensions import override

from workbench.dossier.cited import Cited
from workbench.dossier.records import Computed
from workbench.dossier.reversals import reversal
from workbench.model.decision import Decision
from workbench.model.kinds import SupportRole
from workbench.model.query import Filter, Query
from workbench.model.when import days_of

if TYPE_CHECKING:
    from pathlib import Path

    from workbench.dossier.dossier import Dossier
    from workbench.dossier.importing import Imported
    from workbench.dossier.reversals import Reversal
    from workbench.intake.table.mapping import Mapping
    from workbench.model.allocation import Allocation
    from workbench.model.progress import Progress
    from workbench.model.table_mapping import TableMapping


_LAG = frozenset({"announced", "effective"})


class Decisions(Cited[Decision]):
    """The decisions of a dossier.

    Examples:
        denied = dossier.decisions.log(title="Sales denied", jurisdiction="USA")
        dossier.decisions.change(denied, announced=When("2026-03"))
        dossier.decisions.find("jurisdiction:USA since:2026")
        dossier.decisions.facets("stance")
    """

    def __init__(self, dossier: Dossier) -> None:
        super().__init__(dossier, Decision)

    def undoes(self, decision: Decision | str) -> list[Decision]:
        """The earlier decisions that this one takes back, in whole or part."""
        links = self.get(decision).links
        return self.page([link.decision for link in links if link.relation.undoes])

    def undone_by(self, decision: Decision | str) -> list[Decision]:
        """The later decisions that take this one back."""
        key = self._dossier.id_of(decision)
        return [
            each
            for each in self.find(Query(filters=(Filter("decision", (key,)),)))
            if any(link.decision == key and link.relation.undoes for link in each.links)
        ]

    def reversals(self, decision: Decision | str) -> list[Reversal]:
        """Before and after: each decision that this one takes back, and each that takes it back."""
        own = self.get(decision)
        relations = {link.decision: link.relation for link in own.links if link.relation.undoes}
        found = [reversal(each, own, relations[each.id]) for each in self.undoes(own)]
        for later in self.undone_by(own):
            how = next(
                x.relation for x in later.links if x.decision == own.id and x.relation.undoes
            )
            found.append(reversal(own, later, how))
        return found

    def allocations(self, decision: Decision | str) -> list[Allocation]:
        """What this decision allots."""
        key = self._dossier.id_of(decision)
        return self._dossier.allocations.find(Query(filters=(Filter("decision", (key,)),)))

    def import_table(
        self,
        path: Path | str,
        mapping: Mapping | TableMapping | Path | str | None = None,
        progress: Progress | None = None,
    ) -> Imported:
        """Brings a CSV or Excel table of decisions in, as one operation.

        Without a mapping the kept one that fits is used, else one by the words of the headings.
        """
        return self._dossier.table_mappings.import_table("decision", path, mapping, progress)

    @override
    def _computed(self, record: Decision) -> tuple[Computed, ...]:
        """How many origins speak for a decision, and the days from announcement to effect."""
        from workbench.analysis.follow_through import time_to_effect

        backing = self._dossier.corroboration(record)
        supports = self._dossier.supports.of(record)
        claims = {x.claim: None for x in supports if x.claim and x.role is SupportRole.SUPPORTS}
        dates = {x.claim: None for x in supports if x.claim and x.field in _LAG}
        made = []
        if backing.sources:
            how = "Distinct primary origins over documents and attribution; copies of one story "
            how += "count once, and reports that only cite one another are flagged."
            made.append(
                Computed(
                    label="Corroboration",
                    words=backing.words,
                    how=how,
                    inputs=(
                        *(("claim", each) for each in claims),
                        *((each.kind, each.id) for each in backing.origins),
                    ),
                    warns=bool(backing.circular),
                )
            )
        lag = time_to_effect(days_of(record.announced), days_of(record.effective))
        if lag is not None and not record.never_in_force:
            how = "Effective less announced, with the possible days of both; negative is earlier."
            told = tuple(("claim", each) for each in dates)
            made.append(Computed(label="Time to effect", words=lag.words(), how=how, inputs=told))
        return tuple(made)
