"""A computer that is about to sleep locks the encrypted dossier, over a bus of the test's own."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from typing import TYPE_CHECKING

import pytest

from workbench import new_dossier
from workbench.dossier.encryption import encrypt

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

DAEMON = shutil.which("dbus-daemon")
WORDS = "correct horse battery"
SLEPT = """
import sys
from pathlib import Path
from PySide6.QtCore import QTimer
from PySide6.QtDBus import QDBusConnection, QDBusMessage
from PySide6.QtWidgets import QApplication
from workbench import open_dossier
from workbench.gui import icons, theme
from workbench.gui.passphrase import PassphraseDialog
from workbench.gui.sleep import INTERFACE, NAME, PATH, SERVICE
from workbench.gui.welcome import WelcomePage
from workbench.gui.window import Window
from workbench.settings import Settings

app = QApplication([])
icons.load()
theme.theme().follow(wish="light", size=13)
window = Window(Settings(view="records", theme="light"), Path(sys.argv[2]))
window.show()
window.take(open_dossier(sys.argv[1], passphrase=sys.argv[3]))
manager = QDBusConnection.connectToBus(QDBusConnection.BusType.SystemBus, "login manager")
assert manager.registerService(SERVICE)
told = QDBusMessage.createSignal(PATH, INTERFACE, NAME)

def say(sleeps):
    told.setArguments([sleeps])
    manager.send(told)

def look():
    asked = app.activeModalWidget()
    if isinstance(asked, PassphraseDialog):
        print("locked" if window.context is None and isinstance(window.page, WelcomePage) else "")
        asked.reject()
        app.quit()

asking = QTimer(interval=20)
asking.timeout.connect(look)
asking.start()
QTimer.singleShot(100, lambda: say(False))
QTimer.singleShot(200, lambda: print("open" if window.context is not None else ""))
QTimer.singleShot(250, lambda: say(True))
app.exec()
window.jobs.finish()
"""


@pytest.fixture
def bus() -> Iterator[str]:
    """Return the address of a bus that nobody else is on."""
    if DAEMON is None or sys.platform != "linux":
        pytest.skip("there is no dbus-daemon here")
    daemon = subprocess.Popen(  # noqa: S603 - found by its name above
        [DAEMON, "--session", "--nofork", "--nopidfile", "--print-address"],
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        text=True,
    )
    assert daemon.stdout is not None
    yield daemon.stdout.readline().strip()
    daemon.terminate()
    daemon.communicate()


def test_an_encrypted_dossier_is_locked_before_the_computer_sleeps(
    bus: str, tmp_path: Path
) -> None:
    path = tmp_path / "secret.dossier"
    new_dossier(path).close()
    encrypt(path, WORDS)
    ended = subprocess.run(  # noqa: S603 - our own program
        [sys.executable, "-c", SLEPT, path, tmp_path / "settings.toml", WORDS],
        env=os.environ | {"QT_QPA_PLATFORM": "offscreen", "DBUS_SYSTEM_BUS_ADDRESS": bus},
        check=True,
        timeout=60,
        capture_output=True,
        text=True,
    )
    assert ended.stdout.split() == ["open", "locked"]
