"""`workbench decisions|allocations|parties|items import` and `mapping`: tables become records."""

from __future__ import annotations

import sys
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from workbench.cli import output
from workbench.cli.options import AnalystName, AsJson, DossierFile, from_input, opened

if TYPE_CHECKING:
    from collections.abc import Callable

    from workbench.dossier.dossier import Dossier
    from workbench.dossier.importing import ImportPlan
    from workbench.intake.table.mapping import Mapping
    from workbench.intake.table.read import Table

KINDS = {"decisions": "decision", "allocations": "allocation", "parties": "party", "items": "item"}
"""The nouns that a table can become, and the kind of each."""

TableFile = Annotated[
    Path,
    typer.Argument(
        callback=from_input(".csv", {b"PK": ".xlsx"}), help="A CSV file or a workbook; - for input."
    ),
]
MappingFile = Annotated[
    Path | None, typer.Option("--mapping", "-m", help="The mapping, as `mapping` prints one.")
]
Kept = Annotated[str, typer.Option(help="Use the mapping that the dossier keeps under this title.")]
Sheet = Annotated[str, typer.Option(help="The sheet of a workbook; else the first with cells.")]
Encoding = Annotated[str, typer.Option(help="Read a text file in this encoding.")]
DryRun = Annotated[bool, typer.Option("--dry-run", help="Write nothing; list what will not fit.")]
Strict = Annotated[bool, typer.Option("--strict", help="Refuse the file where a cell misfits.")]
NoSource = Annotated[
    bool, typer.Option("--no-source", help="Do not keep the table as a source of its records.")
]
Keep = Annotated[str, typer.Option(help="Keep the mapping under this title for the next file.")]


def register(app: typer.Typer, noun: str) -> None:
    """Adds the commands to a noun of `KINDS`."""
    kind = KINDS[noun]
    app.command("import", help=f"Bring a table of {noun} in; one undo takes it back.")(
        _import(kind)
    )
    app.command("mapping", help="Print a first mapping of a table, to be edited.")(_mapping(kind))


def _import(kind: str) -> Callable[..., None]:
    def command(
        *,
        file: TableFile,
        dossier: DossierFile,
        mapping: MappingFile = None,
        kept: Kept = "",
        sheet: Sheet = "",
        encoding: Encoding = "",
        dry_run: DryRun = False,
        strict: Strict = False,
        no_source: NoSource = False,
        keep: Keep = "",
        json: AsJson = False,
        analyst: AnalystName = "",
    ) -> None:
        with opened(dossier, analyst=analyst, read_only=dry_run) as held:
            given = _given(held, kind, mapping, kept)
            table = _table(held, file, given, sheet, encoding)
            used = given or held.table_mappings.propose(table, kind)
            keeps = used.keep_source and not no_source
            used = replace(used, strict=used.strict or strict, keep_source=keeps)
            plan = held.table_mappings.plan(table, used)
            if not dry_run:
                with held.operation(f"Import {file.name}"):
                    held.table_mappings.carry_out(plan)
                    if keep:
                        held.table_mappings.keep(replace(used, title=keep), keep)
            _tell(plan, dry_run=dry_run, json=json)

    return command


def _given(dossier: Dossier, kind: str, file: Path | None, kept: str) -> Mapping | None:
    if file is None and not kept:
        return None
    if file is not None:
        given = dossier.table_mappings.mapping(file)
    else:
        found = [x for x in dossier.table_mappings.find() if kept in {x.title, x.ref}]
        given = dossier.table_mappings.mapping(
            found[0] if found else dossier.table_mappings.get(kept)
        )
    if given.kind != kind:
        message = f"The mapping makes {given.kind} records, not {kind} records."
        raise typer.BadParameter(message)
    return given


def _table(dossier: Dossier, file: Path, given: Mapping | None, sheet: str, encoding: str) -> Table:
    return dossier.table_mappings.read(
        file,
        encoding=encoding,
        sheet=sheet or (given.sheet if given else ""),
        heading=given.heading if given else 0,
    )


def _tell(plan: ImportPlan, *, dry_run: bool, json: bool) -> None:
    if json:
        output.print_json([_as_json(plan)])
        return
    for doubt in plan.table.doubts:
        typer.echo(doubt, err=True)
    for each in plan.misfits:
        typer.echo(output.printable(each.told))
    for row, first in plan.repeated:
        typer.echo(f"Row {row}: repeats row {first}.")
    for row in plan.held:
        typer.echo(f"Row {row}: the dossier has it already.")
    typer.echo(plan.summary if dry_run else plan.summary.replace(" to add", " added", 1))


def _as_json(plan: ImportPlan) -> dict[str, Any]:
    return {
        "kind": plan.mapping.kind,
        "rows": len(plan.table.rows),
        "records": len(plan.records),
        "names_added": [each.name for each in plan.added],
        "misfits": [
            {"row": each.row, "column": each.column, "words": each.words, "why": each.message}
            for each in plan.misfits
        ],
        "repeated": [{"row": row, "repeats": first} for row, first in plan.repeated],
        "held": list(plan.held),
        "doubts": list(plan.table.doubts),
    }


def _mapping(kind: str) -> Callable[..., None]:
    def command(
        file: TableFile, dossier: DossierFile, sheet: Sheet = "", encoding: Encoding = ""
    ) -> None:
        with opened(dossier, read_only=True) as held:
            table = _table(held, file, None, sheet, encoding)
            sys.stdout.write(held.table_mappings.propose(table, kind).to_toml())

    return command
