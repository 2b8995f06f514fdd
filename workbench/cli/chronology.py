"""`workbench chronology` and `workbench decisions compare`: day by day, and before and after."""

from __future__ import annotations

import typer

from workbench.cli import output
from workbench.cli.fields import record_named
from workbench.cli.nouns import Key
from workbench.cli.options import AsJson, DossierFile, QueryLine, opened
from workbench.console.names import namer
from workbench.console.tables import Facts
from workbench.model.record import label_of

NAMES = ("day", "lane", "ref", "title", "what", "folded")


def register(app: typer.Typer) -> None:
    """Adds the command."""
    app.command("chronology", help="What was announced, in effect and reported, day by day.")(_list)


def register_decisions(app: typer.Typer) -> None:
    """Adds the command to the decisions."""
    app.command("compare", help="A reversal, before and after, field by field.")(_compare)


def _list(dossier: DossierFile, query: QueryLine = "", json: AsJson = False) -> None:
    with opened(dossier, read_only=True) as held:
        rows = [
            (
                each.when.text if json else str(each.when),
                each.lane.value,
                each.decision.ref,
                each.decision.title,
                ", ".join(each.what),
                each.folded,
            )
            for each in held.chronology.read(query)
        ]
    if json:
        output.print_json(dict(zip(NAMES, row, strict=True)) for row in rows)
        return
    cells = ([*row[:-1], f"and {row[-1]} more" if row[-1] else ""] for row in rows)
    output.print_table(("day", "lane", "ref", "title", "what", ""), cells, empty="No decisions.")


def _compare(key: Key, dossier: DossierFile, json: AsJson = False) -> None:
    with opened(dossier, read_only=True) as held:
        found = held.decisions.reversals(record_named(held, "decision", key).id)
        if json:
            output.print_json(
                {
                    "before": each.before.ref,
                    "after": each.after.ref,
                    "relation": each.relation.value,
                    "changed": list(each.changed),
                }
                for each in found
            )
            return
        if not found:
            typer.echo("It takes nothing back, and nothing takes it back.")
        for each in found:
            sides = [
                dict(Facts(x, name_of=namer(held)).cells()[1:]) for x in (each.before, each.after)
            ]
            metadata = type(each.before).__dataclass_fields__
            labels = [label_of(name, metadata[name].metadata) for name in each.changed]
            rows = ([label, *(side.get(label, "not stated") for side in sides)] for label in labels)
            output.print_table(
                ("", each.before.ref, each.after.ref), rows, empty="They say the same."
            )
