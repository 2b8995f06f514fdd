"""What Tab offers: the names that really are there, and how each verb is called.

The live objects are asked first, which takes a hundredth of what reading the code takes; where they
know nothing (`dossier.decisions.find("h200")[0].`), Jedi reads the code. No property is read and
nothing is called to find out.
"""

from __future__ import annotations

import inspect
import re
from dataclasses import fields
from typing import TYPE_CHECKING, Any

from IPython.core.completer import (  # noqa: TID253 - part of the kernel's process
    IPCompleter,
    SimpleMatcherResult,
    context_matcher,
)
from IPython.core.guarded_eval import EVALUATION_POLICIES  # noqa: TID253 - as above
from typing_extensions import override

from workbench.console.names import Selection, Verbs
from workbench.console.signature import call_words
from workbench.dossier.records import Records
from workbench.dossier.trends import Trends
from workbench.model.plot_choice import PlotChoice
from workbench.model.record import field_names

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

LONGEST = 72
"""How many characters of a signature are shown."""

_DOTTED = re.compile(r"([^\W\d]\w*(?:\.[^\W\d]\w*)*)\.\w*\Z")
_CALLED = (staticmethod, classmethod)


class Completer(IPCompleter):  # type: ignore[misc]  # untyped library
    """Completes from the live objects; knows the fields that a verb of a noun takes by name."""

    def __init__(self, shell: Any) -> None:
        super().__init__(
            shell=shell,
            namespace=shell.user_ns,
            global_namespace=shell.user_global_ns,
            parent=shell,
        )
        self.use_jedi = False
        EVALUATION_POLICIES["limited"].allowed_getitem.add(Selection)

    @override
    def _default_arguments(self, obj: Any) -> list[str]:
        return [*super()._default_arguments(obj), *fields_taken(obj)]

    @context_matcher()  # type: ignore[untyped-decorator]  # untyped library
    @override
    def magic_matcher(self, context: Any) -> Any:
        """Magics where their % is typed; elsewhere they would stand among fields and names."""
        if context.token.startswith(self.magic_escape):
            return super().magic_matcher(context)
        return SimpleMatcherResult(completions=[])

    def read_code(self, complete: Callable[[], dict[str, Any]]) -> dict[str, Any]:
        """What `complete` offers when the code is read instead of the live objects."""
        self.use_jedi = True
        try:
            return complete()
        finally:
            self.use_jedi = False


def fields_taken(verb: Any) -> tuple[str, ...]:
    """The fields that a verb takes by name beside those it spells: `change(record, title=…)`.

    Those of a record for a verb of its noun, those of a choice for what plots.
    """
    owner = getattr(verb, "__self__", None)
    if not isinstance(owner, Records | Trends | Verbs):
        return ()
    kinds = (each.kind for each in inspect.signature(verb).parameters.values())
    if inspect.Parameter.VAR_KEYWORD not in kinds:
        return ()
    if isinstance(owner, Records):
        return tuple(field_names(owner.kind))
    return tuple(each.name for each in fields(PlotChoice))


def signatures(code: str, matches: Sequence[str], there: Mapping[str, Any]) -> dict[str, str]:
    """How each function is called that `matches` offers after `code`; `there` are the names so far.

    A name that is no function has no signature.
    """
    dotted = _DOTTED.search(code)
    found: dict[str, str] = {}
    if dotted is None:
        verbs = {each: there[each] for each in matches if each in there}
    else:
        owner = _walk(dotted[1], there)
        verbs = {each: _verb(owner, each.rpartition(".")[2]) for each in matches}
    for name, verb in verbs.items():
        if inspect.isroutine(verb):
            found[name] = _in_one_line(verb)
    return found


def _in_one_line(verb: Callable[..., Any]) -> str:
    try:
        words = call_words(verb)
    except (TypeError, ValueError):
        return "(…)"  # written in C, and does not say
    return words if len(words) <= LONGEST else f"{words[: LONGEST - 2].rstrip(' ,')}…)"


def _walk(dotted: str, there: Mapping[str, Any]) -> Any:
    """The object of a dotted name; None where it is not there or a property stands in the way."""
    first, *rest = dotted.split(".")
    found = there.get(first)
    for name in rest:
        held = inspect.getattr_static(found, name, None)
        if held is None or isinstance(held, property):
            return None
        found = getattr(found, name, None)
    return found


def _verb(owner: Any, name: str) -> Any:
    """The function called `name` of an object; None where that is something else."""
    held = inspect.getattr_static(owner, name, None)
    called = inspect.isroutine(held) or isinstance(held, _CALLED)
    return getattr(owner, name, None) if called else None
