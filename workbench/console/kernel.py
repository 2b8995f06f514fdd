"""The console's own process: an IPython kernel that holds one open dossier.

Its own process, because only so does the window never wait for what is typed, and Ctrl+C always
stops it. Started as `python -m workbench.console.kernel --dossier FILE -f CONNECTION`; it ends when
the window that started it ends. It talks over socket files that only this user can open, never
over a network port (on Windows over an encrypted loopback connection).
"""

from __future__ import annotations

import _thread
import argparse
import os
import re
import sys
from dataclasses import is_dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

import zmq
from ipykernel.iostream import IOPubThread  # noqa: TID253 - this module is the kernel's process
from ipykernel.ipkernel import IPythonKernel  # noqa: TID253
from ipykernel.kernelapp import IPKernelApp  # noqa: TID253
from ipykernel.zmqshell import ZMQInteractiveShell  # noqa: TID253
from typing_extensions import override

import workbench
from workbench.console.completion import Completer, signatures
from workbench.console.names import namer, names
from workbench.console.scripts import read_to_run
from workbench.console.tables import Facts, Table, rows_html, values_html
from workbench.console.window import SIGNATURES, TARGET, WindowByComm
from workbench.dossier.encryption import KEY_BYTES
from workbench.dossier.records import Records
from workbench.errors import Interrupted, WorkbenchError
from workbench.model.change import Operation
from workbench.model.record import Record
from workbench.model.rows import Rows

if TYPE_CHECKING:
    from collections.abc import Sequence

    from workbench.dossier.bringing_in import BroughtIn
    from workbench.dossier.dossier import Dossier

_NOT_IN_TIPS = ("file", "type_name", "string_form", "length", "namespace", "subclasses")
_TYPE = re.compile(r"(: |-> )(?:\x1b\[[\d;]*m)?'(\w[^'\n]*)'")
"""The type of a parameter as it is told, in quotes."""
_COLOUR = r"(?:\x1b\[[\d;]*m)*"
_TERM = re.compile(_COLOUR.join(("", "<", r"\w+", r"\.", r"\w+", ":", " ", r"('[^']*')", ">", "")))
"""A term of a closed list as a default, of which one types the word alone."""
_NO_DEBUGGER = "debugpy"
"""Left out: 30 MB and a port of its own, for a debugger that no part of the window speaks to."""


class Shell(ZMQInteractiveShell):  # type: ignore[misc]  # untyped library
    """Runs the cells; an error that an analyst can mend shows as its message (`%tb`: the stack)."""

    Completer: Any
    dossier: Dossier
    given: Sequence[str] = ()
    """The names that the console starts with."""

    @override
    def safe_execfile(self, fname: str, *where: dict[str, Any], **options: Any) -> None:
        """Runs a script for `%run`, with the console's names; in the library only a trusted one.

        Raises:
            ScriptNotTrusted: it lies in the library, and is not trusted as it is.
        """
        read_to_run(Path(fname), self.dossier.path)
        for name in self.given if where else ():
            where[0].setdefault(name, self.user_ns[name])
        super().safe_execfile(fname, *where, **options)

    @override
    def init_completer(self) -> None:
        super().init_completer()
        customs = self.Completer.custom_completers
        self.Completer = Completer(self)
        self.Completer.custom_completers = customs

    @override
    def ask_exit(self) -> None:
        """Tells the window that `exit` was typed; the process and its names stay."""
        self.keepkernel_on_exit = True
        super().ask_exit()

    @override
    def showtraceback(self, *args: Any, **options: Any) -> None:
        kind, value, _ = sys.exc_info()
        words = _words(value)
        if words:
            self._showtraceback(kind, value, [words])
        else:
            super().showtraceback(*args, **options)


def _words(fault: BaseException | None) -> str:
    if isinstance(fault, KeyboardInterrupt | Interrupted):
        return "\x1b[33mStopped.\x1b[39m"
    if isinstance(fault, WorkbenchError):
        return f"\x1b[31m{type(fault).__name__}\x1b[39m: {fault}"
    return ""


class Kernel(IPythonKernel):  # type: ignore[misc]  # untyped library
    """Answers the window; can be stopped inside a long database call too."""

    shell_class = Shell
    banner = ""

    @override
    def _send_interrupt_children(self) -> None:
        """Stops what runs; called in the control thread, so also while the main thread is busy.

        The main thread sees it between two steps of Python, and of a database call too: the store
        has the database look up now and then.
        """
        if os.name == "nt":
            _thread.interrupt_main()
        else:
            super()._send_interrupt_children()

    @override
    def do_complete(self, code: str, cursor_pos: int | None) -> Any:
        """Tells which names fit, and how those that can be called are called."""
        stop = len(code) if cursor_pos is None else cursor_pos
        answer = super().do_complete(code, stop)
        if not answer["matches"]:
            answer = self.shell.Completer.read_code(
                lambda: super(Kernel, self).do_complete(code, stop)
            )
        found = signatures(code[:stop], answer["matches"], self.shell.user_ns)
        return answer | {"metadata": {**answer["metadata"], SIGNATURES: found}}

    @override
    def do_inspect(
        self, code: str, cursor_pos: int, detail_level: int = 0, omit_sections: Any = ()
    ) -> Any:
        """Tells what a call tip shows: how to call it, and what it does."""
        answer = super().do_inspect(code, cursor_pos, detail_level, omit_sections or _NOT_IN_TIPS)
        if tip := answer["data"].get("text/plain"):
            call, heading, told = tip.partition("Docstring:")
            call = _TYPE.sub(r"\1\2", _TERM.sub(r"\1", call)).replace("RecordT", "Record")
            answer["data"]["text/plain"] = call + heading + told
        return answer


class KernelApp(IPKernelApp):  # type: ignore[misc]  # untyped library
    """Sets the kernel up: without other people's settings, without a port for forks' output."""

    kernel_class = Kernel
    iopub_port: Any  # a trait of the base class

    @override
    def load_config_file(self, suppress_errors: Any = None) -> None:
        pass

    @override
    def init_iopub(self, context: Any) -> None:
        socket = context.socket(zmq.XPUB)
        socket.linger = 1000
        self._apply_curve_server_options(socket)
        self.iopub_port = self._bind_socket(socket, self.iopub_port)
        self.configure_tornado_logger()
        self.iopub_thread = IOPubThread(socket, pipe=False, session=self.session)
        self.iopub_thread.start()
        self.iopub_socket = self.iopub_thread.background_socket


def serve(app: KernelApp, dossier: Dossier) -> None:
    """Answers the window until it asks to end; the names are there before the first prompt."""
    window = WindowByComm(lambda query: _follow_query(app, query))
    app.user_ns = names(dossier, window)
    names_given = tuple(app.user_ns)
    sys.modules[_NO_DEBUGGER] = None  # type: ignore[assignment]  # how Python spells "not to be found"
    app.initialize([])
    del sys.modules[_NO_DEBUGGER]
    app.shell.dossier, app.shell.given = dossier, names_given
    app.kernel.comm_manager.register_target(TARGET, window.opened)
    _draw_records(app.shell, dossier)
    app.start()


def _follow_query(app: KernelApp, query: Any) -> None:
    """Keeps the name `query` what the window shows."""
    app.shell.user_ns["query"] = query


def _draw_records(shell: Any, dossier: Dossier) -> None:
    """Makes records, a noun of the dossier, and what its verbs find show as tables."""
    name_of = namer(dossier)

    def listed(value: list[Any] | tuple[Any, ...]) -> str | None:
        if value and all(isinstance(each, Record) for each in value):
            return Table(value, name_of=name_of).html()
        same = len({type(each) for each in value}) == 1
        return values_html(value) if same and is_dataclass(value[0]) else None

    def brought_in(result: BroughtIn) -> str:
        lines = result.report.lines
        return Table(result.added, name_of=name_of).html() + (values_html(lines) if lines else "")

    html = shell.display_formatter.formatters["text/html"]
    html.for_type(list, listed)
    html.for_type(tuple, listed)
    html.for_type(Record, lambda record: Facts(record, name_of=name_of).html())
    html.for_type(Rows, rows_html)
    html.for_type(Operation, lambda operation: values_html([operation]))
    html.for_type_by_name("workbench.dossier.bringing_in", "BroughtIn", brought_in)
    html.for_type(Records, lambda noun: Table(noun.find(), name_of=name_of).html())


def _arguments(argv: Sequence[str]) -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="workbench.console.kernel")
    parser.add_argument("--dossier", required=True)
    parser.add_argument("--analyst", default="")
    parser.add_argument("--read-only", action="store_true")
    parser.add_argument("--as-of", type=int, help="the operation after which to show it")
    parser.add_argument("--key", action="store_true", help="its key comes on standard input")
    parser.add_argument("-f", dest="connection_file", required=True)
    return parser.parse_args(argv)


def _orphaned() -> bool:
    """Whether the window was gone before anything here could watch it."""
    parent = os.environ.get("JPY_PARENT_PID", "")
    return os.name == "posix" and bool(parent) and os.getppid() != int(parent)


def main(argv: Sequence[str] | None = None) -> int:
    """Runs the kernel; 1 when the dossier cannot be opened, with the reason on stderr, else 0."""
    given = _arguments(sys.argv[1:] if argv is None else argv)
    if _orphaned():
        return 0
    try:
        dossier = workbench.open_dossier(
            given.dossier,
            analyst=given.analyst,
            read_only=given.read_only,
            as_of=given.as_of,
            key=os.read(sys.stdin.fileno(), KEY_BYTES) if given.key else b"",
        )
    except WorkbenchError as fault:
        print(fault, file=sys.stderr)  # noqa: T201 - read by the window from the kernel's log
        return 1
    with dossier:
        serve(KernelApp.instance(connection_file=given.connection_file), dossier)
    return 0


if __name__ == "__main__":
    sys.exit(main())
