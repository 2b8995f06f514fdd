"""What Tab offers in the console."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest
from IPython.core.completer import provisionalcompleter  # noqa: TID253 - the console's
from IPython.core.interactiveshell import InteractiveShell  # noqa: TID253 - as above
from traitlets.config import Config

from workbench.console.completion import Completer, fields_taken, signatures
from workbench.console.names import names

if TYPE_CHECKING:
    from workbench import Dossier


@pytest.fixture
def there(sample: Dossier) -> dict[str, Any]:
    return names(sample)


@pytest.fixture
def completer(there: dict[str, Any]) -> Completer:
    quiet = Config({"HistoryManager": {"enabled": False}})
    return Completer(InteractiveShell(config=quiet, user_ns=there))


def offered(completer: Completer, code: str) -> list[str]:
    with provisionalcompleter():
        return [each.text.lstrip(".") for each in completer.completions(code, len(code))]


def test_the_nouns_and_verbs_that_are_there_are_offered(completer: Completer) -> None:
    assert offered(completer, "dossier.dec") == ["decisions"]
    assert {"find", "add", "log"} <= set(offered(completer, "dossier.decisions."))


def test_a_verb_offers_the_fields_of_its_record(completer: Completer, sample: Dossier) -> None:
    assert "title=" in offered(completer, "dossier.decisions.change('D-0001', ti")
    assert "announced" in fields_taken(sample.decisions.log)
    assert fields_taken(sample.decisions.find) == ()


def test_magics_are_offered_where_their_sign_is_typed(completer: Completer) -> None:
    assert "%time" in offered(completer, "%ti")
    assert offered(completer, "dossier.decisions.log(t")[0] == "title="
    assert not [each for each in offered(completer, "dossier.decisions.log(t") if each[0] == "%"]


def test_what_plots_offers_the_choices_of_a_plot(completer: Completer) -> None:
    assert {"form=", "by=", "measure="} <= set(offered(completer, "plot('h200', "))
    assert "measure=" in offered(completer, "dossier.trends.of('h200', me")


def test_what_no_live_object_tells_is_read_from_the_code(completer: Completer) -> None:
    code = "dossier.decisions.find('h200')[0].cit"
    assert offered(completer, code) == []
    read = completer.read_code(lambda: {"matches": offered(completer, code)})
    assert "citation" in read["matches"]
    assert not completer.use_jedi


def test_each_verb_that_is_offered_says_how_it_is_called(there: dict[str, Any]) -> None:
    told = signatures("dossier.decisions.a", [".add", ".add_all"], there)
    assert told[".add"] == "(record, *, label='')"
    assert signatures("sh", ["show"], there) == {"show": "(what)"}


def test_a_noun_has_no_signature_and_no_property_is_read(
    there: dict[str, Any], sample: Dossier
) -> None:
    assert signatures("dossier.", [".decisions", ".about"], there) == {}
    sample.close()  # whoever read a property now would be refused
    assert signatures("dossier.about.", [".title"], there) == {}
    assert signatures("nothing.of.", [".that"], there) == {}


def test_a_long_signature_is_cut_and_one_in_c_is_a_dot() -> None:
    def long(first: str = "one" * 9, second: str = "two" * 9, third: str = "three" * 9) -> None: ...

    told = signatures("", ["long", "type"], {"long": long, "type": type.mro})
    assert len(told["long"]) <= 72
    assert told["long"].endswith("…)")
