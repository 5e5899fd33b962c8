"""All attacks: importing this module fills the list."""

from tests.attack import bad_input, lost, security, signals, size  # noqa: F401
from tests.attack.target import ATTACKS

__all__ = ["ATTACKS"]
