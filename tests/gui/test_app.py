from __future__ import annotations

import os
import subprocess
import sys
import threading
from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import QMessageLogContext, QtMsgType

from workbench.errors import InvalidField
from workbench.gui import app
from workbench.gui.crash import CrashDialog
from workbench.gui.first_paint import FirstPaint
from workbench.gui.window import Window
from workbench.settings import Settings

if TYPE_CHECKING:
    from pathlib import Path

    from PySide6.QtWidgets import QApplication
    from pytestqt.qtbot import QtBot

HEAVY = ("sqlalchemy", "numpy", "pyqtgraph", "openpyxl", "qtconsole", "ipykernel", "typer")
START = """
import sys
from workbench.gui import app
application = app.make_application()
window, trouble = app.make_window()
assert not trouble
window.show()
application.processEvents()
assert window.isVisible()
assert "Qt" not in vars(sys.modules["PySide6.QtCore"])
print(",".join(name for name in sys.modules if "." not in name or name.startswith("workbench.")))
window.close()
"""


def test_the_first_window_is_painted_before_anything_heavy_is_imported() -> None:
    done = subprocess.run(  # noqa: S603 - our own interpreter
        [sys.executable, "-c", START], capture_output=True, text=True, check=True, timeout=60
    )
    imported = set(done.stdout.strip().rpartition("\n")[2].split(","))
    assert not imported & set(HEAVY)
    assert not {name for name in imported if name.startswith("workbench.store")}


def test_without_a_screen_the_window_says_what_to_use_instead(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    for name in ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM"):
        monkeypatch.delenv(name, raising=False)
    if sys.platform != "linux":
        pytest.skip("only Linux has no screen")
    assert app.run() == 1
    assert "command line" in capsys.readouterr().err


def test_a_refusal_that_nobody_took_becomes_a_notice(bare_window: Window) -> None:
    border = app.Border(bare_window)
    fault = InvalidField("title", "Give a title.")
    border.take(InvalidField, fault, None)
    assert bare_window.notices.shown == (str(fault),)


@pytest.mark.logs_warnings
def test_a_bug_that_nobody_took_opens_the_crash_dialog(bare_window: Window, qtbot: QtBot) -> None:
    border = app.Border(bare_window)
    thread = threading.Thread(
        target=border.take, args=(ZeroDivisionError, ZeroDivisionError(), None)
    )
    thread.start()
    qtbot.waitUntil(lambda: bare_window.findChild(CrashDialog) is not None)
    thread.join()
    dialog = bare_window.findChild(CrashDialog)
    assert isinstance(dialog, CrashDialog)
    dialog.accept()


@pytest.mark.logs_warnings
def test_what_qt_says_goes_to_the_log(caplog: pytest.LogCaptureFixture) -> None:
    app._qt_said(QtMsgType.QtWarningMsg, QMessageLogContext(), "odd")  # noqa: SLF001 - Qt calls it
    assert "odd" in caplog.text


def test_the_last_dossier_is_opened_again_unless_that_is_not_wanted(
    window: Window, qtbot: QtBot
) -> None:
    path = window.settings.recent[0]
    assert window.let_go()
    app.go_on(window, None)
    qtbot.waitUntil(lambda: window.context is not None)
    assert window.context is not None
    assert os.fspath(window.context.dossier.path) == path


def test_what_follows_the_first_paint_follows_it_once(
    dressed: QApplication, qtbot: QtBot, tmp_path: Path
) -> None:
    assert dressed is not None
    window = Window(Settings(), tmp_path / "settings.toml")
    qtbot.addWidget(window)
    came: list[object] = []
    first = FirstPaint(window)
    first.came.connect(lambda: came.append(None))
    with qtbot.waitSignal(first.came):
        window.show()
    window.hide()
    window.show()
    qtbot.waitExposed(window)
    window.repaint()
    assert len(came) == 1
