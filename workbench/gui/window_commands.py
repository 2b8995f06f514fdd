"""The commands of the window itself: regions, ways to show, palette, preferences, help."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QApplication

from workbench.gui.command import command

if TYPE_CHECKING:
    from workbench.gui.window import Window


def _has_side(group: WindowCommands) -> bool:
    view = group.window.view
    return view is not None and view.side is not None


def _has_inspector(group: WindowCommands) -> bool:
    view = group.window.view
    return view is not None and view.inspector is not None


def _has_view(group: WindowCommands) -> bool:
    return group.window.view is not None


def _has_modes(group: WindowCommands) -> bool:
    view = group.window.view
    return view is not None and bool(view.modes)


def _side_open(group: WindowCommands) -> bool:
    return group.window.regions.wanted["side"]


def _inspector_open(group: WindowCommands) -> bool:
    return group.window.regions.wanted["inspector"]


def _full(group: WindowCommands) -> bool:
    return group.window.regions.full


class WindowCommands(QObject):
    """What can be done to the window; opens dialogs and pages where they are needed."""

    def __init__(self, window: Window) -> None:
        super().__init__(window)
        self.window = window
        window.rail.settings_wanted.connect(self.preferences)
        window.status.commands_wanted.connect(self.search)
        window.status.help_wanted.connect(self.help)
        window.regions.head.search_wanted.connect(self.search)

    @command("Search and commands", "Ctrl+K", menu="View", icon="find")
    def search(self) -> None:
        """One box for records, sources and commands."""
        from workbench.gui.palette import open_palette

        open_palette(self.window)

    @command("Side bar", "F9", menu="View", when=_has_side, checked=_side_open)
    def side_bar(self) -> None:
        """Opens or closes the side bar."""
        self.window.regions.toggle("side")

    @command("Inspector", "F10", menu="View", when=_has_inspector, checked=_inspector_open)
    def inspector(self) -> None:
        """Opens or closes the inspector."""
        self.window.regions.toggle("inspector")

    @command("Whole width", "F11", menu="View", when=_has_view, checked=_full)
    def whole_width(self) -> None:
        """Gives the view the whole width, or takes that back."""
        self.window.regions.toggle_full()

    @command("Next way to show", "Ctrl+\\", menu="View", icon="layout", when=_has_modes)
    def next_mode(self) -> None:
        """Cycles through the ways in which the view shows its records."""
        view = self.window.view
        if view is not None and view.modes:
            at = view.modes.index(view.mode)
            self.window.set_mode(view.modes[(at + 1) % len(view.modes)])

    @command("Reset layout", menu="View", icon="layout")
    def reset_layout(self) -> None:
        """Opens every region at its first size, and every table with its first columns."""
        self.window.regions.open_all()
        self.window.regions.reset()
        for view in self.window.views:
            view.reset_layout()
        first = replace(self.window.settings, columns={}, column_widths={})
        self.window.change_settings(first)

    @command("Preferences…", "Ctrl+,", menu="Edit", icon="settings")
    def preferences(self) -> None:
        """Theme, text size, your name, keys."""
        from workbench.gui.preferences import PreferencesDialog

        PreferencesDialog(self.window).open()

    @command("Help", "F1", menu="Help", icon="question")
    def help(self) -> None:
        """The user guide, at the page of what is shown."""
        self.show_help((self.window.task if self.window.page is None else "") or "index")

    @command("Keys", "Ctrl+/", menu="Help", icon="keyboard")
    def keys(self) -> None:
        """Every command with its key."""
        self.show_help("keys")

    @command("What is new", menu="Help", icon="sparkle")
    def changes(self) -> None:
        """What changed from version to version."""
        self.show_help("changes")

    @command("About Policy Workbench", menu="Help", icon="notice")
    def about(self) -> None:
        """Version, licence, where the files lie."""
        from workbench.gui.about import AboutDialog

        AboutDialog(self.window).open()

    def show_help(self, page: str) -> None:
        """Opens a page of the user guide by its file name without the suffix."""
        from workbench.gui.help import HelpPage

        shown = self.window.page
        if isinstance(shown, HelpPage):
            shown.show_page(page)
            return
        made = HelpPage(self.window.commands, page)
        made.left.connect(self.window.go_back)
        self.window.show_page(made)

    @command("Quit", "Ctrl+Q", menu="File", icon="sign-out")
    def quit(self) -> None:
        """Closes the window; everything is saved already."""
        self.window.close()
        if not self.window.isVisible():
            QApplication.quit()
