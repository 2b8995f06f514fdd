"""`workbench sources add|text`: reading documents in."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from workbench.cli import citations, repeats
from workbench.cli.fields import record_named
from workbench.cli.nouns import Key
from workbench.cli.options import AnalystName, DossierFile, opened
from workbench.errors import WorkbenchError
from workbench.model.kinds import Genre

if TYPE_CHECKING:
    from collections.abc import Iterator

READ_FROM_INPUT = "-"


def register(app: typer.Typer) -> None:
    """Adds the commands to the noun."""
    app.command("add", help="Read files, or every file of a folder, or - for standard input.")(_add)
    app.command("text", help="Print the text of a source.")(_text)
    citations.register(app)
    repeats.register(app)


def _add(
    files: Annotated[list[str], typer.Argument(help="Files or folders; - for standard input.")],
    dossier: DossierFile,
    title: Annotated[str, typer.Option(help="The title; else what the document says.")] = "",
    genre: Annotated[Genre, typer.Option(help="What sort of document.")] = Genre.OTHER,
    encoding: Annotated[str | None, typer.Option(help="Read text in this encoding.")] = None,
    analyst: AnalystName = "",
) -> None:
    failed = 0
    fields: dict[str, Any] = {"genre": genre} | ({"title": title} if title else {})
    with opened(dossier, analyst=analyst) as opened_dossier:
        for name in _expanded(files):
            try:
                if name == READ_FROM_INPUT:
                    source = opened_dossier.sources.add_text(sys.stdin.read(), **fields)
                else:
                    source = opened_dossier.sources.add_file(name, encoding=encoding, **fields)
            except WorkbenchError as refused:
                failed += 1
                typer.echo(f"{name}: {refused}", err=True)
            else:
                typer.echo(f"{source.ref}\t{source.title}")
    if failed:
        raise typer.Exit(1)


def _expanded(names: list[str]) -> Iterator[str]:
    """The files that were named, and those of the folders that were named, in order."""
    for name in names:
        if Path(name).is_dir():
            within = [str(each) for each in sorted(Path(name).rglob("*")) if each.is_file()]
            yield from within or [name]  # an empty folder is refused by name
        else:
            yield name


def _text(key: Key, dossier: DossierFile) -> None:
    with opened(dossier, read_only=True) as opened_dossier:
        source = record_named(opened_dossier, "source", key)
        typer.echo(opened_dossier.sources.text(source.id))
