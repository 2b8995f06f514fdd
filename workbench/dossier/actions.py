"""Actions: what plugins and trusted scripts can do with a dossier, by name."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from workbench.plugins.found import plugins

if TYPE_CHECKING:
    from collections.abc import Sequence

    from workbench.dossier.dossier import Dossier
    from workbench.plugins import Action
    from workbench.plugins.found import Plugin


def every_action() -> list[Action]:
    """Every action there is now: scripts come and go."""
    plugins().forget("actions")
    return plugins().ask("actions")


class Actions:
    """The actions of a dossier."""

    def __init__(self, dossier: Dossier) -> None:
        self._dossier = dossier

    def every(self) -> list[Action]:
        """Every action there is now: scripts come and go."""
        return every_action()

    def run(self, name: str, ids: Sequence[str] = ()) -> Any:
        """Does what the action of this name does to the records of `ids`; gives what it says.

            dossier.actions.run("script.tidy")

        Raises:
            NoSuchPart: there is no such action.
            PluginFailed: its plugin broke down.
            WorkbenchError: what a verb refused.
        """
        plugins().forget("actions")
        action = plugins().need("actions", name)
        return plugins().call("actions", name, self._dossier, list(ids), *action.given)

    def plugins(self) -> list[Plugin]:
        """Every plugin that is installed, whether it works or not."""
        return plugins().every()

    def allow_plugin(self, name: str) -> None:
        """Lets a plugin that was left out work again, at once.

        Raises:
            NoSuchPart: no such plugin is installed.
        """
        plugins().allow(name)
