"""A chart in the console: a picture where one can be shown, its finding in words elsewhere."""

from __future__ import annotations

from typing import TYPE_CHECKING

from typing_extensions import override

from workbench.charts import export
from workbench.charts.palette import DARK, LIGHT
from workbench.charts.picture import Caption, picture

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from workbench.analysis.timeline import Timeline
    from workbench.analysis.trend import Trend

SIZE = (900, 540)


class Chart:
    """Decisions over allocation trends; `save` writes PNG, SVG or PDF."""

    def __init__(
        self, timeline: Timeline, trends: Sequence[Trend], *, dark: bool = False, marking: str = ""
    ) -> None:
        self.timeline = timeline
        self.trends = tuple(trends)
        self._palette = DARK if dark else LIGHT
        self._caption = Caption(marking=marking)

    def save(self, path: str | Path, *, size: tuple[int, int] = export.SIZE) -> Path:
        """Writes the chart to `path` (.png, .svg or .pdf), in the light theme; `size` in pixels.

        Raises:
            ChartNotWritten: another ending, or the file cannot be written.
        """
        return export.save(self.timeline, self.trends, path, size=size, caption=self._caption)

    @override
    def __repr__(self) -> str:
        shown = picture(self.timeline, self.trends, self._caption)
        return f"{shown.title}\n{shown.subtitle}"

    def _repr_png_(self) -> tuple[bytes, dict[str, int]]:
        """The chart at twice the size that it is to be shown at."""
        drawn = export.png(
            self.timeline, self.trends, size=SIZE, palette=self._palette, caption=self._caption
        )
        return drawn, {"width": SIZE[0], "height": SIZE[1]}
