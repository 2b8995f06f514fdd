"""Start Policy Workbench: the window, or the command line when a command is given.

`workbench`, `workbench FILE.dossier` and `workbench --sample` open the window; everything else is a
command. Nothing heavy is imported here: each of the two loads only what it needs.
"""

from __future__ import annotations

import os
import sys
from importlib import metadata

QT_PACKAGE = "PySide6-Essentials"
IMMORTAL_NONE = (3, 12)
SAMPLE = "--sample"
CONSOLE = "--console-kernel"
READING = "--reading-process"
PATTERN = "--pattern-process"
"""How a bundle without an interpreter of its own starts its processes: see `main`."""
STOPPED = 130
"""What a program that Ctrl+C has ended answers: 128 and the number of the signal."""
COMPLETION = "_WORKBENCH_COMPLETE"
"""The variable by which a shell asks how a command goes on."""


def drops_none(qt: str, python: tuple[int, int]) -> bool:
    """Tell whether this PySide6 aborts this Python.

    PySide6 6.12.0 drops one reference to None in every call without a result. Before Python 3.12
    None is counted, and the process dies after some thousand calls.

    Args:
        qt: the version of PySide6, such as "6.12.0".
        python: major and minor version of Python.
    """
    release = tuple(int(part) for part in qt.split(".")[:2] if part.isdigit())
    return release >= (6, 12) and python < IMMORTAL_NONE


def refusal() -> str:
    """Return why the window must not be opened with what is installed; empty when it may."""
    try:
        qt = metadata.version(QT_PACKAGE)
    except metadata.PackageNotFoundError:
        return ""  # a bundle without metadata carries its own tested pair
    if not drops_none(qt, (sys.version_info[0], sys.version_info[1])):
        return ""
    python = sys.version.split()[0]
    return (
        f"PySide6 {qt} crashes Python {python}: it drops references to None. Install PySide6 "
        "6.11.3, or use Python 3.12 or later:\n\n"
        f"  {sys.executable} -m pip install 'PySide6-Essentials>=6.11.3,<6.12'"
    )


def wants_window(arguments: list[str]) -> bool:
    """Tell whether the arguments ask for the window: nothing, one dossier file, or the sample.

    A shell that completes a command starts the program without arguments and never means that.
    """
    if COMPLETION in os.environ:
        return False
    if not arguments or arguments == [SAMPLE]:
        return True
    return len(arguments) == 1 and arguments[0].lower().endswith(".dossier")


def open_window(arguments: list[str]) -> int:
    """Open the window, on a dossier when the arguments name one, and return the exit code."""
    message = refusal()
    if message:
        sys.stderr.write(f"{message}\n")
        return 1
    from workbench.gui import app

    if arguments == [SAMPLE]:
        from workbench.dossier.sample import own_copy

        return app.run(str(own_copy()))
    return app.run(arguments[0] if arguments else None)


def main(arguments: list[str] | None = None) -> int:
    """Start the window or carry out one command, and return the exit code.

    Args:
        arguments: what stands after the program's name; those of the process unless given.
    """
    given = sys.argv[1:] if arguments is None else arguments
    if given[:1] == [CONSOLE]:
        from workbench.console import kernel

        return kernel.main(given[1:])
    if given[:1] == [READING]:
        from workbench.intake import worker

        return worker.main()
    if given[:1] == [PATTERN]:
        from workbench.intake import pattern

        return pattern.main()
    if wants_window(given):
        return open_window(given)
    try:
        from workbench.cli import main as command_line

        return command_line.run(given)
    except KeyboardInterrupt:  # while the commands are loaded; later they say it themselves
        return STOPPED


if __name__ == "__main__":
    sys.exit(main())
