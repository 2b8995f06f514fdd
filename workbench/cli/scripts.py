"""`workbench run SCRIPT` and `workbench scripts list|show|trust|distrust`."""

from __future__ import annotations

import sys
from contextlib import nullcontext
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from workbench.cli import output
from workbench.cli.options import AnalystName, AsJson, DossierFile, asked, named_by, opened
from workbench.console import scripts
from workbench.errors import ScriptFailed

if TYPE_CHECKING:
    from workbench.dossier.dossier import Dossier

Beside = Annotated[
    Path | None,
    typer.Option(
        "--dossier", "-d", envvar="WORKBENCH_DOSSIER", help="Also the scripts beside this dossier."
    ),
]
Name = Annotated[str, named_by(lambda: (each.name for each in scripts.library()))]


def register(app: typer.Typer) -> None:
    """Adds the commands."""
    app.command(
        "run",
        help="Run a Python script with the names of the console."
        "\n\nExample: workbench run tidy.py -d chips.dossier --one-operation 'Tidy the titles'",
    )(_run)
    group = typer.Typer(help="The script library: list, read, trust.", no_args_is_help=True)
    group.command("list", help="List the scripts, and which are trusted.")(_list)
    group.command("show", help="Print a script, to be read before it is trusted.")(_show)
    group.command("trust", help="Trust a script as it is now, on this machine.")(_trust)
    group.command("distrust", help="Take that back.")(_distrust)
    app.add_typer(group, name="scripts")


def _run(
    script: Annotated[
        str,
        typer.Argument(help="A file; - reads standard input; a bare name is one of the library."),
    ],
    dossier: DossierFile,
    arguments: Annotated[
        list[str] | None, typer.Argument(help="What the script finds in sys.argv.")
    ] = None,
    one_operation: Annotated[
        str, typer.Option(help="Make all that it writes one operation of this name.")
    ] = "",
    read_only: Annotated[bool, typer.Option("--read-only", help="Let it write nothing.")] = False,
    analyst: AnalystName = "",
) -> None:
    reading = read_only or bool(asked.as_of)
    with opened(dossier, analyst=analyst, read_only=reading) as opened_dossier:
        whole = opened_dossier.operation(one_operation) if one_operation else nullcontext()
        with whole:
            try:
                _carry_out(opened_dossier, script, arguments or [])
            except ScriptFailed as failed:
                if isinstance(failed.__context__, BrokenPipeError):
                    sys.stdout.write("\n")  # fails once more where it was this that nobody reads
                    sys.stdout.flush()
                raise


def _carry_out(dossier: Dossier, script: str, arguments: list[str]) -> None:
    if script == "-":
        scripts.run_text(dossier, sys.stdin.read(), "<standard input>", arguments)
    elif Path(script).suffix or Path(script).exists():
        text = scripts.read_to_run(Path(script), dossier.path)
        scripts.run_text(dossier, text, script, arguments)
    else:
        scripts.run_script(dossier, scripts.script_named(script, dossier.path), arguments)


def _list(dossier: Beside = None, json: AsJson = False) -> None:
    found = scripts.library(dossier)
    if json:
        output.print_json(
            {
                "name": each.name,
                "about": each.about,
                "trusted": each.trusted,
                "path": str(each.path),
                "sha256": each.digest,
            }
            for each in found
        )
        return
    rows = (
        [each.name, "trusted" if each.trusted else "not trusted", each.about, str(each.path)]
        for each in found
    )
    empty = f"No scripts yet. Put some into {scripts.own_folder()}."
    output.print_table(("name", "", "about", "path"), rows, empty=empty)


def _show(name: Name, dossier: Beside = None) -> None:
    typer.echo(scripts.read_text(scripts.script_named(name, dossier).path))


def _trust(name: Name, dossier: Beside = None) -> None:
    script = scripts.script_named(name, dossier)
    scripts.trust(script)
    typer.echo(f"Trusted: {script.path}")


def _distrust(name: Name, dossier: Beside = None) -> None:
    script = scripts.script_named(name, dossier)
    scripts.distrust(script)
    typer.echo(f"No longer trusted: {script.path}")
