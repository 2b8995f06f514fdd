"""A recipe: which sheets a briefing has, in which order and under which titles, as TOML.

::

    name = "minister"
    title = "For the minister's office"
    profile = "briefing"        # or "publication": the UK Analysis Function's rules
    marking = "TLP:AMBER"       # optional; raises the dossier's marking, never lowers it
    scale = "ICD 203"           # or "PHIA": whose words of likelihood are used
    theme = "navy"              # or "teal", "grey"
    language = "en-GB"          # or "de": the language of titles, headers and charts
    query = "since:2025-10"     # optional; used where the window or the caller gives none

    [[sheets]]
    block = "summary"
    tab = "Summary"             # optional
    title = "At a glance"       # optional
    charts = ["cumulative", "recipients", "quarters"]

    [[sheets]]
    block = "plots"

    [[sheets.plots]]            # as often as there are plots; see `recipe_plots`
    query = "item:H200"
    form = "stacked"
"""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass
from typing import TYPE_CHECKING

from workbench import places
from workbench.briefing.recipe_plots import PlotPlan
from workbench.errors import RecipeError
from workbench.model.kinds import Marking
from workbench.model.likelihood import Scale

if TYPE_CHECKING:
    from pathlib import Path


TITLES = {
    "cover": ("Cover", ""),
    "summary": ("Summary", "Summary"),
    "plots": ("Plots", "Plots"),
    "judgements": ("Judgements", "Key judgements"),
    "changes": ("Changes", "Changes since the last briefing"),
    "decisions": ("Decisions", "Decision log"),
    "allocations": ("Allocations", "Allocations as stated"),
    "totals": ("Totals", "Totals"),
    "timeline": ("Timeline", "Timeline"),
    "evidence": ("Evidence", "Evidence"),
    "sources": ("Sources", "Sources"),
    "gaps": ("Gaps", "Gaps and expectations"),
    "method": ("Method", "Method"),
}
"""Every block that a recipe may name, with the name of its tab and its title."""

BRIEFING, PUBLICATION = "briefing", "publication"
PROFILES = (BRIEFING, PUBLICATION)
THEMES = ("navy", "teal", "grey")
PARTS = ("bottom line", "key judgements", "changes", "source summary", "contents")
"""What a cover may hold below its title, marking and facts."""

CHARTS = ("cumulative", "recipients", "quarters", "stances")
DIMENSIONS = ("item", "recipients", "supplier")


@dataclass(frozen=True, slots=True, kw_only=True)
class SheetPlan:
    """One sheet of a recipe: its block, the name on its tab, and the title in its first cell.

    `parts` are those of a cover, `charts` those of a summary, `by` the dimension of totals, `plots`
    those of a sheet of plots.
    """

    block: str
    tab: str
    title: str
    parts: tuple[str, ...] = PARTS
    charts: tuple[str, ...] = CHARTS[:3]
    by: str = DIMENSIONS[0]
    plots: tuple[PlotPlan, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Recipe:
    """A checked recipe; `marking` may raise the marking of the dossier, never lower it."""

    name: str
    title: str
    sheets: tuple[SheetPlan, ...]
    profile: str = BRIEFING
    marking: Marking | None = None
    scale: Scale = Scale.ICD_203
    theme: str = THEMES[0]
    language: str = "en-GB"
    query: str = ""

    @classmethod
    def parse(cls, text: str, name: str = "recipe") -> Recipe:
        """Reads and checks a recipe; `name` is what errors call it.

        Raises:
            RecipeError: with the line that is wrong, and what to write instead.
        """
        from workbench.briefing.recipe_check import Check

        try:
            content = tomllib.loads(text)
        except tomllib.TOMLDecodeError as fault:
            raise _syntax_fault(name, fault) from fault
        except RecursionError as fault:
            raise RecipeError(name, (0, "Its lists lie too deep in each other.")) from fault
        return Check(name, text).recipe(content)

    @classmethod
    def load(cls, path: Path) -> Recipe:
        """Reads a recipe from a file.

        Raises:
            RecipeError: it cannot be read or is wrong.
        """
        return cls.parse(read_text(path), path.name)

    @classmethod
    def shipped(cls, name: str) -> Recipe:
        """The recipe `name` that comes with the program.

        Raises:
            RecipeError: there is none of that name.
        """
        return cls.parse(shipped_text(name), name)

    @property
    def publication(self) -> bool:
        """Whether the rules of the UK Analysis Function hold."""
        return self.profile == PUBLICATION

    @property
    def plots(self) -> tuple[PlotPlan, ...]:
        """The plots that are to be drawn."""
        return tuple(plot for each in self.sheets for plot in each.plots)

    def plan(self, block: str) -> SheetPlan | None:
        """The sheet of `block`, if the recipe has it."""
        return next((each for each in self.sheets if each.block == block), None)


def shipped_names() -> tuple[str, ...]:
    """The names of the recipes that come with the program."""
    return tuple(sorted(path.stem for path in places.resource("briefings").glob("*.toml")))


def shipped_text(name: str) -> str:
    """The text of a recipe that comes with the program.

    Raises:
        RecipeError: there is none of that name.
    """
    if name not in shipped_names():
        known = ", ".join(shipped_names())
        raise RecipeError(name, (0, f"No such recipe. Choose one of: {known}."))
    return read_text(places.resource(f"briefings/{name}.toml"))


def read_text(path: Path) -> str:
    """The text of a recipe file.

    Raises:
        RecipeError: it cannot be read.
    """
    try:
        return path.read_text(encoding="utf-8-sig")
    except OSError as fault:
        raise RecipeError(path.name, (0, f"{fault.strerror or fault}. Check its name.")) from fault
    except UnicodeDecodeError as fault:
        raise RecipeError(path.name, (0, "It cannot be read as UTF-8 text.")) from fault


def _syntax_fault(name: str, fault: tomllib.TOMLDecodeError) -> RecipeError:
    found = re.search(r"\(at line (\d+), column \d+\)", str(fault))
    line = int(found[1]) if found else 0
    reason = re.sub(r"\s*\(at .*\)$", "", str(fault))
    return RecipeError(name, (line, f"{reason}."))
