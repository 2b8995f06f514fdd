"""What people mean who name a value in a filter: a term, a country, yes or no."""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeVar

from workbench.errors import QuerySyntaxError
from workbench.model.jurisdiction import JURISDICTIONS, code_in
from workbench.store.refusal import no_value

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from enum import StrEnum

    Values = tuple[str, ...]

MeantT = TypeVar("MeantT")
_CODE = 3
_ANSWERS = {"yes": True, "no": False, "true": True, "false": False, "1": True, "0": False}


def terms_meant(field: str, terms: Iterable[StrEnum], values: Values) -> list[str]:
    """The terms of a field that are named, in any case, with spaces for the lines between words.

    Raises:
        QuerySyntaxError: one of them is no term of this field.
    """
    return _meant(field, {each.value.casefold(): each.value for each in terms}, values)


def answers_meant(field: str, values: Values) -> list[bool]:
    """Yes or no.

    Raises:
        QuerySyntaxError: something else is asked for.
    """
    return _meant(field, _ANSWERS, values, shown=("yes", "no"))


def countries_meant(field: str, values: Values) -> list[str]:
    """The codes of countries that are named by code or name; a code of three letters is kept.

    Raises:
        QuerySyntaxError: one of them is neither.
    """
    found = {each: code_in(each) or _code(each) for each in values}
    if wrong := next((each for each, code in found.items() if not code), None):
        raise QuerySyntaxError("search", no_value(field, wrong, JURISDICTIONS.values()))
    return list(found.values())


def _code(words: str) -> str:
    return words.upper() if len(words) == _CODE and words.isalpha() else ""


def _meant(
    field: str, known: Mapping[str, MeantT], values: Values, *, shown: Iterable[str] = ()
) -> list[MeantT]:
    spelled = {each: each.strip().casefold().replace(" ", "_") for each in values}
    if wrong := next((each for each, plain in spelled.items() if plain not in known), None):
        raise QuerySyntaxError("search", no_value(field, wrong, tuple(shown or known)))
    return [known[each] for each in spelled.values()]
