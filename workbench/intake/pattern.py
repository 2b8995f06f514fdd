"""Regular expressions over texts, in a process of their own that can be ended at any time.

Some patterns, such as (a+)+$, take longer than the age of the universe, and nothing can stop
Python's `re` from within. So the texts go to a process that is ended where one takes too long.

Started as `python -m workbench.intake.pattern`; it reads lines of JSON and answers each with one.
"""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
from contextlib import contextmanager
from pathlib import Path
from queue import Empty, SimpleQueue
from threading import Thread
from typing import IO, TYPE_CHECKING

import workbench
from workbench.errors import PatternSyntaxError, PatternTooSlow

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

SECONDS = 3.0
"""How long one text may take, in seconds of the clock."""
PROCESS = "--pattern-process"
"""How a bundle without an interpreter of its own starts the process."""
_START_SECONDS = 30.0
_LOOK_SECONDS = 0.05
_MOST_PLACES = 10_000

Spans = list[tuple[int, int]]


def compiled(pattern: str, *, case: bool = False) -> re.Pattern[str]:
    """A pattern that was read; ^ and $ stand for the ends of lines, case counts only with `case`.

    Raises:
        PatternSyntaxError: what is wrong with it, and where.
    """
    try:
        return re.compile(pattern, re.MULTILINE | (0 if case else re.IGNORECASE))
    except re.error as fault:
        raise PatternSyntaxError(pattern, fault.msg, fault.pos) from None


@contextmanager
def matching(
    pattern: str, *, case: bool = False, seconds: float = SECONDS
) -> Iterator[Callable[[str, Callable[[], None]], Spans]]:
    """Gives what finds the places of a pattern in a text, as half-open spans, at most 10,000.

    The second argument of that is called while it waits, and may raise `Cancelled`.

    Raises:
        PatternSyntaxError: what is wrong with the pattern, and where.
        PatternTooSlow: one text took too long.
    """
    compiled(pattern, case=case)
    process = _started()
    answers: SimpleQueue[str] = SimpleQueue()
    Thread(target=_listen, args=(process, answers), daemon=True).start()

    def find(text: str, wait: Callable[[], None]) -> Spans:
        asked = json.dumps({"pattern": pattern, "case": case, "text": text})
        Thread(target=_tell, args=(process, asked), daemon=True).start()
        return [(start, stop) for start, stop in json.loads(_answer(answers, wait, left, pattern))]

    left = _Left(seconds)
    try:
        yield find
    finally:
        process.kill()
        process.wait()
        for pipe in (process.stdin, process.stdout):
            if pipe is not None:
                pipe.close()


class _Left:
    """How long the next answer may take: the first one includes the start of the process."""

    def __init__(self, seconds: float) -> None:
        self._seconds = seconds
        self._first = True

    def next(self) -> float:
        first, self._first = self._first, False
        return _START_SECONDS + self._seconds if first else self._seconds


def _answer(answers: SimpleQueue[str], wait: Callable[[], None], left: _Left, pattern: str) -> str:
    waited, most = 0.0, left.next()
    while waited < most:
        try:
            return answers.get(timeout=_LOOK_SECONDS)
        except Empty:
            waited += _LOOK_SECONDS
            wait()
    raise PatternTooSlow(pattern)


def _started() -> subprocess.Popen[str]:
    frozen = getattr(sys, "frozen", False)
    own = [sys.executable, "-P", "-m", "workbench.intake.pattern"]
    ours = str(Path(workbench.__file__).parent.parent)
    paths = os.pathsep.join(filter(None, (ours, os.environ.get("PYTHONPATH"))))
    return subprocess.Popen(  # noqa: S603 - our own module
        [sys.executable, PROCESS] if frozen else own,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        env=os.environ | {"PYTHONPATH": paths, "PYTHONDONTWRITEBYTECODE": "1"},
        encoding="utf-8",
        start_new_session=True,  # Ctrl+C is for the command, not for what looks
        creationflags=getattr(subprocess, "CREATE_NO_WINDOW", 0),
    )


def _tell(process: subprocess.Popen[str], line: str) -> None:
    try:
        if process.stdin is not None:
            process.stdin.write(f"{line}\n")
            process.stdin.flush()
    except (OSError, ValueError):
        return  # it was ended


def _listen(process: subprocess.Popen[str], answers: SimpleQueue[str]) -> None:
    try:
        for line in process.stdout or ():
            answers.put(line)
    except ValueError:
        return  # it was ended


def main(asked: IO[str] | None = None, answers: IO[str] | None = None) -> int:
    """Answers each line with the spans of a pattern in a text until no more comes."""
    answers = answers or sys.stdout
    for line in asked or sys.stdin:
        told = json.loads(line)
        wanted = compiled(told["pattern"], case=told["case"])
        spans = []
        for found in wanted.finditer(told["text"]):
            if found[0]:
                spans.append(found.span())
            if len(spans) >= _MOST_PLACES:
                break
        answers.write(f"{json.dumps(spans)}\n")
        answers.flush()
    return 0


if __name__ == "__main__":
    sys.exit(main())
