from __future__ import annotations

import logging
from typing import TYPE_CHECKING

import pytest

from workbench import logs

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

log = logging.getLogger("workbench.test")


@pytest.fixture
def log_file(tmp_path: Path) -> Iterator[Path]:
    yield logs.start(folder=tmp_path / "logs")
    logs.stop()


def test_what_happened_is_kept_with_its_time_and_its_room(log_file: Path) -> None:
    log.info("opened a dossier with %d decisions", 3)

    line = log_file.read_text("utf-8")

    assert "INFO" in line
    assert "workbench.test: opened a dossier with 3 decisions" in line


def test_a_long_message_is_cut_since_it_may_quote_a_source(log_file: Path) -> None:
    log.info("read %s", "secret " * 1000)

    line = log_file.read_text("utf-8")

    assert len(line) < 2 * logs.LONGEST
    assert line.endswith("(7004 characters)\n")


@pytest.mark.logs_warnings
def test_an_error_leaves_its_way_through_the_code_but_not_its_words(log_file: Path) -> None:
    try:
        int("the text of a confidential source")
    except ValueError:
        log.exception("a field could not be read")

    text = log_file.read_text("utf-8")

    assert "ValueError" in text
    assert "test_logs.py:" in text
    assert "confidential" not in text


def test_starting_twice_logs_once(log_file: Path) -> None:
    logs.start(folder=log_file.parent)

    log.info("only once")

    assert log_file.read_text("utf-8").count("only once") == 1


def test_a_folder_that_cannot_be_made_does_not_stop_the_program(tmp_path: Path) -> None:
    (tmp_path / "taken").write_text("a file where the folder should be", "utf-8")

    path = logs.start(folder=tmp_path / "taken")
    log.info("goes nowhere")
    logs.stop()

    assert not path.exists()


def test_the_log_lies_in_the_users_log_folder(home: Path) -> None:
    path = logs.start()
    log.info("here")
    logs.stop()

    assert path.is_relative_to(home)
    assert path.is_file()
