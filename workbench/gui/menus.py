"""The menu bar, built from the commands; menus of views and forms come and go with them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QMenu

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from PySide6.QtWidgets import QMenuBar

    from workbench.gui.command import Bound, Commands

    More = Callable[[QMenu], None]

ORDER = (
    "File",
    "Edit",
    "View",
    "Go",
    "Decision",
    "Allocation",
    "Source",
    "Codes",
    "Record",
    "Plot",
    "Briefing",
    "Console",
    "Help",
)


def mnemonic(name: str) -> str:
    """The title of a menu, with the letter that Alt opens it by."""
    return name.rpartition("/")[2] if "/" in name else f"&{name}"


class CommandMenu(QMenu):
    """A menu that holds, each time it opens, the commands that name it."""

    def __init__(
        self,
        name: str,
        commands: Commands,
        parent: QMenuBar | QMenu,
        more: More | None = None,
    ) -> None:
        super().__init__(mnemonic(name), parent)
        self._more = more
        self._name = name
        self._commands = commands
        self.aboutToShow.connect(self.fill)

    def fill(self) -> None:
        """Puts the commands that there are now into the menu."""
        self._commands.refresh()
        self.clear()
        for old in self.findChildren(CommandMenu):
            old.deleteLater()
        owners: list[object] = []
        inner: dict[str, CommandMenu] = {}
        for bound in self._commands.once():
            if bound.command.menu == self._name:
                if owners and bound.owner is not owners[-1]:
                    self.addSeparator()
                owners.append(bound.owner)
                self.addAction(bound.action)
            elif (
                bound.command.menu.startswith(f"{self._name}/") and bound.command.menu not in inner
            ):
                made = CommandMenu(bound.command.menu, self._commands, self)
                inner[bound.command.menu] = made
                self.addMenu(made)
        if self._more is not None:
            self._more(self)


def fill_menu_bar(bar: QMenuBar, commands: Commands, more: Mapping[str, More]) -> None:
    """Makes the menus; each fills itself when it opens, and hides while no command names it.

    `more` adds to a menu, by its name, what is no command, each time it opens.
    """
    bar.setAccessibleName("Menu bar")
    menus = {name: CommandMenu(name, commands, bar, more.get(name)) for name in ORDER}
    for menu in menus.values():
        bar.addMenu(menu)

    def fit(_bound: list[Bound]) -> None:
        named = {each.command.menu.partition("/")[0] for each in commands.every()} - {""}
        for name in sorted(named - menus.keys()):
            menus[name] = CommandMenu(name, commands, bar)
            bar.insertMenu(menus[ORDER[-1]].menuAction(), menus[name])
        for name, menu in menus.items():
            menu.menuAction().setVisible(name in named)

    commands.collected.connect(fit)
    fit([])
