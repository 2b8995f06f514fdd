"""`workbench codes tree|shipped|adopt|move|merge|retire|restore`: the codebook as a whole."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated, cast

import typer

from workbench.cli import output
from workbench.cli.fields import record_named
from workbench.cli.nouns import Key
from workbench.cli.options import AnalystName, AsJson, DossierFile, named_by, opened
from workbench.dossier.codes import Codes
from workbench.model.code import Code

if TYPE_CHECKING:
    from workbench.dossier.dossier import Dossier


def register(app: typer.Typer) -> None:
    """Adds the commands to the noun."""
    app.command("tree", help="Show the codebook as a tree, with the number of passages.")(_tree)
    app.command("shipped", help="Print the names of the shipped codebooks.")(_shipped)
    app.command("adopt", help="Add the codes of a shipped codebook.")(_adopt)
    app.command("move", help="Move a code below another one, or to the top.")(_move)
    app.command("merge", help="Make two codes one; passages carry the other one then.")(_merge)
    app.command("retire", help="Offer a code no more; passages keep it.")(_retire)
    app.command("restore", help="Offer a retired code again.")(_restore)


def _shipped(json: AsJson = False) -> None:
    output.print_names(Codes.shipped(), as_json=json)


def _adopt(
    name: Annotated[str, named_by(Codes.shipped, "shipped")],
    dossier: DossierFile,
    analyst: AnalystName = "",
) -> None:
    with opened(dossier, analyst=analyst) as opened_dossier:
        typer.echo(opened_dossier.codes.adopt(name).words)


def _tree(dossier: DossierFile, json: AsJson = False) -> None:
    with opened(dossier, read_only=True) as opened_dossier:
        lines = opened_dossier.codes.tree()
    if json:
        output.print_json(
            {**output.as_json(each.code), "depth": each.depth, "passages": each.passages}
            for each in lines
        )
        return
    rows = (
        (
            each.code.ref,
            f"{'  ' * each.depth}{each.code.title}{' (retired)' if each.code.retired else ''}",
            each.code.letter,
            str(each.passages),
        )
        for each in lines
    )
    output.print_table(("ref", "code", "key", "passages"), rows, empty="The codebook is empty.")


def _move(
    key: Key,
    dossier: DossierFile,
    below: Annotated[str, typer.Option(help="The code to stand below; empty: the top.")] = "",
    before: Annotated[str, typer.Option(help="The code to stand before.")] = "",
    analyst: AnalystName = "",
) -> None:
    with opened(dossier, analyst=analyst) as opened_dossier:
        code = _code(opened_dossier, key)
        parent = _code(opened_dossier, below) if below else None
        after = _code(opened_dossier, before) if before else None
        typer.echo(opened_dossier.codes.move(code, below=parent, before=after).ref)


def _merge(
    key: Key,
    dossier: DossierFile,
    into: Annotated[str, typer.Option(help="The code that stays.")],
    analyst: AnalystName = "",
) -> None:
    with opened(dossier, analyst=analyst) as opened_dossier:
        codes = opened_dossier.codes
        typer.echo(codes.merge(_code(opened_dossier, key), _code(opened_dossier, into)).ref)


def _retire(key: Key, dossier: DossierFile, analyst: AnalystName = "") -> None:
    with opened(dossier, analyst=analyst) as opened_dossier:
        typer.echo(opened_dossier.codes.retire(_code(opened_dossier, key)).ref)


def _restore(key: Key, dossier: DossierFile, analyst: AnalystName = "") -> None:
    with opened(dossier, analyst=analyst) as opened_dossier:
        typer.echo(opened_dossier.codes.restore(_code(opened_dossier, key)).ref)


def _code(dossier: Dossier, key: str) -> Code:
    return cast("Code", record_named(dossier, "code", key))
