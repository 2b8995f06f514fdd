"""Closing while something runs."""

from __future__ import annotations

import os
import subprocess
import sys
import threading
import time
from typing import TYPE_CHECKING

from tests.plugins.conftest import install
from workbench import new_dossier
from workbench.errors import Cancelled
from workbench.gui.notices import Notice
from workbench.model import Question
from workbench.plugins.at_work import AtWork

if TYPE_CHECKING:
    from pathlib import Path

    from pytestqt.qtbot import QtBot

    from workbench.gui.window import Window
    from workbench.model.progress import Progress


def test_a_backup_that_runs_is_given_up_when_the_window_closes_and_leaves_nothing(
    bare_window: Window, qtbot: QtBot, tmp_path: Path
) -> None:
    dossier = new_dossier(tmp_path / "chips.dossier")
    dossier.questions.add_all(Question(question=f"{n} {'why ' * 300}?") for n in range(2_000))
    bare_window.take(dossier)
    begun = threading.Event()
    told: list[str] = []

    def back_up(progress: Progress) -> None:
        begun.set()
        try:
            for _ in range(200):  # a large dossier
                dossier.backups.make(progress=progress)
        except Cancelled:
            told.append("given up")
            raise

    bare_window.jobs.run("Backing up", back_up)
    qtbot.waitUntil(begun.is_set)
    bare_window.close()

    assert told == ["given up"]
    assert not bare_window.isVisible()
    folder = tmp_path / "chips.dossier"
    assert [each.name for each in tmp_path.glob("chips.dossier*")] == [folder.name]


def test_the_window_is_out_of_sight_while_work_that_cannot_stop_comes_to_its_end(
    bare_window: Window, qtbot: QtBot, tmp_path: Path
) -> None:
    bare_window.take(new_dossier(tmp_path / "chips.dossier"))
    begun, seen = threading.Event(), threading.Event()
    shown: list[bool] = []

    def work(_progress: Progress) -> None:
        begun.set()
        seen.wait(0.3)
        shown.append(bare_window.isVisible())

    bare_window.jobs.run("Working", work)
    qtbot.waitUntil(begun.is_set)
    bare_window.close()
    assert shown == [False]


ENDLESS = """
from workbench.plugins import Analysis, hook

@hook
def analyses():
    return [Analysis(name="a", title="A", method="M", columns=("A",), place="endless:go")]

def go(dossier, query):
    print("begun", flush=True)
    while True:
        pass
"""
CLOSED = """
import sys
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication
from workbench.gui import app, jobs
from workbench.gui.window import Window

jobs.WAIT_AT_END_MS = 100

def look():
    windows = [each for each in QApplication.topLevelWidgets() if isinstance(each, Window)]
    if windows and windows[0].context is not None:
        timer.stop()
        dossier = windows[0].context.dossier
        windows[0].jobs.run("Computing", lambda _: dossier.analyses.run("a"))
        QTimer.singleShot(1_000, windows[0].close)

application = app.make_application()
timer = QTimer(interval=50)
timer.timeout.connect(look)
timer.start()
sys.exit(app.run(sys.argv[1]))
"""


def test_a_plugin_that_never_ends_does_not_keep_the_program_running_unseen(tmp_path: Path) -> None:
    place = tmp_path / "chips.dossier"
    new_dossier(place).close()
    site = install(tmp_path / "site", "endless", "endless", ENDLESS)
    done = subprocess.run(  # noqa: S603 - our own interpreter
        [sys.executable, "-c", CLOSED, str(place)],
        env=os.environ | {"PYTHONPATH": str(site)},
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )
    assert (done.returncode, done.stdout) == (0, "begun\n"), done.stderr
    assert AtWork().cut_off() == {"endless"}


def test_an_import_that_runs_keeps_the_window_open_until_it_is_dropped(
    bare_window: Window, qtbot: QtBot, tmp_path: Path
) -> None:
    bare_window.take(new_dossier(tmp_path / "chips.dossier"))
    begun = threading.Event()
    told: list[str] = []

    def bring_in(progress: Progress) -> None:
        begun.set()
        try:
            while True:
                progress.step(1, 2)
                time.sleep(0.01)
        except Cancelled:
            told.append("dropped")
            raise

    bare_window.jobs.write("Importing chips.csv", bring_in, quiet=False)
    qtbot.waitUntil(begun.is_set)
    bare_window.close()
    assert bare_window.isVisible()
    assert bare_window.context is not None
    (notice,) = bare_window.findChildren(Notice)
    assert notice.words == "“Importing chips.csv” is not over. Closing now drops it."

    assert notice.button is not None
    notice.button.click()
    assert not bare_window.isVisible()
    assert told == ["dropped"]
