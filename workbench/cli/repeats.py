"""`workbench sources repeats|copies`, `workbench passages code-copies`: what is said again."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from workbench.cli import output
from workbench.cli.fields import record_named
from workbench.cli.nouns import Key
from workbench.cli.options import AnalystName, AsJson, DossierFile, opened
from workbench.model.code import Code

if TYPE_CHECKING:
    from workbench.dossier.dossier import Dossier
    from workbench.dossier.repeats import Repeat

_REPEATS = ("paragraph", "source", "paragraph there", "alike", "text")
_COPIES = ("group", "ref", "title", "published")


def register(app: typer.Typer) -> None:
    """Adds the commands to the noun of sources."""
    app.command("repeats", help="Paragraphs that are said again, there or in other sources.")(
        _repeats
    )
    app.command("copies", help="Groups of sources that are copies of one another.")(_copies)


def register_passages(app: typer.Typer) -> None:
    """Adds the command to the noun of passages."""
    app.command("code-copies", help="Mark a passage wherever its paragraph is said again.")(
        _code_copies
    )


def _repeats(
    key: Key,
    dossier: DossierFile,
    paragraph: Annotated[int, typer.Option(min=0, help="Only this one; 0 for all.")] = 0,
    json: AsJson = False,
) -> None:
    with opened(dossier, read_only=True) as opened_dossier:
        source = record_named(opened_dossier, "source", key)
        wanted = [paragraph] if paragraph else _ordinals(opened_dossier, source.id)
        rows = [
            _row(ordinal, each)
            for ordinal in wanted
            for each in opened_dossier.repeats.of_paragraph(source.id, ordinal)
        ]
    output.print_rows(_REPEATS, rows, as_json=json, empty="Nothing is said again.")


def _ordinals(dossier: Dossier, key: str) -> list[int]:
    return [each.ordinal for each in dossier.sources.paragraphs(key)]


def _row(ordinal: int, repeat: Repeat) -> tuple[str, ...]:
    place = f"{repeat.source.ref} {repeat.source.title}"
    return (
        str(ordinal),
        place,
        str(repeat.paragraph.ordinal),
        "the same" if repeat.exact else f"{repeat.likeness:.0f} %",
        repeat.text,
    )


def _copies(dossier: DossierFile, json: AsJson = False) -> None:
    with opened(dossier, read_only=True) as opened_dossier:
        groups = opened_dossier.repeats.groups()
    rows = [
        (str(number), each.ref, each.title, str(each.published) if each.published else "")
        for number, group in enumerate(groups, 1)
        for each in group
    ]
    output.print_rows(_COPIES, rows, as_json=json, empty="No source is a copy of another.")


def _code_copies(
    key: Key,
    dossier: DossierFile,
    code: Annotated[
        list[str] | None, typer.Option(help="Ref or name of a code; else the passage's own.")
    ] = None,
    analyst: AnalystName = "",
) -> None:
    with opened(dossier, analyst=analyst) as opened_dossier:
        found = [record_named(opened_dossier, "code", each) for each in code or ()]
        codes = [each for each in found if isinstance(each, Code)]
        passage = record_named(opened_dossier, "passage", key)
        for marked in opened_dossier.repeats.code_all(passage.id, codes):
            source = opened_dossier.sources.get(marked.source)
            typer.echo(f"{marked.ref}\t{source.ref}\t{source.title}")
