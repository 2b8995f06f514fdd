"""What can be done to verdicts; suggestions make them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from workbench.dossier.records import Records
from workbench.model.verdict import Verdict
from workbench.store.tally import pointing

if TYPE_CHECKING:
    from collections.abc import Iterable

    from workbench.dossier.dossier import Dossier


class Verdicts(Records[Verdict]):
    """The verdicts of a dossier on suggestions."""

    def __init__(self, dossier: Dossier) -> None:
        super().__init__(dossier, Verdict)

    def on(self, said: Iterable[str]) -> list[Verdict]:
        """The verdicts on suggestions with these hashes."""
        with self._dossier.store.reading() as connection:
            ids = pointing(connection, "verdict", "said", list(said))
        return self.page(ids)
