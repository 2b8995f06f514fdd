"""`workbench hypothesis-sets weigh|rate|matrix`: analysis of competing hypotheses."""

from __future__ import annotations

from typing import Annotated, Any

import typer

from workbench.cli import output
from workbench.cli.fields import record_named
from workbench.cli.options import AnalystName, AsJson, DossierFile, opened
from workbench.model.kinds import AchGrade

Key = Annotated[str, typer.Argument(help="The ref (HS-0001), number, id or name of the set.")]
Claims = Annotated[list[str], typer.Argument(help="Refs of claims.")]


def register(app: typer.Typer) -> None:
    """Adds the commands to the noun."""
    app.command("weigh", help="Add claims to the evidence of a set.")(_weigh)
    app.command("rate", help="Rate a claim against a hypothesis.")(_rate)
    app.command("matrix", help="Inconsistency scores, and which evidence tells apart.")(_matrix)


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
    claims = {each.id: each for each in shown.evidence}
    rows: list[dict[str, Any]] = [
        {
            "hypothesis": each.ref,
            "statement": each.statement,
            "inconsistency": shown.matrix.scores[each.id],
            "least": each.id in shown.matrix.least,
        }
        for each in shown.hypotheses
    ]
    evidence: list[dict[str, Any]] = [
        {
            "claim": claims[row.evidence].ref,
            "statement": claims[row.evidence].statement,
            "diagnosticity": row.diagnosticity,
            "decides": row.decides,
        }
        for row in shown.matrix.rows
    ]
    if json:
        output.print_json([{"hypotheses": rows, "evidence": evidence}])
        return
    output.print_table(
        ("ref", "statement", "inconsistency or diagnosticity", ""),
        [
            *(
                [r["hypothesis"], r["statement"], f"{r['inconsistency']:g}", _mark(r, "least")]
                for r in rows
            ),
            *(
                [r["claim"], r["statement"], f"{r['diagnosticity']:g}", _mark(r, "decides")]
                for r in evidence
            ),
        ],
        empty="No hypothesis yet.",
    )


def _mark(row: dict[str, Any], name: str) -> str:
    words = {"least": "least inconsistent", "decides": "decides the order"}
    return words[name] if row[name] else ""
