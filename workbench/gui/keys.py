"""The keys as a page of help, made from the commands; and the table to rebind them in."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import (
    QGridLayout,
    QKeySequenceEdit,
    QLabel,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from workbench.gui.menus import ORDER
from workbench.gui.widgets.labels import wrapped

if TYPE_CHECKING:
    from collections.abc import Iterable

    from workbench.gui.command import Bound, Commands

ELSEWHERE = "Where they apply"
INTRODUCTION = (
    "Every command is also in a menu and in the box that Ctrl+K opens. Change the keys under "
    "Edit, Preferences, Keys. Commands of a view appear here once it has been opened."
)


def groups(commands: Iterable[Bound]) -> dict[str, list[Bound]]:
    """The commands by menu, those without one last; each once, though several panels have it."""
    found: dict[str, dict[str, Bound]] = {}
    for each in commands:
        group = each.command.menu.partition("/")[0] or ELSEWHERE
        found.setdefault(group, {}).setdefault(each.command.name, each)
    known = [*ORDER, *sorted(found.keys() - {*ORDER, ELSEWHERE}), ELSEWHERE]
    return {group: list(found[group].values()) for group in known if group in found}


def keys_page(commands: Commands) -> str:
    """Every command that there is now, with its key, as Markdown."""
    lines = [
        "# Keys",
        "",
        INTRODUCTION,
        "",
    ]
    for group, bound in groups(commands.once()).items():
        lines += [f"## {group}", "", "| Key | Command | |", "|---|---|---|"]
        for each in bound:
            key = each.shortcut.replace("|", "\\|").replace("`", "\\`")
            title = each.command.plain_title
            lines.append(f"| {key or '–'} | {title} | {each.command.about} |")
        lines.append("")
    return "\n".join(lines)


class KeyTable(QScrollArea):
    """One field a command, into which a key is typed; `changed` when one was."""

    changed = Signal()

    def __init__(self, commands: Commands) -> None:
        super().__init__()
        self._commands = commands
        self._fields: dict[str, tuple[Bound, QKeySequenceEdit]] = {}
        self.setWidgetResizable(True)
        body = QWidget()
        self._grid = QGridLayout(body)
        self._grid.setColumnStretch(0, 1)
        self._grid.setContentsMargins(0, 0, 12, 0)
        self.fault = wrapped("", "error")
        self.fault.hide()
        row = 0
        for group, bound in groups(commands.once()).items():
            heading = QLabel(group.upper())
            heading.setProperty("role", "section")
            self._grid.addWidget(heading, row, 0)
            row += 1
            for each in bound:
                self._add(each, row)
                row += 1
        whole = QWidget()
        column = QVBoxLayout(whole)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.fault)
        column.addWidget(body)
        column.addStretch(1)
        self.setWidget(whole)

    def rebound(self) -> dict[str, str]:
        """Command name to key, for the commands whose key is not the declared one."""
        typed = {name: edit.keySequence().toString() for name, (_, edit) in self._fields.items()}
        return {
            name: key
            for name, key in typed.items()
            if key != self._fields[name][0].command.shortcut
        }

    def clash(self) -> str:
        """Words about two commands with the same key; empty when there are none."""
        seen: dict[str, str] = {}
        for bound, edit in self._fields.values():
            key = edit.keySequence().toString()
            other = seen.get(key)
            if key and other and "+" in key:
                return f"{key} is given to “{other}” and to “{bound.command.plain_title}”."
            seen[key] = bound.command.plain_title
        return ""

    def declared(self) -> None:
        """Gives every command its declared key."""
        for bound, edit in self._fields.values():
            edit.setKeySequence(bound.command.shortcut)

    def go_to(self, name: str) -> None:
        """Shows the field of a command and gives it the keyboard, where there is one."""
        if name in self._fields:
            _, edit = self._fields[name]
            edit.setFocus()
            self.ensureWidgetVisible(edit)

    def _add(self, bound: Bound, row: int) -> None:
        label = QLabel(bound.command.plain_title)
        label.setToolTip(bound.command.about)
        label.setWordWrap(True)  # a long title may not push the keys out of sight
        edit = QKeySequenceEdit(bound.action.shortcut())
        edit.setMaximumSequenceLength(1)
        edit.setClearButtonEnabled(True)
        edit.setAccessibleName(f"Key of {bound.command.plain_title}")
        for field in edit.findChildren(QWidget):
            field.setAccessibleName(f"Key of {bound.command.plain_title}")
        edit.setFixedWidth(170)
        edit.keySequenceChanged.connect(self._told)
        label.setBuddy(edit)
        self._grid.addWidget(label, row, 0)
        self._grid.addWidget(edit, row, 1)
        self._fields[bound.command.name] = (bound, edit)

    def _told(self) -> None:
        words = self.clash()
        self.fault.setText(words)
        self.fault.setVisible(bool(words))
        self.changed.emit()
