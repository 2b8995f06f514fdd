"""Writes a REFI-QDA project (.qdpx): positions are code points over LF, dates are always there."""

from __future__ import annotations

import io
import zipfile
from typing import TYPE_CHECKING, Any

from workbench.exchange.codebook import ORIGIN, add_codes, guid, legal

if TYPE_CHECKING:
    from datetime import datetime

    from workbench.exchange.project import Project, Stretch, TextEntry

SPACE = "urn:QDA-XML:project:1.0"
_TAG = f"{{{SPACE}}}"


def write_project(project: Project, at: datetime, user: str) -> bytes:
    """The file of a project; `at` is when it is written, in UTC, and `user` who writes it."""
    return _Writing(project, at, user).file()


class _Writing:
    def __init__(self, project: Project, at: datetime, user: str) -> None:
        from lxml import etree

        self._etree = etree
        self._project = project
        self._user = user or "unknown"
        self._at = at.strftime("%Y-%m-%dT%H:%M:%SZ")
        self._files: dict[str, bytes] = {}
        self._facts = list(dict.fromkeys(name for text in project.texts for name, _ in text.facts))

    def file(self) -> bytes:
        root = self._root()
        written = io.BytesIO()
        with zipfile.ZipFile(written, "w", zipfile.ZIP_DEFLATED) as packed:
            xml = self._etree.tostring(
                root, xml_declaration=True, encoding="utf-8", pretty_print=False
            )
            packed.writestr("project.qde", xml)
            for name, data in self._files.items():
                packed.writestr(f"sources/{name}", data)
        return written.getvalue()

    def _root(self) -> Any:
        space: Any = {None: SPACE}
        named = {"name": legal(self._project.title), "origin": ORIGIN}
        dated = self._dated("creationDateTime", "modifiedDateTime")
        signed = {"creatingUserGUID": self._user_guid("")}
        root = self._etree.Element(f"{_TAG}Project", {**named, **signed, **dated}, nsmap=space)
        users = self._add(root, "Users")
        for name in dict.fromkeys((self._user, *self._project.users)):
            self._add(users, "User", guid=self._user_guid(name), name=legal(name))
        if self._project.codes:
            add_codes(self._add(root, "CodeBook"), self._project.codes)
        if self._facts:
            variables = self._add(root, "Variables")
            for name in self._facts:
                self._add(
                    variables,
                    "Variable",
                    guid=guid(f"variable:{name}"),
                    name=legal(name),
                    typeOfVariable="Text",
                )
        if self._project.texts:
            sources = self._add(root, "Sources")
            for text in self._project.texts:
                self._source(sources, text)
        return root

    def _source(self, sources: Any, text: TextEntry) -> None:
        key = guid(text.key)
        if not text.original:
            self._facts_of(self._text(sources, "TextSource", text, key), text)
            return
        self._files[f"{key}.pdf"] = text.original
        source = self._add(
            sources,
            "PDFSource",
            guid=key,
            name=legal(text.title),
            path=f"internal://{key}.pdf",
            creatingUser=self._user_guid(""),
            **self._dated("creationDateTime", "modifiedDateTime"),
        )
        self._text(source, "Representation", text, guid(f"{text.key}:text"))
        self._facts_of(source, text)

    def _text(self, above: Any, name: str, text: TextEntry, key: str) -> Any:
        self._files[f"{key}.txt"] = text.text.encode()
        element = self._add(
            above,
            name,
            guid=key,
            name=legal(text.title),
            plainTextPath=f"internal://{key}.txt",
            creatingUser=self._user_guid(""),
            **self._dated("creationDateTime", "modifiedDateTime"),
        )
        if text.note:
            self._add(element, "Description").text = legal(text.note)
        for stretch in text.stretches:
            self._stretch(element, text, stretch)
        return element

    def _stretch(self, source: Any, text: TextEntry, stretch: Stretch) -> None:
        words = " ".join(text.text[stretch.start : stretch.stop].split())
        element = self._add(
            source,
            "PlainTextSelection",
            guid=guid(stretch.key),
            name=legal(words[:_NAME]),
            startPosition=str(stretch.start),
            endPosition=str(stretch.stop),
            creatingUser=self._user_guid(next((who for _, who in stretch.codes if who), "")),
            **self._dated("creationDateTime", "modifiedDateTime"),
        )
        if stretch.memo:
            self._add(element, "Description").text = legal(stretch.memo)
        for number, (code, who) in enumerate(stretch.codes):
            coding = self._add(
                element,
                "Coding",
                guid=guid(f"{stretch.key}:{code}:{number}"),
                creatingUser=self._user_guid(who),
                **self._dated("creationDateTime"),
            )
            self._add(coding, "CodeRef", targetGUID=guid(code))

    def _facts_of(self, source: Any, text: TextEntry) -> None:
        for name, words in text.facts:
            value = self._add(source, "VariableValue")
            self._add(value, "VariableRef", targetGUID=guid(f"variable:{name}"))
            self._add(value, "TextValue").text = legal(words)

    def _add(self, above: Any, tag: str, **attributes: str) -> Any:
        return self._etree.SubElement(above, f"{_TAG}{tag}", attributes)

    def _user_guid(self, name: str) -> str:
        return guid(f"user:{name or self._user}")

    def _dated(self, *names: str) -> dict[str, str]:
        return dict.fromkeys(names, self._at)


_NAME = 60
