"""Reads a REFI-QDA project (.qdpx) of any program, as tolerantly as can be done without guessing.

Programs differ in how they count: ATLAS.ti counts a Windows line end once, MAXQDA twice, others
count UTF-16 units. Where a text makes a difference between these, the names of the selections (the
words that they mark) and their bounds decide; where nothing decides, that is said.
"""

from __future__ import annotations

import io
import zipfile
from collections import Counter
from dataclasses import dataclass, field
from pathlib import PurePosixPath
from typing import TYPE_CHECKING, Any

from workbench.errors import ExchangeUnreadable
from workbench.exchange.codebook import children, codes_in, local, parsed, words_in
from workbench.exchange.counting import positions
from workbench.exchange.project import Project, Stretch, TextEntry
from workbench.model.many import many

if TYPE_CHECKING:
    from collections.abc import Iterator

_LARGEST = 512 * 1024 * 1024
_TEXTS = ("TextSource", "PDFSource")
_NOT_TAKEN = {
    "PictureSource": "picture",
    "AudioSource": "audio source",
    "VideoSource": "video source",
    "PDFSelection": "marked rectangle in a PDF",
    "Case": "case",
    "Link": "link",
    "Set": "set",
    "Graph": "graph",
}


def read_project(data: bytes, name: str) -> Project:
    """The project in a file.

    Raises:
        ExchangeUnreadable: it is no such project.
    """
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as packed:
            return _Reading(packed, name).project()
    except zipfile.BadZipFile:
        raise ExchangeUnreadable(name, "it is no zip file, as a .qdpx is") from None


@dataclass
class _Selection:
    element: Any
    start: int
    stop: int
    words: str


@dataclass
class _Reading:
    packed: zipfile.ZipFile
    name: str
    lost: list[str] = field(default_factory=list)

    def project(self) -> Project:
        self._files = {
            PurePosixPath(each.filename.replace("\\", "/")).name.casefold(): each
            for each in self.packed.infolist()
            if not each.is_dir()
        }
        root = self._root()
        self._users = {
            each.get("guid", ""): each.get("name", "")
            for each in root.iter()
            if local(each) == "User"
        }
        self._notes = self._notes_in(root)
        self._variables = {
            each.get("guid", ""): each.get("name", "")
            for each in root.iter()
            if local(each) == "Variable"
        }
        codes = tuple(code for book in children(root, "CodeBook") for code in codes_in(book))
        self._known = {code.key for code in codes}
        sources = [each for some in children(root, "Sources") for each in some]
        texts = tuple(
            text for each in sources if local(each) in _TEXTS for text in self._text(each)
        )
        self._tell_what_is_left(root)
        return Project(
            title=root.get("name", "") or self.name,
            codes=codes,
            texts=texts,
            users=tuple(filter(None, self._users.values())),
            origin=root.get("origin", ""),
            lost=tuple(self.lost),
        )

    def _root(self) -> Any:
        found = next((each for name, each in self._files.items() if name.endswith(".qde")), None)
        if found is None:
            raise ExchangeUnreadable(self.name, "there is no project.qde in it")
        root = parsed(self._bytes(found), self.name)
        if local(root) != "Project":
            raise ExchangeUnreadable(self.name, f"it holds a {local(root)}, not a Project")
        return root

    def _bytes(self, entry: zipfile.ZipInfo) -> bytes:
        if entry.file_size > _LARGEST:
            raise ExchangeUnreadable(self.name, f"{entry.filename} in it is larger than 512 MB")
        return self.packed.read(entry)

    def _text(self, element: Any) -> Iterator[TextEntry]:
        """One source; nothing where its text is not in the file, which is then said."""
        title = " ".join(element.get("name", "").split()) or "Source without a name"
        held = next(children(element, "Representation"), element)
        raw = self._plain_text(held)
        if raw is None or not raw.strip():
            why = "has no words" if raw is not None else "has no text in the file"
            marks = sum(1 for _ in self._selections(element))
            tail = (
                f", so {many(marks, 'coded stretch', 'coded stretches')} went with it"
                if marks
                else ""
            )
            self.lost.append(f"“{title}” {why}{tail}.")
            return
        text, places, doubt = positions(
            raw, [(each.start, each.stop, each.words) for each in self._selections(element)]
        )
        if doubt:
            self.lost.append(f"“{title}”: {doubt}")
        stretches = [
            self._stretch(each, place)
            for each, place in zip(self._selections(element), places, strict=True)
            if place is not None
        ]
        outside = sum(place is None for place in places)
        if outside:
            told = many(outside, "coded stretch lies", "coded stretches lie")
            self.lost.append(f"“{title}”: {told} outside the text.")
        yield TextEntry(
            key=element.get("guid", ""),
            title=title,
            text=text,
            note=self._said(held) or self._said(element),
            stretches=tuple(stretches),
            facts=tuple(self._facts(element)),
            original=self._file(element.get("path", "")) or b"",
        )

    def _plain_text(self, element: Any) -> str | None:
        for content in children(element, "PlainTextContent"):
            return str(content.text or "")
        data = self._file(element.get("plainTextPath", ""))
        return None if data is None else data.decode("utf-8-sig", "replace")

    def _file(self, path: str) -> bytes | None:
        """What a path names, by its last part: programs differ in the rest of it."""
        name = path.rpartition("://")[2].replace("\\", "/").rpartition("/")[2]
        entry = self._files.get(name.casefold())
        return self._bytes(entry) if entry else None

    def _selections(self, element: Any) -> Iterator[_Selection]:
        """All selections in the text of a source, wherever a program has put them."""
        for each in element.iter():
            if local(each) == "PlainTextSelection":
                try:
                    start, stop = (
                        int(each.get("startPosition", "")),
                        int(each.get("endPosition", "")),
                    )
                except ValueError:
                    start, stop = -1, -1
                yield _Selection(each, start, stop, each.get("name", ""))

    def _stretch(self, selection: _Selection, place: tuple[int, int]) -> Stretch:
        element = selection.element
        codes = []
        for coding in children(element, "Coding"):
            who = self._users.get(coding.get("creatingUser", ""), "")
            codes += [
                (ref.get("targetGUID", ""), who)
                for ref in children(coding, "CodeRef")
                if ref.get("targetGUID", "") in self._known
            ]
        return Stretch(
            key=element.get("guid", ""),
            start=place[0],
            stop=place[1],
            codes=tuple(dict.fromkeys(codes)),
            memo=self._said(element),
        )

    def _said(self, element: Any) -> str:
        """The description of an element, and the notes that it refers to."""
        notes = (
            self._notes.get(ref.get("targetGUID", ""), "") for ref in children(element, "NoteRef")
        )
        return "\n\n".join(each for each in (words_in(element, "Description"), *notes) if each)

    def _notes_in(self, root: Any) -> dict[str, str]:
        found = {}
        for notes in children(root, "Notes"):
            for each in notes:
                words = (self._plain_text(each) or "").strip()
                found[each.get("guid", "")] = words or words_in(each, "Description")
        return found

    def _facts(self, element: Any) -> Iterator[tuple[str, str]]:
        for value in children(element, "VariableValue"):
            name = next(
                (
                    self._variables.get(ref.get("targetGUID", ""), "")
                    for ref in children(value, "VariableRef")
                ),
                "",
            )
            words = next(
                (str(each.text or "") for each in value if local(each) != "VariableRef"), ""
            )
            if name and words:
                yield name, words

    def _tell_what_is_left(self, root: Any) -> None:
        counted = Counter(local(each) for each in root.iter())
        for tag, one in _NOT_TAKEN.items():
            if counted[tag]:
                several = f"{one}s" if "in a" not in one else one.replace("rectangle", "rectangles")
                self.lost.append(f"Not taken: {many(counted[tag], one, several)}.")
