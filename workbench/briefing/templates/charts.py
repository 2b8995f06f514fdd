"""The charts of a template: ours get new ranges, figures and words; all forget old figures."""

from __future__ import annotations

import copy
from typing import TYPE_CHECKING, Any

from workbench.briefing.cell import printable
from workbench.briefing.design_chart import native_chart
from workbench.briefing.finish import chart_part
from workbench.briefing.sheet import SLOT, quoted
from workbench.briefing.sheets.workings import TAB
from workbench.briefing.templates.regions import followed
from workbench.briefing.xml import CHART, DRAWING, LINKED, WORDS, part_of, tree

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from workbench.briefing.book import Book
    from workbench.briefing.chart import Chart
    from workbench.briefing.templates.package import Template, TemplateSheet
    from workbench.briefing.templates.regions import Move

NOTHING = "Nothing to draw in this query"
_CACHES = ("numCache", "strCache", "multiLvlStrCache")
_BOUND = ("tx", "dPt", "cat", "val")


def charts_of(template: Template, sheet: TemplateSheet) -> dict[str, str]:
    """The parts of our charts on a sheet, by their names in a recipe."""
    found = {}
    for drawing in sheet.related.get("drawing", ()):
        targets = template.targets(drawing)
        for name, frame in _frames(tree(template.parts[drawing])):
            chart = next(frame.iter(f"{CHART}chart"), None)
            if chart is not None:
                found[name] = targets[chart.get(f"{LINKED}id")]
    return found


def described(part: bytes, plans: dict[str, Chart]) -> bytes:
    """A drawing whose charts say in words what they show now."""
    root = tree(part)
    for name, frame in _frames(root):
        words = printable(plans[name].alt)[:2000] if name in plans else NOTHING
        frame.find(f"{DRAWING}nvGraphicFramePr/{DRAWING}cNvPr").set("descr", words)
    return part_of(root)


def redrawn(part: bytes, plan: Chart | None, book: Book, tab: str) -> bytes:
    """One of our charts with what it shows now, in the looks that the template gave it.

    `tab` is what the sheet Workings is called there. Where other series are drawn than before, they
    come in our own looks.
    """
    root = tree(part)
    if plan is None:
        _forget(root)
        _entitle(root, NOTHING)
        return part_of(root)
    native: Any = native_chart(plan)
    fresh = tree(chart_part(book, _written(native)))
    planned = book.words.place(f"{TAB}!")
    for each in fresh.iter(f"{CHART}f"):
        each.text = each.text.replace(planned, f"{quoted(tab)}!")
    if _drawn(root) == _drawn(fresh):
        _rebound(root, fresh)
    else:
        old, new = (one.find(f".//{CHART}plotArea") for one in (root, fresh))
        old.getparent().replace(old, copy.deepcopy(new))
    _entitle(root, plan.title)
    return part_of(root)


def following(part: bytes, moves: Sequence[Move]) -> bytes:
    """Any other chart: its ranges end where their tables end now, its old figures are gone."""
    if not moves:
        return part
    root = tree(part)
    for each in root.iter(f"{CHART}f"):
        each.text = followed(each.text or "", "", moves, single=True)
    _forget(root)
    return part_of(root)


def _frames(root: Any) -> Iterator[tuple[str, Any]]:
    for frame in root.iter(f"{DRAWING}graphicFrame"):
        words = frame.find(f"{DRAWING}nvGraphicFramePr/{DRAWING}cNvPr")
        name = (words.get("name") or "") if words is not None else ""
        if name.startswith(SLOT):
            yield name.removeprefix(SLOT), frame


def _written(native: Any) -> bytes:
    from lxml import etree

    text: bytes = etree.tostring(native._write())  # noqa: SLF001 - as openpyxl's own writer does
    return text


def _series(root: Any) -> list[Any]:
    found = list(root.iter(f"{CHART}ser"))
    return sorted(found, key=lambda each: int(each.find(f"{CHART}idx").get("val")))


def _drawn(root: Any) -> list[str]:
    """What is drawn: the columns of the series, whatever their rows."""
    names = [each.find(f"{CHART}tx//{CHART}f") for each in _series(root)]
    return [(each.text or "").rpartition("!")[2] if each is not None else "" for each in names]


def _rebound(root: Any, fresh: Any) -> None:
    for old, new in zip(_series(root), _series(fresh), strict=True):
        for name in _BOUND:
            _exchange(old, new, name)
        _relabel(old, new)
    for axis in ("majorUnit", "majorTimeUnit"):
        for old, new in zip(
            root.iter(f"{CHART}{axis}"), fresh.iter(f"{CHART}{axis}"), strict=False
        ):
            old.set("val", new.get("val"))


def _exchange(old: Any, new: Any, name: str) -> None:
    mine, theirs = (list(each.findall(f"{CHART}{name}")) for each in (old, new))
    if not mine:
        return
    at = list(old).index(mine[0])
    for each in mine:
        old.remove(each)
    for offset, each in enumerate(theirs):
        old.insert(at + offset, copy.deepcopy(each))


def _relabel(old: Any, new: Any) -> None:
    """The label of the last point stays on the last point, with the sign that holds now."""
    for mine, theirs in zip(old.iter(f"{CHART}dLbl"), new.iter(f"{CHART}dLbl"), strict=False):
        mine.find(f"{CHART}idx").set("val", theirs.find(f"{CHART}idx").get("val"))
        for a, b in zip(mine.iter(f"{CHART}numFmt"), theirs.iter(f"{CHART}numFmt"), strict=False):
            a.set("formatCode", b.get("formatCode"))


def _forget(root: Any) -> None:
    for name in _CACHES:
        for cache in list(root.iter(f"{CHART}{name}")):
            cache.getparent().remove(cache)


def _entitle(root: Any, words: str) -> None:
    title = root.find(f"{CHART}chart/{CHART}title")
    runs = list(title.iter(f"{WORDS}t")) if title is not None else []
    for n, run in enumerate(runs):
        run.text = printable(words) if n == 0 else ""
