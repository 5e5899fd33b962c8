"""What a signal, at any time and any number of them, leaves behind: nothing."""

from __future__ import annotations

import os
import re
import shutil
import signal
import subprocess
import time
from collections.abc import Callable
from pathlib import Path

from tests.attack.target import SENTENCE, WAIT, Skip, Target, attack

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


SPARKS_OWN = re.compile(r"\[Stage |[\d/]+ [\d:]+ (?:INFO|WARN) ")
"""What Spark says while it works: a bar, and its log."""


def of_session(leader: int) -> dict[int, str]:
    """Processes of the session that one leads, however far below it, with their command lines."""
    listed = subprocess.run(["ps", "-eo", "pid=,sid=,stat=,args="], capture_output=True, text=True, check=True)
    rows = [line.split(None, 3) for line in listed.stdout.splitlines()]
    return {int(pid): args for pid, sid, stat, args in rows if int(sid) == leader and not stat.startswith("Z")}


@attack
def while_spark_works(copy: Target) -> None:
    """Ctrl-C in the middle of a job of Spark: the status, a line at most, and neither Java nor output is left."""
    if shutil.which("java") is None and "JAVA_HOME" not in os.environ:
        raise Skip("Java is not installed")
    copy.articles("many.jsonl", {f"a{n}": (SENTENCE + " ") * 40 for n in range(4000)})
    command = ("extract", "--engine", "spark", "many.jsonl", "-o", "out")
    for send in (os.kill, os.killpg):  # one process, or all, as a terminal does
        said = copy.folder / "said.txt"
        with said.open("wb") as stderr:
            process = copy.start(*command, start_new_session=True, stderr=stderr)

        def works(process: subprocess.Popen[bytes] = process) -> bool:
            running = [args for args in of_session(process.pid).values() if "pyspark.daemon" in args]
            return len(running) > 1 or process.poll() is not None  # the first starts the others

        until(works, 4 * WAIT)  # Java and its workers take several times what all else does
        if process.poll() is not None:
            shown = said.read_text("utf-8", "backslashreplace")
            assert "kursk-claims[spark]" in shown, shown
            raise Skip("pyspark is not installed")
        time.sleep(3)
        before = len(said.read_bytes())
        send(process.pid, signal.SIGINT)
        process.communicate(timeout=60)
        shown = said.read_bytes()[before:].decode()
        assert process.returncode == 130, (process.returncode, shown)
        told = [line for line in shown.replace("\r", "\n").splitlines() if line.strip() and not SPARKS_OWN.match(line)]
        assert len(told) <= 1, shown
        until(lambda leader=process.pid: not of_session(leader), 60)
        assert {path.name for path in copy.folder.iterdir()} == {"many.jsonl", "said.txt"}
