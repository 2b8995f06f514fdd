"""`workbench dossier new|info|check|history|undo|redo|revert FILE`."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from workbench.cli import output
from workbench.cli.nouns import NOUNS
from workbench.cli.options import AnalystName, AsJson, opened
from workbench.dossier.open import new_dossier

File = Annotated[Path, typer.Argument(help="The dossier file.")]
Limit = Annotated[int, typer.Option("--limit", "-n", min=1, help="How many, newest first.")]


def register(app: typer.Typer) -> None:
    """Adds the commands."""
    group = typer.Typer(help="Make, describe, check and undo a dossier.", no_args_is_help=True)
    group.command("new", help="Make an empty dossier.")(_new)
    group.command("info", help="Say what a dossier holds.")(_info)
    group.command("check", help="Look for damage; exit code 1 where there is any.")(_check)
    group.command("history", help="List operations, newest first.")(_history)
    group.command("undo", help="Take the last operation back.")(_undo)
    group.command("redo", help="Bring back what the last undo took back.")(_redo)
    group.command("revert", help="Take any operation back, by its number in the history.")(_revert)
    app.add_typer(group, name="dossier")


def _new(
    file: File,
    title: Annotated[str, typer.Option(help="What it is about.")] = "",
    analyst: AnalystName = "",
) -> None:
    new_dossier(file, title=title, analyst=analyst).close()
    typer.echo(file)


def _info(file: File, json: AsJson = False) -> None:
    with opened(file, read_only=True) as dossier:
        about = dossier.about
        last = next(iter(dossier.operations(limit=1)), None)
        counts = {name: len(dossier.records(kind)) for name, kind in NOUNS.items()}
        facts = {
            "title": about.title,
            "marking": about.marking.value,
            "operations": last.seq if last else 0,
            "head": last.hash if last else "",
            **counts,
        }
        if json:
            output.print_json([facts])
            return
        for name, value in facts.items():
            typer.echo(f"{name.replace('-', ' '):<18} {value}")


def _check(file: File, json: AsJson = False) -> None:
    with opened(file, read_only=True) as dossier:
        findings = dossier.check()
    if json:
        output.print_json({"where": each.where, "message": each.message} for each in findings)
    else:
        rows = [(each.where, each.message) for each in findings]
        output.print_table(("where", "what"), rows, empty="No damage found.")
    if findings:
        raise typer.Exit(1)


def _history(file: File, limit: Limit = 20, json: AsJson = False) -> None:
    names = ("seq", "at", "analyst", "label", "reason", "role", "changes", "hash")
    with opened(file, read_only=True) as dossier:
        found = dossier.operations(limit=limit)
    if json:
        output.print_json({name: getattr(each, name) for name in names} for each in found)
        return
    shown = ("seq", "at", "analyst", "label", "changes")
    rows = ([str(getattr(each, name)) for name in shown] for each in found)
    output.print_table(shown, rows, empty="Nothing was ever written.")


def _undo(file: File, analyst: AnalystName = "") -> None:
    with opened(file, analyst=analyst) as dossier:
        typer.echo(f"Took back: {dossier.undo().label}")


def _redo(file: File, analyst: AnalystName = "") -> None:
    with opened(file, analyst=analyst) as dossier:
        typer.echo(f"Brought back: {dossier.redo().label.removeprefix('Undo: ')}")


def _revert(
    file: File,
    operation: Annotated[
        int, typer.Argument(min=1, max=2**31, help="The number of the operation.")
    ],
    analyst: AnalystName = "",
) -> None:
    with opened(file, analyst=analyst) as dossier:
        typer.echo(f"Took back: {dossier.revert(operation).label}")
