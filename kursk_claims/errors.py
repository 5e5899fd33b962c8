"""Errors a user can act on, and the exit status of each. Nothing here is a programming error."""

from __future__ import annotations

from enum import IntEnum


class Exit(IntEnum):
    """Exit status of the command line."""

    DONE = 0
    UNREAD_INPUT = 1
    """Some input was not read, or not all of it written for want of room."""
    USAGE = 2
    CONFLICT = 3


class KurskError(Exception):
    """Base: one clear line that names what is wrong and the cure; ends the command."""

    status: Exit = Exit.USAGE


class InputError(KurskError):
    """One input could not be read. ``where`` is the file (and line); the rest goes on."""

    status = Exit.UNREAD_INPUT

    def __init__(self, where: str, problem: str, cure: str) -> None:
        super().__init__(f"{where}: {problem}; {cure}")
        self.where = where
        self.problem = problem
        self.cure = cure

    def __reduce__(self) -> tuple[type[InputError], tuple[str, str, str]]:
        """Pickle by the three parts: the error travels from worker processes."""
        return type(self), (self.where, self.problem, self.cure)


class NothingReadError(KurskError):
    """None of the inputs could be read: each was named on its own, nothing is written, nothing is left to say."""

    status = Exit.UNREAD_INPUT


class ModelError(KurskError):
    """The language pipeline is missing, damaged or lacks a component that is needed."""


class OutputError(KurskError):
    """The output can't be written there."""


class MachineError(KurskError):
    """The machine fails, however the program is called: no room on the disk, no memory, no more processes."""

    status = Exit.UNREAD_INPUT


class UsageError(KurskError):
    """Options or arguments that do not fit together."""
