"""What tests of the window do again and again."""

from __future__ import annotations

from typing import TYPE_CHECKING

from workbench.gui.drafts import left_of, read_draft
from workbench.gui.form import Form
from workbench.gui.inspector.panel import Inspector
from workbench.gui.reverting import RevertDialog
from workbench.gui.sources.view import SourcesView

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget
    from pytestqt.qtbot import QtBot

    from workbench.dossier.dossier import Dossier
    from workbench.gui.decisions.view import DecisionsView
    from workbench.gui.drafts import Draft
    from workbench.gui.window import Window

SENTENCE = "China has agreed to allow three firms to buy more than 400,000 of the chips in total."


def settle(window: Window, qtbot: QtBot) -> None:
    """Wait until nothing is read or written any more; what was read may ask for more."""
    for _ in range(2):
        qtbot.wait(20)
        qtbot.waitUntil(lambda: not window.jobs.running, timeout=20_000)


def put_away(window: Window) -> None:
    """Close a window at the end of a test, and all that still runs there."""
    assert window.jobs.finish()  # else the window asks about work that the test did not await
    assert window.let_go()
    assert window.jobs.finish()
    window.close()
    window.deleteLater()


def read(window: Window, dossier: Dossier, qtbot: QtBot) -> SourcesView:
    """Open the one source that is held in the reader."""
    window.take(dossier)
    view = window.show_task("sources")
    assert isinstance(view, SourcesView)
    view.open_source(dossier.sources.find("is:held")[0].id)
    settle(window, qtbot)
    view.reader.text.setFocus()
    return view


def form_of(window: Window) -> Form:
    """Return the form that is open."""
    form = window.regions.form.content
    assert isinstance(form, Form)
    return form


def bring_back(window: Window, dossier: Dossier, qtbot: QtBot) -> Draft:
    """End the form that is open, bring the one draft that was left back, and return it."""
    window.forms.end()
    [path] = left_of(dossier)
    draft = read_draft(path, dossier)
    assert draft is not None
    window.drafts.bring_back(draft, path)
    qtbot.waitUntil(lambda: left_of(dossier) == [])
    return draft


def inspector_of(view: DecisionsView) -> Inspector:
    """Return the inspector beside the decisions."""
    assert isinstance(view.inspector, Inspector)
    return view.inspector


def look_at(view: DecisionsView, title: str, qtbot: QtBot) -> Inspector:
    """Choose the decision of this title and wait until the inspector shows it."""
    decision = next(each for each in view.context.dossier.decisions if each.title == title)
    view.context.select("decision", decision.id)
    inspector = inspector_of(view)
    qtbot.waitUntil(
        lambda: inspector.sheet is not None and inspector.sheet.record.id == decision.id
    )
    return inspector


def asked_to_revert(parent: QWidget, qtbot: QtBot) -> RevertDialog:
    """Wait for the dialog that tells what a revert changes, and return it."""
    qtbot.waitUntil(lambda: parent.findChild(RevertDialog) is not None)
    dialog = parent.findChild(RevertDialog)
    assert isinstance(dialog, RevertDialog)
    return dialog
