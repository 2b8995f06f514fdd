"""Garbage collection on the window's thread only.

Python may collect cycles on whatever thread allocates; a widget in such a cycle would then end on
a worker thread, which Qt does not survive. So automatic collection is off, and a timer collects
where widgets live.
"""

from __future__ import annotations

import gc

from PySide6.QtCore import QObject, QTimer

FIRST_MS = 10_000
"""The first look, where no dossier is opened before: starting makes next to nothing to collect."""
PAUSE_MS = 1_000


class Collector(QObject):
    """Collects garbage as often as Python's own thresholds ask for, looked at once a second.

    While a dossier is being opened it does not look: what is made then is there to stay.
    """

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        gc.disable()
        self._timer = QTimer(self)
        self._timer.timeout.connect(self.look)
        self._timer.start(FIRST_MS)

    def look(self) -> None:
        """Collects the oldest generation that is due."""
        counts = zip(gc.get_count(), gc.get_threshold(), strict=True)
        due = [age for age, (count, most) in enumerate(counts) if count > most]
        if due:
            gc.collect(due[-1])

    def set_aside(self) -> None:
        """Looks no more at what is there now: code and tables, which end with the program.

        Of some 300,000 objects only the few that come later are then walked through each time.
        Done once, with the first dossier.
        """
        if gc.get_freeze_count():
            return
        gc.freeze()
        self._timer.start(PAUSE_MS)

    def stop(self) -> None:
        """Gives collection back to Python."""
        self._timer.stop()
        gc.unfreeze()
        gc.enable()
