"""What it costs to start: the first paint of the window, the first list, and what is loaded then.

Printed, not asserted, but for what must not be loaded. The floor is an empty QMainWindow in the
same run, with those of numpy and pyqtgraph that our start really needs. Targets: the window at
most 1.5 of the floor, the list of the sample at most 3.5. `WORKBENCH_SPEED_STARTS=9` for steadier
medians.
"""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from dataclasses import dataclass
from statistics import median
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path

    import pytest

STARTS = int(os.environ.get("WORKBENCH_SPEED_STARTS", "1"))
ON_USE_ONLY = {
    "IPython",
    "alembic",
    "docx",
    "ipykernel",
    "jupyter_client",
    "lxml",
    "openpyxl",
    "pandas",
    "pypdfium2",
    "qtconsole",
    "rich",
    "typer",
}
"""What no start may load: each of these is loaded by the first use of what needs it."""
ON_A_VERB = (
    "workbench.briefing",
    "workbench.exchange",
    "workbench.intake.read",
    "workbench.intake.w",
)
"""What a list does not need: the first verb that reads or writes a document loads it."""

TELL = """
import json, sys, time

begun = time.perf_counter()  # Python itself is up; both sides begin here


def tell():
    print(json.dumps({
        "wall": time.perf_counter() - begun,
        "processor": time.process_time(),
        "loaded": sorted(sys.modules),
    }), flush=True)
"""
EMPTY = """
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication, QMainWindow


class Empty(QMainWindow):
    def paintEvent(self, event):
        super().paintEvent(event)
        QTimer.singleShot(0, lambda: (tell(), application.quit()))


for name in sys.argv[1:]:
    __import__(name)
application = QApplication(sys.argv[:1])
window = Empty()
window.resize(1280, 800)
window.show()
application.exec()
"""
OURS = """
from workbench.gui import app

path, wanted = sys.argv[1:]
furnish, go_on = app.furnish, app.go_on


def seen():
    from PySide6.QtCore import QTimer
    from PySide6.QtWidgets import QApplication
    tell()
    QTimer.singleShot(0, QApplication.closeAllWindows)


def watch_the_list():
    from workbench.gui.table import grid

    class Grid(grid.Grid):
        told = False

        def paintEvent(self, event):
            super().paintEvent(event)
            if self.rows.ids and not Grid.told:
                Grid.told = True
                seen()

    grid.Grid = Grid


def first_paint_came(window, trouble):
    if wanted == "window":
        seen()
    furnish(window, trouble)


def furnished(window, path):
    if wanted == "list":
        watch_the_list()
        go_on(window, path)


app.furnish, app.go_on = first_paint_came, furnished
app.run(path or None)
"""


@dataclass(frozen=True, slots=True)
class Start:
    """One start of a process until something was painted: seconds, and the modules loaded."""

    wall: float
    processor: float
    loaded: frozenset[str]


def start(script: str, *arguments: str) -> Start:
    """Starts a process of its own that paints a window without a screen."""
    compiled = {k: v for k, v in os.environ.items() if k != "PYTHONDONTWRITEBYTECODE"}
    ended = subprocess.run(  # noqa: S603 - our own script
        [sys.executable, "-c", TELL + script, *arguments],
        capture_output=True,
        text=True,
        timeout=60,
        env=compiled,
        check=False,
    )
    assert ended.returncode == 0, ended.stderr
    told = json.loads(ended.stdout.splitlines()[0])
    return Start(told["wall"], told["processor"], frozenset(told["loaded"]))


def beside_an_empty_window(what: str, path: str, wanted: str) -> tuple[Start, str]:
    """Starts ours and the floor by turns; gives one of ours, and the line to print."""
    first = start(OURS, path, wanted)  # also compiles what is not compiled yet
    needed = sorted(first.loaded & {"numpy", "pyqtgraph"})
    runs = [(start(OURS, path, wanted), start(EMPTY, *needed)) for _ in range(STARTS)]
    ours = median(each.processor for each, _ in runs), median(each.wall for each, _ in runs)
    floor = median(each.processor for _, each in runs), median(each.wall for _, each in runs)
    name = " + ".join(["an empty window", *needed])
    line = (
        f"\n{what}: {ours[0] * 1e3:,.0f} ms of processor, {name} {floor[0] * 1e3:,.0f} ms,"
        f" ratio {ours[0] / floor[0]:.2f}; {ours[1] * 1e3:,.0f} and {floor[1] * 1e3:,.0f} ms by"
        f" the clock, ratio {ours[1] / floor[1]:.2f}"
    )
    return first, line


def test_the_first_paint_loads_nothing_that_is_only_needed_on_use(
    capsys: pytest.CaptureFixture[str],
) -> None:
    began, line = beside_an_empty_window("first paint of the window", "", "window")
    with capsys.disabled():
        print(line, end="")  # noqa: T201 - this is what a benchmark is for
    assert not began.loaded & ON_USE_ONLY
    assert not began.loaded & {"numpy", "pyqtgraph", "sqlalchemy"}


def test_the_first_list_loads_nothing_that_is_only_needed_on_use(
    sample_file: Path, capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    path = shutil.copy(sample_file, str(tmp_path / "sample.dossier"))
    began, line = beside_an_empty_window("first list, of the sample", path, "list")
    with capsys.disabled():
        print(line, end="")  # noqa: T201 - this is what a benchmark is for
    assert not began.loaded & (ON_USE_ONLY | {"numpy", "pyqtgraph"})
    assert not [name for name in began.loaded if name.startswith(ON_A_VERB)]


def test_the_package_is_imported_without_a_window(capsys: pytest.CaptureFixture[str]) -> None:
    package = "import workbench; tell()"
    whole = "import workbench; workbench.open_dossier; tell()"
    runs = [(start(package), start(whole), start("tell()")) for _ in range(STARTS)]
    quick, opener, floor = (
        median(each.processor for each in some) for some in zip(*runs, strict=True)
    )
    with capsys.disabled():
        print(  # noqa: T201 - this is what a benchmark is for
            f"\nimport workbench: {quick * 1e3:,.0f} ms of processor, with what opens a dossier"
            f" {opener * 1e3:,.0f} ms, Python alone {floor * 1e3:,.0f} ms",
            end="",
        )
    loaded = runs[0][1].loaded
    assert not loaded & (ON_USE_ONLY | {"PySide6", "pyqtgraph", "numpy"})
    assert not [name for name in loaded if name.startswith((*ON_A_VERB, "workbench.analysis"))]
