"""How a verb is called, in words: its parameters with their defaults, as one types them."""

from __future__ import annotations

import inspect
from enum import StrEnum
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Callable


def call_words(verb: Callable[..., Any]) -> str:
    """The parameters of a function without their types: "(record, *, label='')".

    Raises:
        TypeError, ValueError: it is written in C, and does not say.
    """
    parameters = inspect.signature(verb).parameters.values()
    return str(inspect.Signature([_typed(each) for each in parameters if each.name != "self"]))


def _typed(each: inspect.Parameter) -> inspect.Parameter:
    default = each.default.value if isinstance(each.default, StrEnum) else each.default
    return each.replace(annotation=each.empty, default=default)
