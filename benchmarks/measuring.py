"""Time and memory of a run, and the machine they were measured on."""

from __future__ import annotations

import os
import platform
import subprocess
import sys
import threading
import time
from collections.abc import Callable
from importlib.metadata import version
from pathlib import Path
from typing import Any

from msgspec import Struct

COMMAND = [sys.executable, "-m", "kursk_claims"]


class Run(Struct, frozen=True):
    """One finished process: wall seconds, processor seconds, peak resident megabytes."""

    wall: float
    cpu: float
    peak_mb: float


_ONE_THREAD = {f"{library}_NUM_THREADS": "1" for library in ("OMP", "OPENBLAS", "BLIS")}


def run(*command: str, output: Path | None = None, single: bool = False) -> Run:
    """Run a command to its end, with one thread if ``single``. Raises ``RuntimeError`` if it fails.

    The peak is that of its own process.
    """
    with (output or Path(os.devnull)).open("wb") as stream:
        start = time.perf_counter()
        process = subprocess.Popen(command, stdout=stream, env={**os.environ, **_ONE_THREAD} if single else None)
        with _HighWater(process.pid) as memory:
            _, status, usage = os.wait4(process.pid, 0)
        wall = time.perf_counter() - start
    process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode:
        raise RuntimeError(f"{' '.join(command)} ended with {process.returncode}")
    return Run(wall, usage.ru_utime + usage.ru_stime, memory.peak_mb or usage.ru_maxrss / 1024)


def high_water(status: Path = Path("/proc/self/status")) -> float:
    """Peak resident megabytes so far of this process, or of the one with this ``status``; 0 without ``/proc``."""
    return max((int(line.split()[1]) / 1024 for line in _lines(status) if line.startswith("VmHWM")), default=0.0)


class _HighWater:
    """Peak resident megabytes of another process, looked up until it ends; 0 where there is no ``/proc``.

    What the system says at the end (``ru_maxrss``) starts from the memory of the process that started it.
    """

    def __init__(self, pid: int) -> None:
        self.peak_mb = 0.0
        self._status = Path(f"/proc/{pid}/status")
        self._ended = threading.Event()
        self._thread = threading.Thread(target=self._watch, daemon=True)

    def __enter__(self) -> _HighWater:
        self._thread.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._ended.set()
        self._thread.join()

    def _watch(self) -> None:
        self._ended.wait(0.05)  # until the new program has taken the place of the copy of this one
        while not self._ended.is_set():
            try:
                self.peak_mb = max(self.peak_mb, high_water(self._status))
            except (ProcessLookupError, FileNotFoundError):  # it ended between a look at the file and reading it
                return
            self._ended.wait(0.02)


def best(times: int, *command: str) -> Run:
    """The fastest of several runs: what the program needs when nothing else holds it up."""
    return min((run(*command) for _ in range(times)), key=lambda found: found.wall)


def timed(work: Callable[[], Any]) -> tuple[float, Any]:
    """Wall seconds of a call, and what it gave."""
    start = time.perf_counter()
    found = work()
    return time.perf_counter() - start, found


def machine() -> dict[str, Any]:
    """What the figures hold for."""
    cpuinfo = Path("/proc/cpuinfo")
    names = [line.partition(":")[2].strip() for line in _lines(cpuinfo) if line.startswith("model name")]
    memory = [int(line.split()[1]) for line in _lines(Path("/proc/meminfo")) if line.startswith("MemTotal")]
    return {
        "processor": names[0] if names else platform.processor(),
        "cores": os.cpu_count(),
        "memory_gb": round(memory[0] / 2**20) if memory else None,
        "load": os.getloadavg()[0] if hasattr(os, "getloadavg") else None,
        "system": platform.system(),
        "python": platform.python_version(),
        "spacy": version("spacy"),
        "numpy": version("numpy"),
    }


def _lines(path: Path) -> list[str]:
    return path.read_text().splitlines() if path.exists() else []
