"""The log file: what the program did, for a report of a fault; never what the analyst wrote.

A dossier may be confidential and its log may be sent to somebody who may not read it. So a log
line names kinds, numbers, counts and times, and never the text of a source or a record. As a
second line of defence, a logged message is cut to `LONGEST` characters and an exception's own
words are left out, since they often quote their input: the lines of code that led there are kept.
"""

from __future__ import annotations

import logging
import traceback
from logging.handlers import RotatingFileHandler
from typing import TYPE_CHECKING

from typing_extensions import override

from workbench import places

if TYPE_CHECKING:
    from pathlib import Path
    from types import TracebackType

NAME = "workbench"
LONGEST = 500
LAYOUT = "%(asctime)s %(levelname)s %(process)d %(name)s: %(message)s"
FILE_SIZE = 1_000_000
FILES_KEPT = 3


class WithoutContent(logging.Formatter):
    """One line a message, cut to `LONGEST`; of an exception only its class and its way here."""

    @override
    def formatMessage(self, record: logging.LogRecord) -> str:
        message = " ".join(record.message.split())
        if len(message) > LONGEST:
            message = f"{message[:LONGEST]} … ({len(message)} characters)"
        record.message = message
        return super().formatMessage(record)

    @override
    def formatException(
        self,
        ei: tuple[type[BaseException], BaseException, TracebackType | None]
        | tuple[None, None, None],
    ) -> str:
        kind, _error, trace = ei
        places_in_code = traceback.StackSummary.extract(
            traceback.walk_tb(trace), lookup_lines=False
        )
        lines = [f"  {frame.filename}:{frame.lineno} {frame.name}" for frame in places_in_code]
        return "\n".join([*lines, f"  {kind.__name__ if kind else 'no exception'}"])


def start(*, level: int = logging.INFO, folder: Path | None = None) -> Path:
    """Begin to log into a file and return its path; calling it again changes only the level.

    Args:
        level: the least severity that is kept.
        folder: where the log lies; the user's log folder unless given.

    A log that cannot be written is no reason not to work: the program then runs without one.
    """
    path = (folder or places.log_folder()) / "workbench.log"
    logger = logging.getLogger(NAME)
    logger.setLevel(level)
    if any(isinstance(handler, RotatingFileHandler) for handler in logger.handlers):
        return path
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        handler = RotatingFileHandler(
            path, maxBytes=FILE_SIZE, backupCount=FILES_KEPT, encoding="utf-8", delay=True
        )
    except OSError:
        return path
    handler.setFormatter(WithoutContent(LAYOUT))
    logger.addHandler(handler)
    return path


def stop() -> None:
    """Close the log file."""
    logger = logging.getLogger(NAME)
    for handler in list(logger.handlers):
        if isinstance(handler, RotatingFileHandler):
            logger.removeHandler(handler)
            handler.close()
