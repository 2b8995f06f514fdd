"""What can be done to policy lines."""

from __future__ import annotations

from typing import TYPE_CHECKING

from workbench.dossier.records import Records
from workbench.model.policy_line import PolicyLine

if TYPE_CHECKING:
    from workbench.dossier.dossier import Dossier


class PolicyLines(Records[PolicyLine]):
    """The policy lines of a dossier."""

    def __init__(self, dossier: Dossier) -> None:
        super().__init__(dossier, PolicyLine)
