"""The command that links the words of a text to a field of a record."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from workbench.gui.command import command
from workbench.gui.sources.linking import LinkPopover
from workbench.gui.sources.states import can_mark
from workbench.model.kinds import SupportRole

if TYPE_CHECKING:
    from workbench.dossier.dossier import Dossier
    from workbench.gui.sources.reading import ReadingView
    from workbench.model.record import Record
    from workbench.model.support import Support


def can_link(group: LinkCommands) -> bool:
    """Whether a text is read and can be marked."""
    return can_mark(group.view)


class LinkCommands(QObject):
    """Links what is selected in the text of a view, or the passage in focus, or the sentence."""

    def __init__(self, view: ReadingView) -> None:
        super().__init__(view)
        self.view = view
        self.popover = LinkPopover(view.context, view.reader)
        self.popover.done.connect(self._link)
        self.popover.closed.connect(self._closed)
        self._span = (0, 0)

    @command("Link to a record…", "L", menu="Source", icon="link-simple", when=can_link)
    def link(self) -> None:
        """Has the words speak for or against a field of a record that there is."""
        text, mark = self.view.reader.text, self.view.chosen_mark()
        stretch = text.stretch()
        if stretch is None or text.page is None:
            return
        inside = mark is not None and mark.passage.start <= text.position <= mark.passage.stop
        if mark is not None and inside and not stretch.selected:
            self._span = (mark.passage.start, mark.passage.stop)
        else:
            self._span = self.view.stretch() or (stretch.start, stretch.stop)
        area = text.area_of(self._span)
        area.moveTopLeft(text.viewport().mapTo(self.view.reader, area.topLeft()))
        text.hold(self._span)
        self.popover.ask(text.page.text[slice(*self._span)], area)

    def _closed(self) -> None:
        self.view.reader.text.hold(None)
        self.view.reader.text.setFocus()

    def _link(self, record: Record, field: str, role: SupportRole) -> None:
        page, span = self.view.reader.text.page, self._span
        if page is None:
            return

        def work(dossier: Dossier) -> Support:
            passage = dossier.passages.mark(page.source, *span)
            return dossier.supports.link(passage, record, field, role=role)

        speaks = "for" if role is SupportRole.SUPPORTS else "against"
        of = f"{field.replace('_', ' ')} of " if field else ""
        words = f"The passage speaks {speaks} {of}{record.ref}."
        self.view.context.write("Link passage", work, say=words)
