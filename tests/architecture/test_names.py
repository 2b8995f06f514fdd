from __future__ import annotations

import ast
import re
from pathlib import Path

JUNK_DRAWERS = {"utils", "helpers", "misc", "common", "core", "base", "manager", "service"}
OTHER_TONGUES = {"entity", "dto", "repository", "handler", "util"}
TOP_LEVEL = {
    ".ci",
    ".gitattributes",
    ".gitignore",
    "LICENSE",
    "README.md",
    "installer",
    "pyproject.toml",
    "resources",
    "tests",
    "workbench",
}


def words(name: str) -> set[str]:
    """Split `snake_case` and `CamelCase` into lower-case words."""
    return {word.lower() for word in re.findall(r"[A-Z]?[a-z]+|[A-Z]+(?![a-z])", name)}


def path_of_test(module: Path) -> Path:
    """Return where the test of a module lies: the same path, below tests."""
    below = Path("tests", *module.parts[1:-1])
    return below / f"test_{module.stem.strip('_')}.py"


def test_no_file_is_named_like_a_junk_drawer(committed: list[Path]) -> None:
    parts = {part for path in committed for part in path.with_suffix("").parts}

    assert not {part for part in parts if words(part) & (JUNK_DRAWERS | OTHER_TONGUES)}


def test_names_use_the_words_of_the_glossary(root: Path, modules: list[Path]) -> None:
    named = (ast.ClassDef, ast.FunctionDef, ast.AsyncFunctionDef)
    found = [
        f"{path}:{node.lineno} {node.name}"
        for path in modules
        for node in ast.walk(ast.parse((root / path).read_text("utf-8")))
        if isinstance(node, named) and words(node.name) & OTHER_TONGUES
    ]

    assert not found, "\n".join(found)


def test_the_top_level_holds_only_what_it_should(committed: list[Path]) -> None:
    assert {path.parts[0] for path in committed} <= TOP_LEVEL


def test_each_module_outside_the_window_has_a_test_of_its_name(
    root: Path, modules: list[Path]
) -> None:
    listed = (root / "tests/architecture/tested_through_others.txt").read_text("utf-8")
    through_others = {line for line in listed.splitlines() if not line.startswith("#")}
    owing = [path for path in modules if path.parts[1] != "gui" and path.name != "__init__.py"]

    without = {path.as_posix() for path in owing if not (root / path_of_test(path)).is_file()}

    owed, done = sorted(without - through_others), sorted(through_others - without)
    assert not owed, "\n".join(["Write a test of their name for:", *owed])
    assert not done, "\n".join(["Take off the list, they have a test or are gone:", *done])
