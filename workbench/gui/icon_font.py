"""The glyphs of Phosphor as icons, drawn from the font that QtAwesome carries.

Only its font and its table of names are used: importing the package loads every class of Qt, which
costs more than the first window. A glyph is drawn as QtAwesome draws it, at 7/8 of the icon's
height, so that a line lies on whole pixels at 16.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QPoint, QRect, Qt
from PySide6.QtGui import QColor, QFont, QFontDatabase, QIcon, QIconEngine, QPainter, QPixmap
from typing_extensions import override

if TYPE_CHECKING:
    from PySide6.QtCore import QSize

SHARE = 0.875


@dataclass(frozen=True, slots=True, kw_only=True)
class Tints:
    """The colours of one icon, as #rrggbb: at rest, checked, and disabled."""

    rest: str
    checked: str
    disabled: str

    def colour(self, mode: QIcon.Mode, state: QIcon.State) -> QColor:
        """The colour in one state of a button."""
        if mode is QIcon.Mode.Disabled:
            return QColor(self.disabled)
        return QColor(self.checked if state is QIcon.State.On else self.rest)


class Glyph(QIconEngine):
    """Draws one glyph at any size."""

    def __init__(self, face: QFont, sign: str, tints: Tints) -> None:
        super().__init__()
        self._face, self._sign, self._tints = face, sign, tints

    @override
    def paint(self, painter: QPainter, rect: QRect, mode: QIcon.Mode, state: QIcon.State) -> None:
        face = QFont(self._face)
        face.setPixelSize(max(1, round(SHARE * rect.height())))
        painter.save()
        painter.setPen(self._tints.colour(mode, state))
        painter.setFont(face)
        painter.drawText(rect, Qt.AlignmentFlag.AlignCenter, self._sign)
        painter.restore()

    @override
    def pixmap(self, size: QSize, mode: QIcon.Mode, state: QIcon.State) -> QPixmap:
        drawn = QPixmap(size)
        drawn.fill(Qt.GlobalColor.transparent)
        painter = QPainter(drawn)
        self.paint(painter, QRect(QPoint(0, 0), size), mode, state)
        painter.end()
        return drawn


class IconFont:
    """The glyphs by Phosphor's names ("magnifying-glass"), once read.

    Raises:
        FileNotFoundError: QtAwesome is not installed whole.
    """

    def __init__(self) -> None:
        folder = _fonts_folder()
        names = next(folder.glob("phosphor-charmap-*.json"), None)
        if names is None:
            raise FileNotFoundError(folder / "phosphor-charmap-*.json")
        self._signs: dict[str, str] = json.loads(names.read_text("utf-8"))
        font = names.with_name(names.name.replace("-charmap", "")).with_suffix(".ttf")
        number = QFontDatabase.addApplicationFont(str(font))
        families = QFontDatabase.applicationFontFamilies(number)
        self._face = QFont(families[0] if families else "")
        self._face.setStyleStrategy(QFont.StyleStrategy.NoFontMerging)

    def icon(self, name: str, *, rest: str, checked: str, disabled: str) -> QIcon:
        """A glyph as an icon, in colours (#rrggbb) for a button at rest, checked and disabled.

        Raises:
            KeyError: the set has no glyph of that name.
        """
        tints = Tints(rest=rest, checked=checked, disabled=disabled)
        return QIcon(Glyph(self._face, chr(int(self._signs[name], 16)), tints))


def _fonts_folder() -> Path:
    found = find_spec("qtawesome")
    if found is None or not found.submodule_search_locations:
        raise FileNotFoundError("qtawesome")
    return Path(found.submodule_search_locations[0]) / "fonts"
