"""What several commands take, and how they open a dossier."""

from __future__ import annotations

from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from workbench.dossier.open import open_dossier
from workbench.errors import DossierReadOnly

if TYPE_CHECKING:
    from collections.abc import Iterator

    from workbench.dossier.dossier import Dossier

DossierFile = Annotated[
    Path,
    typer.Option("--dossier", "-d", envvar="WORKBENCH_DOSSIER", help="The dossier file."),
]
QueryLine = Annotated[
    str,
    typer.Option("--query", "-q", help="What to show, as in the search line: 'h200 stance:deny'."),
]
AsJson = Annotated[bool, typer.Option("--json", help="Print one JSON array of records.")]
AnalystName = Annotated[
    str, typer.Option("--analyst", help="Who signs the change; empty: your login name.")
]
Out = Annotated[Path, typer.Option("--out", "-o", help="The file to write.")]


class Asked:
    """What the options before the command ask of every command."""

    as_of: str = ""
    """Show dossiers as they were then."""


asked = Asked()


@contextmanager
def opened(path: Path, *, analyst: str = "", read_only: bool = False) -> Iterator[Dossier]:
    """A dossier for the time of one command.

    Raises:
        DossierReadOnly: it is to be written to, as it was in the past.
    """
    if asked.as_of and not read_only:
        raise DossierReadOnly
    dossier = open_dossier(path, analyst=analyst, read_only=read_only, as_of=asked.as_of or None)
    try:
        yield dossier
    finally:
        dossier.close()
