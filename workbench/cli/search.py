"""`workbench search LINE`: full-text search over everything, or a regular expression over texts."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from workbench.cli import output
from workbench.cli.fields import record_named
from workbench.cli.nouns import Key
from workbench.cli.options import AsJson, DossierFile, QueryLine, opened

if TYPE_CHECKING:
    from collections.abc import Sequence

    from workbench.store.search import Hit

_NAMES = ("ref", "kind", "title", "excerpt", "start", "stop", "places")
_SHOWN = ("ref", "kind", "title", "excerpt")


def register(app: typer.Typer) -> None:
    """Adds the command."""
    app.command("search", help="Search sources, claims, decisions, parties and the rest.")(_search)


def register_saved(app: typer.Typer) -> None:
    """Adds the command to the saved queries."""
    app.command("ask", help="Search by a saved query again.")(_ask)


def _search(
    line: Annotated[
        list[str],
        typer.Argument(
            help="As in the search line: words, '\"two words\"', near:a,b, kind:source."
        ),
    ],
    dossier: DossierFile,
    limit: Annotated[int, typer.Option("--limit", "-n", min=1, help="How many at most.")] = 50,
    regex: Annotated[
        bool, typer.Option("--regex", help="A regular expression, looked for in sources.")
    ] = False,
    case: Annotated[bool, typer.Option("--case", help="With --regex: case counts.")] = False,
    query: QueryLine = "",
    json: AsJson = False,
) -> None:
    words = " ".join(line)
    with opened(dossier, read_only=True) as opened_dossier:
        if regex:
            hits = opened_dossier.sources.match(words, query, case=case, limit=limit)
        else:
            hits = opened_dossier.search(f"{words} {query}", limit=limit)
    _print(hits, words, json=json)


def _ask(
    key: Key,
    dossier: DossierFile,
    limit: Annotated[int, typer.Option("--limit", "-n", min=1, help="How many at most.")] = 50,
    json: AsJson = False,
) -> None:
    with opened(dossier, read_only=True) as opened_dossier:
        saved = record_named(opened_dossier, "saved_query", key)
        hits = opened_dossier.saved_queries.ask(saved.id, limit)
    _print(hits, saved.name, json=json)


def _print(hits: Sequence[Hit], words: str, *, json: bool) -> None:
    if json:
        output.print_json({name: getattr(hit, name) for name in _NAMES} for hit in hits)
        return
    rows = ([getattr(hit, name) for name in _SHOWN] for hit in hits)
    output.print_table(_SHOWN, rows, empty=f"Nothing found for '{words}'.")
