"""Policy Workbench: log policy decisions, annotate sources, plot allocation trends, brief in Excel.

`open_dossier(path)` and `new_dossier(path)` give a `Dossier`; no window and no Qt are needed. Names
are loaded when they are first used, so that `import workbench` is quick.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from workbench.dossier.dossier import Dossier
    from workbench.dossier.open import new_dossier, open_dossier
    from workbench.dossier.release import Release
    from workbench.model.quantity import Quantity
    from workbench.model.query import Query
    from workbench.model.when import When

__version__ = "0.1.0"

_PLACES = {
    "Dossier": "workbench.dossier.dossier",
    "Quantity": "workbench.model.quantity",
    "Query": "workbench.model.query",
    "Release": "workbench.dossier.release",
    "When": "workbench.model.when",
    "new_dossier": "workbench.dossier.open",
    "open_dossier": "workbench.dossier.open",
}

__all__ = ["Dossier", "Quantity", "Query", "Release", "When", "new_dossier", "open_dossier"]


def __getattr__(name: str) -> object:
    if name not in _PLACES:
        message = f"module 'workbench' has no attribute {name!r}"
        raise AttributeError(message)
    return getattr(import_module(_PLACES[name]), name)
