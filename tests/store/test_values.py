from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

import pytest

from workbench.errors import QuerySyntaxError
from workbench.model.kinds import Action, Stance
from workbench.store.values import answers_meant, countries_meant, terms_meant

if TYPE_CHECKING:
    from collections.abc import Callable


def test_a_term_is_meant_in_any_case_and_with_spaces() -> None:
    assert terms_meant("stance", Stance, ("DENY", "conditional")) == ["deny", "conditional"]
    assert terms_meant("action", Action, ("approve conditionally",)) == ["approve_conditionally"]


def test_a_country_is_meant_by_its_name_or_a_code_of_two_or_three_letters() -> None:
    assert countries_meant("jurisdiction", ("China", "jp", "usa")) == ["CHN", "JPN", "USA"]
    assert countries_meant("jurisdiction", ("xyz",)) == ["XYZ"], "a record may hold such a code"


def test_yes_and_no_are_meant_in_other_words_too() -> None:
    assert answers_meant("exclusive", ("Yes", "true", "no")) == [True, True, False]


@pytest.mark.parametrize(
    ("meant", "words"),
    [
        (partial(terms_meant, "stance", Stance, ("denied",)), "Did you mean 'deny'. Known: appr"),
        (partial(countries_meant, "target", ("Chna",)), "'Chna' for target: here. Did you mean 'C"),
        (partial(answers_meant, "retired", ("maybe",)), "'maybe' for retired: here. Known: no,"),
    ],
)
def test_what_is_no_value_is_named_with_those_that_there_are(
    meant: Callable[[], object], words: str
) -> None:
    with pytest.raises(QuerySyntaxError, match=words):
        meant()
