"""What a dossier's records amount to: contradictions, stance, rules and track records."""

from __future__ import annotations

from typing import Annotated, Any

import typer

from workbench.cli import output
from workbench.cli.options import AnalystName, AsJson, DossierFile, opened
from workbench.dossier.rule_vintages import shipped_rules
from workbench.model.when import day_of


def register(app: typer.Typer) -> None:
    """Adds one group a subject."""
    clashes = typer.Typer(help="What contradicts what, and why it stands.", no_args_is_help=True)
    clashes.command("list", help="List contradictions, open ones first.")(_contradictions)
    clashes.command("acknowledge", help="Say why a contradiction stands.")(_acknowledge)
    app.add_typer(clashes, name="contradictions")
    stance = typer.Typer(help="How strict policy lines are, and whiplash.", no_args_is_help=True)
    stance.command("list", help="The index and whiplash of every policy line.")(_stances)
    stance.command("show", help="The steps of one policy line.")(_stance)
    stance.command("windows", help="Whiplash over the days up to each change.")(_windows)
    stance.command("composite", help="The mean index of several policy lines.")(_composite)
    app.add_typer(stance, name="stance")
    rules = typer.Typer(help="Under which rule a chip fell on a day.", no_args_is_help=True)
    rules.command("list", help="The rules that ship with the program.")(_rules)
    rules.command("classify", help="Classify a chip under the rules of a day.")(_classify)
    app.add_typer(rules, name="rules")
    records = typer.Typer(help="What came of what was said.", no_args_is_help=True)
    records.command("sources", help="How the claims of each source fared.")(_sources)
    records.command("expectations", help="What was expected, and what is overdue.")(_awaited)
    records.command("effects", help="Days from announcement to effect.")(_effects)
    records.command("coding", help="How many filled fields a claim backs.")(_coding)
    app.add_typer(records, name="track-records")


def _contradictions(dossier: DossierFile, json: AsJson = False) -> None:
    with opened(dossier, read_only=True) as opened_dossier:
        rows: list[dict[str, Any]] = []
        for each in opened_dossier.contradictions.read():
            found = each.contradiction
            refs = [opened_dossier.records(k).get(key).ref for k, key in found.records]
            rows.append(
                {
                    "key": found.key,
                    "kind": found.kind.value,
                    "words": found.words,
                    "records": refs,
                    "acknowledged": each.acknowledgement.reason if each.acknowledgement else "",
                }
            )
    if json:
        output.print_json(rows)
        return
    output.print_table(
        ("kind", "words", "records", "acknowledged", "key"),
        (
            [r["kind"], r["words"], ", ".join(r["records"]), r["acknowledged"], r["key"]]
            for r in rows
        ),
        empty="Nothing contradicts anything.",
    )


def _acknowledge(
    key: Annotated[
        str,
        typer.Argument(
            help="The records that clash: 'C-0002, C-0032'; or the key that `list` prints."
        ),
    ],
    dossier: DossierFile,
    reason: Annotated[str, typer.Option(help="Why it stands.")],
    analyst: AnalystName = "",
) -> None:
    with opened(dossier, analyst=analyst) as opened_dossier:
        typer.echo(opened_dossier.contradictions.acknowledge(key, reason).ref)


def _stances(dossier: DossierFile, json: AsJson = False) -> None:
    with opened(dossier, read_only=True) as opened_dossier:
        found = opened_dossier.stance.all()
    rows = [
        {
            "line": each.title,
            "index": each.now,
            "whiplash": each.whiplash.index,
            "why": each.whiplash.why,
            "turns": each.whiplash.reversals,
            "linked_reversals": len(each.reversals),
            "undated_reversals": len(each.undated_reversals),
            "decisions": len(each.changes),
        }
        for each in found
    ]
    if json:
        output.print_json(rows)
        return
    output.print_table(
        ("line", "index", "whiplash", "turns", "linked reversals", "of them undated"),
        (
            [
                each.title,
                each.now.words() if each.now else "no dated decision",
                each.whiplash.why if each.whiplash.index is None else f"{each.whiplash.index:.2f}",
                str(each.whiplash.reversals),
                str(len(each.reversals)),
                str(len(each.undated_reversals)),
            ]
            for each in found
        ),
        empty="No policy line yet.",
    )


def _stance(
    line: Annotated[str, typer.Argument(help="Ref of the policy line.")],
    dossier: DossierFile,
    json: AsJson = False,
) -> None:
    with opened(dossier, read_only=True) as opened_dossier:
        found = opened_dossier.stance.of(line)
        refs = {e.id: opened_dossier.decisions.get(e.id).ref for e in found.changes}
    rows: list[dict[str, Any]] = [
        {
            "from": day_of(step.start).isoformat(),
            "to": day_of(step.end).isoformat() if step.end else None,
            "index": step.index,
            "by": [refs[each] for each in step.by],
        }
        for step in found.stance.steps
    ]
    rows += [
        {"from": None, "to": None, "index": None, "by": [refs[e]]} for e in found.stance.undated
    ]
    if json:
        output.print_json(rows)
        return
    output.print_table(
        ("from", "to", "index", "by"),
        (
            [
                row["from"] or "no date stated",
                row["to"] or "",
                row["index"].words() if row["index"] else "",
                ", ".join(row["by"]),
            ]
            for row in rows
        ),
        empty="No decision on this line.",
    )


def _windows(
    line: Annotated[str, typer.Argument(help="Ref of the policy line.")],
    dossier: DossierFile,
    days: Annotated[int, typer.Option(min=2, help="How many days a window spans.")] = 365,
    json: AsJson = False,
) -> None:
    with opened(dossier, read_only=True) as opened_dossier:
        found = opened_dossier.stance.of(line).windows(days)
    rows = [
        {
            "from": day_of(each.start).isoformat(),
            "to": day_of(each.end).isoformat(),
            "whiplash": each.whiplash.index,
            "retraced": each.whiplash.retraced,
            "turns": each.whiplash.reversals,
        }
        for each in found
    ]
    if json:
        output.print_json(rows)
        return
    output.print_table(
        ("from", "to", "whiplash", "retraced", "turns"),
        ([_number(cell) for cell in row.values()] for row in rows),
        empty="No coded and dated decision on this line.",
    )


def _number(cell: Any) -> str:
    if cell is None:
        return "undefined"
    return f"{cell:.4g}" if isinstance(cell, float) else str(cell)


def _composite(
    dossier: DossierFile,
    lines: Annotated[
        list[str] | None, typer.Argument(help="Refs of policy lines; all without any.")
    ] = None,
    json: AsJson = False,
) -> None:
    with opened(dossier, read_only=True) as opened_dossier:
        found = opened_dossier.stance.composite(*(lines or ()))
    if json:
        row = {"index": found.index, "coded": found.coded, "components": found.components}
        output.print_json([row | {"refusal": found.refusal}])
        return
    words = found.index.words() if found.index else f"Refused: {found.refusal}"
    typer.echo(f"{words} ({found.coded} of {found.components} lines coded)")


def _rules(json: AsJson = False) -> None:
    rows = [
        {
            "id": each.id,
            "subject": each.subject,
            "since": each.since.text,
            "title": each.title,
            "citation": each.citation,
            "prongs": {prong.name: prong.words() for prong in each.prongs},
        }
        for each in shipped_rules()
    ]
    if json:
        output.print_json(rows)
        return
    output.print_table(
        ("id", "subject", "since", "title", "citation"),
        ([str(cell) for cell in list(row.values())[:5]] for row in rows),
        empty="No rule.",
    )


def _classify(
    item: Annotated[str, typer.Argument(help="An item of the dossier or the catalogue.")],
    dossier: DossierFile,
    on: Annotated[str, typer.Option(help="The day, such as 2026-01-20.")],
    accept_unverified: Annotated[
        bool, typer.Option("--accept-unverified", help="Use estimates and unverified figures.")
    ] = False,
    json: AsJson = False,
) -> None:
    with opened(dossier, read_only=True) as opened_dossier:
        found = opened_dossier.rules.classify(item, on, accept_unverified=accept_unverified)
    rows = [
        {
            "rule": each.rule.id,
            "subject": each.rule.subject,
            "result": each.words,
            "because": each.because,
            "prongs": [prong.name for prong in each.prongs],
            "missing": list(each.missing),
            "refused": list(each.refused),
        }
        for each in found
    ]
    if json:
        output.print_json(rows)
        return
    output.print_table(
        ("rule", "subject", "result", "because"),
        ([str(cell) for cell in list(row.values())[:4]] for row in rows),
        empty="No rule was in force on that day.",
    )


def _sources(dossier: DossierFile, json: AsJson = False) -> None:
    with opened(dossier, read_only=True) as opened_dossier:
        found = opened_dossier.track_records.sources()
    rows = [
        {
            "source": each.name,
            "borne_out": each.claims.yes,
            "refuted": each.claims.no,
            "share": round(each.claims.share, 3) if each.claims.told else None,
            "interval": [round(x, 3) for x in each.claims.interval] if each.claims.told else None,
            "expectations_met": each.expectations.yes,
            "expectations_lapsed": each.expectations.no,
        }
        for each in found
    ]
    if json:
        output.print_json(rows)
        return
    output.print_table(
        ("source", "borne out", "refuted", "share", "90 % interval", "met", "lapsed"),
        (
            [
                each.name,
                str(each.claims.yes),
                str(each.claims.no),
                f"{each.claims.share:.2f}" if each.claims.told else "",
                "{:.2f} to {:.2f}".format(*each.claims.interval) if each.claims.told else "",
                str(each.expectations.yes),
                str(each.expectations.no),
            ]
            for each in found
        ),
        empty="No claim is known to be borne out or refuted yet: change --borne-out of a claim.",
    )


def _awaited(dossier: DossierFile, json: AsJson = False) -> None:
    with opened(dossier, read_only=True) as opened_dossier:
        _tally, found = opened_dossier.track_records.expectations(opened_dossier.today)
    rows = [
        {
            "ref": each.expectation.ref,
            "status": each.expectation.status.value,
            "overdue": each.overdue,
            "window": each.expectation.window.text,
            "statement": each.expectation.statement,
            "late": each.late.words() if each.late else "",
        }
        for each in found
    ]
    if json:
        output.print_json(rows)
        return
    output.print_table(
        ("ref", "status", "overdue", "window", "statement", "late"),
        ([_yes(cell) for cell in row.values()] for row in rows),
        empty="No expectation yet.",
    )


def _yes(cell: object) -> str:
    return {True: "yes", False: "no"}[cell] if isinstance(cell, bool) else str(cell)


def _effects(dossier: DossierFile, json: AsJson = False) -> None:
    with opened(dossier, read_only=True) as opened_dossier:
        found = opened_dossier.track_records.times_to_effect()
    rows = [
        {"ref": each.ref, "days": [span.low, span.high], "words": span.words(), "title": each.title}
        for each, span in found
    ]
    if json:
        output.print_json(rows)
        return
    output.print_table(
        ("ref", "from announcement to effect", "title"),
        ([str(row["ref"]), str(row["words"]), str(row["title"])] for row in rows),
        empty="No decision has both dates.",
    )


def _coding(
    dossier: DossierFile,
    kind: Annotated[str, typer.Option(help="Kind of record.")] = "decision",
    json: AsJson = False,
) -> None:
    with opened(dossier, read_only=True) as opened_dossier:
        found = opened_dossier.coding.quality(kind)
    shares = {"all fields": found.whole, **found.fields}
    rows = [
        {"field": name, "filled": each.filled, "backed": each.backed, "share": each.share}
        for name, each in shares.items()
    ]
    if json:
        output.print_json(rows)
        return
    output.print_table(
        ("field", "filled", "backed by a claim"),
        ([str(row["field"]), str(row["filled"]), str(row["backed"])] for row in rows),
        empty="Nothing coded yet.",
    )
