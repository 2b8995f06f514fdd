"""`workbench passages add`: marking words of a source."""

from __future__ import annotations

from typing import Annotated, cast

import typer

from workbench.cli import pages, repeats, versions
from workbench.cli.fields import record_named
from workbench.cli.options import AnalystName, DossierFile, opened
from workbench.model.code import Code
from workbench.model.kinds import SupportRole
from workbench.model.passage import Passage


def register(app: typer.Typer) -> None:
    """Adds the command to the noun."""
    app.command("add", help="Mark the words of a source; prints the ref of the passage.")(_add)
    app.command("link", help="Have a passage speak for or against a field of a record.")(_link)
    repeats.register_passages(app)
    versions.register_passages(app)
    pages.register_passages(app)


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


def _link(
    key: Annotated[str, typer.Argument(help="The ref (M-0003), number or id of the passage.")],
    dossier: DossierFile,
    record: Annotated[str, typer.Option(help="Ref of the record, such as D-0003.")],
    field: Annotated[str, typer.Option(help="The field; empty: the whole record.")] = "",
    against: Annotated[bool, typer.Option(help="It speaks against the field.")] = False,
    analyst: AnalystName = "",
) -> None:
    with opened(dossier, analyst=analyst) as opened_dossier:
        passage = cast("Passage", record_named(opened_dossier, "passage", key))
        role = SupportRole.CONTRADICTS if against else SupportRole.SUPPORTS
        about = opened_dossier.get(record)
        typer.echo(opened_dossier.supports.link(passage, about, field, role=role).ref)
