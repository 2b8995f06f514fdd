"""`workbench exchange read|write`: coding projects, codebooks, annotations, provenance."""

from __future__ import annotations

from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from workbench.cli import output
from workbench.cli.options import AnalystName, DossierFile, Out, QueryLine, from_input, opened

if TYPE_CHECKING:
    from workbench.dossier.exchange import Exchanged


class Format(StrEnum):
    """What can be written."""

    QDPX = "qdpx"
    QDC = "qdc"
    JSONLD = "jsonld"
    PROV = "prov"


def register(app: typer.Typer) -> None:
    """Adds the commands."""
    group = typer.Typer(help="Exchange with other programs.", no_args_is_help=True)
    group.command("read", help="Take in a .qdpx project, a .qdc codebook, or annotations in JSON.")(
        _read
    )
    group.command("write", help="Write a project, the codebook, annotations or provenance.")(_write)
    app.add_typer(group, name="exchange")


def _read(
    file: Annotated[
        Path,
        typer.Argument(
            callback=from_input(".json", {b"PK": ".qdpx", b"<": ".qdc"}),
            help="From QualCoder, MAXQDA, Hypothesis, Zotero ...; - for input.",
        ),
    ],
    dossier: DossierFile,
    analyst: AnalystName = "",
) -> None:
    with opened(dossier, analyst=analyst) as opened_dossier:
        _tell(opened_dossier.exchange.read(file))


def _write(
    dossier: DossierFile,
    out: Out,
    form: Annotated[
        Format | None, typer.Option("--format", help="Else by the ending of the file.")
    ] = None,
    query: QueryLine = "",
) -> None:
    with opened(dossier, read_only=True) as opened_dossier, output.file_for(out) as file:
        exchange = opened_dossier.exchange
        chosen = form or _by_ending(out)
        if chosen is Format.QDPX:
            done = exchange.write_project(file, query)
        elif chosen is Format.QDC:
            done = exchange.write_codebook(file)
        elif chosen is Format.PROV:
            done = exchange.write_provenance(file)
        else:
            done = exchange.write_annotations(file, query)
        _tell(done, err=True)


def _by_ending(out: Path) -> Format:
    known = {".qdpx": Format.QDPX, ".qdc": Format.QDC, ".json": Format.PROV}
    return known.get(out.suffix.casefold(), Format.JSONLD)


def _tell(done: Exchanged, *, err: bool = False) -> None:
    typer.echo(done.words, err=err)
    for each in done.lost:
        typer.echo(each, err=True)
