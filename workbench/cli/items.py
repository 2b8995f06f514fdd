"""`workbench items catalogue|add-shipped`: the shipped catalogue of items."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from workbench.cli import output
from workbench.cli.options import AnalystName, AsJson, DossierFile, opened

if TYPE_CHECKING:
    from collections.abc import Iterator

    from workbench.model.item import Item

_COLUMNS = ("item", "figure", "value", "unit", "status", "cited")


def register(app: typer.Typer) -> None:
    """Adds the commands."""
    app.command("catalogue", help="List the items that ship with the program, figure by figure.")(
        _catalogue
    )
    app.command("add-shipped", help="Add an item of the catalogue with its figures.")(_add_shipped)


def _catalogue(dossier: DossierFile, json: AsJson = False) -> None:
    with opened(dossier, read_only=True) as opened_dossier:
        items = opened_dossier.items.shipped()
    if json:
        output.print_json(output.as_json(each) for each in items)
        return
    rows = (row for each in items for row in _rows(each))
    output.print_table(_COLUMNS, rows, empty="The catalogue is empty.")


def _rows(item: Item) -> Iterator[tuple[str, ...]]:
    for spec in item.specs:
        amount = spec.amount
        yield (
            item.title,
            spec.figure.value,
            amount.sign_text(),
            amount.unit,
            spec.status.value,
            spec.cited,
        )


def _add_shipped(
    name: Annotated[str, typer.Argument(help="The name in the catalogue, such as 'H200 SXM'.")],
    dossier: DossierFile,
    analyst: AnalystName = "",
    into: Annotated[
        str | None, typer.Option(help="The ref or id of the item that gets the figures.")
    ] = None,
) -> None:
    with opened(dossier, analyst=analyst) as opened_dossier:
        typer.echo(opened_dossier.items.add_shipped(name, into=into).ref)
