"""The layout of a window as it is kept from one start to the next."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from PySide6.QtCore import QByteArray, QSize

if TYPE_CHECKING:
    from workbench.gui.window import Window
    from workbench.settings import Settings

FIRST_SIZE = (1480, 900)
SHARE = 0.75
"""Of the screen, on a large one."""
FRAME = (4, 40)
"""What a window manager draws around a window, at most, in pixels."""


def size(window: Window) -> None:
    """Gives a new window the size and the place of the last one."""
    settings = window.settings
    free = window.screen().availableSize() - QSize(*FRAME)
    window.resize(QSize(*FIRST_SIZE).expandedTo(free * SHARE).boundedTo(free))
    if settings.geometry:
        window.restoreGeometry(QByteArray.fromBase64(settings.geometry.encode()))


def bring_back(window: Window) -> None:
    """Gives a new window the regions of the last one."""
    settings = window.settings
    frame = window.layout()
    if frame is not None:
        frame.activate()  # the sizes would else be fitted to a window that is not laid out yet
    window.regions.restore(settings.regions)
    for name in settings.hidden:
        if name in window.regions.wanted:
            window.regions.wanted[name] = False


def with_layout(window: Window, shown: str) -> Settings:
    """The settings with the layout as it is now; `shown` is the task that is seen, if any."""
    settings, regions = window.settings, window.regions
    for view in window.views:
        settings = view.with_layout(settings)
    return replace(
        settings,
        geometry=bytes(window.saveGeometry().toBase64().data()).decode(),
        regions=regions.remember() if regions.isVisible() else settings.regions,
        hidden=tuple(name for name in sorted(regions.wanted) if not regions.wanted[name]),
        view=shown or settings.view,
    )
