"""`workbench sample PATH`: the sample dossiers."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from workbench.dossier.sample import SAMPLES, build


def register(app: typer.Typer) -> None:
    """Adds the command."""
    app.command("sample", help="Make a sample dossier at PATH.")(_sample)


def _sample(
    path: Annotated[Path, typer.Argument(help="The file to make.")],
    which: Annotated[str, typer.Option(help=f"One of: {', '.join(SAMPLES)}.")] = SAMPLES[0],
) -> None:
    build(path, which)
    typer.echo(path)
