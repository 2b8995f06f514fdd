"""A picture as a file, equal to the screen: PNG at 1x or 2x, SVG and PDF with real text."""

from __future__ import annotations

import os
import sys
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QBuffer, QByteArray, QIODevice, QMarginsF, QRectF, QSize, QSizeF, Qt
from PySide6.QtGui import QImage, QImageWriter, QPageLayout, QPageSize, QPainter, QPdfWriter
from PySide6.QtSvg import QSvgGenerator
from PySide6.QtWidgets import QApplication

from workbench.charts import drawing, numbers, off_axis
from workbench.charts.palette import LIGHT
from workbench.charts.picture import STEPS, UNTITLED, Picture, picture
from workbench.charts.plate import Plate
from workbench.errors import ChartNotWritten
from workbench.unfinished import replacing

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from workbench.analysis.timeline import Timeline
    from workbench.analysis.trend import Trend
    from workbench.charts.palette import ChartPalette
    from workbench.charts.picture import Caption, Off
    from workbench.model.plot_choice import PlotChoice

SIZE = (1180, 720)
_DOTS = 96
SHARP = 2.0
_POINTS = 72.0
_application: list[QApplication] = []


def save(  # noqa: PLR0913 - most are left out
    timeline: Timeline,
    trends: Sequence[Trend],
    path: str | Path,
    *,
    size: tuple[int, int] = SIZE,
    palette: ChartPalette = LIGHT,
    caption: Caption = UNTITLED,
    choice: PlotChoice = STEPS,
    off: Off = None,
    sharp: float = SHARP,
) -> Path:
    """Writes the picture of `timeline` over `trends` to `path`: .png, .svg or .pdf.

    `size` is in pixels of the screen, of which a .png has `sharp` dots each way. The file is
    written whole or not at all.

    Raises:
        ChartNotWritten: another ending, or the file cannot be written.
    """
    shown = replace(picture(timeline, trends, caption, choice=choice, off=off), palette=palette)
    return save_picture(shown.on(width=size[0], height=size[1]), path, sharp=sharp)


def save_picture(shown: Picture | Plate, path: str | Path, *, sharp: float = SHARP) -> Path:
    """Writes `shown` to `path` (.png, .svg or .pdf), without what only a window needs.

    A .png gets `sharp` dots to the pixel: 1 for a page on a screen, 2 for print and sharp screens.

    Raises:
        ChartNotWritten: another ending, or the file cannot be written.
        PluginFailed: the plugin that draws this form broke down.
    """
    target = Path(path)
    ways: dict[str, Callable[[Picture | Plate], bytes]] = {
        ".png": partial(to_png, sharp=sharp),
        ".svg": to_svg,
        ".pdf": to_pdf,
    }
    way = ways.get(target.suffix.lower())
    if way is None:
        raise ChartNotWritten(target, "Use a name that ends in .png, .svg or .pdf.")
    data = way(shown)
    if isinstance(shown, Picture) and shown.off is not None:
        off_axis.expect_drawn(shown)
    _write(target, data)
    return target


def png(  # noqa: PLR0913 - most are left out
    timeline: Timeline,
    trends: Sequence[Trend],
    *,
    size: tuple[int, int] = SIZE,
    palette: ChartPalette = LIGHT,
    caption: Caption = UNTITLED,
    choice: PlotChoice = STEPS,
    off: Off = None,
) -> bytes:
    """The picture as PNG bytes, at twice `size`."""
    shown = replace(picture(timeline, trends, caption, choice=choice, off=off), palette=palette)
    return to_png(shown.on(width=size[0], height=size[1]))


def plate(shown: Picture) -> Plate:
    """The picture as what a file is made of, without what only a window needs."""
    bare = replace(shown, controls=False)
    told = numbers.described(shown)
    return Plate(shown.width, shown.height, shown.title, told, lambda at: drawing.draw(at, bare))


def image(shown: Picture | Plate, *, sharp: float = SHARP) -> QImage:
    """The picture as an image with `sharp` dots to the pixel."""
    ready()
    shown = plate(shown) if isinstance(shown, Picture) else shown
    made = QImage(
        round(shown.width * sharp), round(shown.height * sharp), QImage.Format.Format_RGB32
    )
    made.setDevicePixelRatio(sharp)
    painter = QPainter(made)
    shown.draw(painter)
    painter.end()
    return made


def to_png(shown: Picture | Plate, *, sharp: float = SHARP) -> bytes:
    """The picture as PNG bytes, `sharp` dots to the pixel, with its description."""
    shown = plate(shown) if isinstance(shown, Picture) else shown
    made = image(shown, sharp=sharp)
    made.setDotsPerMeterX(round(_DOTS * sharp / 0.0254))
    made.setDotsPerMeterY(round(_DOTS * sharp / 0.0254))
    made.setText("Title", shown.title)
    made.setText("Description", shown.description)
    kept = QByteArray()
    buffer = QBuffer(kept)
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    QImageWriter(buffer, QByteArray(b"PNG")).write(made)
    buffer.close()
    return bytes(kept.data())


def to_svg(shown: Picture | Plate) -> bytes:
    """The picture as SVG 1.1, text as text."""
    ready()
    shown = plate(shown) if isinstance(shown, Picture) else shown
    kept = QByteArray()
    buffer = QBuffer(kept)
    made = QSvgGenerator(QSvgGenerator.SvgVersion.Svg11)
    made.setOutputDevice(buffer)
    made.setResolution(_DOTS)
    made.setSize(QSize(round(shown.width), round(shown.height)))
    made.setViewBox(QRectF(0, 0, shown.width, shown.height))
    made.setTitle(shown.title)
    made.setDescription(shown.description)
    painter = QPainter(made)
    shown.draw(painter)
    painter.end()
    return bytes(kept.data())


def to_pdf(shown: Picture | Plate) -> bytes:
    """The picture as one PDF page of its own size."""
    ready()
    shown = plate(shown) if isinstance(shown, Picture) else shown
    kept = QByteArray()
    buffer = QBuffer(kept)
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    made = QPdfWriter(buffer)
    made.setResolution(_DOTS)
    made.setTitle(shown.title)
    made.setCreator("Policy Workbench")
    a_dot = _POINTS / _DOTS
    page = QPageSize(
        QSizeF(shown.width * a_dot, shown.height * a_dot),
        QPageSize.Unit.Point,
        "",
        QPageSize.SizeMatchPolicy.ExactMatch,
    )
    made.setPageLayout(QPageLayout(page, QPageLayout.Orientation.Portrait, QMarginsF(0, 0, 0, 0)))
    painter = QPainter(made)
    shown.draw(painter)
    painter.end()
    buffer.close()
    return bytes(kept.data())


def ready() -> None:
    """Makes the application that fonts need, without a screen where there is none."""
    if QApplication.instance() is not None:
        return
    if sys.platform.startswith("linux") and not (
        os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY")
    ):
        os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    QApplication.setAttribute(Qt.ApplicationAttribute.AA_DontShowIconsInMenus, on=False)
    _application.append(QApplication([sys.argv[0] if sys.argv else "workbench"]))


def _write(target: Path, data: bytes) -> None:
    """Puts a picture in its place, whole or not at all."""
    try:
        with replacing(target) as draft:
            draft.write_bytes(data)
    except OSError as fault:
        reason = fault.strerror or str(fault)
        raise ChartNotWritten(
            target, f"{reason}. Choose a folder that exists and that you may write to."
        ) from fault
