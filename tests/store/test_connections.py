from __future__ import annotations

import threading
from typing import TYPE_CHECKING

import pytest

from workbench.errors import DossierClosed
from workbench.store.connections import Connections
from workbench.store.sqlite import memory_engine

if TYPE_CHECKING:
    from collections.abc import Iterator


@pytest.fixture
def connections(request: pytest.FixtureRequest) -> Iterator[Connections]:
    made = Connections(memory_engine(request.node.name))
    yield made
    made.end(tidy=False)


def test_what_was_not_committed_is_rolled_back(connections: Connections) -> None:
    connections.watch()
    with connections.lend() as connection:
        connection.exec_driver_sql("CREATE TABLE t (x)")
        connection.commit()
        connection.exec_driver_sql("INSERT INTO t VALUES (1)")

    with connections.lend() as connection:
        assert connection.exec_driver_sql("SELECT count(*) FROM t").scalar_one() == 0


def test_a_connection_can_begin_as_a_writer(connections: Connections) -> None:
    with connections.lend(immediate=True) as connection:
        connection.begin()
        assert connection.get_execution_options()["immediate"] is True
    with connections.lend() as connection:
        assert connection.get_execution_options()["immediate"] is False


def test_more_readers_than_a_few_read_at_once(connections: Connections) -> None:
    together = threading.Barrier(10)

    def read() -> None:
        with connections.lend() as connection:
            connection.exec_driver_sql("SELECT 1")
            together.wait(30)

    threads = [threading.Thread(target=read) for _ in range(10)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert not together.broken


def test_nothing_is_lent_after_the_end(connections: Connections) -> None:
    connections.end(tidy=False)
    connections.end(tidy=False)

    with pytest.raises(DossierClosed), connections.lend():
        pass
    with pytest.raises(DossierClosed):
        connections.watch()


def test_the_end_waits_for_a_reader_that_is_about_to_finish(connections: Connections) -> None:
    reading, go_on = threading.Event(), threading.Event()
    rows: list[int] = []

    def read() -> None:
        with connections.lend() as connection:
            reading.set()
            go_on.wait(30)
            rows.append(len(connection.info))

    reader = threading.Thread(target=read)
    reader.start()
    reading.wait(30)
    ending = threading.Thread(target=connections.end, kwargs={"tidy": False})
    ending.start()
    go_on.set()
    ending.join(30)
    reader.join(30)

    assert rows == [0]


def test_a_connection_that_indexed_much_is_not_lent_again(connections: Connections) -> None:
    connections.watch()
    lent = []
    for indexed in (10, 1_000_000, 10):
        with connections.lend() as connection:
            lent.append(connection.connection.driver_connection)
            connections.wear(connection, indexed)
    assert lent[0] is lent[1]
    assert lent[2] is not lent[1]
