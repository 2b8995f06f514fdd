"""Background work: nothing longer than 100 ms runs on the window's thread.

    context.jobs.run("Reading 12 files", work, then)

`work(progress)` is Qt-free, tells how far it is (`progress.step(done, total, what)`) and stops
where that raises `Cancelled`. `then(result)` runs on the window's thread. A `WorkbenchError`
becomes a notice (or goes to `refused`); anything else is a bug and opens the crash dialog. Writes
run one after the other, in the order in which they were asked.

A form or page may go while its work runs. As with Qt's own connections, a method of a widget that
is gone is not called: nobody hears of the result, and a refusal becomes a notice.
"""

from __future__ import annotations

import logging
import threading
from collections.abc import Callable
from typing import TYPE_CHECKING, Any, TypeVar

from PySide6.QtCore import QObject, QThreadPool, Signal
from shiboken6 import isValid

from workbench.errors import Cancelled, WorkbenchError

if TYPE_CHECKING:
    from workbench.model.progress import Progress

log = logging.getLogger(__name__)
Result = TypeVar("Result")
Then = Callable[[Any], None]
Work = Callable[["Progress"], Any]
Refused = Callable[[WorkbenchError], None]
WAIT_AT_END_MS = 8_000


def can_hear(told: Then | Refused) -> bool:
    """Whether the widget that `told` is a method of still exists; so for any other function."""
    owner = getattr(told, "__self__", None)
    return not isinstance(owner, QObject) or isValid(owner)


class Job(QObject):
    """One piece of background work; `moved` tells of progress, `ended` comes once, last."""

    moved = Signal()
    ended = Signal()

    def __init__(self, label: str, *, quiet: bool, parent: QObject) -> None:
        super().__init__(parent)
        self.label = label
        self.quiet = quiet
        self.writes = False
        self.loses = False
        self.work: Work | None = None
        self.then: Then | None = None
        self.refused: Refused | None = None
        self.done = 0
        self.total = 0
        self.what = ""
        self.result: Any = None
        self.fault: BaseException | None = None
        self._stop = threading.Event()

    def cancel(self) -> None:
        """Asks the work to stop at its next step."""
        self._stop.set()

    @property
    def stopped(self) -> bool:
        """Whether the analyst has asked it to stop."""
        return self._stop.is_set()

    def step(self, done: int, total: int, what: str = "") -> None:
        """Called by the work, on its thread.

        Raises:
            Cancelled: the analyst has stopped it.
        """
        if self._stop.is_set():
            raise Cancelled
        self.done, self.total, self.what = done, total, what
        self.moved.emit()

    def carry_out(self) -> None:
        """Runs the work, on whatever thread, and keeps what came of it."""
        try:
            if self._stop.is_set():
                raise Cancelled  # noqa: TRY301 - the same way out as from the work
            if self.work is not None:
                self.result = self.work(self)
        except Exception as fault:  # noqa: BLE001 - a border; judged on the window's thread
            self.fault = fault

    def let_go(self) -> None:
        """Drops all that the work held; on the window's thread, where widgets may end."""
        self.work = self.then = self.refused = None
        self.result = self.fault = None


class Jobs(QObject):
    """The background work of one window."""

    started = Signal(object)
    ended = Signal(object)
    refused = Signal(object)
    """A `WorkbenchError` that nobody took; the window shows it as a notice."""
    broken = Signal(object)
    """Any other exception: a bug; the window opens the crash dialog."""
    _came_back = Signal(object)
    """Work is over. A signal of this object, not of the job: a job may end while it emits."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._pool = QThreadPool(self)
        self._writer = QThreadPool(self)
        self._writer.setMaxThreadCount(1)
        self._writer.setExpiryTimeout(-1)
        self._came_back.connect(self._end)
        self.running: list[Job] = []

    def run(
        self,
        label: str,
        work: Callable[[Progress], Result],
        then: Callable[[Result], None] | None = None,
        *,
        refused: Refused | None = None,
        quiet: bool = False,
        loses: bool = False,
    ) -> Job:
        """Runs `work` on a thread of its own; a quiet job is not shown in the status strip.

        A job `loses` where the analyst would begin it again, had the window been closed meanwhile.
        """
        job = Job(label, quiet=quiet, parent=self)
        job.loses = loses
        job.work, job.then, job.refused = work, then, refused
        return self._begin(self._pool, job)

    def write(
        self,
        label: str,
        work: Callable[[Progress], Result],
        then: Callable[[Result], None] | None = None,
        *,
        refused: Refused | None = None,
        quiet: bool = True,
        writes: bool = True,
    ) -> Job:
        """Runs `work` after every write that was asked before it; `writes` unless it only looks."""
        job = Job(label, quiet=quiet, parent=self)
        job.writes = writes
        job.loses = writes and not quiet
        job.work, job.then, job.refused = work, then, refused
        return self._begin(self._writer, job)

    @property
    def writing(self) -> bool:
        """Whether a write has not ended yet."""
        return self._writer.activeThreadCount() > 0

    @property
    def at_stake(self) -> Job | None:
        """The work that closing the window would lose; None where there is none."""
        return next((each for each in self.running if each.loses and not each.stopped), None)

    @property
    def idle(self) -> bool:
        """Whether nothing runs on any thread, also nothing that was told to stop."""
        return not (self._writer.activeThreadCount() or self._pool.activeThreadCount())

    def finish(self) -> bool:
        """Stops what can be stopped, waits for the rest; False where something still runs.

        What comes of it is given to nobody any more, but a refusal is still told.
        """
        for job in list(self.running):
            job.cancel()
            job.then = job.refused = None
        return self._writer.waitForDone(WAIT_AT_END_MS) and self._pool.waitForDone(WAIT_AT_END_MS)

    def _begin(self, pool: QThreadPool, job: Job) -> Job:
        def carry_out() -> None:
            job.carry_out()
            self._came_back.emit(job)

        self.running.append(job)
        self.started.emit(job)
        pool.start(carry_out)
        return job

    def _end(self, job: Job) -> None:
        self.running.remove(job)
        try:
            self._hand_over(job)
        finally:
            job.let_go()
            job.ended.emit()
            self.ended.emit(job)
            job.deleteLater()

    def _hand_over(self, job: Job) -> None:
        if job.fault is None:
            if job.then is not None and can_hear(job.then):
                job.then(job.result)
        elif isinstance(job.fault, WorkbenchError):
            log.info("%s was refused: %s", job.label, type(job.fault).__name__)
            told = job.refused or self.refused.emit
            if can_hear(told):
                told(job.fault)
            elif not isinstance(job.fault, Cancelled):
                self.refused.emit(job.fault)
        else:
            log.error("%s broke", job.label, exc_info=job.fault)
            self.broken.emit(job.fault)
