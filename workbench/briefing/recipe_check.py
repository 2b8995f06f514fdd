"""Checking a recipe: each key, each value, and on which line it stands; all mistakes are told."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from workbench.briefing.blocks import titles
from workbench.briefing.language import languages, words_in
from workbench.briefing.recipe import (
    BRIEFING,
    CHARTS,
    DIMENSIONS,
    PARTS,
    PROFILES,
    THEMES,
    Recipe,
    SheetPlan,
)
from workbench.briefing.recipe_plots import PLOT, SHEET, PlotPlan
from workbench.errors import InvalidField, QuerySyntaxError, RecipeError
from workbench.model.kinds import Marking
from workbench.model.likelihood import Scale
from workbench.model.query import Query

if TYPE_CHECKING:
    from collections.abc import Sequence

_NEEDS = {
    "summary": ("decisions", "allocations"),
    "totals": ("allocations",),
    "timeline": ("decisions",),
    "plots": ("decisions", "allocations"),
}
_TOP_KEYS = frozenset(
    {"name", "title", "profile", "marking", "scale", "theme", "language", "query", "sheets"}
)
_SHEET_KEYS = ("block", "tab", "title")
_OPTIONS = {"cover": "parts", "summary": "charts", "totals": "by", "plots": "plots"}
_PICTURES = {"summary": "summary of charts", "plots": "sheet of plots"}
_RESERVED = frozenset({"history", "workings", "continued"})
_ENGLISH = "en-GB"
_LONGEST_TAB = 31
_BAD_IN_TAB = re.compile(r"[\[\]:*?/\\\x00-\x1f]")
_LANGUAGE = re.compile(r"[A-Za-z]{2,3}(-[A-Za-z0-9]{2,8})*")


class Check:
    """Checks one recipe, and knows on which line each key stands."""

    def __init__(self, name: str, text: str) -> None:
        self._name = name
        self._lines = text.splitlines()
        self._words = words_in("en")
        self._mistakes: list[tuple[int, str]] = []

    def recipe(self, content: dict[str, Any]) -> Recipe:
        """The recipe that `content` spells.

        Raises:
            RecipeError: something in it is wrong; says on which lines, and what to write instead.
        """
        self._known_keys(content, _TOP_KEYS, sheet=None)
        profile = self._one_of(content, "profile", PROFILES, sheet=None)
        sheets = content.get("sheets")
        if not isinstance(sheets, list) or not sheets:
            self._wrong('It names no sheets. Add [[sheets]] and below it block = "cover".')
            sheets = []
        language = self._language(content)
        self._words = words_in(language)
        found = [self._plan(each, number) for number, each in enumerate(sheets)]
        plans = {number: plan for number, plan in enumerate(found) if plan}
        self._unlike(plans)
        if len(plans) == len(found):  # else what is missing may be what is misspelled
            self._complete(plans)
        self._publishable(profile, plans)
        marking = self._one_of(content, "marking", ("", *Marking), sheet=None)
        recipe = Recipe(
            name=self._text(content, "name", self._name, sheet=None),
            title=self._text(content, "title", self._name, sheet=None),
            sheets=tuple(plans.values()),
            profile=profile,
            marking=Marking(marking) if marking else None,
            scale=Scale(self._one_of(content, "scale", tuple(Scale), sheet=None)),
            theme=self._one_of(content, "theme", THEMES, sheet=None),
            language=language,
            query=self._query(content),
        )
        if self._mistakes:
            raise RecipeError(self._name, *sorted(dict.fromkeys(self._mistakes)))
        return recipe

    def _language(self, content: dict[str, Any]) -> str:
        tag = self._text(content, "language", _ENGLISH, sheet=None)
        if not _LANGUAGE.fullmatch(tag) or tag.partition("-")[0].lower() not in languages():
            known = " or ".join(languages())
            message = f"No language {tag!r}. Headings are kept in {known}: write en-GB or de."
            self._wrong(message, "language")
            return _ENGLISH
        return tag

    def _query(self, content: dict[str, Any]) -> str:
        line = self._text(content, "query", "", sheet=None)
        try:
            Query.parse(line)
        except QuerySyntaxError as fault:
            self._wrong(f"The query cannot be read. {fault.message}", "query")
        return line

    def _plan(self, entry: object, number: int) -> SheetPlan | None:
        if not isinstance(entry, dict):
            self._wrong("Write each sheet under its own [[sheets]].", "sheets")
            return None
        block = self._text(entry, "block", "", sheet=number)
        known_blocks = titles()
        if block not in known_blocks and not isinstance(entry.get("block", ""), str):
            return None
        if block not in known_blocks:
            known = ", ".join(known_blocks)
            self._wrong(f"No block {block!r}. Choose one of: {known}.", "block", number)
            return None
        option = _OPTIONS.get(block)
        self._known_keys(entry, frozenset(filter(None, (*_SHEET_KEYS, option))), sheet=number)
        tab, title = map(self._words.say, known_blocks[block])
        tab = self._words.heading(self._text(entry, "tab", tab, sheet=number))
        if reason := _tab_fault(tab):
            self._wrong(f"The tab {tab!r} {reason}.", "tab", number)
        return SheetPlan(
            block=block,
            tab=tab,
            title=self._text(entry, "title", title, sheet=number),
            parts=self._some_of(entry, "parts", PARTS, PARTS, number),
            charts=self._some_of(entry, "charts", CHARTS, CHARTS[:3], number),
            by=self._one_of(entry, "by", DIMENSIONS, sheet=number),
            plots=self._plots(entry, number),
        )

    def _plots(self, entry: dict[str, Any], sheet: int) -> tuple[PlotPlan, ...]:
        given = entry.get("plots", [])
        if entry["block"] == "plots" and (not given or not isinstance(given, list)):
            message = 'It names no plots. Add [[sheets.plots]] and below it form = "steps".'
            self._wrong(message, "plots", sheet)
            return ()
        plots = [self._plot(each, sheet, at) for at, each in enumerate(given)]
        return tuple(filter(None, plots))

    def _plot(self, entry: object, sheet: int, at: int) -> PlotPlan | None:
        try:
            return PlotPlan.read(entry)
        except InvalidField as fault:
            key = "query" if isinstance(fault, QuerySyntaxError) else fault.field
            start, end = self._extent(sheet)
            own = [n for n in range(start, end) if PLOT.match(self._lines[n])]
            if at < len(own):
                start, end = own[at], [*own, end][at + 1]
            self._mistakes.append((self._find(key, start, end) or start + 1, str(fault)))
            if isinstance(entry, dict) and key in entry:
                # The others may be wrong too.
                self._plot({name: each for name, each in entry.items() if name != key}, sheet, at)
            return None

    def _unlike(self, plans: dict[int, SheetPlan]) -> None:
        blocks: set[str] = set()
        tabs: set[str] = set()
        for number, plan in plans.items():
            if plan.block in blocks:
                self._wrong(f"The block {plan.block!r} stands twice.", "block", number)
            elif plan.tab.casefold() in tabs:
                self._wrong(f"The tab {plan.tab!r} stands twice.", "tab", number)
            blocks.add(plan.block)
            tabs.add(plan.tab.casefold())

    def _complete(self, plans: dict[int, SheetPlan]) -> None:
        blocks = {plan.block for plan in plans.values()}
        for number, plan in plans.items():
            missing = [each for each in _NEEDS.get(plan.block, ()) if each not in blocks]
            if missing:
                wanted = " and ".join(f'"{each}"' for each in missing)
                message = f"The block {plan.block!r} adds up rows: add the block {wanted} too."
                self._wrong(message, "block", number)

    def _publishable(self, profile: str, plans: dict[int, SheetPlan]) -> None:
        if profile == BRIEFING:
            return
        for number, plan in plans.items():
            if what := _PICTURES.get(plan.block):
                message = (
                    f"The publication profile has no pictures, so no {what}: leave the"
                    ' block out, or write profile = "briefing".'
                )
                self._wrong(message, "block", number)

    def _known_keys(self, table: dict[str, Any], known: frozenset[str], sheet: int | None) -> None:
        for key in table:
            if key not in known:
                wanted = ", ".join(sorted(known))
                self._wrong(f"Unknown key {key!r}. Known: {wanted}.", key, sheet)

    def _text(self, table: dict[str, Any], key: str, default: str, *, sheet: int | None) -> str:
        value = table.get(key, default)
        if not isinstance(value, str):
            self._wrong(f"{key} must be text in quotes.", key, sheet)
            return default
        return value

    def _one_of(
        self, table: dict[str, Any], key: str, known: Sequence[str], *, sheet: int | None
    ) -> str:
        """The value of `key`, the first of `known` where it is not given."""
        value = self._text(table, key, known[0], sheet=sheet)
        if value not in known:
            listed = ", ".join(filter(None, known))
            self._wrong(f"No {key} {value!r}. Choose one of: {listed}.", key, sheet)
            return known[0]
        return value

    def _some_of(
        self,
        table: dict[str, Any],
        key: str,
        known: Sequence[str],
        default: tuple[str, ...],
        sheet: int,
    ) -> tuple[str, ...]:
        values = table.get(key, list(default))
        if not isinstance(values, list) or any(each not in known for each in values):
            listed = ", ".join(f'"{each}"' for each in known)
            self._wrong(f"{key} must be a list of some of: {listed}.", key, sheet)
            return default
        return tuple(dict.fromkeys(values))

    def _wrong(self, message: str, key: str = "", sheet: int | None = None) -> None:
        self._mistakes.append((self._line(key, sheet), message))

    def _line(self, key: str, sheet: int | None) -> int:
        """The line of `key` in sheet number `sheet`, or above all; 0 if it is not written."""
        start, end = self._extent(sheet)
        found = self._find(key, start, end)
        return found or (start + 1 if sheet is not None else 0)

    def _extent(self, sheet: int | None) -> tuple[int, int]:
        """The lines of a sheet, or above all (from 0, the last excluded); (-1, -1) for no lines."""
        starts = [n for n, line in enumerate(self._lines) if SHEET.match(line)]
        ends = [*starts, len(self._lines)]
        if sheet is None:
            return 0, ends[0]
        return (starts[sheet], ends[sheet + 1]) if sheet < len(starts) else (-1, -1)

    def _find(self, key: str, start: int, end: int) -> int:
        """The line from 1 on in which a key stands; 0 for none."""
        spelled = re.compile(rf"""[\s\[]*["']?{re.escape(key)}["']?\s*[=.\]]""")
        lines = range(max(start, 0), end) if key else ()
        return next((n + 1 for n in lines if spelled.match(self._lines[n])), 0)


def _tab_fault(tab: str) -> str:
    """Why Excel would refuse `tab` as the name of a sheet; empty if it would not."""
    if not tab.strip() or len(tab) > _LONGEST_TAB:
        return f"must have 1 to {_LONGEST_TAB} characters"
    if _BAD_IN_TAB.search(tab):
        return "must not contain any of [ ] : * ? / \\"
    if tab[0] == "'" or tab[-1] == "'":
        return "must not begin or end with an apostrophe"
    if tab.casefold() in _RESERVED:
        return "is a name that the workbook needs itself"
    return ""
