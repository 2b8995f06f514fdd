"""`workbench sources add|text`: reading documents in."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from workbench.cli import citations, output, pages, references, repeats, versions
from workbench.cli.fields import record_named
from workbench.cli.nouns import Key
from workbench.cli.options import AnalystName, AsJson, DossierFile, asked, opened
from workbench.cli.progress import shown_progress
from workbench.model.intake_report import IntakeOutcome
from workbench.model.kinds import Genre
from workbench.plugins.found import plugins

if TYPE_CHECKING:
    from collections.abc import Sequence

    from workbench.dossier.bringing_in import BroughtIn
    from workbench.dossier.dossier import Dossier
    from workbench.model.source import Source

READ_FROM_INPUT = "-"


def register(app: typer.Typer) -> None:
    """Adds the commands to the noun."""
    app.command("add", help="Read files, or every file of a folder, or - for standard input.")(_add)
    app.command("text", help="Print the text of a source.")(_text)
    citations.register(app)
    repeats.register(app)
    versions.register_sources(app)
    pages.register_sources(app)
    references.register(app)


def register_reports(app: typer.Typer) -> None:
    """Adds the command to the intake reports."""
    app.command("retry", help="Bring in again the files of a report that were not added.")(_retry)


def _retry(
    key: Key,
    folder: Annotated[Path, typer.Argument(help="The folder in which they lie now.")],
    dossier: DossierFile,
    encoding: Annotated[str | None, typer.Option(help="Read text in this encoding.")] = None,
    reader: Annotated[str, typer.Option(help="Read with this reader, such as html.")] = "",
    json: AsJson = False,
    analyst: AnalystName = "",
) -> None:
    with opened(dossier, analyst=analyst) as held:
        report = record_named(held, "intake_report", key)
        with shown_progress() as progress:
            result = held.intake_reports.retry(
                report.id, folder, progress=progress, encoding=encoding, reader=reader
            )
        _print(held, result.added, result, json=json)
    if result.report.failed:
        raise typer.Exit(1)


def _add(
    files: Annotated[list[str], typer.Argument(help="Files or folders; - for standard input.")],
    dossier: DossierFile,
    title: Annotated[str, typer.Option(help="The title; else what the document says.")] = "",
    genre: Annotated[Genre, typer.Option(help="What sort of document.")] = Genre.OTHER,
    encoding: Annotated[str | None, typer.Option(help="Read text in this encoding.")] = None,
    reader: Annotated[str, typer.Option(help="Read with this reader, such as html.")] = "",
    json: AsJson = False,
    analyst: AnalystName = "",
) -> None:
    fields: dict[str, Any] = {"genre": genre} | ({"title": title} if title else {})
    named = [each for each in files if each != READ_FROM_INPUT]
    with opened(dossier, analyst=analyst) as opened_dossier:
        pasted = [
            opened_dossier.sources.add_text(sys.stdin.read(), **fields)
            for _ in range(len(files) - len(named))
        ]
        with shown_progress() as progress:
            result = opened_dossier.sources.bring_in(
                named, progress=progress, encoding=encoding, reader=reader, **fields
            )
        _print(opened_dossier, (*pasted, *result.added), result, json=json, pasted=bool(pasted))
    if result.report.failed or not (pasted or result.added or result.report.held):
        raise typer.Exit(1)


def _print(
    dossier: Dossier,
    added: Sequence[Source],
    result: BroughtIn,
    *,
    json: bool,
    pasted: bool = False,
) -> None:
    """Says what came of files, for people or for programs."""
    if json:
        output.print_json([_as_json(dossier, added, result)])
        return
    for source in added:
        typer.echo(f"{source.ref}\t{source.title}")
    _tell(result, pasted=pasted)


def _as_json(dossier: Dossier, added: Sequence[Any], result: BroughtIn) -> dict[str, Any]:
    """What came of the files, as JSON has it: the report, and each source with its text version."""
    versions = [version for each in added for version in dossier.text_versions.of(each)]
    return output.as_json(result.report) | {
        "sources": [output.as_json(each) for each in added],
        "text_versions": [output.as_json(each) for each in versions],
    }


def _tell(result: BroughtIn, *, pasted: bool) -> None:
    """Says of each file that was not added, or not without a doubt, why."""
    for line in result.report.lines:
        said = line.words.replace("\n", " ")
        named = line.outcome is IntakeOutcome.FAILED and line.name in said
        words = said if named else f"{line.name}: {said}"
        typer.echo(output.printable(words), err=True)
        asked.named |= {each for each in plugins().faults if f"“{each}”" in said}
    if not (pasted or result.added or result.report.lines):
        typer.echo("There is no file in that folder that can be read.", err=True)


def _text(key: Key, dossier: DossierFile) -> None:
    with opened(dossier, read_only=True) as opened_dossier:
        source = record_named(opened_dossier, "source", key)
        typer.echo(opened_dossier.sources.text(source.id))
