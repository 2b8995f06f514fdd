"""A recipe: which sheets a briefing has, in which order and under which titles, as TOML.

::

    name = "minister"
    title = "For the minister's office"

    [[sheets]]
    block = "decisions"
    tab = "Decisions"           # optional
    title = "Decision log"      # optional
"""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from workbench import places
from workbench.errors import RecipeError
from workbench.model.kinds import Marking

if TYPE_CHECKING:
    from pathlib import Path

TITLES = {
    "cover": ("Cover", ""),
    "summary": ("Summary", "Summary"),
    "decisions": ("Decisions", "Decision log"),
    "allocations": ("Allocations", "Allocations as stated"),
    "totals": ("Totals", "Totals"),
    "evidence": ("Evidence", "Evidence"),
    "sources": ("Sources", "Sources"),
    "gaps": ("Gaps", "Gaps and expectations"),
    "method": ("Method", "Method"),
}
"""Every block that a recipe may name, with the name of its tab and its title."""

_NEEDS = {"summary": ("decisions", "allocations"), "totals": ("allocations",)}
_TOP_KEYS = frozenset({"name", "title", "profile", "marking", "sheets"})
_SHEET_KEYS = frozenset({"block", "tab", "title"})
_RESERVED = frozenset({"history", "workings", "continued"})
_LONGEST_TAB = 31
_BAD_IN_TAB = re.compile(r"[\[\]:*?/\\\x00-\x1f]")


@dataclass(frozen=True, slots=True, kw_only=True)
class SheetPlan:
    """One sheet of a recipe: its block, the name on its tab, and the title in its first cell."""

    block: str
    tab: str
    title: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Recipe:
    """A checked recipe; `marking` may raise the marking of the dossier, never lower it."""

    name: str
    title: str
    sheets: tuple[SheetPlan, ...]
    marking: Marking | None = None

    @classmethod
    def parse(cls, text: str, name: str = "recipe") -> Recipe:
        """Reads and checks a recipe; `name` is what errors call it.

        Raises:
            RecipeError: with the line that is wrong, and what to write instead.
        """
        try:
            content = tomllib.loads(text)
        except tomllib.TOMLDecodeError as fault:
            raise _syntax_fault(name, fault) from fault
        return _Check(name, text).recipe(content)

    @classmethod
    def load(cls, path: Path) -> Recipe:
        """Reads a recipe from a file.

        Raises:
            RecipeError: it cannot be read or is wrong.
        """
        try:
            text = path.read_text(encoding="utf-8")
        except (OSError, UnicodeDecodeError) as fault:
            raise RecipeError(path.name, 0, "It cannot be read as UTF-8 text.") from fault
        return cls.parse(text, path.name)

    @classmethod
    def shipped(cls, name: str) -> Recipe:
        """The recipe `name` that comes with the program.

        Raises:
            RecipeError: there is none of that name.
        """
        if name not in shipped_names():
            known = ", ".join(shipped_names())
            raise RecipeError(name, 0, f"No such recipe. Choose one of: {known}.")
        return cls.load(places.resource(f"briefings/{name}.toml"))

    def plan(self, block: str) -> SheetPlan | None:
        """The sheet of `block`, if the recipe has it."""
        return next((each for each in self.sheets if each.block == block), None)


def shipped_names() -> tuple[str, ...]:
    """The names of the recipes that come with the program."""
    return tuple(sorted(path.stem for path in places.resource("briefings").glob("*.toml")))


def _syntax_fault(name: str, fault: tomllib.TOMLDecodeError) -> RecipeError:
    found = re.search(r"\(at line (\d+), column \d+\)", str(fault))
    line = int(found[1]) if found else 0
    reason = re.sub(r"\s*\(at .*\)$", "", str(fault))
    return RecipeError(name, line, f"{reason}.")


class _Check:
    """Checks one recipe, and knows on which line each key stands."""

    def __init__(self, name: str, text: str) -> None:
        self._name = name
        self._lines = text.splitlines()

    def recipe(self, content: dict[str, Any]) -> Recipe:
        self._known_keys(content, _TOP_KEYS, sheet=None)
        profile = self._text(content, "profile", "briefing", sheet=None)
        if profile != "briefing":
            raise self._fault('The profile must be "briefing".', "profile")
        sheets = content.get("sheets")
        if not isinstance(sheets, list) or not sheets:
            raise self._fault('It names no sheets. Add [[sheets]] and below it block = "cover".')
        plans = tuple(self._plan(each, number) for number, each in enumerate(sheets))
        self._unlike(plans)
        self._complete(plans)
        return Recipe(
            name=self._text(content, "name", self._name, sheet=None),
            title=self._text(content, "title", self._name, sheet=None),
            sheets=plans,
            marking=self._marking(content),
        )

    def _marking(self, content: dict[str, Any]) -> Marking | None:
        words = self._text(content, "marking", "", sheet=None)
        if not words:
            return None
        try:
            return Marking(words)
        except ValueError as fault:
            known = ", ".join(Marking)
            raise self._fault(
                f"No marking {words!r}. Choose one of: {known}.", "marking"
            ) from fault

    def _plan(self, entry: object, number: int) -> SheetPlan:
        if not isinstance(entry, dict):
            raise self._fault("Write each sheet under its own [[sheets]].", "sheets")
        self._known_keys(entry, _SHEET_KEYS, sheet=number)
        block = self._text(entry, "block", "", sheet=number)
        if block not in TITLES:
            known = ", ".join(TITLES)
            raise self._fault(f"No block {block!r}. Choose one of: {known}.", "block", number)
        tab, title = TITLES[block]
        tab = self._text(entry, "tab", tab, sheet=number)
        if reason := _tab_fault(tab):
            raise self._fault(f"The tab {tab!r} {reason}.", "tab", number)
        return SheetPlan(
            block=block, tab=tab, title=self._text(entry, "title", title, sheet=number)
        )

    def _unlike(self, plans: tuple[SheetPlan, ...]) -> None:
        blocks: set[str] = set()
        tabs: set[str] = set()
        for number, plan in enumerate(plans):
            if plan.block in blocks:
                raise self._fault(f"The block {plan.block!r} stands twice.", "block", number)
            if plan.tab.casefold() in tabs:
                raise self._fault(f"The tab {plan.tab!r} stands twice.", "tab", number)
            blocks.add(plan.block)
            tabs.add(plan.tab.casefold())

    def _complete(self, plans: tuple[SheetPlan, ...]) -> None:
        blocks = {plan.block for plan in plans}
        for number, plan in enumerate(plans):
            missing = [each for each in _NEEDS.get(plan.block, ()) if each not in blocks]
            if missing:
                wanted = " and ".join(f'"{each}"' for each in missing)
                message = f"The block {plan.block!r} adds up rows: add the block {wanted} too."
                raise self._fault(message, "block", number)

    def _known_keys(self, table: dict[str, Any], known: frozenset[str], sheet: int | None) -> None:
        for key in table:
            if key not in known:
                wanted = ", ".join(sorted(known))
                raise self._fault(f"Unknown key {key!r}. Known: {wanted}.", key, sheet)

    def _text(self, table: dict[str, Any], key: str, default: str, *, sheet: int | None) -> str:
        value = table.get(key, default)
        if not isinstance(value, str):
            raise self._fault(f"{key} must be text in quotes.", key, sheet)
        return value

    def _fault(self, message: str, key: str = "", sheet: int | None = None) -> RecipeError:
        return RecipeError(self._name, self._line(key, sheet), message)

    def _line(self, key: str, sheet: int | None) -> int:
        """The line of `key` in sheet number `sheet`, or above all; 0 if it is not written."""
        starts = [n for n, line in enumerate(self._lines) if re.match(r"\s*\[\[\s*sheets", line)]
        ends = [*starts, len(self._lines)]
        start, end = (0, ends[0]) if sheet is None else (-1, -1)
        if sheet is not None and sheet < len(starts):
            start, end = starts[sheet], ends[sheet + 1]
        for number in range(max(start, 0), end):
            if key and re.match(
                rf"""\s*["']?{re.escape(key)}["']?\s*[=.\]]""", self._lines[number]
            ):
                return number + 1
        return start + 1 if sheet is not None else 0


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
