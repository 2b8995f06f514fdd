"""What can be done to expectations."""

from __future__ import annotations

from typing import TYPE_CHECKING

from workbench.dossier.cited import Cited
from workbench.model.expectation import Expectation

if TYPE_CHECKING:
    from workbench.dossier.dossier import Dossier


class Expectations(Cited[Expectation]):
    """The expectations of a dossier.

    Examples:
        [each.statement for each in dossier.expectations.find()]
    """

    def __init__(self, dossier: Dossier) -> None:
        super().__init__(dossier, Expectation)
