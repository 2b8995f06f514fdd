"""Questions asked off the window's thread of which only the last answer counts."""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeVar

from PySide6.QtCore import QObject
from shiboken6 import isValid

if TYPE_CHECKING:
    from collections.abc import Callable

    from workbench.dossier.dossier import Dossier
    from workbench.gui.context import Context

Answer = TypeVar("Answer")


class Latest(QObject):
    """One line of questions: an answer that a later question has overtaken is dropped."""

    def __init__(self, context: Context, owner: QObject) -> None:
        super().__init__(owner)
        self._context = context
        self._asked = 0

    def ask(self, work: Callable[[Dossier], Answer], then: Callable[[Answer], None]) -> None:
        """Reads; `then` gets the answer on the window's thread, if it is still wanted."""
        self._asked += 1
        asked, dossier = self._asked, self._context.dossier

        def take(answer: Answer) -> None:
            if isValid(self) and asked == self._asked:
                then(answer)

        self._context.jobs.run("Reading", lambda _: work(dossier), take, quiet=True)

    def drop(self) -> None:
        """Wants no answer any more."""
        self._asked += 1
