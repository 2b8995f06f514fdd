"""What salvage finds in a file: the damage is done to a real dossier, byte by byte."""

from __future__ import annotations

import random
from typing import TYPE_CHECKING

import pytest

from workbench.model import Question
from workbench.model.progress import Silent
from workbench.store.pages import Pages
from workbench.store.salvage import salvage

if TYPE_CHECKING:
    from pathlib import Path

    from workbench.store.store import Store

PAGE = 4096


@pytest.fixture(scope="module")
def whole(sample_file: Path) -> bytes:
    return sample_file.read_bytes()


def salvaged(data: bytes) -> tuple[int, int, int]:
    """Records saved, records vouched for by the log, things lost."""
    saved = salvage(Pages(data), Silent())
    return len(saved.records), len(saved.verified), len(saved.lost)


def test_of_a_whole_dossier_everything_is_saved_and_vouched_for(whole: bytes) -> None:
    records, verified, lost = salvaged(whole)

    assert records > 80
    assert (verified, lost) == (records, 0)


def test_without_its_header_page_everything_is_saved(whole: bytes) -> None:
    assert salvaged(bytes(PAGE) + whole[PAGE:]) == salvaged(whole)


def test_a_file_cut_off_keeps_what_stands_before_the_cut(path: Path, store: Store) -> None:
    with store.operation("Ask") as op:
        op.add_all(Question(question=f"{n}? {'x' * 300}") for n in range(2_000))
    store.close()
    data = path.read_bytes()

    saved, verified, _ = salvaged(data[: len(data) * 17 // 20])

    assert saved > 2_000 * 0.6
    assert verified < saved


@pytest.mark.parametrize("seed", range(8))
def test_a_lost_page_costs_at_most_what_stood_on_it_and_nothing_wrong_is_vouched_for(
    whole: bytes, seed: int
) -> None:
    before = {each.id: each for each in salvage(Pages(whole), Silent()).records}
    page = random.Random(seed).randrange(1, len(whole) // PAGE)  # noqa: S311 - a chosen page
    damaged = whole[: page * PAGE] + bytes(PAGE) + whole[(page + 1) * PAGE :]

    saved = salvage(Pages(damaged), Silent())

    assert len(saved.records) > len(before) * 0.7
    assert all(each == before[each.id] for each in saved.records if each.id in saved.verified)


@pytest.mark.parametrize("seed", range(8))
def test_flipped_bits_are_never_vouched_for(whole: bytes, seed: int) -> None:
    before = {each.id: each for each in salvage(Pages(whole), Silent()).records}
    chance = random.Random(seed)  # noqa: S311 - chosen places
    damaged = bytearray(whole)
    for _ in range(40):
        damaged[chance.randrange(len(damaged))] ^= 1 << chance.randrange(8)

    saved = salvage(Pages(bytes(damaged)), Silent())

    assert saved.records
    assert all(each == before[each.id] for each in saved.records if each.id in saved.verified)


@pytest.mark.parametrize("header", [0, 1], ids=["header lost", "header there"])
@pytest.mark.parametrize("seed", range(3))
def test_of_a_file_that_lost_half_its_pages_the_other_half_is_saved(
    whole: bytes, seed: int, header: int
) -> None:
    before = {each.id for each in salvage(Pages(whole), Silent()).records}
    count = len(whole) // PAGE
    chance = random.Random(seed)  # noqa: S311 - chosen pages
    lost = {*chance.sample(range(1, count), count // 2), *range(1 - header)}
    kept = (bytes(PAGE) if n in lost else whole[n * PAGE :][:PAGE] for n in range(count))

    saved = {each.id for each in salvage(Pages(b"".join(kept)), Silent()).records}

    assert saved <= before
    assert len(saved) > len(before) * 0.4


def test_of_the_first_half_of_a_file_without_its_header_the_rows_are_saved(whole: bytes) -> None:
    saved, verified, _ = salvaged(bytes(PAGE) + whole[PAGE : len(whole) // 2 // PAGE * PAGE])

    assert saved > 20
    assert verified == 0


def test_what_was_removed_does_not_come_back_off_a_page_that_is_free(
    path: Path, store: Store
) -> None:
    asked = [Question(question=f"{n}? {'x' * 300}") for n in range(400)]
    with store.operation("Ask") as op:
        op.add_all(asked)
    with store.operation("Take back") as op:
        for each in asked:
            op.remove(each)
    store.close()
    data = path.read_bytes()
    free = Pages(data).unused()
    pages = (data[at : at + PAGE] for at in range(0, len(data), PAGE))
    left = b"".join(
        page if number in {1, *free} else bytes(PAGE) for number, page in enumerate(pages, 1)
    )

    assert b"399?" in left
    assert salvaged(left) == (0, 0, 0)


def test_in_what_is_no_dossier_nothing_is_found() -> None:
    assert salvaged(random.Random(1).randbytes(200_000)) == (0, 0, 0)  # noqa: S311 - any bytes
    assert salvaged(b"") == (0, 0, 0)
