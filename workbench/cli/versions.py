"""`workbench sources read-again|correct` and `workbench passages review|confirm|place`."""

from __future__ import annotations

import sys
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
