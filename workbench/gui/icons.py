"""Icons of one set (Phosphor), tinted by the theme, loaded after the first paint.

    icons.put(button, "plus")                    # muted; the accent while checked
    icons.put(button, "trash", role="bad")       # any token name
    icons.icon("scales", role="accent")          # for painting; empty until the set is loaded

Targets that were given an icon before the set is loaded get it when it is, and again whenever the
theme changes.
"""

from __future__ import annotations

import weakref
from functools import cache
from typing import TYPE_CHECKING, Any, Protocol

from PySide6.QtGui import QIcon

from workbench import places
from workbench.gui.theme import theme, tokens

if TYPE_CHECKING:
    from workbench.gui.icon_font import IconFont
    from workbench.gui.theme import Tokens

NAMES = {
    "activity": "person-simple-walk",
    "add": "plus",
    "allocation": "cpu",
    "back": "arrow-left",
    "briefing": "file-text",
    "claim": "chat-centered-text",
    "close": "x",
    "code": "tag",
    "comment_request": "megaphone-simple",
    "conflict": "warning",
    "console": "terminal",
    "decision": "circle-wavy-check",
    "done": "check-circle",
    "acknowledgement": "check-circle",
    "ach_rating": "grid-four",
    "assumption": "anchor",
    "forecast": "crosshair",
    "hypothesis": "git-fork",
    "hypothesis_set": "grid-four",
    "judgement": "scales",
    "expectation": "calendar",
    "find": "magnifying-glass",
    "history": "clock-counter-clockwise",
    "import": "download-simple",
    "funnel-x": "funnel-simple",
    "item": "package",
    "jurisdiction": "globe-hemisphere-west",
    "lock": "lock",
    "lock-open": "lock-open",
    "memo": "note",
    "notice": "info",
    "open": "folder-open",
    "party": "users",
    "passage": "quotes",
    "pencil-simple-line": "pencil-line",
    "policy_line": "git-branch",
    "quality": "check-square",
    "question": "question",
    "record": "address-book",
    "revert": "arrow-u-up-left",
    "saved_query": "bookmark-simple",
    "saved_recipe": "file-text",
    "settings": "gear-six",
    "source": "newspaper",
    "stance_scale": "ruler",
    "star": "star",
    "steps": "list-numbers",
    "timeline": "chart-bar-horizontal",
    "tour": "sparkle",
    "undo": "arrow-u-up-left",
    "redo": "arrow-u-up-right",
}
"""Our words for Phosphor's names; a name that does not stand here is Phosphor's own."""


class Target(Protocol):
    """Anything that shows an icon: a button, an action."""

    def setIcon(self, icon: QIcon, /) -> None:  # noqa: N802 - Qt's name
        """Shows `icon`."""


class IconSet:
    """The loaded glyphs, and who shows which of them."""

    def __init__(self) -> None:
        self._glyphs: IconFont | None = None
        self._targets: list[tuple[weakref.ref[Any], str, str]] = []
        self._made: dict[tuple[str, str, str], QIcon] = {}
        theme().changed.connect(self.repaint)

    @property
    def loaded(self) -> bool:
        """Whether icons can be drawn yet."""
        return self._glyphs is not None

    def load(self) -> None:
        """Reads the glyphs, and gives every waiting target its icon."""
        if self._glyphs is not None:
            return
        from workbench.gui.icon_font import IconFont

        self._glyphs = IconFont()
        self.repaint()

    def icon(self, name: str, role: str) -> QIcon:
        """The icon `name` in the colour of the token `role`; empty until the set is loaded."""
        if self._glyphs is None:
            return QIcon()
        colours: Tokens = tokens()
        key = (name, role, colours.name)
        if key not in self._made:
            colour = getattr(colours, role)
            active = colours.accent if role == "muted" else colour
            self._made[key] = self._glyphs.icon(
                NAMES.get(name, name), rest=colour, checked=active, disabled=colours.faint
            )
        return self._made[key]

    def put(self, target: Target, name: str, role: str) -> None:
        """Shows the icon on `target` from now on, in whatever theme."""
        self._targets = [
            each for each in self._targets if each[0]() is not None and each[0]() is not target
        ]
        self._targets.append((weakref.ref(target), name, role))
        target.setIcon(self.icon(name, role))

    def repaint(self) -> None:
        """Gives every target its icon in the theme that is on."""
        from shiboken6 import isValid

        alive = []
        for each in self._targets:
            target = each[0]()
            if target is not None and isValid(target):
                target.setIcon(self.icon(each[1], each[2]))
                alive.append(each)
        self._targets = alive


@cache
def icon_set() -> IconSet:
    """The one icon set of the running window."""
    return IconSet()


def icon(name: str, role: str = "muted") -> QIcon:
    """The icon `name`, tinted with the token `role`; empty until the set is loaded."""
    return icon_set().icon(name, role)


def put(target: Target, name: str, *, role: str = "muted") -> None:
    """Shows the icon `name` on a button or action from now on."""
    icon_set().put(target, name, role)


def load() -> None:
    """Reads the icon set; called once, after the first paint."""
    icon_set().load()


def program() -> QIcon:
    """The icon of the program."""
    return QIcon(str(places.resource("icons/policy-workbench.svg")))
