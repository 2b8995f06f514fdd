"""The colours of a picture, light and dark.

The stances take the colour-blind-safe hues of Okabe and Ito (2008), and each has a glyph and a word
besides. Tests hold contrast (WCAG 2.2: 4.5 for text, 3 for rims) and distances under simulated
colour blindness (Machado, Oliveira and Fernandes 2009).
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Final

from workbench.model.kinds import Stance


@dataclass(frozen=True, slots=True, kw_only=True)
class StancePaint:
    """The colours of one stance, as #rrggbb: its glyph, the glyph's rim, and its bar."""

    sign: str
    rim: str
    bar: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ChartPalette:
    """The colours of a picture, as #rrggbb."""

    name: str
    ground: str
    panel: str
    """Behind what lies after the as-of day, and behind the undated column."""
    ink: str
    muted: str
    faint: str
    grid: str
    edge: str
    series: str
    """The lower bound: line, dot and figure."""
    band: str
    """Between the lower and the upper bound."""
    hatch: str
    """Lines where no upper bound is stated."""
    joint: str
    """Lines where a quantity is joint."""
    joint_ground: str
    selected: str
    card: str
    """Behind a tooltip."""
    parts: tuple[str, ...]
    """Who or what a plot is parted by, in order; the last one is for all others."""
    stances: Mapping[Stance, StancePaint]


def _paint(sign: str, rim: str, bar: str) -> StancePaint:
    return StancePaint(sign=sign, rim=rim, bar=bar)


LIGHT: Final = ChartPalette(
    name="light",
    ground="#ffffff",
    panel="#f5f7fa",
    ink="#14213d",
    muted="#4f5b6e",
    faint="#626e80",
    grid="#e8ebf0",
    edge="#c9d0da",
    series="#0b5c86",
    band="#c6d9e4",
    hatch="#8fb3c9",
    joint="#a3aebd",
    joint_ground="#e9edf2",
    selected="#0b5c86",
    card="#ffffff",
    parts=("#332288", "#117733", "#cc6677", "#b8860b", "#8b95a3"),
    stances=MappingProxyType(
        {
            Stance.APPROVE: _paint("#0072b2", "#004a75", "#c3dff0"),
            Stance.CONDITIONAL: _paint("#56b4e9", "#1f6f9f", "#d3eaf8"),
            Stance.RELAX: _paint("#009e73", "#00614a", "#c6e9de"),
            Stance.PENDING: _paint("#a9a9a9", "#6b7280", "#e9ebef"),
            Stance.RESTRICT: _paint("#e69f00", "#8f6200", "#f7e3b5"),
            Stance.DENY: _paint("#c44e00", "#7f3200", "#efcdb9"),
            Stance.UNCLEAR: _paint("#a9a9a9", "#6b7280", "#e9ebef"),
        }
    ),
)
DARK: Final = ChartPalette(
    name="dark",
    ground="#0f1620",
    panel="#151e2a",
    ink="#e8edf4",
    muted="#a5b1c2",
    faint="#8d9aac",
    grid="#212c3a",
    edge="#3a4859",
    series="#5cb8ee",
    band="#21435a",
    hatch="#35617d",
    joint="#56647a",
    joint_ground="#1d2836",
    selected="#5cb8ee",
    card="#1a2432",
    parts=("#7e9bff", "#e5c04b", "#5fd0bd", "#f08a9b", "#7a8698"),
    stances=MappingProxyType(
        {
            Stance.APPROVE: _paint("#2f86cf", "#8cc4f0", "#17405f"),
            Stance.CONDITIONAL: _paint("#8fd3fb", "#d8effd", "#2b5570"),
            Stance.RELAX: _paint("#21b57f", "#96e3c6", "#14483b"),
            Stance.PENDING: _paint("#8a94a3", "#bcc5d0", "#2a3442"),
            Stance.RESTRICT: _paint("#f5b82e", "#fbe0a0", "#544419"),
            Stance.DENY: _paint("#e8622a", "#f7bfa4", "#57301f"),
            Stance.UNCLEAR: _paint("#8a94a3", "#bcc5d0", "#2a3442"),
        }
    ),
)
PALETTES: Final = {each.name: each for each in (LIGHT, DARK)}
