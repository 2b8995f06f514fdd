"""The place of the form: over the inspector of the view that it was opened from.

A form stays with its view: it gives way while another view is shown, and is there again when the
analyst comes back. What she typed is lost only when she says so, in the form.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

    from workbench.gui.context import Context
    from workbench.gui.panel import View
    from workbench.gui.window import Window


def shown(context: Context, form: QWidget, title: str) -> bool:
    """Shows a form; False, and away with it, where one that is not saved yet stays instead."""
    context.show_form(form, title)
    if form.parent() is None:
        form.deleteLater()
        return False
    return True


class FormPlace(QObject):
    """Shows one form at a time in a window, and asks before it goes."""

    def __init__(self, window: Window) -> None:
        super().__init__(window)
        self._window = window
        self._home: View | None = None
        self.title = ""
        """What stands over the form."""
        window.regions.form.closer.clicked.connect(self.can_go)

    def show(self, form: QWidget, title: str) -> None:
        """Shows a form until it closes; where another one asks first, that one stays."""
        if not self.can_go():
            return
        window = self._window
        self._home, self.title = window.view, title
        window.commands.collect(form)
        window.regions.show_form(form, title)
        getattr(form, "closed").connect(self.end)  # noqa: B009 - any widget with that signal
        window.regions.form.closer.setToolTip("Close the form  Esc")

    def can_go(self) -> bool:
        """Closes the open form; False, with the form asking, when something in it is not saved."""
        form = self._window.regions.form.content
        if form is None:
            return True
        may_close = getattr(form, "may_close", None)
        if may_close is not None and not may_close():
            self.go_home()
            return False
        self.end()
        return True

    def go_home(self) -> None:
        """Shows the view that the open form belongs to."""
        if self._home is not None and self._home is not self._window.view:
            self._window.show_view(self._home)
        self._window.leave_page()

    def end(self) -> None:
        """Takes the form away."""
        window, self._home = self._window, None
        view = window.view
        form = window.regions.end_form(view.inspector if view else None)
        if form is not None:
            window.drafts.forget(form)
            window.commands.forget(form)
            form.deleteLater()
        if view is not None:
            view.setFocus()

    def follow(self, view: View) -> None:
        """Shows the form with its own view only, and says where it waits."""
        regions = self._window.regions
        if regions.form.content is None:
            return
        here = self._home is None or view is self._home
        waits = regions.form_shown and not here
        regions.let_form(seen=here)
        if waits and getattr(regions.form.content, "dirty", False):
            self._window.notices.say(
                f"“{self.title}” is not saved yet. It waits where you opened it.",
                act=("Go back to it", self.go_home),
            )
