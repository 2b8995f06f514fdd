"""`workbench passages add`: marking words of a source."""

from __future__ import annotations

from typing import Annotated

import typer

from workbench.cli import repeats, versions
from workbench.cli.fields import record_named
from workbench.cli.options import AnalystName, DossierFile, opened
from workbench.model.code import Code


def register(app: typer.Typer) -> None:
    """Adds the command to the noun."""
    app.command("add", help="Mark the words of a source; prints the ref of the passage.")(_add)
    repeats.register_passages(app)
    versions.register_passages(app)


def _add(
    dossier: DossierFile,
    source: Annotated[str, typer.Option(help="Ref or title of the source.")],
    quote: Annotated[str, typer.Option(help="The words, exactly as they stand there.")],
    near: Annotated[
        int | None, typer.Option(help="Where they stand more than once: the character nearby.")
    ] = None,
    code: Annotated[list[str] | None, typer.Option(help="Ref or name of a code.")] = None,
    memo: Annotated[str, typer.Option(help="Your note.")] = "",
    analyst: AnalystName = "",
) -> None:
    with (
        opened(dossier, analyst=analyst) as opened_dossier,
        opened_dossier.operation("Mark passage"),
    ):
        found = opened_dossier.sources.get(record_named(opened_dossier, "source", source).id)
        passage = opened_dossier.passages.mark_quote(found, quote, near=near, memo=memo)
        codes = [record_named(opened_dossier, "code", each) for each in code or ()]
        chosen = [each for each in codes if isinstance(each, Code)]
        if chosen:
            opened_dossier.passages.mark(found, passage.start, passage.stop, codes=chosen)
        typer.echo(passage.ref)
