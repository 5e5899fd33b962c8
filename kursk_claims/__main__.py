"""``kursk-claims``, also as ``python -m kursk_claims``."""

from __future__ import annotations

import sys
from pathlib import Path

from kursk_claims import output, process


def main() -> None:
    """Entry point of ``kursk-claims``."""
    try:
        process.prepare()
        from kursk_claims.cli import app
        from kursk_claims.exit_handling import status_of

        sys.exit(status_of(app))
    except process.Ended as signal:
        output.remove_unfinished()  # also what was begun at the moment of the signal
        process.close()
        sys.exit(signal.status)
    finally:
        process.leave()


if __name__ == "__main__":
    # Python puts the working directory first, where articles lie; the package itself is looked for last.
    sys.path[:] = [*(path for path in sys.path[1:] if path), str(Path(__file__).resolve().parents[1])]
    main()
