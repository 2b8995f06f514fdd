"""How long the window's thread is held, measured on it."""

from __future__ import annotations

import time

from PySide6.QtCore import QTimer

TICK_MS = 2


class Pulse(QTimer):
    """Beats on the window's thread; the longest time between two beats is how long it was held.

    `worked` is the most processor time of that thread between two beats: what a busy machine adds
    to the clock is not in it.
    """

    def __init__(self) -> None:
        super().__init__()
        self.setInterval(TICK_MS)
        self.timeout.connect(self._beat)
        self.longest = self.worked = 0.0
        self._last = self._last_worked = 0.0

    def begin(self) -> None:
        """Measures from now on."""
        self._last, self._last_worked = time.perf_counter(), time.thread_time()
        self.start()

    def _beat(self) -> None:
        now, worked = time.perf_counter(), time.thread_time()
        self.longest = max(self.longest, now - self._last)
        self.worked = max(self.worked, worked - self._last_worked)
        self._last, self._last_worked = now, worked
