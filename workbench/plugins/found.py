"""Which plugins there are, what they bring, and which of them failed.

The built-in parts register through the same hooks; the module of each is imported when its hook is
first asked. Plugins of others are found by their entry points, once, when any hook is first asked.
One that fails is named and left out until the program ends; one that ends the program with it is
named at the next start and left out until the analyst lets it work again (`at_work.py`).
"""

from __future__ import annotations

import logging
import signal
import threading
import traceback
from dataclasses import dataclass
from functools import cache
from importlib import import_module, metadata
from textwrap import shorten
from typing import TYPE_CHECKING, Any, TypeVar
from weakref import WeakMethod

import pluggy

from workbench.errors import NoSuchPart, PluginCutOff, PluginFailed, WorkbenchError
from workbench.plugins.at_work import AtWork
from workbench.plugins.hooks import GROUP, KINDS, Hooks
from workbench.plugins.values import at

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping, Set as AbstractSet
    from types import TracebackType, UnionType

    Kind = type | UnionType

T = TypeVar("T")
BUILT_IN = {
    "readers": "workbench.intake.readers",
    "suggesters": "workbench.intake.suggest",
    "analyses": "workbench.dossier.analyses",
    "charts": "workbench.charts.forms",
    "sheets": "workbench.briefing.blocks",
    "actions": "workbench.console.actions",
    "codebooks": "workbench.dossier.codebooks",
}
"""The module that brings the built-in parts of each hook."""
CUT_OFF = "it was at work as the program, or its console, broke off"
"""Why a plugin is left out that may have ended a process."""
_LONGEST = 300
_LOG = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True, kw_only=True)
class Plugin:
    """One plugin of others: its name, package and version, what it brings, and why it failed."""

    name: str
    package: str
    version: str
    brings: tuple[str, ...]
    fault: str = ""

    @property
    def state(self) -> str:
        """Whether it works, or is left out, and why."""
        return f"left out: {self.fault}" if self.fault else "works"


class Plugins:
    """The plugins of this program while it runs; all threads may ask."""

    def __init__(self, entry_points: Iterable[metadata.EntryPoint] | None = None) -> None:
        """Finds the plugins of `entry_points`; of the installed packages where none are given."""
        self._manager = pluggy.PluginManager(GROUP)
        self._manager.add_hookspecs(Hooks)
        self._entry_points = entry_points
        self._found: dict[str, metadata.EntryPoint] | None = None
        self.at_work = AtWork()
        """Who is at work, here and in processes that are gone."""
        self._faults: dict[str, str] = {}
        self._given: dict[str, list[tuple[str, Any]]] = {}
        self._listeners: set[WeakMethod[Callable[[str], None]]] = set()
        self._lock = threading.RLock()

    def ask(self, hook: str) -> list[Any]:
        """What is brought for a hook: the built-in parts first, then plugins by name."""
        return [value for owner, value in self._answers(hook) if owner not in self._faults]

    def named(self, hook: str, name: str) -> Any | None:
        """What of a hook has this name, or None; the first one counts."""
        return next((each for each in self.ask(hook) if each.name == name), None)

    def need(self, hook: str, name: str) -> Any:
        """What of a hook has this name; the first one counts.

        Raises:
            NoSuchPart: nothing has this name.
        """
        found = self.named(hook, name)
        if found is None:
            raise NoSuchPart(hook, name, tuple(each.name for each in self.ask(hook)))
        return found

    def owner(self, hook: str, name: str) -> str:
        """The plugin that brings what of a hook has this name; empty for a built-in part."""
        owners = (owner for owner, value in self._answers(hook) if value.name == name)
        return next(owners, "")

    def every(self) -> list[Plugin]:
        """Every plugin of others, by name, whether it works or not."""
        with self._lock:
            brought = {hook: {owner for owner, _ in self._answers(hook)} for hook in KINDS}
            return [self._told(point, brought) for point in self._loaded().values()]

    def call(
        self, hook: str, name: str, *given: Any, part: str = "place", kind: Kind = object
    ) -> Any:
        """What the function gives that stands at a `part` of what of a hook has this name.

        Raises:
            NoSuchPart: nothing has this name.
            PluginFailed: a plugin broke down in it, or gave no `kind`; it is left out from now on.
        """
        found = self.need(hook, name)
        with self.calling(self.owner(hook, name)):
            given_back = at(getattr(found, part))(*given)
            expect([given_back], kind)
        return given_back

    def attempt(
        self, hook: str, name: str, *given: Any, part: str = "place", kind: type | None = None
    ) -> Any:
        """As `call`, but None where nothing has this name or a plugin broke down.

        With a `kind`, a list of what must be values of it.
        """
        found = self.named(hook, name)
        if found is not None:
            with _Noticing(self, self.owner(hook, name)):
                given_back = at(getattr(found, part))(*given)
                if kind is not None:
                    given_back = list(given_back)
                    expect(given_back, kind)
                return given_back
        return None

    def gather(
        self, hook: str, kind: type[T], *given: Any, check: Callable[[T], None] | None = None
    ) -> list[T]:
        """What all the functions of a hook give together; a plugin that fails gives nothing.

        Anything but a `kind` counts as a failure, and whatever `check` raises about one.
        """
        found: list[T] = []
        for owner, each in self._answers(hook):
            if owner in self._faults:
                continue
            with _Noticing(self, owner):
                mine = list(at(each.place)(*given))
                expect(mine, kind)
                if owner and check is not None:
                    for one in mine:
                        check(one)
                found += mine
        return found

    def forget(self, hook: str) -> None:
        """Asks anew for a hook next time; plugins that failed stay left out."""
        self.look_back()
        with self._lock:
            self._given.pop(hook, None)

    def listen(self, listener: Callable[[str], None]) -> None:
        """Calls a method, in any thread, with the name of each plugin that is left out.

        Also of those that were left out before it listened, since a hook may be asked first. A
        method that listens already is still called once; it ends with its object.
        """
        with self._lock:
            if (heard := WeakMethod(listener)) in self._listeners:
                return
            self._listeners.add(heard)
            before = list(self._faults)
        for plugin in before:
            listener(plugin)

    def calling(self, plugin: str) -> Calling:
        """A context in which a plugin's function runs; what it breaks leaves the plugin out.

        Raises:
            PluginFailed: when it is left: names the plugin and what went wrong.
        """
        return Calling(self, plugin)

    def fault(self, plugin: str) -> str:
        """What went wrong in a plugin that is left out; empty where it works."""
        return self._faults.get(plugin, "")

    @property
    def faults(self) -> dict[str, str]:
        """What went wrong in each plugin that is left out, by its name."""
        return dict(self._faults)

    def failure(self, plugin: str) -> PluginFailed | PluginCutOff:
        """What to tell of a plugin that is left out."""
        why = self.fault(plugin)
        return PluginCutOff(plugin) if why == CUT_OFF else PluginFailed(plugin, why)

    def look_back(self) -> None:
        """Leaves out whoever was at work as a process broke off, until it is allowed anywhere."""
        with self._lock:
            cut_off = self.at_work.cut_off() & set(self._found or ())
            before = {each for each, why in self._faults.items() if why == CUT_OFF}
            self._let_in(before - cut_off)
        for each in sorted(cut_off):
            self.leave_out(each, CUT_OFF)

    def allow(self, plugin: str) -> None:
        """Lets a plugin that was left out work again, at once.

        Raises:
            NoSuchPart: no such plugin is installed.
        """
        with self._lock:
            if plugin not in (known := self._loaded()):
                raise NoSuchPart("plugins", plugin, tuple(known))
            self.at_work.allow(plugin)
            self._let_in({plugin} & self._faults.keys())

    def follow(self, faults: Mapping[str, str]) -> None:
        """Leaves out whom another process of this program leaves out, and nobody else."""
        with self._lock:
            self._let_in(self._faults.keys() - faults.keys())
        for plugin, why in faults.items():
            self.leave_out(plugin, why)

    def _let_in(self, plugins: AbstractSet[str]) -> None:
        """Forgets what went wrong in plugins; they are asked anew."""
        if plugins:
            for each in plugins:
                self._faults.pop(each, None)
            self._given.clear()
            self._found = None

    def leave_out(self, plugin: str, why: str, fault: BaseException | None = None) -> None:
        """Leaves a plugin out until the program ends; nothing happens where it is left out."""
        with self._lock:
            if plugin in self._faults:
                return
            self._faults[plugin] = why
            listeners = list(self._listeners)
        _LOG.warning("plugin %s is left out: %s", plugin, why, exc_info=fault)
        for each in listeners:
            if (listener := each()) is not None:
                listener(plugin)

    def _answers(self, hook: str) -> list[tuple[str, Any]]:
        with self._lock:
            if hook not in self._given:
                if not self._manager.has_plugin(BUILT_IN[hook]):
                    self._manager.register(import_module(BUILT_IN[hook]), BUILT_IN[hook])
                registered = [("", BUILT_IN[hook]), *((name, name) for name in self._loaded())]
                self._given[hook] = [
                    (owner, value)
                    for owner, name in registered
                    for value in self._brought(owner, name, hook)
                ]
            return self._given[hook]

    def _brought(self, owner: str, name: str, hook: str) -> Iterator[Any]:
        """What the plugin registered as `name` gives for a hook; nothing where it fails."""
        plugin = self._manager.get_plugin(name)
        implemented = getattr(self._manager.hook, hook).get_hookimpls()
        for each in implemented:
            if each.plugin is plugin and owner not in self._faults:
                found: list[Any] = []
                with _Noticing(self, owner):
                    found = list(each.function())
                    expect(found, KINDS[hook])
                yield from found

    def _loaded(self) -> dict[str, metadata.EntryPoint]:
        """The plugins of others by name; imports them, each by itself, when first asked."""
        if self._found is None:
            points = self._entry_points
            if points is None:
                points = metadata.entry_points(group=GROUP)
            self._found = {each.name: each for each in sorted(points, key=lambda one: one.name)}
            self.look_back()
            for name, each in self._found.items():
                if name not in self._faults and not self._manager.has_plugin(name):
                    with _Noticing(self, name):
                        self._manager.register(each.load(), name)
        return self._found

    def _told(self, point: metadata.EntryPoint, brought: dict[str, set[str]]) -> Plugin:
        return Plugin(
            name=point.name,
            package=point.dist.name if point.dist else "",
            version=point.dist.version if point.dist else "",
            brings=tuple(hook for hook in KINDS if point.name in brought[hook]),
            fault=self.fault(point.name),
        )


class _Guard:
    """What runs a plugin's own code; a built-in part has no name, and its faults are ours."""

    def __init__(self, plugins: Plugins, name: str) -> None:
        self._plugins = plugins
        self._name = name

    def __enter__(self) -> None:
        if self._name:
            self._plugins.at_work.begins(self._name)

    def _broke(self, fault: BaseException | None) -> bool:
        """Notes that the code has ended; whether by something that the plugin broke."""
        if self._name:
            self._plugins.at_work.ends(self._name)
        return bool(self._name) and fault is not None and not _is_a_stop(fault)

    def _leave_out(self, fault: BaseException) -> None:
        told = traceback.format_exception_only(fault)[-1]  # also where its text cannot be had
        self._plugins.leave_out(self._name, shorten(told, _LONGEST, placeholder=" …"), fault)


class _Noticing(_Guard):
    """What the code raises leaves the plugin out and goes no further."""

    def __exit__(
        self,
        _kind: type[BaseException] | None,
        fault: BaseException | None,
        _trace: TracebackType | None,
    ) -> bool:
        if not self._broke(fault) or fault is None:
            return False
        self._leave_out(fault)
        return True


class Calling(_Guard):
    """The code was asked for: what it raises leaves the plugin out and is told."""

    def __exit__(
        self,
        _kind: type[BaseException] | None,
        fault: BaseException | None,
        _trace: TracebackType | None,
    ) -> None:
        if self._broke(fault) and fault is not None and not isinstance(fault, WorkbenchError):
            self._leave_out(fault)
            raise self._plugins.failure(self._name) from fault


def _is_a_stop(fault: BaseException) -> bool:
    """Whether what was raised came from outside: a generator is dropped, or Ctrl+C was pressed."""
    if isinstance(fault, KeyboardInterrupt):
        told = signal.getsignal(signal.SIGINT) not in {signal.SIG_DFL, signal.SIG_IGN}
        return told and threading.current_thread() is threading.main_thread()
    return isinstance(fault, GeneratorExit)


def expect(values: Iterable[object], kind: Kind) -> None:
    """Refuses values that are not of a kind.

    Raises:
        TypeError: one is not.
    """
    for each in values:
        if not isinstance(each, kind):
            message = f"{each!r} is no {getattr(kind, '__name__', kind)}"
            raise TypeError(message)


@cache
def plugins() -> Plugins:
    """Return the plugins of this program."""
    return Plugins()
