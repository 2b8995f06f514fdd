"""The script library: what lies there, what is trusted, and running one with the console's names.

Scripts lie in the analyst's own folder and in a folder `scripts` beside the dossier. Opening either
runs none of them. A script runs by its name only after the analyst has said once, on this machine,
that exactly these bytes are trusted.
"""

from __future__ import annotations

import ast
import hashlib
import sys
import traceback
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from workbench import places
from workbench.console.names import names
from workbench.errors import (
    FileNotReadable,
    NoSuchScript,
    ScriptFailed,
    ScriptNotTrusted,
    ScriptNotWritten,
    WorkbenchError,
)
from workbench.unfinished import replacing

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from workbench.dossier.dossier import Dossier

SUFFIX = ".py"
BESIDE = "scripts"
"""The folder beside a dossier."""
ACTION = "script."
"""What the names of actions that run a script begin with."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Script:
    """One script: its name, where it lies, the first line of its docstring, and the hash of it."""

    name: str
    path: Path
    about: str
    digest: str
    trusted: bool


def own_folder() -> Path:
    """The analyst's own scripts, of every dossier."""
    return places.data_folder() / BESIDE


def library(dossier: Path | None = None) -> list[Script]:
    """The scripts beside a dossier and the analyst's own, by name; the first of a name counts."""
    trusted = _trusted()
    found: dict[str, Script] = {}
    for folder in _folders(dossier):
        for path in sorted(folder.glob(f"*{SUFFIX}")):
            found.setdefault(path.stem, _script(path, trusted))
    return [found[name] for name in sorted(found)]


def _folders(dossier: Path | None) -> list[Path]:
    beside = [dossier.resolve().parent / BESIDE] if dossier is not None else []
    return [*beside, own_folder()]


def script_named(name: str, dossier: Path | None = None) -> Script:
    """The script of that name in the library.

    Raises:
        NoSuchScript: none has that name.
    """
    for each in library(dossier):
        if name.removesuffix(SUFFIX) == each.name:
            return each
    raise NoSuchScript(name)


def save(path: Path, text: str) -> Script:
    """Writes a script, whole or not at all; one that was trusted stays so, and a new one is.

    What an analyst types here is what they have read.

    Raises:
        ScriptNotWritten: the file cannot be written, or its name is no name of a script.
    """
    trusted = not path.exists() or _script(path, _trusted()).trusted
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        with replacing(path) as draft:
            draft.write_text(text, encoding="utf-8")
    except (OSError, ValueError) as fault:
        raise ScriptNotWritten(path.name, str(fault)) from fault
    saved = _script(path, _trusted())
    if trusted:
        trust(saved)
    return _script(path, _trusted())


def trust(script: Script) -> None:
    """Trusts exactly these bytes from now on, wherever they lie."""
    if script.digest not in _trusted():
        _keep_trusted(_trusted() | {script.digest})


def distrust(script: Script) -> None:
    """Takes the trust back."""
    if script.digest in _trusted():
        _keep_trusted(_trusted() - {script.digest})


def run_script(dossier: Dossier, script: Script, arguments: Sequence[str] = ()) -> dict[str, Any]:
    """Runs a script of the library, and gives the names that it made.

    Raises:
        ScriptNotTrusted: nobody here has said to trust these bytes.
        FileNotReadable: it is gone.
    """
    text = read_text(script.path)
    _expect_trusted(script.name, text)
    return run_text(dossier, text, str(script.path), arguments)


def run_text(
    dossier: Dossier, text: str, name: str, arguments: Iterable[str] = ()
) -> dict[str, Any]:
    """Runs Python with the console's names, as if it were a program called `name`.

    `arguments` are its `sys.argv[1:]`.

    Raises:
        ScriptFailed: a fault of the script, with the lines of it that led there.
        WorkbenchError: what a verb refused and the script did not take.
    """
    made: dict[str, Any] = {**names(dossier), "__name__": "__main__", "__file__": name}
    with _AsProgram([name, *arguments]):
        exec(compile(text, name, "exec"), made)  # noqa: S102 - the analyst's own script
    return made


class _AsProgram:
    """Runs foreign code as a program of its own: its arguments, and its faults told as its own."""

    def __init__(self, arguments: list[str]) -> None:
        self._arguments = arguments
        self._before: list[str] = []

    def __enter__(self) -> None:
        self._before, sys.argv = sys.argv, self._arguments

    def __exit__(
        self, kind: type[BaseException] | None, fault: BaseException | None, _: object
    ) -> None:
        sys.argv = self._before
        if isinstance(fault, Exception) and not isinstance(fault, WorkbenchError):
            raise ScriptFailed(self._arguments[0], _told(fault)) from None


def _told(fault: Exception) -> str:
    """The traceback from the script on, without what ran it."""
    frames = traceback.extract_tb(fault.__traceback__)
    own = [each for each in frames if not each.filename.startswith(str(Path(__file__).parent))]
    lines = ["Traceback (most recent call last):\n"] if own else []
    return "".join([*lines, *traceback.format_list(own), *traceback.format_exception_only(fault)])


def read_text(path: Path) -> str:
    """The text of a script.

    Raises:
        FileNotReadable: it is not there, not allowed, or no text.
    """
    try:
        return path.read_bytes().decode("utf-8")
    except OSError as fault:
        raise FileNotReadable(path.name, fault.strerror or str(fault)) from fault
    except UnicodeDecodeError as fault:
        raise FileNotReadable(path.name, "it is no UTF-8 text") from fault


def read_to_run(path: Path, dossier: Path | None = None) -> str:
    """The text of a script that somebody named by its path; in the library only a trusted one.

    Raises:
        ScriptNotTrusted: it lies in the library, and nobody here has said to trust these bytes.
        FileNotReadable: it is not there, not allowed, or no text.
    """
    text = read_text(path)
    library_folders = {each.resolve() for each in _folders(dossier)}
    if path.resolve().parent in library_folders:
        _expect_trusted(path.stem, text)
    return text


def _expect_trusted(name: str, text: str) -> None:
    if _digest(text) not in _trusted():
        raise ScriptNotTrusted(name)


def _script(path: Path, trusted: frozenset[str]) -> Script:
    text = path.read_bytes().decode("utf-8", errors="replace")
    digest = _digest(text)
    return Script(
        name=path.stem, path=path, about=_about(text), digest=digest, trusted=digest in trusted
    )


def _about(text: str) -> str:
    try:
        told = ast.get_docstring(ast.parse(text)) or ""
    except (SyntaxError, ValueError):
        return "cannot be read as Python"
    return told.partition("\n")[0]


def _digest(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()


def _trust_file() -> Path:
    return places.state_folder() / "trusted scripts.txt"


def _trusted() -> frozenset[str]:
    try:
        return frozenset(_trust_file().read_text(encoding="ascii", errors="replace").split())
    except OSError:
        return frozenset()


def _keep_trusted(digests: Iterable[str]) -> None:
    path = _trust_file()
    path.parent.mkdir(parents=True, exist_ok=True)
    with replacing(path) as draft:
        draft.write_text("".join(f"{each}\n" for each in sorted(digests)), encoding="ascii")
