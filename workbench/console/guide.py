"""The scripting guide, made from the docstrings of what a script may use.

`python -m workbench.console.guide` prints the page that lies in `resources/help/verbs.md`; a test
fails while the two differ, and runs every example.
"""

from __future__ import annotations

import inspect
import re
import sys
from textwrap import dedent
from typing import TYPE_CHECKING, Any

from workbench import model
from workbench.console import names as console_names
from workbench.console.signature import call_words
from workbench.dossier.dossier import Dossier
from workbench.dossier.noun import nouns_of
from workbench.dossier.records import Records

if TYPE_CHECKING:
    from collections.abc import Iterator

_HEAD = """# Every verb

What a script, the console and a notebook can call, made from what the verbs say of themselves. \
How to run a script stands under [Scripts and SQL](scripts.md).

```python
from workbench import open_dossier  # in the console and in scripts `dossier` is there already

with open_dossier("chips.dossier") as dossier:
    print(dossier.decisions.find("h200"))
```
"""
_RECORDS = """## What every kind of record can

These belong to each noun below that holds records, such as `dossier.decisions`.
"""


def guide() -> str:
    """The whole page as Markdown."""
    parts = [_HEAD, _values(), _of("## The dossier", Dossier, "dossier")]
    parts.append(_RECORDS + _verbs(Records, "dossier.decisions"))
    for name, noun in nouns_of(Dossier).items():
        parts.append(_of(f"## dossier.{name}", noun.load(), f"dossier.{name}"))
    return "\n".join(part.rstrip("\n") + "\n" for part in parts)


def examples() -> Iterator[tuple[str, str]]:
    """Each example of the page: whose it is, and its lines."""
    documented = {"names": console_names.Verbs, "dossier": Dossier, "records": Records}
    documented |= {name: each.load() for name, each in nouns_of(Dossier).items()}
    for name, owner in documented.items():
        for verb, told in [("", inspect.getdoc(owner) or ""), *_documented(owner)]:
            for lines in _blocks(told):
                yield f"{name}.{verb}".rstrip("."), lines


def _values() -> str:
    verbs = console_names.Verbs
    rows = ["## Names of the console", ""]
    for name, told in _documented(verbs):
        rows += [f"**`{name}{_signature(getattr(verbs, name))}`** {_prose(told)}", ""]
        rows += _shown(told)
    kinds = ", ".join(f"`{kind.__name__}`" for kind in model.RECORDS.values())
    return "\n".join(
        [*rows, f"Values: `Query`, `Quantity`, `When`, and the kinds of record: {kinds}."]
    )


def _of(heading: str, owner: type, name: str) -> str:
    told = inspect.getdoc(owner) or ""
    return "\n".join([heading, "", _prose(told), "", *_shown(told), _verbs(owner, name)])


def _verbs(owner: type, name: str) -> str:
    rows: list[str] = []
    for verb, told in _documented(owner):
        signature = _signature(inspect.getattr_static(owner, verb))
        rows += [f"**`{name}.{verb}{signature}`** {_prose(told)}", "", *_shown(told)]
    return "\n".join(rows)


def _documented(owner: type) -> Iterator[tuple[str, str]]:
    """The public methods that a class itself has, with their docstrings, in their order."""
    for name, value in vars(owner).items():
        function = getattr(value, "__func__", value)
        function = getattr(function, "fget", function)
        if not name.startswith("_") and inspect.isfunction(function) and function.__doc__:
            yield name, inspect.cleandoc(function.__doc__)


def _signature(value: Any) -> str:
    """The parameters as they are typed, without types; empty for a property."""
    if isinstance(value, property):
        return ""
    return call_words(getattr(value, "__func__", value))


def _prose(told: str) -> str:
    """A docstring's sentences and what it raises, without its examples."""
    kept = []
    for paragraph in told.split("\n\n"):
        if paragraph.startswith("Raises:"):
            errors = re.findall(r"^ +(\w+(?:, \w+)*):", paragraph, re.MULTILINE)
            kept.append(f"*Refuses with {', '.join(errors)}.*")
        elif not paragraph.startswith((" ", "Args:", "Examples:")):
            kept.append(" ".join(paragraph.split()))
    return " ".join(kept)


def _shown(told: str) -> list[str]:
    return [line for block in _blocks(told) for line in ("```python", block, "```", "")]


def _blocks(told: str) -> Iterator[str]:
    """The examples of a docstring: what is indented after "Examples:", or by itself."""
    for paragraph in told.split("\n\n"):
        lines = paragraph.removeprefix("Examples:\n")
        if lines.startswith("    "):
            yield dedent(lines).strip()


if __name__ == "__main__":
    sys.stdout.write(guide())
