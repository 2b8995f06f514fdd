"""What stands in the window, from its frame to its menus; made once its first frame is painted."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from workbench.gui.command import Commands
from workbench.gui.decisions.pages import DecisionPages
from workbench.gui.dossier_commands import DossierCommands
from workbench.gui.drafts import Drafts
from workbench.gui.exchange import ExchangeCommands
from workbench.gui.form_place import FormPlace
from workbench.gui.go_commands import GoCommands
from workbench.gui.import_commands import ImportCommands
from workbench.gui.jobs import Jobs
from workbench.gui.layout import bring_back
from workbench.gui.lock_commands import LockCommands
from workbench.gui.menus import fill_menu_bar
from workbench.gui.notices import Notices
from workbench.gui.past_banner import PastBanner
from workbench.gui.plugin_commands import PluginCommands
from workbench.gui.rail import Rail
from workbench.gui.recovery_commands import RecoveryCommands
from workbench.gui.regions import Regions
from workbench.gui.script_commands import ScriptCommands
from workbench.gui.status import StatusStrip
from workbench.gui.views import TASKS
from workbench.gui.widgets.skeleton import Skeleton
from workbench.gui.window_commands import WindowCommands

if TYPE_CHECKING:
    from workbench.gui.window import Window


def furnish(window: Window) -> None:
    """Puts rail, regions, status strip, commands and menus into a window."""
    window.rail = Rail(TASKS)
    window.regions = Regions()
    window.status = StatusStrip()
    window.past = PastBanner()
    window.pages = QStackedWidget()
    _lay_out(window)
    window.jobs = Jobs(window)
    work, seconds = window.regions.work_frame, window.settings.notice_seconds
    window.notices = Notices(window.pages, within=work, seconds=seconds)
    window.commands = Commands(window, rebound=window.settings.shortcuts)
    window.forms = FormPlace(window)
    window.drafts = Drafts(window)
    _give_commands(window)
    bring_back(window)
    window.regions.setFocus()


def _lay_out(window: Window) -> None:
    window.pages.addWidget(window.regions)
    middle = QWidget()
    row = QHBoxLayout(middle)
    row.setContentsMargins(0, 0, 0, 0)
    row.setSpacing(0)
    row.addWidget(window.rail)
    row.addWidget(window.pages, 1)
    whole = QWidget()
    column = QVBoxLayout(whole)
    column.setContentsMargins(0, 0, 0, 0)
    column.setSpacing(0)
    column.addWidget(window.past)
    column.addWidget(middle, 1)
    column.addWidget(window.status)
    window.setCentralWidget(whole)
    whole.show()  # at once, also where the window is seen already: what follows may set the focus
    window.regions.views.addWidget(Skeleton())
    window.rail.allow(tasks=False)


def _give_commands(window: Window) -> None:
    window.dossier_commands = DossierCommands(window)
    window.recovery_commands = RecoveryCommands(window)
    window.lock_commands = LockCommands(window)
    window.go_commands = GoCommands(window)
    window.window_commands = WindowCommands(window)
    own = (window.dossier_commands, window.recovery_commands, window.lock_commands)
    made = (
        ImportCommands(window),
        DecisionPages(window),
        ExchangeCommands(window),
        ScriptCommands(window),
        PluginCommands(window),
    )
    for owner in (*own, *made, window.go_commands, window.window_commands):
        window.commands.collect(owner, home=window)
    recent = {"File": window.dossier_commands.add_recent}
    fill_menu_bar(window.menuBar(), window.commands, recent)
