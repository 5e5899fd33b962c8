"""Bytes to clean text: encoding found, NFC, nothing in it that can't be written again."""

from __future__ import annotations

import codecs
import logging
import re
import unicodedata

from kursk_claims.errors import InputError

log = logging.getLogger(__name__)

# UTF-32 first: its little-endian mark begins with the one of UTF-16.
_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
# Encodings German text is met in; without this list short texts are taken for Czech or Hebrew ones.
_GERMAN_ENCODINGS = ["cp1252", "iso8859_15", "mac_roman", "cp850", "utf_16_le", "utf_16_be"]
_UNSAFE = re.compile("[\ud800-\udfff\x00]")
_CONTROLS = re.compile(rb"[\x00-\x08\x0e-\x1a\x1c-\x1f]")
_BINARY_SHARE = 0.02
"""Text has next to no control characters; pictures, archives and programs have 10 % and more."""


def decode(data: bytes, where: str) -> str:
    """Text of ``data`` as it stands there, the byte order mark removed.

    UTF-8 is taken where it fits; anything else is detected by charset-normalizer and logged.
    Raises ``InputError`` for binary data and for encodings that can't be told.
    """
    for mark, encoding in _MARKS:
        if data.startswith(mark):
            try:
                text = data[len(mark) :].decode(encoding)
            except UnicodeDecodeError as error:
                raise _unknown(where) from error
            if encoding != "utf-8":
                log.info("%s: read as %s", where, encoding)
            return text
    refuse_binary(data, where)
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError:
        return _detect(data, where)


def clean(text: str) -> str:
    """NFC-normalised ``text`` with lone surrogates and NUL replaced by U+FFFD, one for one."""
    return unicodedata.normalize("NFC", _UNSAFE.sub("\ufffd", text))


def refuse_binary(data: bytes, where: str) -> None:
    """Raise ``InputError`` if ``data`` begins like a picture, an archive or a program."""
    head = data[:65536]
    if len(_CONTROLS.findall(head)) > _BINARY_SHARE * len(head):
        raise InputError(where, "binary data, not text", "give the article's text")


def _detect(data: bytes, where: str) -> str:
    from charset_normalizer import from_bytes

    match = from_bytes(data, cp_isolation=_GERMAN_ENCODINGS, enable_fallback=False).best()
    if match is None:
        raise _unknown(where)
    log.info("%s: not UTF-8, read as %s", where, match.encoding)
    return str(match)


def _unknown(where: str) -> InputError:
    return InputError(where, "unknown encoding", "convert it to UTF-8")
