"""`workbench <noun> list|show|add|change|remove`, the same for every noun."""

from __future__ import annotations

import inspect
from typing import TYPE_CHECKING, Annotated, Any

import typer

from workbench.cli import output
from workbench.cli.fields import options_of, record_named, values_of
from workbench.cli.options import AnalystName, AsJson, DossierFile, QueryLine, opened
from workbench.dossier.cited import Cited
from workbench.dossier.shown import shown
from workbench.model import RECORDS
from workbench.model.claim import Claim
from workbench.model.passage import Passage

if TYPE_CHECKING:
    from collections.abc import Callable

    from workbench.dossier.dossier import Dossier
    from workbench.dossier.reading import Reading
    from workbench.model.record import Record

NOUNS = {
    "sources": "source",
    "passages": "passage",
    "claims": "claim",
    "decisions": "decision",
    "allocations": "allocation",
    "parties": "party",
    "items": "item",
    "policy-lines": "policy_line",
    "stance-scales": "stance_scale",
    "activities": "activity",
    "expectations": "expectation",
    "comment-requests": "comment_request",
    "questions": "question",
    "forecasts": "forecast",
    "hypothesis-sets": "hypothesis_set",
    "hypotheses": "hypothesis",
    "ach-ratings": "ach_rating",
    "assumptions": "assumption",
    "acknowledgements": "acknowledgement",
    "judgements": "judgement",
    "codes": "code",
    "supports": "support",
    "saved-queries": "saved_query",
    "verdicts": "verdict",
    "memos": "memo",
    "saved-recipes": "saved_recipe",
    "text-versions": "text_version",
    "intake-reports": "intake_report",
    "table-mappings": "table_mapping",
}
"""The nouns of the command line, and the kind of record that each holds."""

_COLUMNS = {
    "source": ("title", "genre", "publisher", "published"),
    "passage": ("source", "paragraph", "quote"),
    "claim": ("kind", "statement", "hedge", "voice", "credibility"),
    "decision": ("when", "jurisdiction", "stance", "title"),
    "allocation": ("when", "stage", "quantity", "item", "title"),
    "party": ("title", "kind", "jurisdiction", "reliability"),
    "item": ("title", "maker", "unit"),
    "expectation": ("statement", "words", "window", "status"),
    "policy_line": ("title", "flow", "target", "scale"),
    "stance_scale": ("title", "version", "highest"),
    "comment_request": ("party", "outcome", "resolution"),
    "question": ("kind", "question"),
    "forecast": ("due", "outcome", "question"),
    "hypothesis": ("hypothesis_set", "statement"),
    "ach_rating": ("hypothesis", "claim", "analyst", "grade"),
    "assumption": ("status", "review", "statement"),
    "acknowledgement": ("kind", "reason"),
    "memo": ("about_kind", "words"),
    "verdict": ("outcome", "suggested", "words", "rule"),
    "judgement": ("statement", "likelihood", "confidence"),
    "saved_recipe": ("title",),
    "support": ("record_kind", "field", "origin", "claim"),
    "text_version": ("source", "reason", "reader", "encoding", "characters", "pages", "warnings"),
    "intake_report": ("title", "added", "failed", "held", "left"),
}
_CITED = {"decision", "allocation", "expectation", "comment_request"}
_READ = {"claim", *_CITED}
_ADDED_ELSEWHERE = {
    "source",
    "passage",
    "ach_rating",
    "memo",
    "verdict",
    "text_version",
    "intake_report",
}
_NEVER_CHANGED = {"text_version", "intake_report"}
Key = Annotated[str, typer.Argument(help="The ref (D-0003), number, id or name.")]


def commands() -> dict[str, typer.Typer]:
    """One group of commands per noun."""
    return {name: _noun(name, RECORDS[kind]) for name, kind in NOUNS.items()}


def _noun(name: str, kind: type[Record]) -> typer.Typer:
    words = name.replace("-", " ")
    fixed = kind.KIND in _NEVER_CHANGED
    verbs = "List and show" if fixed else "List, show, add, change and remove"
    app = typer.Typer(help=f"{verbs} {words}.", no_args_is_help=True)
    app.command("list", help=f"List {words}, as the query chooses.")(_list(kind))
    app.command("show", help="Show one, with its evidence.")(show_command(kind))
    if kind.KIND not in _ADDED_ELSEWHERE:
        app.command("add", help="Add one; prints its ref.")(_add(kind))
    if kind.KIND in _READ:
        app.command("log", help="Log what words of a source state; prints its ref.")(_from(kind))
    if not fixed:
        app.command("change", help="Change the fields that are given.")(_change(kind))
        about = "Remove one, with what supports it; can be undone."
        app.command("remove", help=about)(remove_command(kind))
    return app


def _list(kind: type[Record]) -> Callable[..., None]:
    def command(dossier: DossierFile, query: QueryLine = "", json: AsJson = False) -> None:
        with opened(dossier, read_only=True) as opened_dossier:
            records = opened_dossier.records(kind.KIND).find(query)
            if json:
                output.print_json(output.as_json(record) for record in records)
                return
            columns = _COLUMNS.get(kind.KIND, (kind.TITLE,))
            output.print_table(
                ("ref", *columns),
                ([record.ref, *_cells(record, columns, opened_dossier)] for record in records),
                empty="Nothing here." if not query else f"Nothing matches {query!r}.",
            )

    return command


def _cells(record: Record, columns: tuple[str, ...], dossier: Dossier) -> list[str]:
    metadata = {name: field.metadata for name, field in record.__dataclass_fields__.items()}
    return [shown(getattr(record, name), dossier, metadata.get(name)) for name in columns]


def show_command(kind: type[Record]) -> Callable[..., None]:
    """The command that shows one record of a kind, with what is computed and its evidence."""

    def command(key: Key, dossier: DossierFile, json: AsJson = False) -> None:
        with opened(dossier, read_only=True) as opened_dossier:
            record = record_named(opened_dossier, kind.KIND, key)
            if json:
                output.print_json([output.as_json(record)])
                return
            output.print_record(record, opened_dossier)
            for figure in opened_dossier.records(kind.KIND).computed(record):
                output.print_computed(figure)
            for each in opened_dossier.evidence(record):
                title = each.source.title if each.source else "source not stated"
                title += f", page {each.page}" if each.page else ""
                quote = output.printable(f"“{each.claim.quote}” {title}")
                typer.echo(f"  {each.grade}  {each.claim.ref}  {quote}")

    return command


def _add(kind: type[Record]) -> Callable[..., None]:
    def command(dossier: DossierFile, analyst: str, cite: str | None = None, **given: Any) -> None:
        with opened(dossier, analyst=analyst) as opened_dossier:
            values = values_of(kind, given, opened_dossier)
            if kind.KIND in _CITED:
                backing = _cited(opened_dossier, cite) if cite else None
                made = _log(opened_dossier, kind, backing, values)
            else:
                made = _made(opened_dossier, kind, values)
            typer.echo(made.ref)

    extra = [
        _keyword(
            "cite",
            Annotated[
                str | None, typer.Option("--cite", help="The claim or passage that backs it.")
            ],
            None,
        )
    ]
    return _with_options(command, kind, extra if kind.KIND in _CITED else [], all_optional=False)


def _made(dossier: Dossier, kind: type[Record], values: dict[str, Any]) -> Record:
    """A new record; a code takes its place and colour from those that there are."""
    if kind.KIND != "code":
        return dossier.records(kind.KIND).add(kind(**values))
    parent = values.pop("parent", None)
    return dossier.codes.create(below=dossier.codes.get(parent) if parent else None, **values)


def _log(
    dossier: Dossier, kind: type[Record], backing: Claim | Passage | None, values: dict[str, Any]
) -> Record:
    noun = dossier.records(kind.KIND)
    if isinstance(noun, Cited):
        made: Record = noun.log(cite=backing, **values)
        return made
    return noun.add(kind(**values))


def _from(kind: type[Record]) -> Callable[..., None]:
    def command(
        *,
        dossier: DossierFile,
        analyst: str,
        source: str,
        quote: str,
        near: int | None = None,
        **given: Any,
    ) -> None:
        with opened(dossier, analyst=analyst) as opened_dossier:
            values = values_of(kind, given, opened_dossier)
            found = opened_dossier.sources.get(record_named(opened_dossier, "source", source).id)
            with opened_dossier.operation(f"Log {kind.KIND.replace('_', ' ')}"):
                passage = opened_dossier.passages.mark_quote(found, quote, near=near)
                reading = opened_dossier.sources.read_stretch(
                    found, passage.start, passage.stop, kind.KIND
                )
                made = _log_reading(opened_dossier, reading, values)
            typer.echo(made.ref)

    told = {
        "source": (str, "Ref or title of the source.", inspect.Parameter.empty),
        "quote": (str, "The words, exactly as they stand there.", inspect.Parameter.empty),
        "near": (int | None, "Where they stand more than once: the character nearby.", None),
    }
    extra = [
        _keyword(name, Annotated[type_, typer.Option(help=words)], default)
        for name, (type_, words, default) in told.items()
    ]
    return _with_options(command, kind, extra, all_optional=True)


def _log_reading(dossier: Dossier, reading: Reading, values: dict[str, Any]) -> Record:
    noun = dossier.records(reading.kind)
    if isinstance(noun, Cited):
        made: Record = noun.log_stretch(reading, **values)
        return made
    return dossier.claims.claim_stretch(reading, **values)


def _cited(dossier: Dossier, key: str) -> Claim | Passage:
    found = dossier.get(key)
    return found if isinstance(found, Claim | Passage) else dossier.claims.get(key)


def _change(kind: type[Record]) -> Callable[..., None]:
    def command(dossier: DossierFile, analyst: str, key: str, **given: Any) -> None:
        with opened(dossier, analyst=analyst) as opened_dossier:
            record = record_named(opened_dossier, kind.KIND, key)
            values = values_of(kind, given, opened_dossier)
            if not values:
                message = "Say what to change, such as --title. --help names every field."
                raise typer.BadParameter(message)
            typer.echo(opened_dossier.records(kind.KIND).change(record, **values).ref)

    return _with_options(command, kind, [_keyword("key", Key)], all_optional=True)


def remove_command(kind: type[Record]) -> Callable[..., None]:
    """The command that removes one record of a kind."""

    def command(key: Key, dossier: DossierFile, analyst: AnalystName = "") -> None:
        with opened(dossier, analyst=analyst) as opened_dossier:
            record = record_named(opened_dossier, kind.KIND, key)
            opened_dossier.records(kind.KIND).remove(record)
            typer.echo(record.ref)

    return command


def _keyword(
    name: str, annotation: Any, default: Any = inspect.Parameter.empty
) -> inspect.Parameter:
    return inspect.Parameter(
        name, inspect.Parameter.KEYWORD_ONLY, default=default, annotation=annotation
    )


def _with_options(
    command: Callable[..., None],
    kind: type[Record],
    extra: list[inspect.Parameter],
    *,
    all_optional: bool,
) -> Callable[..., None]:
    """Gives a command one option per field of the record, as Typer reads them off a signature."""
    shared = [_keyword("dossier", DossierFile), _keyword("analyst", AnalystName, "")]
    taken = {each.name for each in (*extra, *shared)}
    own = [x for x in options_of(kind, all_optional=all_optional) if x.name not in taken]
    parameters = [*extra, *shared, *own]
    command.__signature__ = inspect.Signature(parameters)  # type: ignore[attr-defined] # what Typer reads
    command.__annotations__ = {each.name: each.annotation for each in parameters}
    return command
