from __future__ import annotations

import signal
from io import StringIO

import pytest
from typing_extensions import override

from workbench.cli.progress import OnTerminal, shown_progress
from workbench.errors import Cancelled


class Terminal(StringIO):
    @override
    def isatty(self) -> bool:
        return True


def test_the_line_is_written_over_and_wiped_and_cannot_steer_the_terminal() -> None:
    stream = Terminal()
    shown = OnTerminal(stream)
    shown.step(3, 1_000, "a\x1b[31m.txt")
    shown.end()
    assert "\r3 of 1,000  a�[31m.txt" in stream.getvalue()
    assert stream.getvalue().endswith("\r")


def test_nothing_is_written_where_nobody_looks() -> None:
    stream = StringIO()
    OnTerminal(stream).step(1, 2, "a.txt")
    assert not stream.getvalue()


def test_the_first_interrupt_stops_between_two_steps_and_the_second_at_once() -> None:
    before = signal.getsignal(signal.SIGINT)
    with shown_progress() as shown:
        shown.step(0, 1)
        signal.raise_signal(signal.SIGINT)
        with pytest.raises(Cancelled):
            shown.step(0, 1)
        with pytest.raises(KeyboardInterrupt):
            signal.raise_signal(signal.SIGINT)
    assert signal.getsignal(signal.SIGINT) is before
