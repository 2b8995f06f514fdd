"""What a user can invoke: one decorator on a method; menu, keys, palette and help come of it.

    class DecisionsView(View):
        @command("New decision…", "Ctrl+Shift+N", menu="Decision", icon="plus")
        def new_decision(self) -> None:
            '''Opens an empty decision form.'''

The window's `Commands` collects the decorated methods of the window, its views, panels and forms.
A command is enabled while its owner can be seen and `when(owner)` holds. A key without Ctrl or Alt
(M, J, Space), and one that is declared `local`, works only while the owner or something inside it
has the focus, the letters of a view also in its side bar and inspector; every other key works
wherever the focus is.
"""

from __future__ import annotations

import weakref
from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any, TypeVar

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import QWidget

from workbench.gui import icons

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping


Method = TypeVar("Method", bound=Callable[..., Any])
Test = Callable[[Any], bool]


@dataclass(frozen=True, slots=True, kw_only=True)
class Command:
    """One thing that a user can invoke.

    `name` is stable ("decisions_view.new_decision") and is what a rebinding in the settings refers
    to; `about` is the first line of the method's docstring.
    """

    name: str
    title: str
    shortcut: str = ""
    menu: str = ""
    icon: str = ""
    about: str = ""
    when: Test | None = None
    checked: Test | None = None
    local: bool = False

    @property
    def plain_title(self) -> str:
        """The title without the dots of a dialog."""
        return self.title.removesuffix("…")


def command(  # noqa: PLR0913 - most are left out
    title: str,
    shortcut: str = "",
    *,
    menu: str = "",
    icon: str = "",
    when: Test | None = None,
    checked: Test | None = None,
    local: bool = False,
) -> Callable[[Method], Method]:
    """Declares that a method without arguments is a command.

    Args:
        title: what menu and palette say, sentence case, "…" when it asks for more.
        shortcut: as Qt spells it: "Ctrl+Shift+N", "F9", "M".
        menu: the menu that holds it; several levels as "View/Columns"; empty: palette and key only.
        icon: a name of `icons`.
        when: enabled while this holds of the owner.
        checked: makes it a tick in the menu, ticked while this holds of the owner.
        local: the key works only while the focus is in the owner, whatever the key.
    """

    def declare(method: Method) -> Method:
        about = (method.__doc__ or "").strip().partition("\n")[0]
        declared = Command(
            name=method.__name__,
            title=title,
            shortcut=shortcut,
            menu=menu,
            icon=icon,
            about=about,
            when=when,
            checked=checked,
            local=local,
        )
        method.__command__ = declared  # type: ignore[attr-defined] # a mark on the function
        return method

    return declare


def declared(owner: type) -> Iterator[tuple[str, Command]]:
    """Method name and command of all that a class and its bases declare, bases first."""
    found: dict[str, Command] = {}
    for each in reversed(owner.__mro__):
        for method, value in vars(each).items():
            mark = getattr(value, "__command__", None)
            if isinstance(mark, Command):
                found[method] = replace(mark, name=f"{_group(owner)}.{method}")
    yield from found.items()


def _group(owner: type) -> str:
    name = owner.__name__.removesuffix("Commands")
    return "".join(f"_{c.lower()}" if c.isupper() else c for c in name).lstrip("_")


_INSERT = "Ins"


class Bound:
    """A command of one owner: its action, and whether it can be invoked now."""

    def __init__(
        self, command: Command, owner: QObject, home: QWidget, *, offered: bool = False
    ) -> None:
        self.command = command
        self.offered = offered
        self._owner = weakref.ref(owner)
        self._home = weakref.ref(home)
        self.action = QAction(command.title, owner)
        self.action.setObjectName(command.name)
        self.action.setToolTip(command.about)
        self.action.setStatusTip(command.about)
        self.action.setCheckable(command.checked is not None)
        if command.icon:
            icons.put(self.action, command.icon)
        home.addAction(self.action)

    def bind(self, shortcut: str) -> None:
        """Gives the command a key; an empty text takes it away."""
        keys = QKeySequence(shortcut)
        self.action.setShortcut(keys)
        local = self.command.local or (not keys.isEmpty() and not _has_modifier(shortcut))
        context = Qt.ShortcutContext
        self.action.setShortcutContext(
            context.WidgetWithChildrenShortcut if local else context.WindowShortcut
        )

    @property
    def shortcut(self) -> str:
        """The key as people read it."""
        return self.action.shortcut().toString(QKeySequence.SequenceFormat.PortableText)

    @property
    def owner(self) -> QObject | None:
        """Who carries the command out; None when it is gone."""
        return self._owner()

    @property
    def home(self) -> QWidget | None:
        """The widget that must be seen for it to work; None when it is gone."""
        return self._home()

    @property
    def seen(self) -> bool:
        """Whether the widget that must be seen for it to work is."""
        home = self._home()
        return home is not None and (home.isWindow() or home.isVisible())

    def refresh(self) -> None:
        """Enables and ticks the action as its owner stands now."""
        owner = self.owner
        if owner is None:
            return
        self.action.setEnabled(
            self.seen and (self.command.when is None or self.command.when(owner))
        )
        if self.command.checked is not None:
            self.action.setChecked(self.command.checked(owner))


def _has_modifier(shortcut: str) -> bool:
    first = shortcut.partition(",")[0].strip()
    key = first.rpartition("+")[2]
    function_key = len(key) > 1 and key.startswith("F") and key[1:].isdigit()
    return function_key or "Ctrl+" in first or "Alt+" in first or "Meta+" in first


class Commands(QObject):
    """Every command of one window."""

    collected = Signal(list)
    """Commands came (a list of `Bound`) or went (an empty list)."""

    def __init__(
        self, parent: QObject | None = None, *, rebound: Mapping[str, str] | None = None
    ) -> None:
        super().__init__(parent)
        self._bound: list[Bound] = []
        self._rebound = dict(rebound or {})

    def collect(self, owner: QObject, *, home: QWidget | None = None) -> list[Bound]:
        """Makes actions of the commands that `owner` declares; they end with it.

        `home` is the widget that must be seen for them to work: the owner itself unless given.
        """
        place = owner if home is None and isinstance(owner, QWidget) else home
        if place is None:
            raise TypeError(owner)
        self._forget_gone()
        made = []
        for method, found in declared(type(owner)):
            bound = Bound(found, owner, place)
            bound.bind(self._rebound.get(found.name, found.shortcut))
            bound.action.triggered.connect(getattr(owner, method))
            bound.refresh()
            made.append(bound)
        self._bound += made
        if made:
            self._settle_offered()
            self.collected.emit(made)
        return made

    def lend(self, owner: QObject, part: QWidget) -> None:
        """Lets the letter keys of `owner`, and Insert, work in `part` but where it uses them."""
        own = {
            bound.shortcut
            for bound in self.every()
            if bound.home is not None and (bound.home is part or part.isAncestorOf(bound.home))
        }
        for bound in self.every():
            key = bound.shortcut
            letter = (len(key) == 1 or key == _INSERT) and not bound.command.local
            if bound.owner is owner and letter and key not in own:
                part.addAction(bound.action)

    def offer(
        self,
        owner: QObject,
        commands: Iterable[tuple[Command, Callable[[], None]]],
        *,
        home: QWidget,
    ) -> None:
        """Makes actions of commands that no class declares; earlier ones that are gone now go."""
        given = {each.name: (each, act) for each, act in commands}
        for bound in self._of(owner):
            if bound.offered and bound.command.name not in given:
                bound.action.deleteLater()
                self._bound.remove(bound)
        held = {bound.command.name for bound in self._bound}
        for name, (each, act) in given.items():
            if name not in held:
                bound = Bound(each, owner, home, offered=True)
                bound.bind(self._rebound.get(name, ""))
                bound.action.triggered.connect(act)
                bound.refresh()
                self._bound.append(bound)
        self._settle_offered()
        self.collected.emit(self._of(owner))

    def _settle_offered(self) -> None:
        """Gives those that are offered their keys as far as no other command has them.

        Of two commands with one key neither would work.
        """
        own = [each for each in self.every() if each.offered]
        own = [each for each in own if each.command.name not in self._rebound]
        taken = {each.shortcut for each in self._bound if each not in own} if own else set()
        for each in own:
            each.bind(each.command.shortcut)
            if each.shortcut in taken:
                each.bind("")
            taken.add(each.shortcut)

    def _of(self, owner: QObject) -> list[Bound]:
        return [bound for bound in self._bound if bound.owner is owner]

    def forget(self, owner: QObject) -> None:
        """Drops the commands of an owner that is about to go."""
        for bound in self._bound:
            if bound.owner is owner:
                bound.action.deleteLater()
        self._bound = [each for each in self._bound if each.owner is not owner]
        self.collected.emit([])

    def every(self) -> list[Bound]:
        """Every command there is now, in the order in which they were collected."""
        self._forget_gone()
        return list(self._bound)

    def once(self) -> list[Bound]:
        """As `every`, but of the same command of several owners only that of one who is seen."""
        found: dict[tuple[str, str], Bound] = {}
        for bound in self.every():
            key = bound.command.menu, bound.command.title
            if key not in found or (bound.seen and not found[key].seen):
                found[key] = bound
        chosen = {id(bound) for bound in found.values()}
        return [bound for bound in self._bound if id(bound) in chosen]

    def ready(self) -> list[Bound]:
        """Every command that can be invoked now."""
        self.refresh()
        return [each for each in self._bound if each.action.isEnabled()]

    def find(self, name: str) -> Bound | None:
        """The command called `name` ("window.undo"), or None."""
        return next((each for each in self.every() if each.command.name == name), None)

    def action(self, name: str) -> QAction:
        """The action of the command called `name`.

        Raises:
            KeyError: nothing declares it.
        """
        found = self.find(name)
        if found is None:
            raise KeyError(name)
        return found.action

    def refresh(self) -> None:
        """Enables and ticks every action as its owner stands now."""
        for bound in self.every():
            bound.refresh()

    def rebind(self, rebound: Mapping[str, str]) -> None:
        """Uses other keys, by command name; a command that is not named keeps its declared one."""
        self._rebound = dict(rebound)
        for bound in self.every():
            bound.bind(self._rebound.get(bound.command.name, bound.command.shortcut))
        self._settle_offered()

    def clash(self, shortcut: str, *, but: str = "") -> Bound | None:
        """Another command than `but` that uses this key now, or None."""
        wanted = QKeySequence(shortcut).toString(QKeySequence.SequenceFormat.PortableText)
        for bound in self.every():
            if wanted and bound.shortcut == wanted and bound.command.name != but:
                return bound
        return None

    def _forget_gone(self) -> None:
        self._bound = [each for each in self._bound if each.owner is not None]
