"""Plugins: readers, suggesters, analyses, charts, sheets, actions and codebooks of others.

A plugin is a package with an entry point of the group `workbench` that names a module; a function
of that module marked `@hook` says what it brings. See `resources/help/plugins.md`.
"""

from __future__ import annotations

from workbench.plugins.hooks import hook
from workbench.plugins.values import (
    Action,
    Analysis,
    Block,
    Chart,
    ChartData,
    Codebook,
    CodebookKind,
    Reader,
    Suggester,
)

__all__ = [
    "Action",
    "Analysis",
    "Block",
    "Chart",
    "ChartData",
    "Codebook",
    "CodebookKind",
    "Reader",
    "Suggester",
    "hook",
]
