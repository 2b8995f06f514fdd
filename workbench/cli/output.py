"""What commands print: tables for people, JSON for programs."""

from __future__ import annotations

import json
import re
import sys
from contextlib import contextmanager
from dataclasses import fields
from enum import StrEnum
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, Any

import typer

from workbench.cli.options import say_plain
from workbench.dossier.shown import shown
from workbench.model.quantity import Quantity
from workbench.model.record import Part, Record, label_of
from workbench.model.when import When

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from workbench.dossier.dossier import Dossier
    from workbench.dossier.records import Computed


STANDARD_OUTPUT = "-"
_CONTROLS = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f]")


def printable(text: str) -> str:
    """A text that cannot steer the terminal: a source may hold escape sequences."""
    return _CONTROLS.sub("�", text)


def plain(value: Any) -> Any:
    """A value as JSON has it: dates as EDTF text, numbers of quantities as text, parts as lists."""
    if isinstance(value, When):
        return value.text
    if isinstance(value, Quantity):
        numbers = {name: getattr(value, name) for name in ("low", "high", "point", "level")}
        return {
            "kind": value.kind.value,
            "words": str(value),
            "sign": value.sign_text(),
            "low_open": value.low_open,
            "high_open": value.high_open,
            "unit": value.unit,
        } | {name: None if number is None else str(number) for name, number in numbers.items()}
    if isinstance(value, StrEnum):
        return value.value
    if isinstance(value, tuple):
        return [plain(each) for each in value]
    if isinstance(value, Part):
        return {each.name: plain(getattr(value, each.name)) for each in fields(value)}
    return value


def as_json(record: Record) -> dict[str, Any]:
    """A record as JSON has it, with its ref first."""
    own = {each.name: plain(getattr(record, each.name)) for each in fields(record)}
    return {"ref": record.ref, "record_kind": record.KIND} | own


@contextmanager
def file_for(out: Path) -> Iterator[Path]:
    """Where a command writes what goes to `out`; tells of it when it is done.

    A name that is "-" before its ending (`-.svg`) means standard output; nothing else goes there.
    """
    if out.stem != STANDARD_OUTPUT:
        yield out
        typer.echo(out)
        say_plain(out)
        return
    with TemporaryDirectory() as folder:
        held = Path(folder) / f"output{out.suffix}"
        yield held
        sys.stdout.buffer.write(held.read_bytes())
        sys.stdout.buffer.flush()


def print_json(rows: Iterable[Any]) -> None:
    """Prints one JSON array."""
    json.dump(list(rows), sys.stdout, ensure_ascii=False, indent=2)
    sys.stdout.write("\n")


def print_names(names: Iterable[str], *, as_json: bool) -> None:
    """Prints names, one a line, or as JSON."""
    if as_json:
        print_json({"name": name} for name in names)
        return
    for name in names:
        typer.echo(name)


def print_rows(
    columns: Sequence[str], rows: Iterable[Sequence[str]], *, as_json: bool, empty: str
) -> None:
    """Prints rows of words as a table, or as JSON with the names of the columns."""
    if as_json:
        print_json(dict(zip(columns, row, strict=True)) for row in rows)
    else:
        print_table(columns, rows, empty=empty)


def print_table(columns: Sequence[str], rows: Iterable[Sequence[str]], *, empty: str) -> None:
    """Prints a table that fits the terminal; in a pipe, one line a row with tabs between."""
    some = [[printable(cell) for cell in row] for row in rows]
    if not some:
        sys.stdout.write(f"{empty}\n")
    elif not sys.stdout.isatty():
        for row in some:
            sys.stdout.write("\t".join(" ".join(cell.split()) for cell in row) + "\n")
    else:
        _print_rich(columns, some)


def _print_rich(columns: Sequence[str], rows: Sequence[Sequence[str]]) -> None:
    from rich.console import Console
    from rich.table import Table

    table = Table(box=None, pad_edge=False, header_style="bold")
    for name in columns:
        table.add_column(name, overflow="fold")
    for row in rows:
        table.add_row(*row)
    Console(markup=False, highlight=False).print(table)


def print_record(record: Record, dossier: Dossier) -> None:
    """Prints every field of a record that holds something."""
    sys.stdout.write(f"{record.ref}  {printable(record.name)}\n")
    for each in fields(record):
        words = printable(shown(getattr(record, each.name), dossier, each.metadata))
        if each.name in {"id", "number", record.TITLE} or not words:
            continue
        first, *rest = words.splitlines()
        label = label_of(each.name, each.metadata)
        sys.stdout.write(f"  {label:<22} {first}\n")
        for line in rest:
            sys.stdout.write(f"  {'':<22} {line}\n")


def print_computed(figure: Computed) -> None:
    """Prints a computed figure, with how it was worked out."""
    sys.stdout.write(f"  {printable(figure.label):<22} {printable(figure.words)}\n")
    sys.stdout.write(f"  {'':<22} {printable(figure.how)}\n")
