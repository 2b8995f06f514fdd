"""Planned charts as SVG: the same figures and colours as the workbook's, for pages of words."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING
from xml.sax.saxutils import escape, quoteattr

from workbench.briefing.cell import printable
from workbench.briefing.language import ENGLISH_WORDS
from workbench.briefing.look import GRID, INK, MUTED

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from workbench.briefing.chart import Chart, Series
    from workbench.briefing.language import Words

WIDTH, HEIGHT = 900, 300
_LEFT, _RIGHT, _TOP, _BOTTOM = 90, 20, 40, 62
_NAMES = 240
_FONT = 'font-family="Inter, Carlito, Calibri, Arial, sans-serif"'
_FIRST_DAY = 693_594


def svg(chart: Chart, said: Words = ENGLISH_WORDS) -> str:
    """One chart, with its title and, for who cannot see it, its description."""
    draw = {"steps": _steps, "bars": _bars, "columns": _columns}[chart.kind]
    body = "".join(draw(chart, said))
    title = escape(printable(chart.title))
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{WIDTH}" height="{HEIGHT}"'
        f' viewBox="0 0 {WIDTH} {HEIGHT}" role="img" aria-label={quoteattr(printable(chart.alt))}>'
        f"<title>{title}</title><defs>{''.join(_hatches(chart))}</defs>"
        f'<text x="4" y="20" {_FONT} font-size="{_size(chart.title)}" font-weight="bold"'
        f' fill="#{INK}">{title}</text>'
        f"{body}{''.join(_legend(chart))}</svg>"
    )


def _size(title: str) -> int:
    """How large a title may stand on one line."""
    return max(9, min(16, int(WIDTH / (max(len(title), 1) * 0.62))))


def _hatches(chart: Chart) -> Iterator[str]:
    for colour in dict.fromkeys(each.colour for each in chart.series if each.paint == "hatch"):
        yield (
            f'<pattern id="hatch-{colour}" width="6" height="6" patternUnits="userSpaceOnUse"'
            f' patternTransform="rotate(45)"><rect width="6" height="6" fill="#FFFFFF"/>'
            f'<line x1="0" y1="0" x2="0" y2="6" stroke="#{colour}" stroke-width="2"/></pattern>'
        )


def _fill(series: Series) -> str:
    return f"url(#hatch-{series.colour})" if series.paint == "hatch" else f"#{series.colour}"


def _scale(chart: Chart) -> tuple[list[Decimal], Decimal]:
    """Round ticks from nothing to above the highest stack, and the last of them."""
    areas = [each.values for each in chart.series if each.paint != "line"]
    lines = [each.values for each in chart.series if each.paint == "line"]
    stacks = [sum(some, Decimal(0)) for some in zip(*areas, strict=True)] if areas else []
    most = max([*stacks, *(value for values in lines for value in values), Decimal(1)])
    step = Decimal(1).scaleb(most.adjusted())
    step = next(s for s in (step / 5, step / 2, step, step * 2) if s * 6 >= most)
    step = max(step, Decimal(1)) if most >= 1 else step
    count = int(most / step) + 1
    ticks = [step * n for n in range(count + 1)]
    return ticks, ticks[-1]


def _text(x: float, y: float, words: str, anchor: str = "middle", colour: str = MUTED) -> str:
    return (
        f'<text x="{x:.1f}" y="{y:.1f}" {_FONT} font-size="12" fill="#{colour}"'
        f' text-anchor="{anchor}">{escape(printable(words))}</text>'
    )


def _rect(box: tuple[float, float, float, float], series: Series, colour: str = "") -> str:
    x, y, w, h = box
    fill = f"#{colour}" if colour else _fill(series)
    edge = f' stroke="#{series.colour}" stroke-width="0.6"' if series.paint == "hatch" else ""
    return f'<rect x="{x:.1f}" y="{y:.1f}" width="{w:.1f}" height="{h:.1f}" fill="{fill}"{edge}/>'


def _value_lines(ticks: Sequence[Decimal], said: Words) -> Iterator[str]:
    for n, tick in enumerate(ticks):
        y = _down(Decimal(n), Decimal(len(ticks) - 1))
        yield (
            f'<line x1="{_LEFT}" y1="{y:.1f}" x2="{WIDTH - _RIGHT}" y2="{y:.1f}" stroke="#{GRID}"/>'
        )
        yield _text(_LEFT - 8, y + 4, said.figure(f"{tick:,f}"), "end")


def _down(value: Decimal, top: Decimal) -> float:
    return _TOP + (HEIGHT - _TOP - _BOTTOM) * (1 - float(value / top))


def _steps(chart: Chart, said: Words) -> Iterator[str]:
    ticks, top = _scale(chart)
    yield from _value_lines(ticks, said)
    days = [int(day) for day in chart.categories]
    span = max(days[-1] - days[0], 1)
    across = [_LEFT + (WIDTH - _LEFT - _RIGHT) * (day - days[0]) / span for day in days]
    base = [Decimal(0)] * len(days)
    for series in chart.series:
        if series.paint == "line":
            points = " ".join(
                f"{x:.1f},{_down(v, top):.1f}" for x, v in zip(across, series.values, strict=True)
            )
            line = f'fill="none" stroke="#{series.colour}" stroke-width="2.5"'
            yield f'<polyline points="{points}" {line}/>'
            continue
        raised = [low + value for low, value in zip(base, series.values, strict=True)]
        if series.paint != "none":
            edge = [*zip(across, raised, strict=True), *reversed([*zip(across, base, strict=True)])]
            points = " ".join(f"{x:.1f},{_down(v, top):.1f}" for x, v in edge)
            yield f'<polygon points="{points}" fill="{_fill(series)}"/>'
        base = raised
    for at in dict.fromkeys((0, len(days) - 1)):
        day = said.dated(_day(days[at]))
        yield _text(across[at], HEIGHT - _BOTTOM + 18, day, "end" if at else "start")


def _day(serial: int) -> str:
    from datetime import date

    day = date.fromordinal(serial + _FIRST_DAY)
    return f"{day.day} {day:%b %Y}"


def _columns(chart: Chart, said: Words) -> Iterator[str]:
    ticks, top = _scale(chart)
    yield from _value_lines(ticks, said)
    room = (WIDTH - _LEFT - _RIGHT) / max(len(chart.categories), 1)
    for at, name in enumerate(chart.categories):
        base = Decimal(0)
        x = _LEFT + room * at + room * 0.2
        for series in chart.series:
            value = series.values[at]
            if value:
                y, bottom = _down(base + value, top), _down(base, top)
                yield _rect((x, y, room * 0.6, bottom - y), series)
            base += value
        yield _text(x + room * 0.3, HEIGHT - _BOTTOM + 18, str(name))


def _bars(chart: Chart, said: Words) -> Iterator[str]:
    _, top = _scale(chart)
    room = (HEIGHT - _TOP - _BOTTOM) / max(len(chart.categories), 1)
    wide = WIDTH - _NAMES - _RIGHT - 110
    for at, name in enumerate(chart.categories):
        base = Decimal(0)
        y = _TOP + room * at + room * 0.18
        for series in chart.series:
            value = series.values[at]
            if value:
                x, width = _NAMES + wide * float(base / top), wide * float(value / top)
                box = (x, y, width, min(room * 0.64, 34.0))
                yield _rect(box, series, series.colours.get(at, ""))
            base += value
        middle = y + min(room * 0.64, 34.0) / 2 + 4
        short = str(name) if len(str(name)) < 32 else f"{str(name)[:30]}…"  # noqa: PLR2004 - room
        yield _text(_NAMES - 8, middle, short, "end", INK)
        label = chart.labels[at] if chart.labels else said.figure(f"{base:,f}")
        yield _text(_NAMES + wide * float(base / top) + 6, middle, label, "start")


def _legend(chart: Chart) -> Iterator[str]:
    x = float(_LEFT)
    for series in chart.series:
        if not series.legend:
            continue
        box = (x, HEIGHT - 20.0, 12.0, 3.0 if series.paint == "line" else 10.0)
        yield _rect(box, series)
        yield _text(x + 18, HEIGHT - 11, series.name, "start")
        x += 34 + 6.6 * len(series.name)
