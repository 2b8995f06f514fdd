"""The console's process, spoken to without a window."""

from __future__ import annotations

import ast
import os
import re
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from jupyter_client.kernelspec import KernelSpec, KernelSpecManager
from jupyter_client.manager import KernelManager
from typing_extensions import override

import workbench
from tests.hostile.corpus import corpus
from workbench.__main__ import main as start
from workbench.console.kernel import main
from workbench.console.window import TARGET

if TYPE_CHECKING:
    from collections.abc import Iterator

WAIT = 30.0
ENDLESS = "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n) SELECT count(*) FROM n"


class OneSpec(KernelSpecManager):  # type: ignore[misc]  # untyped library
    """Starts the console's process on one dossier."""

    dossier: Path

    @override
    def get_kernel_spec(self, kernel_name: str) -> KernelSpec:
        return KernelSpec(
            argv=[
                sys.executable,
                *("-m", "workbench.console.kernel", "--dossier", str(self.dossier)),
                *("-f", "{connection_file}"),
            ],
            env={"PYTHONPATH": os.pathsep.join(sys.path)},
            interrupt_mode="message",
        )


class Console:
    """A started process and a client that talks to it."""

    def __init__(self, process: KernelManager) -> None:
        self.process = process
        self.client = process.client()
        self.client.start_channels()
        self.client.wait_for_ready(timeout=WAIT)

    def run(self, code: str) -> dict[str, Any]:
        """The results of `code`: the texts by type, the error, what was printed."""
        got: dict[str, Any] = {"printed": ""}

        def take(message: dict[str, Any]) -> None:
            content = message["content"]
            got.update(content.get("data", {}))
            got["printed"] += content.get("text", "")
            got["error"] = content.get("traceback", got.get("error"))

        self.client.execute_interactive(
            code, timeout=WAIT, output_hook=take, allow_stdin=False, stop_on_error=False
        )
        return got

    def stop_while_running(self, code: str) -> str:
        """Runs `code`, which never ends, and stops it; how it ended."""
        asked = self.client.execute(code, allow_stdin=False, stop_on_error=False)
        while self.client.get_iopub_msg(timeout=WAIT)["msg_type"] != "stream":
            pass
        self.process.interrupt_kernel()
        while (reply := self.client.get_shell_msg(timeout=WAIT))["parent_header"][
            "msg_id"
        ] != asked:
            pass
        return str(reply["content"]["ename"])


@pytest.fixture(scope="module")
def console(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Console]:
    folder = tmp_path_factory.mktemp("console")
    made = workbench.new_dossier(folder / "test.dossier", title="Test dossier")
    made.decisions.add(workbench.model.decision.Decision(title="Purchase approved"))
    made.close()
    spec = OneSpec()
    spec.dossier = made.path
    process = KernelManager(
        kernel_spec_manager=spec,
        transport="ipc" if os.name == "posix" else "tcp",
        connection_file=str(folder / "c.json"),
        shutdown_wait_time=WAIT,
    )
    process.start_kernel()
    console = Console(process)
    yield console
    console.client.stop_channels()
    process.shutdown_kernel()


def test_a_noun_of_the_dossier_shows_as_a_table(console: Console) -> None:
    assert (
        '<td align="left">Purchase approved</td>' in console.run("dossier.decisions")["text/html"]
    )


def test_a_list_of_records_shows_as_a_table_and_another_list_as_it_is(console: Console) -> None:
    assert "<table" in console.run("dossier.decisions.find()")["text/html"]
    assert console.run("[1, 2]").keys() & {"text/html", "text/plain"} == {"text/plain"}


def test_an_operation_shows_who_did_what_and_not_how_the_log_is_chained(console: Console) -> None:
    console.run('with dossier.operation("Two"): dossier.items.add(Item(title="A"))')
    for line in ("dossier.undo()", "dossier.operations()[:2]"):
        shown = console.run(line)["text/html"]
        assert '<td align="left">Two</td>' in shown
        assert "Previous" not in shown


def test_what_a_search_finds_and_what_was_brought_in_show_as_tables(
    console: Console, tmp_path: Path
) -> None:
    found = console.run('dossier.search("approved")')["text/html"]
    assert '<td align="left">D-0001</td>' in found
    (tmp_path / "a.txt").write_text("Words of a notice.", "utf-8")
    brought = console.run(f"""brought = dossier.sources.bring_in([{str(tmp_path / "a.txt")!r}])
[ref] = [each.ref for each in dossier.sources.find() if each.id == brought.added[0].id]
print(ref)
brought""")
    ref = brought["printed"].strip()
    assert re.fullmatch(r"S-\d{4}", ref)
    assert f'<td align="left">{ref}</td>' in brought["text/html"]


def test_one_record_shows_as_its_facts(console: Console) -> None:
    assert "D-0001  Decision" in console.run('dossier.get("D-0001")')["text/html"]


def test_a_refusal_shows_as_its_message_and_not_as_a_stack(console: Console) -> None:
    error = console.run('dossier.get("D-0099")')["error"]

    assert len(error) == 1
    assert "No decision 'D-0099' in this dossier." in error[0]


def test_a_fault_of_the_script_shows_its_stack(console: Console) -> None:
    assert "ZeroDivisionError" in "".join(console.run("1 / 0")["error"])


def test_what_the_console_writes_is_an_operation_of_the_dossier(console: Console) -> None:
    console.run('dossier.parties.add(Party(title="ByteDance"))')

    assert "Add party" in console.run("print(dossier.operations()[0].label)")["printed"]
    console.run("dossier.undo()")


HARM = """from workbench.errors import WorkbenchError
taken = refused = 0
for path in {paths}:
    try:
        added = dossier.sources.add_file(path)
        taken += 1
    except WorkbenchError:
        refused += 1
taken, refused, dossier.check()"""


def test_each_file_made_to_harm_costs_the_console_itself_only(
    console: Console, tmp_path: Path
) -> None:
    files = [*map(str, corpus(tmp_path).values())]
    bomb = next(each for each in files if each.endswith("bomb.docx"))
    error = console.run(f"dossier.sources.add_file({bomb!r})")["error"]
    assert len(error) == 1  # a refusal, and no stack
    assert "too large" in error[0]
    told = [
        console.run(HARM.format(paths=files[start : start + 40]))
        for start in range(0, len(files), 40)
    ]
    assert {words["error"] for words in told} == {None}  # a refusal is all that is raised
    counts = [ast.literal_eval(words["text/plain"]) for words in told]
    assert sum(taken + refused for taken, refused, _ in counts) == len(files)
    assert min(sum(taken for taken, _, _ in counts), sum(no for _, no, _ in counts)) > 50
    assert all(found == [] for _, _, found in counts)


def test_a_script_of_the_library_runs_only_when_it_is_trusted(console: Console) -> None:
    folder = Path(ast.literal_eval(console.run("str(dossier.path)")["text/plain"])).parent
    script = folder / "scripts" / "count.py"
    script.parent.mkdir()
    script.write_text("print('counted', dossier.decisions.count())\n", encoding="utf-8")
    for way in ("%run", "%run -i"):
        refused = console.run(f"{way} {str(script)!r}")
        assert "ScriptNotTrusted" in refused["error"][0]
        assert "counted" not in refused["printed"]
    elsewhere = script.rename(folder / "count.py")
    for way in ("%run", "%run -i"):
        assert "counted 1" in console.run(f"{way} {str(elsewhere)!r}")["printed"]


def test_what_is_printed_after_a_tracked_loop_starts_a_line(console: Console) -> None:
    for _ in range(5):  # two streams: their order is that in which they are handed over
        printed = console.run("for n in track(range(3)): pass\nprint('done')")["printed"]
        assert printed.endswith("3 of 3\ndone\n")


def tip_of(console: Console, code: str) -> str:
    """What a call tip says, without its colours."""
    client = console.client
    asked = client.inspect(code)
    while (reply := client.get_shell_msg(timeout=WAIT))["parent_header"]["msg_id"] != asked:
        pass
    return re.sub(r"\x1b\[[\d;]*m", "", reply["content"]["data"]["text/plain"])


def test_a_call_tip_tells_how_to_call_a_verb_and_not_where_its_file_lies(console: Console) -> None:
    tip = tip_of(console, "dossier.decisions.remove(")
    told = tip_of(console, "dossier.agreements.together(")

    assert "unit: Unit | str = 'sentence'" in told
    assert "dossier.decisions.remove(key: str | Record) -> None" in tip
    assert "Removes a record" in tip
    assert ".py" not in tip


def test_an_endless_loop_is_stopped(console: Console) -> None:
    assert console.stop_while_running("print(1, flush=True)\nwhile True: pass") == (
        "KeyboardInterrupt"
    )


def test_an_endless_search_of_the_database_is_stopped(console: Console) -> None:
    code = f"""print(1, flush=True)
with dossier.store.reading() as connection:
    connection.exec_driver_sql("{ENDLESS}")"""

    assert console.stop_while_running(code) in {"Interrupted", "KeyboardInterrupt"}
    assert "Purchase" in console.run("print(dossier.decisions.find()[0].title)")["printed"]


def test_the_window_tells_what_it_shows_before_a_cell_runs(console: Console) -> None:
    client = console.client
    found = console.run('print(dossier.get("D-0001").id)')["printed"].strip()
    state = {"kind": "decision", "ids": [found], "query": "stance:deny", "dark": True}
    opened = {"comm_id": "line", "target_name": TARGET, "data": state}
    client.shell_channel.send(client.session.msg("comm_open", opened))

    told = console.run("print(selection[0].title, '|', query)")["printed"]
    assert told.strip() == "Purchase approved | stance:deny"


@pytest.mark.skipif(sys.platform != "linux", reason="reads /proc")
def test_the_console_listens_on_no_network_port(console: Console) -> None:
    process = console.process.provisioner.pid
    sockets = set()
    for each in Path(f"/proc/{process}/fd").iterdir():
        try:
            sockets.add(each.readlink().name)
        except FileNotFoundError:
            continue
    listening = [
        row.split()[9]
        for table in ("tcp", "tcp6")
        for row in Path(f"/proc/{process}/net/{table}").read_text("ascii").splitlines()[1:]
        if row.split()[3] == "0A"
    ]

    assert sockets
    assert not [each for each in listening if f"socket:[{each}]" in sockets]


def test_the_process_says_why_it_cannot_open_the_dossier(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["--dossier", str(tmp_path / "gone.dossier"), "-f", "unused"]) == 1
    assert "gone.dossier" in capsys.readouterr().err


def test_a_bundle_without_an_interpreter_starts_the_process_by_an_option(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert start(["--console-kernel", "--dossier", str(tmp_path / "gone.dossier"), "-f", "x"]) == 1
    assert "gone.dossier" in capsys.readouterr().err


def test_the_process_ends_when_its_window_is_gone_already(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("JPY_PARENT_PID", "1")

    assert main(["--dossier", str(tmp_path / "gone.dossier"), "-f", "unused"]) == 0
