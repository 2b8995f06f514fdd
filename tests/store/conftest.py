"""An empty store, a few records in it, and other processes that write to it."""

from __future__ import annotations

import shutil
import subprocess
import sys
from typing import TYPE_CHECKING

import pytest

from workbench.model import Allocation, Decision, Party
from workbench.model.allocation import AllocationParty
from workbench.model.kinds import Action
from workbench.model.party import Alias
from workbench.model.quantity import Quantity
from workbench.model.when import When
from workbench.store.store import Store

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

OPENING = """
import sys
from pathlib import Path
from workbench.model import Item, Party
from workbench.store.store import Store
path = Path(sys.argv[1])
store = Store.open(path, analyst="other", replica="other")
"""


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "test.dossier"


@pytest.fixture(scope="session")
def empty_store(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An empty dossier, made once, since making its tables takes longest."""
    path = tmp_path_factory.mktemp("store") / "empty.dossier"
    Store.create(path, analyst="me", replica="here").close()
    return path


@pytest.fixture
def store(empty_store: Path, path: Path) -> Iterator[Store]:
    shutil.copy(empty_store, path)
    opened = Store.open(path, analyst="me", replica="here")
    yield opened
    opened.close()


@pytest.fixture
def other(path: Path, request: pytest.FixtureRequest) -> Iterator[Store]:
    """The same dossier, opened once more."""
    request.getfixturevalue("store")
    opened = Store.open(path, analyst="you", replica="there")
    yield opened
    opened.close()


@pytest.fixture
def records(store: Store) -> tuple[Party, Party, Decision, Allocation]:
    """A government with two more names, a buyer, a decision, and an allocation to the buyer."""
    with store.operation("Add") as op:
        government = op.put(
            Party(
                title="Government of the PRC",
                jurisdiction="CHN",
                aliases=(Alias(name="Beijing"), Alias(name="北京")),
            )
        )
        buyer = op.put(Party(title="ByteDance"))
        decision = op.put(
            Decision(
                title="Approval of H200",
                authority=government.id,
                jurisdiction="CHN",
                action=Action.APPROVE_CONDITIONALLY,
                announced=When("2026-01"),
            )
        )
        allocation = op.put(
            Allocation(
                title="H200 for three",
                decision=decision.id,
                quantity=Quantity.parse("more than 400,000", "chip"),
                parties=(AllocationParty(party=buyer.id),),
            )
        )
    return government, buyer, decision, allocation


@pytest.fixture
def elsewhere(path: Path) -> Callable[[str], subprocess.Popen[str]]:
    """Start a script in another process that has opened the dossier as `store`."""

    def start(script: str) -> subprocess.Popen[str]:
        return subprocess.Popen(  # noqa: S603 - this Python
            [sys.executable, "-c", OPENING + script, str(path)],
            stdout=subprocess.PIPE,
            stdin=subprocess.PIPE,
            text=True,
        )

    return start
