"""`workbench sources graph`: who cites whom, down to the primary origins."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from workbench.cli import output
from workbench.cli.options import AsJson, DossierFile, opened

if TYPE_CHECKING:
    from workbench.dossier.dossier import Dossier

_COLUMNS = ("source", "cites", "how", "goes back to", "circular")


def register(app: typer.Typer) -> None:
    """Adds the command to the noun."""
    app.command("graph", help="Who cites whom, and which origins each goes back to.")(_graph)


def _graph(
    dossier: DossierFile,
    out: Annotated[
        Path | None, typer.Option("--out", "-o", help="Draw it: a .png, .svg or .pdf file.")
    ] = None,
    around: Annotated[
        str, typer.Option(metavar="REF", help="Only what touches a source or party: S-0003.")
    ] = "",
    dark: Annotated[bool, typer.Option("--dark", help="Light figures on dark.")] = False,
    scale: Annotated[int, typer.Option(min=1, max=4, help="Dots to the pixel of a .png.")] = 2,
    json: AsJson = False,
) -> None:
    with opened(dossier, read_only=True) as opened_dossier:
        if out is not None:
            _draw(opened_dossier, out, around, dark=dark, sharp=float(scale))
            typer.echo(out)
            return
        rows = _rows(opened_dossier, around)
    output.print_rows(_COLUMNS, rows, as_json=json, empty="No source is recorded to cite another.")


def _draw(dossier: Dossier, out: Path, around: str, *, dark: bool, sharp: float) -> None:
    from workbench.charts.citations import CitationChart
    from workbench.charts.export import ready, save_picture
    from workbench.charts.palette import DARK, LIGHT
    from workbench.charts.picture import Caption

    ready()
    last = next(iter(dossier.operations(limit=1)), None)
    caption = Caption.of(dossier.about, last)
    chart = CitationChart.of(dossier.sources.citation_map(around), DARK if dark else LIGHT, caption)
    save_picture(chart.plate(), out, sharp=sharp)


def _rows(dossier: Dossier, around: str) -> list[tuple[str, ...]]:
    graph = dossier.sources.graph()
    shown = dossier.sources.citation_map(around).places if around else graph.same
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
        if {graph.same[each.citing], graph.same[each.cited]} <= shown.keys()
    ]
