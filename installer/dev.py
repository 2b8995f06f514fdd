"""Set up Policy Workbench from nothing, then run or test it: `python3 installer/dev.py run`.

Needs a bare Python 3.11 or later and nothing else: no pip, no venv package, no compiler. What it
sets up lies in `.venv` beside the project; a stamp there makes every later start immediate. On
Debian and Ubuntu it installs missing system packages when it runs as root, else it prints the one
line that does.
"""

from __future__ import annotations

import argparse
import os
import subprocess
import sys
import time
from pathlib import Path
from typing import NamedTuple

from environment import (
    LOCKS,
    ROOT,
    call,
    child_environment,
    environment_python,
    find_pip,
    set_up,
)
from machine import OLDEST, Stopped, check_python, has_display, need_system


class Step(NamedTuple):
    """One check of `test`: its name and the arguments for the project's Python."""

    name: str
    arguments: tuple[str, ...]


WORKBENCH = (str(environment_python()), "-P", "-m", "workbench")

CHECKS = (
    Step("ruff check", ("-m", "ruff", "check", ".")),
    Step("ruff format", ("-m", "ruff", "format", "--check", ".")),
    Step("codespell", ("-m", "codespell_lib", ".")),
    Step("mypy", ("-m", "mypy")),
    Step(
        "lint-imports",
        ("-c", "from importlinter.cli import lint_imports_command as check; check()"),
    ),
)


PYTEST = Step("pytest", ("-m", "pytest", "-n", "2", "--dist", "worksteal"))
ALONE = Step("pytest alone", ("-m", "pytest", "--last-failed", "-p", "no:randomly"))
"""What failed, once more, one after the other: a test of the window may miss its time on a busy
machine. What is broken fails twice.
"""


def build_sample(folder: Path) -> Path:
    """Return the sample dossier in `folder`, built when it is not there yet."""
    sample = folder / "sample.dossier"
    if not sample.exists():
        folder.mkdir(parents=True, exist_ok=True)
        unfinished = folder / "unfinished.dossier"
        for leftover in folder.glob(f"{unfinished.name}*"):
            leftover.unlink()
        if call(*WORKBENCH, "sample", unfinished, show="errors") != 0:
            raise Stopped("The sample dossier could not be built; see above.")
        unfinished.replace(sample)
    return sample


def run(*, headless: bool) -> int:
    """Open the window on the sample dossier, or, with no display, write its briefing and plot."""
    wanted = not headless and has_display()
    need_system(window=wanted, pip=not environment_python().exists())
    set_up("run")
    folder = Path.cwd() / "demo"
    if headless or not has_display():
        return write_demo(folder)
    command = [*WORKBENCH, str(build_sample(folder))]
    if os.name == "posix":
        sys.stdout.flush()
        os.execve(command[0], command, child_environment())  # noqa: S606 - the window takes this process over
    return subprocess.run(command, env=child_environment(), check=False).returncode


def write_demo(folder: Path) -> int:
    """Write the sample dossier, its briefing and its plot into `folder`; needs no display."""
    print("No display: doing the main job without a window.", flush=True)
    sample = build_sample(folder)
    briefing, trend = folder / "briefing.xlsx", folder / "trend.png"
    jobs = (("briefings", "write", briefing), ("trends", "plot", trend))
    for noun, verb, out in jobs:
        files = ("--dossier", sample, "--out", out)
        if call(*WORKBENCH, noun, verb, *files, offscreen=True, show="errors") != 0:
            raise Stopped(f"{out.name} could not be written; see above.")
    print(f"Sample dossier: {sample}\nBriefing:       {briefing}\nTrend:          {trend}")
    return 0


FULL_SIZE = {
    "WORKBENCH_IMPORT_ROWS": "100000",
    "WORKBENCH_SPEED_ARTICLES": "500",
    "WORKBENCH_SPEED_DECISIONS": "100000",
    "WORKBENCH_SPEED_OPERATIONS": "100000",
    "WORKBENCH_SPEED_PASSAGES": "2000",
    "WORKBENCH_SPEED_RECORDS": "20000",
    "WORKBENCH_SPEED_ROWS": "100000",
    "WORKBENCH_SPEED_SCRIPT": "10000",
    "WORKBENCH_SPEED_SOURCES": "1000",
    "WORKBENCH_SPEED_STARTS": "7",
    "WORKBENCH_SPEED_STEPS": "1000000",
    "WORKBENCH_SPEED_TEXT": "1000000",
    "WORKBENCH_SPEED_TEXTS": "10000",
}
"""How much each benchmark works on, unless the environment says otherwise."""


TESTS_FAILED = 1
"""The exit code of pytest when tests ran and some failed."""


def test(arguments: list[str]) -> int:
    """Run every check and print the time of each; non-zero when any failed.

    Args:
        arguments: handed to pytest, for one file or one test; then the other checks are left out.
    """
    need_system(window=False, pip=not environment_python().exists())
    set_up("dev")
    os.chdir(ROOT)
    steps = [*CHECKS, PYTEST]
    if arguments:
        steps = [Step("pytest", ("-m", "pytest", *arguments))]
    results = [(step.name, *timed(step)) for step in steps]
    if not arguments and results[-1][1] == TESTS_FAILED:
        _name, _code, seconds = results.pop()
        code, more = timed(ALONE)
        results.append((PYTEST.name, code, seconds + more))
    print()
    for name, code, seconds in results:
        print(f"{'FAILED' if code else 'ok':8}{name:14}{seconds:7.1f} s")
    return int(any(code for _name, code, _seconds in results))


def timed(step: Step) -> tuple[int, float]:
    """Run one check and return its exit code and its time in seconds."""
    print(f"\n== {step.name}", flush=True)
    begun = time.monotonic()
    code = call(environment_python(), *step.arguments, offscreen=True)
    return code, time.monotonic() - begun


def speed(arguments: list[str]) -> int:
    """Run the benchmarks of tests/speed in full size, one after the other; show their ratios."""
    need_system(window=False, pip=not environment_python().exists())
    set_up("dev")
    os.chdir(ROOT)
    for name, size in FULL_SIZE.items():
        os.environ.setdefault(name, size)
    quiet = ("-m", "pytest", "tests/speed", "-q", "-s", "-p", "no:randomly")
    return call(environment_python(), *quiet, *arguments, offscreen=True)


def lock(*, upgrade: bool) -> int:
    """Make the two locks anew from pyproject.toml: for all platforms, no address in them."""
    set_up("dev")
    os.chdir(ROOT)
    pip, tools = find_pip(), ROOT / ".tools"
    if pip is None or call(*pip, "install", "--quiet", "--upgrade", "--target", tools, "uv") != 0:
        raise Stopped("uv, which makes the locks, could not be installed; see above.")
    bare = ("--no-header", "--no-annotate", "--no-emit-index-url", "--no-emit-find-links")
    compiler = (
        tools / "bin" / "uv",
        "pip",
        "compile",
        "pyproject.toml",
        "--quiet",
        "--universal",
        "--generate-hashes",
        *bare,
    )
    python = ("--python-version", ".".join(map(str, OLDEST)))
    newer = ("--upgrade",) if upgrade else ()
    dev, plain = LOCKS / "dev.txt", LOCKS / "run.txt"
    code = call(*compiler, *python, *newer, "--group", "dev", "-o", dev)
    return code or call(*compiler, *python, "--upgrade", "--group", "build", "-c", dev, "-o", plain)


def parse(arguments: list[str]) -> tuple[argparse.Namespace, list[str]]:
    """Return the command with its options, and what is left for pytest."""
    parser = argparse.ArgumentParser(
        prog="dev.py", description="Set up, run and test Policy Workbench."
    )
    commands = parser.add_subparsers(dest="command", required=True)
    run_command = commands.add_parser(
        "run", help="set up and open the window on the sample dossier"
    )
    run_command.add_argument(
        "--headless",
        action="store_true",
        help="write demo/briefing.xlsx and demo/trend.png instead",
    )
    commands.add_parser(
        "test",
        help="set up and run lint, types, import contracts and tests; more words: pytest with them",
    )
    commands.add_parser("speed", help="set up and run the benchmarks")
    lock_command = commands.add_parser(
        "lock", help="make installer/requirements anew from pyproject.toml"
    )
    lock_command.add_argument(
        "--upgrade", action="store_true", help="take the newest versions allowed"
    )
    known, rest = parser.parse_known_args(arguments)
    if rest and known.command not in {"test", "speed"}:
        parser.error(f"unknown: {' '.join(rest)}")
    return known, rest


def main(arguments: list[str]) -> int:
    """Carry out one command and return its exit code."""
    known, rest = parse(arguments)
    try:
        check_python()
        if known.command == "run":
            return run(headless=known.headless)
        if known.command == "lock":
            return lock(upgrade=known.upgrade)
        return {"test": test, "speed": speed}[known.command](rest)
    except Stopped as stopped:
        print(f"\n{stopped}", file=sys.stderr)
    except KeyboardInterrupt:
        print("\nStopped.", file=sys.stderr)
    return 1


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
