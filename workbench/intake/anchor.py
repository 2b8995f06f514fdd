"""Finds a quote in a text: only where it stands once, or where what is around it decides."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from workbench.errors import QuoteNotFound

if TYPE_CHECKING:
    from collections.abc import Sequence

CONTEXT = 32
"""How many characters before and after a passage are kept to find it again."""

_ALIKE = {
    "'": r"['’‘\u02bc]", "’": r"['’‘\u02bc]", "‘": r"['’‘\u02bc]",
    '"': '["“”„]', "“": '["“”„]', "”": '["“”„]', "„": '["“”„]',
    "-": r"[-\u2010\u2011–—]", "–": r"[-\u2010\u2011–—]", "—": r"[-\u2010\u2011–—]",
    "…": r"(?:…|\.\.\.)",
}  # fmt: skip


def locate(
    text: str,
    quote: str,
    near: int | None = None,
    *,
    prefix: str = "",
    suffix: str = "",
    repeats: Sequence[tuple[int, int]] = (),
) -> tuple[int, int]:
    """Return where `quote` stands in `text`, as a half-open span of code points.

    Words are looked for exactly first, then with other white space, quotation marks and dashes.
    Where they stand more than once, the place whose surroundings agree best with `prefix` and
    `suffix` is taken, else the one closest to `near`. What lies in one of `repeats` (spans that say
    again what stands elsewhere) is left out where another place remains.

    Raises:
        QuoteNotFound: they do not stand there, or more than once and nothing decides.
    """
    spans = _exact(text, quote) or _alike(text, quote)
    if not spans:
        raise QuoteNotFound(quote, 0)
    spans = [each for each in spans if not _within(each, repeats)] or spans
    if len(spans) > 1 and (prefix or suffix):
        spans = _best(text, spans, prefix, suffix)
    if len(spans) > 1 and near is not None:
        spans = [min(spans, key=lambda span: abs(span[0] - near))]
    if len(spans) > 1:
        raise QuoteNotFound(quote, len(spans))
    return spans[0]


def place_surely(text: str, quote: str, *, prefix: str = "", suffix: str = "") -> tuple[int, int]:
    """Return where `quote` surely stands in `text`, for quotes that arrive without their text.

    It stands there once, or its surroundings agree with `prefix` and `suffix` clearly better than
    those of every other place; a longer quote may also differ a little, where nothing else is
    nearly as like it.

    Raises:
        QuoteNotFound: nothing is sure.
    """
    spans = _exact(text, quote) or _alike(text, quote)
    if len(spans) == 1:
        return spans[0]
    if not spans:
        return _nearly(text, quote)
    agreement = [_agreement(text, span, prefix, suffix) for span in spans]
    best, second = sorted(agreement, reverse=True)[:2]
    if best < _CLEARLY or best - second < _CLEARLY:
        raise QuoteNotFound(quote, len(spans))
    return spans[agreement.index(best)]


_CLEARLY = 8
"""Characters around a place that must agree, and as many more than around the runner-up."""
_NEARLY = 90.0
_RUNNER_UP = 10.0
_SHORTEST_NEARLY = 25


def _nearly(text: str, quote: str) -> tuple[int, int]:
    """The one place where a quote stands with a few characters changed."""
    from rapidfuzz.fuzz import partial_ratio_alignment as align

    found = align(quote, text, score_cutoff=_NEARLY) if len(quote) >= _SHORTEST_NEARLY else None
    if found is None:
        raise QuoteNotFound(quote, 0)
    start, stop = found.dest_start, found.dest_end
    others = (text[:start], text[stop:])
    runner_up = max(
        (rest.score for rest in (align(quote, each) for each in others if each) if rest),
        default=0.0,
    )
    if found.score - runner_up < _RUNNER_UP:
        raise QuoteNotFound(quote, 2)
    return _to_words(text, start, stop)


def _to_words(text: str, start: int, stop: int) -> tuple[int, int]:
    """A span without white space at its ends, which are moved to those of the words they cut."""
    while start < stop and text[start].isspace():
        start += 1
    while stop > start and text[stop - 1].isspace():
        stop -= 1
    while start > 0 and text[start - 1].isalnum() and text[start].isalnum():
        start -= 1
    while stop < len(text) and text[stop - 1].isalnum() and text[stop].isalnum():
        stop += 1
    return start, stop


def context(text: str, start: int, stop: int) -> tuple[str, str]:
    """Return up to 32 characters before and after a span: what `locate` takes to find it again."""
    return text[max(0, start - CONTEXT) : start], text[stop : stop + CONTEXT]


def _within(span: tuple[int, int], others: Sequence[tuple[int, int]]) -> bool:
    return any(start <= span[0] and span[1] <= stop for start, stop in others)


def _exact(text: str, quote: str) -> list[tuple[int, int]]:
    spans = []
    start = text.find(quote) if quote.strip() else -1
    while start >= 0:
        spans.append((start, start + len(quote)))
        start = text.find(quote, start + 1)
    return spans


def _alike(text: str, quote: str) -> list[tuple[int, int]]:
    words = quote.replace("...", "…").split()
    if not words:
        return []
    pattern = r"\s+".join(
        "".join(_ALIKE.get(each, re.escape(each)) for each in word) for word in words
    )
    return [found.span() for found in re.finditer(pattern, text)]


def _best(
    text: str, spans: list[tuple[int, int]], prefix: str, suffix: str
) -> list[tuple[int, int]]:
    """The spans whose surroundings agree in most characters."""
    agreement = [_agreement(text, span, prefix, suffix) for span in spans]
    most = max(agreement)
    return [span for span, agreed in zip(spans, agreement, strict=True) if agreed == most]


def _agreement(text: str, span: tuple[int, int], prefix: str, suffix: str) -> int:
    """How many characters around a span agree with what should stand there."""
    before, after = context(text, *span)
    return shared_start(before[::-1], prefix[::-1]) + shared_start(after, suffix)


def shared_start(one: str, other: str) -> int:
    """How many characters two texts begin with alike."""
    return next(
        (n for n, (a, b) in enumerate(zip(one, other, strict=False)) if a != b),
        min(len(one), len(other)),
    )
