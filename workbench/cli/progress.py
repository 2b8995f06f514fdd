"""Progress on a terminal: one line, written over; Ctrl+C stops between two steps."""

from __future__ import annotations

import signal
import sys
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

from workbench.cli.output import printable
from workbench.errors import Cancelled

if TYPE_CHECKING:
    from collections.abc import Iterator
    from typing import TextIO

WIDTH = 78


class OnTerminal:
    """Says how far work is, where somebody looks; `stop` ends it at its next step."""

    def __init__(self, stream: TextIO) -> None:
        self._stream = stream
        self._seen = stream.isatty()
        self._stopping = False

    def stop(self, number: int = 0, frame: Any = None) -> None:
        """Asks the work to stop; asked again, ends at once.

        Raises:
            KeyboardInterrupt: it was asked before.
        """
        if self._stopping:
            signal.default_int_handler(number, frame)
        self._stopping = True

    def step(self, done: int, total: int, what: str = "") -> None:
        """Writes the line anew.

        Raises:
            Cancelled: Ctrl+C was pressed.
        """
        if self._stopping:
            raise Cancelled
        if self._seen:
            words = printable(f"{done:,} of {total:,}  {what}")[:WIDTH]
            self._stream.write(f"\r{words:<{WIDTH}}")
            self._stream.flush()

    def end(self) -> None:
        """Wipes the line."""
        if self._seen:
            self._stream.write(f"\r{' ' * WIDTH}\r")
            self._stream.flush()


@contextmanager
def shown_progress() -> Iterator[OnTerminal]:
    """Progress for the time of one command; what was done before Ctrl+C is kept."""
    shown = OnTerminal(sys.stderr)
    before = signal.signal(signal.SIGINT, shown.stop)
    try:
        yield shown
    finally:
        signal.signal(signal.SIGINT, before)
        shown.end()
