"""Closing while something runs."""

from __future__ import annotations

import threading
from typing import TYPE_CHECKING

from workbench import new_dossier
from workbench.errors import Cancelled
from workbench.model import Question

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
