"""README.md and docs/commands.md as tested documents.

Two kinds of blocks are kept true, both written by ``make docs``:

* between ``<!-- help: COMMAND -->`` and ``<!-- /help -->`` stands the ``--help`` of that command
  (nothing after ``help:`` is the program's own);
* in fenced ``console`` and ``sh`` blocks, every line after ``$ `` (``console``) or every line (``sh``)
  is a command that is run as written in a copy of the project's inputs; in ``console`` blocks the
  lines below it are its output, where a line ``…`` (or ``...``) stands for any lines left out. A block
  with ``<!-- not run: reason -->`` on the line before it is left alone.
"""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
import tempfile
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).parents[1]
README = ROOT / "README.md"
COMMANDS = ROOT / "docs" / "commands.md"

_HELP = re.compile(r"(<!-- help:(?P<command>[^>]*?)-->\n).*?(<!-- /help -->)", re.S)
_FENCE = re.compile(r"(?P<exempt><!-- not run:[^\n]*-->\n)?^```(?P<kind>console|sh)\n(?P<body>.*?)^```$", re.M | re.S)
_LEFT_OUT = {"…", "..."}


@dataclass(frozen=True)
class Example:
    """One command of the README, the line it stands on, and the output shown (``None``: not shown)."""

    line: int
    command: str
    output: tuple[str, ...] | None


def help_text(command: str) -> str:
    """The ``--help`` of a command at 80 columns, as a fenced block."""
    shown = subprocess.run(
        [sys.executable, "-m", "kursk_claims", *command.split(), "--help"],
        capture_output=True,
        text=True,
        check=True,
        env={**os.environ, "COLUMNS": "80", "NO_COLOR": "1"},
    )
    return f"```text\n{shown.stdout.strip()}\n```\n"


def with_current_help(readme: str) -> str:
    """``readme`` with every help block as the program says it now."""
    return _HELP.sub(lambda match: match[1] + help_text(match["command"]) + match[3], readme)


def examples(readme: str) -> list[Example]:
    """The commands of all fenced ``console`` and ``sh`` blocks that are not exempt, in order."""
    found = []
    for fence in _FENCE.finditer(readme):
        if fence["exempt"]:
            continue
        first = readme.count("\n", 0, fence.start("body")) + 1
        found += _console(fence["body"], first) if fence["kind"] == "console" else _shell(fence["body"], first)
    return found


def _shell(body: str, first: int) -> list[Example]:
    lines = enumerate(_joined(body).splitlines(), first)
    return [Example(number, line, None) for number, line in lines if line.strip() and not line.startswith("#")]


def _console(body: str, first: int) -> list[Example]:
    found: list[Example] = []
    for number, line in enumerate(_joined(body).splitlines(), first):
        if line.startswith("$ "):
            found.append(Example(number, line[2:], None))
        elif found:
            last = found[-1]
            found[-1] = Example(last.line, last.command, (*(last.output or ()), line))
    return found


def _joined(body: str) -> str:
    return body.replace("\\\n", "")


def matches(shown: tuple[str, ...], real: list[str]) -> bool:
    """Whether ``real`` output is what was shown; ``…`` stands for any number of lines, trailing blanks don't count."""
    if not shown:
        return not real
    if shown[0].strip() in _LEFT_OUT:
        return any(matches(shown[1:], real[skipped:]) for skipped in range(len(real) + 1))
    return bool(real) and shown[0].rstrip() == real[0].rstrip() and matches(shown[1:], real[1:])


def run(command: str, place: Path) -> subprocess.CompletedProcess[str]:
    """Run a command of the README as written in ``place``, with the program of this environment."""
    environment = os.environ | {
        "PATH": f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}",
        "LC_ALL": "C.UTF-8",
    }
    return subprocess.run(
        ["bash", "-c", command], cwd=place, env=environment, capture_output=True, text=True, check=False
    )


def with_current_output(readme: str, place: Path) -> str:
    """``readme`` with the output of every ``console`` command as it is now; ``…`` goes on leaving out as much."""

    def fill(fence: re.Match[str]) -> str:
        if fence["exempt"] or fence["kind"] == "sh":
            for example in [] if fence["exempt"] else _shell(fence["body"], 0):
                if not example.command.startswith("make"):
                    run(example.command, place)
            return fence[0]
        lines: list[str] = []
        for example in _console(fence["body"], 0):
            lines.append(f"$ {example.command}")
            real = run(example.command, place).stdout.splitlines()
            shown = example.output
            if shown and shown[-1].strip() in _LEFT_OUT:
                lines += [*real[: len(shown) - 1], shown[-1]]
            elif shown is not None:
                lines += real
        return f"```console\n{chr(10).join(line.rstrip() for line in lines)}\n```"

    return _FENCE.sub(fill, readme)


def main() -> None:
    """Write the current help texts into docs/commands.md, and the current outputs into the README."""
    COMMANDS.write_text(with_current_help(COMMANDS.read_text(encoding="utf-8")), encoding="utf-8")
    with tempfile.TemporaryDirectory() as place:
        for name in ("seeds", "fixtures"):
            shutil.copytree(ROOT / name, Path(place) / name)
        README.write_text(with_current_output(README.read_text(encoding="utf-8"), Path(place)), encoding="utf-8")


if __name__ == "__main__":
    main()
