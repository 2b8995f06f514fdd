"""Every colour, size and typeface of the window, in one place; light and dark.

`tokens()` is what drawing code asks at paint time; widgets get the same values through the palette
and the one style sheet (`resources/themes/window.qss`). `theme().changed` is emitted after either
has changed.
"""

from __future__ import annotations

from dataclasses import asdict, dataclass
from functools import cache
from string import Template
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QColor, QFont, QFontDatabase, QGuiApplication, QPalette
from PySide6.QtWidgets import QApplication

from workbench import places

if TYPE_CHECKING:
    from workbench.charts.palette import ChartPalette, StancePaint
    from workbench.model.kinds import Stance

FONT = "Inter"
STYLE = "Fusion"
RAIL_WIDTH = 58
SIDE_WIDTH = 236
INSPECTOR_WIDTH = 340
STATUS_HEIGHT = 28
ROW_HEIGHT = 46
ROW_HEIGHT_COMPACT = 28
RADIUS = 8
HALF = 128
"""The lightness below which a ground is dark."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Tokens:
    """The colours of one theme, as #rrggbb."""

    name: str
    ground: str
    """Behind the work area."""
    panel: str
    """Behind rail, side bar, status strip and cards."""
    field: str
    """Behind text fields and buttons."""
    line: str
    """Between rows and regions."""
    edge: str
    """Around fields and buttons."""
    ink: str
    """Text."""
    muted: str
    """Second lines and captions."""
    faint: str
    """Hints; still readable."""
    accent: str
    """What can be acted on, and figures."""
    accent_hover: str
    on_accent: str
    soft: str
    """Behind what is selected."""
    hover: str
    good: str
    warning: str
    warning_ground: str
    bad: str
    bad_ground: str
    read: str
    """A value that was read from the sentence and is not confirmed yet."""
    read_ground: str
    shade: str
    """Over the window while the palette is open, as #aarrggbb."""


LIGHT = Tokens(
    name="light",
    ground="#ffffff",
    panel="#f6f8fa",
    field="#ffffff",
    line="#e6eaef",
    edge="#d5dbe3",
    ink="#14213d",
    muted="#4f5b6e",
    faint="#5f6b7c",
    accent="#0b5c86",
    accent_hover="#0a4f74",
    on_accent="#ffffff",
    soft="#e3eef5",
    hover="#eef3f7",
    good="#1a7f4b",
    warning="#8a5a00",
    warning_ground="#fdf3dc",
    bad="#b3261e",
    bad_ground="#fdeceb",
    read="#6d4ca3",
    read_ground="#f1ecfa",
    shade="#66101828",
)
DARK = Tokens(
    name="dark",
    ground="#0f1620",
    panel="#151e2a",
    field="#121a25",
    line="#232e3c",
    edge="#323f50",
    ink="#e8edf4",
    muted="#a5b1c2",
    faint="#8d9aac",
    accent="#5cb8ee",
    accent_hover="#7cc7f3",
    on_accent="#06121c",
    soft="#1b3347",
    hover="#1a2532",
    good="#5ccb8f",
    warning="#f0be5a",
    warning_ground="#33290f",
    bad="#ff9188",
    bad_ground="#3a1c1b",
    read="#c3a9f0",
    read_ground="#2a2140",
    shade="#99060a10",
)


class Theme(QObject):
    """Which theme is on, and how to put it on."""

    changed = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._wish = "system"
        self._size = 13
        self.tokens = LIGHT
        self.styled = False
        """Whether the application has its style already, as from its first argument.

        Setting it here makes Python's classes of every style option, a tenth of the first paint.
        """

    @property
    def dark(self) -> bool:
        """Whether the dark theme is on."""
        return self.tokens is DARK

    def follow(self, *, wish: str, size: int) -> None:
        """Puts on the theme `wish` (system, light or dark); `size` is in pixels."""
        self._wish, self._size = wish, size
        self.put_on()

    def put_on(self) -> None:
        """Applies tokens, palette, font and style sheet, where they differ from what is on."""
        app = QApplication.instance()
        if not isinstance(app, QApplication):
            return
        self.tokens = DARK if self._wants_dark() else LIGHT
        sheet = _sheet(self.tokens.name, self._size)
        if app.styleSheet() == sheet:
            return
        if not self.styled:
            app.setStyle(STYLE)
            self.styled = True
        app.setPalette(palette(self.tokens))
        app.setFont(font(self._size))
        app.setStyleSheet(sheet)
        self.changed.emit()

    def watch_system(self) -> None:
        """Follows the system's colour scheme from now on."""
        QGuiApplication.styleHints().colorSchemeChanged.connect(self.put_on)

    @property
    def size(self) -> int:
        """The text size in pixels."""
        return self._size

    def _wants_dark(self) -> bool:
        if self._wish != "system":
            return self._wish == "dark"
        from PySide6.QtCore import Qt

        return QGuiApplication.styleHints().colorScheme() == Qt.ColorScheme.Dark


@cache
def theme() -> Theme:
    """The one theme of the running window."""
    return Theme()


def tokens() -> Tokens:
    """The colours that are on now."""
    return theme().tokens


def first_tokens(wish: str) -> Tokens:
    """The colours of the first frame, which is painted before a theme is put on."""
    if wish == "system":
        ground = QGuiApplication.palette().window().color()
        return DARK if ground.lightness() < HALF else LIGHT
    return DARK if wish == "dark" else LIGHT


def chart_palette() -> ChartPalette:
    """The colours of pictures and stances in the theme that is on."""
    from workbench.charts import palette as charts

    return charts.DARK if theme().dark else charts.LIGHT


def stance_colours(stance: Stance) -> StancePaint:
    """The colours of a stance in the theme that is on."""
    return chart_palette().stances[stance]


def font(size: int = 0, *, weight: QFont.Weight = QFont.Weight.Normal) -> QFont:
    """The typeface, drawn the same on every machine; `size` in pixels, the set one when 0."""
    made = QFont(FONT)
    made.setPixelSize(size or theme().size)
    made.setWeight(weight)
    made.setHintingPreference(QFont.HintingPreference.PreferNoHinting)
    made.setStyleStrategy(
        QFont.StyleStrategy.PreferAntialias | QFont.StyleStrategy.NoSubpixelAntialias
    )
    return made


def load_fonts() -> None:
    """Registers the bundled typeface with the application."""
    for each in sorted(places.resource("fonts").glob("*.otf")):
        QFontDatabase.addApplicationFont(str(each))


def palette(of: Tokens) -> QPalette:
    """Qt's palette for the theme `of`."""
    made = QPalette()
    role = QPalette.ColorRole
    for which, colour in (
        (role.Window, of.ground),
        (role.WindowText, of.ink),
        (role.Base, of.field),
        (role.AlternateBase, of.panel),
        (role.Text, of.ink),
        (role.Button, of.field),
        (role.ButtonText, of.ink),
        (role.BrightText, of.bad),
        (role.ToolTipBase, of.ink),
        (role.ToolTipText, of.ground),
        (role.PlaceholderText, of.faint),
        (role.Highlight, of.accent),
        (role.HighlightedText, of.on_accent),
        (role.Link, of.accent),
        (role.LinkVisited, of.accent),
        (role.Light, of.field),
        (role.Midlight, of.line),
        (role.Mid, of.edge),
        (role.Dark, of.edge),
        (role.Shadow, of.edge),
        (role.Accent, of.accent),
    ):
        made.setColor(which, QColor(colour))
    for which in (role.WindowText, role.Text, role.ButtonText):
        made.setColor(QPalette.ColorGroup.Disabled, which, QColor(of.faint))
    return made


@cache
def _sheet(name: str, size: int) -> str:
    chosen = DARK if name == "dark" else LIGHT
    sizes = {"size": size, "small": max(11, size - 1), "tiny": max(11, size - 2), "title": size + 6}
    raw = places.resource("themes/window.qss").read_text("utf-8")
    marks = places.resource("themes").as_posix()
    return Template(raw).substitute({**asdict(chosen), **sizes, "marks": marks})
