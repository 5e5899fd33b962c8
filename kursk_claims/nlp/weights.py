"""The shipped weights: where they are, and a check that they are the ones that were released.

`de_claims_news_sm.sha256` lists every file of the model directory in the format of `sha256sum`. The check reads
the whole directory once, which takes a few hundredths of a second.
"""

from __future__ import annotations

import hashlib
from pathlib import Path

from kursk_claims.errors import ModelError

MODEL_NAME = "de_claims_news_sm"

MODEL_PATH = Path(__file__).with_name(MODEL_NAME)

_MANIFEST = MODEL_PATH.with_suffix(".sha256")


def digest(path: Path) -> str:
    """SHA-256 of a file in hexadecimal."""
    with path.open("rb") as stream:
        return hashlib.file_digest(stream, "sha256").hexdigest()


def manifest(model: Path) -> str:
    """The manifest of a model directory: `<digest>  <relative path>` a line, sorted by path."""
    files = sorted(p for p in model.rglob("*") if p.is_file() and p.suffix != ".pyc")
    return "".join(f"{digest(p)}  {p.relative_to(model).as_posix()}\n" for p in files)


def verified(model: Path = MODEL_PATH, recorded: Path = _MANIFEST) -> Path:
    """`model`, if its files are exactly those that `recorded` lists.

    Raises `ModelError` naming the first file that is missing, changed or added.
    """
    if not model.is_dir() or not recorded.is_file():
        raise ModelError(f"the language model is not installed: {model} is missing; reinstall the package")
    listed = _parse(recorded.read_text(encoding="utf-8"))
    present = _parse(manifest(model))
    for name in sorted(listed.keys() | present.keys()):
        if listed.get(name) != present.get(name):
            state = "missing" if name not in present else "not part of it" if name not in listed else "changed"
            raise ModelError(f"the language model is damaged: {name} is {state}; reinstall the package")
    return model


def _parse(text: str) -> dict[str, str]:
    pairs = (line.split("  ", 1) for line in text.splitlines())
    return {name: value for value, name in pairs}
