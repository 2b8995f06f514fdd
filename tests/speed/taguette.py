"""Taguette, a peer for measuring only: its server on this machine, spoken to as its page does.

It is never a dependency, and nothing here installs it. To measure beside it, put it into an
environment of its own and say where that is:

    python -m venv /tmp/taguette && /tmp/taguette/bin/pip install taguette
    WORKBENCH_TAGUETTE=/tmp/taguette/bin/python python -m pytest tests/speed/test_peer_speed.py -s
"""

from __future__ import annotations

import json
import os
import re
import socket
import subprocess
import uuid
from html import escape
from http.cookiejar import CookieJar
from pathlib import Path
from typing import TYPE_CHECKING, Any
from urllib.request import HTTPCookieProcessor, Request, build_opener

if TYPE_CHECKING:
    from typing import Self

_MAIN = "from taguette.main import main; main()"
_SECONDS = 600


def as_html(text: str) -> bytes:
    """A text as the web page that both programs read."""
    said = "".join(f"<p>{escape(each, quote=False)}</p>" for each in text.split("\n\n"))
    return f"<html><body>{said}</body></html>".encode()


class Taguette:
    """A server of its own with one project, from `with` to its end."""

    def __init__(self, python: str, folder: Path) -> None:
        """Prepare one that `python` runs, with its database in a folder."""
        with socket.socket() as free:
            free.bind(("127.0.0.1", 0))
            self._port = free.getsockname()[1]
        self._command = [python, "-c", _MAIN, "--no-browser", "--bind", "127.0.0.1"]
        self._command += ["--port", str(self._port), "--database", str(folder / "taguette.sqlite3")]
        self._cookies = CookieJar()
        self._web = build_opener(HTTPCookieProcessor(self._cookies))

    def __enter__(self) -> Self:
        """Start the server, log in with the token that it prints, and make a project."""
        environment = os.environ | {"TAGUETTE_TEST_LOCALE": "en"}
        self._server = subprocess.Popen(  # noqa: S603 - what the environment names
            self._command, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, env=environment
        )
        assert self._server.stdout is not None
        token = next(
            found[1] for line in self._server.stdout if (found := re.search(rb"token=(\w+)", line))
        )
        self._open(f"/?token={token.decode()}")
        self._open("/project/new")
        page = self._send("/project/new", {"name": "speed", "description": ""}).decode()
        project = re.search(r"/project/(\d+)", page)
        assert project is not None
        self._api = f"/api/project/{project[1]}"
        return self

    def __exit__(self, *_fault: object) -> None:
        """End the server."""
        self._server.terminate()
        self._server.wait(20)
        if self._server.stdout is not None:
            self._server.stdout.close()

    def cpu(self) -> float:
        """The CPU seconds of the server."""
        told = Path(f"/proc/{self._server.pid}/stat").read_text("ascii").rpartition(")")[2].split()
        return (int(told[11]) + int(told[12])) / os.sysconf("SC_CLK_TCK")

    def add(self, name: str, page: bytes) -> int:
        """Bring a page in; gives its number."""
        fields = {"name": name, "description": ""}
        answer = self._send(f"{self._api}/document/new", fields, (f"{name}.html", page))
        return int(json.loads(answer)["created"])

    def code(self, name: str) -> int:
        """Make a code; gives its number."""
        return int(self._ask("/tag/new", {"path": name, "description": ""})["id"])

    def mark(self, document: int, start: int, stop: int, code: int) -> None:
        """Mark the bytes `start` to `stop` of a document."""
        asked = {"start_offset": start, "end_offset": stop, "tags": [code]}
        self._ask(f"/document/{document}/highlight/new", asked)

    def _open(self, path: str | Request) -> bytes:
        asked = path if isinstance(path, Request) else f"http://127.0.0.1:{self._port}{path}"
        with self._web.open(asked, timeout=_SECONDS) as answer:
            return bytes(answer.read())

    def _ask(self, path: str, asked: dict[str, Any]) -> dict[str, Any]:
        head = {"Content-Type": "application/json", "X-XSRFToken": self._guard()}
        where = f"http://127.0.0.1:{self._port}{self._api}{path}"
        answer = self._open(Request(where, json.dumps(asked).encode(), head))
        found: dict[str, Any] = json.loads(answer or b"{}")
        return found

    def _send(
        self, path: str, fields: dict[str, str], file: tuple[str, bytes] | None = None
    ) -> bytes:
        line = uuid.uuid4().hex
        head = f"--{line}\r\nContent-Disposition: form-data; name="
        given = fields | {"_xsrf": self._guard()}
        body = "".join(f'{head}"{key}"\r\n\r\n{value}\r\n' for key, value in given.items()).encode()
        if file:
            body += f'{head}"file"; filename="{file[0]}"\r\n'.encode()
            body += b"Content-Type: text/html\r\n\r\n" + file[1] + b"\r\n"
        body += f"--{line}--\r\n".encode()
        kind = {"Content-Type": f"multipart/form-data; boundary={line}"}
        return self._open(Request(f"http://127.0.0.1:{self._port}{path}", body, kind))

    def _guard(self) -> str:
        return next(str(each.value) for each in self._cookies if each.name == "_xsrf")
