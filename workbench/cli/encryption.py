"""`workbench dossier encrypt|decrypt|passphrase|remember|forget FILE`."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Annotated

import typer

from workbench.cli.options import OnlyFile, passphrase_for, passphrase_in
from workbench.dossier.encryption import (
    change_passphrase,
    decrypt,
    encrypt,
    key_of,
    plain_backups,
)
from workbench.dossier.kept_passphrase import forget_passphrase, keep_passphrase
from workbench.dossier.key_files import key_file_of
from workbench.errors import InvalidField

NewPassphraseFile = Annotated[
    Path | None,
    typer.Option("--new-passphrase-file", help="A file whose first line is the new passphrase."),
]


def register(group: typer.Typer) -> None:
    """Adds the commands."""
    group.command("encrypt", help="Encrypt it; prints the recovery code.")(_encrypt)
    group.command("decrypt", help="Take the encryption away.")(_decrypt)
    group.command("passphrase", help="Change the passphrase of an encrypted one.")(_passphrase)
    group.command("remember", help="Have this computer's keyring keep the passphrase.")(_remember)
    group.command("forget", help="Have the keyring forget the passphrase.")(_forget)


def _encrypt(file: OnlyFile, new_passphrase_file: NewPassphraseFile = None) -> None:
    say_encrypted(file, encrypt(file, new_passphrase(new_passphrase_file)))
    for each in plain_backups(file):
        typer.echo(f"Still readable without the passphrase: {each}")


def say_encrypted(file: Path, code: str) -> None:
    """Says where the key lies, and the recovery code."""
    typer.echo(f"Encrypted {file}. Its key lies beside it in {key_file_of(file).name}: keep both.")
    typer.echo(f"Recovery code, shown only now: {code}")


def _decrypt(file: OnlyFile) -> None:
    decrypt(file, passphrase_for(file))
    typer.echo(f"{file} is no longer encrypted.")


def _passphrase(file: OnlyFile, new_passphrase_file: NewPassphraseFile = None) -> None:
    change_passphrase(file, passphrase_for(file), new_passphrase(new_passphrase_file))
    typer.echo("The passphrase is changed; the recovery code stays the same.")


def _remember(file: OnlyFile) -> None:
    passphrase = passphrase_for(file)
    if not key_of(file, passphrase):
        raise InvalidField("passphrase", f"{file} is not encrypted, so there is none to keep.")
    keep_passphrase(file, passphrase)
    typer.echo(f"The keyring of this computer keeps the passphrase of {file}.")


def _forget(file: OnlyFile) -> None:
    kept = forget_passphrase(file)
    typer.echo("The keyring has forgotten it." if kept else "No passphrase of it was kept.")


def new_passphrase(told: Path | None) -> str:
    """The passphrase that a file holds, else one that is asked for in the terminal."""
    if told is not None:
        return passphrase_in(told)
    if not sys.stdin.isatty():
        message = "Name a file that holds it with --new-passphrase-file, or run it in a terminal."
        raise InvalidField("passphrase", message)
    asked: str = typer.prompt("New passphrase", hide_input=True, confirmation_prompt=True, err=True)
    return asked
