"""Who says how many? Claims in German news, extracted and compared."""

from __future__ import annotations

__version__ = "0.1.0"
