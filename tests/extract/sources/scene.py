"""Articles without a model: tokens and sentences only, and statements marked by their words."""

from __future__ import annotations

import functools
import re

import spacy
from spacy.language import Language
from spacy.tokens import Doc

from kursk_claims.models import Mode, Span, Statement
from kursk_claims.nlp import sentences


@functools.cache
def _blank() -> Language:
    return spacy.blank("de")


def bare(text: str) -> Doc:
    """The text as a Doc with the project's sentences and no analysis at all."""
    doc = _blank().make_doc(text)
    starts = {span.start for span in sentences.split(text)}
    for token in doc:
        token.is_sent_start = token.i == 0 or token.idx in starts
    return doc


def place(text: str, words: str) -> tuple[Span, ...]:
    """Where the words stand last in the text, as whole words; no words stand nowhere."""
    if not words:
        return ()
    hits = list(re.finditer(rf"(?<!\w){re.escape(words)}(?!\w)", text))
    assert hits, f"{words!r} does not stand in {text!r}"
    return (Span(*hits[-1].span()),)


def statement(
    text: str,
    content: str,
    speaker: str = "",
    cue: str = "",
    addressee: str = "",
    *,
    mode: Mode = "indirect",
    parent: int | None = None,
    nested: bool = False,
) -> Statement:
    """A statement whose parts are given by their words."""
    return Statement(
        mode=mode,
        content=place(text, content),
        speaker=place(text, speaker),
        cue=place(text, cue),
        addressee=place(text, addressee),
        parent=parent,
        nested=nested,
        construction="parenthetical",
    )
