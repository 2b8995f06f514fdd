"""`workbench briefings list|show|write|remove|recipes`: Excel briefings."""

from __future__ import annotations

from typing import Annotated

import typer

from workbench.cli import nouns, output
from workbench.cli.options import AnalystName, AsJson, DossierFile, Out, QueryLine, opened
from workbench.dossier.briefings import STANDARD
from workbench.model.briefing import Briefing


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
    group.command("recipes", help="List the recipes.")(_recipes)
    group.command("lint", help="List what a careful reader would send back.")(_lint)
    group.command("write", help="Write a briefing of what the query shows.")(_write)
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


def _recipes(dossier: DossierFile) -> None:
    with opened(dossier, read_only=True) as opened_dossier:
        for each in opened_dossier.briefings.recipes():
            typer.echo(f"{each.name}\t{each.title}\t{', '.join(each.blocks)}")


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
    analyst: AnalystName = "",
) -> None:
    with opened(dossier, analyst=analyst) as opened_dossier:
        opened_dossier.briefings.write(out, query=query, recipe=recipe)
    typer.echo(out)
