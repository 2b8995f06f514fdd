"""`workbench allocations shares|pipeline|equivalents`: what allocations amount to."""

from __future__ import annotations

from typing import Annotated

import typer

from workbench.cli import output
from workbench.cli.options import AsJson, DossierFile, QueryLine, opened
from workbench.model.basis import Basis

Row = tuple[str, ...]
NONE = "No allocation matches."


def register(app: typer.Typer) -> None:
    """Adds the commands to the noun."""
    app.command("shares", help="What each recipient holds, exactly bounded; what clashes.")(_shares)
    app.command("pipeline", help="How far they have come, and how much is seen.")(_pipeline)
    app.command("equivalents", help="What they add up to in H100 equivalents.")(_equivalents)


def _shares(dossier: DossierFile, query: QueryLine = "", json: AsJson = False) -> None:
    rows: list[Row] = []
    with opened(dossier, read_only=True) as opened_dossier:
        for each in opened_dossier.allocations.shares(query):
            names = {p.id: p.title for p in opened_dossier.parties.page(sorted(each.held))}
            for party, name in names.items():  # a part to nobody who is named is held by no party
                held = each.held[party]
                words = f"{held.sign_text()}{' (outer bound)' if each.outer else ''}"
                rows.append((each.whole.ref, name, words, held.unit))
            if each.realisable is not None:
                told = each.realisable.sign_text()
                rows.append((each.whole.ref, "all together", told, each.realisable.unit))
            rows += [(each.whole.ref, "cannot all hold", words, "") for words in each.clash]
    output.print_rows(("allocation", "recipient", "holds", "unit"), rows, as_json=json, empty=NONE)


def _pipeline(dossier: DossierFile, query: QueryLine = "", json: AsJson = False) -> None:
    rows: list[Row] = []
    with opened(dossier, read_only=True) as opened_dossier:
        for each in opened_dossier.allocations.pipeline(query):
            rows += [
                (step.stage.value, step.total.total_text(), each.unit, step.share_words)
                for step in each.steps
            ]
            if each.visibility is not None:
                of = f"not seen of {each.visibility.of.value}"
                rows.append((of, each.visibility.gap_words, each.unit, ""))
            days = each.days_since
            told = "never located" if days is None else _days(days)
            rows.append(("days since last located", told, each.unit, ""))
    output.print_rows(
        ("stage", "quantity", "unit", "of the stage before"), rows, as_json=json, empty=NONE
    )


def _days(days: tuple[int, int]) -> str:
    return str(days[0]) if days[0] == days[1] else f"{days[0]} – {days[1]}"


def _equivalents(
    dossier: DossierFile,
    query: QueryLine = "",
    basis: Annotated[Basis, typer.Option(help="What one is measured by: never mixed.")] = Basis.TPP,
    unverified: Annotated[
        bool, typer.Option("--unverified", help="Let unverified figures count.")
    ] = False,
    json: AsJson = False,
) -> None:
    with opened(dossier, read_only=True) as opened_dossier:
        totals, left_out = opened_dossier.allocations.equivalents(
            query, basis=basis, unverified=unverified
        )
    rows = [(stage.value, quantity.total_text(), f"H100e, {basis}") for stage, quantity in totals]
    empty = "Nothing can be counted in equivalents." if left_out else NONE
    output.print_rows(("stage", "quantity", "unit"), rows, as_json=json, empty=empty)
    for words in left_out:
        typer.echo(words, err=True)
