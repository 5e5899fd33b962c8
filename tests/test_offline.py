"""The program opens no connection: everything it needs is in the package."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).parent.parent

NO_SOCKETS = """
import socket, sys
def refused(*args, **kwargs):
    raise AssertionError(f"network use: {args}")
class Refused(socket.socket):
    __init__ = refused
socket.socket = Refused
socket.create_connection = refused
socket.getaddrinfo = refused
sys.argv = ["kursk-claims", *sys.argv[1:]]
from kursk_claims.__main__ import main
main()
"""


def run(*arguments: str) -> subprocess.CompletedProcess[str]:
    """Run the command line in a process whose sockets refuse to open."""
    return subprocess.run(
        [sys.executable, "-c", NO_SOCKETS, *arguments],
        cwd=ROOT,
        capture_output=True,
        text=True,
        env={**os.environ, "NO_COLOR": "1"},
        check=False,
    )


def test_compare_opens_no_socket() -> None:
    done = run("compare", "--format", "json", "seeds")
    assert done.returncode == 0, done.stderr
    assert done.stdout.startswith("{")


def test_report_opens_no_socket() -> None:
    done = run("compare", "--format", "html", "seeds")
    assert done.returncode == 0, done.stderr
    assert "<html" in done.stdout


def test_the_guard_itself_works() -> None:
    done = subprocess.run(
        [sys.executable, "-c", NO_SOCKETS.split("sys.argv")[0] + "socket.create_connection(('127.0.0.1', 9))"],
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode != 0
    assert "network use" in done.stderr
