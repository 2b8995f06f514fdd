"""`workbench briefings list|show|lint|write|slots|remove|recipes|recipe|keep|add-plot`."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from workbench.cli import nouns, output
from workbench.cli.options import (
    AnalystName,
    AsJson,
    DossierFile,
    Out,
    QueryLine,
    asked,
    from_input,
    opened,
)
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
from workbench.dossier.briefing_file import PRINTED
from workbench.dossier.briefings import STANDARD
from workbench.dossier.release import Release
from workbench.model.briefing import Briefing
from workbench.model.kinds import Marking
from workbench.model.plot_choice import LaneBy, PlotBy, PlotForm, PlotMeasure, PlotPeriod

if TYPE_CHECKING:
    from workbench.analysis.plot import Plot
    from workbench.dossier.briefing_file import Printer
    from workbench.model.about import About
    from workbench.model.change import Operation
    from workbench.model.plot_picture import PlotPicture


def register(app: typer.Typer) -> None:
    """Adds the commands."""
    group = typer.Typer(help="Write Excel briefings.", no_args_is_help=True)
    group.command("list", help="List the briefings that were written.")(_list)
    group.command("show", help="Show one that was written: with what, when, where.")(
        nouns.show_command(Briefing)
    )
    group.command("remove", help="Forget that one was written; its file stays.")(
        nouns.remove_command(Briefing)
    )
    group.command("recipe", help="Print a recipe, to share it as a file.")(_recipe)
    group.command("keep", help="Keep a recipe file in the dossier; prints its ref.")(_keep)
    group.command("add-plot", help="Put a plot into a recipe; prints its ref.")(_add_plot)
    group.command("recipes", help="List the recipes.")(_recipes)
    group.command("lint", help="List what a careful reader would send back.")(_lint)
    group.command("write", help="Write what the query shows: xlsx, pdf, html, md, zip.")(_write)
    group.command("slots", help="List the places of a workbook that a briefing would fill.")(_slots)
    app.add_typer(group, name="briefings")


def _list(dossier: DossierFile, json: AsJson = False) -> None:
    with opened(dossier, read_only=True) as opened_dossier:
        found = opened_dossier.briefings.find()
    if json:
        output.print_json(output.as_json(each) for each in found)
        return
    rows = ([each.ref, each.written, each.title, each.recipe, each.file_name] for each in found)
    output.print_table(
        ("ref", "written", "title", "recipe", "file"), rows, empty="None was written."
    )


def _recipes(dossier: DossierFile, json: AsJson = False) -> None:
    with opened(dossier, read_only=True) as opened_dossier:
        found = opened_dossier.briefings.recipes()
    if json:
        output.print_json(
            {"name": each.name, "title": each.title, "blocks": list(each.blocks)} for each in found
        )
        return
    rows = ([each.name, each.title, ", ".join(each.blocks)] for each in found)
    output.print_table(("name", "title", "sheets"), rows, empty="There are no recipes.")


def _lint(
    dossier: DossierFile,
    query: QueryLine = "",
    recipe: Annotated[str, typer.Option(help="Name of a recipe, or a .toml file.")] = STANDARD,
    json: AsJson = False,
) -> None:
    with opened(dossier, read_only=True) as opened_dossier:
        found = opened_dossier.briefings.lint(query, recipe)
    if json:
        output.print_json(
            {"rule": each.rule, "ref": each.ref, "words": each.words} for each in found
        )
        return
    rows = ([each.ref, each.rule, each.words] for each in found)
    output.print_table(("ref", "rule", "finding"), rows, empty="Nothing was found.")


def _write(
    dossier: DossierFile,
    out: Out,
    query: QueryLine = "",
    recipe: Annotated[str, typer.Option(help="Name of a recipe, or a .toml file.")] = STANDARD,
    template: Annotated[
        Path | None, typer.Option(help="An .xlsx to fill in place, such as an older briefing.")
    ] = None,
    leave_out: Annotated[
        list[str] | None,
        typer.Option(help="A source or passage of which nothing may show; can be repeated."),
    ] = None,
    marking: Annotated[
        Marking | None, typer.Option(help="Another marking than that of what is shown.")
    ] = None,
    national: Annotated[str | None, typer.Option(help="The same for the national marking.")] = None,
    reason: Annotated[str, typer.Option(help="Why the marking may be lower; is recorded.")] = "",
    analyst: AnalystName = "",
) -> None:
    release = Release(
        leave_out=tuple(leave_out or ()), marking=marking, national=national, reason=reason
    )
    past = bool(asked.as_of)  # a briefing of the past is written, though not recorded there
    with (
        opened(dossier, analyst=analyst, read_only=past) as opened_dossier,
        output.file_for(out) as file,
    ):
        opened_dossier.briefings.write(
            file,
            query=query,
            recipe=recipe,
            template=template,
            printer=_printer(out),
            painter=_painted,
            release=release,
        )


def _slots(
    dossier: DossierFile,
    template: Annotated[Path, typer.Argument(help="An .xlsx workbook.")],
    json: AsJson = False,
) -> None:
    with opened(dossier, read_only=True) as opened_dossier:
        found = opened_dossier.briefings.slots(template)
    if json:
        output.print_json({"cell": cell, "fills": words} for cell, words in found)
        return
    output.print_table(("cell", "what is filled"), map(list, found), empty="Nothing.")


def _printer(out: Path) -> Printer | None:
    """What prints a PDF; Qt is loaded for one only."""
    if out.suffix.casefold() != PRINTED:
        return None
    from workbench.charts.paper import printed

    return printed


def _painted(plot: Plot, about: About, last: Operation | None) -> PlotPicture:
    """Draws a plot; Qt is loaded for one only."""
    from workbench.charts.painted import painted

    return painted(plot, about, last)


def _add_plot(
    dossier: DossierFile,
    name: Annotated[str, typer.Argument(help="The name of a recipe.")],
    query: QueryLine = "",
    form: Form = PlotForm.STEPS,
    by: By = PlotBy.RECIPIENT,
    period: Period = PlotPeriod.QUARTER,
    measure: Measure = PlotMeasure.UNITS,
    lanes: Lanes = LaneBy.JURISDICTION,
    unverified: Unverified = False,
    title: Finding = "",
    hide: Hide = None,
    chart: PluginChart = "",
    analyst: AnalystName = "",
) -> None:
    with opened(dossier, analyst=analyst) as opened_dossier:
        kept = opened_dossier.saved_recipes.add_plot(
            name,
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
    typer.echo(f"{kept.ref}\t{kept.title}")


def _recipe(
    dossier: DossierFile, name: Annotated[str, typer.Argument(help="The name of a recipe.")]
) -> None:
    with opened(dossier, read_only=True) as opened_dossier:
        typer.echo(opened_dossier.saved_recipes.text_of(name), nl=False)


def _keep(
    dossier: DossierFile,
    file: Annotated[
        Path,
        typer.Argument(
            callback=from_input(".toml"), help="A recipe file that ends in .toml; - for input."
        ),
    ],
    name: Annotated[str, typer.Option(help="Its name in the dossier; else the file's.")] = "",
    analyst: AnalystName = "",
) -> None:
    with opened(dossier, analyst=analyst) as opened_dossier:
        text = opened_dossier.saved_recipes.text_of(str(file.with_suffix(".toml")))
        typer.echo(opened_dossier.saved_recipes.save(name or file.stem, text).ref)
