"""The commands that plugins and trusted scripts bring, and the list of plugins.

They are looked for after the dossier is shown, off the window's thread. An action runs in the
console's process: what it breaks or never ends costs the window nothing.
"""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, TypeVar

from PySide6.QtCore import QObject, QTimer, Signal

from workbench.gui.command import Command, command
from workbench.gui.conditions import is_open
from workbench.gui.script_commands import console_of

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from workbench.dossier.analyses import AnalysisTable
    from workbench.dossier.dossier import Dossier
    from workbench.gui.window import Window
    from workbench.model.progress import Progress

Found = TypeVar("Found")
AFTER_MS = 1_500
"""How long after a dossier is shown plugins are looked for."""
_GUIDE = (
    "A plugin is a Python package that brings readers, suggesters, analyses, charts, sheets of a"
    " briefing, actions or codebooks. One that fails is left out until you start again, one that"
    " broke the program off until you let it work again; your dossier is not touched. How to write"
    " one: Help, “Plugins”."
)
ENDLESS = "it does not heed Stop; what it is at goes on until you close the window"
"""Why a plugin is left out that cannot be stopped."""
Brought = list[tuple[Command, str, str]]
"""Commands, each with the verb that carries it out ("act", "draw", "allow" …) and a name."""


class PluginCommands(QObject):
    """What can be done because a plugin or a script is there."""

    left_out = Signal(str)
    """A plugin broke down."""

    def __init__(self, window: Window) -> None:
        super().__init__(window)
        self.window = window
        window.taking.connect(lambda: QTimer.singleShot(AFTER_MS, self, self.look))
        self.left_out.connect(self._tell)
        window.status.work.unheeded.connect(self._leave_out_endless)

    @command("Plugins…", menu="Console", icon="stack", when=is_open)
    def show_plugins(self) -> None:
        """Lists the plugins that are installed, what each brings, and whether it works."""
        self._run("Looking for plugins", _plugin_rows, self._show_plugins)

    @command("Look for scripts and plugins again", menu="Console", when=is_open)
    def look(self) -> None:
        """Puts trusted scripts and what plugins bring into menus and palette."""
        self._run("Looking for plugins", self._find, self._offer, quiet=True)

    def _find(self, dossier: Dossier) -> Brought:
        """What there is, off the window's thread; what fails from now on is told."""
        from workbench.plugins.found import plugins

        plugins().listen(self._hear)
        return brought(dossier)

    def _hear(self, plugin: str) -> None:
        self.left_out.emit(plugin)

    def _offer(self, found: Brought) -> None:
        acts = {
            "act": self._act,
            "analyse": self._analyse,
            "adopt": self._adopt,
            "draw": self._draw,
            "allow": self._allow,
        }
        made = [(each, partial(acts[verb], name)) for each, verb, name in found]
        self.window.commands.offer(self, made, home=self.window)

    def _act(self, name: str) -> None:
        context = self.window.context
        if context is not None:
            ids = list(context.selection.ids)
            console_of(self.window).run_soon(f"dossier.actions.run({name!r}, {ids!r})")

    def _analyse(self, name: str) -> None:
        context = self.window.context
        if context is not None:
            query = context.query
            self._run("Computing", lambda each: each.analyses.run(name, query), self._show_table)

    def _adopt(self, name: str) -> None:
        context = self.window.context
        if context is None:
            return
        dossier, notices = context.dossier, context.notices

        def say(words: str) -> None:
            notices.say(words, act=("Undo", context.undo))

        context.jobs.write("Adopting", lambda _: dossier.codes.adopt(name).words, say)

    def _allow(self, name: str) -> None:
        self._run(
            "Looking for plugins",
            lambda each: each.actions.allow_plugin(name),
            lambda _: self.look(),
        )

    def _draw(self, name: str) -> None:
        from workbench.gui.trends.plot import PlotPanel

        plot = self.window.show_task("timeline").findChild(PlotPanel)
        if plot is not None:
            plot.choose(plot.choice.changed(chart=name, title=""))

    def _show_table(self, table: AnalysisTable) -> None:
        head = tuple(each.upper() for each in table.columns)
        self._show(table.title, table.method, [head, *table.words], "Analysis")

    def _show_plugins(self, rows: list[tuple[str, ...]]) -> None:
        title = "Plugins" if rows else "No plugin is installed"
        head = [("PLUGIN", "STATE", "BRINGS", "PACKAGE")] if rows else []
        self._show(title, _GUIDE, [*head, *rows], "Plugins")

    def _show(self, title: str, under: str, rows: Sequence[Sequence[str]], window: str) -> None:
        from workbench.gui.trends.numbers import NumbersDialog

        dialog = NumbersDialog(title, under, rows, self.window, window_title=window)
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()

    def _tell(self, plugin: str) -> None:
        from workbench.plugins.found import plugins

        context = self.window.context
        if context is not None:
            act = ("Let it work again", partial(self._allow, plugin))
            context.notices.say(str(plugins().failure(plugin)), act=act, tone="warning")
            self.look()  # what it brought goes

    def _leave_out_endless(self) -> None:
        """Leaves out the plugins that are at work though what they do was told to stop."""
        from workbench.plugins.found import plugins

        asked = plugins()

        def leave_out(_dossier: Dossier) -> None:
            for plugin in asked.at_work.names:
                asked.leave_out(plugin, ENDLESS)

        self._run("Looking for plugins", leave_out, lambda _: None, quiet=True)

    def _run(
        self,
        label: str,
        work: Callable[[Dossier], Found],
        then: Callable[[Found], None],
        *,
        quiet: bool = False,
    ) -> None:
        context = self.window.context
        if context is None:
            return
        dossier = context.dossier

        def unless_stopped(progress: Progress) -> Found:
            found = work(dossier)
            progress.step(1, 1)  # nobody waits any more for what a plugin found after Stop
            return found

        context.jobs.run(label, unless_stopped, then, quiet=quiet)


def brought(dossier: Dossier) -> Brought:
    """What plugins and scripts bring to the menus."""
    found: Brought = []
    for action in dossier.actions.every():
        made = Command(
            name=f"action.{action.name}",
            title=action.title,
            shortcut=action.shortcut,
            menu="Console/Actions",
            icon="play",
            about=action.about,
        )
        found.append((made, "act", action.name))
    for each in dossier.analyses.every():
        made = Command(
            name=f"analysis.{each.name}",
            title=f"{each.title}…",
            menu="Record/Analyses",
            about=each.method,
        )
        found.append((made, "analyse", each.name))
    for chart in dossier.trends.charts():
        made = Command(
            name=f"chart.{chart.name}", title=chart.title, menu="Plot/More", about=chart.question
        )
        found.append((made, "draw", chart.name))
    for name in dossier.codes.shipped():
        made = Command(
            name=f"codebook.{name}", title=f"Adopt the codebook “{name}”", menu="Codes/Adopt"
        )
        found.append((made, "adopt", name))
    for plugin in dossier.actions.plugins():
        if plugin.fault:
            made = Command(
                name=f"plugin.allow.{plugin.name}",
                title=f"Let the plugin “{plugin.name}” work again",
                menu="Console",
            )
            found.append((made, "allow", plugin.name))
    return found


def _plugin_rows(dossier: Dossier) -> list[tuple[str, ...]]:
    return [
        (each.name, each.state, ", ".join(each.brings), f"{each.package} {each.version}".strip())
        for each in dossier.actions.plugins()
    ]
