"""How a command ends: its exit status, and one line for whatever the user can fix."""

from __future__ import annotations

import functools
import signal
from collections.abc import Callable
from typing import ParamSpec

import typer

from kursk_claims.console import ClosedPipe, complain
from kursk_claims.errors import Exit, KurskError, NothingReadError

P = ParamSpec("P")


class Terminated(BaseException):
    """SIGTERM came."""


def guarded(command: Callable[P, Exit]) -> Callable[P, None]:
    """Turn what ends a command into its exit status, with one line for what the user can fix."""

    @functools.wraps(command)
    def run(*args: P.args, **kwargs: P.kwargs) -> None:
        previous = signal.signal(signal.SIGTERM, _on_sigterm)
        try:
            status = int(command(*args, **kwargs))
        except NothingReadError as error:
            status = error.status
        except KurskError as error:
            complain(error)
            status = error.status
        except ClosedPipe:
            status = Exit.DONE
        except KeyboardInterrupt:
            status = 128 + signal.SIGINT
        except Terminated:
            status = 128 + signal.SIGTERM
        finally:
            signal.signal(signal.SIGTERM, previous)
        raise typer.Exit(status)

    return run


def _on_sigterm(*_: object) -> None:
    raise Terminated
