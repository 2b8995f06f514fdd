"""Starts and ends the console's process; imports Jupyter, so it is imported on first use only."""

from __future__ import annotations

import os
import sys
import tempfile
from itertools import count
from pathlib import Path
from typing import Any, BinaryIO

from jupyter_client.kernelspec import KernelSpec, KernelSpecManager
from PySide6.QtCore import Signal
from qtconsole.manager import QtKernelManager  # noqa: TID253 - the reason this module is imported late
from traitlets.config import Config
from typing_extensions import override

import workbench
from workbench import places
from workbench.plugins.found import plugins

_LONGEST_PATH = 90
"""Socket paths may have 104 (macOS) or 107 (Linux) bytes; this leaves room for their numbers."""
_MOST_STARTS = 80
"""As many keys as the smallest pipe holds (4096 bytes)."""
_numbers = count(1)
_WATCH = Config(
    {
        "KernelRestarter": {
            "time_to_dead": 1.0,
            "restart_limit": 3,
            "random_ports_until_alive": False,
        }
    }
)
"""Looked at once a second; after three deaths in quick succession it stays ended."""


class Specs(KernelSpecManager):  # type: ignore[misc]  # untyped library
    """Knows one kernel, ours, and looks for no other on the laptop."""

    def __init__(self, command: list[str], environment: dict[str, str]) -> None:
        super().__init__()
        self._spec = KernelSpec(
            argv=command,
            env=environment,
            display_name="Policy Workbench",
            language="python",
            interrupt_mode="message",
            metadata={"supported_encryption": "curve"},
        )

    @override
    def get_kernel_spec(self, kernel_name: str) -> KernelSpec:
        return self._spec


class ConsoleProcess(QtKernelManager):  # type: ignore[misc]  # untyped library
    """The process of one console on one dossier: start, interrupt, restart, end."""

    gave_up = Signal()
    """It died again and again and is not started any more."""

    def __init__(
        self,
        dossier: Path,
        *,
        analyst: str = "",
        read_only: bool = False,
        as_of: int | None = None,
        key: bytes = b"",
    ) -> None:
        """`key` is that of an encrypted dossier; the process reads it from its standard input."""
        folder = _folder()
        sweep(folder)
        connection = folder / f"console-{os.getpid()}-{next(_numbers)}.json"
        super().__init__(
            kernel_spec_manager=Specs(
                command(
                    dossier,
                    analyst=analyst,
                    read_only=read_only,
                    as_of=as_of,
                    encrypted=bool(key),
                ),
                environment(),
            ),
            connection_file=str(connection),
            transport="tcp" if sys.platform == "win32" else "ipc",
            transport_encryption="required" if sys.platform == "win32" else "disabled",
            shutdown_wait_time=1.0,
            autorestart=False,
            config=_WATCH,
        )
        self._log_file = connection.with_suffix(".log")
        self._log: BinaryIO | None = None
        self._cwd = dossier.parent
        self._key_pipe = _pipe_of(key) if key else None

    def launch(self) -> None:
        """Starts the process; what it says before its first prompt goes to its log file."""
        self._log = self._log_file.open("wb")
        self.start_kernel(
            cwd=str(self._cwd), stdin=self._key_pipe, stdout=self._log, stderr=self._log
        )

    @property
    def process_id(self) -> int:
        """The number under which the system runs it; 0 while it does not."""
        return int(self.provisioner.pid or 0) if self.has_kernel else 0

    def watch(self) -> None:
        """Starts the process again from now on when it dies."""
        self.autorestart = True
        self.start_restarter()
        for event in ("restart", "dead"):
            self._restarter.add_callback(plugins().look_back, event)
        self._restarter.add_callback(self.gave_up.emit, "dead")

    @override
    def restart_kernel(self, *given: Any, **options: Any) -> None:
        """Starts the process anew; a plugin that is stopped so by the analyst broke nothing."""
        stopped = self.process_id if self.is_alive() else 0
        super().restart_kernel(*given, **options)
        if stopped:
            plugins().at_work.take(stopped)

    @override
    def reset_autorestart_count(self) -> None:
        """Counts on: the base class would start a process that dies at once again for ever."""

    def end(self, *, now: bool) -> None:
        """Ends the process: asks and waits a second at most, or at once with `now`."""
        if self.has_kernel:
            ended = self.process_id
            self.shutdown_kernel(now=now)
            plugins().at_work.take(ended)
        if self._log is not None:
            self._log.close()
        if self._key_pipe is not None:
            os.close(self._key_pipe)
            self._key_pipe = None
        self._log_file.unlink(missing_ok=True)

    def last_words(self) -> str:
        """What the process said on its way out, the last line of it."""
        said = self._log_file.read_text("utf-8", errors="replace") if self._log else ""
        return said.strip().rpartition("\n")[2]


def _pipe_of(key: bytes) -> int:
    """A pipe from which each start of the process reads the key once, never seen by another."""
    reader, writer = os.pipe()
    os.write(writer, key * _MOST_STARTS)
    os.close(writer)
    return reader


def command(
    dossier: Path,
    *,
    analyst: str = "",
    read_only: bool = False,
    as_of: int | None = None,
    encrypted: bool = False,
) -> list[str]:
    """The command line of the process; Jupyter fills in the connection file."""
    frozen = getattr(sys, "frozen", False)
    start = ["--console-kernel"] if frozen else ["-P", "-m", "workbench.console.kernel"]
    options = ["--dossier", str(dossier), "--analyst", analyst]
    if read_only:
        options.append("--read-only")
    if as_of is not None:
        options += ["--as-of", str(as_of)]
    if encrypted:
        options.append("--key")
    return [sys.executable, *start, *options, "-f", "{connection_file}"]


def environment() -> dict[str, str]:
    """The environment of the process: our history folder, our package, and no screen to draw on."""
    folder = places.data_folder() / "console"
    folder.mkdir(parents=True, exist_ok=True)
    ours = str(Path(workbench.__file__).parent.parent)
    return {
        "IPYTHONDIR": str(folder),
        "PYTHONPATH": os.pathsep.join(filter(None, (ours, os.environ.get("PYTHONPATH")))),
        "QT_QPA_PLATFORM": "offscreen",
    }


def sweep(folder: Path) -> None:
    """Removes what windows that were killed have left behind."""
    if os.name != "posix":
        return
    for each in folder.glob("console-*"):
        owner = each.name.split("-")[1]
        if owner.isdigit() and not _runs(int(owner)):
            each.unlink(missing_ok=True)


def _runs(process: int) -> bool:
    try:
        os.kill(process, 0)
    except ProcessLookupError:
        return False
    except PermissionError:
        return True
    return True


def _folder() -> Path:
    """A folder that is ours alone, with a path short enough for sockets."""
    folder = places.runtime_folder()
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    if os.name != "posix":
        return folder
    state = folder.stat()
    too_long = len(os.fsencode(folder)) > _LONGEST_PATH - len("console-4194304-99-ipc-5")
    if too_long or state.st_uid != os.getuid() or state.st_mode & 0o077:
        return Path(tempfile.mkdtemp(prefix="workbench-"))
    return folder
