"""`workbench sources page` and `workbench passages page`: pages of a PDF, with passages boxed."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from workbench.cli import output
from workbench.cli.fields import record_named
from workbench.cli.nouns import Key
from workbench.cli.options import DossierFile, opened

if TYPE_CHECKING:
    from workbench.dossier.pages import DrawnPage

Out = Annotated[
    Path, typer.Option("--out", "-o", help="A .png, .svg or .pdf file; -.png for output.")
]
Width = Annotated[int, typer.Option(min=200, max=4000, help="How many pixels wide.")]


def register_sources(app: typer.Typer) -> None:
    """Adds the command that draws a page of a source."""
    app.command("page", help="Draw a page of a PDF, with its passages boxed.")(_page)


def register_passages(app: typer.Typer) -> None:
    """Adds the command that draws the page of a passage."""
    app.command("page", help="Draw the page on which a passage stands, boxed.")(_page_with)


def _page(
    key: Key,
    number: Annotated[int, typer.Argument(help="Which page, from 1.")],
    dossier: DossierFile,
    picture: Out,
    width: Width = 1600,
) -> None:
    with opened(dossier, read_only=True) as held:
        source = record_named(held, "source", key)
        _save(held.sources.drawn_page(source.id, number, width=width), picture)


def _page_with(key: Key, dossier: DossierFile, picture: Out, width: Width = 1600) -> None:
    with opened(dossier, read_only=True) as held:
        passage = record_named(held, "passage", key)
        _save(held.passages.drawn_page(passage.id, width=width), picture)


def _save(drawn: DrawnPage, out: Path) -> None:
    from workbench.console.chart import PageOfSource

    with output.file_for(out) as file:
        PageOfSource(drawn).save(file)
