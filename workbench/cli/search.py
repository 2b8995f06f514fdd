"""`workbench search TEXT`: full-text search over everything."""

from __future__ import annotations

from typing import Annotated

import typer

from workbench.cli import output
from workbench.cli.options import AsJson, DossierFile, opened


def register(app: typer.Typer) -> None:
    """Adds the command."""
    app.command("search", help="Search sources, claims, decisions, parties and the rest.")(_search)


def _search(
    text: Annotated[list[str], typer.Argument(help="The words; all of them must be found.")],
    dossier: DossierFile,
    limit: Annotated[int, typer.Option("--limit", "-n", min=1, help="How many at most.")] = 50,
    json: AsJson = False,
) -> None:
    words = " ".join(text)
    with opened(dossier, read_only=True) as opened_dossier:
        hits = opened_dossier.search(words, limit=limit)
    names = ("ref", "kind", "title", "excerpt")
    if json:
        output.print_json({name: getattr(hit, name) for name in names} for hit in hits)
        return
    rows = ([getattr(hit, name) for name in names] for hit in hits)
    output.print_table(names, rows, empty=f"Nothing found for {words!r}.")
