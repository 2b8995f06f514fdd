"""What can be done to parties."""

from __future__ import annotations

from typing import TYPE_CHECKING

from workbench.dossier.records import Records
from workbench.model.kinds import Reliability
from workbench.model.party import Party

if TYPE_CHECKING:
    from workbench.dossier.dossier import Dossier


class Parties(Records[Party]):
    """The parties of a dossier."""

    def __init__(self, dossier: Dossier) -> None:
        super().__init__(dossier, Party)

    def rate(
        self, party: Party | str, reliability: Reliability | str, *, reason: str = ""
    ) -> Party:
        """Grades a party as a source, A to F (NATO); why stands in the log."""
        with self._dossier.operation("Rate party", reason=reason):
            return self.change(party, reliability=Reliability(reliability))

    def names(self) -> dict[str, str]:
        """Every name and other name of a party, with the party's id."""
        found = {}
        for party in self.find():
            found[party.title] = party.id
            found |= {alias.name: party.id for alias in party.aliases}
        return found
