"""``python -m kursk_claims`` is ``kursk-claims``."""

from kursk_claims.cli import main

if __name__ == "__main__":
    main()
