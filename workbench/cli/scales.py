"""`workbench stance-scales shipped|adopt|revise`: the codebooks of stances."""

from __future__ import annotations

from typing import Annotated

import typer

from workbench.cli import output
from workbench.cli.fields import record_named
from workbench.cli.nouns import Key
from workbench.cli.options import AnalystName, AsJson, DossierFile, named_by, opened
from workbench.dossier.stance_scales import StanceScales
from workbench.model.stance_scale import ScaleLevel


def register(app: typer.Typer) -> None:
    """Adds the commands to the noun."""
    app.command("shipped", help="Print the names of the shipped scales.")(_shipped)
    app.command("adopt", help="Add a shipped scale; prints its ref.")(_adopt)
    app.command("revise", help="Add the next version of a scale; prints its ref.")(_revise)


def _shipped(json: AsJson = False) -> None:
    output.print_names(StanceScales.shipped(), as_json=json)


def _adopt(
    name: Annotated[str, named_by(StanceScales.shipped, "shipped")],
    dossier: DossierFile,
    analyst: AnalystName = "",
) -> None:
    with opened(dossier, analyst=analyst) as held:
        typer.echo(held.stance_scales.adopt(name).ref)


def _revise(
    key: Key,
    dossier: DossierFile,
    level: Annotated[
        list[str], typer.Option(help="What a level means, 0 first; repeat for each level.")
    ],
    analyst: AnalystName = "",
) -> None:
    levels = tuple(ScaleLevel(value=n, words=words) for n, words in enumerate(level))
    with opened(dossier, analyst=analyst) as held:
        scale = record_named(held, "stance_scale", key)
        typer.echo(held.stance_scales.revise(scale.id, levels=levels).ref)
