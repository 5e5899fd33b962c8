"""Time and memory of a run, and the machine they were measured on."""

from __future__ import annotations

import os
import platform
import subprocess
import sys
import time
from collections.abc import Callable
from importlib.metadata import version
from pathlib import Path
from typing import Any

from msgspec import Struct

COMMAND = [sys.executable, "-m", "kursk_claims.cli"]


class Run(Struct, frozen=True):
    """One finished process: wall seconds, processor seconds, peak resident megabytes."""

    wall: float
    cpu: float
    peak_mb: float


def run(*command: str, output: Path | None = None) -> Run:
    """Run a command to its end. Raises ``RuntimeError`` if it fails. The peak is that of the largest process."""
    with (output or Path(os.devnull)).open("wb") as stream:
        start = time.perf_counter()
        process = subprocess.Popen(command, stdout=stream)
        _, status, usage = os.wait4(process.pid, 0)
        wall = time.perf_counter() - start
    process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode:
        raise RuntimeError(f"{' '.join(command)} ended with {process.returncode}")
    return Run(wall, usage.ru_utime + usage.ru_stime, usage.ru_maxrss / 1024)


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
