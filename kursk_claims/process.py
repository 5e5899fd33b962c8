"""The process as the command finds it: standard streams that may be closed, signals, where modules come from.

Imports nothing of weight, so that signals are answered from the first moment on.
"""

from __future__ import annotations

import atexit
import os
import signal
import sys
from types import FrameType
from typing import Final

from kursk_claims.output import VisibleText, remove_unfinished

ANSWERED: Final = (signal.SIGINT, signal.SIGTERM, signal.SIGHUP)
"""Signals that end a run."""
GRACE_SECONDS: Final = 4
"""How long what a signal interrupts may take to clean up; then the process ends whatever it is doing."""


class Ended(BaseException):
    """A signal came."""

    def __init__(self, number: int) -> None:
        super().__init__(number)
        self.status = 128 + number


def prepare() -> None:
    """Make the process fit to run the command; call it once, before anything of weight is imported."""
    import_from_no_working_directory()
    read_no_time_zone_from_the_working_directory()
    _open_standard_streams()
    for number in ANSWERED:
        if signal.getsignal(number) is not signal.SIG_IGN:  # as nohup sets it
            signal.signal(number, _end)


def import_from_no_working_directory() -> None:
    """Keep processes that this one starts from importing what lies in the working directory."""
    os.environ["PYTHONSAFEPATH"] = "1"


def read_no_time_zone_from_the_working_directory() -> None:
    """Take a time zone by its name only: what reads ``TZ`` takes ``UTC`` for a file that lies among the articles.

    No output depends on the zone of the machine.
    """
    os.environ["TZ"] = ""


def close() -> None:
    """Do after a signal what is done at exit, while the alarm still has an answer.

    When the interpreter closes it has none, and the system would end the process with another status and a word.
    """
    atexit._run_exitfuncs()
    signal.alarm(0)


def leave() -> None:
    """Let a signal that comes while the interpreter closes end it without a word."""
    for number in ANSWERED:
        if signal.getsignal(number) is _end:
            signal.signal(number, signal.SIG_DFL)


def _open_standard_streams() -> None:
    """Give closed streams a descriptor, or the next file that is opened would get it and with it our messages."""
    for descriptor in (0, 1, 2):
        try:
            os.fstat(descriptor)
        except OSError:
            os.open(os.devnull, os.O_RDWR)
    if sys.stderr is None:
        sys.stderr = open(os.devnull, "w", encoding="utf-8")  # noqa: PTH123, SIM115 - open to the end
    else:
        sys.stderr = VisibleText(
            sys.stderr.buffer, encoding=sys.stderr.encoding, errors="backslashreplace", line_buffering=True
        )


def _end(number: int, _: FrameType | None) -> None:
    """One signal is enough: what it sets off is disturbed by no other, and has an end."""
    for other in ANSWERED:
        signal.signal(other, signal.SIG_IGN)

    def at_once(*_: object) -> None:
        remove_unfinished()
        os._exit(128 + number)  # worker processes end with their parent

    signal.signal(signal.SIGALRM, at_once)
    signal.alarm(GRACE_SECONDS)
    raise Ended(number)
