"""`workbench evidence REF`: the passages that speak for and against a record or one field of it."""

from __future__ import annotations

from typing import Annotated

import typer

from workbench.cli import output
from workbench.cli.options import AsJson, DossierFile, opened


def register(app: typer.Typer) -> None:
    """Adds the command."""
    app.command("evidence", help="The passages that speak for and against a record or field.")(
        _evidence
    )


def _evidence(
    ref: Annotated[str, typer.Argument(help="Ref of the record, such as D-0003.")],
    dossier: DossierFile,
    field: Annotated[
        str | None, typer.Option(help="Only this field; '' for the whole record.")
    ] = None,
    json: AsJson = False,
) -> None:
    with opened(dossier, read_only=True) as opened_dossier:
        found = opened_dossier.evidence(opened_dossier.get(ref), field)
    rows = [
        {
            "role": each.role.value,
            "grade": each.grade,
            "claim": each.claim.ref,
            "fields": ", ".join(each.fields),
            "source": each.source.title if each.source else "",
            "page": each.page,
            "quote": each.claim.quote or each.claim.statement,
            "hedge": each.claim.hedge,
        }
        for each in sorted(found, key=lambda each: each.role.value, reverse=True)
    ]
    if json:
        output.print_json(rows)
        return
    columns = ("role", "grade", "claim", "fields", "source", "page", "quote", "hedge")
    output.print_table(
        columns, ([row[name] for name in columns] for row in rows), empty="No passage speaks of it."
    )
