"""`workbench claims|parties rate` and `ratings`: grades with their basis and history."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from workbench.cli import output
from workbench.cli.fields import record_named
from workbench.cli.nouns import Key
from workbench.cli.options import AnalystName, AsJson, DossierFile, opened
from workbench.dossier.ratings import ratings_of

if TYPE_CHECKING:
    from collections.abc import Callable

_GRADE = {"claim": "1 to 6; 6 is not judged.", "party": "A to F; F is not judged."}


def register_claims(app: typer.Typer) -> None:
    """Adds the commands to the claims."""
    _register(app, "claim")


def register_parties(app: typer.Typer) -> None:
    """Adds the commands to the parties."""
    _register(app, "party")


def _register(app: typer.Typer, kind: str) -> None:
    app.command("rate", help=f"Grade one (NATO): {_GRADE[kind]}")(_rate(kind))
    app.command("ratings", help="Who graded it how, when, why, and on which basis.")(_ratings(kind))


def _rate(kind: str) -> Callable[..., None]:
    def command(
        key: Key,
        grade: Annotated[str, typer.Argument(help="The letter or figure.")],
        dossier: DossierFile,
        basis: Annotated[str, typer.Option(help="What the judgement rests on.")] = "",
        reason: Annotated[str, typer.Option(help="Why it is judged now.")] = "",
        analyst: AnalystName = "",
    ) -> None:
        with opened(dossier, analyst=analyst) as held:
            rate = held.claims.rate if kind == "claim" else held.parties.rate
            typer.echo(
                rate(record_named(held, kind, key).id, grade, reason=reason, basis=basis).ref
            )

    return command


def _ratings(kind: str) -> Callable[..., None]:
    def command(key: Key, dossier: DossierFile, json: AsJson = False) -> None:
        with opened(dossier, read_only=True) as held:
            rows = [
                (
                    each.operation.at,
                    each.operation.analyst,
                    each.grade,
                    each.basis,
                    each.operation.reason,
                )
                for each in ratings_of(held, record_named(held, kind, key))
            ]
        names = ("at", "analyst", "grade", "basis", "reason")
        output.print_rows(names, rows, as_json=json, empty="Nobody has graded it.")

    return command
