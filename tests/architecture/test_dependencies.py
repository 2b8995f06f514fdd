from __future__ import annotations

import ast
import sys
import tomllib
from importlib.metadata import packages_distributions
from typing import TYPE_CHECKING

from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

if TYPE_CHECKING:
    from pathlib import Path

PART_OF_PYSIDE = {"shiboken6"}


def imported(text: str) -> set[str]:
    """Return the top-level names that a module imports, wherever it does."""
    names: set[str] = set()
    for node in ast.walk(ast.parse(text)):
        if isinstance(node, ast.Import):
            names |= {alias.name.partition(".")[0] for alias in node.names}
        elif isinstance(node, ast.ImportFrom) and node.module:
            names.add(node.module.partition(".")[0])
    return names


def test_what_the_program_imports_it_also_asks_for(root: Path, modules: list[Path]) -> None:
    project = tomllib.loads((root / "pyproject.toml").read_text("utf-8"))["project"]
    optional = (line for extra in project["optional-dependencies"].values() for line in extra)
    asked_for = {
        canonicalize_name(Requirement(line).name) for line in (*project["dependencies"], *optional)
    }
    used = set().union(*(imported((root / path).read_text("utf-8")) for path in modules))
    foreign = used - sys.stdlib_module_names - {"workbench"} - PART_OF_PYSIDE
    holders = packages_distributions()

    undeclared = [
        name
        for name in sorted(foreign)
        if not {canonicalize_name(holder) for holder in holders.get(name, [])} & asked_for
    ]

    assert not undeclared
