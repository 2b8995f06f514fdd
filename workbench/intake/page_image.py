"""Pictures of the pages of a PDF, with the boxes of stretches of its text."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from workbench.errors import DamagedSource
from workbench.intake.pdf import box

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    Span = tuple[int, int]

LARGEST_SIDE = 4_000
"""How many pixels a side of a picture has at most, however large the page."""

Box = tuple[float, float, float, float]


@dataclass(frozen=True, slots=True)
class PageImage:
    """A page of `width` by `height` pixels, four bytes each: blue, green, red, unused.

    `boxes` holds, for each span asked for, the rectangles of its lines: left, top, width and
    height in pixels from the upper left corner.
    """

    width: int
    height: int
    pixels: bytes
    boxes: tuple[tuple[Box, ...], ...]


def render_page(
    data: bytes, name: str, page: int, *, width: int, spans: Sequence[Span]
) -> PageImage:
    """Draw a page, counted from 0, `width` pixels wide, and find where spans of it stand.

    Spans are half-open and count characters as the page does.

    Raises:
        DamagedSource: the file is broken, or has no such page.
    """
    import pypdfium2 as pdfium

    try:
        document = pdfium.PdfDocument(data)
        shown = document[page]
        across, down = shown.get_size()
        scale = min(width, LARGEST_SIDE) / max(across, 1)
        scale = min(scale, LARGEST_SIDE / max(down, 1))
        bitmap = shown.render(scale=scale, rev_byteorder=False, prefer_bgrx=True)
        text_page = shown.get_textpage()
        boxes = tuple(tuple(_boxes(text_page, span, down, scale)) for span in spans)
    except (pdfium.PdfiumError, IndexError) as fault:
        raise DamagedSource(name, f"page {page + 1} cannot be shown") from fault
    return PageImage(bitmap.width, bitmap.height, bytes(bitmap.buffer), boxes)


def _boxes(text_page: Any, span: Span, down: float, scale: float) -> Iterator[Box]:
    """The rectangles of a span, one a line."""
    held: tuple[float, float, float, float] | None = None
    for index in range(*span):
        found = box(text_page, index)
        if found[2] <= found[0]:
            continue
        if held is not None and _same_line(held, found):
            held = (
                min(held[0], found[0]),
                min(held[1], found[1]),
                max(held[2], found[2]),
                max(held[3], found[3]),
            )
            continue
        if held is not None:
            yield _pixels(held, down, scale)
        held = found
    if held is not None:
        yield _pixels(held, down, scale)


def _same_line(one: Box, other: Box) -> bool:
    middle = (other[1] + other[3]) / 2
    return one[1] <= middle <= one[3] and other[0] >= one[0] - (one[3] - one[1])


def _pixels(found: Box, down: float, scale: float) -> Box:
    left, bottom, right, top = found
    return (left * scale, (down - top) * scale, (right - left) * scale, (top - bottom) * scale)
