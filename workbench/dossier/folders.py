"""Where a dossier lies, and what a sync program left beside it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from workbench.store.folders import folder_kind

if TYPE_CHECKING:
    from pathlib import Path


def lies_unsafely(path: Path) -> str:
    """Where a dossier lies, in words, if that is a network, cloud or removable folder."""
    kind = folder_kind(path)
    return kind.words if kind else ""
