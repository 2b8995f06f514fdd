"""The README's map of the folders says what the folders say of themselves.

A row of the map: | `workbench/store/` | the first line of its docstring |
"""

from __future__ import annotations

import ast
import re
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from pathlib import Path

ROW = re.compile(r"^\|\s*`(workbench/\w+)/?`\s*\|\s*(.+?)\s*\|\s*$", re.MULTILINE)


def first_line(package: Path) -> str:
    """Return the first line of a package's docstring, without its full stop."""
    docstring = ast.get_docstring(ast.parse((package / "__init__.py").read_text("utf-8"))) or ""
    return docstring.partition("\n")[0].rstrip(".")


def test_the_map_of_folders_says_what_the_folders_say(root: Path) -> None:
    rows = dict(ROW.findall((root / "README.md").read_text("utf-8")))
    if not rows:
        pytest.skip("the README has no map of the folders yet")
    packages = [path.parent for path in sorted((root / "workbench").glob("*/__init__.py"))]

    said = {path.relative_to(root).as_posix(): first_line(path) for path in packages}

    assert {name: text.rstrip(".") for name, text in rows.items()} == said


def test_the_readme_names_the_two_commands(root: Path) -> None:
    text = (root / "README.md").read_text("utf-8")

    assert "python3 installer/dev.py run" in text
    assert "python3 installer/dev.py test" in text
