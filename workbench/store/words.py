"""The words of full-text search: how text and search terms reach the two indexes.

FTS5's unicode61 takes a run of Chinese, Japanese or Korean characters, with the Latin letters that
touch it, for one word. So a text that holds such characters is indexed once more with a space on
each side of each of them; a word of several characters is then a phrase.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING
from unicodedata import normalize

if TYPE_CHECKING:
    from collections.abc import Iterator

_CJK_RANGE = r"\u2e80-\u9fff\uac00-\ud7af\uf900-\ufaff\U00020000-\U0003ffff"
_CJK = re.compile(f"[{_CJK_RANGE}]")
_PIECE = re.compile(rf"[{_CJK_RANGE}]|[^\W_]+")
_LETTER = r"[^\W_]"
_OTHER_LETTER = rf"[^\W_{_CJK_RANGE}]"
"""One of no such script. To compile it takes longer than to find a phrase in fifty texts."""
_NO_TERM = re.compile('["\0\ud800-\udfff]')


def spaced_cjk(text: str | bytes | None) -> str | None:
    """`text` with a space around each Chinese, Japanese or Korean character; None without any."""
    if isinstance(text, bytes):
        text = text.decode(errors="replace")
    if not text or not _has_cjk(text):
        return None
    return _CJK.sub(r" \g<0> ", text)


def _has_cjk(text: str) -> bool:
    return not text.isascii() and _CJK.search(text) is not None


def storable(text: str) -> str:
    """`text` without what no database takes: halves of characters, as a command line may pass."""
    return text.encode(errors="replace").decode()


def terms_of(line: str) -> list[str]:
    """The words of a search line, without what would end a phrase or the text."""
    return [word for word in _NO_TERM.sub(" ", line).split() if re.search(r"[^\W_]", word)]


def phrase(word: str) -> str:
    """One search word as a phrase of FTS5, for either index; never an operator."""
    return f'"{(spaced_cjk(word) or word).strip()}"'


@dataclass(frozen=True, slots=True)
class Sought:
    """Terms to find in texts as the indexes do.

    A term is the beginning of a word, or a phrase whose last word may go on.
    """

    terms: tuple[str, ...]

    def found_in(self, text: str) -> Iterator[re.Match[str]]:
        """Where one of them stands in a `plain` text, in one pass."""
        letter = _OTHER_LETTER if _has_cjk(text) else _LETTER
        return _compiled(self.terms, letter).finditer(text)


@lru_cache(maxsize=64)
def _compiled(terms: tuple[str, ...], letter: str) -> re.Pattern[str]:
    return re.compile("|".join(_spelled(term, letter) for term in terms))


def sought(terms: list[str]) -> Sought | None:
    """What finds `terms`; None where no word is in them."""
    with_words = tuple(term for term in terms if _spelled(term, _LETTER))
    return Sought(with_words) if with_words else None


def _spelled(term: str, letter: str) -> str:
    spaced = plain(spaced_cjk(term) or term)
    pieces = [piece for word in spaced.split() for piece in _PIECE.findall(word)]
    if not pieces:
        return ""
    between = r"[\W_]*" if any(map(_CJK.match, pieces)) else r"[\W_]+"
    first, *rest = map(re.escape, pieces)
    # What a pattern begins with is sought in one go, so that no letter before is asked for after.
    begin = first if _CJK.match(pieces[0]) else f"{first}(?<!{letter}{first})"
    end = "" if _CJK.match(pieces[-1]) else f"{letter}*"
    return between.join((begin, *rest)) + end


def plain(text: str) -> str:
    """`text` of the same length without case and accents, as the indexes see it."""
    lowered = text.lower()
    if len(lowered) != len(text):  # some letters become two
        lowered = "".join(low if len(low := each.lower()) == 1 else each for each in text)
    if lowered.isascii():
        return lowered
    return _ACCENTED.sub(lambda found: normalize("NFD", found[0])[0], lowered)


_ACCENTED = re.compile(r"[\u00df-\u024f\u0370-\u03ff\u1e00-\u1fff]")
