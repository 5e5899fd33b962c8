"""``python -m tests.attack [--only WORD] [COMMAND]``: run every attack and say which ones the copy withstood."""

from __future__ import annotations

import argparse
import shlex
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

from tests.attack import every
from tests.attack.target import ATTACKS, Skip, Target


def main() -> int:
    """Run; the status is 1 if one attack succeeded."""
    parser = argparse.ArgumentParser(prog="python -m tests.attack", description=__doc__)
    parser.add_argument("--only", default="", metavar="WORD", help="only attacks with this in their names")
    parser.add_argument("command", nargs="?", default="kursk-claims", help="the command, as a shell would read it")
    chosen = parser.parse_args()
    command = shlex.split(chosen.command)
    found = shutil.which(command[0])
    if found is None:
        parser.error(f"{command[0]}: no such command")
    command[0] = str(Path(found).absolute())
    kept: dict[str, object] = {}
    fell = 0
    for name, function in every.ATTACKS.items():
        if chosen.only not in name:
            continue
        with tempfile.TemporaryDirectory(prefix="attack-") as folder:
            copy = Target(command, Path(folder), kept)
            try:
                function(copy)
                result = "held"
            except Skip as error:
                result = f"not tried: {error}"
            except (AssertionError, subprocess.TimeoutExpired, UnicodeDecodeError, ValueError, KeyError) as error:
                fell += 1
                result = f"FELL: {type(error).__name__} {' '.join(str(error).split())[:400]}"
            finally:
                copy.end()
        print(f"{name:44} {result}", flush=True)
    print(f"{fell} fell" if fell else "all held")
    return 1 if fell else 0


if __name__ == "__main__":
    assert ATTACKS
    sys.exit(main())
