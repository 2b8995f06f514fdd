"""Values that plugins make: one that holds something wrong is refused where it is made.

That is in the plugin's own code, where it is caught and named as the plugin's; wherever the value
is used later it would look like a fault of ours.
"""

from __future__ import annotations

from dataclasses import fields
from functools import cache
from typing import Any, NamedTuple, cast, get_args, get_origin, get_type_hints

from typing_extensions import override


class Typed:
    """A dataclass whose fields hold values of the types that they declare.

    Raises:
        TypeError: when it is made: one does not; names the field.
    """

    __slots__ = ()

    def __post_init__(self) -> None:
        own: Any = type(self)
        for name, expected in _expected(own):
            value = getattr(self, name)
            if not expected.fits(value):
                message = f"{name} of {own.__name__} is no {expected}: {value!r}"
                raise TypeError(message)


class _Expected(NamedTuple):
    """A type, and for a tuple what each of its values is."""

    kind: type
    each: _Expected | None

    @override
    def __str__(self) -> str:
        return f"{self.kind.__name__} of {self.each}" if self.each else self.kind.__name__

    def fits(self, value: Any) -> bool:
        """Whether a value is what is expected."""
        each: _Expected | None = self.each
        if not isinstance(value, self.kind):
            return False
        return each is None or all(each.fits(one) for one in cast("tuple[Any, ...]", value))


@cache
def _expected(kind: Any) -> tuple[tuple[str, _Expected], ...]:
    hints = get_type_hints(kind)
    found = ((each.name, _of(hints[each.name])) for each in fields(kind))
    return tuple((name, expected) for name, expected in found if expected is not None)


def _of(hint: Any) -> _Expected | None:
    """What a hint tells, or None where it is no plain type."""
    kind = get_origin(hint) or hint
    if not isinstance(kind, type):
        return None
    return _Expected(kind, _of(get_args(hint)[0]) if kind is tuple else None)
