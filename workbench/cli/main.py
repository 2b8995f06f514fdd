"""Builds the commands and turns what goes wrong into exit codes.

0 done, 1 refused with a message on standard error, 2 wrong usage, 130 stopped with Ctrl+C, 141 its
output was not read to the end.
"""

from __future__ import annotations

import errno
import logging
import os
import sys
from contextlib import redirect_stdout, suppress
from pathlib import Path
from typing import Annotated

import typer

import workbench
from workbench import logs
from workbench.cli import (
    agreement,
    allocations,
    analyses,
    briefings,
    chronology,
    codes,
    dossier,
    evidence,
    exchange,
    forecasts,
    hypotheses,
    items,
    memos,
    nouns,
    passages,
    plugins,
    ratings,
    sample,
    scales,
    scripts,
    search,
    sources,
    sql,
    suggestions,
    tables,
    trends,
    versions,
)
from workbench.cli.examples import with_examples
from workbench.cli.options import asked
from workbench.errors import Cancelled, Interrupted, WorkbenchError

COMPLETION = "_WORKBENCH_COMPLETE"
"""The variable by which a shell asks how a command goes on."""
REFUSED = 1
STOPPED = 130
"""As a shell answers for a program that Ctrl+C has ended: 128 and the number of the signal."""
HUNG_UP = 141
"""As a shell answers for a program whose output nobody reads any more, which SIGPIPE ends."""
_NO_ROOM = frozenset({errno.ENOSPC, errno.EDQUOT, errno.EFBIG, errno.EIO})
"""What the system says where standard output takes no more."""
_ABOUT = """Log policy decisions, annotate sources, plot allocation trends, brief in Excel.

Without a command, or with a .dossier file alone, the window opens. Every other command prints
tables; with --json one JSON array of records. Exit codes: 0 done, 1 refused, 2 wrong usage, 130
stopped, 141 output not read to its end."""
_MORE = {
    "allocations": allocations.register,
    "claims": ratings.register_claims,
    "codes": codes.register,
    "decisions": chronology.register_decisions,
    "forecasts": forecasts.register,
    "hypothesis-sets": hypotheses.register,
    "intake-reports": sources.register_reports,
    "items": items.register,
    "memos": memos.register,
    "parties": ratings.register_parties,
    "passages": passages.register,
    "saved-queries": search.register_saved,
    "sources": sources.register,
    "stance-scales": scales.register,
    "text-versions": versions.register_versions,
}
"""What a noun can do besides what all can."""


def build() -> typer.Typer:
    """The whole command line."""
    app = typer.Typer(
        name="workbench",
        help=_ABOUT,
        no_args_is_help=True,
        pretty_exceptions_enable=False,
        rich_markup_mode=None,
        context_settings={"help_option_names": ["-h", "--help"]},
    )
    app.callback()(_before)
    sample.register(app)
    dossier.register(app)
    for name, noun in nouns.commands().items():
        app.add_typer(noun, name=name)
        _MORE.get(name, _as_it_is)(noun)
        if name in tables.KINDS:
            tables.register(noun, name)
    chronology.register(app)
    search.register(app)
    sql.register(app)
    scripts.register(app)
    plugins.register(app)
    evidence.register(app)
    agreement.register(app)
    suggestions.register(app)
    trends.register(app)
    analyses.register(app)
    briefings.register(app)
    exchange.register(app)
    return app


def run(arguments: list[str]) -> int:
    """Carries out one command and returns the exit code."""
    logs.start()
    if sys.stdout is None:  # whoever started it closed it
        with Path(os.devnull).open("w", encoding="utf-8") as nothing, redirect_stdout(nothing):
            return run(arguments)
    try:
        code = _carried_out(arguments)
        sys.stdout.flush()
        _name_left_out()
    except WorkbenchError as refused:
        sys.stderr.write(f"{refused}\n")
        _name_left_out(getattr(refused, "plugin", ""))
        return STOPPED if isinstance(refused, Interrupted | Cancelled) else REFUSED
    except BrokenPipeError:  # the reader of a pipe has seen enough
        _say_no_more()
        return HUNG_UP
    except Exception as fault:  # the third of three borders: a fault of ours is logged and said
        if isinstance(fault, OSError) and fault.errno in _NO_ROOM:
            _say_no_more()
            said = f"The output could not be written: {fault.strerror}. Make room, or send it"
            sys.stderr.write(f"{said} elsewhere. What was changed in a dossier is kept.\n")
        else:
            logging.getLogger(__name__).exception("A command failed")
            said = "A fault of the workbench itself; see the log."
            sys.stderr.write(f"{said} What had not ended left nothing behind.\n")
        return REFUSED
    return code


def _carried_out(arguments: list[str]) -> int:
    try:
        with_examples(build())(arguments, prog_name="workbench")
    except SystemExit as end:
        if isinstance(end.__context__, BrokenPipeError):  # which typer ends with 1
            raise end.__context__ from None
        return int(end.code or 0)
    return 0


def _name_left_out(named: str = "") -> None:
    """Says of each plugin that it broke down meanwhile, where any was asked and it was not `named`.

    A shell that completes a name is told nothing: it would stand in what is being typed.
    """
    if COMPLETION in os.environ:
        return
    if (asked_any := sys.modules.get("workbench.plugins.found")) is not None:
        for plugin in asked_any.plugins().faults:
            if plugin != named and plugin not in asked.named:
                sys.stderr.write(f"{asked_any.plugins().failure(plugin)}\n")


def _say_no_more() -> None:
    """Drops what waits to be printed, which would fail once more when the program ends."""
    with suppress(OSError), Path(os.devnull).open("wb") as nothing:
        os.dup2(nothing.fileno(), sys.stdout.fileno())


def _as_it_is(_noun: typer.Typer) -> None:
    return None


def _show_version(asked: bool) -> None:
    if asked:
        typer.echo(workbench.__version__)
        raise typer.Exit


def _before(
    _version: Annotated[
        bool,
        typer.Option("--version", callback=_show_version, is_eager=True, help="Show the version."),
    ] = False,
    as_of: Annotated[
        str,
        typer.Option(
            "--as-of", help="Show the dossier as it was: 2026-11-20, '2026-11-20 14:30', or #12."
        ),
    ] = "",
    passphrase_file: Annotated[
        Path | None,
        typer.Option(
            "--passphrase-file",
            envvar="WORKBENCH_PASSPHRASE_FILE",
            help="A file whose first line is the passphrase of an encrypted dossier.",
        ),
    ] = None,
) -> None:
    """Log policy decisions, annotate sources, plot allocation trends, brief in Excel."""
    asked.named = frozenset()
    asked.as_of = as_of
    asked.passphrase_file = passphrase_file
