"""The plots that a recipe names, each under its own [[sheets.plots]]: read, spelled, put in.

::

    [[sheets]]
    block = "plots"

    [[sheets.plots]]
    query = "item:H200"         # optional; narrows what the briefing shows
    form = "stacked"            # as `dossier.trends.of` takes it, and so below
    by = "supplier"
    hidden = ["Alibaba"]
    day = 2026-01-13
"""

from __future__ import annotations

import json
import re
import tomllib
from dataclasses import dataclass, field, fields
from datetime import date
from enum import Enum

from typing_extensions import override

from workbench.errors import InvalidField, RecipeError
from workbench.model.plot_choice import PlotChoice
from workbench.model.query import Query
from workbench.model.when import day_of

BLOCK = "plots"
SHEET = re.compile(r"\s*\[\[\s*sheets\s*\]\]")
PLOT = re.compile(r"\s*\[\[\s*sheets\s*\.\s*plots\s*\]\]")
_BEFORE = ("cover", "summary")
"""The blocks after which a sheet of plots goes in."""
_PLAIN = PlotChoice()
_KINDS: dict[str, type] = {"hidden": list, "unverified": bool, "day": date}


@dataclass(frozen=True, slots=True, kw_only=True)
class PlotPlan:
    """One plot of a recipe: what it shows of the briefing's records, and in which form."""

    query: Query = field(default_factory=Query)
    choice: PlotChoice = _PLAIN

    @classmethod
    def read(cls, entry: object) -> PlotPlan:
        """The plot that a table of a recipe spells.

        Raises:
            InvalidField: a key or a value that is none of a plot.
            QuerySyntaxError: its query cannot be read.
        """
        if not isinstance(entry, dict):
            raise InvalidField(BLOCK, "Write each plot under its own [[sheets.plots]].")
        given = dict(entry)
        line = given.pop("query", "")
        for name, value in {"query": line, **given}.items():
            kind = _KINDS.get(name, str)
            words = value if isinstance(value, list) else ()
            if not isinstance(value, kind) or any(not isinstance(each, str) for each in words):
                raise InvalidField(name, f"It must be {_SPELLED[kind]}.")
        if "day" in given:
            given["day"] = given["day"].toordinal()
        return cls(query=Query.parse(line), choice=PlotChoice().changed(**given))

    @override
    def __str__(self) -> str:
        """The lines that spell it in a recipe; what is as usual is left out."""
        lines = ["[[sheets.plots]]"]
        if self.query:
            lines.append(f"query = {_spelled(str(self.query))}")
        for each in fields(self.choice):
            value = getattr(self.choice, each.name)
            if each.name == "form" or value != getattr(_PLAIN, each.name):
                value = day_of(value) if each.name == "day" else value
                lines.append(f"{each.name} = {_spelled(value)}")
        return "\n".join(lines)


_SPELLED = {
    str: "text in quotes",
    list: 'a list such as ["Alibaba"]',
    bool: "true or false",
    date: "a date such as 2026-01-13",
}


def with_plot(text: str, plan: PlotPlan, name: str) -> str:
    """The recipe `text` with one more plot: on its sheet of plots, or on a new one.

    Raises:
        RecipeError: its sheets or plots stand in one line, so that none can be added.
    """
    blocks = [each.get("block") for each in tomllib.loads(text).get("sheets", ())]
    lines = text.splitlines()
    starts = [number for number, line in enumerate(lines) if SHEET.match(line)]
    if len(starts) != len(blocks):
        raise RecipeError(name, (0, "Write each sheet under its own [[sheets]]."))
    ends = [*starts[1:], len(lines)]
    if BLOCK in blocks:
        at, added = ends[blocks.index(BLOCK)], str(plan)
    else:
        after = [ends[blocks.index(each)] for each in _BEFORE if each in blocks]
        at, added = after[-1] if after else len(lines), f'[[sheets]]\nblock = "{BLOCK}"\n\n{plan}'
    above, below = "\n".join(lines[:at]).rstrip(), "\n".join(lines[at:]).strip("\n")
    made = "\n\n".join(filter(None, (above, added, below))) + "\n"
    try:
        tomllib.loads(made)
    except tomllib.TOMLDecodeError as fault:
        raise RecipeError(name, (at, "Write each plot under its own [[sheets.plots]].")) from fault
    return made


def _spelled(value: object) -> str:
    """A value as TOML."""
    if isinstance(value, frozenset):
        return f"[{', '.join(map(_spelled, sorted(value)))}]"
    if isinstance(value, date):
        return value.isoformat()
    plain = value.value if isinstance(value, Enum) else value
    return json.dumps(plain, ensure_ascii=False).replace("\x7f", "\\u007f")
