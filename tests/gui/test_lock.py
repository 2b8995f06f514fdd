"""Encrypted dossiers in the window: encrypting one, opening it, locking it when nobody is there."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication, QDialog, QDialogButtonBox, QFileDialog, QLineEdit

from tests.gui.steps import form_of
from workbench import new_dossier, open_dossier
from workbench.dossier.encryption import encrypt
from workbench.dossier.kept_passphrase import is_kept
from workbench.gui.decisions.view import DecisionsView
from workbench.gui.drafts import folder_of
from workbench.gui.notices import Notice
from workbench.gui.passphrase import Asks, PassphraseDialog, RecoveryCodeDialog
from workbench.gui.sources.paste_form import PasteForm
from workbench.gui.welcome import WelcomePage
from workbench.gui.widgets.save_file import ask_where
from workbench.model import Party

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from pytestqt.qtbot import QtBot

    from workbench.gui.context import Context
    from workbench.gui.window import Window

WORDS = "correct horse battery"


@pytest.fixture
def secret(tmp_path: Path) -> Path:
    path = tmp_path / "secret.dossier"
    with new_dossier(path) as made:
        made.parties.add(Party(title="Kept"))
    encrypt(path, WORDS)
    return path


def when_asked(act: Callable[[PassphraseDialog], None]) -> QTimer:
    """Does something with the next dialog that asks for a passphrase."""
    timer = QTimer()
    timer.setInterval(20)

    def look() -> None:
        asked = QApplication.activeModalWidget()
        if isinstance(asked, PassphraseDialog):
            timer.stop()
            act(asked)

    timer.timeout.connect(look)
    timer.start()
    return timer


def typing(words: str) -> Callable[[PassphraseDialog], None]:
    def act(asked: PassphraseDialog) -> None:
        asked.old.setText(words)
        asked.buttons.button(QDialogButtonBox.StandardButton.Ok).click()

    return act


def open_secret(window: Window, secret: Path, qtbot: QtBot) -> Context:
    """Opens the encrypted dossier with its passphrase."""
    _held = when_asked(typing(WORDS))
    window.dossier_commands.open_path(str(secret))
    qtbot.waitUntil(lambda: window.context is not None, timeout=20_000)
    assert window.context is not None
    return window.context


def test_an_encrypted_dossier_asks_until_the_passphrase_is_right(
    bare_window: Window, qtbot: QtBot, secret: Path
) -> None:
    told: list[str] = []

    def first(asked: PassphraseDialog) -> None:
        held.append(when_asked(second))
        typing("wrong horse")(asked)

    def second(asked: PassphraseDialog) -> None:
        told.append(asked.windowTitle())
        typing(WORDS)(asked)

    held = [when_asked(first)]
    bare_window.dossier_commands.open_path(str(secret))

    qtbot.waitUntil(lambda: bare_window.context is not None, timeout=20_000)
    assert bare_window.context is not None
    assert bare_window.context.dossier.parties.count() == 1
    assert told == ["Open an encrypted dossier"]


def test_a_dossier_is_encrypted_and_its_recovery_code_is_shown_once(
    window: Window, context: Context, qtbot: QtBot
) -> None:
    context.dossier.parties.add(Party(title="A"))

    window.lock_commands.encrypt_with(WORDS)

    qtbot.waitUntil(lambda: bool(window.findChildren(RecoveryCodeDialog)), timeout=20_000)
    shown = window.findChildren(RecoveryCodeDialog)[0]
    assert len("".join(each for each in shown.code.text() if each.isalnum())) == 32
    qtbot.waitUntil(lambda: window.context is not None, timeout=20_000)
    assert window.context is not None
    assert window.context.dossier.encrypted
    assert window.context.dossier.parties.count() == 1
    shown.accept()


def test_nobody_at_the_machine_locks_an_encrypted_dossier_but_no_other(
    bare_window: Window, qtbot: QtBot, secret: Path
) -> None:
    bare_window.change_settings(replace(bare_window.settings, lock_minutes=1))
    open_secret(bare_window, secret, qtbot)
    locks = bare_window.lock_commands
    locks.lock_if_idle()
    assert bare_window.context is not None

    locks.touched -= 61
    _held = when_asked(PassphraseDialog.reject)
    locks.lock_if_idle()

    assert isinstance(bare_window.page, WelcomePage)


def test_neither_a_dialog_nor_what_is_typed_keeps_a_dossier_from_locking(
    bare_window: Window, qtbot: QtBot, secret: Path
) -> None:
    bare_window.change_settings(replace(bare_window.settings, lock_minutes=1))
    open_secret(bare_window, secret, qtbot)
    view = bare_window.show_task("decisions")
    assert isinstance(view, DecisionsView)
    view.new_decision()
    line = form_of(bare_window).rows["title"].findChild(QLineEdit)
    assert line is not None
    line.setText("Sales denied")
    line.textEdited.emit("Sales denied")
    forgotten = QDialog(bare_window)
    forgotten.open()
    locks = bare_window.lock_commands
    locks.lock_if_idle()
    locks.touched -= 61

    _held = when_asked(typing(WORDS))
    locks.lock_if_idle()

    qtbot.waitUntil(
        lambda: any("“New decision” was not saved" in x for x in bare_window.notices.shown),
        timeout=20_000,
    )
    assert not forgotten.isVisible()
    assert bare_window.regions.form.content is None


def test_a_pasted_text_does_not_keep_a_dossier_from_locking_and_is_offered_back(
    bare_window: Window, qtbot: QtBot, secret: Path
) -> None:
    context = open_secret(bare_window, secret, qtbot)
    bare_window.show_task("sources")
    form = PasteForm(context)
    bare_window.forms.show(form, "New source")
    form.text.setPlainText("Pasted and not added")
    locks = bare_window.lock_commands
    locks._wall -= 3_600  # noqa: SLF001 - as after the machine slept
    _held = when_asked(typing(WORDS))
    locks.lock_if_idle()
    qtbot.waitUntil(
        lambda: any("“New source” was not saved" in x for x in bare_window.notices.shown),
        timeout=20_000,
    )
    assert bare_window.context is not None
    assert bare_window.context is not context
    [path] = folder_of(bare_window.context.dossier).glob("*.draft")
    assert b"Pasted" not in path.read_bytes()


def test_a_recovery_code_cannot_be_closed_before_it_is_written_down(
    bare_window: Window, qtbot: QtBot
) -> None:
    shown = RecoveryCodeDialog("AAAA-BBBB", "Notes", bare_window)
    qtbot.addWidget(shown)
    shown.open()
    shown.reject()
    assert shown.isVisible()
    shown.written.setChecked(True)
    shown.reject()
    assert not shown.isVisible()


def test_a_new_passphrase_is_typed_twice_and_long_enough(bare_window: Window, qtbot: QtBot) -> None:
    asked = PassphraseDialog("Encrypt", "Words", bare_window, asks=Asks.NEW, act="Encrypt")
    qtbot.addWidget(asked)
    accept = asked.buttons.button(QDialogButtonBox.StandardButton.Ok)

    asked.new.setText("short")
    assert "At least 8" in asked.trouble.text()
    asked.new.setText(WORDS)
    asked.again.setText("correct")
    assert "do not agree" in asked.trouble.text()
    assert not accept.isEnabled()
    asked.again.setText(WORDS)
    assert accept.isEnabled()


def test_a_passphrase_is_kept_where_that_is_ticked_and_none_is_asked_for_then(
    bare_window: Window, qtbot: QtBot, secret: Path
) -> None:
    keyring = pytest.importorskip("keyring", reason="keyring is an optional package")
    from tests.dossier.test_kept_passphrase import InMemory

    keyring.set_keyring(InMemory())

    def tick(asked: PassphraseDialog) -> None:
        asked.keep.setChecked(True)
        typing(WORDS)(asked)

    held = [when_asked(tick)]
    bare_window.dossier_commands.open_path(str(secret))
    qtbot.waitUntil(lambda: is_kept(secret), timeout=20_000)
    bare_window.dossier_commands.open_path(str(secret))
    qtbot.waitUntil(lambda: bare_window.context is not None, timeout=20_000)

    bare_window.lock_commands.forget_passphrase()
    qtbot.waitUntil(lambda: not is_kept(secret), timeout=20_000)
    held.clear()


def test_who_writes_out_of_an_encrypted_dossier_is_told_that_the_file_is_plain(
    bare_window: Window, qtbot: QtBot, secret: Path
) -> None:
    open_secret(bare_window, secret, qtbot)
    titles: list[str] = []

    def choose() -> None:
        dialog = QApplication.activeModalWidget()
        if isinstance(dialog, QFileDialog):
            titles.append(dialog.windowTitle())
            dialog.accept()

    QTimer.singleShot(200, choose)
    start = secret.with_name("out.csv")
    assert ask_where(bare_window, "Save the table", start, {"CSV table": ".csv"}) == start
    assert titles == ["Save the table (not encrypted)"]
    assert any("not encrypted, though the dossier is" in x for x in bare_window.notices.shown)


def test_the_encrypted_backup_of_a_damaged_dossier_is_put_back_with_its_passphrase(
    bare_window: Window, qtbot: QtBot, secret: Path
) -> None:
    with open_dossier(secret, passphrase=WORDS) as dossier:
        dossier.backups.make()
    whole = secret.read_bytes()
    secret.write_bytes(whole[:4096] + bytes(len(whole) - 4096))
    held = [when_asked(typing(WORDS))]
    bare_window.dossier_commands.open_path(str(secret))
    qtbot.waitUntil(lambda: any("There is a backup" in x for x in bare_window.notices.shown))

    held.append(when_asked(typing(WORDS)))
    notice = bare_window.findChildren(Notice)[-1]
    assert notice.button is not None
    notice.button.click()
    qtbot.waitUntil(lambda: bare_window.context is not None, timeout=20_000)
    assert bare_window.context is not None
    assert bare_window.context.dossier.parties.count() == 1


def test_a_new_dossier_can_be_encrypted_from_the_start_and_one_in_its_place_keeps_its_key(
    bare_window: Window, qtbot: QtBot, secret: Path
) -> None:
    bare_window.lock_commands.make_encrypted(secret, "another passphrase")
    qtbot.waitUntil(lambda: bool(bare_window.findChildren(RecoveryCodeDialog)), timeout=20_000)
    shown = bare_window.findChildren(RecoveryCodeDialog)[0]
    assert bare_window.context is not None
    assert bare_window.context.dossier.encrypted
    assert bare_window.context.dossier.parties.count() == 0
    shown.written.setChecked(True)
    shown.accept()
    aside = secret.with_name("secret (replaced).dossier")
    with open_dossier(aside, passphrase=WORDS) as before:
        assert before.parties.count() == 1
