"""When a command can be invoked: what is asked of the window, or of a panel with its dossier."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from workbench.gui.context import Context
    from workbench.gui.window import Window


class OfWindow(Protocol):
    """What belongs to a window, such as a group of its commands."""

    @property
    def window(self) -> Window:
        """The window."""


class OfDossier(Protocol):
    """What shows a dossier, such as a panel."""

    @property
    def context(self) -> Context:
        """The dossier that is shown, and what is chosen."""


def is_open(group: OfWindow) -> bool:
    """Whether a dossier is open in the window."""
    return group.window.context is not None


def can_write(group: OfWindow) -> bool:
    """Whether a dossier is open in the window that can be written to."""
    context = group.window.context
    return context is not None and not context.dossier.read_only


def writable(panel: OfDossier) -> bool:
    """Whether the dossier that is shown can be written to."""
    return not panel.context.dossier.read_only
