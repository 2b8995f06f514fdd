"""The sheets that a recipe may ask for, each with the module that makes it; plugins bring more."""

from __future__ import annotations

from workbench.briefing.recipe import TITLES
from workbench.plugins import Block, hook
from workbench.plugins.found import plugins

WRITTEN_LAST = ("cover", "summary")
"""Blocks that are made of the other sheets, so not by a function of the book alone."""


@hook
def sheets() -> tuple[Block, ...]:
    """The sheets that come with the program."""
    return tuple(
        Block(
            name=name,
            tab=tab,
            title=title,
            place=f"workbench.briefing.sheets.{name}:{name}",
        )
        for name, (tab, title) in TITLES.items()
        if name not in WRITTEN_LAST
    )


def titles() -> dict[str, tuple[str, str]]:
    """Every block that a recipe may name, with the name of its tab and its title."""
    brought = {each.name: (each.tab, each.title) for each in plugins().ask("sheets")}
    return TITLES | {name: words for name, words in brought.items() if name not in TITLES}
