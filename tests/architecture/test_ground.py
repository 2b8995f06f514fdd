"""The ground that every test stands on does what it promises."""

from __future__ import annotations

import logging
import os
from pathlib import Path
from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    import pytest

log = logging.getLogger("workbench.test")


class Collected(Protocol):
    """What the ground noted of the log."""

    messages: list[str]


def test_a_warning_that_no_test_expects_is_noticed(unexpected_log: Collected) -> None:
    log.warning("something odd")

    noticed = list(unexpected_log.messages)
    unexpected_log.messages.clear()
    assert noticed == ["WARNING workbench.test: something odd"]


def test_a_warning_that_a_test_expects_is_let_through(
    unexpected_log: Collected, caplog: pytest.LogCaptureFixture
) -> None:
    with caplog.at_level(logging.WARNING):
        log.warning("something odd")

    assert not unexpected_log.messages
    assert caplog.messages == ["something odd"]


def test_no_test_sees_the_home_folder_of_who_runs_it(home: Path) -> None:
    assert Path.home() == home
    assert os.environ["XDG_CONFIG_HOME"].startswith(str(home))
