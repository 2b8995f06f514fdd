"""Hears from Linux's login manager that the computer is about to sleep.

Elsewhere nobody tells, and the clock that has jumped does; see `LockCommands.lock_if_idle`.
"""

from __future__ import annotations

import sys
from typing import Any

from PySide6.QtCore import SLOT, QObject, Signal, Slot

SERVICE = "org.freedesktop.login1"
PATH = "/org/freedesktop/login1"
INTERFACE = "org.freedesktop.login1.Manager"
NAME = "PrepareForSleep"
"""Sent with true before sleep, with false after it."""


class SleepWatch(QObject):
    """Emits `near` before the computer sleeps."""

    near = Signal()

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._listens = False

    def begin(self) -> None:
        """Listens to the bus of the system, once; where there is none, nothing is heard."""
        if self._listens or sys.platform != "linux":
            return
        from PySide6.QtDBus import QDBusConnection

        told: Any = SLOT("told(bool)")  # a text, though its stub wants bytes
        bus = QDBusConnection.systemBus()
        self._listens = bus.connect(SERVICE, PATH, INTERFACE, NAME, self, told)

    @Slot(bool)
    def told(self, going: bool) -> None:  # noqa: FBT001 - Qt's signature
        """Called by the bus."""
        if going:
            self.near.emit()
