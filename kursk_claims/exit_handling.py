"""How a command ends: its exit status, and one line for whatever the user can fix."""

from __future__ import annotations

import functools
from collections.abc import Callable
from typing import ParamSpec

import typer

from kursk_claims.console import complain
from kursk_claims.errors import Exit, KurskError, MachineError, NothingReadError
from kursk_claims.output import ClosedPipe

P = ParamSpec("P")


def guarded(command: Callable[P, Exit]) -> Callable[P, None]:
    """Turn what ends a command into its exit status, with one line for what the user can fix."""

    @functools.wraps(command)
    def run(*args: P.args, **kwargs: P.kwargs) -> None:
        try:
            status = command(*args, **kwargs)
        except NothingReadError as error:
            status = error.status
        except KurskError as error:
            complain(error)
            status = error.status
        except ClosedPipe:
            status = Exit.DONE
        except MemoryError:
            complain("not enough memory; give fewer articles at a time, or use fewer --workers")
            status = MachineError.status
        except OSError as error:
            complain(f"{error.filename or 'the system'}: {error.strerror or error}; see what this machine allows")
            status = MachineError.status
        raise typer.Exit(int(status))

    return run
