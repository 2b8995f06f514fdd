"""The page of the verbs says what the verbs say, and each of its examples runs."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest

from workbench import places
from workbench.console import scripts
from workbench.console.guide import examples, guide
from workbench.console.names import names
from workbench.dossier.dossier import Dossier
from workbench.dossier.noun import nouns_of
from workbench.dossier.sample import build

if TYPE_CHECKING:
    from pathlib import Path

EXAMPLES = dict(examples())


def test_the_page_is_up_to_date() -> None:
    page = places.resource("help/verbs.md").read_text("utf-8")
    told = "python -m workbench.console.guide > resources/help/verbs.md"
    assert page == guide(), f"make it anew: {told}"


def test_every_noun_has_a_section_that_says_what_it_is() -> None:
    page = guide()
    for name in nouns_of(Dossier):
        _, _, section = page.partition(f"## dossier.{name}\n\n")
        assert section.partition("\n")[0].strip(), name


def test_the_nouns_that_scripts_use_most_have_an_example() -> None:
    owners = {name.partition(".")[0] for name in EXAMPLES}
    assert owners >= {"allocations", "briefings", "claims", "decisions", "passages", "sources"}


def test_the_verbs_that_are_typed_most_show_an_example_in_the_console() -> None:
    of_records = {"get", "find", "count", "facets", "add", "add_all", "change", "remove"}
    of_dossier = {"search", "sql"}
    most = {f"records.{verb}" for verb in of_records} | {f"dossier.{verb}" for verb in of_dossier}
    assert most | {"names.plot", "names.table", "names.show"} <= EXAMPLES.keys()


@pytest.mark.parametrize("whose", EXAMPLES)
def test_an_example_runs(
    whose: str, sample: Dossier, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    script = scripts.own_folder() / "tidy.py"
    script.parent.mkdir(parents=True)
    script.write_text("print('tidy')\n")
    scripts.trust(scripts.script_named("tidy"))
    exec(EXAMPLES[whose], names(sample))  # noqa: S102 - our own docstring


@pytest.mark.parametrize("page", ["console", "scripts"])
def test_what_the_guides_show_runs_as_it_is_printed(
    page: str, sample: Dossier, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    build(tmp_path / "chips.dossier")
    blocks = re.findall(
        r"```python\n(.*?)```", places.resource(f"help/{page}.md").read_text("utf-8"), re.DOTALL
    )
    given = names(sample)
    assert len(blocks) > 2
    for block in blocks:
        exec(block, given)  # noqa: S102 - our own page
