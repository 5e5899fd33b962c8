"""What a signal, at any time and any number of them, leaves behind: nothing."""

from __future__ import annotations

import os
import signal
import subprocess
import time
from collections.abc import Callable
from pathlib import Path

from tests.attack.target import SENTENCE, WAIT, Target, attack

ENDS_WITHIN = 5.0
"""Seconds of the process's own; a loaded machine gets more, as ``burden`` measures."""


def until(condition: Callable[[], object], seconds: float = WAIT) -> None:
    """Wait for something that must come."""
    end = time.monotonic() + seconds
    while not condition():
        assert time.monotonic() < end, "what was waited for never came"
        time.sleep(0.02)


def children(pid: int) -> list[int]:
    """Processes that a process has started and that have not ended."""
    listed = subprocess.run(["ps", "-o", "pid=", "--ppid", str(pid)], capture_output=True, text=True, check=False)
    return [int(word) for word in listed.stdout.split()]


def working(copy: Target, *options: str, output: str = "out.jsonl") -> subprocess.Popen[bytes]:
    """The command at work on more than it can finish, its output begun."""
    copy.articles("many.jsonl", {f"a{n}": (SENTENCE + " ") * 40 for n in range(4000)})
    process = copy.start("extract", "-q", *options, "many.jsonl", "-o", output, start_new_session=True)
    until(lambda: leftovers(copy.folder) or process.poll() is not None)
    return process


def leftovers(folder: Path) -> list[Path]:
    """What a run writes aside."""
    return [path for path in folder.rglob(".*") if path.is_file()]


def gone(copy: Target, process: subprocess.Popen[bytes], status: int, workers: list[int]) -> None:
    """The process has ended as it should, silently, with all it had started and written."""
    _, err = process.communicate(timeout=60)
    assert process.returncode == status, (process.returncode, err)
    assert err == b"", err
    assert not leftovers(copy.folder), leftovers(copy.folder)
    until(lambda: not any(Path(f"/proc/{pid}").exists() for pid in workers), 60)


@attack
def one_signal(copy: Target) -> None:
    """One signal ends a run soon, with or without workers, and nothing is left of it."""
    for number, status in ((signal.SIGINT, 130), (signal.SIGTERM, 143), (signal.SIGHUP, 129)):
        for workers in ("1", "2"):
            process = working(copy, "--workers", workers)
            if workers == "2":
                until(lambda p=process: len(children(p.pid)) >= 2)
            time.sleep(1.5)
            started = children(process.pid)
            process.send_signal(number)
            gone(copy, process, status, started)


@attack
def two_signals(copy: Target) -> None:
    """A second signal, soon after the first or at once, ends the run no later, with several workers too."""
    for pause in (1.0, 0.05):
        process = working(copy, "--workers", "2")
        until(lambda p=process: len(children(p.pid)) >= 2)
        time.sleep(1.5)
        started = children(process.pid)
        process.send_signal(signal.SIGINT)
        time.sleep(pause)
        if process.poll() is None:
            process.send_signal(signal.SIGTERM)
        _, err = process.communicate(timeout=60)
        assert process.returncode in (130, 143), process.returncode
        assert b"Traceback" not in err, err
        assert not leftovers(copy.folder), leftovers(copy.folder)
        until(lambda pids=started: not any(Path(f"/proc/{pid}").exists() for pid in pids), 60)


@attack
def signal_to_the_whole_group(copy: Target) -> None:
    """Ctrl-C on a terminal reaches the workers too; nobody says anything."""
    process = working(copy, "--workers", "2")
    until(lambda: len(children(process.pid)) >= 2)
    started = children(process.pid)
    os.killpg(process.pid, signal.SIGINT)
    gone(copy, process, 130, started)


@attack
def signal_while_it_waits_for_input(copy: Target) -> None:
    """A run that waits for more input ends as well."""
    for workers in ("1", "2"):
        process = copy.start("extract", "-", "--workers", workers, "-o", "out.jsonl", stdin=subprocess.PIPE)
        until(lambda: leftovers(copy.folder))
        process.send_signal(signal.SIGTERM)
        gone(copy, process, 143, [])


@attack
def left_by_a_killed_run(copy: Target) -> None:
    """What a run killed outright left aside is cleaned up by the next one; what a running one writes is not."""
    process = working(copy)
    process.kill()
    process.communicate()
    left = leftovers(copy.folder)
    assert left
    other = working(copy)
    until(lambda: leftovers(copy.folder) and not set(left) & set(leftovers(copy.folder)), 60)
    written = set(leftovers(copy.folder))
    copy.write("a.txt", SENTENCE)
    copy("read", "a.txt", "-o", "out.jsonl").ended(0)
    assert set(leftovers(copy.folder)) == written, "the file of a running command is gone"
    other.send_signal(signal.SIGTERM)
    other.communicate(timeout=60)
    assert not leftovers(copy.folder)


@attack
def parts_after_signals(copy: Target) -> None:
    """A directory of parts is left without a half-written one."""
    for number, status in ((signal.SIGHUP, 129), (signal.SIGTERM, 143)):
        process = working(copy, output="out/")
        time.sleep(1)
        process.send_signal(number)
        gone(copy, process, status, [])
