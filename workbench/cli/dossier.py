"""`workbench dossier <verb> FILE`: make, describe, check, undo, back up and salvage dossiers."""

from __future__ import annotations

import sys
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from workbench.cli import encryption, output
from workbench.cli.nouns import NOUNS
from workbench.cli.options import AnalystName, AsJson, OnlyFile, opened, passphrase_for
from workbench.cli.progress import shown_progress
from workbench.dossier.backups import backup_named, backups_of, put_back
from workbench.dossier.differences import differences, write_csv
from workbench.dossier.encryption import key_of
from workbench.dossier.folders import conflicting_copies, lies_unsafely
from workbench.dossier.key_files import expect_free, key_file_of
from workbench.dossier.open import new_dossier, new_encrypted_dossier
from workbench.dossier.reverting import HEADS
from workbench.dossier.salvage import salvage_dossier
from workbench.errors import InvalidField
from workbench.model.many import many

if TYPE_CHECKING:
    from workbench.dossier.reverting import RevertPreview
    from workbench.model.change import FieldChange, Operation

File = Annotated[Path, typer.Argument(help="The dossier file.")]
Limit = Annotated[int, typer.Option("--limit", "-n", min=1, help="How many, newest first.")]


def register(app: typer.Typer) -> None:
    """Adds the commands."""
    group = typer.Typer(help="Make, describe, check and undo a dossier.", no_args_is_help=True)
    group.command("new", help="Make an empty dossier.")(_new)
    group.command("info", help="Say what a dossier holds.")(_info)
    group.command("check", help="Look for damage; exit code 1 where there is any.")(_check)
    group.command("reindex", help="Make the search index anew.")(_reindex)
    group.command("history", help="List operations, newest first.")(_history)
    group.command("changes", help="Say what is different between two moments.")(_changes)
    group.command("undo", help="Take the last operation back.")(_undo)
    group.command("redo", help="Bring back what the last undo took back.")(_redo)
    group.command("revert", help="Take any operation back, by its number in the history.")(_revert)
    group.command("drop-history", help="Drop what operations before a moment changed.")(_drop)
    group.command("backup", help="Write a checked copy among the backups, or to --out.")(_backup)
    group.command("backups", help="List the backups, newest first.")(_backups)
    group.command("restore", help="Go back to a backup; can be undone.")(_restore)
    group.command("salvage", help="Save what a damaged dossier holds into a new one.")(_salvage)
    encryption.register(group)
    app.add_typer(group, name="dossier")


def _new(
    file: File,
    title: Annotated[str, typer.Option(help="What it is about.")] = "",
    analyst: AnalystName = "",
    encrypted: Annotated[bool, typer.Option("--encrypted", help="Ask for a passphrase.")] = False,
    new_passphrase_file: encryption.NewPassphraseFile = None,
) -> None:
    if not (encrypted or new_passphrase_file):
        new_dossier(file, title=title, analyst=analyst).close()
        typer.echo(file)
        return
    words = encryption.new_passphrase(new_passphrase_file)
    dossier, code = new_encrypted_dossier(file, words, title=title, analyst=analyst)
    dossier.close()
    encryption.say_encrypted(file, code)


def _info(file: OnlyFile, json: AsJson = False) -> None:
    with opened(file, read_only=True) as dossier:
        about = dossier.about
        last = next(iter(dossier.operations(limit=1)), None)
        counts = {name: len(dossier.records(kind)) for name, kind in NOUNS.items()}
        facts: dict[str, Any] = {
            "title": about.title,
            "marking": about.marking.value,
            "operations": last.seq if last else 0,
            "head": last.hash if last else "",
            "lies": lies_unsafely(file),
            "conflicting copies": [each.name for each in conflicting_copies(file)],
            **counts,
        }
        if json:
            output.print_json([facts])
            return
        facts["conflicting copies"] = ", ".join(facts["conflicting copies"])
        for name, value in facts.items():
            if value != "":
                typer.echo(f"{name.replace('-', ' '):<18} {value}")


def _check(file: OnlyFile, json: AsJson = False) -> None:
    with opened(file, read_only=True) as dossier, shown_progress() as progress:
        findings = dossier.check(progress)
    if json:
        output.print_json(asdict(each) for each in findings)
    else:
        rows = [(each.where, each.message) for each in findings]
        output.print_table(("where", "what"), rows, empty="No damage found.")
        for remedy in dict.fromkeys(each.remedy for each in findings):
            concerned = dict.fromkeys(each.where for each in findings if each.remedy == remedy)
            typer.echo(f"\n{', '.join(concerned)}: {remedy}")
    if findings:
        raise typer.Exit(1)


def _reindex(file: OnlyFile) -> None:
    with opened(file) as dossier, shown_progress() as progress:
        dossier.indexes.rebuild(progress)
    typer.echo("The indexes were made anew.")


def _history(
    file: OnlyFile,
    limit: Limit = 20,
    words: Annotated[str, typer.Option("--find", help="In label, reason or analyst.")] = "",
    json: AsJson = False,
) -> None:
    with opened(file, read_only=True) as dossier:
        found = dossier.operations(limit=limit, words=words)
    if json:
        _print_operations(found)
        return
    shown = ("seq", "at", "analyst", "label", "changes")
    rows = ([str(getattr(each, name)) for name in shown] for each in found)
    output.print_table(shown, rows, empty="Nothing was ever written.")


def _print_operations(found: list[Operation]) -> None:
    names = ("seq", "at", "analyst", "label", "reason", "role", "changes", "hash")
    output.print_json({name: getattr(each, name) for name in names} for each in found)


def _changes(
    file: File,
    since: Annotated[str, typer.Argument(help="An operation (#12), a day or a moment.")],
    until: Annotated[str, typer.Argument(help="The same; else now.")] = "",
    out: Annotated[
        Path | None, typer.Option("--out", "-o", help="Write a .csv instead of printing.")
    ] = None,
    json: AsJson = False,
) -> None:
    with opened(file, read_only=True) as dossier:
        if json:
            _print_changes(dossier.changes(since, until or None))
            return
        found = differences(dossier, since, until or None)
    if out is not None:
        with output.file_for(out) as place:
            write_csv(found, place)
        return
    shown = ("number", "record", "what", "before", "after", "operation", "by")
    rows = ([each.row[at] for at in (0, 2, 3, 4, 5, 6, 7)] for each in found)
    output.print_table(shown, rows, empty="Nothing is different.")


def _print_changes(found: list[FieldChange]) -> None:
    names = ("kind", "record", "action", "field", "before", "after")
    output.print_json(
        {name: getattr(each, name) for name in names}
        | {"operation": each.operation.seq, "analyst": each.operation.analyst}
        for each in found
    )


def _undo(file: OnlyFile, analyst: AnalystName = "") -> None:
    with opened(file, analyst=analyst) as dossier:
        typer.echo(f"Took back: {dossier.undo().label}")


def _redo(file: OnlyFile, analyst: AnalystName = "") -> None:
    with opened(file, analyst=analyst) as dossier:
        typer.echo(f"Brought back: {dossier.redo().label.removeprefix('Undo: ')}")


def _revert(
    file: File,
    operation: Annotated[
        int, typer.Argument(min=1, max=2**31, help="The number of the operation.")
    ],
    dry_run: Annotated[
        bool, typer.Option("--dry-run", help="Only say what it would change; 1 where it cannot be.")
    ] = False,
    analyst: AnalystName = "",
    json: AsJson = False,
) -> None:
    with opened(file, analyst=analyst) as dossier:
        if dry_run:
            _print_preview(dossier.log.preview(operation), json=json)
            return
        taken = dossier.revert(operation)
    if json:
        _print_operations([taken])
    else:
        typer.echo(f"Took back: {taken.label}")


def _print_preview(preview: RevertPreview, *, json: bool) -> None:
    """What would change, a line a field; else what stands in the way, and exit code 1."""
    if json:
        names = ("ref", "kind", "record", "what", "before", "after")
        output.print_json({name: getattr(each, name) for name in names} for each in preview.changes)
    elif preview.possible:
        output.print_table(HEADS, preview.rows, empty="Nothing that is shown would change.")
    for each in preview.conflicts:
        typer.echo(f"In the way: {each.words}", err=True)
    if preview.refusal:
        typer.echo(preview.refusal, err=True)
    if not preview.possible:
        raise typer.Exit(1)


def _drop(
    file: File,
    before: Annotated[
        str, typer.Argument(help="A day (from its beginning), a moment, or an operation (#12).")
    ],
    reason: Annotated[str, typer.Option(help="Why; it is recorded.")] = "",
    dry_run: Annotated[
        bool, typer.Option("--dry-run", help="Only say what would be lost.")
    ] = False,
    yes: Annotated[bool, typer.Option("--yes", help="Do not ask. It cannot be undone.")] = False,
    analyst: AnalystName = "",
) -> None:
    with opened(file, analyst=analyst, read_only=dry_run) as dossier:
        covered = dossier.log.dropping(before)
        typer.echo(
            f"{many(covered.count, 'operation')}, #{covered.first.seq} of {covered.first.at} to"
            f" #{covered.last.seq} of {covered.last.at}, with {many(covered.changes, 'change')}"
            " that would be gone. Records stay as they are; so do later operations, and who did"
            " what when."
        )
        if dry_run:
            return
        _expect_agreed(yes=yes)
        dossier.log.drop_before(before, reason=reason)
        typer.echo(f"Dropped. All of it is kept in {dossier.backups.find()[0].path}")


def _expect_agreed(*, yes: bool) -> None:
    if yes:
        return
    if not sys.stdin.isatty():
        raise InvalidField("history", "It cannot be undone. Say --yes, or run it in a terminal.")
    typer.confirm("Drop it? It cannot be undone.", abort=True, err=True)


def _backup(
    file: OnlyFile,
    out: Annotated[Path | None, typer.Option("--out", "-o", help="Where to write it.")] = None,
) -> None:
    if out is not None:
        expect_free(out)
    with opened(file, read_only=True) as dossier:
        made = dossier.backups.make(to=out)
    typer.echo(made.path)
    if made.encrypted:
        key = key_file_of(made.path).name
        typer.echo(f"It is encrypted; its key lies beside it in {key}.", err=True)


def _backups(file: OnlyFile, json: AsJson = False) -> None:
    found = backups_of(file)
    rows = [
        {
            "at": each.at.isoformat(),
            "operation": each.seq,
            "why": each.why,
            "size": each.size,
            "encrypted": each.encrypted,
            "path": str(each.path),
        }
        for each in found
    ]
    if json:
        output.print_json(rows)
        return
    shown = ("at", "operation", "why", "size", "encrypted", "path")
    rows = [{**row, "encrypted": "yes" if row["encrypted"] else "no"} for row in rows]
    output.print_table(
        shown,
        ([str(row[name]) for name in shown] for row in rows),
        empty="No backup yet. Make one with 'workbench dossier backup'.",
    )


def _restore(
    file: File,
    backup: Annotated[str, typer.Argument(help="The name or path of the backup.")],
    dry_run: Annotated[
        bool, typer.Option("--dry-run", help="Only say what it would change.")
    ] = False,
    damaged: Annotated[
        bool,
        typer.Option("--damaged", help="It cannot be opened: put the backup in its place."),
    ] = False,
    analyst: AnalystName = "",
) -> None:
    if damaged:
        kept = backup_named(file, backup)
        aside = put_back(file, kept, key=key_of(kept.path, passphrase_for(kept.path)))
        typer.echo(f"Put back {file}." + (f" The damaged one is now {aside}." if aside else ""))
        return
    with opened(file, analyst=analyst) as dossier:
        kept = backup_named(file, backup, key=dossier.store.key)
        preview = dossier.log.preview_return(kept) if dry_run else None
        later = dossier.backups.since(kept) if dry_run else dossier.backups.restore(kept)
    rows = ([str(each.seq), each.at, each.label] for each in later)
    output.print_table(("seq", "at", "taken back"), rows, empty="Nothing was written since.")
    if preview is not None and later:
        typer.echo("")
        _print_preview(preview, json=False)


def _salvage(
    file: File,
    new: Annotated[Path, typer.Argument(help="The new dossier.")],
    analyst: AnalystName = "",
    json: AsJson = False,
) -> None:
    with shown_progress() as progress:
        saved = salvage_dossier(
            file, new, analyst=analyst, passphrase=passphrase_for(file), progress=progress
        )
    if json:
        facts = {
            "saved": dict(saved.kinds),
            "verified": len(saved.verified),
            "operations": saved.operations,
            "whole_operations": saved.whole_operations,
            "complete": saved.complete,
            "lost": [asdict(each) for each in saved.lost],
        }
        output.print_json([facts])
        return
    count, sure = many(len(saved.records), "record"), len(saved.verified)
    typer.echo(f"Saved {count} into {new}; the log vouches for {sure} of them.")
    rows = ((each.what, each.why) for each in saved.lost)
    output.print_table(("lost", "why"), rows, empty=saved.nothing_named)
