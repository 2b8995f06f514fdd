"""The prompt itself: qtconsole's widget with our tables, colours, words and line to the window.

Imports Jupyter's Qt half, so it is imported on first use only.
"""

from __future__ import annotations

from collections.abc import Callable
from html import escape
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QFontDatabase, QGuiApplication, QKeySequence
from qtconsole.rich_jupyter_widget import RichJupyterWidget  # noqa: TID253 - imported late
from typing_extensions import override

from workbench.console.names import GREETING
from workbench.console.window import SIGNATURES, TARGET
from workbench.gui.console import colours
from workbench.gui.theme import theme

if TYPE_CHECKING:
    from collections.abc import Mapping

    from PySide6.QtGui import QFont, QKeyEvent, QTextCursor
    from PySide6.QtWidgets import QListWidget, QTextEdit

    from workbench.gui.theme import Tokens

State = Callable[[], dict[str, Any]]
LINES = 3_000
PATIENCE_MS = 3_000
_RESTARTED = (
    "The console's process had ended and was started again. The names you made are gone; "
    "what you wrote to the dossier is kept."
)
_STILL_RUNS = (
    "This cannot be stopped from outside. Ctrl+. starts the console anew; the dossier is safe."
)
_STAYS = "The console ends with the window. Ctrl+` puts it away; your names stay."
_ASK_RESTART = "Start the console anew? The names you made are lost; the dossier stays as it is."


class Prompt(RichJupyterWidget):  # type: ignore[misc]  # untyped library
    """A prompt on one dossier; `told` carries what the console asks of the window."""

    told = Signal(object)
    ready = Signal()
    busy_changed = Signal()

    def __init__(self, state: State) -> None:
        super().__init__(
            local_kernel=True,
            gui_completion="droplist",
            banner=GREETING,
            buffer_size=LINES,
            font_family=_font().family(),
            font_size=round(_font().pointSizeF()),
        )
        self._state = state
        self._at_prompt = False
        self._hears = False
        self._line: Any = None
        self._sent: dict[str, Any] = {}
        self._called: dict[str, str] = {}
        self._tokens: Tokens | None = None
        for action in (self.print_action, self.export_action):
            action.setShortcut(QKeySequence())  # the window's keys come first
        self._patience = QTimer(self)
        self._patience.setSingleShot(True)
        self._patience.setInterval(PATIENCE_MS)
        self._patience.timeout.connect(self._say_still_runs)
        self.exit_requested.connect(lambda _console: self._say(_STAYS))
        self.executing.connect(lambda _source: self.busy_changed.emit())
        self.executed.connect(lambda _message: self._was_executed())
        self.follow_theme()

    @property
    def busy(self) -> bool:
        """Whether something runs, or no prompt has come yet."""
        return bool(self._executing) or not (self._at_prompt and self._hears)

    @property
    def field(self) -> QTextEdit:
        """Where one types."""
        field: QTextEdit = self._control
        return field

    def attach(self, process: Any, client: Any) -> None:
        """Talks to a process that has been started, through `client`."""
        client.start_channels(hb=False)  # whether the process lives is what its manager watches
        self.kernel_manager = process
        self.kernel_client = client

    def detach(self) -> None:
        """Stops talking to the process."""
        client = self.kernel_client
        if client is not None:
            client.stop_channels()
        self.kernel_client = None
        self.kernel_manager = None

    def tell_window_state(self) -> None:
        """Tells the console what the window shows, if that has changed since it was told last."""
        if self.kernel_client is None or self.kernel_client.comm_manager is None:
            return
        state = self._state()
        if self._line is None:
            self._line = self.kernel_client.comm_manager.new_comm(TARGET, state)
            self._line.on_msg(lambda message: self.told.emit(message["content"]["data"]))
        elif state != self._sent:
            self._line.send(state)
        self._sent = state

    def follow_theme(self) -> None:
        """Puts on the colours of the window's theme."""
        now, before = theme().tokens, self._tokens
        self._tokens = now
        self.style_sheet = colours.style_sheet(now)
        self._ansi_processor.default_color_map = colours.ansi(now)
        self._ansi_processor.color_map.update(colours.ansi(now))
        self._highlighter.set_style(colours.syntax(now))
        self.font = _font()
        self._call_tip_widget.setStyleSheet(colours.tip_sheet(now))
        if before is not None and before is not now:
            colours.repaint(self._control.document(), before=before, after=now)
            self._highlight_again()

    def _highlight_again(self) -> None:
        shown = self._highlighter.highlighting_on
        self._highlighter.highlighting_on = True
        self._highlighter.rehighlight()
        self._highlighter.highlighting_on = shown

    @override
    def _execute(self, source: str, hidden: bool) -> None:
        self.tell_window_state()
        super()._execute(source, hidden)

    @override
    def _complete(self) -> None:
        self.tell_window_state()
        super()._complete()

    @override
    def _event_filter_console_keypress(self, event: QKeyEvent) -> bool:
        copies = event.matches(QKeySequence.StandardKey.Copy)
        if copies and not self._executing and not self.can_copy():
            self._keyboard_quit()  # what is half typed is dropped, as at every prompt
            return True
        return bool(super()._event_filter_console_keypress(event))

    @override
    def _handle_complete_reply(self, rep: dict[str, Any]) -> None:
        self._called = rep["content"].get("metadata", {}).get(SIGNATURES, {})
        super()._handle_complete_reply(rep)

    @override
    def _complete_with_items(self, cursor: QTextCursor, items: list[str]) -> None:
        super()._complete_with_items(cursor, items)
        offered: QListWidget = self._completion_widget
        if offered.isVisible():
            _sign(offered, self._called)
            _shrink(offered, line=self.field.mapToGlobal(self.field.cursorRect().topLeft()).y())

    def _was_executed(self) -> None:
        self._patience.stop()
        self.busy_changed.emit()

    @override
    def _started_channels(self) -> None:
        self._line = None
        self.tell_window_state()
        super()._started_channels()

    @override
    def _show_interpreter_prompt(self, number: int | None = None) -> None:
        super()._show_interpreter_prompt(number)
        self._at_prompt = number is not None  # without one it is asked for, and comes with it
        self._say_ready()

    @override
    def _update_prompt(self, new_prompt_number: int) -> None:
        shown = self._previous_prompt_obj
        if shown is None or new_prompt_number > shown.number:  # an empty line is told one below
            super()._update_prompt(new_prompt_number)

    @override
    def _handle_status(self, msg: dict[str, Any]) -> None:
        super()._handle_status(msg)
        self._hear()

    def _handle_iopub_welcome(self, _msg: dict[str, Any]) -> None:
        self._hear()

    def _hear(self) -> None:
        """What the process prints arrives from now on; before that it would be lost."""
        if not self._hears:
            self._hears = True
            self._say_ready()

    def _say_ready(self) -> None:
        if self._at_prompt and self._hears:
            self.ready.emit()
        self.busy_changed.emit()

    @override
    def interrupt_kernel(self) -> None:
        super().interrupt_kernel()
        self._patience.start()

    def _say_still_runs(self) -> None:
        if self._executing:
            self._say(_STILL_RUNS)

    @override
    def request_restart_kernel(self) -> None:
        self.restart_kernel(_ASK_RESTART, now=True)

    @override
    def _kernel_restarted_message(self, died: bool = True) -> None:
        self._line = None
        self._hears = False
        self._patience.stop()
        if died:
            self._say(_RESTARTED)
        self.busy_changed.emit()

    def _say(self, words: str) -> None:
        self._append_html(f'<p class="word">{escape(words)}</p>', before_prompt=True)

    @override
    def _handle_kernel_died(self, since_last_heartbeat: float) -> None:
        pass  # a late heartbeat only means that the process is busy

    @override
    def _handle_execute_result(self, msg: dict[str, Any]) -> None:
        html = _table_of(msg)
        if not html:
            super()._handle_execute_result(msg)
        elif self.include_output(msg):
            self.flush_clearoutput()
            self._pre_image_append(msg, msg["content"].get("execution_count", 0))
            self._append_html(html, before_prompt=True)

    @override
    def _handle_display_data(self, msg: dict[str, Any]) -> None:
        html = _table_of(msg)
        if not html:
            super()._handle_display_data(msg)
        elif self.include_output(msg):
            self.flush_clearoutput()
            self._append_html(html, before_prompt=True)


def _sign(offered: QListWidget, called: Mapping[str, str]) -> None:
    """Writes behind each name how it is called; what is typed in is the name alone."""
    for row in range(offered.count()):
        item = offered.item(row)
        if signature := called.get(item.data(Qt.ItemDataRole.UserRole)):
            item.setText(item.text() + signature)
    frame = 2 * offered.frameWidth() + offered.verticalScrollBar().sizeHint().width()
    offered.resize(offered.sizeHintForColumn(0) + frame, offered.height())


def _shrink(offered: QListWidget, *, line: int) -> None:
    """Makes a list no higher than what it offers; one above the line being typed stays at it."""
    spare = offered.height() - offered.count() * offered.sizeHintForRow(0)
    spare -= 2 * offered.frameWidth() + 2
    if spare > 0:
        above = offered.y() < line
        offered.resize(offered.width(), offered.height() - spare)
        if above:
            offered.move(offered.x(), offered.y() + spare)


def _font() -> QFont:
    """The machine's fixed-width typeface in the window's size; in points, as qtconsole counts."""
    font = QFontDatabase.systemFont(QFontDatabase.SystemFont.FixedFont)
    dots = QGuiApplication.primaryScreen().logicalDotsPerInch()
    font.setPointSizeF(theme().size * 72 / dots)
    return font


def _table_of(message: dict[str, Any]) -> str:
    """The HTML of a result that has no picture; qtconsole itself would show its plain text."""
    data = message["content"]["data"]
    if any(kind.startswith("image/") for kind in data):
        return ""
    return str(data.get("text/html", ""))
