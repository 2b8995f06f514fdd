"""A chart in the console: a picture where one can be shown, its finding in words elsewhere."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from typing_extensions import override

from workbench.charts import export
from workbench.charts.citations import CitationChart
from workbench.charts.page import PageChart
from workbench.charts.palette import DARK, LIGHT
from workbench.charts.picture import STEPS, Caption, picture
from workbench.model.many import many

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from workbench.analysis.citation_map import CitationMap
    from workbench.analysis.plot import Plot
    from workbench.analysis.timeline import Timeline
    from workbench.analysis.trend import Trend
    from workbench.charts.palette import ChartPalette
    from workbench.charts.picture import Picture
    from workbench.dossier.pages import DrawnPage

SIZE = (900, 540)


class Chart:
    """Decisions over allocation trends; `save` writes PNG, SVG or PDF."""

    def __init__(
        self,
        timeline: Timeline,
        trends: Sequence[Trend],
        *,
        plot: Plot | None = None,
        dark: bool = False,
        marking: str = "",
    ) -> None:
        self.timeline = timeline
        self.trends = tuple(trends)
        self._palette = DARK if dark else LIGHT
        self._caption = Caption(marking=marking)
        self._choice = plot.choice if plot else STEPS
        self._off = plot.off if plot else None

    def save(
        self,
        path: str | Path,
        *,
        size: tuple[int, int] = export.SIZE,
        sharp: float = export.SHARP,
    ) -> Path:
        """Writes the chart to `path` (.png, .svg or .pdf), in the light theme.

        `size` is in pixels, of which a .png has `sharp` dots each way.

        Raises:
            ChartNotWritten: another ending, or the file cannot be written.
        """
        return export.save_picture(self._picture(LIGHT, size), path, sharp=sharp)

    def _picture(self, palette: ChartPalette, size: tuple[int, int]) -> Picture:
        made = picture(
            self.timeline, self.trends, self._caption, choice=self._choice, off=self._off
        )
        return replace(made, palette=palette).on(width=size[0], height=size[1])

    @override
    def __repr__(self) -> str:
        shown = self._picture(LIGHT, SIZE)
        return f"{shown.title}\n{shown.subtitle}"

    def _repr_png_(self) -> tuple[bytes, dict[str, int]]:
        """The chart at twice the size that it is to be shown at."""
        drawn = export.to_png(self._picture(self._palette, SIZE))
        return drawn, {"width": SIZE[0], "height": SIZE[1]}


class PageOfSource:
    """A page of a document with boxes around passages; `save` writes PNG, SVG or PDF."""

    def __init__(self, shown: DrawnPage) -> None:
        export.ready()
        self.title = f"{shown.title}, page {shown.number:,} of {shown.count:,}"
        image = shown.image
        boxes = [
            (box, colour)
            for some, colour in zip(image.boxes, shown.colours, strict=True)
            for box in some
        ]
        self._told = f"{many(len(shown.colours), 'passage')} boxed"
        self._chart = PageChart(
            image.width, image.height, image.pixels, tuple(boxes), self.title, self._told
        )

    def save(self, path: str | Path) -> Path:
        """Writes the page to `path` (.png, .svg or .pdf).

        Raises:
            ChartNotWritten: another ending, or the file cannot be written.
        """
        return export.save_picture(self._chart.plate(), path)

    @override
    def __repr__(self) -> str:
        return f"{self.title}\n{self._told}"

    def _repr_png_(self) -> tuple[bytes, dict[str, int]]:
        """The page at twice the size that it is to be shown at."""
        plate = self._chart.plate()
        return export.to_png(plate), {"width": round(plate.width), "height": round(plate.height)}


class SourceGraphChart:
    """Who cites whom; `save` writes PNG, SVG or PDF."""

    def __init__(self, shown: CitationMap, *, dark: bool = False) -> None:
        export.ready()
        self.shown = shown
        self._palette = DARK if dark else LIGHT

    def save(self, path: str | Path, *, sharp: float = export.SHARP) -> Path:
        """Writes the graph to `path` (.png, .svg or .pdf), in the light theme.

        Raises:
            ChartNotWritten: another ending, or the file cannot be written.
        """
        return export.save_picture(CitationChart.of(self.shown).plate(), path, sharp=sharp)

    @override
    def __repr__(self) -> str:
        return f"{self.shown.title}\n{self.shown.subtitle}".strip()

    def _repr_png_(self) -> tuple[bytes, dict[str, int]]:
        """The graph at twice the size that it is to be shown at."""
        chart = CitationChart.of(self.shown, self._palette)
        size = {"width": round(chart.width), "height": round(chart.height)}
        return export.to_png(chart.plate()), size
