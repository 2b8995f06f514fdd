"""`workbench sources graph`: who cites whom, down to the primary origins."""

from __future__ import annotations

from typing import TYPE_CHECKING

from workbench.cli import output
from workbench.cli.options import AsJson, DossierFile, opened

if TYPE_CHECKING:
    import typer

    from workbench.dossier.dossier import Dossier

_COLUMNS = ("source", "cites", "how", "goes back to", "circular")


def register(app: typer.Typer) -> None:
    """Adds the command to the noun."""
    app.command("graph", help="Who cites whom, and which origins each goes back to.")(_graph)


def _graph(dossier: DossierFile, json: AsJson = False) -> None:
    with opened(dossier, read_only=True) as opened_dossier:
        rows = _rows(opened_dossier)
    if json:
        output.print_json(dict(zip(_COLUMNS, row, strict=True)) for row in rows)
        return
    output.print_table(_COLUMNS, rows, empty="No source is recorded to cite another.")


def _rows(dossier: Dossier) -> list[tuple[str, ...]]:
    graph = dossier.sources.graph()
    in_circle = {each for circle in graph.circles for each in circle}
    return [
        (
            graph.names[each.citing],
            graph.names[each.cited],
            each.how.value.replace("_", " ") if each.how else "attribution of a claim",
            ", ".join(origin.name for origin in graph.origins[each.citing]),
            "circular" if graph.same[each.citing] in in_circle else "",
        )
        for each in graph.citations
    ]
