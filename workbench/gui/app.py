"""Starting the window: paint first, load afterwards; and the border where unforeseen errors end."""

from __future__ import annotations

import faulthandler
import logging
import os
import signal
import sys
import threading
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QtMsgType, Signal, qInstallMessageHandler
from PySide6.QtWidgets import QApplication

from workbench import places, settings
from workbench.errors import WorkbenchError
from workbench.gui import theme
from workbench.gui.collector import Collector
from workbench.gui.first_frame import FirstFrame
from workbench.gui.first_paint import FirstPaint
from workbench.gui.window import NAME, Window

if TYPE_CHECKING:
    from types import TracebackType

    from PySide6.QtCore import QMessageLogContext

log = logging.getLogger(__name__)
NO_SCREEN = (
    "There is no screen to show the window on (neither DISPLAY nor WAYLAND_DISPLAY is set).\n"
    "Use the command line instead: workbench --help\n"
)
_LEVELS = {
    QtMsgType.QtDebugMsg: logging.DEBUG,
    QtMsgType.QtInfoMsg: logging.INFO,
    QtMsgType.QtWarningMsg: logging.WARNING,
    QtMsgType.QtCriticalMsg: logging.ERROR,
    QtMsgType.QtFatalMsg: logging.CRITICAL,
}


class Border(QObject):
    """Where an error ends that nobody took: in the log, and in a notice or the crash dialog."""

    caught = Signal(object)

    def __init__(self, window: Window) -> None:
        super().__init__(window)
        self._window = window
        self.caught.connect(self._show)

    def install(self) -> None:
        """Takes the errors of this process from now on."""
        sys.excepthook = self.take
        threading.excepthook = lambda told: self.take(
            told.exc_type, told.exc_value or told.exc_type(), told.exc_traceback
        )

    def take(
        self, kind: type[BaseException], fault: BaseException, trace: TracebackType | None
    ) -> None:
        """Takes one error, on whatever thread."""
        if issubclass(kind, KeyboardInterrupt):
            QApplication.quit()
            return
        if not issubclass(kind, WorkbenchError):
            log.error("Not foreseen", exc_info=(kind, fault, trace))
        self.caught.emit(fault)

    def _show(self, fault: BaseException) -> None:
        if isinstance(fault, WorkbenchError):
            self._window.notices.say(str(fault), tone="warning")
        else:
            self._window.show_fault(fault)


def _qt_said(kind: QtMsgType, context: QMessageLogContext, words: str) -> None:
    category = getattr(context, "category", None) or "qt"
    logging.getLogger("workbench.qt").log(_LEVELS[kind], "%s: %s", category, words)


def has_screen() -> bool:
    """Whether a window can be shown at all."""
    if sys.platform != "linux" or os.environ.get("QT_QPA_PLATFORM"):
        return True
    return bool(os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY"))


def make_application() -> QApplication:
    """The application with its name and style."""
    app = QApplication.instance()
    if not isinstance(app, QApplication):
        app = QApplication([*sys.argv[:1], "-style", theme.STYLE])
        theme.theme().styled = True
    app.setApplicationName(places.APP)
    app.setApplicationDisplayName("")
    app.setDesktopFileName("org.policyworkbench.PolicyWorkbench")
    return app


def make_window() -> tuple[Window, str]:
    """The window with its first frame, and what was wrong with the analyst's preferences, if so."""
    loaded = settings.load(places.settings_file())
    frame = FirstFrame(theme.first_tokens(loaded.settings.theme))
    return Window(loaded.settings, places.settings_file(), frame), loaded.trouble


def furnish(window: Window, trouble: str) -> None:
    """What follows the first frame at once: typeface, theme, what stands in the window, the log."""
    from workbench import logs
    from workbench.gui import icons
    from workbench.gui.typing_undo import UndoFilter

    theme.load_fonts()
    theme.theme().follow(wish=window.settings.theme, size=window.settings.text_size)
    theme.theme().watch_system()
    window.furnish()
    Border(window).install()
    logs.start()
    QApplication.instance().installEventFilter(UndoFilter(window))  # type: ignore[union-attr]
    icons.load()
    QApplication.setWindowIcon(icons.program())
    if trouble:
        window.notices.say(trouble, tone="warning")


def go_on(window: Window, path: str | None) -> None:
    """Opens the dossier at `path`, or the last one; or shows the welcome page."""
    recent = window.settings.recent
    if path is not None:
        window.dossier_commands.open_path(path)
    elif recent and window.settings.reopen and os.path.exists(recent[0]):  # noqa: PTH110 - a text
        window.dossier_commands.open_path(recent[0])
    else:
        window.dossier_commands.welcome()


def run(path: str | None = None) -> int:
    """Shows the window, on the dossier at `path` if any; gives the exit code when it closes."""
    if not has_screen():
        sys.stderr.write(NO_SCREEN)
        return 1
    if sys.stderr is not None:
        faulthandler.enable()
    qInstallMessageHandler(_qt_said)
    signal.signal(signal.SIGINT, signal.SIG_DFL)
    app = make_application()
    window, trouble = make_window()
    collector = Collector(app)
    window.taking.connect(collector.set_aside)

    def painted() -> None:
        furnish(window, trouble)
        go_on(window, path)

    FirstPaint(window).came.connect(painted)
    window.show()
    code = app.exec()
    collector.stop()
    sys.excepthook = sys.__excepthook__
    qInstallMessageHandler(None)
    log.info("%s ended with %d", NAME, code)
    if not (window.jobs.writing or window.jobs.idle):
        end_at_once_if_held_up(code)
    return code


def end_at_once_if_held_up(code: int) -> None:
    """Ends the program, which a plugin that never ends would keep running unseen.

    The next start names the plugin. The dossier is closed, and no write is under way.
    """
    from workbench import logs
    from workbench.plugins.found import plugins

    if plugins().at_work.names:
        logs.stop()
        os._exit(code)
