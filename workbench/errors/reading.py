"""What may stand in the way of reading a document in."""

from __future__ import annotations

from workbench.errors.root import WorkbenchError


class FileNotReadable(WorkbenchError):
    """A file that is not there or not allowed."""

    def __init__(self, name: str, fault: str) -> None:
        super().__init__(
            f"'{name}' cannot be read: {fault}. Check that it is there and that you may open it."
        )


class EmptySource(WorkbenchError):
    """A file or text without words."""

    def __init__(self, name: str) -> None:
        super().__init__(
            f"There are no words in '{name}'. Open it in another program, copy its text and paste "
            "that here."
        )


class EmptyFile(WorkbenchError):
    """A file of 0 bytes."""

    def __init__(self, name: str) -> None:
        super().__init__(
            f"'{name}' is empty: it has 0 bytes. Its download or its copy was probably cut off: "
            "get it again from where it came, and add that."
        )


class BinarySource(WorkbenchError):
    """A file that holds no text: what it is, and what to do about that, as far as it is known."""

    def __init__(self, name: str, what: str = "", advice: str = "") -> None:
        kind = f"is {what}, which is not read here" if what else "holds no text that can be read"
        advice = advice or (
            "Save it as plain text or HTML in the program it belongs to, or paste its text."
        )
        super().__init__(f"'{name}' {kind}. {advice}")


class SourceTooLarge(WorkbenchError):
    """More than can be read at once."""

    def __init__(self, name: str, size: str, limit: str) -> None:
        super().__init__(
            f"'{name}' is too large: {size}, and at most {limit} can be read. Split it, or paste "
            "the part that matters."
        )


class DamagedSource(WorkbenchError):
    """A file that is broken, or protected by a password."""

    def __init__(self, name: str, what: str) -> None:
        super().__init__(
            f"'{name}' cannot be read: {what}. Open it in the program it belongs to, save it anew, "
            "and add that."
        )


class NoTextLayer(WorkbenchError):
    """A PDF whose pages are pictures."""

    def __init__(self, name: str, pages: int) -> None:
        many = "its page is a picture" if pages == 1 else f"its {pages:,} pages are pictures"
        super().__init__(
            f"'{name}' has no text layer: {many}. Have a program for text recognition (OCR) add "
            "one, or type its text."
        )


class ReadingStopped(WorkbenchError):
    """A reader that took too long, too much, or broke down; nothing else is touched."""

    def __init__(self, name: str, what: str, plugin: str = "") -> None:
        whose = f" of the plugin “{plugin}”" if plugin else ""
        left_out = " The plugin is left out until you start again." if plugin else ""
        super().__init__(
            f"'{name}' was given up: the reader{whose} {what}.{left_out} Save it in another form, "
            "such as plain text, and add that."
        )


class NothingToRetry(WorkbenchError):
    """A report without files that failed, or a folder in which none of them lies."""

    def __init__(self, report: str, folder: str = "") -> None:
        super().__init__(
            f"None of the files that {report} could not add lies in {folder}. Choose their folder."
            if folder
            else f"{report} has no file that was not added."
        )


class NoPages(WorkbenchError):
    """A source that was not read from pages, or has no such page."""

    def __init__(self, name: str, count: int = 0) -> None:
        there = f"has {count:,} {'page' if count == 1 else 'pages'}: give a number from 1 up to it"
        super().__init__(f"'{name}' {there if count else 'has no pages: only a PDF has them'}.")


class NoSuchReader(WorkbenchError):
    """No reader has that name."""

    def __init__(self, name: str, known: str) -> None:
        super().__init__(f"No reader is called {name!r}. There are: {known}.")


class UnknownEncoding(WorkbenchError):
    """No encoding has that name, or it does not fit."""

    def __init__(self, name: str, encoding: str) -> None:
        super().__init__(
            f"'{name}' cannot be read as {encoding!r}. Choose another encoding, such as utf-8, "
            "cp1252 or gb18030, or leave the choice open."
        )


class QuoteNotFound(WorkbenchError):
    """Words that do not stand in a source, or more than once."""

    def __init__(self, quote: str, places: int) -> None:
        shown = quote if len(quote) <= 60 else quote[:59] + "…"  # noqa: PLR2004 - what fits a line
        super().__init__(
            f"'{shown}' stands in the source {places} times. Add words around it, or say where."
            if places
            else f"'{shown}' does not stand in the source. Copy the words exactly as they are."
        )
        self.places = places
