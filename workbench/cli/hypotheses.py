"""`workbench hypothesis-sets weigh|rate|matrix`: analysis of competing hypotheses."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated, Any

import typer

from workbench.cli import output
from workbench.cli.fields import record_named
from workbench.cli.options import AnalystName, AsJson, DossierFile, opened
from workbench.model.kinds import AchGrade

if TYPE_CHECKING:
    from workbench.dossier.hypotheses import AchMatrix

Key = Annotated[str, typer.Argument(help="The ref (HS-0001), number, id or name of the set.")]
Claims = Annotated[list[str], typer.Argument(help="Refs of claims.")]


def register(app: typer.Typer) -> None:
    """Adds the commands to the noun."""
    app.command("weigh", help="Add claims to the evidence of a set.")(_weigh)
    app.command("rate", help="Rate a claim against a hypothesis.")(_rate)
    app.command("matrix", help="Inconsistency scores, ratings, and which evidence tells apart.")(
        _matrix
    )


def _weigh(key: Key, claims: Claims, dossier: DossierFile, analyst: AnalystName = "") -> None:
    with opened(dossier, analyst=analyst) as opened_dossier:
        found = record_named(opened_dossier, "hypothesis_set", key).id
        typer.echo(opened_dossier.hypothesis_sets.weigh(found, *claims).ref)


def _rate(
    hypothesis: Annotated[str, typer.Argument(help="Ref of the hypothesis.")],
    claim: Annotated[str, typer.Argument(help="Ref of the claim.")],
    grade: Annotated[AchGrade, typer.Argument(help="How the claim stands to it.")],
    dossier: DossierFile,
    analyst: AnalystName = "",
) -> None:
    with opened(dossier, analyst=analyst) as opened_dossier:
        found = record_named(opened_dossier, "hypothesis", hypothesis).id
        made = opened_dossier.hypothesis_sets.rate(found, claim, grade)
        typer.echo(made.ref if made else "")


def _matrix(
    key: Key,
    dossier: DossierFile,
    of: Annotated[list[str] | None, typer.Option(help="Only these analysts.")] = None,
    weighted: Annotated[
        bool, typer.Option("--weighted", help="Weigh evidence by its credibility.")
    ] = False,
    json: AsJson = False,
) -> None:
    with opened(dossier, read_only=True) as opened_dossier:
        found = record_named(opened_dossier, "hypothesis_set", key).id
        shown = opened_dossier.hypothesis_sets.matrix(found, analysts=of, weighted=weighted)
    if json:
        output.print_json([{"hypotheses": _columns(shown), "evidence": _rows(shown)}])
        return
    output.print_table(
        ("ref", "statement", "against", "", "by analyst"),
        (
            [
                each["hypothesis"],
                each["statement"],
                f"{each['inconsistency']:g}",
                "least inconsistent" if each["least"] else "",
                ", ".join(f"{who}: {score:g}" for who, score in each["by_analyst"].items()),
            ]
            for each in _columns(shown)
        ),
        empty="No hypothesis yet.",
    )
    output.print_table(
        ("ref", "statement", "tells apart", "", "ratings"),
        (
            [
                each["claim"],
                each["statement"],
                f"{each['diagnosticity']:g}",
                "decides the order" if each["decides"] else "",
                "; ".join(_told(name, cell) for name, cell in each["ratings"].items()),
            ]
            for each in _rows(shown)
        ),
        empty="No evidence yet.",
    )


def _columns(shown: AchMatrix) -> list[dict[str, Any]]:
    return [
        {
            "hypothesis": each.ref,
            "statement": each.statement,
            "inconsistency": shown.matrix.scores[each.id],
            "least": each.id in shown.matrix.least,
            "by_analyst": {who: own.scores[each.id] for who, own in shown.by_analyst.items()},
        }
        for each in shown.hypotheses
    ]


def _rows(shown: AchMatrix) -> list[dict[str, Any]]:
    claims = {each.id: each for each in shown.evidence}
    return [
        {
            "claim": claims[row.evidence].ref,
            "statement": claims[row.evidence].statement,
            "diagnosticity": row.diagnosticity,
            "decides": row.decides,
            "ratings": {
                each.ref: cell
                for each in shown.hypotheses
                if (cell := _cell(shown, each.id, row.evidence))
            },
        }
        for row in shown.matrix.rows
    ]


def _cell(shown: AchMatrix, hypothesis: str, claim: str) -> dict[str, Any]:
    """The grade of each analyst, and how far they agree; empty where nobody rated it."""
    given = {who: shown.ratings.get((hypothesis, claim, who)) for who in shown.analysts}
    agreement = shown.consensus(hypothesis, claim)
    if agreement is None:
        return {}
    grades = {who: each.grade.value for who, each in given.items() if each}
    return {"grades": grades, "agreement": agreement.value}


def _told(name: str, cell: dict[str, Any]) -> str:
    grades = ", ".join(f"{who}: {each.replace('_', ' ')}" for who, each in cell["grades"].items())
    return f"{name} {grades}" + (f" ({cell['agreement']})" if len(cell["grades"]) > 1 else "")
