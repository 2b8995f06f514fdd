"""The console as a view: loaded and started on first sight, off the window's thread.

The window follows the console (`show`, and whatever it writes); the console knows the window's
query and selection. It ends with the dossier.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any, ClassVar

from PySide6.QtCore import QCoreApplication, Qt, QTimer, Signal
from PySide6.QtWidgets import (
    QLabel,
    QPushButton,
    QSizePolicy,
    QStackedLayout,
    QToolButton,
    QVBoxLayout,
    QWidget,
)
from typing_extensions import override

from workbench.errors import ConsoleUnavailable, QuerySyntaxError
from workbench.gui import icons
from workbench.gui.command import command
from workbench.gui.panel import View
from workbench.gui.theme import theme
from workbench.model.query import Query

if TYPE_CHECKING:
    from PySide6.QtGui import QShowEvent

    from workbench.errors import WorkbenchError
    from workbench.gui.console.process import ConsoleProcess
    from workbench.gui.console.widget import Prompt
    from workbench.gui.context import Context

_STARTING = "Starting the console…"
_ENDED = "The console has ended."
_LOOK_MS = 200


def _idle(view: ConsoleView) -> bool:
    return view.running and not view.busy


def _runs(view: ConsoleView) -> bool:
    return view.running


def _busy(view: ConsoleView) -> bool:
    return view.busy


class ConsoleView(View):
    """A prompt with the verbs of the dossier."""

    title: ClassVar[str] = "Console"
    KEPT: ClassVar[str] = "console"
    heading: ClassVar[str] = "Line in the console"
    record = ""
    state_changed = Signal()

    def __init__(self, context: Context, parent: QWidget | None = None) -> None:
        super().__init__(context, parent)
        self._process: ConsoleProcess | None = None
        self._prompt: Prompt | None = None
        self._answered = False
        self._waiting: list[str] = []
        self._left = ""
        self.state_changed.connect(self._run_waiting)
        self.page = _Page(self)
        self.page.again.clicked.connect(self.start)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self._stack = QStackedLayout(self)
        self._stack.addWidget(self.page)
        self._look = QTimer(self)
        self._look.setInterval(_LOOK_MS)
        self._look.timeout.connect(self._look_after_start)
        self.tools = self._make_tools()
        theme().changed.connect(self._follow_theme)
        app = QCoreApplication.instance()
        if app is not None:
            app.aboutToQuit.connect(self.end)

    @property
    def running(self) -> bool:
        """Whether the prompt can be typed into."""
        return self._answered

    @property
    def busy(self) -> bool:
        """Whether something runs, or no prompt has come yet."""
        return self._prompt is not None and self._prompt.busy

    @property
    def editor(self) -> ConsoleView:
        """The console itself: what is typed at its prompt is kept."""
        return self

    @property
    def dirty(self) -> bool:
        """Whether a line was begun and not run."""
        return bool(self._unfinished().strip())

    def typed(self) -> dict[str, str]:
        """The line, or lines, that were begun."""
        return {"words": self._unfinished()}

    def fill(self, typed: dict[str, str]) -> None:
        """Puts back what was begun, now or once the prompt is there."""
        self._left = typed.get("words", "")
        self._put_back()

    def _unfinished(self) -> str:
        prompt = self._prompt
        held = prompt is not None and self._answered and not prompt.busy
        return prompt.input_buffer if prompt is not None and held else self._left

    def _put_back(self) -> None:
        if self._prompt is not None and self._answered and self._left:
            self._prompt.input_buffer, self._left = self._left, ""

    @property
    def process_id(self) -> int:
        """The number of the console's process; 0 while there is none."""
        return self._process.process_id if self._process is not None else 0

    @property
    def prompt(self) -> Prompt | None:
        """The prompt, once it is loaded."""
        return self._prompt

    @override
    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self.start()
        if not event.spontaneous():
            self.setFocus()

    def start(self) -> None:
        """Loads Jupyter and starts the process, unless done; the window goes on meanwhile."""
        if self._process is not None or self.page.waiting:
            return
        self.page.wait(_STARTING)
        self._load("process", self._launch)

    def end(self) -> None:
        """Ends the process; the next sight of the view starts another."""
        self._look.stop()
        self._left = self._unfinished()
        prompt, process = self._prompt, self._process
        self._prompt = self._process = None
        now = prompt is not None and prompt.busy
        if prompt is not None:
            prompt.detach()
            self._stack.removeWidget(prompt)
            prompt.deleteLater()
        if process is not None:
            process.end(now=now)
        self._answered = False
        self._waiting.clear()
        self.page.rest(_ENDED)
        self.state_changed.emit()

    @override
    def about_to_close(self) -> bool:
        self.end()
        return True

    @command("Stop what runs in the console", menu="Console", icon="stop", when=_busy)
    def stop(self) -> None:
        """Stops what was typed, as Ctrl+C in the console does."""
        if self._prompt is not None:
            self._prompt.request_interrupt_kernel()

    @command("Restart the console…", menu="Console", icon="arrow-clockwise", when=_runs)
    def restart(self) -> None:
        """Starts the console's process anew; the names made in it are lost, the dossier stays."""
        if self._prompt is not None:
            self._prompt.request_restart_kernel()

    @command("Clear the console", menu="Console", icon="eraser", when=_idle)
    def clear(self) -> None:
        """Empties the console's text; names and history stay."""
        if self._prompt is not None:
            self._prompt.reset(clear=True)

    def run(self, line: str) -> None:
        """Types a line into the prompt and runs it, where nothing runs yet."""
        if self._prompt is not None and _idle(self):
            self._prompt.execute(line)

    def run_soon(self, line: str) -> None:
        """Types a line into the prompt and runs it: now, or once what runs or starts has ended."""
        self._waiting.append(line)
        self._run_waiting()

    def _run_waiting(self) -> None:
        if self._waiting and self._prompt is not None and _idle(self):
            self._prompt.execute(self._waiting.pop(0))

    def _load(self, module: str, then: Any) -> None:
        self.context.jobs.run(
            "Starting the console",
            lambda _: _imported(module),
            then,
            refused=self._failed,
            quiet=True,
        )

    def _launch(self, module: Any) -> None:
        if not self.page.waiting:
            return
        dossier = self.context.dossier
        try:
            process = module.ConsoleProcess(
                dossier.path,
                analyst=self.context.settings.analyst,
                read_only=dossier.read_only,
                as_of=dossier.moment.seq if dossier.moment else None,
                key=dossier.store.key,
            )
            process.launch()
        except OSError as fault:
            self._failed(ConsoleUnavailable(str(fault)))
            return
        self._process = process
        self._look.start()
        self._load("widget", self._attach)

    def _attach(self, module: Any) -> None:
        if self._process is None:
            return
        prompt: Prompt = module.Prompt(self._window_state)
        prompt.told.connect(self._follow)
        prompt.ready.connect(self._answers)
        prompt.busy_changed.connect(self.state_changed)
        self._process.gave_up.connect(self._gave_up)
        self._prompt = prompt
        self._stack.addWidget(prompt)
        prompt.attach(self._process, self._process.client())

    def _answers(self) -> None:
        """The first prompt has come, or another one."""
        if self._answered or self._prompt is None or self._process is None:
            return
        self._answered = True
        self._look.stop()
        self._process.watch()
        self.page.rest(_ENDED)
        self._stack.setCurrentWidget(self._prompt)
        waited_for = self.hasFocus()
        self.setFocusProxy(self._prompt.field)
        if waited_for:
            self.setFocus()
        self._put_back()
        self.state_changed.emit()

    def _look_after_start(self) -> None:
        if self._process is not None and not self._process.is_alive():
            self._gave_up()

    def _gave_up(self) -> None:
        reason = self._process.last_words() if self._process is not None else ""
        self._failed(ConsoleUnavailable(reason or "its process ended"))

    def _failed(self, fault: WorkbenchError) -> None:
        self.end()
        self.page.rest(str(fault))

    def _window_state(self) -> dict[str, Any]:
        chosen = self.context.selection
        return {
            "kind": chosen.kind,
            "ids": list(chosen.ids),
            "query": str(self.context.query),
            "dark": theme().dark,
        }

    def _follow(self, told: dict[str, Any]) -> None:
        """Moves the window to what the console has shown."""
        if "query" in told:
            try:
                self.context.set_query(Query.parse(told["query"]))
            except QuerySyntaxError as fault:
                self.context.notices.say(str(fault), tone="warning")
        if told.get("ids"):
            typing = self.hasFocus()
            self.context.open(told["kind"], told["ids"][-1])
            self.context.select(told["kind"], *told["ids"])
            if typing:
                QTimer.singleShot(0, self, self._type_on)

    def _type_on(self) -> None:
        """Gives the focus back that went to what was shown.

        A console that filled the window goes below what was shown.
        """
        commands = getattr(self.window(), "commands", None)
        if not self.isVisible() and commands is not None:
            commands.action("go.console_below").trigger()
        self.setFocus()

    def _follow_theme(self) -> None:
        if self._prompt is not None:
            self._prompt.follow_theme()

    def _make_tools(self) -> tuple[QWidget, ...]:
        stop, restart = QToolButton(self), QToolButton(self)
        for button, icon, words, act in (
            (stop, "stop", "Stop what runs (Ctrl+C)", self.stop),
            (restart, "arrow-clockwise", "Restart the console", self.restart),
        ):
            icons.put(button, icon)
            button.setToolTip(words)
            button.setAccessibleName(words)
            button.setProperty("role", "plain")
            button.clicked.connect(act)

        def follow() -> None:
            stop.setEnabled(self.busy)
            restart.setEnabled(self.running)

        self.state_changed.connect(follow)
        follow()
        return (stop, restart)


class _Page(QWidget):
    """What stands in place of the prompt: that it starts, has ended, or why it cannot start."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.waiting = False
        self.words = QLabel(_STARTING)
        self.words.setWordWrap(True)
        self.words.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.words.setTextFormat(Qt.TextFormat.PlainText)
        self.words.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        self.again = QPushButton("Start the console")
        column = QVBoxLayout(self)
        column.addStretch()
        column.addWidget(self.words)
        column.addWidget(self.again, alignment=Qt.AlignmentFlag.AlignCenter)
        column.addStretch()

    def wait(self, words: str) -> None:
        """Says that something is under way."""
        self.waiting = True
        self.words.setText(words)
        self.again.hide()

    def rest(self, words: str) -> None:
        """Says how things stand and offers to start."""
        self.waiting = False
        self.words.setText(words)
        self.again.show()


def _imported(module: str) -> Any:
    """A module of this folder that needs Jupyter.

    Raises:
        ConsoleUnavailable: a library is missing or broken.
    """
    try:
        return import_module(f"workbench.gui.console.{module}")
    except ImportError as fault:
        raise ConsoleUnavailable(str(fault)) from fault
