"""The codebook panel: find, add, rename, move, colour, merge and retire codes."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from PySide6.QtCore import Signal
from PySide6.QtGui import QColor
from PySide6.QtWidgets import (
    QColorDialog,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QMenu,
    QVBoxLayout,
)
from typing_extensions import override

from workbench.dossier.codes import COLOURS
from workbench.gui.codebook.quoted import COLOUR_NAMES
from workbench.gui.codebook.tree import CodeTree
from workbench.gui.command import Commands, command
from workbench.gui.conditions import writable
from workbench.gui.form import Form
from workbench.gui.panel import Panel
from workbench.gui.sources.marking import swatch
from workbench.gui.widgets.buttons import clearable, icon_button, link_button
from workbench.gui.widgets.labels import wrapped
from workbench.model.code import Code
from workbench.model.passage import Passage

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from PySide6.QtCore import QPoint
    from PySide6.QtWidgets import QWidget

    from workbench.dossier.codes import CodeLine
    from workbench.dossier.dossier import Dossier
    from workbench.gui.context import Context
    from workbench.model.record import Record

MENU = (
    "new_code",
    "new_below",
    "",
    "rename",
    "define",
    "recolour",
    "",
    "move_up",
    "move_down",
    "nest",
    "lift",
    "",
    "merge",
    "retire",
    "remove",
    "",
    "toggle_retired",
)


def can_change(panel: CodebookPanel) -> bool:
    """Whether a code is chosen and can be changed."""
    return writable(panel) and panel.tree.current is not None


class CodebookPanel(Panel):
    """The tree of codes with its verbs; `picked` gives the id of a code that was entered."""

    shows: ClassVar[tuple[type[Record], ...]] = (Code, Passage)
    picked = Signal(str)
    chosen = Signal(str)

    def __init__(self, context: Context, parent: QWidget | None = None) -> None:
        super().__init__(context, parent)
        self.lines: Sequence[CodeLine] = ()
        self.with_retired = False
        self._wanted = ""
        self._below = ""
        self._starting = False
        self.tree = CodeTree()
        if writable(self):
            self.tree.allow_moving()
        self.heading = QLabel("CODES")
        self.heading.setProperty("role", "section")
        self.line = QLineEdit()
        self.line.setPlaceholderText("Find a code")
        self.line.setAccessibleName("Find a code")
        clearable(self.line)
        self.hint = wrapped("No codes yet. A code is a label for passages, such as “rationale”.")
        self._first = link_button("New code  Ins", "plus")
        self._lay_out()
        self._connect()

    def _lay_out(self) -> None:
        self._add = icon_button("New code", "plus", key="Ins")
        self._add.setEnabled(writable(self))
        self._more = icon_button("What can be done with the code", "dots-three")
        row = QHBoxLayout()
        row.addWidget(self.heading, 1)
        row.addWidget(self._add)
        row.addWidget(self._more)
        column = QVBoxLayout(self)
        column.setContentsMargins(10, 10, 8, 8)
        column.setSpacing(6)
        column.addLayout(row)
        for each in (self.line, self.hint, self._first):
            column.addWidget(each)
        column.addWidget(self.tree, 1)
        column.addStretch(0)
        self._column = column
        self.setFocusProxy(self.tree)

    def _connect(self) -> None:
        self._add.clicked.connect(self.new_code)
        self._first.clicked.connect(self.new_code)
        self._more.clicked.connect(
            lambda: self._menu_at(self._more, self._more.rect().bottomLeft())
        )
        self.line.textChanged.connect(self.tree.narrow)
        self.line.returnPressed.connect(self.tree.setFocus)
        self.tree.customContextMenuRequested.connect(
            lambda at: self._menu_at(self.tree.viewport(), at)
        )
        self.tree.named.connect(self._named)
        self.tree.moved.connect(self._move)
        self.tree.picked.connect(self.picked)
        self.tree.chosen.connect(self._chosen)

    @override
    def refresh(self) -> None:
        with_retired = self.with_retired
        self.read(lambda dossier: dossier.codes.tree(retired=with_retired), self._show)

    def start(self) -> None:
        """Takes the focus, with the first code chosen where none is."""
        self._starting = not self.lines
        if self.lines:
            self.tree.setFocus()
        if self.lines and self.tree.current is None:
            self.show_code(self.lines[0].code.id)

    def show_code(self, key: str) -> None:
        """Chooses a code, now or as soon as it has been read."""
        self._wanted = key
        self.tree.choose(key)

    # --- commands ---------------------------------------------------------------------------------

    @command("New code", "Insert", menu="Codes", icon="plus", when=writable)
    def new_code(self) -> None:
        """Adds a code beside the chosen one."""
        current = self.tree.current
        self._name_new(current.parent or "" if current else "")

    @command("New code below", "Shift+Insert", menu="Codes", icon="tree-structure", when=can_change)
    def new_below(self) -> None:
        """Adds a code below the chosen one."""
        current = self.tree.current
        self._name_new(current.id if current else "")

    @command("Rename the code", "R", menu="Codes", icon="pencil-simple", when=can_change)
    def rename(self) -> None:
        """Opens the name of the chosen code for typing."""
        self.tree.rename()

    @command("Define the code…", "E", menu="Codes", icon="text-align-left", when=can_change)
    def define(self) -> None:
        """Opens definition, when to include and exclude, example, colour and key."""
        current = self.tree.current
        if current is not None:
            self.context.show_form(Form(self.context, Code, record=current), f"Edit {current.ref}")

    @command("Colour of the code…", "C", menu="Codes", icon="palette", when=can_change)
    def recolour(self) -> None:
        """Offers the colours of the codebook, and any other."""
        menu = QMenu(self)
        for name, colour in zip(COLOUR_NAMES, COLOURS, strict=True):
            act = menu.addAction(swatch(colour), name.capitalize())
            act.triggered.connect(lambda _on=False, colour=colour: self.paint_code(colour))
        menu.addSeparator()
        menu.addAction("Another colour…", self._ask_colour)
        menu.aboutToHide.connect(menu.deleteLater)
        at = self.tree.visualRect(self.tree.currentIndex()).bottomLeft()
        menu.popup(self.tree.viewport().mapToGlobal(at))

    @command(
        "Move the code up", "Ctrl+Up", menu="Codes", icon="arrow-up", when=can_change, local=True
    )
    def move_up(self) -> None:
        """Moves the chosen code before the one above it."""
        self._step(-1)

    @command(
        "Move the code down",
        "Ctrl+Down",
        menu="Codes",
        icon="arrow-down",
        when=can_change,
        local=True,
    )
    def move_down(self) -> None:
        """Moves the chosen code behind the one below it."""
        self._step(1)

    @command(
        "Put the code below the one above", "Ctrl+Right", menu="Codes", when=can_change, local=True
    )
    def nest(self) -> None:
        """Makes the chosen code the last one below its sibling above."""
        siblings, at = self._siblings()
        if at > 0:
            self._move(siblings[at].id, siblings[at - 1].id, "")

    @command("Lift the code one level", "Ctrl+Left", menu="Codes", when=can_change, local=True)
    def lift(self) -> None:
        """Puts the chosen code behind the one that it stands below."""
        current = self.tree.current
        above = self._code(current.parent) if current and current.parent else None
        if current is None or above is None:
            return
        siblings = [each.code for each in self.lines if each.code.parent == above.parent]
        at = siblings.index(above)
        before = siblings[at + 1].id if at + 1 < len(siblings) else ""
        self._move(current.id, above.parent or "", before)

    @command("Merge the code into…", "M", menu="Codes", icon="git-merge", when=can_change)
    def merge(self) -> None:
        """Makes the chosen code and another one a single code."""
        current = self.tree.current
        if current is None:
            return
        menu = QMenu(self)
        for line in self.lines:
            if line.code.id != current.id and not line.code.retired:
                words = f"{'    ' * line.depth}{line.code.title}".replace("&", "&&")
                act = menu.addAction(swatch(line.code.colour), words)
                act.triggered.connect(lambda _on=False, into=line.code: self.merge_into(into))
        if menu.isEmpty():
            self.context.notices.say("There is no other code to merge it into.")
        menu.aboutToHide.connect(menu.deleteLater)
        at = self.tree.visualRect(self.tree.currentIndex()).bottomLeft()
        menu.popup(self.tree.viewport().mapToGlobal(at))

    @command("Retire the code, or restore it", "T", menu="Codes", icon="archive", when=can_change)
    def retire(self) -> None:
        """Offers the chosen code no more, or again; passages keep it."""
        code = self.tree.current
        if code is None:
            return
        back = code.retired
        self.with_retired |= not back
        self._write(
            "Restore code" if back else "Retire code",
            lambda d: d.codes.restore(code) if back else d.codes.retire(code),
            f"{code.title} is offered again." if back else f"{code.title} is retired.",
        )

    @command("Remove the code", "Delete", menu="Codes", icon="trash", when=can_change)
    def remove(self) -> None:
        """Removes a code that no passage carries; Undo brings it back."""
        code = self.tree.current
        if code is not None:
            self._write("Remove code", lambda d: d.codes.remove(code), f"{code.title} removed.")

    @command("Show retired codes", menu="Codes", checked=lambda panel: panel.with_retired)
    def toggle_retired(self) -> None:
        """Shows retired codes in the tree, or hides them."""
        self.with_retired = not self.with_retired
        self.schedule()

    # --- verbs of the menus -----------------------------------------------------------------------

    def paint_code(self, colour: str) -> None:
        """Gives the chosen code a colour."""
        code = self.tree.current
        if code is not None:
            self._write("Colour code", lambda d: d.codes.change(code, colour=colour))

    def merge_into(self, into: Code) -> None:
        """Merges the chosen code into another one."""
        code = self.tree.current
        if code is not None:
            self._wanted = into.id
            words = f"{code.title} is now {into.title}."
            self._write("Merge codes", lambda d: d.codes.merge(code, into), words)

    # --- inside -----------------------------------------------------------------------------------

    def _show(self, lines: Sequence[CodeLine]) -> None:
        self.lines = lines
        self.tree.show_lines(lines)
        if self._wanted:
            self.tree.choose(self._wanted)
            self._wanted = ""
        count = sum(not each.code.retired for each in lines)
        self.heading.setText(f"CODES  {count:,}" if count else "CODES")
        self.hint.setVisible(not lines)
        self._first.setVisible(not lines and writable(self))
        self.line.setVisible(bool(lines))
        self.tree.setVisible(bool(lines))
        self._column.setStretch(self._column.count() - 1, 0 if lines else 1)
        if self._starting and lines:
            self.start()

    def _chosen(self, key: str) -> None:
        self.chosen.emit(key)
        commands = self.window().findChild(Commands)
        if commands is not None:
            commands.refresh()

    def _name_new(self, below: str) -> None:
        self._below = below
        self.tree.setVisible(True)
        self.tree.name_new(below)

    def _named(self, key: str, title: str) -> None:
        if key:
            self._write("Rename code", lambda d: d.codes.change(key, title=title))
            return
        below = self._below

        def add(dossier: Dossier) -> Code:
            return dossier.codes.create(title, below=dossier.codes.get(below) if below else None)

        self.context.write("Add code", add, lambda code: self.show_code(code.id))

    def _move(self, key: str, below: str, before: str) -> None:
        def move(dossier: Dossier) -> Code:
            codes = dossier.codes
            return codes.move(
                codes.get(key),
                below=codes.get(below) if below else None,
                before=codes.get(before) if before else None,
            )

        self.context.write("Move code", move, lambda code: self.show_code(code.id))

    def _siblings(self) -> tuple[list[Code], int]:
        current = self.tree.current
        if current is None:
            return [], -1
        some = [each.code for each in self.lines if each.code.parent == current.parent]
        return some, next((n for n, each in enumerate(some) if each.id == current.id), -1)

    def _step(self, by: int) -> None:
        siblings, at = self._siblings()
        to = at + by
        if at < 0 or not 0 <= to < len(siblings):
            return
        behind = to + 1 if by > 0 else to
        before = siblings[behind].id if behind < len(siblings) else ""
        self._move(siblings[at].id, siblings[at].parent or "", before)

    def _code(self, key: str) -> Code | None:
        return next((each.code for each in self.lines if each.code.id == key), None)

    def _ask_colour(self) -> None:
        code = self.tree.current
        if code is None:
            return
        chosen = QColorDialog.getColor(QColor(code.colour), self, f"Colour of {code.title}")
        if chosen.isValid():
            self.paint_code(chosen.name())

    def _write(self, label: str, work: Callable[[Dossier], object], say: str = "") -> None:
        self.context.write(label, work, say=say)

    def _menu_at(self, place: QWidget, at: QPoint) -> None:
        commands = self.window().findChild(Commands)
        if commands is None:
            return
        commands.refresh()
        own = {each.command.name.rpartition(".")[2]: each for each in commands.every()
               if each.owner is self}  # fmt: skip
        menu = QMenu(self)
        for name in MENU:
            if not name:
                menu.addSeparator()
            elif name in own:
                menu.addAction(own[name].action)
        menu.aboutToHide.connect(menu.deleteLater)
        menu.popup(place.mapToGlobal(at))
