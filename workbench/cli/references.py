"""`workbench sources add-references|write-references`: RIS, BibTeX and CSL-JSON."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from workbench.cli import output
from workbench.cli.options import AnalystName, DossierFile, Out, QueryLine, from_input, opened
from workbench.model.many import many


def register(app: typer.Typer) -> None:
    """Adds the commands to the noun."""
    app.command("add-references", help="Add the sources that a .ris, .bib or .json file names.")(
        _add
    )
    app.command("write-references", help="Write sources to a .ris, .bib or .json file.")(_write)


def _add(
    file: Annotated[
        Path,
        typer.Argument(
            callback=from_input(".ris", {b"@": ".bib", b"[": ".json", b"{": ".json"}),
            help="The file of references; - for input.",
        ),
    ],
    dossier: DossierFile,
    analyst: AnalystName = "",
) -> None:
    with opened(dossier, analyst=analyst) as held:
        result = held.sources.add_references(file)
    for source in result.added:
        typer.echo(f"{source.ref}\t{source.title}")
    if result.held:
        typer.echo(f"{result.held:,} were there already.", err=True)
    for words in result.lost:
        typer.echo(words, err=True)


def _write(dossier: DossierFile, out: Out, query: QueryLine = "") -> None:
    with opened(dossier, read_only=True) as held, output.file_for(out) as file:
        typer.echo(many(held.sources.write_references(file, query), "reference"), err=True)
