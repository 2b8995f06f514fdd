"""Ids that no two laptops make twice and that sort by the time they were made."""

from __future__ import annotations

import hashlib
import os
import threading
import time
from functools import lru_cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

_ALPHABET = "0123456789abcdefghjkmnpqrstvwxyz"  # Crockford's base 32: no i, l, o, u
_RANDOM_BITS = 80
_PAIRS = [first + second for first in _ALPHABET for second in _ALPHABET]
_LOWEST, _HEAD_SHIFTS = 40, range(80, -1, -10)
_TIME, _DIGITS = 10, 16
"""How many characters of the id of a part tell when its record was made, and which part it is."""


class _Clock:
    """Hands out strictly rising 128-bit numbers: 48 bits of milliseconds, 80 of chance (ULID).

    After the first of a millisecond each goes on from the last by 32 bits of chance.
    """

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._last = 0

    def next(self) -> int:
        now = time.time_ns() // 1_000_000 << _RANDOM_BITS
        with self._lock:
            if now > self._last:
                self._last = now | int.from_bytes(os.urandom(10), "big")
            else:
                self._last += 1 + int.from_bytes(os.urandom(4), "big")
            return self._last


_clock = _Clock()


def _spell(value: int) -> str:
    """The 26 characters of a 128-bit number, two at a time: many records need many ids."""
    low, pairs = value & (1 << _LOWEST) - 1, _PAIRS
    return (
        f"{_head(value >> _LOWEST)}{pairs[low >> 30]}{pairs[low >> 20 & 1023]}"
        f"{pairs[low >> 10 & 1023]}{pairs[low & 1023]}"
    )


@lru_cache(maxsize=1)  # ids that are made one after another begin alike
def _head(value: int) -> str:
    return "".join([_PAIRS[value >> shift & 1023] for shift in _HEAD_SHIFTS])


def new_id() -> str:
    """A new id: 26 characters, sortable by time, rising within a process (the ULID layout)."""
    return _spell(_clock.next())


def part_id(owner: str, *key: str) -> str:
    """The id of a part of a record, the same on every laptop that makes the same part.

    It begins as the id of the record does, so that the parts of records that were made one after
    another stand side by side in an index.
    """
    (made,) = part_ids([owner], *([each] for each in key))
    return made


def part_ids(owners: Iterable[str], *keys: Iterable[str]) -> list[str]:
    """The ids of many parts; each of `keys` goes through one text that tells them apart."""
    return [
        told[0][:_TIME] + hashlib.sha256("\x1f".join(told).encode()).hexdigest()[:_DIGITS]
        for told in zip(owners, *keys, strict=False)
    ]
