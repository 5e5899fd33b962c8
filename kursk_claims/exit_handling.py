"""How a command ends: its exit status, and one line for whatever the user can fix."""

from __future__ import annotations

import functools
import sys
from collections.abc import Callable
from typing import ParamSpec

import typer

from kursk_claims import messages
from kursk_claims.console import complain
from kursk_claims.errors import Exit, KurskError, MachineError, NothingReadError
from kursk_claims.output import ClosedPipe

P = ParamSpec("P")


def guarded(command: Callable[P, Exit]) -> Callable[P, None]:
    """Turn what ends a command into its exit status, with one line for what the user can fix."""

    @functools.wraps(command)
    def run(*args: P.args, **kwargs: P.kwargs) -> None:
        messages.speak(kwargs.get("lang"))
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


def status_of(app: typer.Typer) -> int:
    """Run the command line; what it gets wrong is told in one line, and its exit status returned."""
    try:
        return int(app(prog_name="kursk-claims", standalone_mode=False) or Exit.DONE)
    except typer.TyperException as error:
        messages.speak(messages.asked_for(sys.argv))
        message = error.format_message()
        if message.startswith("Usage: "):  # the help, where no command is named
            typer.echo(message, err=True)
        else:
            said = messages.spoken(" ".join(message.split()).rstrip("."))
            complain(f"{said}; {messages.spoken('see --help')}")
        return error.exit_code
