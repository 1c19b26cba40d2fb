"""What native code in the place of a reader was tried to get (November 2026), each by calls of the system itself.

`ctypes` is loaded before the reader is forked, so that Python's own guards are not asked: what holds is the kernel.
"""

from __future__ import annotations

import os
import socket
import struct
import sys
import textwrap
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from tasks import sandbox
from tasks.limits import Limits
from tasks.sandbox import ReaderFailed, confine, kernel, read

LIMITS = Limits(seconds=30, processor_seconds=5, memory=600_000_000)
Hostile = Callable[[str], str]

pytestmark = [
    pytest.mark.skipif(not sys.platform.startswith("linux"), reason="only Linux has Landlock and seccomp"),
    pytest.mark.skipif(bool(confine.OFFER.lacking), reason=f"this system has no {confine.OFFER.lacking}"),
]

PRELUDE = """
import ctypes, os, struct, sys
from pathlib import Path
libc = ctypes.CDLL(None, use_errno=True)
PARENT = os.getppid()
COMPLETE = ctypes.create_string_buffer(4096)

def call(name, *given):
    ctypes.set_errno(0)
    answer = getattr(libc, name)(*given)
    return answer, os.strerror(ctypes.get_errno())

def opened(path, flags=os.O_RDONLY):
    return call("open", str(path).encode(), flags, 0o600)
"""


@pytest.fixture
def hostile(monkeypatch: pytest.MonkeyPatch) -> Iterator[Hostile]:
    """A server whose reader is the attack; what the attack got."""
    monkeypatch.setattr(sandbox, "SERVER", sandbox.Server())

    def attack(body: str) -> str:
        sandbox.SERVER.close()
        code = f"{PRELUDE}\ndef read(data):\n{textwrap.indent(body, '    ')}\n    raise ValueError(repr(got))"
        start = f"from tasks.sandbox import server\n{code}\nserver.read = read\nserver.main()\n"
        monkeypatch.setattr(sandbox, "COMMAND", ["-I", "-c", start])
        with pytest.raises(ReaderFailed) as told:
            read(b"x", LIMITS)
        return str(told.value).removeprefix("ValueError: ").partition(" (")[0]

    yield attack
    sandbox.SERVER.close()


REFUSED = {
    "the secrets of another file": "got = opened('{secret}')[0]",
    "the settings of an ancestor": "got = max(opened(f'/proc/{{pid}}/environ')[0] for pid in ({pid}, PARENT))",
    "the memory of an ancestor": "got = opened('/proc/{pid}/mem', os.O_RDWR)[0]",
    "the warehouse": "got = opened('{secret}', os.O_RDWR | os.O_APPEND)[0]",
    "a file of its own": "got = opened('{folder}/nieuw', os.O_WRONLY | os.O_CREAT)[0]",
    "another program": "got = call('execv', b'/bin/true', (ctypes.c_char_p * 2)(b'true', None))[0]",
    "a process of its own": "got = max(call('fork')[0], call('vfork')[0])",
    "the network": "got = call('socket', 2, 1, 0)[0]",
    "a socket of this machine": "got = call('socket', 1, 1, 0)[0]",
    "a debugger's hold on another process": "got = call('ptrace', 16, {pid}, None, None)[0]",
    "the memory of another process by call": "got = call('process_vm_readv', {pid}, COMPLETE, 1, COMPLETE, 1, 0)[0]",
    "the end of another process": "got = call('kill', {pid}, 9)[0]",
    "the limits of another process": "got = call('prlimit', PARENT, 7, None, COMPLETE)[0]",
    "memory that is a file, to run from": "got = call('memfd_create', b'x', 0)[0]",
    "the rights of a new namespace": "got = call('unshare', 0x10000000)[0]",
    "files by another way than open": "got = call('syscall', 425, 8, COMPLETE)[0]",
    "a file moved or gone": "got = max(call('rename', b'{secret}', b'{folder}/x')[0], call('unlink', b'{secret}')[0])",
}


@pytest.mark.parametrize("wanted", REFUSED)
def test_native_code_in_a_reader_does_not_get(hostile: Hostile, tmp_path: Path, wanted: str) -> None:
    secret = tmp_path / "geheim.txt"
    secret.write_text("wachtwoord")
    assert hostile(REFUSED[wanted].format(secret=secret, folder=tmp_path, pid=os.getpid())) == "-1"
    assert secret.read_text() == "wachtwoord"
    assert list(tmp_path.iterdir()) == [secret]


def test_a_scan_is_read_by_a_library_that_writes_to_nowhere(hostile: Hostile) -> None:
    assert int(hostile("got = opened('/dev/null', os.O_WRONLY | os.O_CREAT | os.O_TRUNC)[0]")) >= 3


def test_it_inherits_nothing_that_is_open(hostile: Hostile, tmp_path: Path) -> None:
    with (tmp_path / "open.txt").open("w") as file, socket.create_server(("127.0.0.1", 0)) as listening:
        os.set_inheritable(file.fileno(), True)
        os.set_inheritable(listening.fileno(), True)
        counted = "got = sum(call('fcntl', number, 1)[0] >= 0 for number in range(3, 1024))"
        assert hostile(counted) == "2"  # the document, and where the answer goes


def test_it_writes_in_nobodys_log(hostile: Hostile, capfd: pytest.CaptureFixture[str]) -> None:
    assert hostile("os.write(1, b'vervalst'); os.write(2, b'vervalst'); got = 0") == "0"
    assert "vervalst" not in "".join(capfd.readouterr())


def test_what_reading_needs_stays_open(hostile: Hostile) -> None:
    """The refusals above are no accident of a process that can do nothing at all."""
    assert int(hostile("got = opened(os.__file__)[0]")) >= 3
    assert (
        hostile(
            "import threading; found = []; t = threading.Thread(target=found.append, args=[7]); t.start(); "
            "t.join(); got = found[0]"
        )
        == "7"
    )
    assert int(hostile("import colorsys; got = len(colorsys.__all__)")) > 0  # a library that was not loaded yet


def test_the_filter_refuses_every_call_that_is_not_listed() -> None:
    """Run as the kernel would: by number, on both machines."""
    for machine, (column, architecture) in kernel.MACHINES.items():
        program = kernel._program(column, architecture, own=77, writing=False)
        allowed = {number for number in range(600) if decided(program, number, architecture, [0] * 6) == kernel.ALLOW}
        listed = {numbers[column] for numbers in kernel.CALLS.values()} - {None}
        given = {call[column] for call in (kernel.OPEN, kernel.OPENAT, kernel.PRLIMIT)} - {
            None
        }  # with harmless arguments
        assert allowed == listed | given, machine
        assert decided(program, 0, 0x12345, [0] * 6) != kernel.ALLOW
        openat, kill = kernel.OPENAT[column], kernel.KILL[column]
        assert openat is not None
        assert kill is not None
        assert decided(program, openat, architecture, [0, 0, os.O_WRONLY, 0, 0, 0]) != kernel.ALLOW
        assert decided(program, kill, architecture, [77, 9, 0, 0, 0, 0]) == kernel.ALLOW
        assert decided(program, kill, architecture, [78, 9, 0, 0, 0, 0]) != kernel.ALLOW


def decided(program: bytes, number: int, architecture: int, arguments: list[int]) -> int:
    """What a filter says of one call."""
    data = struct.pack("=IIQ6Q", number, architecture, 0, *arguments)
    steps = [struct.unpack_from("=HBBI", program, at) for at in range(0, len(program), 8)]
    at, held = 0, 0
    while True:
        code, true, false, value = steps[at]
        if code == kernel.RETURN:
            return value
        if code == kernel.LOAD:
            (held,) = struct.unpack_from("=I", data, value)
        else:
            at += true if (held == value if code == kernel.EQUAL else held & value) else false
        at += 1
