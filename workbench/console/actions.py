"""The trusted scripts of the analyst as actions: in the palette, on a key, on the command line."""

from __future__ import annotations

from typing import TYPE_CHECKING

from workbench.console.scripts import ACTION, library, run_script, script_named
from workbench.plugins import Action, hook

if TYPE_CHECKING:
    from collections.abc import Sequence

    from workbench.dossier.dossier import Dossier


@hook
def actions() -> tuple[Action, ...]:
    """One action a script of the analyst's own library that is trusted as it is now."""
    return tuple(
        Action(
            name=f"{ACTION}{each.name}",
            title=f"Run the script “{each.name}”",
            about=each.about,
            place="workbench.console.actions:run",
            given=(each.name,),
        )
        for each in library()
        if each.trusted
    )


def run(dossier: Dossier, _ids: Sequence[str], name: str) -> None:
    """Runs a script of the library with the console's names.

    Raises:
        NoSuchScript: it is gone.
        ScriptNotTrusted: it was changed since it was trusted.
        ScriptFailed: a fault of the script.
    """
    run_script(dossier, script_named(name))
