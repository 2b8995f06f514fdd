"""Carries out verbs of a dossier under injected faults; one JSON line a fault on standard output.

Started by `test_faults.py` with `faults.c` loaded before everything else. Each fault strikes in a
forked process, on a fresh copy of the dossier; another forked process, in which nothing fails, then
looks at what is left.
"""

from __future__ import annotations

import ctypes
import json
import os
import random
import shutil
import signal
import sys
import traceback
import zipfile
from pathlib import Path
from typing import TYPE_CHECKING, Any

from workbench import new_dossier, open_dossier
from workbench.dossier.backups import MANY as BACKED_UP
from workbench.dossier.encryption import encrypt
from workbench.dossier.key_files import is_encrypted
from workbench.errors import WorkbenchError
from workbench.intake.table.read import read_table
from workbench.model import Question

if TYPE_CHECKING:
    from collections.abc import Callable

    from workbench import Dossier

MODES = (
    "kill",
    "io error",
    "disk full",
    "torn write",
    "broken from now",
    "short write",
    "read-only from now",
)
"""As in faults.c, where counting only is 0. A torn write ends in a kill, a short one is told."""
PASSPHRASE = "a lake, a lamp, a ladder"  # noqa: S105 - of dossiers that go at once
SECONDS = 60
MANY = 200

faults = ctypes.CDLL(os.environ["LD_PRELOAD"])
faults.fault_count.restype = ctypes.c_long


def add(dossier: Dossier) -> None:
    dossier.questions.add(Question(question="Added?"))


def add_many(dossier: Dossier) -> None:
    dossier.questions.add_all(Question(question=f"{n}? {'x' * 200}") for n in range(MANY))


def import_table(dossier: Dossier) -> None:
    table = read_table(dossier.path.with_name("rules.csv"))
    plan = dossier.table_mappings.plan(table, dossier.table_mappings.propose(table, "decision"))
    dossier.table_mappings.carry_out(plan)


def merge(dossier: Dossier) -> None:
    dossier.exchange.read(dossier.path.with_name("study.qdpx"))


def undo(dossier: Dossier) -> None:
    dossier.undo()


def back_up(dossier: Dossier) -> None:
    dossier.backups.make()


def go_back(dossier: Dossier) -> None:
    dossier.backups.restore(dossier.backups.find()[0])


def brief(dossier: Dossier) -> None:
    dossier.briefings.write(dossier.path.with_name("briefing.xlsx"))


def write_project(dossier: Dossier) -> None:
    dossier.exchange.write_project(dossier.path.with_name("study.qdpx"))


def only_open(_dossier: Dossier) -> None:
    return None


VERBS: dict[str, Callable[[Dossier], None]] = {
    "add": add,
    "add many": add_many,
    "import": import_table,
    "merge": merge,
    "undo": undo,
    "backup": back_up,
    "restore": go_back,
    "export": brief,
    "export project": write_project,
    "upgrade": only_open,
    "encrypt": only_open,
}


def prepare(folder: Path, verb: str, first_version: Path) -> Path:
    """Makes the dossier that the verb starts from, in `folder`."""
    path = folder / "chips.dossier"
    if verb == "upgrade":
        shutil.copy(first_version, path)
        return path
    rows = (f"Rule {n},2025-01-{n % 28 + 1:02d}" for n in range(MANY))
    (folder / "rules.csv").write_text("\n".join(["Title,Announced", *rows]))
    with new_dossier(folder / "other.dossier") as other:
        for n in range(BACKED_UP):
            other.codes.create(f"Code {n}")
        other.sources.add_text("One report says two things.", title="Report")
        other.exchange.write_project(folder / "study.qdpx")
    with new_dossier(path) as made:
        made.questions.add(Question(question="First?"))
        if verb == "restore":
            made.backups.make()
            made.questions.add(Question(question="Second?"))
    (folder / "briefing.xlsx").write_bytes(b"the older briefing")
    return path


def forked(work: Callable[[], str]) -> tuple[str, int]:
    """What `work` told in a process of its own, and how that ended."""
    reader, writer = os.pipe()
    child = os.fork()
    if not child:
        os.close(reader)
        signal.alarm(SECONDS)
        os.dup2(os.open(os.devnull, os.O_WRONLY), 2)
        try:
            told = work()
        except WorkbenchError as refused:
            told = f"refused {type(refused).__name__}"
        except BaseException:  # noqa: BLE001 - told to the test, which fails on it
            told = f"broke {traceback.format_exc()}"
        os.write(writer, told.encode())
        os._exit(0)
    os.close(writer)
    with os.fdopen(reader, "rb") as pipe:
        told = pipe.read().decode()
    return told, os.waitpid(child, 0)[1]


def strike(path: Path, verb: str, mode: int, nth: int) -> tuple[str, int]:
    """Carries out the verb while the n-th call fails; "done" once it was acknowledged."""

    def work() -> str:
        faults.fault_arm(str(path.parent).encode(), nth, mode)
        done = "nothing"
        try:
            if verb == "encrypt":
                encrypt(path, PASSPHRASE)
                done = "done"
            with open_dossier(path, analyst="me", passphrase=secret_of(path)) as dossier:
                VERBS[verb](dossier)
                done = "done"
        finally:
            if done == "done" and mode:
                os.write(acknowledged, b"done ")
        return f"done {faults.fault_count()}"

    acknowledged = os.open(path.parent.with_name("acknowledged"), os.O_WRONLY | os.O_CREAT)
    try:
        return forked(work)
    finally:
        os.close(acknowledged)


def secret_of(path: Path) -> str:
    return PASSPHRASE if is_encrypted(path) else ""


def look(path: Path) -> dict[str, Any]:
    """What is left: damage, the last operation, how much is held, and what lies about."""

    def work() -> str:
        with open_dossier(path, analyst="me", passphrase=secret_of(path)) as dossier:
            found = [f"{each.where}: {each.message}" for each in dossier.check()]
            kinds = (dossier.questions, dossier.decisions, dossier.codes, dossier.sources)
            state = [dossier.operations(limit=1)[0].seq, *(len(each) for each in kinds)]
            backups = [open_dossier(each.path, read_only=True) for each in dossier.backups.find()]
            whole = [each.check() == [] for each in backups]
            for each in backups:
                each.close()
            dossier.questions.add(Question(question="Still works?"))
        left = sorted(
            each.name
            for each in path.parent.rglob("*")
            if each.name.endswith((".unfinished", ".part"))
            or each.name.endswith(("-wal", "-shm", "-journal"))
        )
        briefing = path.with_name("briefing.xlsx")
        head = briefing.read_bytes()[:18].decode("latin-1") if briefing.exists() else ""
        told = {"found": found, "state": state, "whole": whole, "left": left, "briefing": head}
        told["locked"] = is_encrypted(path)
        project = path.with_name("study.qdpx")
        told["project"] = project.exists() and zipfile.ZipFile(project).testzip() is None
        return json.dumps(told)

    told, _ = forked(work)
    return dict(json.loads(told)) if told.startswith("{") else {"broken": told}


def main() -> None:
    """Strikes as often as asked: folder, first-version dossier, verb, how many, seed."""
    root, first_version, verb, many, seed = sys.argv[1:]
    base = Path(root) / "base"
    base.mkdir()
    os.environ["XDG_DATA_HOME"] = str(base / "data")
    os.environ["XDG_STATE_HOME"] = str(base / "state")
    prepare(base, verb, Path(first_version))
    place = Path(root) / "struck"
    os.environ["XDG_DATA_HOME"] = str(place / "data")
    os.environ["XDG_STATE_HOME"] = str(place / "state")
    shutil.copytree(base, place)
    told, _ = strike(place / "chips.dossier", verb, 0, 0)
    calls = int(told.removeprefix("done "))
    every = [(mode, nth) for mode in range(1, len(MODES) + 1) for nth in range(1, calls + 1)]
    chosen = random.Random(seed).sample(every, min(int(many), len(every)))  # noqa: S311 - a sample
    sys.stdout.write(json.dumps({"calls": calls, "every": len(every)}) + "\n")
    for mode, nth in chosen:
        shutil.rmtree(place)
        shutil.copytree(base, place)
        (Path(root) / "acknowledged").write_bytes(b"")
        told, status = strike(place / "chips.dossier", verb, mode, nth)
        seen = (Path(root) / "acknowledged").read_bytes() + told.encode()
        line = {"verb": verb, "mode": MODES[mode - 1], "nth": nth, "told": seen.decode()}
        line |= {"status": status, **look(place / "chips.dossier")}
        sys.stdout.write(json.dumps(line) + "\n")


main()
