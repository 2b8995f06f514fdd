"""What several commands take, and how they open a dossier."""

from __future__ import annotations

import os
import sys
from contextlib import contextmanager
from pathlib import Path, PureWindowsPath
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, Annotated, Any

import typer

from workbench.dossier.kept_passphrase import kept_passphrase
from workbench.dossier.key_files import is_encrypted
from workbench.dossier.moments import moment_told
from workbench.dossier.open import open_dossier
from workbench.dossier.seen import older_words
from workbench.errors import FileNotReadable, PastReadOnly

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping

    from workbench.dossier.dossier import Dossier

STANDARD_INPUT = "-"
DossierFile = Annotated[
    Path,
    typer.Option("--dossier", "-d", envvar="WORKBENCH_DOSSIER", help="The dossier file."),
]
QueryLine = Annotated[
    str,
    typer.Option("--query", "-q", help="What to show, as in the search line: 'h200 stance:deny'."),
]
# Where another argument follows, the first word typed would be taken for the file all the same.
OnlyFile = Annotated[Path, typer.Argument(envvar="WORKBENCH_DOSSIER", help="The dossier file.")]
AsJson = Annotated[bool, typer.Option("--json", help="Print one JSON array of records.")]
AnalystName = Annotated[
    str, typer.Option("--analyst", help="Who signs the change; empty: your login name.")
]


def named_by(names: Callable[[], Iterable[str]], command: str = "list") -> Any:
    """An argument that is a name as `command` prints it; Tab completes it in a shell."""

    def fitting(incomplete: str) -> list[str]:
        return [each for each in names() if each.startswith(incomplete)]

    return typer.Argument(help=f"As `{command}` prints it.", autocompletion=fitting)


def _file(path: Path) -> Path:
    """Refuses what is no file and cannot become one, such as a device."""
    try:
        there = path.exists() and not path.is_file() and not path.is_dir()
    except OSError as fault:
        raise typer.BadParameter(f"{fault.strerror}. Choose another place.") from fault
    if there or (os.name == "nt" and PureWindowsPath(path).is_reserved()):
        message = f"{path} is a device. Name a file."
        raise typer.BadParameter(message)
    return path


def from_input(
    ending: str, begins: Mapping[bytes, str] | None = None
) -> Callable[[typer.Context, Path], Path]:
    """What makes of "-" a file that holds what comes on standard input, until the command ends.

    Its name has this ending, or another where what comes `begins` so.
    """

    def held(ctx: typer.Context, file: Path) -> Path:
        if str(file) != STANDARD_INPUT or ctx.resilient_parsing:
            return file
        data = sys.stdin.buffer.read()
        fits = [other for sign, other in (begins or {}).items() if data.startswith(sign)]
        name = f"standard input{fits[0] if fits else ending}"
        place = Path(ctx.with_resource(TemporaryDirectory())) / name
        place.write_bytes(data)
        return place

    return held


Out = Annotated[
    Path,
    typer.Option(
        "--out",
        "-o",
        callback=_file,
        help="The file to write; - with its ending (-.svg) is standard output.",
    ),
]


class Asked:
    """What the options before the command ask of every command, and what it said of plugins."""

    as_of: str = ""
    """Show dossiers as they were then."""
    passphrase_file: Path | None = None
    """Where the passphrase of an encrypted dossier stands, in the first line."""
    encrypted: bool = False
    """Whether the dossier that was opened last is encrypted."""
    named: frozenset[str] = frozenset()
    """The plugins whose failure was told already."""


asked = Asked()


def passphrase_for(path: Path) -> str:
    """The passphrase of a dossier: from the file that was named, the keyring, or the terminal.

    Empty for a dossier that is not encrypted, and where nobody can be asked.

    Raises:
        FileNotReadable: the file that was named cannot be read.
    """
    if not is_encrypted(path):
        return ""
    if asked.passphrase_file is not None:
        return passphrase_in(asked.passphrase_file)
    if kept := kept_passphrase(path):
        return kept
    if not sys.stdin.isatty():
        return ""
    return str(typer.prompt(f"Passphrase of {path.name}", hide_input=True, err=True))


def passphrase_in(file: Path) -> str:
    """The first line of a file.

    Raises:
        FileNotReadable: it cannot be read.
    """
    return text_in(file).partition("\n")[0].rstrip("\r")


def text_in(file: Path) -> str:
    """What a text file holds.

    Raises:
        FileNotReadable: it cannot be read, or is no UTF-8 text.
    """
    try:
        return file.read_text("utf-8")
    except OSError as fault:
        raise FileNotReadable(file.name, fault.strerror or str(fault)) from fault
    except UnicodeDecodeError as fault:
        raise FileNotReadable(file.name, "it is no UTF-8 text") from fault


@contextmanager
def opened(path: Path, *, analyst: str = "", read_only: bool = False) -> Iterator[Dossier]:
    """A dossier for the time of one command.

    Raises:
        PastReadOnly: it is to be written to, as it was in the past.
    """
    if asked.as_of and not read_only:
        raise PastReadOnly
    dossier = open_dossier(
        path,
        analyst=analyst,
        read_only=read_only,
        as_of=asked.as_of or None,
        passphrase=passphrase_for(path),
    )
    asked.encrypted = dossier.encrypted
    for told in filter(None, (moment_told(dossier), older_words(dossier))):
        typer.echo(told, err=True)
    try:
        yield dossier
    finally:
        dossier.close()


def say_plain(out: Path) -> None:
    """Says that what was written of an encrypted dossier is not encrypted itself."""
    if asked.encrypted:
        typer.echo(f"{out} is not encrypted, though the dossier is.", err=True)
