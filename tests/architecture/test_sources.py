from __future__ import annotations

import ast
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from pathlib import Path

LONGEST = {"workbench": 400, "tests": 500}  # a test file keeps one story together
BORDERS = {"workbench/cli/main.py", "workbench/gui/app.py", "workbench/gui/jobs.py"}
BROAD = {"Exception", "BaseException"}

# Written in parts, so that this file names none of them.
HOSTS = tuple(
    ".".join(parts)
    for parts in (
        ("pypi", "org"),
        ("pythonhosted", "org"),
        ("anaconda", "org"),
        ("npmjs", "org"),
        ("deb", "debian", "org"),
        ("archive", "ubuntu", "com"),
        ("githubusercontent", "com"),
        ("huggingface", "co"),
    )
)
MACHINE_PATHS = tuple("/".join(("", *parts, "")) for parts in (("work", "shared"), ("opt", "pypi")))


def broad_excepts(text: str) -> int:
    """Count the clauses that catch everything."""
    found = 0
    for node in ast.walk(ast.parse(text)):
        if isinstance(node, ast.ExceptHandler):
            kinds = node.type.elts if isinstance(node.type, ast.Tuple) else [node.type]
            names = {kind.id for kind in kinds if isinstance(kind, ast.Name)}
            found += node.type is None or bool(names & BROAD)
    return found


def test_everything_is_caught_in_three_places_only(root: Path, modules: list[Path]) -> None:
    counts = {path.as_posix(): broad_excepts((root / path).read_text("utf-8")) for path in modules}
    catching = {path: count for path, count in counts.items() if count}

    assert set(catching) <= BORDERS
    assert set(catching.values()) <= {1}


def test_no_file_is_too_long_to_read_in_one_go(root: Path, committed: list[Path]) -> None:
    lengths = {
        path: len((root / path).read_text("utf-8").splitlines())
        for path in committed
        if path.suffix == ".py"
    }

    long = [
        f"{path} ({length} lines)"
        for path, length in lengths.items()
        if length > LONGEST.get(path.parts[0], 400)
    ]
    assert not long, "\n".join(long)


def test_no_committed_file_names_a_package_index_or_a_machine(
    root: Path, committed: list[Path]
) -> None:
    found = []
    for path in committed:
        text = (root / path).read_bytes().decode("utf-8", "ignore")
        found += [f"{path}: {word}" for word in (*HOSTS, *MACHINE_PATHS) if word in text]

    assert not found, "\n".join(found)


@pytest.mark.parametrize("name", ["run", "dev"])
def test_a_lock_holds_hashes_and_no_address(root: Path, name: str) -> None:
    text = (root / "installer" / "requirements" / f"{name}.txt").read_text("utf-8")
    packages = [line for line in text.splitlines() if "==" in line and not line.startswith(" ")]

    assert packages
    assert text.count("--hash=sha256:") >= len(packages)
    assert "://" not in text
    assert not [line for line in text.splitlines() if line.startswith(("-", "/", "file"))]


def test_the_design_is_told_on_one_page(root: Path) -> None:
    page = (root / "workbench" / "DESIGN.md").read_text("utf-8")

    assert len(page.splitlines()) < 200
