"""What stands in the way of scripts and of questions in SQL."""

from __future__ import annotations

from workbench.errors.root import WorkbenchError


class SqlRefused(WorkbenchError):
    """A question in SQL that would do more than read, or that cannot be read."""


class ScriptNotTrusted(WorkbenchError):
    """A script that nobody on this machine has said to trust, or that was changed since."""

    def __init__(self, name: str) -> None:
        super().__init__(
            f"The script {name!r} is not trusted on this machine, or was changed since. Read it,"
            f" then say so: Console, Scripts in the window, or workbench scripts trust {name!r}"
            " (with -d and the dossier where it lies beside one)."
        )


class ScriptFailed(WorkbenchError):
    """A fault of a script, with the lines of it that led there."""

    def __init__(self, name: str, told: str) -> None:
        super().__init__(f"The script {name!r} failed.\n\n{told}")


class ScriptNotWritten(WorkbenchError):
    """A script that could not be saved; what lay there is as it was."""

    def __init__(self, name: str, reason: str) -> None:
        super().__init__(
            f"{name} was not saved. {reason.rstrip('.')}. Choose another name, or make room."
        )


class NoSuchScript(WorkbenchError):
    """No script of that name lies in the library."""

    def __init__(self, name: str) -> None:
        super().__init__(f"There is no script {name!r}. 'workbench scripts list' names those.")
