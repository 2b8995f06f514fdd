"""Fingerprints of a text: numbers that two texts share where they share a run of words.

Winnowing: of the hashes of all runs of 5 words, the least of each 8 that follow one another is
kept. So texts that share 12 words in a row share a fingerprint, and about two in nine runs are
kept. Schleimer, Wilkerson and Aiken, Winnowing: local algorithms for document fingerprinting,
SIGMOD 2003.
"""

from __future__ import annotations

import re
from hashlib import blake2b
from typing import TYPE_CHECKING
from zlib import crc32

if TYPE_CHECKING:
    from collections.abc import Sequence

    import numpy as np
    from numpy.typing import NDArray

    Numbers = NDArray[np.uint64]

RUN = 5
"""Words in a run."""
WINDOW = 8
"""Runs of which one is kept."""

_WORD = re.compile(r"[\u2e80-\u9fff\uac00-\ud7af\uf900-\ufaff\U00020000-\U0003ffff]|[^\W_]+")
_BETWEEN_WORDS = {each: " " for each in range(128) if not chr(each).isalnum()}
_BASE = 0x9E3779B97F4A7C15
_MIX = 0xFF51AFD7ED558CCD
_DROPPED_BITS = 16


def words(text: str) -> list[str]:
    """The words of a text without case; each Chinese, Japanese or Korean character is one."""
    plain = text.casefold()
    if plain.isascii():
        return plain.translate(_BETWEEN_WORDS).split()
    return _WORD.findall(plain)


def numbered(words: Sequence[str]) -> Numbers:
    """A number for each word, the same for the same word."""
    import numpy as np

    if len(_NUMBERS) > _MOST_NUMBERED:
        _NUMBERS.clear()
    return np.fromiter(map(_NUMBERS.__getitem__, words), dtype=np.uint64, count=len(words))


def runs(numbers: Numbers) -> Numbers:
    """A number for each run of 5 words, given those of the words; none below 5 words."""
    import numpy as np

    made = np.zeros(max(len(numbers) - RUN + 1, 0), dtype=np.uint64)
    for place in range(RUN if len(made) else 0):
        made *= np.uint64(_BASE)
        made += numbers[place : place + len(made)]
    made ^= made >> np.uint64(33)
    made *= np.uint64(_MIX)
    return made


def winnowed(found: Numbers) -> NDArray[np.int64]:
    """The fingerprints among the runs of a text, each once, ascending, below 2^48."""
    import numpy as np

    least, reach = found >> np.uint64(_DROPPED_BITS), 1
    while reach < WINDOW and len(least) > reach:
        least = np.minimum(least[:-reach], least[reach:])
        reach *= 2
    return np.unique(least).astype(np.int64)


def fingerprints(text: str) -> list[int]:
    """The fingerprints of a text, each once, ascending, below 2^48; none below 5 words."""
    kept: list[int] = winnowed(runs(numbered(words(text)))).tolist()
    return kept


def folded(text: str) -> str:
    """A text without case and differences of white space."""
    return " ".join(text.split()).casefold()


def same_words(words: str) -> int:
    """A number for a folded text, 64 bits with a sign: the same for the same words."""
    digest = blake2b(words.encode("utf-8", "replace"), digest_size=8).digest()
    return int.from_bytes(digest, "little", signed=True)


class _Numbers(dict[str, int]):
    """The number of each word that was met, so that a word is counted out once."""

    def __missing__(self, word: str) -> int:
        number = self[word] = crc32(word.encode("utf-8", "replace"))
        return number


_NUMBERS = _Numbers()
_MOST_NUMBERED = 1 << 18
