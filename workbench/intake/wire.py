"""What the window and the reading process say to one another, over two pipes.

A message is a line of JSON that ends with the sizes of the blobs after it. Nothing that runs is
ever sent, so that a broken reader cannot make the window do anything.
"""

from __future__ import annotations

import json
from dataclasses import fields
from typing import TYPE_CHECKING, Any

from workbench import errors
from workbench.errors import PluginFailed, WorkbenchError
from workbench.intake.document import Run
from workbench.intake.draft import Draft
from workbench.model.when import When

if TYPE_CHECKING:
    from collections.abc import Sequence
    from typing import BinaryIO

_LONGEST_LINE = 64 * 1024 * 1024
_BLOBS = ("text", "original")
_DATES = ("published", "accessed", "made")


class Hangup(Exception):
    """The other side is gone, or says what no side would say."""


def send(stream: BinaryIO, message: dict[str, Any], blobs: Sequence[bytes] = ()) -> None:
    """Write one message with its blobs."""
    line = json.dumps(message | {"sizes": [len(each) for each in blobs]})
    stream.write(line.encode("ascii") + b"\n")
    stream.writelines(blobs)
    stream.flush()


def receive(stream: BinaryIO) -> tuple[dict[str, Any], list[bytes]]:
    """Read one message with its blobs.

    Raises:
        Hangup: the stream ended, or holds something else.
    """
    line = stream.readline(_LONGEST_LINE)
    try:
        message = json.loads(line)
        sizes = message.pop("sizes")
    except (ValueError, AttributeError, KeyError, TypeError) as fault:
        raise Hangup from fault
    blobs = [stream.read(size) for size in sizes]
    if [len(each) for each in blobs] != sizes:
        raise Hangup
    return message, blobs


def packed(draft: Draft) -> tuple[dict[str, Any], list[bytes]]:
    """Return a draft as a message and blobs: its text, and all of each attachment.

    The bytes that it was read from are left out, since the other side sent them.
    """
    told = {each.name: getattr(draft, each.name) for each in fields(Draft)}
    for name in _BLOBS:
        del told[name]
    for name in _DATES:
        told[name] = told[name].text
    told["runs"] = [(run.start, run.page, run.first, run.length) for run in draft.runs]
    blobs, inner = [draft.text.encode()], []
    for each in draft.attachments:
        message, more = packed(each)
        inner.append(message | {"blobs": len(more) + 1})
        blobs += [each.original, *more]
    return told | {"attachments": inner}, blobs


def unpacked(told: dict[str, Any], blobs: list[bytes], original: bytes) -> Draft:
    """Return the draft of `original` that a message and its blobs hold."""
    at, attachments = 1, []
    for each in told["attachments"]:
        size = each.pop("blobs")
        attachments.append(unpacked(each, blobs[at + 1 : at + size], blobs[at]))
        at += size
    given = told | {name: When(told[name]) for name in _DATES}
    given["warnings"] = tuple(told["warnings"])
    given["runs"] = tuple(Run(*each) for each in told["runs"])
    given["attachments"] = tuple(attachments)
    return Draft(text=blobs[0].decode(), original=original, **given)


def fault_told(fault: WorkbenchError) -> dict[str, str]:
    """Return an error as its class and words."""
    told = {"kind": type(fault).__name__, "words": str(fault)}
    return told | {"plugin": fault.plugin} if isinstance(fault, PluginFailed) else told


def fault_meant(told: dict[str, str]) -> WorkbenchError:
    """Return the error that `fault_told` told of."""
    kind = getattr(errors, told["kind"], WorkbenchError)
    fault: WorkbenchError = kind.__new__(kind, told["words"])
    if isinstance(fault, PluginFailed):
        fault.plugin = told["plugin"]
    return fault
