"""`workbench trends list|plot`: what allocations add up to."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from workbench.cli import output
from workbench.cli.options import AsJson, DossierFile, Out, QueryLine, opened
from workbench.cli.plot_options import (
    By,
    Finding,
    Form,
    Hide,
    Lanes,
    Measure,
    Period,
    PluginChart,
    Unverified,
)
from workbench.model.kinds import QuantityKind
from workbench.model.plot_choice import LaneBy, PlotBy, PlotForm, PlotMeasure, PlotPeriod
from workbench.model.when import day_of

if TYPE_CHECKING:
    from workbench.analysis.trend import Trend


def register(app: typer.Typer) -> None:
    """Adds the commands."""
    group = typer.Typer(help="Plot and list what allocations add up to.", no_args_is_help=True)
    group.command("list", help="List the steps of each trend, with bounds.")(_list)
    group.command("plot", help="Write timeline and trend as .png, .svg or .pdf.")(_plot)
    app.add_typer(group, name="trends")


def _list(dossier: DossierFile, query: QueryLine = "", json: AsJson = False) -> None:
    with opened(dossier, read_only=True) as opened_dossier:
        trends = opened_dossier.trends.read(query)
    rows = [
        {
            "stage": trend.stage.value,
            "unit": trend.unit,
            "day": day_of(int(day)).isoformat(),
            "low": float(trend.low[n]),
            "high": None if trend.high[n] == float("inf") else float(trend.high[n]),
            "joint": float(trend.joint[n]),
            "outer": trend.outer,
            "words": _words(trend, int(day)),
        }
        for trend in trends
        for n, day in enumerate(trend.days)
    ]
    rows += [
        {
            "stage": trend.stage.value,
            "unit": trend.unit,
            "day": None,
            "words": entry.quantity.sign_text(),
        }
        for trend in trends
        for entry in trend.undated
    ]
    rows += [
        {
            "stage": trend.stage.value,
            "unit": trend.unit,
            "day": None,
            "when": str(entry.when),
            "words": f"not added, no bounds stated: {entry.quantity}",
        }
        for trend in trends
        for entry in trend.unstated
    ]
    if json:
        output.print_json(rows)
        return
    cells = (
        [
            row["stage"],
            row["day"] or row.get("when") or "no date stated",
            row["words"],
            row["unit"],
        ]
        for row in rows
    )
    output.print_table(
        ("stage", "day", "cumulative", "unit"),
        ([str(cell) for cell in line] for line in cells),
        empty="No allocation matches.",
    )


def _words(trend: Trend, day: int) -> str:
    """The sum up to a day as the plot words it: "> 562,000, no upper bound stated"."""
    quantity = trend.at(day)
    upper = "no upper bound stated" if quantity.kind is QuantityKind.LOWER_BOUND else ""
    outer = " (outer: intervals of estimates added)" if trend.outer else ""
    return ", ".join(filter(None, (quantity.sign_text(), upper))) + outer


def _plot(
    dossier: DossierFile,
    out: Out,
    query: QueryLine = "",
    dark: Annotated[bool, typer.Option("--dark", help="Light figures on dark.")] = False,
    width: Annotated[int, typer.Option(min=300, max=6000, help="In pixels.")] = 1200,
    height: Annotated[int, typer.Option(min=200, max=4000, help="In pixels.")] = 760,
    form: Form = PlotForm.STEPS,
    by: By = PlotBy.RECIPIENT,
    period: Period = PlotPeriod.QUARTER,
    measure: Measure = PlotMeasure.UNITS,
    lanes: Lanes = LaneBy.JURISDICTION,
    unverified: Unverified = False,
    title: Finding = "",
    hide: Hide = None,
    chart: PluginChart = "",
    scale: Annotated[int, typer.Option(min=1, max=4, help="Dots to the pixel of a .png.")] = 2,
) -> None:
    from workbench.charts.export import save
    from workbench.charts.palette import DARK, LIGHT
    from workbench.charts.picture import Caption

    with opened(dossier, read_only=True) as opened_dossier:
        plot = opened_dossier.trends.of(
            query,
            form=form,
            by=by,
            period=period,
            measure=measure,
            lanes=lanes,
            unverified=unverified,
            title=title,
            hidden=hide or (),
            chart=chart,
        )
        last = next(iter(opened_dossier.operations(limit=1)), None)
        caption = Caption.of(opened_dossier.about, last)
    for words in plot.left_out:
        typer.echo(words, err=True)
    with output.file_for(out) as file:
        save(
            plot.timeline,
            plot.trends,
            file,
            size=(width, height),
            palette=DARK if dark else LIGHT,
            caption=caption,
            choice=plot.choice,
            off=plot.off,
            sharp=float(scale),
        )
