"""Documents of every kind, made here byte by byte, so that tests know what is in them."""

from __future__ import annotations

import zipfile
from io import BytesIO
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from workbench.intake.process import ReadingProcess

Printed = tuple[float, float, float, str]
"""Left and bottom in points, size, and words."""


@pytest.fixture(scope="session")
def zipped() -> Callable[[dict[str, str | bytes]], bytes]:
    """Return what packs entries into a zip file."""

    def make(entries: dict[str, str | bytes]) -> bytes:
        held = BytesIO()
        with zipfile.ZipFile(held, "w", zipfile.ZIP_DEFLATED) as archive:
            for name, data in entries.items():
                archive.writestr(name, data)
        return held.getvalue()

    return make


@pytest.fixture(scope="session")
def printed() -> Callable[..., bytes]:
    """Return what prints pages of lines into a PDF, in Helvetica."""
    return _pdf


def _pdf(pages: Sequence[Sequence[Printed]], **told: str) -> bytes:
    objects = ["<< /Type /Catalog /Pages 2 0 R >>", ""]
    objects.append("<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>")
    told_words = " ".join(f"/{name} ({words})" for name, words in told.items())
    objects.append(f"<< {told_words} >>")
    kids = []
    for page in pages:
        shown = "\n".join(
            f"BT /F1 {size} Tf {left} {bottom} Td ({_escaped(words)}) Tj ET"
            for left, bottom, size, words in page
        )
        objects.append(f"<< /Length {len(shown)} >>\nstream\n{shown}\nendstream")
        objects.append(
            "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] "
            f"/Resources << /Font << /F1 3 0 R >> >> /Contents {len(objects)} 0 R >>"
        )
        kids.append(f"{len(objects)} 0 R")
    objects[1] = f"<< /Type /Pages /Kids [{' '.join(kids)}] /Count {len(kids)} >>"
    made = b"%PDF-1.4\n"
    places = []
    for number, each in enumerate(objects, 1):
        places.append(len(made))
        made += f"{number} 0 obj\n{each}\nendobj\n".encode("latin-1")
    table = "".join(f"{place:010} 00000 n \n" for place in places)
    trailer = f"<< /Size {len(objects) + 1} /Root 1 0 R /Info 4 0 R >>"
    end = f"xref\n0 {len(objects) + 1}\n0000000000 65535 f \n{table}trailer\n{trailer}\n"
    return made + f"{end}startxref\n{len(made)}\n%%EOF\n".encode("latin-1")


def _escaped(words: str) -> str:
    return words.replace("\\", "\\\\").replace("(", "\\(").replace(")", "\\)")


@pytest.fixture(scope="session")
def process() -> Iterator[ReadingProcess]:
    """Return a reading process that several tests share."""
    from workbench.intake.process import ReadingProcess

    made = ReadingProcess()
    yield made
    made.close()
