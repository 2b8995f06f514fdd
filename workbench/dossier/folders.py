"""Where a dossier lies, and what a sync program left beside it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from workbench.store import folders

if TYPE_CHECKING:
    from pathlib import Path


def lies_unsafely(path: Path) -> str:
    """Where a dossier lies, in words, if that is a network, cloud or removable folder."""
    kind = folders.folder_kind(path)
    return kind.words if kind else ""


def conflicting_copies(path: Path) -> list[Path]:
    """The files beside a dossier in which a sync program kept another state of it."""
    return folders.conflicting_copies(path)
