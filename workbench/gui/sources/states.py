"""What a sources view can do now: the tests of its commands."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from workbench.gui.sources.reading import ReadingView


def is_reading(view: ReadingView) -> bool:
    """Whether a text is read."""
    return view.reading and view.reader.text.paragraph is not None


def is_scan(view: ReadingView) -> bool:
    """Whether a source without a text layer is read."""
    page = view.reader.text.page
    return view.reading and page is not None and page.source.scanned


def can_mark(view: ReadingView) -> bool:
    """Whether a text is read and can be marked."""
    return is_reading(view) and not view.context.dossier.read_only


def can_allocate(view: ReadingView) -> bool:
    """Whether A makes an allocation: while a suggestion is framed, A accepts that."""
    return can_mark(view) and view.suggesting.offer is None


def is_listing(view: ReadingView) -> bool:
    """Whether the list is shown."""
    return not view.reading


def can_add(view: ReadingView) -> bool:
    """Whether the list is shown and sources can be added."""
    return is_listing(view) and not view.context.dossier.read_only
