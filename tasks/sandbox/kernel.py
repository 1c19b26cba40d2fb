"""What the kernel of Linux takes from a process for good, without root: files, network, programs, other processes.

Two parts that hold against native code, for the kernel and no library checks them. Landlock (Linux 5.13) closes every
file but those named; seccomp refuses every call of the system that reading a document does not make. Both last for
the life of the process and of all that it starts. Numbers of calls: asm/unistd_64.h of x86 and asm-generic/unistd.h;
constants: linux/landlock.h, linux/seccomp.h, linux/filter.h and linux/audit.h (6.12, looked up November 2026).
"""

from __future__ import annotations

import ctypes
import errno
import os
import platform
import struct
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

LIBC = ctypes.CDLL(None, use_errno=True)

CREATE_RULESET, ADD_RULE, RESTRICT_SELF = 444, 445, 446
VERSION = 1  # flag of CREATE_RULESET: answer with the version only
BENEATH = 1  # kind of rule: files below a folder
WRITE_FILE, READ_FILE, READ_FOLDER, TRUNCATE = 1 << 1, 1 << 2, 1 << 3, 1 << 14
NOWHERE = Path(os.devnull)  # may be written to: Tesseract opens it, and ends the process where it cannot
FILES_OF_VERSION = {1: (1 << 13) - 1, 2: (1 << 14) - 1, 3: (1 << 15) - 1, 4: (1 << 15) - 1}
FILES_SINCE_5 = (1 << 16) - 1
NETWORK = 0b11  # bind and connect of TCP, since version 4
SCOPES = 0b11  # abstract sockets and signals to processes outside, since version 6

NO_NEW_PRIVILEGES, SET_SECCOMP, FILTER = 38, 22, 2
ALLOW, REFUSE = 0x7FFF0000, 0x00050000
LOAD, EQUAL, ANY_BIT, RETURN = 0x20, 0x15, 0x45, 0x06
NUMBER, ARCHITECTURE, ARGUMENTS = 0, 4, 16  # places in struct seccomp_data
X32 = 0x40000000  # calls of x86 with other numbers
WRITES = os.O_WRONLY | os.O_RDWR | os.O_CREAT | os.O_TRUNC | os.O_APPEND
THREAD = 0x00010000  # CLONE_THREAD

# name: number on x86-64, on 64-bit ARM (None: it has no such call)
CALLS: dict[str, tuple[int, int | None]] = {
    "read": (0, 63), "write": (1, 64), "close": (3, 57), "stat": (4, None), "fstat": (5, 80), "lstat": (6, None),
    "poll": (7, None), "lseek": (8, 62), "mmap": (9, 222), "mprotect": (10, 226), "munmap": (11, 215), "brk": (12, 214),
    "rt_sigaction": (13, 134), "rt_sigprocmask": (14, 135), "rt_sigreturn": (15, 139), "pread64": (17, 67),
    "readv": (19, 65), "writev": (20, 66), "access": (21, None), "select": (23, None), "sched_yield": (24, 124),
    "mremap": (25, 216), "mincore": (27, 232), "madvise": (28, 233), "dup": (32, 23), "nanosleep": (35, 101),
    "getpid": (39, 172), "sendto": (44, 206), "exit": (60, 93), "uname": (63, 160), "fcntl": (72, 25),
    "getcwd": (79, 17), "readlink": (89, None), "gettimeofday": (96, 169), "getrlimit": (97, 163),
    "getrusage": (98, 165), "sysinfo": (99, 179), "times": (100, 153), "getuid": (102, 174), "getgid": (104, 176),
    "geteuid": (107, 175), "getegid": (108, 177), "sigaltstack": (131, 132), "arch_prctl": (158, None),
    "gettid": (186, 178), "time": (201, None), "futex": (202, 98), "sched_getaffinity": (204, 123),
    "getdents64": (217, 61), "set_tid_address": (218, 96), "restart_syscall": (219, 128), "clock_gettime": (228, 113),
    "clock_getres": (229, 114), "clock_nanosleep": (230, 115), "exit_group": (231, 94), "newfstatat": (262, 79),
    "readlinkat": (267, 78), "faccessat": (269, 48), "pselect6": (270, 72), "ppoll": (271, 73),
    "set_robust_list": (273, 99), "getcpu": (309, 168), "getrandom": (318, 278), "membarrier": (324, 283),
    "statx": (332, 291), "rseq": (334, 293), "faccessat2": (439, 439),
}  # fmt: skip
MACHINES = {"x86_64": (0, 0xC000003E), "aarch64": (1, 0xC00000B7)}  # column of CALLS, AUDIT_ARCH
OPEN, OPENAT, KILL, TGKILL, CLONE, CLONE3, PRLIMIT = (
    (2, None),
    (257, 56),
    (62, 129),
    (234, 131),
    (56, 220),
    (435, 435),
    (302, 261),
)


@dataclass(frozen=True, slots=True)
class Offer:
    """What this system has to confine a process with: the version of Landlock (0: none), and whether seccomp."""

    landlock: int
    seccomp: bool

    @property
    def lacking(self) -> str:
        """What is not there, for who runs the system; empty where nothing is amiss."""
        missing = ["Landlock (Linux 5.13)"] * (not self.landlock) + ["seccomp"] * (not self.seccomp)
        return " en ".join(missing)


def offered() -> Offer:
    """What the system offers, asked of the kernel."""
    version = LIBC.syscall(CREATE_RULESET, None, ctypes.c_size_t(0), VERSION) if os.name == "posix" else -1
    # The mode without a filter answers EFAULT where seccomp knows filters, and EINVAL where it does not.
    asked = LIBC.prctl(SET_SECCOMP, FILTER, None, 0, 0) if hasattr(LIBC, "prctl") else 0
    seccomp = asked == -1 and ctypes.get_errno() == errno.EFAULT and platform.machine() in MACHINES
    return Offer(max(0, version), seccomp)


def close_files(readable: Iterable[Path], version: int) -> None:
    """Let this process open no file but, to read, those below the folders given; and no connection at all.

    Raises:
        OSError: The kernel does not do it.
    """
    files = FILES_OF_VERSION.get(version, FILES_SINCE_5)
    attributes = struct.pack("=Q", files)
    attributes += struct.pack("=Q", NETWORK) if version >= 4 else b""
    attributes += struct.pack("=Q", SCOPES) if version >= 6 else b""
    rules = _done(LIBC.syscall(CREATE_RULESET, attributes, ctypes.c_size_t(len(attributes)), 0))
    for folder in readable:
        if folder.exists():
            _allow(rules, folder, READ_FILE | READ_FOLDER if folder.is_dir() else READ_FILE)
    _allow(rules, NOWHERE, (READ_FILE | WRITE_FILE | TRUNCATE) & files)
    give_up_privileges()
    _done(LIBC.syscall(RESTRICT_SELF, rules, 0))
    os.close(rules)


def _allow(rules: int, path: Path, rights: int) -> None:
    place = os.open(path, os.O_PATH | os.O_CLOEXEC)
    _done(LIBC.syscall(ADD_RULE, rules, BENEATH, struct.pack("=Qi", rights, place), 0))
    os.close(place)


def give_up_privileges() -> None:
    """What is started from here gains no rights by it; the two other parts ask for this first."""
    _done(LIBC.prctl(NO_NEW_PRIVILEGES, 1, 0, 0, 0))


def close_calls(*, writing: bool) -> None:
    """Have the kernel refuse every call that reading does not make, with EPERM.

    Args:
        writing: Whether files may be opened to write, where Landlock says which.

    Raises:
        OSError: The kernel does not do it.
    """
    program = _program(*MACHINES[platform.machine()], os.getpid(), writing)
    code = ctypes.create_string_buffer(program, len(program))
    filters = struct.pack("HxxxxxxQ", len(program) // 8, ctypes.addressof(code))
    give_up_privileges()
    _done(LIBC.prctl(SET_SECCOMP, FILTER, filters, 0, 0))


def _done(answer: int) -> int:
    if answer < 0:
        number = ctypes.get_errno()
        raise OSError(number, os.strerror(number))
    return answer


def _program(column: int, architecture: int, own: int, writing: bool) -> bytes:
    """The filter: each call that is allowed, some only with certain arguments; all others are refused."""
    refuse, allow = _step(RETURN, REFUSE | errno.EPERM), _step(RETURN, ALLOW)
    steps = [_step(LOAD, ARCHITECTURE), _step(EQUAL, architecture, 1, 0), refuse, _step(LOAD, NUMBER)]
    if column == 0:
        steps += [_step(ANY_BIT, X32, 0, 1), refuse]
    steps += _if(CLONE3[column], [_step(RETURN, REFUSE | errno.ENOSYS)])  # its flags lie in memory: glibc takes clone
    steps += _if(CLONE[column], [_argument(0), _step(ANY_BIT, THREAD, 0, 1), allow, refuse])
    for call, place in ((OPEN, 1), (OPENAT, 2)):
        guarded = [_argument(place), _step(ANY_BIT, WRITES, 0, 1), refuse]
        steps += _if(call[column], [allow] if writing else [*guarded, allow])
    for call in (KILL, TGKILL):  # a process may end itself, as abort() does
        steps += _if(call[column], [_argument(0), _step(EQUAL, own, 0, 1), allow, refuse])
    steps += _if(PRLIMIT[column], [_argument(0), _step(EQUAL, 0, 0, 1), allow, refuse])
    for numbers in CALLS.values():
        steps += _if(numbers[column], [allow])
    return b"".join([*steps, refuse])


def _if(number: int | None, then: list[bytes]) -> list[bytes]:
    return [] if number is None else [_step(EQUAL, number, 0, len(then)), *then]


def _argument(place: int) -> bytes:
    return _step(LOAD, ARGUMENTS + 8 * place)  # the low half: both machines are little-endian


def _step(code: int, value: int, true: int = 0, false: int = 0) -> bytes:
    return struct.pack("=HBBI", code, true, false, value)
