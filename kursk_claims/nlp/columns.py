"""An analysed article as columns, one entry for each token.

spaCy makes a ``Token``, and every string it gives, anew whenever it is asked, and an article is gone over many times;
out of ``Doc.to_array`` everything comes at once.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from spacy.tokens import Doc

_KEPT: Final = "kursk_claims.columns"
"""Key in ``Doc.user_data``."""

_STRINGS: Final[list[int | str]] = ["ORTH", "POS", "MORPH", "DEP", "ENT_TYPE"]
_NUMBERS: Final[list[int | str]] = ["SPACY", "IDX", "IS_SPACE", "IS_PUNCT", "LIKE_NUM", "SENT_START", "HEAD"]
_NO_MORPHOLOGY: Final = "_"

_MASK: Final = 2**64 - 1
"""Keys of strings have no sign, distances to heads have."""


class Columns:
    """Lists of the length of the Doc; they are not to be changed. Nothing here holds on to the Doc."""

    def __init__(self, doc: Doc) -> None:
        """Read a Doc whose analysis is finished."""
        table = doc.to_array(_STRINGS + _NUMBERS).astype("int64").T.tolist()
        strings = doc.vocab.strings
        known = {key: strings[key & _MASK] for column in table[: len(_STRINGS)] for key in set(column)}
        texts = [[known[key] for key in column] for column in table[: len(_STRINGS)]]
        spaces, starts, blank, marks, figures, opening, heads = table[len(_STRINGS) :]
        self.words: list[str] = texts[0]
        """``Token.text``."""
        self.lower: list[str] = [word.lower() for word in self.words]
        self.pos: list[str] = texts[1]
        """``Token.pos_``."""
        self.morphs: list[str] = ["" if form == _NO_MORPHOLOGY else form for form in texts[2]]
        """``str(Token.morph)``."""
        self.deps: list[str] = texts[3]
        """``Token.dep_``; empty where there is no analysis."""
        self.entity_types: list[str] = texts[4]
        """``Token.ent_type_``."""
        self.starts: list[int] = starts
        """``Token.idx``: the character at which the token begins."""
        self.heads: list[int] = [
            i + away if dep else i for i, (away, dep) in enumerate(zip(heads, self.deps, strict=True))
        ]
        """``Token.head.i``; the token itself where there is no analysis."""
        self.is_space: list[bool] = [bool(space) for space in blank]
        """``Token.is_space``."""
        self.is_word: list[bool] = [not (space or mark) for space, mark in zip(blank, marks, strict=True)]
        """Neither ``Token.is_space`` nor ``Token.is_punct``."""
        self.like_num: list[bool] = [bool(figure) for figure in figures]
        """``Token.like_num``."""
        self.opens: list[bool] = [start == 1 for start in opening]
        """``Token.is_sent_start``."""
        self.spaces: list[bool] = [bool(space) for space in spaces]
        """``Token.whitespace_``: a blank follows."""
        self.text: str = "".join(
            [word + " " if space else word for word, space in zip(self.words, spaces, strict=True)]
        )
        """``Doc.text``."""


def columns(doc: Doc) -> Columns:
    """The columns of a Doc whose analysis is finished, made once for each."""
    found = doc.user_data.get(_KEPT)
    if found is None:
        found = doc.user_data[_KEPT] = Columns(doc)
    assert isinstance(found, Columns)
    return found
