"""The commands that keep a dossier to those who know its passphrase: encrypt, open, lock."""

from __future__ import annotations

import time
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, QTimer
from PySide6.QtWidgets import QApplication, QDialog
from typing_extensions import override

from workbench.gui import opening
from workbench.gui.command import command
from workbench.gui.passphrase import Asks, PassphraseDialog, RecoveryCodeDialog
from workbench.gui.sleep import SleepWatch

if TYPE_CHECKING:
    from pathlib import Path

    from PySide6.QtWidgets import QWidget

    from workbench.dossier.dossier import Dossier
    from workbench.gui.window import Window

LOOK_SECONDS = 10
SLEPT_SECONDS = 60
"""A timer that comes this much too late: the machine was asleep."""
CLOSING_MS = 100
"""How long a dialog that is cancelled for the lock has to go."""
_LOST = (
    "Whoever loses both the passphrase and the recovery code loses the dossier: nobody can open it."
)
_TOUCHES = {QEvent.Type.KeyPress, QEvent.Type.MouseButtonPress, QEvent.Type.Wheel}


def _kept_together(path: Path) -> str:
    return f"The key lies beside the dossier, in {path.name}.key: keep both together."


def is_plain(group: LockCommands) -> bool:
    """Whether a dossier is open that is not encrypted and can be written to."""
    context = group.window.context
    return context is not None and not (context.dossier.encrypted or context.dossier.read_only)


def is_encrypted(group: LockCommands) -> bool:
    """Whether an encrypted dossier is open."""
    context = group.window.context
    return context is not None and context.dossier.encrypted


class LockCommands(QObject):
    """Asks for passphrases; locks an encrypted dossier after idle time and before sleep."""

    def __init__(self, window: Window) -> None:
        super().__init__(window)
        self.window = window
        self.touched = time.monotonic()
        self._wall = time.time()
        self._timer = QTimer(self)
        self._timer.setInterval(LOOK_SECONDS * 1000)
        self._timer.timeout.connect(self.lock_if_idle)
        self._timer.start()
        self._watching = False
        self._due = False
        self._sleep = SleepWatch(self)
        self._sleep.near.connect(self.lock_for_sleep)
        window.taking.connect(lambda: QTimer.singleShot(0, self, self._watch_if_encrypted))

    @command("New encrypted dossier…", menu="File", icon="lock")
    def new_encrypted(self) -> None:
        """Starts an empty file that only a passphrase opens; a recovery code is shown once."""
        place = self.window.dossier_commands.ask_new_place()
        asked = PassphraseDialog(
            "New encrypted dossier", _LOST, self.window, asks=Asks.NEW | Asks.KEEP, act="Make"
        )
        if place is not None and asked.exec():
            self.make_encrypted(place, asked.new.text(), keep=asked.keep.isChecked())

    def make_encrypted(self, path: Path, passphrase: str, *, keep: bool = False) -> None:
        """Makes an empty encrypted dossier, opens it and shows the recovery code."""
        analyst, codes = self.window.settings.analyst, list[str]()

        def make() -> Dossier:
            made, code = opening.make_encrypted(path, analyst, passphrase)
            codes.append(code)
            return made

        def show() -> None:
            RecoveryCodeDialog(codes[0], _kept_together(path), self.window).open()
            if keep:
                self._keep(path, passphrase)

        self.window.dossier_commands.open_by(f"Making {path.name}", make, then=show)

    @command("Encrypt the dossier…", menu="File", icon="lock", when=is_plain)
    def encrypt(self) -> None:
        """Encrypts the file with a passphrase; a recovery code is shown once."""
        asked = PassphraseDialog(
            "Encrypt the dossier",
            f"The whole file is encrypted, and so are the backups made from now on. {_LOST}",
            self.window,
            asks=Asks.NEW | Asks.KEEP,
            act="Encrypt",
        )
        if asked.exec():
            self.encrypt_with(asked.new.text(), keep=asked.keep.isChecked())

    def encrypt_with(self, passphrase: str, *, keep: bool = False) -> None:
        """Closes the dossier, encrypts it, opens it again and shows the recovery code."""
        path, analyst = self._path(), self.window.settings.analyst
        if path is None or not self.window.let_go():
            return

        def show(told: opening.Encrypted) -> None:
            self._open(path, passphrase, analyst, keep=keep)
            left = ", ".join(each.name for each in told.plain_backups)
            notes = _kept_together(path)
            if left:
                notes += f" Backups that are not encrypted, to be deleted by you: {left}."
            RecoveryCodeDialog(told.code, notes, self.window).open()

        self.window.jobs.run(
            f"Encrypting {path.name}",
            lambda progress: opening.encrypt(path, passphrase, progress),
            show,
            refused=lambda fault: self._failed(fault, path, analyst),
        )

    @command("Change the passphrase…", menu="File", icon="lock", when=is_encrypted)
    def change_passphrase(self) -> None:
        """Locks the dossier with another passphrase; the recovery code stays the same."""
        path = self._path()
        asked = PassphraseDialog(
            "Change the passphrase",
            "The recovery code stays the same.",
            self.window,
            asks=Asks.OLD | Asks.NEW,
            act="Change",
        )
        if path is None or not asked.exec():
            return
        old, new = asked.old.text(), asked.new.text()
        self.window.jobs.run(
            "Changing the passphrase",
            lambda _: opening.change_passphrase(path, old, new),
            lambda _: self._say("The passphrase is changed"),
        )

    @command("Take the encryption away…", menu="File", icon="lock-open", when=is_encrypted)
    def decrypt(self) -> None:
        """Writes the dossier anew so that anybody who has the file can read it."""
        dialog = PassphraseDialog(
            "Take the encryption away",
            "Anybody who has the file can read it then.",
            self.window,
            asks=Asks.OLD,
            act="Take it away",
        )
        asked = dialog.old.text() if dialog.exec() else ""
        path, analyst = self._path(), self.window.settings.analyst
        if not asked or path is None or not self.window.let_go():
            return
        self.window.jobs.run(
            f"Writing {path.name} anew",
            lambda progress: opening.decrypt(path, asked, progress),
            lambda _: self._open(path, "", analyst),
            refused=lambda fault: self._failed(fault, path, analyst),
        )

    @command("Lock now", "Ctrl+Alt+L", menu="File", icon="lock", when=is_encrypted)
    def lock(self) -> None:
        """Closes the encrypted dossier and asks for its passphrase; what is typed is kept."""
        path, window = self._path(), self.window
        if window.drafts.leave(window.regions.form.content):
            window.forms.end()
        if path is not None and window.let_go():
            self.window.dossier_commands.welcome()
            self.ask_and_open(path, f"{path.name} is locked.")

    def ask_and_open(self, path: Path, words: str) -> None:
        """Asks for the passphrase of an encrypted dossier and opens it."""
        asked = PassphraseDialog(
            "Open an encrypted dossier", words, self.window, asks=Asks.OLD | Asks.KEEP, act="Open"
        )
        if asked.exec():
            analyst, keep = self.window.settings.analyst, asked.keep.isChecked()
            self._open(path, asked.old.text(), analyst, keep=keep)

    @command("Forget the kept passphrase", menu="File", icon="lock", when=is_encrypted)
    def forget_passphrase(self) -> None:
        """Has the keyring of this computer forget the passphrase of this dossier."""
        path = self._path()
        if path is not None:
            self.window.jobs.run(
                "Forgetting the passphrase",
                lambda _: opening.forget_passphrase(path),
                lambda kept: self._say(
                    "The keyring has forgotten the passphrase; it is asked for from now on"
                    if kept
                    else "No passphrase of this dossier was kept"
                ),
            )

    def lock_if_idle(self) -> None:
        """Locks an encrypted dossier that nobody touched for long, or after the machine slept."""
        now, wall = time.monotonic(), time.time()
        slept = wall - self._wall > LOOK_SECONDS + SLEPT_SECONDS
        minutes = self.window.settings.lock_minutes
        self._wall = wall
        self._watch_if_encrypted()
        idle = minutes > 0 and now - self.touched > minutes * 60
        self._due = is_encrypted(self) and (self._due or idle or slept)
        self._lock_out_of_the_way()

    def lock_for_sleep(self) -> None:
        """Locks an encrypted dossier before the machine sleeps."""
        self._due = is_encrypted(self)
        self._lock_out_of_the_way()

    def _lock_out_of_the_way(self) -> None:
        """Locks, where that is due, once no dialog is in the way."""
        dialog = QApplication.activeModalWidget()
        if self._due and dialog is not None:
            self.cancel_dialog(dialog)
            QTimer.singleShot(CLOSING_MS, self, self._lock_when_due)
        else:
            self._lock_when_due()

    def cancel_dialog(self, dialog: QWidget) -> None:
        """Takes a dialog out of the way of the lock; what is kept of it is offered back."""
        if isinstance(dialog, QDialog) and self.window.drafts.leave(dialog):
            dialog.done(QDialog.DialogCode.Rejected.value)
        else:
            dialog.close()  # as if cancelled; one that stays is asked again

    def _lock_when_due(self) -> None:
        if self._due and QApplication.activeModalWidget() is None:
            self._due = False
            self.lock()

    def _watch_if_encrypted(self) -> None:
        """Looks at what is touched only while it matters: every event passes through here."""
        app, on = QApplication.instance(), is_encrypted(self)
        if on == self._watching or app is None:
            return
        self._watching, self.touched = on, time.monotonic()
        if on:
            self._sleep.begin()
        (app.installEventFilter if on else app.removeEventFilter)(self)

    @override
    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() in _TOUCHES:
            self.touched = time.monotonic()
        return False

    def _path(self) -> Path | None:
        context = self.window.context
        return context.dossier.path if context is not None else None

    def _open(self, path: Path, passphrase: str, analyst: str, *, keep: bool = False) -> None:
        self.window.dossier_commands.open_by(
            f"Opening {path.name}",
            lambda: opening.open_it(path, analyst, passphrase=passphrase),
            path=str(path),
            then=(lambda: self._keep(path, passphrase)) if keep else None,
        )

    def _keep(self, path: Path, passphrase: str) -> None:
        self.window.jobs.run(
            "Keeping the passphrase",
            lambda _: opening.keep_passphrase(path, passphrase),
            lambda _: self._say("The keyring of this computer keeps the passphrase"),
        )

    def _failed(self, fault: Exception, path: Path, analyst: str) -> None:
        """Opens the dossier as it was, and says why it is not written anew."""
        self.window.notices.say(str(fault), tone="bad")
        self._open(path, "", analyst)

    def _say(self, words: str) -> None:
        self.window.notices.say(words, tone="good")
