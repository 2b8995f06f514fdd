"""The texts of a source.

`workbench sources read-again|correct|original`, `workbench text-versions text|compare|use` and
`workbench passages review|confirm|place`.
"""

from __future__ import annotations

import sys
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from workbench.cli import output
from workbench.cli.fields import record_named
from workbench.cli.nouns import Key
from workbench.cli.options import AnalystName, AsJson, DossierFile, opened, text_in
from workbench.cli.progress import shown_progress

if TYPE_CHECKING:
    from workbench.dossier.text_versions import Moved


def register_sources(app: typer.Typer) -> None:
    """Adds the commands that change the text of a source."""
    app.command("read-again", help="Read the original bytes again, another way.")(_read_again)
    app.command("correct", help="Give a source a corrected text: a file, or - for input.")(_correct)
    app.command("original", help="Write the very bytes that a source was read from.")(_original)


def register_versions(app: typer.Typer) -> None:
    """Adds the commands for the text versions themselves."""
    app.command("text", help="Print the text of a version.")(_text)
    app.command("compare", help="Show the lines that differ between two versions.")(_compare)
    app.command("use", help="Show a version again; passages move to it.")(_use)


def register_passages(app: typer.Typer) -> None:
    """Adds the commands for passages that a changed text has put in doubt."""
    app.command("review", help="List the passages of which it is not sure where they stand.")(
        _review
    )
    app.command("confirm", help="Say that a passage stands where it was moved to.")(_confirm)
    app.command("place", help="Say to which words of its source a passage belongs now.")(_place)


def _read_again(
    key: Key,
    dossier: DossierFile,
    encoding: Annotated[str | None, typer.Option(help="Read text in this encoding.")] = None,
    reader: Annotated[str, typer.Option(help="Read with this reader, such as html.")] = "",
    analyst: AnalystName = "",
) -> None:
    with opened(dossier, analyst=analyst) as held, shown_progress() as progress:
        source = record_named(held, "source", key)
        versions = held.text_versions
        _tell(versions.read_again(source.id, encoding=encoding, reader=reader, progress=progress))


def _correct(
    key: Key,
    text: Annotated[str, typer.Argument(help="A UTF-8 file; - for standard input.")],
    dossier: DossierFile,
    analyst: AnalystName = "",
) -> None:
    words = sys.stdin.read() if text == "-" else text_in(Path(text))
    with opened(dossier, analyst=analyst) as held:
        source = record_named(held, "source", key)
        _tell(held.text_versions.correct(source.id, words))


def _original(
    key: Key,
    dossier: DossierFile,
    original: Annotated[Path, typer.Option("--out", "-o", help="A file; -.pdf for output.")],
) -> None:
    with opened(dossier, read_only=True) as held, output.file_for(original) as file:
        held.sources.save_original(record_named(held, "source", key).id, file)


def _text(key: Key, dossier: DossierFile) -> None:
    with opened(dossier, read_only=True) as held:
        typer.echo(held.text_versions.text(record_named(held, "text_version", key).id))


def _compare(
    key: Key,
    other: Annotated[str, typer.Argument(help="The version to compare it with: TV-0002.")],
    dossier: DossierFile,
    json: AsJson = False,
) -> None:
    with opened(dossier, read_only=True) as held:
        names = [record_named(held, "text_version", each).id for each in (key, other)]
        found = held.text_versions.compare(*names)
    if json:
        output.print_json(asdict(each) for each in found)
        return
    for each in found:
        for sign, lines in (("-", each.before), ("+", each.after)):
            for line in lines.splitlines():
                typer.echo(f"{each.line}\t{sign} {output.printable(line)}")
    if not found:
        typer.echo("Their words are the same.")


def _use(key: Key, dossier: DossierFile, analyst: AnalystName = "") -> None:
    with opened(dossier, analyst=analyst) as held:
        _tell(held.text_versions.use(record_named(held, "text_version", key).id))


def _tell(moved: Moved) -> None:
    typer.echo(f"{moved.version.ref}\t{moved}")


def _review(dossier: DossierFile, json: AsJson = False) -> None:
    with opened(dossier, read_only=True) as held:
        passages = held.passages.in_doubt()
        if json:
            output.print_json(map(output.as_json, passages))
            return
        rows = [
            (each.ref, each.anchor.value, f"{each.score} %", each.was or each.quote, each.quote)
            for each in passages
        ]
        columns = ("No.", "State", "Alike", "Marked", "Now")
        output.print_table(columns, rows, empty="No passage is in doubt.")


def _confirm(key: Key, dossier: DossierFile, analyst: AnalystName = "") -> None:
    with opened(dossier, analyst=analyst) as held:
        typer.echo(held.passages.confirm(record_named(held, "passage", key).id).ref)


def _place(
    key: Key,
    dossier: DossierFile,
    quote: Annotated[str, typer.Option(help="The words, exactly as they stand there now.")],
    near: Annotated[
        int | None, typer.Option(help="Where they stand more than once: the character nearby.")
    ] = None,
    analyst: AnalystName = "",
) -> None:
    with opened(dossier, analyst=analyst) as held:
        passage = held.passages.get(record_named(held, "passage", key).id)
        span = held.passages.found(held.sources.get(passage.source), quote, near=near)
        typer.echo(held.passages.place(passage, *span).ref)
