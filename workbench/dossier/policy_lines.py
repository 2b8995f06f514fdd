"""What can be done to policy lines."""

from __future__ import annotations

from typing import TYPE_CHECKING

from typing_extensions import override

from workbench.dossier.records import Records
from workbench.dossier.stances import stance_figures
from workbench.model.policy_line import PolicyLine

if TYPE_CHECKING:
    from workbench.dossier.dossier import Dossier
    from workbench.dossier.records import Computed


class PolicyLines(Records[PolicyLine]):
    """The policy lines of a dossier."""

    def __init__(self, dossier: Dossier) -> None:
        super().__init__(dossier, PolicyLine)

    @override
    def _computed(self, record: PolicyLine) -> tuple[Computed, ...]:
        """The stance index, the whiplash and the reversals of a line."""
        return stance_figures(self._dossier.stance.of(record))
