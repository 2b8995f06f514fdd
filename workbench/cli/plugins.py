"""`workbench plugins list|allow`, `actions list|run` and `analyses list|run`."""

from __future__ import annotations

from dataclasses import asdict
from typing import Annotated

import typer

from workbench.cli import output
from workbench.cli.options import AnalystName, AsJson, DossierFile, QueryLine, named_by, opened
from workbench.dossier.actions import every_action
from workbench.plugins.found import plugins

PluginName = Annotated[str, named_by(lambda: (each.name for each in plugins().every()))]
ActionName = Annotated[str, named_by(lambda: (each.name for each in every_action()))]
AnalysisName = Annotated[str, named_by(lambda: (each.name for each in plugins().ask("analyses")))]


def register(app: typer.Typer) -> None:
    """Adds a group each for plugins, actions and analyses."""
    group = typer.Typer(help="The plugins that are installed.", no_args_is_help=True)
    group.command("list", help="List plugins, what each brings, and whether it works.")(_plugins)
    group.command("allow", help="Let a plugin that was left out work again.")(_allow)
    app.add_typer(group, name="plugins")
    actions = typer.Typer(help="What plugins and trusted scripts can do.", no_args_is_help=True)
    actions.command("list", help="List the actions there are.")(_actions)
    actions.command("run", help="Carry an action out on a dossier.")(_act)
    app.add_typer(actions, name="actions")
    analyses = typer.Typer(help="Tables computed from a whole dossier.", no_args_is_help=True)
    analyses.command("list", help="List the analyses there are.")(_analyses)
    analyses.command("run", help="Print the table of an analysis.")(_analyse)
    app.add_typer(analyses, name="analyses")


def _plugins(json: AsJson = False) -> None:
    found = plugins().every()
    if json:
        output.print_json(asdict(each) for each in found)
        return
    output.print_table(
        ("name", "package", "brings", "state"),
        (
            [each.name, f"{each.package} {each.version}", ", ".join(each.brings), each.state]
            for each in found
        ),
        empty="No plugin is installed.",
    )


def _allow(name: PluginName) -> None:
    plugins().allow(name)
    typer.echo(f"“{name}” works again.")


def _actions(json: AsJson = False) -> None:
    found = every_action()
    if json:
        output.print_json(
            {"name": each.name, "title": each.title, "about": each.about} for each in found
        )
        return
    output.print_table(
        ("name", "title", "about"),
        ([each.name, each.title, each.about] for each in found),
        empty="No action yet: trust a script of the library, or install a plugin.",
    )


def _act(
    name: ActionName,
    dossier: DossierFile,
    keys: Annotated[
        list[str] | None, typer.Argument(help="The records it is for: numbers or ids.")
    ] = None,
    analyst: AnalystName = "",
) -> None:
    with opened(dossier, analyst=analyst) as opened_dossier:
        ids = [opened_dossier.get(each).id for each in keys or ()]
        said = opened_dossier.actions.run(name, ids)
    if said is not None:
        typer.echo(said)


def _analyses(json: AsJson = False) -> None:
    found = plugins().ask("analyses")
    if json:
        output.print_json(
            {"name": each.name, "title": each.title, "method": each.method} for each in found
        )
        return
    rows = ([each.name, each.title] for each in found)
    output.print_table(("name", "title"), rows, empty="")


def _analyse(
    name: AnalysisName, dossier: DossierFile, query: QueryLine = "", json: AsJson = False
) -> None:
    with opened(dossier, read_only=True) as opened_dossier:
        table = opened_dossier.analyses.run(name, query)
    if json:
        output.print_json(dict(zip(table.columns, row, strict=True)) for row in table.rows)
        return
    output.print_table(table.columns, table.words, empty="Nothing to compute it from yet.")
    typer.echo(table.method)
