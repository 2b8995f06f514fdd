"""`workbench agreement`: how far the coders agree."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated, Any, cast

import typer

from workbench.cli import output
from workbench.cli.fields import record_named
from workbench.cli.options import AsJson, DossierFile, opened
from workbench.dossier.agreements import Unit
from workbench.model.code import Code
from workbench.model.source import Source

if TYPE_CHECKING:
    from workbench.analysis.agreement import Coefficient
    from workbench.dossier.agreements import CodeAgreement

_COLUMNS = ("code", "percent", "kappa", "alpha", "gamma", "units", "coders")


def register(app: typer.Typer) -> None:
    """Adds the command."""
    app.command("agreement", help="How far coders agree: percent, kappa, alpha, gamma.")(_agreement)


def _agreement(
    dossier: DossierFile,
    unit: Annotated[Unit, typer.Option(help="What is compared.")] = Unit.SENTENCE,
    code: Annotated[list[str] | None, typer.Option(help="Only this code; repeat it.")] = None,
    source: Annotated[list[str] | None, typer.Option(help="Only this source; repeat it.")] = None,
    coder: Annotated[list[str] | None, typer.Option(help="Only this person; repeat it.")] = None,
    json: AsJson = False,
) -> None:
    with opened(dossier, read_only=True) as opened_dossier:
        codes = [cast("Code", record_named(opened_dossier, "code", each)) for each in code or ()]
        sources = [
            cast("Source", record_named(opened_dossier, "source", each)) for each in source or ()
        ]
        found = opened_dossier.agreements.read(
            unit, codes=codes, sources=sources, coders=coder or ()
        )
    if json:
        output.print_json(_plain(each) for each in found)
        return
    rows = (_row(each) for each in found)
    output.print_table(_COLUMNS, rows, empty="Nothing to compare.")


def _row(line: CodeAgreement) -> list[str]:
    measured = line.agreement
    figures = [each.words for each in _figures(line).values()]
    name = line.code.title if line.code else "all codes"
    return [name, *figures, f"{measured.units:,}", ", ".join(measured.coders)]


def _plain(line: CodeAgreement) -> dict[str, Any]:
    measured = line.agreement
    return {
        "code": line.code.title if line.code else None,
        "units": measured.units,
        "coders": list(measured.coders),
        **{
            name: {"value": each.value, "low": each.low, "high": each.high}
            for name, each in _figures(line).items()
        },
    }


def _figures(line: CodeAgreement) -> dict[str, Coefficient]:
    measured = line.agreement
    return {
        "percent": measured.percent,
        "kappa": measured.kappa,
        "alpha": measured.alpha,
        "gamma": line.spans,
    }
