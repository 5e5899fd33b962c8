from __future__ import annotations

import io
from collections.abc import Iterator, Sequence
from pathlib import Path

import pytest

from kursk_claims.errors import InputError
from kursk_claims.load import read_articles, read_inputs
from kursk_claims.models import Article, Claim


class Loaded:
    """Reads inputs and keeps what was reported."""

    def __init__(self, root: Path) -> None:
        self.root = root
        self.errors: list[InputError] = []

    def write(self, name: str, data: str | bytes) -> str:
        path = self.root / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(data.encode() if isinstance(data, str) else data)
        return str(path)

    def articles(
        self, *paths: str, meta: Path | None = None, exclude: Sequence[str] = (), stdin: bytes | None = None
    ) -> list[Article]:
        stream = None if stdin is None else io.BytesIO(stdin)
        return list(read_articles(paths, meta=meta, exclude=exclude, report=self.errors.append, stdin=stream))

    def stream(self, *paths: str) -> Iterator[Article]:
        """The articles one by one."""
        return read_articles(paths, report=self.errors.append)

    def inputs(self, *paths: str, stdin: bytes | None = None) -> list[Article | Claim]:
        stream = None if stdin is None else io.BytesIO(stdin)
        return list(read_inputs(paths, report=self.errors.append, stdin=stream))

    def read(self, name: str, data: str | bytes) -> Article:
        """The one article of a file with this name and content, read without complaint."""
        (article,) = self.articles(self.write(name, data))
        assert not self.errors
        return article

    @property
    def complaints(self) -> list[str]:
        return [str(error).replace(f"{self.root}/", "") for error in self.errors]


@pytest.fixture
def load(tmp_path: Path) -> Loaded:
    return Loaded(tmp_path)
