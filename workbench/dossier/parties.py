"""What can be done to parties."""

from __future__ import annotations

from typing import TYPE_CHECKING

from typing_extensions import override

from workbench.dossier.ratings import graded, ratings_of
from workbench.dossier.records import Records
from workbench.model.kinds import Reliability
from workbench.model.party import Party

if TYPE_CHECKING:
    from workbench.dossier.dossier import Dossier
    from workbench.dossier.ratings import Rating
    from workbench.dossier.records import Computed


class Parties(Records[Party]):
    """The parties of a dossier.

    Examples:
        reuters = dossier.parties.find("reuters")[0]
        dossier.parties.rate(reuters, "B", basis="reliable on trade so far")
    """

    def __init__(self, dossier: Dossier) -> None:
        super().__init__(dossier, Party)

    def rate(
        self,
        party: Party | str,
        reliability: Reliability | str,
        *,
        reason: str = "",
        basis: str = "",
    ) -> Party:
        """Grades a party as a source, A to F (NATO), on a `basis`; why stands in the log.

        Raises:
            InvalidField: no such grade.
        """
        grade = graded(Reliability, reliability, "reliability")
        with self._dossier.operation("Rate party", reason=reason):
            return self.change(party, reliability=grade, reliability_basis=basis)

    def ratings(self, party: Party | str) -> list[Rating]:
        """Every judgement of a party's reliability as a source, newest first."""
        return ratings_of(self._dossier, self.get(party))

    def names(self) -> dict[str, str]:
        """Every name and other name of a party, with the party's id."""
        found = {}
        for party in self.find():
            found[party.title] = party.id
            found |= {alias.name: party.id for alias in party.aliases}
        return found

    @override
    def _computed(self, record: Party) -> tuple[Computed, ...]:
        """How a party fared as a source, where that can be told."""
        return self._dossier.track_records.figures_of(record.id)
