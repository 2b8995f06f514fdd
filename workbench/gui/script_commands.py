"""The commands of the script library, and where the console runs what they start."""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, cast

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QFileDialog

from workbench.gui.command import command
from workbench.gui.conditions import is_open

if TYPE_CHECKING:
    from collections.abc import Callable
    from types import ModuleType

    from workbench.gui.console.library import ScriptsDialog
    from workbench.gui.console.view import ConsoleView
    from workbench.gui.window import Window


class ScriptCommands(QObject):
    """Read, trust and run scripts, whether the console was opened before or not."""

    def __init__(self, window: Window) -> None:
        super().__init__(window)
        self.window = window

    @command("Scripts…", "Ctrl+Alt+S", menu="Console", icon="steps", when=is_open)
    def show_scripts(self) -> None:
        """Your scripts and those beside the dossier: read, trust, run."""
        self.open_scripts()

    def open_scripts(self, then: Callable[[ScriptsDialog], None] | None = None) -> None:
        """Opens the dialog of the scripts; `then` gets it."""

        def show(library: ModuleType) -> None:
            dialog = self._show(library)
            if dialog is not None and then is not None:
                then(dialog)

        if self.window.context is not None:
            self.window.jobs.run("Opening the scripts", lambda _: _library(), show, quiet=True)

    @command("Run a script…", menu="Console", icon="open", when=is_open)
    def run_script(self) -> None:
        """Runs a Python file in the console, with the same names."""
        path, _ = QFileDialog.getOpenFileName(self.window, "Run a script", "", "Python (*.py)")
        if path:
            self._run(path)

    def _show(self, library: ModuleType) -> ScriptsDialog | None:
        context = self.window.context
        if context is None:
            return None
        dialog: ScriptsDialog = library.ScriptsDialog(context.dossier.path, self.window)
        dialog.run_wanted.connect(self._run)
        dialog.changed.connect(self.window.commands.action("plugin.look").trigger)
        dialog.key_wanted.connect(self._ask_key)
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()
        return dialog

    def _run(self, path: str) -> None:
        console_of(self.window).run_soon(f"%run -i {path!r}")

    def _ask_key(self, command: str) -> None:
        from workbench.gui.preferences import PreferencesDialog

        dialog = PreferencesDialog(self.window)
        dialog.open()
        dialog.show_key(command)


def console_of(window: Window) -> ConsoleView:
    """The console in sight: where it fills the window there, else under what is shown."""
    drawer = window.regions.drawer
    if window.task != "console" and drawer.content is None:
        window.toggle_drawer("console")
    return cast("ConsoleView", drawer.content or window.view)


def _library() -> ModuleType:
    """The dialog's module, with what it needs of Jupyter: too slow for the window's thread."""
    import_module("qtconsole.pygments_highlighter")
    return import_module("workbench.gui.console.library")
