"""Reads electronic books (.epub): their chapters in reading order."""

from __future__ import annotations

import posixpath
from typing import TYPE_CHECKING
from urllib.parse import unquote

from workbench.errors import DamagedSource
from workbench.intake.archive import Archive, local, own
from workbench.intake.dates import date_of
from workbench.intake.document import Document
from workbench.intake.html import read_page
from workbench.model.many import many

if TYPE_CHECKING:
    from lxml import etree


def read_epub(data: bytes, name: str) -> Document:
    """Read the chapters of a book as its package lists them.

    Raises:
        DamagedSource: it is no book, or a broken one.
        SourceTooLarge: it unpacks to more than any book would.
    """
    archive = Archive(data, name)
    container = archive.tree("META-INF/container.xml")
    roots = [] if container is None else [e for e in container.iter() if local(e) == "rootfile"]
    place = own(roots[0], "full-path") if roots else ""
    package = archive.tree(place)
    if package is None:
        raise DamagedSource(name, "it does not say where its chapters are")
    folder = posixpath.dirname(place)
    chapters = [posixpath.normpath(posixpath.join(folder, each)) for each in _spine(package)]
    texts = [
        read_page(archive.read(each).decode("utf-8", "replace"), name).text for each in chapters
    ]
    missing = sum(each not in archive.names for each in chapters)
    told = _told(package)
    return Document(
        text="\n".join(filter(None, texts)),
        title=told.get("title", ""),
        author=told.get("creator", ""),
        publisher=told.get("publisher", ""),
        published=date_of(told.get("date", "")),
        language=told.get("language", ""),
        warnings=(f"{many(missing, 'chapter is', 'chapters are')} missing in the file.",)
        if missing
        else (),
    )


def _spine(package: etree._Element) -> list[str]:
    """The addresses of the chapters, in reading order."""
    items = {
        own(each, "id"): unquote(own(each, "href"))
        for each in package.iter()
        if local(each) == "item"
    }
    order = [own(each, "idref") for each in package.iter() if local(each) == "itemref"]
    return [items[key] for key in order if key in items]


def _told(package: etree._Element) -> dict[str, str]:
    told: dict[str, str] = {}
    for element in package.iter():
        if element.text and "dc/elements" in str(element.tag):
            told.setdefault(local(element), " ".join(element.text.split()))
    return told
