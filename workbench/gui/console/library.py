"""The script library in the window: read, edit and trust a script, run it in the console."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, ClassVar

from PySide6.QtCore import Qt, QUrl, Signal
from PySide6.QtGui import QDesktopServices, QFontDatabase, QKeySequence
from PySide6.QtWidgets import (
    QDialog,
    QDialogButtonBox,
    QInputDialog,
    QListWidget,
    QListWidgetItem,
    QMessageBox,
    QPlainTextEdit,
    QSplitter,
    QVBoxLayout,
)
from typing_extensions import override

from workbench.console import scripts
from workbench.errors import FileNotReadable, ScriptNotWritten
from workbench.gui.console.colours import syntax
from workbench.gui.theme import theme
from workbench.gui.widgets.labels import words_label

if TYPE_CHECKING:
    from PySide6.QtWidgets import QPushButton, QWidget

SIZE = (880, 560)
LIST_WIDTH = 270
TAB_STOP = 32.0
NEW = '''"""What this script does, in one line."""

'''
_OWN_ONLY = "Scripts of your own folder can have a key and stand in the palette (Ctrl+K)."
_ROLE = Qt.ItemDataRole.UserRole


class ScriptsDialog(QDialog):
    """The scripts of one dossier and the analyst's own; `run_wanted` gives the path of one."""

    KEPT: ClassVar[str] = "script"
    record = ""
    run_wanted = Signal(str)
    changed = Signal()
    """Another script is trusted, or one no longer."""
    key_wanted = Signal(str)
    """The analyst wants to give a key to the command of this name."""

    def __init__(self, dossier: Path, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._dossier = dossier
        self._edited: scripts.Script | None = None
        self.setWindowTitle("Scripts")
        self.resize(*SIZE)
        self.names = QListWidget()
        self.names.setAccessibleName("Scripts")
        self.names.currentItemChanged.connect(lambda *_: self._chosen_another())
        self.text = QPlainTextEdit()
        self.text.setAccessibleName("The text of the script")
        self.text.setTabStopDistance(TAB_STOP)
        self.text.modificationChanged.connect(lambda _: self._renew())
        from qtconsole.pygments_highlighter import PygmentsHighlighter

        coloured = PygmentsHighlighter(self.text.document())
        coloured.set_style(syntax(theme().tokens))
        self.text.setFont(QFontDatabase.systemFont(QFontDatabase.SystemFont.FixedFont))
        self.about = words_label("", "muted")
        kinds = QDialogButtonBox.StandardButton
        self.buttons = QDialogButtonBox(kinds.Close)
        self.run_button = self._button("Run", self._run)
        self.trust_button = self._button("Trust it as it is", self._trust)
        self.save_button = self._button("Save", self.save)
        self.save_button.setShortcut(QKeySequence.StandardKey.Save)
        self._button("New…", self.ask_new)
        self.key_button = self._button("Give it a key…", self._ask_key)
        self._button("Open the folder", self._open_folder)
        self.buttons.rejected.connect(self.reject)
        self._lay_out()
        self.read()

    @property
    def chosen(self) -> scripts.Script | None:
        """The script that is chosen, or None."""
        item = self.names.currentItem()
        found = item.data(_ROLE) if item is not None else None
        return found if isinstance(found, scripts.Script) else None

    @property
    def dirty(self) -> bool:
        """Whether the script was changed and is not saved."""
        return self._edited is not None and self.text.document().isModified()

    @property
    def heading(self) -> str:
        """What it is called where it is offered back."""
        return f"Script {self._edited.name}" if self._edited is not None else "Script"

    def typed(self) -> dict[str, str]:
        """The path of the script and its text."""
        path = str(self._edited.path) if self._edited is not None else ""
        return {"path": path, "text": self.text.toPlainText()}

    def fill(self, typed: dict[str, str]) -> None:
        """Puts the text back, not saved yet; of a script that is gone, as one of your own."""
        path = Path(typed.get("path", ""))
        if any(each.path == path for each in scripts.library(self._dossier)):
            self._choose(path)
        else:
            name = path.stem or "script"
            while (scripts.own_folder() / f"{name}{scripts.SUFFIX}").exists():
                name += " again"
            self.make(name)
        self.text.setPlainText(typed.get("text", ""))
        self.text.document().setModified(True)

    def read(self) -> None:
        """Lists the scripts as they lie there now; keeps the one that is chosen."""
        before = self.chosen
        self.names.blockSignals(True)  # noqa: FBT003 - Qt's signature
        self.names.clear()
        for each in scripts.library(self._dossier):
            item = QListWidgetItem(each.name if each.trusted else f"{each.name}   (not trusted)")
            item.setData(_ROLE, each)
            item.setToolTip(each.about)
            self.names.addItem(item)
            if before is not None and each.path == before.path:
                self.names.setCurrentItem(item)
        if self.names.currentRow() < 0:
            self.names.setCurrentRow(0)
        self.names.blockSignals(False)  # noqa: FBT003 - Qt's signature
        self._show()

    def save(self) -> None:
        """Keeps what was typed; the script stays trusted if it was."""
        script = self._edited
        if script is not None and self.text.document().isModified():
            try:
                scripts.save(script.path, self.text.toPlainText())
            except ScriptNotWritten as fault:
                self.about.setText(str(fault))
                return
            self.text.document().setModified(False)
            self.read()
            self.changed.emit()

    def make(self, name: str) -> None:
        """Makes an empty script of the analyst's own and shows it, to be written."""
        bare = name.strip().removesuffix(scripts.SUFFIX)
        path = scripts.own_folder() / f"{bare}{scripts.SUFFIX}"
        if not bare or path.parent != scripts.own_folder() or path.name != Path(path.name).name:
            self.about.setText("A script needs a name without a slash.")
        elif path.exists():
            self.about.setText(f"There is a script called “{bare}” already.")
        else:
            scripts.save(path, NEW)
            self.read()
            self._choose(path)

    def ask_new(self) -> None:
        """Asks for the name of a new script."""
        name, given = QInputDialog.getText(self, "New script", "Its name, such as tidy titles:")
        if given:
            self.make(name)

    @override
    def reject(self) -> None:
        if self._may_leave():
            super().reject()

    def _choose(self, path: Path) -> None:
        for row in range(self.names.count()):
            if self.names.item(row).data(_ROLE).path == path:
                self.names.setCurrentRow(row)

    def _chosen_another(self) -> None:
        if not self._may_leave() and self._edited is not None:
            self.names.blockSignals(True)  # noqa: FBT003 - Qt's signature
            self._choose(self._edited.path)
            self.names.blockSignals(False)  # noqa: FBT003 - Qt's signature
            return
        self._show()

    def _may_leave(self) -> bool:
        """Whether what was typed is saved or given up; asks where it is neither."""
        if self._edited is None or not self.text.document().isModified():
            return True
        answers = QMessageBox.StandardButton
        answer = QMessageBox.question(
            self,
            "Scripts",
            f"Save what you changed in “{self._edited.name}”?",
            answers.Save | answers.Discard | answers.Cancel,
        )
        if answer == answers.Save:
            self.save()
        return answer == answers.Discard or not self.text.document().isModified()

    def _renew(self) -> None:
        changed = self.text.document().isModified()
        script = self._edited
        self.save_button.setEnabled(changed)
        self.run_button.setEnabled(script is not None and script.trusted and not changed)
        self.trust_button.setEnabled(script is not None and not changed)
        own = script is not None and script.path.parent == scripts.own_folder()
        self.key_button.setEnabled(own and script is not None and script.trusted and not changed)
        self.key_button.setToolTip("" if own else _OWN_ONLY)

    def _ask_key(self) -> None:
        script = self.chosen
        if script is not None:
            self.reject()
            self.key_wanted.emit(f"action.{scripts.ACTION}{script.name}")

    def _show(self) -> None:
        self._edited = script = self.chosen
        self.text.setReadOnly(script is None)
        if script is None:
            self.text.clear()
            self._renew()
            self.about.setText(
                f"No scripts yet. Put Python files into {scripts.own_folder()}, or into a folder "
                "“scripts” beside the dossier."
            )
            return
        self.trust_button.setText("Trust it no longer" if script.trusted else "Trust it as it is")
        self.about.setText(
            str(script.path)
            if script.trusted
            else "Read it before you trust it: it can do what you can do. It runs only once you "
            "have said so, on this machine, and never by itself."
        )
        try:
            text = scripts.read_text(script.path)
            if text != self.text.toPlainText():  # else where one types, and undo, stay
                self.text.setPlainText(text)
            self.text.document().setModified(False)
        except FileNotReadable as fault:
            self._edited = None
            self.text.setReadOnly(True)
            self.text.setPlainText(str(fault))
        self._renew()

    def _run(self) -> None:
        self.read()  # whether it is still the script that was trusted
        script = self.chosen
        if script is not None and script.trusted:
            self.run_wanted.emit(str(script.path))
            self.accept()

    def _trust(self) -> None:
        script = self.chosen
        if script is not None:
            (scripts.distrust if script.trusted else scripts.trust)(script)
            self.read()
            self.changed.emit()

    def _open_folder(self) -> None:
        folder = self.chosen.path.parent if self.chosen is not None else scripts.own_folder()
        folder.mkdir(parents=True, exist_ok=True)
        QDesktopServices.openUrl(QUrl.fromLocalFile(str(folder)))

    def _button(self, words: str, act: object) -> QPushButton:
        button = self.buttons.addButton(words, QDialogButtonBox.ButtonRole.ActionRole)
        button.clicked.connect(act)
        return button

    def _lay_out(self) -> None:
        middle = QSplitter(Qt.Orientation.Horizontal)
        middle.addWidget(self.names)
        middle.addWidget(self.text)
        middle.setSizes([LIST_WIDTH, SIZE[0] - LIST_WIDTH])
        middle.setChildrenCollapsible(False)
        middle.setStretchFactor(1, 1)
        column = QVBoxLayout(self)
        column.setContentsMargins(18, 14, 18, 16)
        column.setSpacing(10)
        column.addWidget(self.about)
        column.addWidget(middle, 1)
        column.addWidget(self.buttons)
        for each in self.buttons.buttons():
            each.setAutoDefault(False)  # type: ignore[attr-defined]  # each is a QPushButton
        self.run_button.setDefault(True)
