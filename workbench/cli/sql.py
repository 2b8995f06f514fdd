"""`workbench sql STATEMENT`: questions that only read."""

from __future__ import annotations

import sys
from typing import Annotated

import typer

from workbench.cli import output
from workbench.cli.options import AsJson, DossierFile, opened


def register(app: typer.Typer) -> None:
    """Adds the command."""
    app.command(
        "sql",
        help="Ask in SQL; only reading is allowed."
        '\n\nExample: workbench sql "select jurisdiction, count(*) from decision group by 1"',
    )(_sql)


def _sql(
    statement: Annotated[str, typer.Argument(help="A select; - reads it from standard input.")],
    dossier: DossierFile,
    json: AsJson = False,
) -> None:
    asked = sys.stdin.read() if statement == "-" else statement
    with opened(dossier, read_only=True) as opened_dossier:
        found = opened_dossier.sql(asked)
    if json:
        output.print_json(
            {name: _plain(value) for name, value in row.items()} for row in found.dicts()
        )
        return
    output.print_table(found.columns, found.cells(len(found)), empty="No rows.")


def _plain(value: object) -> object:
    return value.hex() if isinstance(value, bytes) else value
