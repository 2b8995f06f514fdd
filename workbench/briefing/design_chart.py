"""Planned charts to native ones, bound to cells.

They hold the cells' present values too, for viewers that do not compute.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from workbench.briefing.look import FONT, GRID, INK, MUTED

if TYPE_CHECKING:
    from workbench.briefing.chart import Chart, Series

_TICKS = (
    (2.0, "days", 7, "d mmm"),
    (18.0, "months", 1, "mmm yy"),
    (54.0, "months", 3, "mmm yy"),
    (180.0, "years", 1, "yyyy"),
    (float("inf"), "years", 10, "yyyy"),
)
"""Up to so many months: the unit of the ticks, their step, and how they read."""

_LINE = 28_575
_HAIR = 6_350
_TITLE, _TEXT = 1_200, 900
_GAP, _WIDE_GAP, _FEW = 55, 150, 3
_DAY_AXIS, _NAME_AXIS, _VALUE_AXIS = 500, 10, 100


def native_chart(plan: Chart) -> Any:
    """An openpyxl chart of `plan`. Its alternative text is written later, into the drawing."""
    chart = _steps(plan) if plan.kind == "steps" else _bars(plan)
    chart.title = _title(plan.title)
    chart.width, chart.height = plan.width, plan.height
    chart.roundedCorners = False
    chart.visible_cells_only = False
    chart.graphical_properties = _bare()
    _legend(chart, plan)
    return chart


def _steps(plan: Chart) -> Any:
    from openpyxl.chart import (
        AreaChart,
        LineChart,
    )

    areas = [(n, each) for n, each in enumerate(plan.series) if each.paint != "line"]
    lines = [(n, each) for n, each in enumerate(plan.series) if each.paint == "line"]
    chart = AreaChart(grouping="stacked")
    chart.ser = [_series(plan, each, n) for n, each in areas]
    line = LineChart()
    line.ser = [_series(plan, each, n) for n, each in lines]
    for each in (chart, line):
        each.x_axis = _day_axis(plan)
        each.y_axis = _value_axis(plan, _DAY_AXIS)
    chart.layout = _layout(0.07, 0.15, 0.91, 0.63)
    if not areas:
        line.layout = chart.layout
        return line
    chart += line
    return chart


def _bars(plan: Chart) -> Any:
    from openpyxl.chart import BarChart

    chart = BarChart(
        barDir="bar" if plan.kind == "bars" else "col",
        grouping="stacked",
        gapWidth=_GAP if len(plan.categories) > _FEW else _WIDE_GAP,
        overlap=100,
    )
    chart.ser = [_series(plan, each, n) for n, each in enumerate(plan.series)]
    chart.x_axis = _name_axis(standing=plan.kind == "columns")
    chart.y_axis = _value_axis(plan, _NAME_AXIS)
    if plan.kind == "columns":
        chart.layout = _layout(0.07, 0.16, 0.9, 0.52)
        return chart
    chart.y_axis.crosses = "max"
    names = max((len(str(name)) for name in plan.categories), default=0)
    room = 0.2 if names < 20 else 0.36  # noqa: PLR2004 - characters that fit into a fifth
    bottom = 0.62 if any(each.legend for each in plan.series) else 0.7
    chart.layout = _layout(room, 0.16, 0.95 - room, bottom)
    return chart


def _layout(x: float, y: float, w: float, h: float) -> Any:
    from openpyxl.chart.layout import (
        Layout,
        ManualLayout,
    )

    return Layout(
        ManualLayout(layoutTarget="inner", xMode="edge", yMode="edge", x=x, y=y, w=w, h=h)
    )


def _series(plan: Chart, planned: Series, number: int) -> Any:
    from openpyxl.chart.data_source import (
        NumData,
        NumDataSource,
        NumRef,
        NumVal,
    )
    from openpyxl.chart.series import Series as NativeSeries, SeriesLabel

    points = [NumVal(idx=at, v=format(v, "f")) for at, v in enumerate(planned.values)]
    cache = NumData(formatCode="General", ptCount=len(points), pt=points)
    series = NativeSeries(
        idx=number,
        order=number,
        tx=SeriesLabel(strRef=_names(planned.name_cell, (planned.name,))),
        cat=_categories(plan),
        val=NumDataSource(numRef=NumRef(f=planned.cells, numCache=cache)),
    )
    series.graphicalProperties = _paint(planned.paint, planned.colour, edged=plan.kind != "steps")
    series.smooth = False if planned.paint == "line" else None
    _points(series, planned)
    _last_label(series, planned)
    return series


def _names(cells: str, names: tuple[str, ...]) -> Any:
    from openpyxl.chart.data_source import (
        StrData,
        StrRef,
        StrVal,
    )

    points = [StrVal(idx=at, v=name) for at, name in enumerate(names)]
    return StrRef(f=cells, strCache=StrData(ptCount=len(points), pt=points))


def _categories(plan: Chart) -> Any:
    from openpyxl.chart.data_source import (
        AxDataSource,
        NumData,
        NumRef,
        NumVal,
    )

    if plan.kind != "steps":
        return AxDataSource(strRef=_names(plan.category_cells, tuple(map(str, plan.categories))))
    points = [NumVal(idx=at, v=str(day)) for at, day in enumerate(plan.categories)]
    cache = NumData(formatCode="d mmm yyyy", ptCount=len(points), pt=points)
    return AxDataSource(numRef=NumRef(f=plan.category_cells, numCache=cache))


def _points(series: Any, planned: Series) -> None:
    from openpyxl.chart.marker import (
        DataPoint,
        Marker,
    )

    if planned.paint == "line":
        series.marker = Marker(symbol="none")
    for at, colour in planned.colours.items():
        point = DataPoint(idx=at, invertIfNegative=False)
        point.graphicalProperties = _paint("solid", colour)
        series.dPt.append(point)


def _last_label(series: Any, planned: Series) -> None:
    from openpyxl.chart.label import (
        DataLabel,
        DataLabelList,
    )

    if not planned.label_last:
        return
    label = DataLabel(
        idx=len(planned.values) - 2,
        numFmt=planned.label_format,
        dLblPos="l",
        showVal=True,
        showSerName=False,
        showCatName=False,
        showLegendKey=False,
        showPercent=False,
        txPr=_text(_TEXT + 100, planned.colour, bold=True),
    )
    series.dLbls = DataLabelList(
        dLbl=[label],
        showVal=False,
        showSerName=False,
        showCatName=False,
        showLegendKey=False,
        showPercent=False,
    )


def _paint(paint: str, colour: str, *, edged: bool = True) -> Any:
    from openpyxl.chart.shapes import GraphicalProperties
    from openpyxl.drawing.colors import ColorChoice
    from openpyxl.drawing.fill import PatternFillProperties
    from openpyxl.drawing.line import LineProperties

    if paint == "none":
        return _bare()
    if paint == "line":
        return GraphicalProperties(ln=LineProperties(w=_LINE, solidFill=colour, cap="sq"))
    if paint == "hatch":
        front: Any = colour
        back: Any = "FFFFFF"
        pattern = PatternFillProperties(
            prst="wdUpDiag" if colour == INK else "ltUpDiag",
            fgClr=ColorChoice(srgbClr=front),
            bgClr=ColorChoice(srgbClr=back),
        )
        edge = LineProperties(w=_HAIR, solidFill=colour) if edged else LineProperties(noFill=True)
        return GraphicalProperties(pattFill=pattern, ln=edge)
    return GraphicalProperties(solidFill=colour, ln=LineProperties(noFill=True))


def _bare() -> Any:
    from openpyxl.chart.shapes import GraphicalProperties
    from openpyxl.drawing.line import LineProperties

    return GraphicalProperties(noFill=True, ln=LineProperties(noFill=True))


def _day_axis(plan: Chart) -> Any:
    from openpyxl.chart.axis import DateAxis

    axis: Any = DateAxis(axId=_DAY_AXIS, crossAx=_VALUE_AXIS, baseTimeUnit="days")
    days = [day for day in plan.categories if isinstance(day, int)]
    months = (max(days) - min(days)) / 30.4
    unit, step, pattern = next(each[1:] for each in _TICKS if months <= each[0])
    axis.number_format = pattern
    axis.majorTimeUnit, axis.majorUnit = unit, step
    axis.majorTickMark = "out"
    _dress(axis, line=MUTED)
    return axis


def _name_axis(*, standing: bool) -> Any:
    from openpyxl.chart.axis import TextAxis

    axis = TextAxis(axId=_NAME_AXIS, crossAx=_VALUE_AXIS)
    axis.scaling.orientation = "minMax" if standing else "maxMin"
    axis.majorTickMark = "none"
    _dress(axis, line=MUTED)
    return axis


def _value_axis(plan: Chart, crossing: int) -> Any:
    from openpyxl.chart.axis import (
        ChartLines,
        NumericAxis,
    )
    from openpyxl.chart.shapes import GraphicalProperties
    from openpyxl.drawing.line import LineProperties

    grid = GraphicalProperties(ln=LineProperties(w=_HAIR, solidFill=GRID))
    axis = NumericAxis(axId=_VALUE_AXIS, crossAx=crossing, majorGridlines=ChartLines(spPr=grid))
    axis.crossBetween = "midCat" if plan.kind == "steps" else "between"
    axis.scaling.min = 0
    axis.number_format = plan.number_format
    axis.majorTickMark = "none"
    if plan.number_format == "0":
        axis.majorUnit = 1
    _dress(axis, line="")
    return axis


def _dress(axis: Any, line: str) -> None:
    from openpyxl.chart.shapes import GraphicalProperties
    from openpyxl.drawing.line import LineProperties

    axis.delete = False
    axis.title = None
    edge = LineProperties(w=_HAIR, solidFill=line) if line else LineProperties(noFill=True)
    axis.graphicalProperties = GraphicalProperties(ln=edge)
    axis.txPr = _text(_TEXT, MUTED)


def _title(words: str) -> Any:
    from openpyxl.chart.layout import (
        Layout,
        ManualLayout,
    )
    from openpyxl.chart.text import Text
    from openpyxl.chart.title import Title
    from openpyxl.drawing.text import (
        Paragraph,
        RegularTextRun,
    )

    text = _text(_TITLE, INK, bold=True)
    style = text.p[0].pPr
    run = RegularTextRun(rPr=style.defRPr, t=words)
    text.p = [Paragraph(pPr=style, r=[run])]
    place = Layout(ManualLayout(xMode="edge", yMode="edge", x=0.008, y=0.012))
    return Title(tx=Text(rich=text), overlay=False, layout=place)


def _legend(chart: Any, plan: Chart) -> None:
    from openpyxl.chart.legend import (
        Legend,
        LegendEntry,
    )

    shown = [each for each in plan.series if each.legend]
    if not shown:
        chart.legend = None
        return
    legend = Legend()
    legend.position = "b"
    legend.overlay = False
    legend.txPr = _text(_TEXT, MUTED)
    legend.legendEntry = [
        LegendEntry(idx=at, delete=True) for at, each in enumerate(plan.series) if not each.legend
    ]
    chart.legend = legend


def _text(size: int, colour: str, *, bold: bool = False) -> Any:
    from openpyxl.chart.text import RichText
    from openpyxl.drawing.text import (
        CharacterProperties,
        Font,
        Paragraph,
        ParagraphProperties,
    )

    style = CharacterProperties(
        sz=size, b=bold, solidFill=colour, latin=Font(typeface=FONT), lang="en-GB"
    )
    return RichText(
        p=[Paragraph(pPr=ParagraphProperties(defRPr=style, algn="l"), endParaRPr=style)]
    )
