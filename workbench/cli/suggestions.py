"""`workbench suggestions list|accept|reject`: what the sentences of a source say."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated, cast

import typer

from workbench.cli import output
from workbench.cli.fields import record_named
from workbench.cli.options import AnalystName, AsJson, DossierFile, opened
from workbench.model.source import Source

if TYPE_CHECKING:
    from collections.abc import Iterator

    from workbench.dossier.dossier import Dossier
    from workbench.dossier.suggestions import Offer

SourceName = Annotated[str, typer.Argument(help="Ref or title of the source.")]
Place = Annotated[int, typer.Argument(help="A character of its words, as `list` shows it.")]
_COLUMNS = ("at", "kind", "words", "suits", "state", "rule")


def register(app: typer.Typer) -> None:
    """Adds the group."""
    group = typer.Typer(help="What the sentences of a source say.", no_args_is_help=True)
    group.command("list", help="List the suggestions of a source that wait for a verdict.")(_list)
    group.command("accept", help="Log what one says; prints the ref of the record.")(_accept)
    group.command("reject", help="Reject one; its sentence does not ask again.")(_reject)
    app.add_typer(group, name="suggestions")


def _list(
    source: SourceName,
    dossier: DossierFile,
    every: Annotated[
        bool, typer.Option("--all", help="Also those that were judged or recorded before.")
    ] = False,
    json: AsJson = False,
) -> None:
    with opened(dossier, read_only=True) as opened_dossier:
        offers = opened_dossier.suggestions.of(_source(opened_dossier, source), every=every)
    if json:
        output.print_json(_plain(offers))
        return
    rows = ([str(row[name]) for name in _COLUMNS] for row in _plain(offers))
    output.print_table(_COLUMNS, rows, empty="Nothing waits for a verdict.")


def _accept(
    source: SourceName,
    at: Place,
    dossier: DossierFile,
    into: Annotated[
        str,
        typer.Option(
            "--as",
            help="claim, decision, allocation, expectation or comment_request; empty: what suits.",
        ),
    ] = "",
    analyst: AnalystName = "",
) -> None:
    with opened(dossier, analyst=analyst) as opened_dossier:
        offer = opened_dossier.suggestions.at(_source(opened_dossier, source), at)
        typer.echo(opened_dossier.suggestions.accept(offer, into).ref)


def _reject(source: SourceName, at: Place, dossier: DossierFile, analyst: AnalystName = "") -> None:
    with opened(dossier, analyst=analyst) as opened_dossier:
        offer = opened_dossier.suggestions.at(_source(opened_dossier, source), at)
        typer.echo(opened_dossier.suggestions.reject(offer).ref)


def _source(dossier: Dossier, name: str) -> Source:
    return cast("Source", record_named(dossier, "source", name))


def _plain(offers: list[Offer]) -> Iterator[dict[str, object]]:
    for each in offers:
        yield {
            "at": each.start,
            "stop": each.stop,
            "kind": each.kind.value,
            "words": each.words,
            "suits": each.suits,
            "state": each.verdict.value if each.verdict else "pending",
            "rule": each.suggestion.rule,
        }
