"""`workbench forecasts estimate|resolve|reopen|scores`."""

from __future__ import annotations

from typing import Annotated

import typer

from workbench.cli import output
from workbench.cli.fields import record_named
from workbench.cli.options import AnalystName, AsJson, DossierFile, QueryLine, opened
from workbench.model.kinds import Outcome

Key = Annotated[str, typer.Argument(help="The ref (FC-0003), number, id or name.")]
Day = Annotated[str, typer.Option(help="The day, such as 2026-03-01.")]


def register(app: typer.Typer) -> None:
    """Adds the commands to the noun."""
    app.command("estimate", help="Say how likely: 70, or a word such as 'likely'.")(_estimate)
    app.command("resolve", help="Record how and when it was decided, or that it is annulled.")(
        _resolve
    )
    app.command("reopen", help="Take the outcome back; the score goes with it.")(_reopen)
    app.command("scores", help="Brier and log score, calibration, and what does not count.")(
        _scores
    )


def _estimate(
    key: Key,
    probability: Annotated[str, typer.Argument(help="70, '60 to 80', or an ICD 203 word.")],
    dossier: DossierFile,
    at: Annotated[str, typer.Option(help="The day it was made; empty: today.")] = "",
    analyst: AnalystName = "",
) -> None:
    with opened(dossier, analyst=analyst) as opened_dossier:
        found = record_named(opened_dossier, "forecast", key).id
        typer.echo(opened_dossier.forecasts.estimate(found, probability, at=at).ref)


def _resolve(
    key: Key,
    dossier: DossierFile,
    outcome: Annotated[Outcome, typer.Option(help="How it was decided.")],
    on: Day,
    decided_by: Annotated[str | None, typer.Option(help="The claim that decides it.")] = None,
    analyst: AnalystName = "",
) -> None:
    with opened(dossier, analyst=analyst) as opened_dossier:
        found = record_named(opened_dossier, "forecast", key).id
        made = opened_dossier.forecasts.resolve(found, outcome, on, decided_by=decided_by)
        typer.echo(made.ref)


def _reopen(key: Key, dossier: DossierFile, analyst: AnalystName = "") -> None:
    with opened(dossier, analyst=analyst) as opened_dossier:
        found = record_named(opened_dossier, "forecast", key).id
        typer.echo(opened_dossier.forecasts.reopen(found).ref)


def _scores(
    dossier: DossierFile,
    query: QueryLine = "",
    of: Annotated[str, typer.Option(help="Only this analyst's estimates.")] = "",
    json: AsJson = False,
) -> None:
    with opened(dossier, read_only=True) as opened_dossier:
        found = opened_dossier.forecasts.scores(query, analyst=of)
    rows = [
        {
            "ref": each.forecast.ref,
            "analyst": each.point.analyst,
            "probability": each.point.words,
            "outcome": each.forecast.outcome.value,
        }
        for each in found.counted
    ]
    rows += [{"ref": each.ref, "left_out": why} for each, why in found.left_out]
    if json:
        mean = found.score
        output.print_json(
            [{"count": mean.count, "brier": mean.brier, "log": mean.log, "forecasts": rows}]
        )
        return
    output.print_table(
        ("ref", "analyst", "probability", "outcome"),
        [[str(cell) for cell in row.values()] for row in rows],
        empty="No forecast yet.",
    )
    if found.score.brier and found.score.log:
        typer.echo(
            f"Brier {found.score.brier.words(3)}, log score {found.score.log.words(3)} "
            f"over {found.score.count}"
        )
