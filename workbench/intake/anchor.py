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

    def agreement(span: tuple[int, int]) -> int:
        before, after = context(text, *span)
        return _shared(before[::-1], prefix[::-1]) + _shared(after, suffix)

    most = max(map(agreement, spans))
    return [span for span in spans if agreement(span) == most]


def _shared(one: str, other: str) -> int:
    return next(
        (n for n, (a, b) in enumerate(zip(one, other, strict=False)) if a != b),
        min(len(one), len(other)),
    )
