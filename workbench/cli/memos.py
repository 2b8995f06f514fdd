"""`workbench memos write|search`: notes about records, read in one place."""

from __future__ import annotations

from typing import Annotated

import typer

from workbench.cli import output
from workbench.cli.options import AnalystName, AsJson, DossierFile, opened


def register(app: typer.Typer) -> None:
    """Adds the commands to the noun."""
    app.command("write", help="Write a memo about a record, or a journal entry.")(_write)
    app.command("search", help="Every memo, those of passages too; newest first.")(_search)


def _write(
    words: Annotated[str, typer.Argument(help="The memo.")],
    dossier: DossierFile,
    about: Annotated[str, typer.Option(help="Ref of the record; empty: a journal entry.")] = "",
    analyst: AnalystName = "",
) -> None:
    with opened(dossier, analyst=analyst) as opened_dossier:
        record = opened_dossier.get(about) if about else None
        typer.echo(opened_dossier.memos.write(words, about=record).ref)


def _search(
    dossier: DossierFile,
    words: Annotated[list[str] | None, typer.Argument(help="Words that it holds.")] = None,
    json: AsJson = False,
) -> None:
    with opened(dossier, read_only=True) as opened_dossier:
        lines = opened_dossier.memos.every(" ".join(words or ()))
    rows = [
        {
            "about": each.about.ref if each.about else "",
            "name": each.about.name if each.about else "Journal",
            "memo": each.words,
        }
        for each in lines
    ]
    if json:
        output.print_json(rows)
        return
    columns = ("about", "name", "memo")
    output.print_table(columns, ([row[n] for n in columns] for row in rows), empty="No memos.")
