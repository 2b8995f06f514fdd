"""What the window costs with many decisions: opening to a painted table, and what holds it up.

Printed, not asserted: machines differ. Beside the same window on an empty dossier in the same run.
`WORKBENCH_SPEED_DECISIONS=100000` measures the size of the targets: at most 1 s more until the
table is painted, a small write in 5 ms, and the window never held up for more than 100 ms.
"""

from __future__ import annotations

import os
import random
import shutil
import time
from dataclasses import dataclass
from statistics import median
from typing import TYPE_CHECKING, cast

import pytest
from PySide6.QtCore import QEvent, QObject, Qt, QTimer
from PySide6.QtTest import QTest
from typing_extensions import override

from tests.speed.pulse import Pulse
from workbench import new_dossier, open_dossier
from workbench.gui.decisions.view import DecisionsView
from workbench.model.decision import Decision
from workbench.model.item import Item
from workbench.model.kinds import Action
from workbench.model.when import When

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from pytestqt.qtbot import QtBot

    from workbench.dossier.dossier import Dossier
    from workbench.gui.window import Window

DECISIONS = int(os.environ.get("WORKBENCH_SPEED_DECISIONS", "2000"))
WRITES = 30
WAIT_MS = 60_000


@dataclass(frozen=True, slots=True)
class Spent:
    """Seconds by the clock, and the longest hold of the window's thread: clock and processor."""

    wall: float
    held: float
    worked: float


@pytest.fixture(scope="module")
def many(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Make a dossier of many decisions, closed; nothing is written to it."""
    path = tmp_path_factory.mktemp("many") / "many.dossier"
    chance = random.Random(1)  # noqa: S311 - the same records every time
    dates = ["", "2025", "2025-04", *(f"2026-01-{day:02d}" for day in range(1, 29))]
    with new_dossier(path) as dossier:
        dossier.decisions.add_all(
            Decision(
                title=f"Decision {n} on chips",
                jurisdiction=chance.choice(("USA", "CHN", "NLD")),
                action=chance.choice(list(Action)),
                announced=When(chance.choice(dates)),
            )
            for n in range(DECISIONS)
        )
    return path


def opened(window: Window, path: Path, qtbot: QtBot) -> Spent:
    """Opens a dossier until its table is painted and nothing is read any more."""
    pulse, before = Pulse(), window.view
    pulse.begin()
    clock = time.perf_counter()
    window.dossier_commands.open_path(str(path))

    def read() -> bool:
        view = window.view
        return view is not before and isinstance(view, DecisionsView) and bool(view.count.text())

    qtbot.waitUntil(read, timeout=WAIT_MS)
    cast("DecisionsView", window.view).pane.repaint()
    wall = time.perf_counter() - clock
    qtbot.waitUntil(lambda: not window.jobs.running, timeout=WAIT_MS)
    qtbot.wait(300)
    pulse.stop()
    return Spent(wall, pulse.longest, pulse.worked)


def all_shown(window: Window, many: Path, qtbot: QtBot) -> DecisionsView:
    """The table of a dossier that is opened, once it lists every decision."""
    opened(window, many, qtbot)
    view = cast("DecisionsView", window.view)
    qtbot.waitUntil(lambda: len(view.rows.ids) == DECISIONS, timeout=WAIT_MS)
    return view


def test_opening_many_decisions_beside_an_empty_dossier(
    window: Window, many: Path, tmp_path: Path, qtbot: QtBot, say: Callable[[str], None]
) -> None:
    empty = tmp_path / "empty.dossier"
    new_dossier(empty).close()
    opened(window, empty, qtbot)  # the first one also loads the code
    floor = [opened(window, empty, qtbot) for _ in range(3)]
    full = [opened(window, many, qtbot) for _ in range(3)]
    ours, least = median(each.wall for each in full), median(each.wall for each in floor)
    say(
        f"{DECISIONS:,} decisions to a painted table: {ours * 1e3:,.0f} ms, an empty dossier"
        f" {least * 1e3:,.0f} ms, {(ours - least) * 1e3:,.0f} ms more; the window"
        f" held for {max(each.held for each in full) * 1e3:,.0f} ms at most, working"
        f" {max(each.worked for each in full) * 1e3:,.0f}, empty"
        f" {max(each.held for each in floor) * 1e3:,.0f} and"
        f" {max(each.worked for each in floor) * 1e3:,.0f} ms"
    )


def test_choosing_every_row_holds_the_window_no_longer_than_a_blink(
    window: Window, many: Path, qtbot: QtBot, say: Callable[[str], None]
) -> None:
    view = all_shown(window, many, qtbot)
    pulse, processor = Pulse(), time.thread_time()
    pulse.begin()
    view.grid.selectAll()
    context = window.context
    assert context is not None
    qtbot.waitUntil(lambda: len(context.selection.ids) == DECISIONS, timeout=WAIT_MS)
    spent = time.thread_time() - processor
    qtbot.waitUntil(lambda: not window.jobs.running, timeout=WAIT_MS)
    pulse.stop()
    say(
        f"all of {DECISIONS:,} rows chosen: {spent * 1e3:,.0f} ms of the window's thread, held for"
        f" {pulse.longest * 1e3:,.0f} ms at most"
    )


class Painted(QObject):
    """When a table has painted other rows: seconds by the clock, and of the whole process."""

    def __init__(self, view: DecisionsView) -> None:
        super().__init__(view)
        self._rows, self._ground = view.rows, view.grid.viewport()
        self._edition, self._clock = self._rows.edition, time.perf_counter()
        self._processor = time.process_time()
        self.wall = self.worked = 0.0
        self._ground.installEventFilter(self)

    @override
    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Paint and self._rows.edition > self._edition:
            self._ground.removeEventFilter(self)
            QTimer.singleShot(0, self._note)
        return False

    def _note(self) -> None:
        self.wall = time.perf_counter() - self._clock
        self.worked = time.process_time() - self._processor


def test_a_query_from_the_key_press_until_its_rows_are_painted(
    window: Window, many: Path, qtbot: QtBot, say: Callable[[str], None]
) -> None:
    view = all_shown(window, many, qtbot)
    for words in ("chips", "77", "order:title", "order:-stance", "jurisdiction:CHN", "chips", ""):
        pulse, painted = Pulse(), Painted(view)
        pulse.begin()
        view.search.line.setText(words)
        QTest.keyClick(view.search.line, Qt.Key.Key_Return)
        qtbot.waitUntil(lambda: bool(painted.wall), timeout=WAIT_MS)  # noqa: B023 - waited for
        qtbot.waitUntil(lambda: not window.jobs.running, timeout=WAIT_MS)
        qtbot.wait(300)
        pulse.stop()
        say(
            f"{words or 'all'} of {DECISIONS:,}: painted after {painted.wall * 1e3:,.0f} ms, of"
            f" which the processor worked {painted.worked * 1e3:,.0f} on table and lists; the"
            f" window held for {pulse.longest * 1e3:,.0f} ms at most, working"
            f" {pulse.worked * 1e3:,.0f}"
        )


def test_a_small_write_into_many_decisions_beside_an_empty_dossier(
    many: Path, tmp_path: Path, say: Callable[[str], None]
) -> None:
    empty, full = tmp_path / "empty.dossier", tmp_path / "full.dossier"
    new_dossier(empty).close()
    shutil.copy(many, full)

    def written(path: Path) -> tuple[float, float]:
        with open_dossier(path) as dossier:
            spent = [one_write(dossier) for _ in range(WRITES)]
        return median(each for each, _ in spent), median(each for _, each in spent)

    floor, ours = written(empty), written(full)
    say(
        f"one small write into {DECISIONS:,} decisions: {ours[0] * 1e3:.1f} ms, {ours[1] * 1e3:.1f}"
        f" of the processor; into an empty dossier {floor[0] * 1e3:.1f} and {floor[1] * 1e3:.1f}"
    )


def one_write(dossier: Dossier) -> tuple[float, float]:
    """The seconds that one operation takes: by the clock, and of the processor."""
    clock, processor = time.perf_counter(), time.thread_time()
    dossier.items.add(Item(title="H200"))
    return time.perf_counter() - clock, time.thread_time() - processor
