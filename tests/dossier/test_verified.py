"""The chain is followed from where it was verified last, and anew where that was altered."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tests.store.steps import end_logging
from workbench import places
from workbench.dossier.verified import verify_new
from workbench.model import Item
from workbench.model.progress import Silent

if TYPE_CHECKING:
    from workbench import Dossier


def tamper(dossier: Dossier, statement: str) -> None:
    """Carries a statement out behind the log's back."""
    with dossier.store._connections.lend(immediate=True) as connection:  # noqa: SLF001 - tampering
        connection.begin()
        end_logging(connection)
        connection.exec_driver_sql(statement)
        connection.commit()


def broken(dossier: Dossier) -> list[int]:
    """The operations that do not hold."""
    return [each.operation.seq for each in verify_new(dossier, Silent())]


def test_what_was_verified_is_remembered_by_its_hash(dossier: Dossier) -> None:
    dossier.items.add(Item(title="a"))
    assert broken(dossier) == []
    (place,) = (places.state_folder() / "verified").iterdir()
    assert place.read_text("ascii").startswith("2 ")
    dossier.items.add(Item(title="b"))
    tamper(dossier, "UPDATE operation SET analyst = 'x' WHERE seq = 3")
    assert broken(dossier) == [3]
    assert place.read_text("ascii").startswith("2 ")
    tamper(dossier, "UPDATE operation SET hash = 'x' WHERE seq = 2")
    assert broken(dossier) == [2, 3, 3]


def test_a_note_that_cannot_be_read_begins_anew(dossier: Dossier) -> None:
    assert broken(dossier) == []
    (place,) = (places.state_folder() / "verified").iterdir()
    place.write_text("nonsense")
    assert broken(dossier) == []


def test_where_no_note_can_be_kept_the_chain_is_followed_all_the_same(dossier: Dossier) -> None:
    places.state_folder().mkdir(parents=True, exist_ok=True)
    (places.state_folder() / "verified").write_text("a file where the folder should be")
    assert broken(dossier) == []
    tamper(dossier, "UPDATE operation SET analyst = 'x' WHERE seq = 1")
    assert broken(dossier) == [1]
