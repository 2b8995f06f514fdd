"""Reads files in a process of their own, so that a parser that hangs or breaks costs one file.

One process is started at the first file and kept warm for the next ones. It gets the bytes of each
file and answers with the draft; it is ended where it takes too long or where the analyst stops it.
"""

from __future__ import annotations

import atexit
import os
import subprocess
import sys
import tempfile
import threading
from dataclasses import asdict
from functools import cache
from pathlib import Path
from queue import Empty, SimpleQueue
from typing import TYPE_CHECKING, Any

import workbench
from workbench.errors import Cancelled, ReadingStopped
from workbench.intake import wire
from workbench.intake.page_image import PageImage
from workbench.intake.read import bytes_of, refuse_large
from workbench.model.progress import Silent
from workbench.plugins.found import plugins

if TYPE_CHECKING:
    from collections.abc import Sequence
    from typing import IO

    from workbench.intake.draft import Draft
    from workbench.intake.table.read import Table, Way
    from workbench.model.progress import Progress

SECONDS = 90.0
"""How long a file may take, in seconds of the clock."""

WORKER = "--reading-process"
"""How a bundle without an interpreter of its own starts the process."""

_LOOK_SECONDS = 0.05
_FITS = 32 * 1024
"""So many bytes lie in the pipe of an idle process at once, on every system."""
_NO_MEMORY = ("MemoryError", "bad_alloc", "memory allocation of", "capacity overflow")
"""What Python, C++ and Rust say at their end when they got no more memory."""
_Answer = tuple[dict[str, Any], list[bytes]]


class ReadingProcess:
    """A process that reads files, one at a time; threads wait for one another."""

    def __init__(self, *, seconds: float = SECONDS, command: list[str] | None = None) -> None:
        """Prepare a process that gives each file so many seconds; it starts with the first one."""
        self._seconds = seconds
        self._command = command or _command()
        self._turn = threading.Lock()
        self._process: subprocess.Popen[bytes] | None = None
        self._answers: SimpleQueue[_Answer | None] = SimpleQueue()
        self._said: IO[bytes] | None = None

    def read(
        self,
        path: Path | str,
        *,
        encoding: str | None = None,
        reader: str = "",
        progress: Progress | None = None,
    ) -> Draft:
        """Read a file; `encoding` and `reader` are found out where they are not given.

        Raises:
            ReadingStopped: it took too long or too much memory, or the reader broke down.
            WorkbenchError: what else stands in the way, and what to do.
            Cancelled: the analyst stopped it.
        """
        path = Path(path)
        (progress or Silent()).step(0, 1, f"Reading {path.name}")
        return self.read_bytes(
            bytes_of(path), path.name, encoding=encoding, reader=reader, progress=progress
        )

    def read_bytes(
        self,
        data: bytes,
        name: str,
        *,
        encoding: str | None = None,
        reader: str = "",
        progress: Progress | None = None,
    ) -> Draft:
        """Read the bytes of a file called `name`; else like `read`."""
        refuse_large(len(data), name)
        asked = {"name": name, "encoding": encoding, "reader": reader}
        with self._turn:
            message, blobs = self._ask(asked, data, progress or Silent())
        if fault := message.get("fault"):
            raise wire.fault_meant(fault)
        return wire.unpacked(message["draft"], blobs, data)

    def table(self, data: bytes, name: str, way: Way, *, progress: Progress | None = None) -> Table:
        """Read a table off the bytes of a file; see `intake.table.read.table_in`.

        Raises:
            ReadingStopped: it took too long or too much memory, or broke down.
            WorkbenchError: what else stands in the way, and what to do.
            Cancelled: the analyst stopped it.
        """
        from workbench.intake.table.told import unpacked

        with self._turn:
            message, blobs = self._ask(
                {"name": name, "table": asdict(way)}, data, progress or Silent()
            )
        if fault := message.get("fault"):
            raise wire.fault_meant(fault)
        return unpacked(message["table"], blobs, data)

    def page_image(
        self, data: bytes, name: str, page: int, *, width: int, spans: Sequence[tuple[int, int]]
    ) -> PageImage:
        """Draw a page of a PDF; see `intake.page_image.render_page`.

        Raises:
            DamagedSource: it has no such page, or cannot be shown.
            ReadingStopped: it took too long or too much memory, or broke down.
        """
        asked = {"name": name, "page": page, "width": width, "spans": list(spans)}
        with self._turn:
            message, blobs = self._ask(asked, data, Silent())
        if fault := message.get("fault"):
            raise wire.fault_meant(fault)
        told = message["image"]
        boxes = tuple(tuple(tuple(each) for each in some) for some in told["boxes"])
        return PageImage(told["width"], told["height"], blobs[0], boxes)

    @property
    def process_id(self) -> int:
        """The number under which the system runs it; 0 while it does not."""
        return self._process.pid if self._process is not None else 0

    def close(self) -> None:
        """End the process; the next file starts another one."""
        with self._turn:
            self._end()

    def _ask(self, asked: dict[str, Any], data: bytes, progress: Progress) -> _Answer:
        process = self._started()
        asked |= {"left_out": plugins().faults}
        if len(data) <= _FITS:
            _hand_in(process, asked, data)
        else:  # one that hangs does not take it in
            threading.Thread(target=_hand_in, args=(process, asked, data), daemon=True).start()
        waited = 0.0
        while True:
            try:
                answer = self._answers.get(timeout=_LOOK_SECONDS)
            except Empty:
                waited += _LOOK_SECONDS
                self._keep_waiting(asked, waited, progress)
                continue
            if answer is None:
                raise self._how_it_ended(asked)
            for plugin, why in answer[0]["left_out"].items():
                plugins().leave_out(plugin, why)
            return answer

    def _keep_waiting(self, asked: dict[str, Any], waited: float, progress: Progress) -> None:
        """End the process where it is not worth waiting for any more."""
        if waited >= self._seconds:
            raise _stopped(asked, f"took more than {self._seconds:g} seconds", self._end())
        try:
            progress.step(0, 1, f"Reading {asked['name']}")
        except Cancelled:
            self._end()
            raise

    def _started(self) -> subprocess.Popen[bytes]:
        if self._process is not None and self._process.poll() is None:
            return self._process
        self._end()
        self._said = tempfile.TemporaryFile()  # noqa: SIM115 - closed when the process ends
        self._answers = SimpleQueue()
        self._process = subprocess.Popen(  # noqa: S603 - our own module
            self._command,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=self._said,
            env=_environment(),
            start_new_session=True,  # Ctrl+C is for the command, not for what reads
            creationflags=getattr(subprocess, "CREATE_NO_WINDOW", 0),
        )
        threading.Thread(target=_listen, args=(self._process, self._answers), daemon=True).start()
        return self._process

    def _how_it_ended(self, asked: dict[str, Any]) -> ReadingStopped:
        """What is raised where a process ended by itself."""
        code = self._process.wait() if self._process else 0
        said = ""
        if self._said is not None:
            self._said.seek(0)
            said = self._said.read().decode("utf-8", "replace").strip()
        last = (said.splitlines() or [""])[-1][:200]
        how = f"signal {-code}" if code < 0 else f"code {code}"
        what = f"broke down ({last or how})"
        if any(words in said for words in _NO_MEMORY):
            what = "needed too much memory"
        return _stopped(asked, what, self._end())

    def _end(self) -> list[str]:
        """End the process; the plugins that were at work in it."""
        process, self._process = self._process, None
        at_work: list[str] = []
        if process is not None:
            process.kill()
            process.wait()
            at_work = plugins().at_work.take(process.pid)
            for pipe in (process.stdin, process.stdout):
                if pipe is not None:
                    _close(pipe)
        if self._said is not None:
            self._said.close()
            self._said = None
        return at_work


@cache
def reading_process() -> ReadingProcess:
    """Return the process that this program reads with; it ends with the program."""
    made = ReadingProcess()
    atexit.register(made.close)
    return made


def _stopped(asked: dict[str, Any], what: str, at_work: list[str]) -> ReadingStopped:
    """What is raised where a file was given up; the plugin that had it is left out."""
    for plugin in at_work:
        plugins().leave_out(plugin, f"its reader {what}")
    return ReadingStopped(asked["name"], what, ", ".join(at_work))


def _command() -> list[str]:
    if getattr(sys, "frozen", False):
        return [sys.executable, WORKER]
    return [sys.executable, "-P", "-m", "workbench.intake.worker"]


def _environment() -> dict[str, str]:
    ours = str(Path(workbench.__file__).parent.parent)
    paths = os.pathsep.join(filter(None, (ours, os.environ.get("PYTHONPATH"))))
    return os.environ | {
        "PYTHONPATH": paths,
        "PYTHONDONTWRITEBYTECODE": "1",
        "RUST_BACKTRACE": "0",
    }


def _hand_in(process: subprocess.Popen[bytes], asked: dict[str, Any], data: bytes) -> None:
    """Write a file to the process."""
    if process.stdin is not None:
        try:
            wire.send(process.stdin, asked, [data])  # type: ignore[arg-type]
        except (OSError, ValueError):
            return  # it ended; the listener tells


def _listen(process: subprocess.Popen[bytes], answers: SimpleQueue[_Answer | None]) -> None:
    """Take answers in until the process ends."""
    try:
        while process.stdout is not None:
            answers.put(wire.receive(process.stdout))  # type: ignore[arg-type]
    except (wire.Hangup, OSError, ValueError):
        answers.put(None)


def _close(pipe: IO[bytes]) -> None:
    try:
        pipe.close()
    except OSError:
        return  # what was not taken in is lost with the process
