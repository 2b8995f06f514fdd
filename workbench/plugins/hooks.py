"""The hooks: the functions by which a plugin, and each built-in part, says what it brings.

A function of a module that is marked `@hook` and has the name of one of these is one. It takes
nothing and gives a sequence of values of `workbench.plugins.values`.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import pluggy

from workbench.plugins.values import (
    Action,
    Analysis,
    Block,
    Chart,
    Codebook,
    Reader,
    Suggester,
)

if TYPE_CHECKING:
    from collections.abc import Sequence

GROUP = "workbench"
"""The name of the entry points by which plugins are found, and of the hooks."""
hook = pluggy.HookimplMarker(GROUP)
_spec = pluggy.HookspecMarker(GROUP)


class Hooks:
    """What a plugin may bring."""

    @_spec
    def readers(self) -> Sequence[Reader]:  # type: ignore[empty-body] # a declaration
        """Ways of reading files; of two for one suffix the built-in one comes first."""

    @_spec
    def suggesters(self) -> Sequence[Suggester]:  # type: ignore[empty-body] # a declaration
        """Rules that read suggestions from sentences."""

    @_spec
    def analyses(self) -> Sequence[Analysis]:  # type: ignore[empty-body] # a declaration
        """What can be computed from a dossier."""

    @_spec
    def charts(self) -> Sequence[Chart]:  # type: ignore[empty-body] # a declaration
        """Forms of plot."""

    @_spec
    def sheets(self) -> Sequence[Block]:  # type: ignore[empty-body] # a declaration
        """Sheets of a briefing."""

    @_spec
    def actions(self) -> Sequence[Action]:  # type: ignore[empty-body] # a declaration
        """Commands."""

    @_spec
    def codebooks(self) -> Sequence[Codebook]:  # type: ignore[empty-body] # a declaration
        """Codebooks that a dossier can adopt."""


KINDS: dict[str, type] = {
    "readers": Reader,
    "suggesters": Suggester,
    "analyses": Analysis,
    "charts": Chart,
    "sheets": Block,
    "actions": Action,
    "codebooks": Codebook,
}
"""Every hook, with what it brings."""
