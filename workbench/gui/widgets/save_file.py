"""Asking where a file should be written: the ending is added, and overwriting is asked about."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QFileDialog

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from PySide6.QtWidgets import QWidget


def ask_where(parent: QWidget, title: str, start: Path, endings: Mapping[str, str]) -> Path | None:
    """Asks for a path; None when the analyst thinks better of it.

    `endings` maps what each kind of file is called to its ending: {"PNG picture": ".png"}. The
    ending of the kind that is chosen is added to a name without one, before the dialog asks about
    a file of that name that is there already.
    """
    found = ask_how_and_where(parent, title, start, endings)
    return found[1] if found else None


def ask_how_and_where(
    parent: QWidget, title: str, start: Path, endings: Mapping[str, str]
) -> tuple[str, Path] | None:
    """As `ask_where`, with what the chosen kind of file is called before the path.

    A name whose ending is that of another kind is of the first kind with that ending.
    """
    warns = _warning_of(parent)
    filters = {f"{words} (*{ending})": ending for words, ending in endings.items()}
    dialog = QFileDialog(parent, f"{title} (not encrypted)" if warns else title, str(start.parent))
    dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
    dialog.setFileMode(QFileDialog.FileMode.AnyFile)
    dialog.setNameFilters(list(filters))
    dialog.setDefaultSuffix(start.suffix.removeprefix("."))
    dialog.filterSelected.connect(
        lambda chosen: dialog.setDefaultSuffix(filters[chosen].removeprefix("."))
    )
    dialog.selectFile(start.name)
    chosen = dialog.selectedFiles() if dialog.exec() else []
    dialog.deleteLater()
    if not chosen:
        return None
    place = Path(chosen[0])
    if place.suffix.lower() not in endings.values():
        place = place.with_name(f"{place.name}.{dialog.defaultSuffix()}")
    picked = next(words for words in endings if dialog.selectedNameFilter().startswith(words))
    if endings[picked] != place.suffix.lower():
        picked = next(words for words in endings if endings[words] == place.suffix.lower())
    if warns:
        warns(f"{place.name} is not encrypted, though the dossier is: anybody can read it.")
    return picked, place


def _warning_of(parent: QWidget) -> Callable[[str], object] | None:
    """How to say in the window that a file will be plain; None unless its dossier is encrypted."""
    from workbench.gui.window import Window

    window = parent.window()
    if not isinstance(window, Window) or window.context is None:
        return None
    return window.notices.say if window.context.dossier.encrypted else None
