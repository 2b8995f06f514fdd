"""From a source to a briefing nothing is looked up and nothing is connected to, in any process."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.flows.every_kind import one_of_each
from workbench import open_dossier
from workbench.intake.readers import BUILT_IN

ROOT = Path(__file__).parents[2]
ENDINGS = ("xlsx", "pdf", "html", "md", "zip")

WATCH = """
import os, sys

def told(words):
    with open(os.environ["WATCHED"], "a") as file:
        file.write(f"{os.getpid()} {words}\\n")

def watch(event, given):
    if not event.startswith("socket."):
        return
    if event == "socket.__new__" and given[1] not in (2, 10, 23, 30):
        return  # not of the internet: a pair of pipes
    if event in ("socket.connect", "socket.bind") and isinstance(given[1], (str, bytes)):
        return  # a name in the file system
    told(event)
    raise PermissionError(f"{event} is forbidden")

told("watches")
sys.addaudithook(watch)
"""
"""Python runs it first of all, since it lies as sitecustomize.py on the path of modules."""

FLOW = """
import sys
from workbench.__main__ import main

for line in sys.stdin.read().splitlines():
    code = main(line.split("\\t"))
    assert code == 0, line
"""


@pytest.fixture
def watched(tmp_path: Path) -> tuple[dict[str, str], Path]:
    """The environment in which each Python process is watched, and what the watch writes."""
    watch = tmp_path / "watch"
    watch.mkdir()
    (watch / "sitecustomize.py").write_text(WATCH, "utf-8")
    seen = tmp_path / "seen.txt"
    path = os.pathsep.join((str(watch), str(ROOT)))
    return os.environ | {"PYTHONPATH": path, "WATCHED": str(seen)}, seen


def events(seen: Path) -> list[tuple[str, str]]:
    """The process and the event, in order."""
    return [(line.split()[0], line.split()[1]) for line in seen.read_text("utf-8").splitlines()]


def test_the_watch_sees_a_look_up_a_socket_and_a_connection(
    watched: tuple[dict[str, str], Path],
) -> None:
    environment, seen = watched
    code = (
        "import contextlib, socket\n"
        "for call in (lambda: socket.getaddrinfo('localhost', 80), socket.socket,"
        " lambda: socket.gethostbyname('localhost')):\n"
        "    with contextlib.suppress(PermissionError):\n"
        "        call()\n"
    )
    subprocess.run([sys.executable, "-c", code], env=environment, check=True)  # noqa: S603 - this Python
    assert [event for _, event in events(seen)] == [
        "watches",
        "socket.getaddrinfo",
        "socket.__new__",
        "socket.gethostbyname",
    ]


def test_the_whole_flow_touches_no_network(
    watched: tuple[dict[str, str], Path], tmp_path: Path
) -> None:
    environment, seen = watched
    place, sources = tmp_path / "flow.dossier", tmp_path / "sources"
    sources.mkdir()
    one_of_each(sources)
    at = ("-d", str(place))
    quote = "approved more than 400,000 chips"
    steps: list[tuple[str, ...]] = [
        ("sample", str(place)),
        ("sources", "add", str(sources), *at),
        ("decisions", "log", "--source", "Page", "--quote", quote, "--title", "Approved", *at),
        ("trends", "plot", "--out", str(tmp_path / "trend.svg"), *at),
        *(("briefings", "write", "--out", str(tmp_path / f"b.{each}"), *at) for each in ENDINGS),
        ("search", "chips", *at),
        ("dossier", "backup", str(place)),
        ("dossier", "check", str(place)),
    ]
    done = subprocess.run(  # noqa: S603 - this Python, a fixed script
        [sys.executable, "-c", FLOW],
        input="\n".join("\t".join(each) for each in steps),
        env=environment,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    assert {event for _, event in events(seen)} == {"watches"}
    assert len({process for process, _ in events(seen)}) >= 2, "the reading process was not watched"
    with open_dossier(place, read_only=True) as dossier:
        used = {each.reader.split("/")[0] for each in dossier.sources.find() if each.reader}
    assert set(BUILT_IN) <= used
    assert all((tmp_path / f"b.{each}").stat().st_size > 1000 for each in ENDINGS)
