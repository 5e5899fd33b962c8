"""Bytes to clean text: encoding found, NFC, nothing in it that can't be written again."""

from __future__ import annotations

import codecs
import contextlib
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
_GERMAN_ENCODINGS = ("cp1252", "iso8859_15", "mac_roman", "cp850")
"""Encodings of one byte a sign that German text is met in, the likeliest first."""
_RARE = "àáâãåæëìíîïñòóôøùúû"
_LETTERS = f"a-zäöüßçèéê{_RARE}"
"""Letters of German and of the names it takes from its neighbours, the rarer ones apart."""
_UMLAUT = re.compile(f"[äöüß]|[ÄÖÜ](?=[{_LETTERS}])")
_ACCENT = re.compile(f"[{_RARE}]")
_ODD = re.compile(
    rf"[^\x00-\x7fÄÖÜ{_LETTERS}À-ÅÇ-ÏÑ-ÕØ-Û\u00a0\u00ad§°²³½¼¾·«»„“”‚‘’‹›–—…€£©®™†•×]"
    rf"|(?<=[{_LETTERS}])[^\W{_LETTERS}\d_A-Z](?=[{_LETTERS}])"
    rf"|(?<=[{_LETTERS}A-ZÄÖÜ])[^\w\x00-\x7f\u00ad’‘–—](?=[{_LETTERS}])"
)
"""What stands in no German text: other signs and letters, capitals with marks or signs in the middle of a word."""
_LEAD = 2
"""By how much the likeliest encoding may seem worse than another and still be taken: one name with an accent."""
_ZERO_SHARE = 0.7
"""Zero bytes at one place of two from which text is UTF-16: in any text of Latin letters nearly all are."""
_UNSAFE = re.compile("[\ud800-\udfff\x00]")
_CONTROLS = re.compile(rb"[\x00-\x08\x0e-\x1a\x1c-\x1f]")
_BINARY_SHARE = 0.02
"""Text has next to no control characters; pictures, archives and programs have 10 % and more."""


def decode(data: bytes, where: str) -> str:
    """Text of ``data`` as it stands there, the byte order mark removed.

    UTF-8 is taken where it fits; for anything else the likeliest encoding of German text, which is logged.
    Raises ``InputError`` for binary data and for encodings that can't be told.
    """
    for mark, marked in _MARKS:
        if data.startswith(mark):
            try:
                text = data[len(mark) :].decode(marked)
            except UnicodeDecodeError as error:
                raise _unknown(where) from error
            if marked != "utf-8":
                log.info("%s: read as %s", where, marked)
            return text
    if (encoding := _utf_16(data)) is not None:
        with contextlib.suppress(UnicodeDecodeError):
            text = data.decode(encoding)
            _told(where, encoding)
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
    """``data`` in the encoding that makes the best German of it, by umlauts and by what German never writes.

    Statistics over letters, as libraries have them, need more text than a sentence.
    """
    rated = []
    for place, encoding in enumerate(_GERMAN_ENCODINGS):
        with contextlib.suppress(UnicodeDecodeError):
            text = data.decode(encoding)
            odd, umlauts = len(_ODD.findall(text)), len(_UMLAUT.findall(text))
            worse = 2 * odd + len(_ACCENT.findall(text)) - umlauts
            rated.append((worse if place else worse - _LEAD, place, text, odd > umlauts))
    if not rated:
        raise _unknown(where)
    _, place, text, is_odd = min(rated)
    if is_odd:
        raise _unknown(where)
    _told(where, _GERMAN_ENCODINGS[place])
    return text


def _told(where: str, encoding: str) -> None:
    log.warning("%s: not UTF-8, read as %s", where, encoding, extra={"once": "encoding"})


def _utf_16(data: bytes) -> str | None:
    """The byte order of UTF-16 without a mark."""
    head = data[:4096]
    if len(head) % 2 or not head:
        return None
    even, odd = head[::2].count(0), head[1::2].count(0)
    for encoding, zeros, others in (("utf-16-le", odd, even), ("utf-16-be", even, odd)):
        if zeros > _ZERO_SHARE * len(head) / 2 and not others:
            return encoding
    return None


def _unknown(where: str) -> InputError:
    return InputError(where, "unknown encoding", "convert it to UTF-8")
