"""The reading process: takes the bytes of one file after the other, gives drafts or refusals.

Started as `python -m workbench.intake.worker`; it ends when the pipe to it closes. It opens no file
of an analyst and no connection. What a parser breaks ends this process, never the window: no error
but those that an analyst can mend is caught here.
"""

from __future__ import annotations

import logging
import os
import sys
from typing import TYPE_CHECKING, Any

from workbench.errors import ReadingStopped, WorkbenchError
from workbench.intake import wire
from workbench.intake.read import read_bytes
from workbench.plugins.found import plugins

if TYPE_CHECKING:
    from typing import BinaryIO

MEMORY = 2 * 1024**3
"""How many bytes of memory the process may have, where the system can hold it to that."""


def main(memory: int = MEMORY) -> int:
    """Read what comes in until nothing more comes, and return the exit code."""
    _limit(memory)
    logging.getLogger().addHandler(logging.NullHandler())  # its last words are those of a crash
    asked = sys.stdin.buffer
    answers = os.fdopen(os.dup(sys.stdout.fileno()), "wb")
    os.dup2(sys.stderr.fileno(), sys.stdout.fileno())  # what a library prints goes elsewhere
    serve(asked, answers)
    return 0


def serve(asked: BinaryIO, answers: BinaryIO) -> None:
    """Answer each message until the stream ends."""
    while True:
        try:
            message, blobs = wire.receive(asked)
        except wire.Hangup:
            return
        plugins().follow(message["left_out"])
        told, blobs = _answer(message, blobs[0])
        wire.send(answers, told | {"left_out": plugins().faults}, blobs)


def _answer(message: dict[str, Any], data: bytes) -> tuple[dict[str, Any], list[bytes]]:
    name = message["name"]
    try:
        if "page" in message:
            return _shown(message, data)
        if "table" in message:
            return _tabled(message, data)
        how = {each: message[each] for each in ("encoding", "reader")}
        draft = read_bytes(data, name, **how)
    except WorkbenchError as fault:
        return {"fault": wire.fault_told(fault)}, []
    except MemoryError:
        return {"fault": wire.fault_told(ReadingStopped(name, "needed too much memory"))}, []
    except RecursionError:
        return {"fault": wire.fault_told(ReadingStopped(name, "found it nested too deep"))}, []
    told, blobs = wire.packed(draft)
    return {"draft": told}, blobs


def _shown(message: dict[str, Any], data: bytes) -> tuple[dict[str, Any], list[bytes]]:
    from workbench.intake.page_image import render_page

    image = render_page(
        data, message["name"], message["page"], width=message["width"], spans=message["spans"]
    )
    told = {"width": image.width, "height": image.height, "boxes": image.boxes}
    return {"image": told}, [image.pixels]


def _tabled(message: dict[str, Any], data: bytes) -> tuple[dict[str, Any], list[bytes]]:
    from workbench.intake.table.read import Way, table_in
    from workbench.intake.table.told import packed

    told, blobs = packed(table_in(data, message["name"], Way(**message["table"])))
    return {"table": told}, blobs


def _limit(memory: int) -> None:
    """Hold this process to so many bytes, without leave to write files or leave a core dump."""
    if sys.platform == "win32":
        return
    import resource

    for what, most in (
        (resource.RLIMIT_AS, memory),
        (resource.RLIMIT_CORE, 0),
        (resource.RLIMIT_FSIZE, 1024**2),
    ):
        _, ceiling = resource.getrlimit(what)
        lowest = most if ceiling == resource.RLIM_INFINITY else min(most, ceiling)
        resource.setrlimit(what, (lowest, ceiling))


if __name__ == "__main__":
    sys.exit(main())
