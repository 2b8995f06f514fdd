"""The console in the window: one real process for the whole file, and one window that is killed."""

from __future__ import annotations

import gc
import os
import re
import signal
import subprocess
import sys
import tempfile
import textwrap
import weakref
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import QDeadlineTimer, Qt, QTimer
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QWidget

import workbench
from workbench import new_dossier
from workbench.errors import ConsoleUnavailable
from workbench.gui.console import view as view_module
from workbench.gui.console.view import ConsoleView
from workbench.gui.context import Context
from workbench.gui.jobs import Jobs
from workbench.gui.notices import Notices
from workbench.gui.theme import theme
from workbench.model.decision import Decision
from workbench.model.query import Query
from workbench.settings import Settings

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from pytestqt.qtbot import QtBot

WAIT_MS = 30_000


class Shell:
    """The window around the console, which keeps what it was asked to show."""

    def __init__(self, window: QWidget) -> None:
        self.settings = Settings()
        self.jobs = Jobs(window)
        self.notices = Notices(window)
        self.opened: list[tuple[str, str]] = []

    def open_record(self, kind: str, key: str, *, beside: bool = False) -> None:
        assert not beside
        self.opened.append((kind, key))

    def show_form(self, form: QWidget, title: str) -> None:
        raise NotImplementedError

    def show_sum(self, words: str) -> None:
        raise NotImplementedError


class Console:
    """A console view on a dossier with two decisions, and the window around it."""

    def __init__(self, folder: Path) -> None:
        self.window = QWidget()
        self.shell = Shell(self.window)
        self.dossier = new_dossier(folder / "test.dossier", title="Test dossier")
        self.first = self.dossier.decisions.add(Decision(title="Purchase approved"))
        self.second = self.dossier.decisions.add(Decision(title="Purchase stopped"))
        self.context = Context(self.dossier, self.shell)
        self.view = ConsoleView(self.context, self.window)
        self.view.resize(800, 500)

    @property
    def text(self) -> str:
        """All that stands in the console."""
        prompt = self.view.prompt
        return str(prompt.field.toPlainText()) if prompt else ""

    def start(self, wait: Callable[[Callable[[], bool]], None]) -> None:
        self.window.show()
        self.view.start()
        wait(lambda: self.view.running)

    def close(self) -> None:
        self.view.end()
        self.shell.jobs.finish()
        self.context.close()
        self.window.deleteLater()
        self.dossier.close()


def wait_until(true: Callable[[], bool]) -> None:
    """Lets the window go on until something is true."""
    end = QDeadlineTimer(WAIT_MS)
    while not true():
        assert not end.hasExpired(), "waited in vain"
        QTest.qWait(5)


@pytest.fixture(scope="module")
def shared(
    request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Console]:
    request.getfixturevalue("qapp")
    with pytest.MonkeyPatch.context() as patch, tempfile.TemporaryDirectory(prefix="wb-") as run:
        patch.setenv("XDG_RUNTIME_DIR", run)
        console = Console(tmp_path_factory.mktemp("console"))
        console.start(wait_until)
        yield console
        console.close()
        assert not list(Path(run).rglob("console-*"))


@pytest.fixture
def console(shared: Console) -> Iterator[Console]:
    """The shared console with nothing selected and nothing running."""
    wait_until(lambda: shared.view.running and not shared.view.busy)
    shared.context.select("")
    shared.context.set_query(Query())
    shared.shell.opened.clear()
    yield shared
    shared.view.clear()


def run(console: Console, line: str) -> str:
    """Runs a line to its end; what then stands in the console."""
    console.view.run(line)
    wait_until(lambda: not console.view.busy)
    return console.text


def test_the_greeting_shows_what_to_try(console: Console) -> None:
    console.view.clear()

    assert "Try:\n    dossier.decisions\n" in console.text


def test_records_show_as_a_table(console: Console) -> None:
    shown = run(console, "dossier.decisions.find()")

    assert "2 records" in shown
    assert "Decision(id=" not in shown


def test_an_empty_line_keeps_its_number(console: Console) -> None:
    number = re.findall(r"In \[(\d+)\]", run(console, "1"))[-1]
    assert re.findall(r"In \[(\d+)\]", run(console, ""))[-2:] == [number, number]


def test_the_console_knows_the_selection_of_the_window(console: Console) -> None:
    console.context.select("decision", console.second.id)

    assert "['Purchase stopped']" in run(console, "[each.title for each in selection]")


def test_the_console_knows_the_query_of_the_window(console: Console) -> None:
    console.context.set_query(Query.parse("stance:deny"))

    assert "<<stance:deny>>" in run(console, "print(f'<<{query}>>')")


def test_show_moves_the_window(console: Console) -> None:
    run(console, 'show("D-0002")')
    wait_until(lambda: bool(console.context.selection))

    assert console.shell.opened == [("decision", console.second.id)]
    assert console.context.selection.ids == (console.second.id,)


def test_exit_leaves_the_console_open_and_says_how_to_put_it_away(console: Console) -> None:
    assert "Ctrl+` puts it away" in run(console, "exit")
    assert "<<still here>>" in run(console, "print(f'<<{\"still\"} here>>')")


def test_show_hands_a_query_to_the_window(console: Console) -> None:
    run(console, 'show(Query.parse("h200"))')
    wait_until(lambda: bool(console.context.query))

    assert console.context.query == Query.parse("h200")


def test_what_the_console_writes_reaches_the_window(console: Console, qtbot: QtBot) -> None:
    with qtbot.waitSignal(console.context.dossier_changed, timeout=WAIT_MS) as heard:
        run(console, 'dossier.parties.add(Party(title="ByteDance"))')

    assert heard.args is not None
    assert heard.args[0].kinds() == {"party"}


def test_tab_offers_the_names_that_fit(console: Console) -> None:
    prompt = console.view.prompt
    assert prompt is not None
    prompt.input_buffer = "dossier.dec"
    prompt.field.setFocus()
    QTest.keyClick(prompt.field, Qt.Key.Key_Tab)
    wait_until(lambda: prompt.input_buffer != "dossier.dec")

    assert prompt.input_buffer == "dossier.decisions"
    prompt.input_buffer = ""


def test_tab_shows_how_each_verb_is_called_and_types_its_name(console: Console) -> None:
    prompt = console.view.prompt
    assert prompt is not None
    prompt.input_buffer = "dossier.decisions.add"
    prompt.field.setFocus()
    QTest.keyClick(prompt.field, Qt.Key.Key_Tab)
    offered = prompt._completion_widget  # noqa: SLF001 - qtconsole has no other name for it
    wait_until(offered.isVisible)

    texts = [offered.item(row).text() for row in range(offered.count())]
    assert texts == ["add(record, *, label='')", "add_all(records, *, label='')"]
    QTest.keyClick(offered, Qt.Key.Key_Down)
    QTest.keyClick(offered, Qt.Key.Key_Return)
    assert prompt.input_buffer == "dossier.decisions.add_all"
    prompt.input_buffer = ""


def test_ctrl_c_drops_what_is_half_typed(console: Console) -> None:
    prompt = console.view.prompt
    assert prompt is not None
    prompt.input_buffer = "dossier.decisions.add("
    prompt.field.setFocus()
    QTest.keyClick(prompt.field, Qt.Key.Key_C, Qt.KeyboardModifier.ControlModifier)
    assert prompt.input_buffer == ""


def test_what_is_half_typed_is_kept_and_comes_back_at_the_prompt(console: Console) -> None:
    prompt = console.view.prompt
    assert prompt is not None
    prompt.input_buffer = "for each in dossier.parties:\n    each"
    assert console.view.dirty
    kept = console.view.typed()
    prompt.input_buffer = ""
    console.view.fill(kept)
    assert prompt.input_buffer == "for each in dossier.parties:\n    each"
    prompt.input_buffer = ""


def test_the_window_goes_on_while_a_loop_runs_and_ctrl_c_stops_it(console: Console) -> None:
    turns: list[int] = []
    timer = QTimer()
    timer.timeout.connect(lambda: turns.append(1))
    timer.start(5)
    console.view.run("while True: pass")
    wait_until(lambda: len(turns) > 100)
    assert console.view.busy

    prompt = console.view.prompt
    assert prompt is not None
    QTest.keyClick(prompt.field, Qt.Key.Key_C, Qt.KeyboardModifier.ControlModifier)
    wait_until(lambda: not console.view.busy)

    assert "Stopped." in console.text
    assert "after" in run(console, "print('af' + 'ter')")


def test_the_console_changes_its_colours_with_the_theme(console: Console) -> None:
    prompt = console.view.prompt
    assert prompt is not None
    run(console, "dossier.decisions.find()")
    before = theme().tokens
    theme().follow(wish="light" if theme().dark else "dark", size=13)
    html = prompt.field.document().toHtml()
    after = theme().tokens
    theme().follow(wish=before.name, size=13)

    assert after.accent in html
    assert before.accent not in html
    assert before.panel not in html


@pytest.mark.logs_warnings
def test_a_process_that_dies_is_started_again_and_says_so(console: Console) -> None:
    run(console, "mine = 1")
    console.view.run("import os; os._exit(3)")
    wait_until(lambda: "was started again" in console.text)
    wait_until(lambda: not console.view.busy)

    assert "<<False>>" in run(console, "print(f'<<{\"mine\" in globals()}>>')")
    assert "Purchase approved" in run(console, "print(dossier.decisions.find()[0].title)")


def test_a_missing_library_leaves_a_message_and_a_button(
    qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def missing(_module: str) -> None:
        raise ConsoleUnavailable("No module named 'qtconsole'")

    monkeypatch.setattr(view_module, "_imported", missing)
    console = Console(tmp_path)
    console.window.show()
    qtbot.waitUntil(lambda: "No module named 'qtconsole'" in console.view.page.words.text())

    assert not console.view.running
    assert not console.view.page.again.isHidden()
    console.close()


def test_a_dossier_that_cannot_be_opened_leaves_a_message(qtbot: QtBot, tmp_path: Path) -> None:
    console = Console(tmp_path)
    console.dossier.path = tmp_path / "gone.dossier"
    console.window.show()
    qtbot.waitUntil(lambda: "gone.dossier" in console.view.page.words.text(), timeout=WAIT_MS)

    assert not console.view.running
    console.close()


def test_a_console_that_was_used_and_closed_is_forgotten_but_not_what_is_half_typed(
    qtbot: QtBot, tmp_path: Path
) -> None:
    console = Console(tmp_path)
    console.start(wait_until)
    view = weakref.ref(console.view)
    prompt = weakref.ref(console.view.prompt)
    assert console.view.prompt is not None
    console.view.prompt.input_buffer = "half typed"
    console.close()
    assert console.view.typed() == {"words": "half typed"}
    console.view.deleteLater()
    del console

    def gone() -> bool:
        gc.collect()
        return view() is None and prompt() is None

    qtbot.waitUntil(gone)


WINDOW = """
    import sys
    from pathlib import Path
    from PySide6.QtWidgets import QApplication
    sys.path.insert(0, sys.argv[1])
    import test_console
    app = QApplication([])
    console = test_console.Console(Path(sys.argv[2]))
    console.view.state_changed.connect(
        lambda: print(console.view.process_id, flush=True) if console.view.running else None
    )
    console.window.show()
    app.exec()
"""


@pytest.mark.skipif(os.name != "posix", reason="kills with a signal")
def test_the_process_ends_with_a_window_that_is_killed(tmp_path: Path) -> None:
    root = str(Path(workbench.__file__).parent.parent)
    window = subprocess.Popen(  # noqa: S603 - our own words
        [sys.executable, "-c", textwrap.dedent(WINDOW), str(Path(__file__).parent), str(tmp_path)],
        stdout=subprocess.PIPE,
        env={**os.environ, "PYTHONPATH": root},
        text=True,
    )
    assert window.stdout is not None
    process = int(window.stdout.readline())
    window.send_signal(signal.SIGKILL)
    window.wait()
    window.stdout.close()

    wait_until(lambda: not runs(process))


def runs(process: int) -> bool:
    """Whether a process is there and not just waiting to be forgotten."""
    try:
        state = Path(f"/proc/{process}/stat").read_text("ascii").rpartition(")")[2].split()[0]
    except OSError:
        return False
    return state != "Z"
