"""The copy that is attacked, and the list of attacks."""

from __future__ import annotations

import json
import os
import signal
import subprocess
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

WAIT = 300.0
"""Seconds after which a command counts as hanging: far more than any needs, also on a machine under load."""

SENTENCE = "Rund 500 Menschen kamen nach Angaben der Polizei zum Markt."


class Skip(Exception):  # noqa: N818 - no error
    """This system lacks what the attack needs."""


def as_from_a_terminal() -> None:
    """Let signals be answered as usual, also where the attacks run under ``nohup`` or in a script's background."""
    for number in (signal.SIGINT, signal.SIGHUP):
        signal.signal(number, signal.SIG_DFL)


@dataclass
class Done:
    """A command that has ended."""

    status: int
    out: bytes
    err: bytes

    @property
    def text(self) -> str:
        """Standard output; not UTF-8 is a find of its own."""
        return self.out.decode()

    @property
    def said(self) -> list[str]:
        """Lines on standard error."""
        return self.err.decode("utf-8", "backslashreplace").splitlines()

    @property
    def records(self) -> list[dict[str, Any]]:
        """Standard output as JSON Lines."""
        return [json.loads(line) for line in self.text.split("\n") if line]

    def ended(self, status: int, *named: str, lines: int | None = None) -> None:
        """Hold the exit status, what is named on standard error, and on how many lines; a traceback never."""
        shown = self.err.decode("utf-8", "backslashreplace")[:2000]
        assert "Traceback" not in shown, shown
        assert "this is a defect" not in shown, shown
        assert self.status == status, f"status {self.status}, not {status}: {shown}"
        for name in named:
            assert name in shown, f"{name!r} is not named: {shown}"
        if lines is not None:
            assert len(self.said) == lines, f"{len(self.said)} lines, not {lines}: {shown}"


@dataclass
class Target:
    """A copy of the command, and a folder to attack it in."""

    command: list[str]
    folder: Path
    kept: dict[str, Any] = field(default_factory=dict)
    """What attacks share."""
    started: list[subprocess.Popen[bytes]] = field(default_factory=list)

    def __call__(self, *arguments: str | bytes, stdin: bytes | int = b"", **settings: Any) -> Done:
        """Run the command with ``arguments`` in the folder until it ends; ``stdin`` is data or a descriptor."""
        given = {"input": stdin} if isinstance(stdin, bytes) else {"stdin": stdin}
        done = subprocess.run(
            [*self.command, *arguments], **given, **self._settings(settings), timeout=WAIT, check=False
        )
        return Done(done.returncode, done.stdout or b"", done.stderr or b"")

    def start(self, *arguments: str, **settings: Any) -> subprocess.Popen[bytes]:
        """Start the command and don't wait for it."""
        process = subprocess.Popen([*self.command, *arguments], **self._settings(settings))
        self.started.append(process)
        return process

    def end(self) -> None:
        """Kill what an attack that failed left running; its workers end with it."""
        for process in self.started:
            if process.poll() is None:
                process.kill()
            process.communicate()

    def shell(self, script: str, **settings: Any) -> Done:
        """Run a script in which ``$KURSK`` is the command."""
        command = " ".join(f"'{part}'" for part in self.command)
        done = subprocess.run(
            ["bash", "-c", script.replace("$KURSK", command)],
            **self._settings(settings),
            stdin=subprocess.DEVNULL,
            timeout=WAIT,
            check=False,
        )
        return Done(done.returncode, done.stdout, done.stderr)

    def _settings(self, settings: Mapping[str, Any]) -> dict[str, Any]:
        own = {key: value for key, value in os.environ.items() if key not in ("NO_COLOR", "FORCE_COLOR", "PYTHONPATH")}
        environment = own | settings.get("env", {})
        return {
            "cwd": self.folder,
            "stdout": subprocess.PIPE,
            "stderr": subprocess.PIPE,
            "preexec_fn": as_from_a_terminal,
            **settings,
            "env": environment,
        }

    def write(self, name: str, content: str | bytes) -> Path:
        """A file in the folder."""
        path = self.folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content if isinstance(content, bytes) else content.encode())
        return path

    def articles(self, name: str, texts: Mapping[str, str]) -> Path:
        """A JSON Lines file of texts by id."""
        return self.write(name, "".join(json.dumps({"id": key, "text": text}) + "\n" for key, text in texts.items()))

    @property
    def claims(self) -> list[dict[str, Any]]:
        """A few good claims, extracted once."""
        if "claims" not in self.kept:
            records = [
                {"id": f"d{n}", "outlet": f"Blatt {n}", "published": "2024-11-17", "text": text}
                for n, text in enumerate(
                    (SENTENCE, "In Kursk stehen 50.000 Soldaten, sagte der Sprecher.", "In Kursk starben 12 Menschen.")
                )
            ]
            done = self("extract", "-q", "-", stdin=b"".join(json.dumps(r).encode() + b"\n" for r in records))
            self.kept["claims"] = [json.loads(line) for line in done.out.decode().split("\n") if line]
        return json.loads(json.dumps(self.kept["claims"]))  # type: ignore[no-any-return]

    @property
    def figure(self) -> dict[str, Any]:
        """A good numeric claim."""
        return next(claim for claim in self.claims if claim["quantity"])


Attack = Callable[[Target], None]

ATTACKS: dict[str, Attack] = {}
"""By name, in the order in which they are written."""


def attack(function: Attack) -> Attack:
    """Add a function to the attacks: it raises ``AssertionError`` where the copy falls."""
    assert function.__doc__, "an attack says what must hold"
    ATTACKS[f"{function.__module__.rpartition('.')[2]}.{function.__name__}"] = function
    return function


def lines(records: Iterator[dict[str, Any]] | list[dict[str, Any]]) -> bytes:
    """Records as JSON Lines."""
    return b"".join(json.dumps(record).encode() + b"\n" for record in records)
