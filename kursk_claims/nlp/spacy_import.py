"""Import spaCy without its command line, and with one thread for each process.

``import spacy`` also imports ``spacy.cli``, which is only there to offer ``spacy.info``: project templates, an
HTTP client, training. That is two fifths of the time of the import (1.1 of 2.8 s, ``benchmarks/speed.py start``)
and loads network code that is never used here.

The products of ``nlp.ops`` are too small to gain from threads; several processes (``--workers``) do.
"""

from __future__ import annotations

import importlib
import os
import sys
from types import ModuleType
from typing import Any, Final

_COMMAND_LINE: Final = ("spacy.cli", "spacy.cli.info")


def import_spacy() -> None:
    """Import spaCy, if nobody has yet. ``spacy.cli`` is left to be imported by whoever wants it."""
    if "spacy" in sys.modules:
        return
    if "numpy" not in sys.modules:  # read once, when numpy loads its library
        os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")
    for name in _COMMAND_LINE:
        stand_in = ModuleType(name)
        stand_in.__path__ = []
        stand_in.info = _info  # type: ignore[attr-defined]
        sys.modules[name] = stand_in
    try:
        importlib.import_module("spacy")
    finally:
        for name in _COMMAND_LINE:
            del sys.modules[name]


def _info(*args: Any, **options: Any) -> Any:
    """``spacy.info`` as spaCy has it."""
    return importlib.import_module("spacy.cli.info").info(*args, **options)
