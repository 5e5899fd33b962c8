"""Plain lines from standard input, for reading numbers out of single texts."""

from __future__ import annotations

from collections.abc import Iterator
from typing import BinaryIO

from kursk_claims.errors import InputError
from kursk_claims.load.decode import clean, decode
from kursk_claims.load.formats import Report
from kursk_claims.load.stream import too_large
from kursk_claims.settings import MAX_DOCUMENT_BYTES


def read_texts(stdin: BinaryIO, report: Report) -> Iterator[str]:
    """Yield each line as clean text without its end, blank ones too, so that line n answers line n.

    A line that is no text is given to ``report`` and answered like a blank one. Raises ``InputError`` for one that is
    longer than ``MAX_DOCUMENT_BYTES``: nothing can be read after it.
    """
    number = 0
    while line := stdin.readline(MAX_DOCUMENT_BYTES + 1):
        number += 1
        where = f"standard input:{number}"
        if len(line) > MAX_DOCUMENT_BYTES:
            raise too_large(where)
        try:
            text = decode(line, where)
        except InputError as error:
            report(error)
            text = ""
        yield clean(text.rstrip("\r\n"))
