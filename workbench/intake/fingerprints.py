"""Fingerprints of a text: numbers that two texts share where they share a run of words.

Winnowing: of the hashes of all runs of 5 words, the least of each 8 that follow one another is
kept. So texts that share 12 words in a row share a fingerprint, and about two in nine runs are
kept. Schleimer, Wilkerson and Aiken, Winnowing: local algorithms for document fingerprinting,
SIGMOD 2003.
"""

from __future__ import annotations

import re
from hashlib import blake2b
from zlib import crc32

RUN = 5
"""Words in a run."""
WINDOW = 8
"""Runs of which one is kept."""

_WORD = re.compile(r"[\u2e80-\u9fff\uac00-\ud7af\uf900-\ufaff\U00020000-\U0003ffff]|[^\W_]+")
_BASE = 0x9E3779B97F4A7C15
_MIX = 0xFF51AFD7ED558CCD
_DROPPED_BITS = 16
_SPACE = re.compile(r"\s+")


def words(text: str) -> list[str]:
    """The words of a text without case; each Chinese, Japanese or Korean character is one."""
    return _WORD.findall(text.casefold())


def fingerprints(text: str) -> list[int]:
    """The fingerprints of a text, each once, ascending, below 2^48; none below 5 words."""
    import numpy as np  # noqa: PLC0415 - where no text is read, start-up need not pay for it

    found = words(text)
    if len(found) < RUN:
        return []
    numbers = np.fromiter(map(_NUMBERS.__getitem__, found), dtype=np.uint64, count=len(found))
    runs = np.zeros(len(found) - RUN + 1, dtype=np.uint64)
    for place in range(RUN):
        runs *= np.uint64(_BASE)
        runs += numbers[place : place + len(runs)]
    runs ^= runs >> np.uint64(33)
    runs *= np.uint64(_MIX)
    least, reach = runs >> np.uint64(_DROPPED_BITS), 1
    while reach < WINDOW and len(least) > reach:
        least = np.minimum(least[:-reach], least[reach:])
        reach *= 2
    kept: list[int] = np.unique(least).tolist()
    return kept


def folded(text: str) -> str:
    """A text without case and differences of white space."""
    return _SPACE.sub(" ", text).strip().casefold()


def same_words(words: str) -> int:
    """A number for a folded text, 64 bits with a sign: the same for the same words."""
    digest = blake2b(words.encode("utf-8", "replace"), digest_size=8).digest()
    return int.from_bytes(digest, "little", signed=True)


class _Numbers(dict[str, int]):
    """The number of each word that was met, so that a word is counted out once."""

    MOST = 1 << 18

    def __missing__(self, word: str) -> int:
        if len(self) >= self.MOST:
            self.clear()
        number = self[word] = crc32(word.encode("utf-8", "replace"))
        return number


_NUMBERS = _Numbers()
